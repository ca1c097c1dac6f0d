// Error budgets: how much of each objective's budget a run has spent, and how fast it burns. Steps of a fixed length, each with the share of events
// that failed in it. Every minute of the compliance period weighs the same, because the traffic of the rest of the period is not known.
// A ledger is a cache over the series, not state: a prefix of a run gives a prefix of its steps, so a live view and a seek may share one.
import { type Expr, evaluateInstant, type SeriesSource } from '../promql/index.ts';
import { allowedRatio, BURN_WINDOWS, type BurnWindow, type SimTimeUs, type Slo } from '../schema/index.ts';
import { openObjective } from './objective.ts';
import { WINDOW_MS } from './rules.ts';

export interface BudgetStep {
  untilUs: SimTimeUs;
  /** Events of the step. */
  good: number;
  total: number;
  /** Share that failed; undefined when there was no traffic to judge. */
  badRatio: number | undefined;
}
export interface Budget {
  /** If everything failed that long, the budget of the period would be gone. */
  allowedMinutes: number;
  spentMinutes: number;
  /** Of the budget; above 1 when more than all of it is gone. */
  spentRatio: number;
  badEvents: number;
  totalEvents: number;
  /** Share of good events so far; undefined without traffic. */
  sli: number | undefined;
}
export interface LedgerOptions {
  startsAtMs: number;
  scrapeUs: SimTimeUs;
}

/** Steps last at least this long and at least three scrapes, so that each holds samples enough for a rate. */
const STEP_US_MIN = 30_000_000;
const MINUTE_US = 60_000_000;

export class BudgetLedger {
  readonly slo: Slo;
  readonly stepUs: SimTimeUs;
  readonly #startsAtMs: number;
  readonly #good: Expr;
  readonly #total: Expr;
  readonly #steps: BudgetStep[] = [];
  /** Sums over the first i steps: time failed, good events, all events. */
  readonly #spentUs: number[] = [0];
  readonly #goodSum: number[] = [0];
  readonly #totalSum: number[] = [0];

  constructor(slo: Slo, { startsAtMs, scrapeUs }: LedgerOptions) {
    this.slo = slo;
    this.stepUs = stepUsOf(scrapeUs);
    this.#startsAtMs = startsAtMs;
    const objective = openObjective(slo);
    const windowMs = windowMsOf(scrapeUs);
    this.#good = objective.good(windowMs);
    this.#total = objective.total(windowMs);
  }

  /** Reads the steps that are complete at `nowUs`. @returns how many those are */
  readUntil(source: SeriesSource, nowUs: SimTimeUs): number {
    const count = Math.floor(nowUs / this.stepUs);
    while (this.#steps.length < count) this.#read(source, (this.#steps.length + 1) * this.stepUs);
    return count;
  }

  #read(source: SeriesSource, untilUs: SimTimeUs): void {
    const atMs = this.#startsAtMs + untilUs / 1_000;
    const seconds = this.stepUs / 1_000_000;
    const total = (firstValue(this.#total, source, atMs) ?? 0) * seconds;
    const good = Math.min(total, Math.max(0, (firstValue(this.#good, source, atMs) ?? 0) * seconds));
    const badRatio = total > 0 ? (total - good) / total : undefined;
    const last = this.#steps.length;
    this.#steps.push({ untilUs, good, total, badRatio });
    this.#spentUs.push(this.#spentUs[last]! + (badRatio ?? 0) * this.stepUs);
    this.#goodSum.push(this.#goodSum[last]! + good);
    this.#totalSum.push(this.#totalSum[last]! + (total > 0 ? total : 0));
  }

  /** The first `count` steps. */
  steps(count: number): readonly BudgetStep[] {
    return this.#steps.slice(0, count);
  }

  /** What the steps from `from` up to `to` (left out) spent. */
  budget(to: number, from = 0): Budget {
    const allowed = allowedRatio(this.slo);
    const allowedMinutes = (allowed * this.slo.over) / MINUTE_US;
    const spentMinutes = (this.#spentUs[to]! - this.#spentUs[from]!) / MINUTE_US;
    const totalEvents = this.#totalSum[to]! - this.#totalSum[from]!;
    const goodEvents = this.#goodSum[to]! - this.#goodSum[from]!;
    return {
      allowedMinutes,
      spentMinutes,
      spentRatio: allowedMinutes > 0 ? spentMinutes / allowedMinutes : spentMinutes > 0 ? 1 : 0,
      badEvents: Math.max(0, totalEvents - goodEvents),
      totalEvents,
      sli: totalEvents > 0 ? goodEvents / totalEvents : undefined,
    };
  }

  /** How many times faster than allowed the budget burnt over a window before step `count`; a longer window reaches back to the start. */
  burnRate(count: number, window: BurnWindow): number | undefined {
    const { sli } = this.budget(count, Math.max(0, count - Math.round((WINDOW_MS[window] * 1_000) / this.stepUs)));
    const allowed = allowedRatio(this.slo);
    return sli === undefined || allowed <= 0 ? undefined : (1 - sli) / allowed;
  }

  burnRates(count: number): { window: BurnWindow; rate: number | undefined }[] {
    return BURN_WINDOWS.map((window) => ({ window, rate: this.burnRate(count, window) }));
  }
}

export type PolicyState = 'healthy' | 'warning' | 'exhausted';

/** What follows from the share of the budget that is spent. */
export function policyOf({ policy }: Pick<Slo, 'policy'>, spentRatio: number): { state: PolicyState; consequence: string } {
  const state = spentRatio >= 1 ? 'exhausted' : spentRatio >= policy.warnAt ? 'warning' : 'healthy';
  return { state, consequence: policy[state] };
}

/**
 * PromQL of the share of the budget that is left, as the ledger reckons it.
 * @param lengthUs how far back the spending reaches: the length of the run
 */
export function budgetLeftText(slo: Slo, scrapeUs: SimTimeUs, lengthUs: SimTimeUs): string | undefined {
  const allowedS = (allowedRatio(slo) * slo.over) / 1_000_000;
  if (allowedS <= 0) return undefined;
  const stepS = stepUsOf(scrapeUs) / 1_000_000;
  const ratio = openObjective(slo).errorRatio(windowMsOf(scrapeUs));
  return `1 - sum_over_time((${ratio})[${Math.ceil(lengthUs / 1_000_000)}s:${stepS}s]) * ${stepS} / ${Math.round(allowedS * 1e6) / 1e6}`;
}

const stepUsOf = (scrapeUs: SimTimeUs): SimTimeUs => scrapeUs * Math.max(3, Math.ceil(STEP_US_MIN / scrapeUs));
/** One scrape more than a step: a range is open on the left, so the first sample is the last of the step before. */
const windowMsOf = (scrapeUs: SimTimeUs): number => (stepUsOf(scrapeUs) + scrapeUs) / 1_000;

function firstValue(expr: Expr, source: SeriesSource, atMs: number): number | undefined {
  const result = evaluateInstant(expr, source, atMs);
  const value = result.kind === 'vector' ? result.samples[0]?.value : undefined;
  return value === undefined || value !== value ? undefined : value;
}
