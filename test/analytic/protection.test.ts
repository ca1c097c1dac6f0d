// Published behaviour of retries, budgets, jitter, metastable failure and fan-out, from ordinary scenario text.
import { describe, expect, it } from 'vitest';
import { createWorld } from '../../src/engine/world/index.ts';
import { flowOf, LONG, runFor, SECOND_US, scenarioOf } from '../support/small-worlds.ts';

const close = (found: number, expected: number, tolerance: number) =>
  expect(Math.abs(found - expected), `${found}, expected ${expected}`).toBeLessThan(tolerance);
const journeys = (rate: number, more = '') => `users: 1000\njourneys: [ { name: asks, does: api/ask, rate: ${rate}rps${more} } ]`;

describe('fan-out', () => {
  it('100 leaves, each slow with probability 1 %: 63.4 % of requests are slow', () => {
    const branches = Array.from(
      { length: 100 },
      () => '[ { compute: { empirical: [ { value: 1ms, weight: 99 }, { value: 100ms, weight: 1 } ] } } ]',
    ).join(', ');
    const scenario = scenarioOf(
      `services:\n  api:\n    replicas: 1\n    concurrency: 1000\n    endpoints:\n      ask: [ { parallel: [ ${branches} ] } ]`,
      journeys(10, ', tooSlow: 50ms'),
    );
    const world = runFor(scenario, 'fan', LONG ? 2_000 : 400);
    const flow = flowOf(world, 'api/ask');
    expect(flow.completed).toBeGreaterThan(3_500);
    // Fast requests take 1 ms, slow ones 100 ms, so the mean says how many are slow.
    close((flow.meanTimeUs / 1_000 - 1) / 99, 0.634, 0.025);
  });
});

describe('retries', () => {
  const retrying = (failRatio: number, retries: number, budget = '') =>
    scenarioOf(
      `services:\n  api:\n    replicas: 1\n    concurrency: 1000\n    endpoints:\n      ask:\n        - retry: { retries: ${retries}, backoff: { base: 1ms }${budget}, steps: [ { call: leaf/get } ] }\n  leaf:\n    replicas: 1\n    concurrency: 1000\n    endpoints:\n      get: [ { fail: { ratio: ${failRatio * 100} % } } ]`,
      journeys(100),
    );

  it.each([
    [0.1, 3],
    [0.5, 2],
    [0.9, 3],
    [1, 3],
  ])('failure rate %d with %d retries: load (1 − f^(N+1))/(1 − f), success 1 − f^(N+1)', (f, n) => {
    const world = runFor(retrying(f, n), 'retries', 300);
    let power = 1;
    let load = 0;
    for (let i = 0; i <= n; i++) {
      load += power;
      power *= f;
    }
    const api = flowOf(world, 'api/ask');
    close(flowOf(world, 'leaf/get').arrived / api.arrived / load, 1, 0.02);
    close(api.completed / api.arrived, 1 - power, 0.01);
  });

  it('a budget of 10 % caps the load at 1.10', () => {
    const world = runFor(retrying(1, 3, ', budget: 10 %'), 'budget', 300);
    const load = flowOf(world, 'leaf/get').arrived / flowOf(world, 'api/ask').arrived;
    expect(load).toBeLessThanOrEqual(1.1001);
    expect(load).toBeGreaterThan(1.09);
  });
});

describe('jitter', () => {
  // Every try fails at once, so a request takes as long as its waits: base 100 ms, factor 2, three retries.
  const meanMs = (backoff: string) => {
    const scenario = scenarioOf(
      `services:\n  api:\n    replicas: 1\n    concurrency: 10000\n    endpoints:\n      ask:\n        - retry: { retries: 3, backoff: { ${backoff} }, steps: [ { fail: { ratio: 100 % } } ] }`,
      journeys(50),
    );
    return flowOf(runFor(scenario, 'jitter', 400), 'api/ask').meanTimeUs / 1_000;
  };
  it.each([
    ['none', 'base: 100ms, jitter: none', 700],
    ['full', 'base: 100ms, jitter: full', 350],
    ['equal', 'base: 100ms, jitter: equal', 525],
    ['half', 'base: 100ms, jitter: half', 525],
    ['full with a cap', 'base: 100ms, cap: 150ms, jitter: full', 200],
    ['none with factor 3', 'base: 100ms, factor: 3, jitter: none', 1300],
    // Means 200, then uniform between 100 and three times the previous: 350, 575.
    ['decorrelated', 'base: 100ms, jitter: decorrelated', 1125],
  ])('%s', (_, backoff, expected) => {
    close(meanMs(backoff) / expected, 1, 0.02);
  });
});

