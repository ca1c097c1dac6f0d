// `count`: how many different matches there are.
import { parseComparison } from '../compare.ts';
import { stateFinding } from '../finding.ts';
import { demand, type Phrase, quantity } from '../reasons/phrase.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findCount: PatternKind<PatternOf<'count'>> = (pattern, reading, find) => {
  const finding = find(pattern.count);
  const different = finding.matches.filter((match, index) => finding.matches.findIndex((other) => other.key === match.key) === index);
  const comparison = parseComparison(pattern.is);
  const phrase = describeCount(pattern, finding.phrase);
  const enough = comparison.test(different.length);
  const howMany =
    different.length === 0
      ? finding.because
      : different.length === 1
        ? finding.phrase.one.replace(/^an? /, '1 ')
        : `${different.length} ${finding.phrase.many}`;
  const because = enough ? howMany : `${howMany}, ${demand(pattern.is)}`;
  const evidence = different.flatMap((match) => match.evidence);
  const reachedAt = different.findIndex((_, index) => comparison.test(index + 1));
  const at = different[reachedAt] ?? { atUs: reading.nowUs, seq: reading.lastSeq };
  if (enough) return stateFinding('yes', at, evidence.length > 0 ? evidence : [{ kind: 'absence', text: because }], because, phrase);
  const mayGrow = !reading.over && pattern.is.startsWith('>');
  return stateFinding(mayGrow ? 'open' : 'no', at, evidence.length > 0 ? evidence : finding.against, because, phrase);
};

function describeCount(pattern: PatternOf<'count'>, counted: Phrase): Phrase {
  const one = quantity(pattern.is, counted.many, counted.many);
  return { one, many: one, none: `not ${one}`, did: one };
}
