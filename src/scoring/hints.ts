// Hints that were taken: recorded either way, and charged in a timed drill only.
import type { DeductionResult } from '../schema/index.ts';
import { evidenceOf, type Reading } from './reading.ts';

/** Undefined when none was taken. */
export function chargeHints(reading: Reading, timed: boolean): DeductionResult | undefined {
  const taken = reading.input.journal.filter(({ kind }) => kind === 'hint.take');
  if (taken.length === 0) return undefined;
  return {
    id: 'hints',
    title: timed ? 'Hints taken' : 'Hints taken, which cost nothing without a clock',
    points: timed ? taken.length * (reading.scenario.rubric?.hintCost ?? 0) : 0,
    evidence: taken.map(evidenceOf),
  };
}
