/**
 * Random worlds: conservation, bounds, Little's law, exact snapshots, steps that do not matter, independence of unrelated services.
 * Worlds are drawn by fast-check from a fixed seed, printed with the failing case; each is built from scenario text by the real loader.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeConfig } from '../../src/engine/compile/config.ts';
import { createWorld, DATABASE, DOING, FRAME, type LiveWorld, POOL, PROBE, REPLICA, ROUTE } from '../../src/engine/world/index.ts';
import { liveFrames } from '../../src/engine/world/operations.ts';
import type { Scenario } from '../../src/schema/index.ts';
import { LONG, SECOND_US, scenarioOf } from '../support/small-worlds.ts';

const SETTINGS = { numRuns: LONG ? 150 : 25, seed: LONG ? Number(process.env['FAULTLINE_SEED'] ?? 1) : 20240115 };

const service = fc.record({
  replicas: fc.integer({ min: 1, max: 4 }),
  concurrency: fc.integer({ min: 1, max: 12 }),
  queue: fc.integer({ min: 0, max: 20 }),
  lifo: fc.boolean(),
  balancing: fc.constantFrom('round robin', 'random', 'least loaded', 'two choices'),
  timeoutMs: fc.option(fc.integer({ min: 20, max: 400 }), { nil: undefined }),
  cancellation: fc.boolean(),
  dropExpired: fc.boolean(),
  deadlines: fc.boolean(),
});
type ServiceOptions = typeof service extends fc.Arbitrary<infer T> ? T : never;

/** Steps as YAML in flow style; `depth` bounds nesting, `next` is the service that may be called. */
const stepsOf = (
  next: string | undefined,
  depth: number,
  inside: { hold: boolean; guard: boolean; retries: number },
): fc.Arbitrary<string> => {
  const leaf = [
    fc.integer({ min: 1, max: 40 }).map((ms) => `{ compute: { exponential: ${ms}ms } }`),
    fc.integer({ min: 1, max: 30 }).map((ms) => `{ sleep: ${ms}ms }`),
    fc.integer({ min: 1, max: 20 }).map((ms) => `{ query: { database: db, takes: { lognormal: { median: ${ms}ms, p99: ${ms * 6}ms } } } }`),
    fc.integer({ min: 0, max: 20 }).map((percent) => `{ fail: { ratio: ${percent} % } }`),
    fc
      .record({ limit: fc.integer({ min: 20, max: 200 }), optional: fc.boolean() })
      .map(({ limit, optional }) => `{ call: bank, connectTimeout: ${limit}ms, readTimeout: ${limit}ms, optional: ${optional} }`),
    fc.constant(`{ call: bank, connectTimeout: "\${config.limit}" }`),
  ];
  if (next !== undefined)
    leaf.push(
      fc
        .option(fc.integer({ min: 10, max: 300 }), { nil: undefined })
        .map((ms) => (ms === undefined ? `{ call: ${next}/do }` : `{ call: ${next}/do, timeout: ${ms}ms }`)),
    );
  const one: fc.Arbitrary<string>[] = [...leaf];
  if (depth > 0) {
    const list = (more: Partial<typeof inside>) => stepsOf(next, depth - 1, { ...inside, ...more });
    if (!inside.hold) one.push(list({ hold: true }).map((steps) => `{ hold: pool, steps: ${steps} }`));
    if (!inside.guard) one.push(list({ guard: true }).map((steps) => `{ breaker: guard, steps: ${steps} }`));
    if (inside.retries < 2)
      one.push(
        fc
          .tuple(
            fc.integer({ min: 0, max: 3 }),
            fc.constantFrom('none', 'full', 'equal', 'decorrelated'),
            list({ retries: inside.retries + 1 }),
          )
          .map(
            ([n, jitter, steps]) => `{ retry: { retries: ${n}, backoff: { base: 10ms, cap: 200ms, jitter: ${jitter} }, steps: ${steps} } }`,
          ),
      );
    one.push(
      fc
        .array(stepsOf(next, depth - 1, { hold: true, guard: true, retries: 2 }), { minLength: 1, maxLength: 3 })
        .map((branches) => `{ parallel: [ ${branches.join(', ')} ] }`),
    );
    one.push(fc.tuple(list({}), list({})).map(([yes, no]) => `{ if: { config: mode, is: fast }, steps: ${yes}, else: ${no} }`));
  }
  return fc.array(fc.oneof(...one), { minLength: 1, maxLength: 3 }).map((steps) => `[ ${steps.join(', ')} ]`);
};

