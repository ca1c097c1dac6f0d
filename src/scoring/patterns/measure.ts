// `measure`: a figure of the run compared with a bound. Its parts are the matches, so that a deduction can charge each.
import { parseComparison } from '../compare.ts';
import { stateFinding } from '../finding.ts';
import { MEASURE_KINDS } from '../measures/index.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findMeasure: PatternKind<PatternOf<'measure'>> = (pattern, reading) => {
  const measured = MEASURE_KINDS[pattern.measure](reading);
  const comparison = parseComparison(pattern.is);
  const at = { atUs: reading.nowUs, seq: reading.lastSeq };
  const evidence = measured.parts.flatMap((part) => part.evidence);
  if (measured.value === undefined)
    return stateFinding(
      reading.over ? 'no' : 'open',
      at,
      [{ kind: 'absence', text: measured.because }],
      `${pattern.measure}: ${measured.because}`,
    );
  const because = `${pattern.measure} ${Math.round(measured.value * 1000) / 1000} (${comparison.text} wanted): ${measured.because}`;
  const shown = evidence.length > 0 ? evidence : [{ kind: 'absence' as const, text: because }];
  if (!comparison.test(measured.value)) return stateFinding(reading.over ? 'no' : 'open', at, shown, because);
  if (measured.parts.length > 0 && pattern.is.startsWith('>')) return { holds: 'yes', matches: measured.parts, against: [], because };
  return stateFinding(reading.over || pattern.is.startsWith('>') ? 'yes' : 'open', at, shown, because);
};
