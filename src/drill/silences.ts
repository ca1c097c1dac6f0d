// Refusals that concern silences: a matcher that cannot be read, a silence that would hold back everything, one that is over or unknown.
import { matcherPredicate } from '../promql/index.ts';
import type { AlertMatcher, Silence, SimTimeUs } from '../schema/index.ts';

/** What is wrong with the matchers of a silence; undefined when nothing is. */
export function matcherProblem(matchers: readonly AlertMatcher[]): { code: string; reason: string } | undefined {
  for (const matcher of matchers) {
    try {
      matcherPredicate([matcher]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { code: 'bad-matcher', reason: `“${matcher.value}” is no regular expression: ${why}` };
    }
  }
  // As Alertmanager refuses it: matchers that an alert without labels would meet, meet every alert.
  if (matcherPredicate(matchers)({}))
    return { code: 'matches-everything', reason: 'These matchers fit every alert; name at least one label that must have a value' };
  return undefined;
}

/** Why a silence cannot be ended; undefined when it can. */
export function expiryProblem(silences: readonly Silence[], id: string, nowUs: SimTimeUs): { code: string; reason: string } | undefined {
  const open = silences.filter(({ endsAtUs }) => endsAtUs > nowUs);
  if (open.some((silence) => silence.id === id)) return undefined;
  const there = open.length === 0 ? 'there is none to end' : `there are ${open.map((silence) => silence.id).join(', ')}`;
  return silences.some((silence) => silence.id === id)
    ? { code: 'silence-over', reason: `Silence ${id} is over already; ${there}` }
    : { code: 'unknown-silence', reason: `There is no silence “${id}”; ${there}` };
}