const serviceYaml = (name: string, o: ServiceOptions, steps: string) =>
  `  ${name}:\n    replicas: ${o.replicas}\n    concurrency: ${o.concurrency}\n    queue: ${o.queue}\n    order: ${o.lifo ? 'lifo' : 'fifo'}\n    balancing: ${o.balancing}\n${o.timeoutMs === undefined ? '' : `    timeout: ${o.timeoutMs}ms\n`}    cancellation: ${o.cancellation}\n    dropExpired: ${o.dropExpired}\n    deadlines: ${o.deadlines}\n    config: { limit: 80ms, mode: fast }\n    endpoints:\n      do: ${steps}\n`;

/** With a synthetic check that runs far more often than a scenario may ask for. */
function checked({ everyMs, timeoutMs }: { everyMs: number; timeoutMs: number }, scenario: Scenario): Scenario {
  const steps = ['a/do', 'c/do', 'b/do'].map((does) => ({ does }));
  const check = { name: 'check', from: 'outside', every: everyMs * 1_000, timeout: timeoutMs * 1_000, reportsAfter: 0, steps };
  return { ...scenario, observability: { ...scenario.observability, checks: [check] } };
}

const worlds: fc.Arbitrary<Scenario> = fc
  .record({
    services: fc.tuple(service, service, service),
    steps: fc.tuple(
      stepsOf('b', 2, { hold: false, guard: false, retries: 0 }),
      stepsOf('c', 2, { hold: false, guard: false, retries: 0 }),
      stepsOf(undefined, 2, { hold: false, guard: false, retries: 0 }),
    ),
    pool: fc.integer({ min: 1, max: 10 }),
    lifo: fc.boolean(),
    workers: fc.integer({ min: 1, max: 6 }),
    breaker: fc.constantFrom(
      '{ failures: 5, stays: 500ms, probes: 1 }',
      '{ ratio: 30 %, volume: 10, window: 2s, stays: 300ms, scope: replica }',
      '{ failures: 1000000 }',
    ),
    errors: fc.integer({ min: 0, max: 10 }),
    rate: fc.integer({ min: 5, max: 120 }),
    patience: fc.option(fc.integer({ min: 50, max: 2000 }), { nil: undefined }),
    clicks: fc.integer({ min: 0, max: 2 }),
    check: fc.record({ everyMs: fc.integer({ min: 50, max: 900 }), timeoutMs: fc.integer({ min: 10, max: 600 }) }),
  })
  .map((o) =>
    checked(
      o.check,
      scenarioOf(
        `providers:\n  bank: { connect: { lognormal: { median: 20ms, p99: 200ms } }, reply: { exponential: 30ms }, errors: ${o.errors} % }\ndatabases:\n  db: { workers: ${o.workers} }\npools:\n  pool: { database: db, size: ${o.pool}, acquireTimeout: 300ms, order: ${o.lifo ? 'lifo' : 'fifo'} }\nbreakers:\n  guard: ${o.breaker}\nservices:\n${serviceYaml('a', o.services[0], o.steps[0])}${serviceYaml('b', o.services[1], o.steps[1])}${serviceYaml('c', o.services[2], o.steps[2])}`,
        `users: 500\njourneys:\n  - { name: open, does: a/do, rate: ${o.rate}rps${o.patience === undefined ? '' : `, patience: ${o.patience}ms`}, revenue: 1.00 EUR, onFailure: { clicksAgain: { times: ${o.clicks}, after: 100ms, share: 50 % } } }\n  - { name: closed, does: b/do, closed: { users: 5, think: { exponential: 200ms } } }`,
      ),
    ),
  );

