// `measure`: a figure of the run compared with a bound. Its parts are the matches, so that a deduction can charge each.
import { parseComparison } from '../compare.ts';
import { stateFinding } from '../finding.ts';
import { MEASURE_KINDS } from '../measures/index.ts';
import { describeMeasure, shownBound } from '../reasons/measures.ts';
import { demand } from '../reasons/phrase.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findMeasure: PatternKind<PatternOf<'measure'>> = (pattern, reading) => {
  const measured = MEASURE_KINDS[pattern.measure](reading);
  const comparison = parseComparison(pattern.is);
  const phrase = describeMeasure(pattern.measure, pattern.is);
  const at = { atUs: reading.nowUs, seq: reading.lastSeq };
  const evidence = measured.parts.flatMap((part) => part.evidence);
  if (measured.value === undefined)
    return stateFinding(reading.over ? 'no' : 'open', at, [{ kind: 'absence', text: measured.because }], measured.because, phrase);
  const enough = comparison.test(measured.value);
  const asked = enough ? measured.because : `${measured.because}, ${demand(shownBound(pattern.measure, pattern.is))}`;
  const because = enough || measured.aside === undefined ? asked : `${asked}; ${measured.aside}`;
  const shown = evidence.length > 0 ? evidence : [{ kind: 'absence' as const, text: because }];
  if (!enough) return stateFinding(reading.over ? 'no' : 'open', at, shown, because, phrase);
  if (measured.parts.length > 0 && pattern.is.startsWith('>'))
    return { holds: 'yes', matches: measured.parts, against: [], because, phrase, needs: [] };
  return stateFinding(reading.over || pattern.is.startsWith('>') ? 'yes' : 'open', at, shown, because, phrase);
};
