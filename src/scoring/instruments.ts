// What was true at an instant, read from the same series the trainee could read. Used to check figures that people stated.
import { readErrorRatio } from '../drill/index.ts';
import type { JournalEntry, Scenario, SimTimeUs, TraceReader } from '../schema/index.ts';

const MINUTE_US = 60_000_000;

/** Figures at the last scrape at or before an instant. */
export interface TrueFigures {
  /** Shares of failed requests in the last minute: of users’ requests, and of answers of each front-door service. Any of them may be quoted. */
  errorRatios: number[];
  /** What the bar showed, and what “take from the instruments” writes; may be quoted too. Undefined when it showed nothing. */
  errorRatioShown: number | undefined;
  usersAffected: number;
  revenueLost: number;
}

export function figuresAt(scenario: Scenario, trace: TraceReader, atUs: SimTimeUs): TrueFigures {
  const harm = harmAt(trace, atUs);
  return {
    errorRatios: errorRatios(scenario, trace, atUs),
    errorRatioShown: readErrorRatio(scenario, trace, atUs),
    usersAffected: harm.usersAffected,
    revenueLost: harm.revenueLost,
  };
}

/** Cumulated harm at the last scrape at or before the instant. */
export function harmAt(
  trace: Pick<TraceReader, 'harmSeries'>,
  atUs: SimTimeUs,
): { usersAffected: number; revenueLost: number; failedRequests: number } {
  const series = trace.harmSeries();
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (series[middle]!.atUs <= atUs) low = middle + 1;
    else high = middle;
  }
  return series[low - 1] ?? { usersAffected: 0, revenueLost: 0, failedRequests: 0 };
}

/** Share of users’ requests that failed in the minute before the instant; undefined when there were none. */
export function userErrorRatio(scenario: Scenario, trace: TraceReader, atUs: SimTimeUs): number | undefined {
  const failed = increase(scenario, trace, atUs, { __name__: 'business_requests_total', outcome: 'failed' });
  const all = increase(scenario, trace, atUs, { __name__: 'business_requests_total' });
  return all > 0 ? failed / all : undefined;
}

function errorRatios(scenario: Scenario, trace: TraceReader, atUs: SimTimeUs): number[] {
  const ratios: number[] = [];
  const users = userErrorRatio(scenario, trace, atUs);
  if (users !== undefined) ratios.push(users);
  for (const service of new Set(scenario.load.journeys.map((journey) => journey.does.split('/')[0]!))) {
    const all = increase(scenario, trace, atUs, { __name__: 'http_server_requests_total', service });
    const failed = increase(scenario, trace, atUs, { __name__: 'http_server_requests_total', service, http_response_status_code: '5..' });
    if (all > 0) ratios.push(failed / all);
  }
  return ratios;
}

/** How much the counters grew in the minute before the instant, resets allowed for. A value with dots is a pattern. */
function increase(scenario: Scenario, trace: TraceReader, atUs: SimTimeUs, labels: Readonly<Record<string, string>>): number {
  const toMs = scenario.startsAtMs + atUs / 1000;
  const fromMs = toMs - MINUTE_US / 1000;
  const matchers = Object.entries(labels).map(([name, value]) => ({
    name,
    op: value.includes('..') ? ('=~' as const) : ('=' as const),
    value,
  }));
  let sum = 0;
  for (const series of trace.series.select(matchers, fromMs - MINUTE_US / 1000, toMs)) {
    let before: number | undefined;
    for (let index = 0; index < series.length; index += 1) {
      const timeMs = series.timesMs[index]!;
      const value = series.values[index]!;
      if (timeMs > toMs || series.stale?.[index] === 1 || value !== value) continue;
      if (timeMs > fromMs && before !== undefined) sum += value >= before ? value - before : value;
      before = value;
    }
  }
  return sum;
}

type Stated = Extract<JournalEntry, { kind: 'comms.status-update' }>['args']['impact'];

export interface Agreement {
  agrees: boolean;
  because: string;
}

/** Compares the stated figures with the truth; every figure that the tolerance names must have been stated. */
export function checkAgreement(
  truth: TrueFigures,
  stated: Stated,
  tolerance: { errorRatio?: number | undefined; users?: number | undefined; revenue?: number | undefined },
): Agreement {
  const misses: string[] = [];
  if (tolerance.errorRatio !== undefined) {
    const said = stated.errorRatio;
    const limit = tolerance.errorRatio + 1e-9;
    if (said === undefined) misses.push('no error ratio stated');
    else {
      const ratios = [...truth.errorRatios, ...(truth.errorRatioShown === undefined ? [] : [truth.errorRatioShown])];
      if (!ratios.some((ratio) => Math.abs(ratio - said) <= limit))
        misses.push(`error ratio stated ${show(said)}, was ${[...new Set(ratios.map(show))].join(' or ') || 'unknown'}`);
    }
  }
  checkShare('users', stated.usersAffected, truth.usersAffected, tolerance.users, misses);
  checkShare('revenue lost', stated.revenueLost, truth.revenueLost, tolerance.revenue, misses);
  return { agrees: misses.length === 0, because: misses.length === 0 ? 'the figures agree with the instruments' : misses.join('; ') };
}

function checkShare(name: string, said: number | undefined, truth: number, share: number | undefined, misses: string[]): void {
  if (share === undefined) return;
  if (said === undefined) misses.push(`no ${name} stated`);
  else if (Math.abs(said - truth) > share * truth + 1e-9) misses.push(`${name} stated ${Math.round(said)}, was ${Math.round(truth)}`);
}

const show = (ratio: number): string => `${Math.round(ratio * 1000) / 10} %`;