/** Everything that must hold at any instant. A pool that shrank may still be as full as the largest it was. */
function checkLaws(w: LiveWorld, poolSizeMax: number): void {
  const { I, plan } = w;
  for (const flow of w.flows()) {
    expect(flow.arrived, flow.name).toBe(flow.completed + flow.failed + flow.shed + flow.inFlight);
    expect(flow.inFlight).toBeGreaterThanOrEqual(0);
  }
  const frames = liveFrames(w);
  for (const route of plan.routes) {
    const mine = frames.filter((f) => I[f + FRAME.route] === route.offset && (I[f + FRAME.flags]! & 3) === 0).length;
    expect(mine, `requests in ${route.name}`).toBe(I[route.offset + ROUTE.inFlight]);
  }
  for (const { offset, steps } of plan.probes) {
    const asking = frames.filter((f) => I[f + FRAME.parent] === -offset && I[f + FRAME.callTimer] !== 0);
    expect(asking.length, 'requests of a check').toBeLessThanOrEqual(I[offset + PROBE.step]! < 0 ? 0 : 1);
    expect(I[offset + PROBE.step]).toBeLessThan(steps.length);
  }
  for (const pool of plan.pools) {
    expect(I[pool.offset + POOL.inUse]).toBeLessThanOrEqual(poolSizeMax);
    expect(w.sessionsOf(pool.index).length + I[pool.offset + POOL.leaked]!, 'sessions of the pool').toBe(I[pool.offset + POOL.inUse]);
    expect(frames.filter((f) => I[f + FRAME.doing] === DOING.poolWait).length).toBe(I[pool.offset + POOL.waiting]);
  }
  for (const database of plan.databases) {
    expect(I[database.offset + DATABASE.active]).toBeLessThanOrEqual(I[database.offset + DATABASE.workers]!);
    expect(frames.filter((f) => I[f + FRAME.doing] === DOING.query).length, 'queries').toBe(I[database.offset + DATABASE.active]);
  }
  for (const { index, source } of plan.services)
    for (const replica of w.replicasOf(index)) {
      const rp = w.replicaBase + replica;
      expect(I[rp + REPLICA.busy]).toBeLessThanOrEqual(source.concurrency);
      expect(I[rp + REPLICA.queued]).toBeLessThanOrEqual(source.queue);
      const working = frames.filter(
        (f) => I[f + FRAME.replica] === replica && I[f + FRAME.doing] !== DOING.queued && (I[f + FRAME.flags]! & 3) === 0,
      );
      expect(working.length, 'slots in use').toBe(I[rp + REPLICA.busy]);
    }
}

