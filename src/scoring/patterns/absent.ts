// `absent`: nothing matched, in a window or before something else. "Before X" needs X: who never acts gets no credit for not acting first.
import type { Evidence } from '../../schema/index.ts';
import { anchorUs, isAfter, isClosed, isInside, stateFinding } from '../finding.ts';
import { extended, type Phrase, windowText } from '../reasons/phrase.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findAbsent: PatternKind<PatternOf<'absent'>> = (pattern, reading, find) => {
  const unwanted = find(pattern.absent);
  const limit = pattern.before === undefined ? undefined : find(pattern.before);
  const end = limit?.matches[0];
  const matches = unwanted.matches.filter(
    (match) => isInside(reading, pattern.within, match.atUs) && (end === undefined || isAfter(end, match)),
  );
  const at = { atUs: end?.atUs ?? reading.nowUs, seq: end?.seq ?? reading.lastSeq };
  const phrase = describeAbsent(pattern, unwanted.phrase, limit?.phrase);
  if (matches.length > 0) {
    const because = limit === undefined ? unwanted.because : `${unwanted.because} before ${limit.phrase.one}`;
    return stateFinding(
      'no',
      at,
      matches.flatMap((match) => match.evidence),
      because,
      phrase,
    );
  }
  if (limit !== undefined && end === undefined)
    return stateFinding(
      limit.holds === 'open' ? 'open' : 'no',
      at,
      limit.against,
      `${limit.because}, and holding back counts only before that`,
      phrase,
    );
  const anchored = pattern.within === undefined || anchorUs(reading, pattern.within.of) !== undefined;
  const decided = end !== undefined || isClosed(reading, pattern.within);
  const evidence: Evidence[] = [{ kind: 'absence', text: phrase.none }];
  return stateFinding(decided && anchored ? 'yes' : decided ? 'no' : 'open', at, evidence, phrase.none, phrase);
};

/** Absence turns a phrase round: what it wants reads as that thing missing. */
function describeAbsent(pattern: PatternOf<'absent'>, unwanted: Phrase, limit: Phrase | undefined): Phrase {
  const inTime = extended(unwanted, pattern.within === undefined ? undefined : windowText(pattern.within));
  const { one, none } = extended(inTime, limit === undefined ? undefined : `before ${limit.one}`);
  return { one: none, many: `absences of ${one}`, none, did: none };
}
