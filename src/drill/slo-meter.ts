// Error budgets: how much of each objective's budget this run has spent, and how fast it burns.
// A cache over the trace, not state: a prefix of a run gives a prefix of its points, so live view and seeks share one meter.
import type { DrillView, Scenario, SimTimeUs, Slo, TraceReader } from '../schema/index.ts';
import { readValue } from './instruments.ts';

const STEP_US = 30_000_000;
/** The burn rate looks at the last five minutes, the short window of the usual multi-window alerts (SRE Workbook, ch. 5). */
const BURN_POINTS = 10;

export class SloMeter {
  readonly #scenario: Scenario;
  /** By objective, the bad share of each step of 30 s; undefined where there was no traffic to judge. */
  readonly #points: (number | undefined)[][];
  readonly #last: { good: number; total: number }[];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#points = scenario.observability.slos.map(() => []);
    this.#last = scenario.observability.slos.map(() => ({ good: 0, total: 0 }));
  }

  read(trace: TraceReader): DrillView['slos'] {
    const steps = Math.floor(trace.nowUs / STEP_US);
    return this.#scenario.observability.slos.map((slo, index) => {
      const points = this.#points[index]!;
      while (points.length < steps) points.push(this.#measure(trace, slo, index, (points.length + 1) * STEP_US));
      return budgetOf(slo, points.slice(0, steps));
    });
  }

  #measure(trace: TraceReader, slo: Slo, index: number, atUs: SimTimeUs): number | undefined {
    const good = readValue(this.#scenario, trace.series, slo.good, atUs);
    const total = readValue(this.#scenario, trace.series, slo.total, atUs);
    if (good === undefined || total === undefined) return undefined;
    if (isRate(slo.total)) return total > 0 ? badShare(good, total) : undefined;
    const last = this.#last[index]!;
    this.#last[index] = { good, total };
    // A smaller count means that counters began again with new pods; the step is left out.
    return total > last.total && good >= last.good ? badShare(good - last.good, total - last.total) : undefined;
  }
}

function badShare(good: number, total: number): number {
  return Math.min(1, Math.max(0, 1 - good / total));
}

function budgetOf(slo: Slo, points: readonly (number | undefined)[]): DrillView['slos'][number] {
  const allowed = 1 - slo.objective;
  const spent = points.reduce<number>((sum, bad) => sum + (bad ?? 0) * STEP_US, 0);
  const recent = points.slice(-BURN_POINTS).filter((bad) => bad !== undefined);
  const burnRate = recent.length === 0 || allowed <= 0 ? undefined : recent.reduce((sum, bad) => sum + bad, 0) / recent.length / allowed;
  return {
    name: slo.name,
    objective: slo.objective,
    budgetSpentRatio: allowed <= 0 ? (spent > 0 ? 1 : 0) : spent / (allowed * slo.over),
    burnRate,
  };
}

/** An SLO is written with rates or with counts; counts are what has neither rate nor increase in them. */
function isRate(expr: string): boolean {
  return /\b(?:i?rate|increase)\s*\(|:rate/.test(expr);
}
