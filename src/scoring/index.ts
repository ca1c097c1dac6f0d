/**
 * Rubric criteria, verdicts with evidence, incident metrics.
 * Public surface of `scoring`: other rooms import from here and nowhere deeper.
 */
export type { ScoreInput, Span } from './input.ts';
export { score } from './score.ts';
