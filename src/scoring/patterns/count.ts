// `count`: how many different matches there are.
import { parseComparison } from '../compare.ts';
import { stateFinding } from '../finding.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findCount: PatternKind<PatternOf<'count'>> = (pattern, reading, find) => {
  const finding = find(pattern.count);
  const different = finding.matches.filter((match, index) => finding.matches.findIndex((other) => other.key === match.key) === index);
  const comparison = parseComparison(pattern.is);
  const because = `${different.length} (${comparison.text} wanted): ${finding.because.replace(/^(did not happen|not in time): /, '')}`;
  const evidence = different.flatMap((match) => match.evidence);
  const reachedAt = different.findIndex((_, index) => comparison.test(index + 1));
  const at = different[reachedAt] ?? { atUs: reading.nowUs, seq: reading.lastSeq };
  if (comparison.test(different.length))
    return stateFinding('yes', at, evidence.length > 0 ? evidence : [{ kind: 'absence', text: because }], because);
  const mayGrow = !reading.over && pattern.is.startsWith('>');
  return stateFinding(mayGrow ? 'open' : 'no', at, evidence.length > 0 ? evidence : finding.against, because);
};
