// Synthetic checks: real requests through the world that are no users, with results that become visible late.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import { everything, give, read, SECOND, smallEngine, smallScenario } from './small-world.ts';

const withChecks = (seed = 'seed') => {
  const scenario = smallScenario();
  return createEngine({ ...scenario, observability: { ...scenario.observability, checks: CHECKED } }, seed);
};
const CHECKED = [
  {
    name: 'shopping',
    from: 'Frankfurt',
    every: 30 * SECOND,
    timeout: 2 * SECOND,
    reportsAfter: 7 * SECOND,
    steps: [
      { name: 'start', does: 'web/browse' },
      { name: 'pay', does: 'web/buy' },
    ],
  },
  { name: 'landing', from: 'outside', every: 20 * SECOND, timeout: SECOND, reportsAfter: 0, steps: [{ does: 'web/browse' }] },
];

describe('synthetic checks', () => {
  it('runs each check at its interval from a part of it that the seed decides, step by step', () => {
    const engine = withChecks();
    engine.runUntil(300 * SECOND);
    const shopping = engine.checkResults().filter(({ check }) => check === 'shopping');
    expect(shopping.length).toBeGreaterThanOrEqual(9);
    expect(shopping[0]!.startedAtUs).toBeGreaterThan(0);
    expect(shopping[0]!.startedAtUs).toBeLessThan(30 * SECOND);
    expect(shopping[1]!.startedAtUs - shopping[0]!.startedAtUs).toBe(30 * SECOND);
    expect(shopping[0]).toMatchObject({
      ok: true,
      steps: [
        { name: 'start', status: 200, error: '' },
        { name: 'pay', status: 200 },
      ],
    });
    const [first] = shopping;
    expect(first!.durationUs).toBe(first!.steps.reduce((sum, { durationUs }) => sum + durationUs, 0));
    const other = withChecks('another seed');
    other.runUntil(40 * SECOND);
    expect(other.checkResults().find(({ check }) => check === 'landing')!.startedAtUs % (20 * SECOND)).not.toBe(
      engine.checkResults().find(({ check }) => check === 'landing')!.startedAtUs % (20 * SECOND),
    );
  });

  it('shows a result to looks and series only when it has been reported', () => {
    const engine = withChecks();
    engine.runUntil(100 * SECOND);
    const [first] = engine.checkResults().filter(({ check }) => check === 'shopping');
    expect(first!.visibleAtUs).toBe(first!.startedAtUs + first!.durationUs + 7 * SECOND);
    const again = withChecks();
    again.runUntil(first!.visibleAtUs - 1);
    expect(again.checkResults().filter(({ check }) => check === 'shopping')).toHaveLength(0);
    expect(again.series.select([{ name: '__name__', op: '=', value: 'probe_success' }], 0, Number.MAX_SAFE_INTEGER)).toHaveLength(
      again.checkResults().length === 0 ? 0 : 1,
    );
    again.runUntil(first!.visibleAtUs + 5 * SECOND);
    expect(read(again, 'probe_success', { check: 'shopping', from: 'Frankfurt' })).toBe(1);
    expect(read(again, 'probe_duration_seconds', { check: 'shopping' })).toBeCloseTo(first!.durationUs / 1e6, 9);
    expect(read(again, 'probe_http_status_code', { check: 'shopping', step: 'pay' })).toBe(200);
  });

  it('uses capacity and is counted by the services, but is no user', () => {
    const scenario = smallScenario('');
    const alone = createEngine(
      {
        ...scenario,
        load: { ...scenario.load, journeys: scenario.load.journeys.map((journey) => ({ ...journey, rate: 0 })) },
        observability: { ...scenario.observability, checks: CHECKED },
      },
      'seed',
    );
    alone.inject({ slowService: 'web', factor: 1000 });
    alone.runUntil(120 * SECOND);
    const failed = alone.checkResults().filter(({ ok }) => !ok);
    expect(failed.length).toBeGreaterThan(3);
    expect(alone.harm()).toMatchObject({
      usersAffected: 0,
      userMinutes: 0,
      requests: 0,
      failedRequests: 0,
      revenueLost: 0,
      revenueEarned: 0,
    });
    expect(alone.flows().find(({ name }) => name === 'web/browse')!.arrived).toBe(alone.checkResults().length + inTheDark(alone));
    expect(read(alone, 'business_active_users')).toBe(0);
  });

  it('stops at the first step that fails and says how it failed', () => {
    const engine = withChecks();
    engine.runUntil(35 * SECOND);
    engine.inject({ slowService: 'web', factor: 1000 });
    engine.runUntil(120 * SECOND);
    const slow = engine.checkResults().findLast(({ check, ok }) => check === 'shopping' && !ok)!;
    expect(slow.steps).toHaveLength(1);
    expect(slow.steps[0]).toMatchObject({ name: 'start', status: 0, durationUs: 2 * SECOND, error: 'no answer within 2 s' });
    give(engine, 'command.delete', { service: 'web' });
    engine.runUntil(200 * SECOND);
    expect(engine.checkResults().at(-1)!.steps[0]).toMatchObject({ status: 0, durationUs: 0, error: 'connection refused' });
    expect(read(engine, 'probe_success', { check: 'shopping' })).toBe(0);
  });

  it('tells an answer of 5xx from no answer, in the code of the step that failed', () => {
    const engine = withChecks();
    give(engine, 'command.delete', { service: 'shop' });
    engine.runUntil(60 * SECOND);
    const last = engine.checkResults().findLast(({ check }) => check === 'shopping')!;
    expect(last.steps.map(({ status, error }) => [status, error])).toEqual([
      [200, ''],
      [503, 'HTTP 503'],
    ]);
    expect(read(engine, 'probe_http_status_code', { check: 'shopping', step: 'pay' })).toBe(503);
  });

  it('is traced like any request, under its own name, when its traces are kept', () => {
    const scenario = smallScenario();
    const traces = { ...scenario.observability.traces, head: 1 };
    const engine = createEngine({ ...scenario, observability: { ...scenario.observability, traces, checks: CHECKED } }, 'seed');
    engine.runUntil(60 * SECOND);
    const [first] = engine.checkResults().filter(({ check }) => check === 'landing');
    const kept = engine.traces({ fromUs: first!.startedAtUs, toUs: first!.startedAtUs, limit: 10 }).traces;
    const roots = kept.map(({ traceId }) => engine.traceSpans(traceId)![0]!);
    expect(roots.filter(({ attributes }) => attributes['faultline.check'] === 'landing')).toHaveLength(1);
  });

  it('E2: leaves arrivals, users and their requests’ numbers as they are without it', () => {
    const [plain, checked] = [smallEngine(), withChecks()];
    for (const engine of [plain, checked]) engine.runUntil(60 * SECOND);
    const journeys = (engine: typeof plain) =>
      engine
        .flows()
        .filter(({ name }) => !name.includes('/'))
        .map(({ arrived }) => arrived);
    expect(journeys(checked)).toEqual(journeys(plain));
  });

  it('E5: a run cut by snapshots, restored and forked, gives the same results', () => {
    const whole = withChecks();
    whole.runUntil(150 * SECOND);
    const cut = withChecks();
    cut.runUntil(33 * SECOND);
    const kept = cut.snapshot();
    cut.runUntil(90 * SECOND);
    const fork = cut.fork(kept);
    cut.restore(kept);
    cut.runUntil(150 * SECOND);
    fork.runUntil(150 * SECOND);
    expect(cut.checkResults()).toEqual(whole.checkResults());
    expect(everything(fork)).toEqual(everything(whole));
    expect(everything(cut)).toEqual(everything(whole));
  });
});

/** Runs whose result is still to be reported, or that are under way. */
function inTheDark(engine: ReturnType<typeof withChecks>): number {
  const later = engine.fork();
  later.runUntil(engine.nowUs + 20 * SECOND);
  return later.checkResults().filter(({ startedAtUs }) => startedAtUs <= engine.nowUs).length - engine.checkResults().length;
}
