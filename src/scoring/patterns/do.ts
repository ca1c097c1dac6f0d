// `do`: a command was given. `harmful`, `red herring`, `remedy` and `mitigation` stand for the commands that the truth lists.
import type { Truth } from '../../schema/index.ts';
import type { Act } from '../acts.ts';
import { eventFinding, matchOf } from '../finding.ts';
import { list, type Phrase, withArticle } from '../reasons/phrase.ts';
import { commandNoun } from '../reasons/words.ts';
import { namesCommand } from '../texts.ts';
import type { PatternKind, PatternOf } from './kind.ts';

const LISTS: Readonly<Record<string, (truth: Truth) => readonly { do: string }[]>> = {
  'red herring': (truth) => truth.redHerrings,
  remedy: (truth) => truth.remedies,
  mitigation: (truth) => truth.mitigations,
};

export const findDo: PatternKind<PatternOf<'do'>> = (pattern, reading) => {
  const written = writtenIn(pattern);
  const named = (act: Act): boolean =>
    written.some((text) =>
      text === 'harmful'
        ? act.harmful
        : (LISTS[text]?.(reading.scenario.truth) ?? [{ do: text }]).some((listed) => namesCommand(listed.do, act.entry)),
    );
  const given = reading.acts.filter(named);
  const counted = pattern.outcome === undefined ? given : given.filter((act) => act.outcome?.status === pattern.outcome);
  return eventFinding(
    reading,
    pattern.within,
    counted.map((act) => matchOf(act.entry)),
    describeDo(pattern),
    {
      did: counted.length > 0 ? `gave ${texts(counted)}` : undefined,
      almost: given.length > 0 ? `gave ${texts(given)}, but the outcome was not “${pattern.outcome}”` : undefined,
    },
    given.flatMap((act) => matchOf(act.entry).evidence),
  );
};

const writtenIn = (pattern: PatternOf<'do'>): readonly string[] => (typeof pattern.do === 'string' ? [pattern.do] : pattern.do);

/** Up to three commands as they were typed. */
function texts(acts: readonly Act[]): string {
  const typed = [...new Set(acts.map((act) => `“${act.text}”`))];
  return typed.length > 3 ? `${typed.slice(0, 3).join(', ')} and ${typed.length - 3} more` : list(typed, 'and');
}

function describeDo(pattern: PatternOf<'do'>): Phrase {
  const nouns = writtenIn(pattern).map(commandNoun);
  const narrowed = pattern.outcome === undefined || pattern.outcome === 'done' ? '' : ` with the outcome “${pattern.outcome}”`;
  const one = `${list(
    nouns.map((noun) => withArticle(noun.one)),
    'or',
  )}${narrowed}`;
  const bare = `${list(
    nouns.map((noun) => noun.one),
    'or',
  )}${narrowed}`;
  const many = `${list(
    nouns.map((noun) => noun.many),
    'or',
  )}${narrowed}`;
  return { one, many, none: bare === 'command' ? 'no command was given' : `no ${bare}`, did: `gave ${one}` };
}