describe('backoff and jitter under contention (AWS Architecture Blog, 2015)', () => {
  // A hundred clients begin together on something that only one may change at a time: a service of one slot and no queue stands for it.
  const calls = (backoff: string) => {
    const scenario = scenarioOf(
      `services:\n  api:\n    replicas: 1\n    concurrency: 100\n    queue: 0\n    endpoints:\n      ask:\n        - retry: { retries: 100, backoff: { ${backoff} }, steps: [ { sleep: { uniform: { from: 8ms, to: 12ms } } }, { call: lock/write } ] }\n  lock:\n    replicas: 1\n    concurrency: 1\n    queue: 0\n    endpoints:\n      write: [ { compute: { uniform: { from: 8ms, to: 12ms } } } ]`,
      'users: 100\njourneys: [ { name: asks, does: api/ask, closed: { users: 100, think: { constant: 60s } } } ]',
    );
    let sum = 0;
    for (const seed of ['a', 'b', 'c']) sum += flowOf(runFor(scenario, seed, 119), 'lock/write').arrived;
    return sum / 3;
  };

  it('calls rank: full and equal alike, then exponential without jitter, then no backoff', () => {
    const full = calls('base: 5ms, cap: 2s, jitter: full');
    const equal = calls('base: 5ms, cap: 2s, jitter: equal');
    const exponential = calls('base: 5ms, cap: 2s, jitter: none');
    const none = calls('base: 0ms, jitter: none');
    expect(Math.abs(full - equal) / full, `full ${full}, equal ${equal}`).toBeLessThan(0.35);
    expect(Math.max(full, equal)).toBeLessThan(exponential);
    expect(exponential).toBeLessThan(none);
  });
});

describe('metastable failure: 300/s server, time-out 1 s, a stall of 10 s', () => {
  const successLater = (perSecond: number, options: { retries: number; service?: string }) => {
    const scenario = scenarioOf(
      `services:\n  api:\n    replicas: 1\n    concurrency: 1000000\n    endpoints:\n      ask:\n        - retry: { retries: ${options.retries}, backoff: { base: 0ms }, steps: [ { call: server/serve, timeout: 1s } ] }\n  server:\n    replicas: 1\n    concurrency: 1\n    queue: 1000000\n${options.service ?? ''}    endpoints:\n      serve: [ { compute: { exponential: 3333us } } ]`,
      journeys(perSecond),
    );
    const world = createWorld(scenario, 'metastable');
    world.runUntil(60 * SECOND_US);
    world.stallService(1, 70 * SECOND_US);
    world.runUntil(400 * SECOND_US);
    const before = flowOf(world, 'api/ask');
    world.runUntil(460 * SECOND_US);
    const later = flowOf(world, 'api/ask');
    return (later.completed - before.completed) / (later.completed + later.failed - before.completed - before.failed);
  };

  it('at 280/s with one retry it never recovers', () => {
    expect(successLater(280, { retries: 1 })).toBeLessThan(0.05);
  });
  it('at 140/s with one retry it recovers, because 140 × 2 < 300', () => {
    expect(successLater(140, { retries: 1 })).toBeGreaterThan(0.99);
  });
  it('dropping expired work when it leaves the queue cures it', () => {
    expect(successLater(280, { retries: 1, service: '    dropExpired: true\n' })).toBeGreaterThan(0.9);
  });
  it('cancelling abandoned work cures it', () => {
    expect(successLater(280, { retries: 1, service: '    cancellation: true\n' })).toBeGreaterThan(0.9);
  });
});

describe('time-outs', () => {
  it('is an upper bound: a call as long as its limit succeeds, a longer one ends at the limit', () => {
    const scenario = scenarioOf(
      `providers:\n  bank: { connect: 100ms, reply: { empirical: [ { value: 400ms, weight: 1 }, { value: 401ms, weight: 1 } ] } }\nservices:\n  api:\n    replicas: 1\n    concurrency: 1000\n    endpoints:\n      ask: [ { call: bank, connectTimeout: 100ms, readTimeout: 400ms } ]`,
      journeys(20),
    );
    const flow = flowOf(runFor(scenario, 'limit', 200), 'api/ask');
    close(flow.completed / (flow.completed + flow.failed), 0.5, 0.03);
    expect(flow.meanTimeUs).toBe(500_000);
  });
});