describe('random worlds', () => {
  it('conserve requests, keep every bound and account for every slot, at any instant', () => {
    fc.assert(
      fc.property(worlds, (scenario) => {
        const w = createWorld(scenario, 'laws');
        for (let second = 1; second <= 20; second++) {
          w.runUntil(second * SECOND_US);
          checkLaws(w, scenario.world.pools['pool']!.size);
        }
      }),
      SETTINGS,
    );
  });

  it('obey the laws through restarts, crashes, resizes, kills and forced breakers', () => {
    const act = fc.record({
      what: fc.integer({ min: 0, max: 9 }),
      which: fc.integer({ min: 0, max: 20 }),
      afterMs: fc.integer({ min: 0, max: 1500 }),
    });
    fc.assert(
      fc.property(worlds, fc.array(act, { minLength: 1, maxLength: 14 }), (scenario, acts) => {
        const w = createWorld(scenario, 'acts');
        let poolSizeMax = scenario.world.pools['pool']!.size;
        for (const { what, which, afterMs } of acts) {
          w.runUntil(w.nowUs + afterMs * 1_000);
          const service = which % 3;
          const replicas = w.replicasOf(service);
          const replica = replicas[which % Math.max(1, replicas.length)];
          if (what === 0) w.restartDatabase(0, 700_000);
          else if (what === 1 && which % 2 === 0) w.killSessions(0, 20_000);
          else if (what === 1)
            w.killSessionsOf(
              0,
              new Set(
                w
                  .sessionsOf(0)
                  .slice(0, which)
                  .map(({ frame }) => frame),
              ),
              1,
            );
          else if (what === 2) {
            w.resizePool(0, 1 + (which % 12));
            poolSizeMax = Math.max(poolSizeMax, 1 + (which % 12));
          } else if (what === 3 && replica !== undefined) w.crashReplica(replica);
          else if (what === 4 && replica !== undefined) w.stopReplica(replica);
          else if (what === 5) w.startReplica(service, 1, [40_000, encodeConfig('slow')], which * 10_000);
          else if (what === 6) w.forceBreaker(0, which % 2 === 0);
          else if (what === 7) w.stallService(service, w.nowUs + 200_000);
          else if (what === 8) w.setJourneyFactor(0, which / 5);
          else if (which % 2 === 0) w.leakConnection(0);
          else w.returnLeaked(0);
          checkLaws(w, poolSizeMax);
        }
        w.runUntil(w.nowUs + 5 * SECOND_US);
        checkLaws(w, poolSizeMax);
      }),
      SETTINGS,
    );
  });

  it('obey Little’s law: the number in the system, sampled from outside, is rate times mean time', () => {
    fc.assert(
      fc.property(worlds, (scenario) => {
        const w = createWorld(scenario, 'little');
        const sums = new Map<string, number>();
        const samples = 3_000;
        for (let i = 1; i <= samples; i++) {
          w.runUntil(i * 20_000);
          if (i % 5 === 0)
            for (const route of w.plan.routes)
              sums.set(
                `${w.plan.services[route.service]!.name}/${route.name}`,
                (sums.get(`${w.plan.services[route.service]!.name}/${route.name}`) ?? 0) + w.I[route.offset + ROUTE.inFlight]!,
              );
        }
        for (const flow of w.flows()) {
          const sum = sums.get(flow.name);
          if (sum === undefined) continue;
          const sampled = sum / (samples / 5);
          expect(Math.abs(sampled - flow.meanInSystem), flow.name).toBeLessThan(0.2 + 0.08 * sampled);
        }
      }),
      { ...SETTINGS, numRuns: LONG ? 60 : 10 },
    );
  });

  it('restore exactly: running on equals never having stopped', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 9_000 }), (scenario, stopMs) => {
        const w = createWorld(scenario, 'snapshot');
        w.runUntil(stopMs * 1_000);
        const bytes = w.save();
        w.runUntil(10 * SECOND_US);
        const straight = w.hash();
        w.restore(bytes);
        w.runUntil(10 * SECOND_US);
        expect(w.hash()).toBe(straight);
        const other = createWorld(scenario, 'another seed');
        other.restore(bytes);
        other.runUntil(10 * SECOND_US);
        expect(other.hash()).toBe(straight);
      }),
      SETTINGS,
    );
  });

  it('do not mind how a run is cut into steps', () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 5, maxLength: 40 }), (scenario, stepsMs) => {
        const cut = createWorld(scenario, 'steps');
        for (const ms of stepsMs) cut.runUntil(cut.nowUs + ms * 1_000);
        const whole = createWorld(scenario, 'steps');
        whole.runUntil(cut.nowUs);
        expect(cut.hash()).toBe(whole.hash());
      }),
      SETTINGS,
    );
  });

  it('do not mind when the arena grows', () => {
    fc.assert(
      fc.property(worlds, (scenario) => {
        const grows = createWorld(scenario, 'growth');
        const grown = createWorld(scenario, 'growth');
        for (let i = 0; i < 6; i++) grown.growFrames();
        for (let i = 0; i < 4; i++) grown.queue.grow();
        grows.runUntil(10 * SECOND_US);
        grown.runUntil(10 * SECOND_US);
        expect(grows.handled).toBe(grown.handled);
        expect(grows.flows()).toEqual(grown.flows());
        expect(grows.harm()).toEqual(grown.harm());
      }),
      SETTINGS,
    );
  });

  it('are what they were when an unrelated service is added', () => {
    fc.assert(
      fc.property(worlds, (scenario) => {
        const { world, load } = scenario;
        const extra: Scenario = {
          ...scenario,
          world: {
            ...world,
            services: { zero: { ...world.services['c']!, endpoints: { idle: [{ compute: { exponential: 5_000 } }] } }, ...world.services },
          },
          load: { ...load, journeys: [{ ...load.journeys[0]!, name: 'elsewhere', does: 'zero/idle', rate: 50 }, ...load.journeys] },
        };
        const alone = createWorld(scenario, 'alone');
        const together = createWorld(extra, 'alone');
        alone.runUntil(10 * SECOND_US);
        together.runUntil(10 * SECOND_US);
        const flows = together.flows();
        for (const flow of alone.flows()) expect(flows.find((other) => other.name === flow.name)).toEqual(flow);
      }),
      SETTINGS,
    );
  });
});
