// `absent`: nothing matched, in a window or before something else. "Before X" needs X: who never acts gets no credit for not acting first.
import { anchorUs, isAfter, isClosed, isInside, stateFinding } from '../finding.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findAbsent: PatternKind<PatternOf<'absent'>> = (pattern, reading, find) => {
  const unwanted = find(pattern.absent);
  const limit = pattern.before === undefined ? undefined : find(pattern.before);
  const end = limit?.matches[0];
  const matches = unwanted.matches.filter(
    (match) => isInside(reading, pattern.within, match.atUs) && (end === undefined || isAfter(end, match)),
  );
  const at = { atUs: end?.atUs ?? reading.nowUs, seq: end?.seq ?? reading.lastSeq };
  if (matches.length > 0)
    return stateFinding(
      'no',
      at,
      matches.flatMap((match) => match.evidence),
      `it did happen: ${unwanted.because}`,
    );
  const what = `never ${unwanted.because.replace(/^(did not happen|not in time): /, '')}`;
  if (limit !== undefined && end === undefined)
    return stateFinding(
      limit.holds === 'open' ? 'open' : 'no',
      at,
      limit.against,
      `${what}, but what it had to come before never happened`,
    );
  const anchored = pattern.within === undefined || anchorUs(reading, pattern.within.of) !== undefined;
  const decided = end !== undefined || isClosed(reading, pattern.within);
  return stateFinding(decided && anchored ? 'yes' : decided ? 'no' : 'open', at, [{ kind: 'absence', text: what }], what);
};
