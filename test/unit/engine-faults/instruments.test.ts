// Instruments that fail, lag, stand still and lie: what they show is wrong, and what happened is as it was without them.
import { describe, expect, it } from 'vitest';
import type { Fault, SimulationEngine } from '../../../src/schema/index.ts';
import { everything, give, read, SECOND, smallEngine } from '../engine-telemetry/small-world.ts';

interface Shown {
  s: number;
  value: number;
  stale: boolean;
}
/** Samples of the only series that matches, by second. */
function samples(engine: SimulationEngine, name: string, labels: Record<string, string>, fromS = 0): Shown[] {
  const found = engine.series.select(
    [
      { name: '__name__', op: '=', value: name },
      ...Object.entries(labels).map(([label, value]) => ({ name: label, op: '=' as const, value })),
    ],
    Date.UTC(2024, 0, 15, 9) + fromS * 1000,
    Number.MAX_SAFE_INTEGER,
  );
  expect(found.length).toBeLessThanOrEqual(1);
  const [series] = found;
  return Array.from({ length: series?.length ?? 0 }, (_, i) => ({
    s: (series!.timesMs[i]! - Date.UTC(2024, 0, 15, 9)) / 1000,
    value: series!.values[i]!,
    stale: series!.stale?.[i] === 1,
  }));
}

const requests = 'http_server_requests_total';
const ok = (pod: string) => ({ pod, http_route: 'browse', http_response_status_code: '200' });
const firstPod = (engine: SimulationEngine, service: string): string => engine.replicas(service)[0]!.pod;
const ofTruth = (engine: SimulationEngine) => ({ harm: engine.harm(), flows: engine.flows(), harmSeries: engine.harmSeries() });

/** The same run with and without a fault from second 30 on, at second 120. */
function beside(fault: Fault): { shown: SimulationEngine; truth: SimulationEngine } {
  const [shown, truth] = [smallEngine(), smallEngine()];
  for (const engine of [shown, truth]) engine.runUntil(32 * SECOND);
  shown.inject(fault);
  for (const engine of [shown, truth]) engine.runUntil(120 * SECOND);
  expect(ofTruth(shown)).toEqual(ofTruth(truth));
  return { shown, truth };
}

describe('failScrapes', () => {
  it('shows up 0, a staleness mark and then nothing, and goes on afterwards', () => {
    const { shown, truth } = beside({ failScrapes: 'web', ratio: 1, for: 30 * SECOND });
    const pod = firstPod(shown, 'web');
    expect(samples(shown, 'up', { pod }).map(({ value }) => value)).toEqual([
      1,
      1,
      1,
      1,
      1,
      1,
      1,
      ...[0, 0, 0, 0, 0, 0],
      ...Array(12).fill(1),
    ]);
    const seen = samples(shown, requests, ok(pod));
    expect(seen.filter(({ s }) => s >= 35 && s <= 60)).toMatchObject([{ s: 35, stale: true }]);
    expect(seen.filter(({ s, stale }) => !stale && s > 60)).toEqual(samples(truth, requests, ok(pod), 65));
    expect(samples(shown, requests, { ...ok(firstPod(shown, 'shop')), http_route: 'charge' })).toHaveLength(25);
    expect(samples(shown, 'kube_deployment_replicas_ready', { service: 'web' })).toHaveLength(25);
  });

  it('all: nothing but up is left', () => {
    const { shown } = beside({ failScrapes: 'all', ratio: 1, for: 30 * SECOND });
    expect(samples(shown, 'db_client_connection_max', { pool: 'shop-pool' }).filter(({ s }) => s >= 40 && s <= 60)).toEqual([]);
    const upAt50 = samples(shown, 'up', { pod: firstPod(shown, 'shop') }).find(({ s }) => s === 50);
    expect(upAt50).toMatchObject({ value: 0 });
  });

  it('a ratio loses about that share of the scrapes, each target on its own', () => {
    const engine = smallEngine();
    engine.inject({ failScrapes: 'shop', ratio: 0.3 });
    engine.runUntil(600 * SECOND);
    const down = engine.replicas('shop').map(({ pod }) => samples(engine, 'up', { pod }, 5).map(({ value }) => value));
    const lost = down.flat().filter((value) => value === 0).length / down.flat().length;
    expect(lost).toBeGreaterThan(0.2);
    expect(lost).toBeLessThan(0.4);
    expect(down[0]).not.toEqual(down[1]);
  });

  it('survives the death of its target and new pods', () => {
    const engine = smallEngine();
    engine.runUntil(30 * SECOND);
    const pod = firstPod(engine, 'shop');
    engine.inject({ failScrapes: 'shop', ratio: 1, for: 60 * SECOND });
    engine.runUntil(50 * SECOND);
    engine.inject({ crashReplicas: 'shop', count: 1, restarts: true });
    engine.runUntil(150 * SECOND);
    expect(samples(engine, requests, { ...ok(pod), http_route: 'charge' }, 35)).toMatchObject([{ s: 35, stale: true }, { stale: true }]);
    const fresh = engine.replicas('shop').at(-1)!.pod;
    expect(samples(engine, requests, { ...ok(fresh), http_route: 'charge' })[0]!.s).toBe(90);
  });
});

