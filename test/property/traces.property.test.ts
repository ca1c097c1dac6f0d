// Traces belong to the state: however a run is cut, saved, restored or forked, the same spans come out, those under way included.
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/index.ts';
import type { Scenario, SimulationEngine } from '../../src/schema/index.ts';
import { scenarioOf } from '../support/small-worlds.ts';

const SECOND = 1_000_000;
const BASE = scenarioOf(
  `databases: { db: { workers: 2 } }
pools: { pool: { database: db, size: 3, acquireTimeout: 300ms } }
services:
  front:
    replicas: 2
    concurrency: 30
    queue: 30
    timeout: 3s
    endpoints:
      buy:
        - retry: { retries: 2, backoff: { base: 20ms, factor: 2, jitter: full }, steps: [ { call: back/do, timeout: 250ms } ] }
        - parallel: [ [ { sleep: 3ms } ], [ { call: back/light, timeout: 1s } ] ]
  back:
    replicas: 2
    concurrency: 8
    queue: 20
    cancellation: true
    endpoints:
      do: [ { hold: pool, steps: [ { query: { database: db, takes: { exponential: 60ms } } } ] } ]
      light: [ { compute: 2ms } ]`,
  `users: 100\njourneys: [ { name: buying, does: front/buy, rate: 36rps, patience: 2s } ]`,
);
const scenario: Scenario = {
  ...BASE,
  observability: { ...BASE.observability, traces: { ...BASE.observability.traces, head: 0.2, slow: 300_000, keep: 300 } },
};

/** Everything that can be read of the traces. */
const readAll = (engine: SimulationEngine) => {
  const page = engine.traces({ limit: 1_000 });
  return { page, counts: engine.traceCounts(), spans: page.traces.slice(0, 60).map(({ traceId }) => engine.traceSpans(traceId)) };
};
const disturb = (engine: SimulationEngine): void => {
  expect(engine.execute({ kind: 'command.restart', args: { target: 'back' } }).status).not.toBe('refused');
};
const straight = (seed: string, untilUs: number): SimulationEngine => {
  const engine = createEngine(scenario, seed);
  engine.runUntil(8 * SECOND);
  disturb(engine);
  engine.runUntil(untilUs);
  return engine;
};

describe('traces of any seed', () => {
  for (const seed of ['a', 'b', 'c', 'd']) {
    test(`seed ${seed}: cutting the run into uneven steps changes nothing`, () => {
      const engine = createEngine(scenario, seed);
      for (let atUs = 0, step = 1; atUs < 20 * SECOND; step = (step * 7) % 1_000_003) {
        const nextUs = Math.min(20 * SECOND, atUs + 1 + step);
        if (atUs < 8 * SECOND && nextUs >= 8 * SECOND) {
          engine.runUntil(8 * SECOND);
          disturb(engine);
        }
        engine.runUntil(nextUs);
        atUs = nextUs;
      }
      const whole = straight(seed, 20 * SECOND);
      expect(readAll(engine)).toEqual(readAll(whole));
      expect(engine.hash()).toBe(whole.hash());
    });

    test(`seed ${seed}: a restored and a forked run go on as if never stopped, with spans under way`, () => {
      const engine = straight(seed, 11.117 * SECOND);
      const mark = engine.snapshot();
      const before = { read: readAll(engine), hash: engine.hash() };
      const twin = engine.fork();
      engine.runUntil(20 * SECOND);
      const after = { read: readAll(engine), hash: engine.hash() };
      expect(after.read.counts.requests).toBeGreaterThan(before.read.counts.requests);
      engine.restore(mark);
      expect({ read: readAll(engine), hash: engine.hash() }).toEqual(before);
      // Running one must not move the other.
      engine.runUntil(15 * SECOND);
      expect({ read: readAll(twin), hash: twin.hash() }).toEqual(before);
      engine.runUntil(20 * SECOND);
      twin.runUntil(20 * SECOND);
      expect({ read: readAll(engine), hash: engine.hash() }).toEqual(after);
      expect({ read: readAll(twin), hash: twin.hash() }).toEqual(after);
    });
  }

  test('another seed has other traces, and another seed’s ids are other ids', () => {
    const [one, other] = [straight('a', 10 * SECOND), straight('b', 10 * SECOND)];
    expect(one.hash()).not.toBe(other.hash());
    const ids = new Set(one.traces({ limit: 1_000 }).traces.map(({ traceId }) => traceId));
    expect(other.traces({ limit: 1_000 }).traces.some(({ traceId }) => ids.has(traceId))).toBe(false);
  });
});
