// The published figures of the reference incident (document 003), as medians over nine seeds (twenty with FAULTLINE_LONG=1), from the simulation alone.
// Goal: everything in the fact sheet comes out of the model. Method: play the journals, read the instruments, compare with the tolerance of the sheet.
// Pinned: figures and order of events. Not pinned: single seeds.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Authority } from '../../src/authority/index.ts';
import { median, play, reading, shippedScenario } from '../support/scenario-folder.ts';
import { LONG } from '../support/small-worlds.ts';

const SEEDS = Array.from({ length: LONG ? 20 : 9 }, (_, index) => `facts-${index + 1}`);
const S = 1_000_000;
const M = 60 * S;
/** 09:20:00 is the start of the run. */
const storyUs = (clock: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return ((hours - 9) * 3600 + (minutes - 20) * 60 + seconds) * S;
};
const ERROR_RATIO_30S =
  'sum(rate(http_server_requests_total{service="api-gateway",http_response_status_code=~"5.."}[30s])) / sum(rate(http_server_requests_total{service="api-gateway"}[30s]))';
const P = (quantile: number, window: string) =>
  `histogram_quantile(${quantile}, sum by (le) (rate(http_server_request_duration_seconds_bucket{service="api-gateway"}[${window}])))`;
const POOL = 'db_client_connection_count{pool="shop-db-pool",state="used"}';

const scenario = shippedScenario('timeout-cascade');
let runs: Authority[] = [];
beforeAll(() => {
  runs = SEEDS.map((seed) => play(scenario, 'reference', seed, 26 * M));
}, 300_000);

const tPlus = (run: Authority, us: number): number => {
  expect(run.tPlusZeroUs, 'nobody was paged').toBeDefined();
  return run.tPlusZeroUs! + us;
};
const medianOf = (expr: string, at: (run: Authority) => number): number => median(runs.map((run) => reading(run, expr, at(run))));

describe('before anything is broken', () => {
  const at = () => storyUs('09:29:55');
  it('at most 0.3 % of API requests fail', () => {
    expect(
      medianOf(
        '(sum(increase(http_server_requests_total{service="api-gateway",http_response_status_code=~"5.."}[5m])) or vector(0)) / sum(increase(http_server_requests_total{service="api-gateway"}[5m]))',
        at,
      ),
    ).toBeLessThanOrEqual(0.003);
  });
  it('the median API latency is 100 to 150 ms', () => {
    const p50 = medianOf(P(0.5, '5m'), at);
    expect(p50).toBeGreaterThanOrEqual(0.1);
    expect(p50).toBeLessThanOrEqual(0.15);
  });
  it('5 to 12 of 50 connections are in use', () => {
    const used = medianOf(`avg_over_time(${POOL}[5m])`, at);
    expect(used).toBeGreaterThanOrEqual(5);
    expect(used).toBeLessThanOrEqual(12);
  });
  it('at least 99.5 % of payments succeed', () => {
    expect(
      medianOf(
        'sum(increase(business_requests_total{journey="paying",outcome="ok"}[5m])) / sum(increase(business_requests_total{journey="paying"}[5m]))',
        at,
      ),
    ).toBeGreaterThanOrEqual(0.995);
  });
});

describe('the order of events', () => {
  const first = (run: Authority, kind: string, component?: string): number =>
    run.trace
      .facts()
      .find((fact) => fact.kind === kind && fact.atUs >= storyUs('09:30') && (component === undefined || fact.component === component))
      ?.atUs ?? Number.NaN;
  const medianFirst = (kind: string, component?: string): number => median(runs.map((run) => first(run, kind, component)));

  it('the deployment starts at 09:30:00 and the first provider timeouts come at 09:32:15, give or take five seconds', () => {
    expect(medianFirst('rollout.started', 'payment-service')).toBe(storyUs('09:30'));
    expect(Math.abs(medianFirst('provider.first-timeout') - storyUs('09:32:15'))).toBeLessThanOrEqual(5 * S);
  });
  it('the pool is exhausted within 30 s of the first timeout, and after it', () => {
    const gaps = runs.map((run) => first(run, 'pool.exhausted', 'shop-db-pool') - first(run, 'provider.first-timeout'));
    expect(median(gaps)).toBeGreaterThan(0);
    expect(median(gaps)).toBeLessThanOrEqual(30 * S);
  });
  it('the gateway times out after the payments did', () => {
    for (const run of runs) expect(first(run, 'gateway.first-timeout')).toBeGreaterThan(first(run, 'provider.first-timeout'));
  });
  it('the breaker opens, and does not help', () => {
    for (const run of runs) expect(first(run, 'breaker.opened', 'stripe')).toBeGreaterThan(first(run, 'provider.first-timeout'));
    expect(medianOf(POOL, (run) => tPlus(run, 3 * M))).toBe(50);
  });
  it('waits of more than eight seconds for a connection appear in the log', () => {
    const waits = runs.map((run) => {
      const page = run.trace.logs({ text: 'acquired after', fromUs: storyUs('09:32'), limit: 2000 });
      return Math.max(...page.lines.map((line) => Number(/after ([\d.]+) ?s/.exec(line.message)?.[1] ?? 0)));
    });
    expect(median(waits)).toBeGreaterThanOrEqual(8);
  });
});

