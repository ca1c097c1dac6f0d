// Scores a finished run against idle and reference runs of the same seed.
import { type Authority, comparisonRuns, scoreRun } from '../../authority/index.ts';
import type { Scorecard } from '../../schema/index.ts';
import type { Progress } from './progress.ts';

export function scoreDrill(authority: Authority, progress: Progress): Scorecard {
  progress.report(0, 'running the comparisons on the same seed');
  const comparisons = comparisonRuns(authority.scenario, authority.seed, authority.nowUs, authority.journal);
  progress.done();
  return scoreRun(authority, comparisons);
}
