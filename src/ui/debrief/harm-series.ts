// The curves of the chart "Harm over time" on one set of instants, those of the comparison runs: a curve with points of its own would be all gaps.
import type { ComparisonRun } from '../../schema/index.ts';
import type { PlotSeries } from '../charts/align.ts';

export type HarmFigure = 'usersAffected' | 'revenueLost';

/** What is asked of the trainee's own run, as PromQL: everybody's harm where a small world counts it, else that of the services. */
export const HARM_QUERIES: Readonly<Record<HarmFigure, string>> = {
  usersAffected: 'incident_users_affected or business_users_affected',
  revenueLost: 'sum(incident_money_lost) or sum(business_revenue_lost_total)',
};

/** Without a comparison run there is nothing to agree with. */
const STEP_ALONE_US = 15_000_000;

/** Microseconds between the points of the comparison runs. */
export function harmStepUs(comparisons: readonly ComparisonRun[]): number {
  const [first, second] = comparisons.find((run) => run.curve.length > 1)?.curve ?? [];
  return first === undefined || second === undefined ? STEP_ALONE_US : second.atUs - first.atUs;
}

export function comparisonSeries(comparisons: readonly ComparisonRun[], figure: HarmFigure, startsAtMs: number): PlotSeries[] {
  return comparisons.map((run) => ({
    name: run.label === 'idle' ? 'nobody acting' : 'the reference response',
    timesMs: run.curve.map((point) => startsAtMs + point.atUs / 1000),
    values: run.curve.map((point) => point[figure]),
  }));
}