describe('series that lie', () => {
  it('delaySeries shows the value from `by` earlier', () => {
    const { shown, truth } = beside({ delaySeries: requests, labels: { service: 'web' }, by: 20 * SECOND });
    const pod = firstPod(shown, 'web');
    const late = samples(shown, requests, ok(pod), 35);
    const right = new Map(samples(truth, requests, ok(pod)).map(({ s, value }) => [s, value]));
    expect(late).toHaveLength(18);
    for (const { s, value } of late) expect(value).toBe(right.get(s - 20));
    const shop = { ...ok(firstPod(shown, 'shop')), http_route: 'charge' };
    expect(samples(shown, requests, shop)).toEqual(samples(truth, requests, shop));
  });

  it('a delayed series of a new pod begins late', () => {
    const engine = smallEngine();
    engine.inject({ delaySeries: 'http_server_active_requests', labels: {}, by: 20 * SECOND });
    give(engine, 'command.scale', { service: 'shop', replicas: 4 });
    engine.runUntil(60 * SECOND);
    const fresh = engine.replicas('shop').at(-1)!.pod;
    expect(samples(engine, 'http_server_active_requests', { pod: fresh })[0]!.s).toBe(25);
  });

  it('freezeSeries keeps what was shown last, by name with *, and comes back when it ends', () => {
    const { shown, truth } = beside({ freezeSeries: 'http_server_*', labels: {}, for: 60 * SECOND });
    const pod = firstPod(shown, 'web');
    const [frozen, right] = [shown, truth].map((engine) => samples(engine, requests, ok(pod)));
    expect(new Set(frozen!.filter(({ s }) => s >= 30 && s <= 90).map(({ value }) => value)).size).toBe(1);
    expect(frozen!.filter(({ s }) => s > 92)).toEqual(right!.filter(({ s }) => s > 92));
  });

  it('scaleSeries shows a wrong unit, and rules and gauges believe it', () => {
    const { shown, truth } = beside({ scaleSeries: requests, labels: { http_response_status_code: '200' }, factor: 1000 });
    const pod = firstPod(shown, 'web');
    const [lie, right] = [shown, truth].map((engine) => samples(engine, requests, ok(pod), 40));
    expect(lie!.map(({ value }) => value)).toEqual(right!.map(({ value }) => value * 1000));
    const rate = (engine: SimulationEngine) => engine.gauges().find(({ component }) => component === 'web')!.ratePerS;
    expect(rate(shown)).toBeGreaterThan(100 * rate(truth));
    const recorded = (engine: SimulationEngine) => read(engine, 'job:errors:ratio', { service: 'shop' });
    expect(recorded(shown)).toBeLessThanOrEqual(recorded(truth));
  });

  it('faults combine: a scaled, delayed series that then freezes', () => {
    const engine = smallEngine();
    const truth = smallEngine();
    engine.inject({ scaleSeries: requests, labels: {}, factor: 10 });
    engine.inject({ delaySeries: requests, labels: {}, by: 10 * SECOND });
    for (const each of [engine, truth]) each.runUntil(62 * SECOND);
    engine.inject({ freezeSeries: requests, labels: {} });
    for (const each of [engine, truth]) each.runUntil(90 * SECOND);
    const pod = firstPod(engine, 'web');
    const right = samples(truth, requests, ok(pod)).find(({ s }) => s === 50)!.value;
    expect(samples(engine, requests, ok(pod), 60).map(({ value }) => value)).toEqual(Array(7).fill(10 * right));
  });
});

describe('loseLogs', () => {
  it('loses about its share of the lines of one service, and nothing of another', () => {
    const lines = (fault: Fault | undefined, service: string): number => {
      const engine = smallEngine();
      if (fault !== undefined) engine.inject(fault);
      engine.inject({ provider: 'bank', errors: 1 });
      engine.runUntil(120 * SECOND);
      return engine.logs({ service, limit: 0 }).matched;
    };
    const all = lines(undefined, 'shop');
    const left = lines({ loseLogs: 'shop', ratio: 0.6 }, 'shop') / all;
    expect(left).toBeGreaterThan(0.3);
    expect(left).toBeLessThan(0.5);
    expect(lines({ loseLogs: 'shop', ratio: 0.6 }, 'web')).toBe(lines(undefined, 'web'));
    expect(lines({ loseLogs: 'all', ratio: 1 }, 'web')).toBe(0);
  });

  it('changes nothing of what happens', () => {
    beside({ loseLogs: 'all', ratio: 0.5 });
  });
});

describe('E5 with instruments that lie', () => {
  it('snapshots, restores and forks in the middle of every fault change nothing', () => {
    const begun = (): SimulationEngine => {
      const engine = smallEngine();
      engine.runUntil(41 * SECOND);
      engine.inject({ failScrapes: 'web', ratio: 0.5 });
      engine.inject({ delaySeries: 'http_server_*', labels: { service: 'shop' }, by: 15 * SECOND });
      engine.inject({ freezeSeries: 'db_client_*', labels: {}, for: 200 * SECOND });
      engine.inject({ scaleSeries: 'business_requests_total', labels: {}, factor: 7 });
      engine.inject({ loseLogs: 'web', ratio: 0.4 });
      return engine;
    };
    const whole = begun();
    whole.runUntil(900 * SECOND);
    const cut = begun();
    cut.runUntil(103 * SECOND);
    const kept = cut.snapshot();
    cut.runUntil(700 * SECOND);
    const fork = cut.fork(kept);
    cut.restore(kept);
    for (const engine of [cut, fork]) {
      engine.runUntil(655 * SECOND);
      engine.restore(engine.snapshot());
      engine.runUntil(900 * SECOND);
    }
    expect(everything(cut)).toEqual(everything(whole));
    expect(everything(fork)).toEqual(everything(whole));
  });
});
