// The dictionary of measures: what a bound on each asks for, in words.
import type { Measure } from '../../schema/index.ts';
import { boundText, type Phrase, quantity } from './phrase.ts';

/** A bound as a percentage, whichever way the rubric writes it. */
const asPercent = (comparison: string): string =>
  comparison.includes('%')
    ? boundText(comparison)
    : boundText(comparison.replace(/-?\d+(?:\.\d+)?/, (bound) => `${Math.round(Number(bound) * 1000) / 10} %`));

const WANTED: Readonly<Record<Measure, (comparison: string) => string>> = {
  brier: (is) => `a Brier score over time of ${boundText(is)}`,
  'brier final': (is) => `a Brier score of the last belief of ${boundText(is)}`,
  'harm vs idle': (is) => `harm of ${asPercent(is)} of that with nobody acting`,
  'harm vs reference': (is) => `harm of ${asPercent(is)} of that with the reference response`,
  'rivals ruled out': (is) => `${quantity(is, 'rival explanation', 'rival explanations')} ruled out by a look`,
  'evidence looks': (is) => quantity(is, 'look that bears on a live explanation', 'looks that bear on a live explanation'),
  'harmful actions': (is) => quantity(is, 'command that does harm', 'commands that do harm'),
  'blind actions': (is) => quantity(is, 'command without evidence before it', 'commands without evidence before them'),
  'updates sent': (is) => quantity(is, 'status update sent', 'status updates sent'),
  'updates late': (is) => quantity(is, 'late update', 'late updates'),
  'calibration gap': (is) => `a gap between confidence and outcome of ${asPercent(is)}`,
  'belief swings': (is) => quantity(is, 'change of mind of 20 points or more', 'changes of mind of 20 points or more'),
};

export function describeMeasure(measure: Measure, comparison: string): Phrase {
  const one = WANTED[measure](comparison);
  return { one, many: `times with ${one}`, none: `not ${one}`, did: one };
}
