// Hands a run to scoring: trace, journal, outcomes, health, and the runs to compare with.
import type { ComparisonRun, Scorecard } from '../schema/index.ts';
import { score } from '../scoring/index.ts';
import type { Authority } from './authority.ts';

/** @param comparisons from `comparisonRuns` on the same seed; empty leaves the comparisons undetermined */
export function scoreRun(authority: Authority, comparisons: readonly ComparisonRun[]): Scorecard {
  const { scenario, seed, trace, outcomes, tPlusZeroUs, brokenSpans } = authority;
  // A look that found nothing told nobody anything.
  const journal = authority.journal.filter(({ seq }) => authority.lookOf(seq)?.kind !== 'missing');
  const lookOf = (seq: number) => authority.lookOf(seq);
  return score(scenario, { lookOf, seed, trace, journal, outcomes, tPlusZeroUs, brokenSpans, comparisons });
}
