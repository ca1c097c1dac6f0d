/**
 * Rubric criteria, verdicts with evidence, incident metrics.
 * Public surface of `scoring`: other rooms import from here and nowhere deeper.
 */
export { type Comparison, parseComparison } from './compare.ts';
export type { ScoreInput, Span } from './input.ts';
export { harmAt } from './instruments.ts';
export { score } from './score.ts';
