// The dictionary of measures: what a bound on each asks for, in words.
import type { Measure } from '../../schema/index.ts';
import { boundText, type Phrase, quantity } from './phrase.ts';

const RATIOS: readonly Measure[] = ['harm vs idle', 'harm vs reference', 'calibration gap', 'hand-over completeness', 'routine done'];

const WANTED: Readonly<Record<Measure, (comparison: string) => string>> = {
  brier: (is) => `a Brier score over time of ${boundText(is)}`,
  'brier final': (is) => `a Brier score of the last belief of ${boundText(is)}`,
  'harm vs idle': (is) => `harm of ${boundText(is)} of that with nobody acting`,
  'harm vs reference': (is) => `harm of ${boundText(is)} of that with the reference response`,
  'rivals ruled out': (is) => `${quantity(is, 'rival explanation', 'rival explanations')} ruled out by a look`,
  'evidence looks': (is) => quantity(is, 'look that bears on a live explanation', 'looks that bear on a live explanation'),
  'harmful actions': (is) => quantity(is, 'command that does harm', 'commands that do harm'),
  'blind actions': (is) => quantity(is, 'command without evidence before it', 'commands without evidence before them'),
  'updates sent': (is) => quantity(is, 'status update sent', 'status updates sent'),
  'updates late': (is) => quantity(is, 'late update', 'late updates'),
  'calibration gap': (is) => `a gap between confidence and outcome of ${boundText(is)}`,
  'belief swings': (is) => quantity(is, 'change of mind of 20 points or more', 'changes of mind of 20 points or more'),
  'hand-over completeness': (is) => `a hand-over note with ${boundText(is)} of what it should hold`,
  'severity misjudged': (is) => quantity(is, 'severity that does not fit the matrix', 'severities that do not fit the matrix'),
  'roles held': (is) => quantity(is, 'role held', 'roles held'),
  'targets missed': (is) => quantity(is, 'target missed', 'targets missed'),
  'false statements': (is) => quantity(is, 'claim that was wrong', 'claims that were wrong'),
  'hints taken': (is) => quantity(is, 'hint taken', 'hints taken'),
  'routine done': (is) => `${boundText(is)} of the routine work done in time`,
  'own slips': (is) => quantity(is, 'slip of one’s own', 'slips of one’s own'),
  'hasty answers': (is) => quantity(is, 'safeguard answered unread', 'safeguards answered unread'),
};

/** The bound in the unit in which the reason gives the figure. */
export const shownBound = (measure: Measure, comparison: string): string =>
  comparison.includes('%') || !RATIOS.includes(measure)
    ? comparison
    : comparison.replace(/-?\d+(?:\.\d+)?/, (bound) => `${Math.round(Number(bound) * 1000) / 10} %`);

export function describeMeasure(measure: Measure, comparison: string): Phrase {
  const one = WANTED[measure](shownBound(measure, comparison));
  return { one, many: `times with ${one}`, none: `not ${one}`, did: one };
}