describe('the incident', () => {
  it('38 to 52 % of API requests fail', () => {
    const ratio = medianOf(
      'sum(increase(http_server_requests_total{service="api-gateway",http_response_status_code=~"5.."}[4m])) / sum(increase(http_server_requests_total{service="api-gateway"}[4m]))',
      (run) => tPlus(run, 4 * M),
    );
    expect(ratio).toBeGreaterThanOrEqual(0.38);
    expect(ratio).toBeLessThanOrEqual(0.52);
  });
  it('the 95th percentile of API latency is at least 9 s', () => {
    expect(medianOf(P(0.95, '3m'), (run) => tPlus(run, 4 * M))).toBeGreaterThanOrEqual(9);
  });
  it('the pool is full in at least 80 % of the samples', () => {
    expect(medianOf(`avg_over_time((${POOL} >= bool 50)[4m:5s])`, (run) => tPlus(run, 4 * M))).toBeGreaterThanOrEqual(0.8);
  });
  it('payments collapse', () => {
    expect(
      medianOf(
        'sum(increase(business_requests_total{journey="paying",outcome="ok"}[3m])) / sum(increase(business_requests_total{journey="paying"}[3m]))',
        (run) => tPlus(run, 4 * M),
      ),
    ).toBeLessThanOrEqual(0.1);
  });
  it('about 50,000 users are affected by the first update', () => {
    const users = medianOf('business_users_affected', (run) => tPlus(run, 5 * M));
    expect(users).toBeGreaterThanOrEqual(40_000);
    expect(users).toBeLessThanOrEqual(60_000);
  });
  it('400 to 600 dollars a minute are lost', () => {
    const perMinute = medianOf('sum(increase(business_revenue_lost_total[3m])) / 3', (run) => tPlus(run, 4 * M));
    expect(perMinute).toBeGreaterThanOrEqual(400);
    expect(perMinute).toBeLessThanOrEqual(600);
  });
  it('four alerts page at once, within a minute of the first', () => {
    for (const run of runs) {
      const fired = run.trace.alerts().filter((alert) => alert.firedAtUs !== undefined && alert.firedAtUs <= tPlus(run, M));
      expect(new Set(fired.map((alert) => alert.alert)).size).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('the recovery after the rollback at T+4:00', () => {
  /** Median error ratio over the half minute before each instant, every 5 s from the rollback on. */
  const curve = (): number[] =>
    Array.from({ length: 73 }, (_, step) => medianOf(ERROR_RATIO_30S, (run) => tPlus(run, 4 * M + step * 5 * S)));
  const firstBelow = (values: number[], bound: number): number => values.findIndex((value) => value < bound) * 5;

  it('falls monotonically once it falls, below 10 % within 75 s of the first effect and below 3 % within 120 s', () => {
    const values = curve();
    const plateau = values[0]!;
    const effect = values.findIndex((value) => value < 0.9 * plateau);
    expect(effect).toBeGreaterThan(0);
    const falling = values.slice(effect, values.findIndex((value) => value < 0.005) + 1);
    expect(falling.length).toBeGreaterThan(1);
    for (let index = 1; index < falling.length; index++) expect(falling[index]!).toBeLessThanOrEqual(falling[index - 1]! + 0.01);
    expect(firstBelow(values, 0.1) - effect * 5).toBeLessThanOrEqual(75);
    expect(firstBelow(values, 0.03) - effect * 5).toBeLessThanOrEqual(120);
  });
  it('is at the baseline by T+10:00', () => {
    const at = (run: Authority) => tPlus(run, 10 * M);
    expect(medianOf(ERROR_RATIO_30S.replaceAll('30s', '1m'), at) || 0).toBeLessThanOrEqual(0.003);
    expect(medianOf(P(0.5, '1m'), at)).toBeLessThanOrEqual(0.15);
    expect(medianOf(`avg_over_time(${POOL}[1m])`, at)).toBeLessThanOrEqual(12);
  });
});
