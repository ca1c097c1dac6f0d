// What the parts of the world promise, each in the smallest world that shows it. Constant times make the figures exact.
import { describe, expect, it } from 'vitest';
import { encodeConfig } from '../../../src/engine/compile/config.ts';
import {
  BREAKER,
  BREAKER_STATE,
  ERROR,
  type LiveWorld,
  NOTE,
  OUTCOME,
  POOL,
  REPLICA,
  REPLICA_STATUS,
  SITE_WORDS,
} from '../../../src/engine/world/index.ts';
import { everySecondText as everySecond, flowOf, SECOND_US, serviceText as service, worldOf as world } from '../../support/small-worlds.ts';

const MS = 1_000;
const errorsOf = (w: LiveWorld): number[] => {
  const errors: number[] = [];
  w.observer = {
    note(code, _frame, _a, b) {
      if (code === NOTE.failed) errors.push(b);
    },
  };
  return errors;
};
const callsOf = (w: LiveWorld, replica: number, local = 0) =>
  Array.from({ length: SITE_WORDS }, (_, i) => w.I[w.replicaBase + replica + w.plan.siteBase + local * SITE_WORDS + i]);

describe('steps', () => {
  it('compute, sleep and query take their time, one after another', () => {
    const w = world(
      service('a', '[ { compute: 10ms }, { sleep: 20ms }, { query: { database: db, takes: 30ms } } ]'),
      everySecond('a'),
      'databases: { db: { workers: 1 } }\n',
    );
    w.runUntil(10 * SECOND_US + 60 * MS);
    expect(flowOf(w, 'a/do')).toMatchObject({ arrived: 10, completed: 10, meanTimeUs: 60 * MS });
    w.runUntil(11 * SECOND_US + 59 * MS);
    expect(flowOf(w, 'a/do')).toMatchObject({ arrived: 11, completed: 10, inFlight: 1 });
  });

  it('if chooses by the replica’s own configuration', () => {
    const w = world(
      service(
        'a',
        '[ { if: { config: mode, is: slow }, steps: [ { sleep: 500ms } ], else: [ { sleep: 100ms } ] } ]',
        '    config: { mode: fast }\n',
      ),
      everySecond('a'),
    );
    w.startReplica(0, 1, [encodeConfig('slow')], 0);
    w.runUntil(10.9 * SECOND_US);
    // Round robin: five and five.
    expect(flowOf(w, 'a/do').meanTimeUs).toBe(300 * MS);
  });

  it('a time-out comes from the configuration of the replica that calls; without one there is no limit', () => {
    const w = world(
      service('a', `[ { call: b/do, timeout: "\${config.limit}" } ]`, '    config: { limit: 200ms }\n') +
        service('b', '[ { sleep: 300ms } ]'),
      everySecond('a'),
    );
    w.runUntil(5.5 * SECOND_US);
    expect(flowOf(w, 'a/do')).toMatchObject({ failed: 5, meanTimeUs: 200 * MS });
    const replaceBy = (config: number[]) => {
      const [old] = w.replicasOf(0);
      w.startReplica(0, 1, config, 0);
      w.stopReplica(old!);
    };
    replaceBy([encodeConfig('1s')]);
    w.runUntil(10.5 * SECOND_US);
    expect(flowOf(w, 'a/do')).toMatchObject({ failed: 5, completed: 5 });
    expect(flowOf(w, 'b/do').completed, 'work that was given up on goes on').toBe(10);
    replaceBy([encodeConfig(undefined)]);
    w.runUntil(15.5 * SECOND_US);
    expect(flowOf(w, 'a/do')).toMatchObject({ failed: 5, completed: 10 });
  });

  it('parallel branches run at once; the first failure fails the step, the others go on', () => {
    const w = world(
      service('a', '[ { parallel: [ [ { sleep: 100ms } ], [ { sleep: 40ms }, { call: b/do } ] ] } ]') +
        service('b', '[ { fail: { ratio: 0 % } } ]'),
      everySecond('a'),
    );
    w.runUntil(3.9 * SECOND_US);
    expect(flowOf(w, 'a/do')).toMatchObject({ completed: 3, meanTimeUs: 100 * MS });
    const bad = world(
      service('a', '[ { parallel: [ [ { sleep: 100ms }, { call: c/do } ], [ { sleep: 40ms }, { call: b/do } ] ] } ]') +
        service('b', '[ { fail: { ratio: 100 % } } ]') +
        service('c', '[ { sleep: 1ms } ]'),
      everySecond('a'),
    );
    bad.runUntil(3.9 * SECOND_US);
    expect(flowOf(bad, 'a/do')).toMatchObject({ failed: 3, meanTimeUs: 40 * MS });
    expect(flowOf(bad, 'c/do').completed).toBe(3);
  });

  it('an optional call that fails is swallowed', () => {
    const w = world(
      service('a', '[ { call: b/do, optional: true }, { sleep: 5ms } ]') + service('b', '[ { fail: { ratio: 100 % } } ]'),
      everySecond('a'),
    );
    w.runUntil(3.5 * SECOND_US);
    expect(flowOf(w, 'a/do')).toMatchObject({ completed: 3, failed: 0, meanTimeUs: 5 * MS });
    expect(flowOf(w, 'b/do').failed).toBe(3);
  });
});

describe('services', () => {
  it('shed with 503 when the queue is full, and serve the queue first or last in first', () => {
    for (const order of ['fifo', 'lifo']) {
      const w = world(
        `  a:\n    replicas: 1\n    concurrency: 1\n    queue: 2\n    order: ${order}\n    endpoints: { do: [ { compute: 100ms } ] }\n`,
        '  - { name: visits, does: a/do, rate: 20rps, arrivals: constant }\n',
      );
      w.runUntil(20 * SECOND_US);
      const flow = flowOf(w, 'a/do');
      expect(flow.shed / flow.arrived).toBeCloseTo(0.5, 1);
      expect(flow.meanWaitUs > 0).toBe(true);
      // In a full queue of two, first come waits long; last come overtakes.
      if (order === 'fifo') expect(flow.p50Us).toBeGreaterThan(200 * MS);
      else expect(flow.p50Us).toBeLessThan(200 * MS);
    }
  });

  it('balance in turn, evenly at random, and towards the less loaded', () => {
    const shares = (balancing: string) => {
      const w = world(
        `  a:\n    replicas: 4\n    concurrency: 100\n    balancing: ${balancing}\n    endpoints: { do: [ { compute: { exponential: 30ms } } ] }\n`,
        '  - { name: visits, does: a/do, rate: 200rps }\n',
      );
      // One replica already has eighty requests that never end.
      const busy = w.replicasOf(0)[0]!;
      w.I[w.replicaBase + busy + REPLICA.busy] = 80;
      w.runUntil(20 * SECOND_US);
      return w.replicasOf(0).map((replica) => w.I[w.replicaBase + replica + 18]! / flowOf(w, 'a/do').completed);
    };
    for (const share of shares('round robin')) expect(share).toBeCloseTo(0.25, 2);
    for (const share of shares('random')) expect(share).toBeCloseTo(0.25, 1);
    const [loaded, ...others] = shares('least loaded');
    expect(loaded).toBe(0);
    for (const share of others) expect(share).toBeCloseTo(1 / 3, 1);
    expect(shares('two choices')[0]).toBe(0);
  });

  it('answer 504 at their own time-out, waiting included; calls already made go on', () => {
    const w = world(
      `  a:\n    replicas: 1\n    concurrency: 1\n    timeout: 300ms\n    endpoints: { do: [ { call: b/do } ] }\n${service('b', '[ { sleep: 2s } ]')}`,
      '  - { name: visits, does: a/do, rate: 4rps, arrivals: constant }\n',
    );
    const errors = errorsOf(w);
    w.runUntil(10 * SECOND_US);
    expect(flowOf(w, 'a/do')).toMatchObject({ completed: 0, meanTimeUs: 300 * MS });
    expect(new Set(errors)).toEqual(new Set([ERROR.serviceTimeout]));
    // The slot is free after 300 ms although the call lasts 2 s: more than three calls overlap.
    expect(flowOf(w, 'b/do').inFlight).toBeGreaterThanOrEqual(6);
  });

  it('with cancellation stop abandoned work at once, through every call', () => {
    const steps = '[ { hold: pool, steps: [ { call: c/do } ] } ]';
    const run = (cancellation: boolean) => {
      const more = `    cancellation: ${cancellation}\n`;
      const w = world(
        service('a', '[ { call: b/do, timeout: 100ms } ]') +
          service('b', steps, more) +
          service('c', '[ { query: { database: db, takes: 5s } } ]', more),
        everySecond('a'),
        'databases: { db: { workers: 2 } }\npools: { pool: { database: db, size: 3, acquireTimeout: 10s } }\n',
      );
      w.runUntil(4.5 * SECOND_US);
      return { busy: w.I[w.plan.pools[0]!.offset + POOL.inUse], inFlight: flowOf(w, 'b/do').inFlight + flowOf(w, 'c/do').inFlight };
    };
    expect(run(true)).toEqual({ busy: 0, inFlight: 0 });
    expect(run(false).busy).toBe(3);
  });

  it('deadlines bound what is called from here by the caller’s remaining time', () => {
    const w = world(
      service('a', '[ { call: b/do, timeout: 500ms } ]') +
        service('b', '[ { sleep: 200ms }, { call: c/do } ]', '    deadlines: true\n') +
        service('c', '[ { sleep: 10s } ]', '    cancellation: true\n'),
      everySecond('a'),
    );
    w.runUntil(1.6 * SECOND_US);
    expect(flowOf(w, 'c/do'), 'ended with the caller’s patience').toMatchObject({ failed: 1, meanTimeUs: 300 * MS, inFlight: 0 });
    expect(flowOf(w, 'b/do').inFlight).toBe(0);
  });

  it('drain when stopped, crash with what they hold, and start when ready', () => {
    const w = world(service('a', '[ { sleep: 500ms } ]', '', 2), '  - { name: visits, does: a/do, rate: 10rps, arrivals: constant }\n');
    w.runUntil(2 * SECOND_US);
    const [first, second] = w.replicasOf(0) as [number, number];
    w.stopReplica(first);
    expect(w.I[w.replicaBase + first + REPLICA.status]).toBe(REPLICA_STATUS.stopping);
    const failedBefore = flowOf(w, 'a/do').failed;
    w.runUntil(2.6 * SECOND_US);
    expect(w.replicasOf(0)).toEqual([second]);
    expect(flowOf(w, 'a/do').failed).toBe(failedBefore);
    const inWork = w.I[w.replicaBase + second + REPLICA.busy]!;
    expect(inWork).toBeGreaterThan(0);
    w.crashReplica(second);
    expect(flowOf(w, 'a/do').failed).toBe(failedBefore + inWork);
    w.runUntil(3 * SECOND_US);
    expect(flowOf(w, 'a/do')).toMatchObject({ inFlight: 0, shed: 4 });
    const third = w.startReplica(0, 3, [], 200 * MS);
    w.runUntil(3.1 * SECOND_US);
    expect(w.I[w.replicaBase + third + REPLICA.status]).toBe(REPLICA_STATUS.starting);
    w.runUntil(4 * SECOND_US);
    expect(flowOf(w, 'a/do').inFlight).toBe(5);
    expect([w.podName(second), w.podName(third)]).toEqual(['a-1', 'a-2']);
  });

  it('stall: work stands still and goes on where it was', () => {
    const w = world(service('a', '[ { compute: 300ms } ]'), everySecond('a'));
    w.runUntil(1.1 * SECOND_US);
    w.stallService(0, 5 * SECOND_US);
    w.runUntil(5.199 * SECOND_US);
    expect(flowOf(w, 'a/do').completed).toBe(0);
    // Begun at 1 s, 100 ms done before the stall: ends 200 ms after it. The others begin in it and end 300 ms after it.
    w.runUntil(5.2 * SECOND_US);
    expect(flowOf(w, 'a/do').completed).toBe(1);
    w.runUntil(5.3 * SECOND_US);
    expect(flowOf(w, 'a/do').completed).toBe(5);
  });
});

describe('pools and databases', () => {
  const db = 'databases: { db: { workers: 10 } }\npools: { pool: { database: db, size: 2, acquireTimeout: 300ms } }\n';
  it('wait first in first out, give up after the acquire time-out, and say when they are exhausted', () => {
    const w = world(
      service('a', '[ { hold: pool, steps: [ { sleep: 1s } ] } ]'),
      '  - { name: visits, does: a/do, rate: 10rps, arrivals: constant }\n',
      db,
    );
    const notes: number[] = [];
    w.observer = { note: (code) => notes.push(code) };
    w.runUntil(2 * SECOND_US);
    const { I } = w;
    const pool = w.plan.pools[0]!.offset;
    expect(I[pool + POOL.inUse]).toBe(2);
    // Two get one at 0.1 and 0.2 s; the rest time out after 300 ms each, until connections come back at 1.1 and 1.2 s.
    expect(I[pool + POOL.timeouts]).toBeGreaterThan(8);
    expect(notes.filter((code) => code === NOTE.poolExhausted)).toHaveLength(1);
    expect(w.longestWaitUs(0)).toBe(300 * MS - 100 * MS);
    w.resizePool(0, 20);
    expect(I[pool + POOL.waiting]).toBe(0);
    w.runUntil(6 * SECOND_US);
    expect(notes).toContain(NOTE.poolRecovered);
  });

  it('are held while a retry sleeps, and by lost connections', () => {
    const w = world(
      service(
        'a',
        '[ { hold: pool, steps: [ { retry: { retries: 1, backoff: { base: 2s, jitter: none }, steps: [ { fail: { ratio: 100 % } } ] } } ] } ]',
      ),
      everySecond('a'),
      db,
    );
    w.runUntil(1.5 * SECOND_US);
    expect(w.sessionsOf(0)).toMatchObject([{ heldAtUs: SECOND_US, label: '' }]);
    expect(w.leakConnection(0)).toBe(true);
    expect(w.leakConnection(0)).toBe(false);
    expect(w.killSessions(0, 10 * SECOND_US)).toBe(1);
    expect(w.I[w.plan.pools[0]!.offset + POOL.inUse]).toBe(1);
  });

  it('a restart fails whoever holds or awaits a connection, refuses new ones, and ends', () => {
    const w = world(
      service('a', '[ { hold: pool, steps: [ { sleep: 400ms } ] } ]'),
      '  - { name: visits, does: a/do, rate: 10rps, arrivals: constant }\n',
      db,
    );
    const errors = errorsOf(w);
    w.runUntil(1 * SECOND_US);
    errors.length = 0;
    w.restartDatabase(0, 500 * MS);
    expect(errors.filter((error) => error === ERROR.crashed)).toHaveLength(2);
    expect(errors.filter((error) => error === ERROR.databaseDown).length).toBeGreaterThan(0);
    expect(w.I[w.plan.pools[0]!.offset + POOL.inUse]).toBe(0);
    errors.length = 0;
    w.runUntil(1.5 * SECOND_US);
    expect(errors).toEqual([ERROR.databaseDown, ERROR.databaseDown, ERROR.databaseDown, ERROR.databaseDown, ERROR.databaseDown]);
    w.runUntil(1.9 * SECOND_US);
    expect(w.I[w.plan.pools[0]!.offset + POOL.inUse]).toBe(2);
  });

  it('kill only sessions held for long enough', () => {
    const w = world(service('a', '[ { hold: pool, steps: [ { sleep: 10s } ] } ]'), everySecond('a'), db);
    w.runUntil(2.5 * SECOND_US);
    expect(w.killSessions(0, SECOND_US)).toBe(1);
    expect(flowOf(w, 'a/do').failed).toBe(1);
  });
});

describe('providers', () => {
  const bank = 'providers: { bank: { connect: 700ms, reply: 300ms } }\n';
  const outcome = (limits: string) => {
    const w = world(service('a', `[ { call: bank${limits} } ]`), everySecond('a'), bank);
    w.runUntil(1.99 * SECOND_US + 10 * MS);
    const calls = callsOf(w, w.replicasOf(0)[0]!);
    return { outcome: calls.indexOf(1), us: flowOf(w, 'a/do').meanTimeUs };
  };
  it.each([
    ['no limit', '', OUTCOME.ok, 1000],
    ['connect too slow', ', connectTimeout: 500ms', OUTCOME.connectTimeout, 500],
    ['reply too slow', ', readTimeout: 200ms', OUTCOME.readTimeout, 900],
    ['whole call too slow', ', timeout: 800ms', OUTCOME.timeout, 800],
    ['connect first', ', connectTimeout: 500ms, timeout: 600ms', OUTCOME.connectTimeout, 500],
  ])('%s', (_, limits, kind, ms) => {
    expect(outcome(limits)).toEqual({ outcome: kind, us: ms * MS });
  });

  it('take other times and errors while a fault lasts', () => {
    const w = world(service('a', '[ { call: bank } ]'), '  - { name: visits, does: a/do, rate: 5rps }\n', bank);
    w.setProvider(0, { connect: { constant: 0 }, errors: 0.3 });
    w.runUntil(400 * SECOND_US);
    const flow = flowOf(w, 'a/do');
    expect(flow.failed / (flow.failed + flow.completed)).toBeCloseTo(0.3, 1);
    expect(flow.meanTimeUs).toBe(300 * MS);
    w.resetProvider(0);
    w.runUntil(500 * SECOND_US);
    expect(flowOf(w, 'a/do').failed - flow.failed, 'only what was under way').toBeLessThan(5);
  });
});

describe('breakers', () => {
  const chain = (breaker: string, retry = '') =>
    world(
      service(
        'a',
        `[ { retry: { retries: ${retry || 0}, backoff: { base: 100ms, jitter: none }, steps: [ { breaker: guard, steps: [ { call: b/do } ] } ] } } ]`,
      ) + service('b', '[ { fail: { ratio: 100 % } } ]'),
      '  - { name: visits, does: a/do, rate: 10rps, arrivals: constant }\n',
      `breakers: { guard: ${breaker} }\n`,
    );
  const stateOf = (w: LiveWorld) => w.I[w.breakerStates(0)[0]! + BREAKER.state];

  it('open after failures in a row, let probes through, open again or close', () => {
    const w = chain('{ failures: 5, stays: 2s, probes: 2 }');
    w.runUntil(0.49 * SECOND_US);
    expect(stateOf(w)).toBe(BREAKER_STATE.closed);
    w.runUntil(0.5 * SECOND_US);
    expect(stateOf(w)).toBe(BREAKER_STATE.open);
    w.runUntil(2.45 * SECOND_US);
    expect(flowOf(w, 'b/do').arrived, 'nothing passes').toBe(5);
    w.runUntil(2.5 * SECOND_US);
    expect(flowOf(w, 'b/do').arrived, 'one probe, which failed').toBe(6);
    expect(stateOf(w)).toBe(BREAKER_STATE.open);
    w.plan.constants.fill(0);
    w.runUntil(4.6 * SECOND_US);
    expect(stateOf(w)).toBe(BREAKER_STATE.closed);
    expect(w.I[w.breakerStates(0)[0]! + BREAKER.toOpen]).toBe(2);
  });

  it('open by share of failures once the window holds enough calls', () => {
    const w = chain('{ ratio: 50 %, volume: 20, window: 10s, stays: 60s }');
    w.runUntil(1.9 * SECOND_US);
    expect(stateOf(w)).toBe(BREAKER_STATE.closed);
    w.runUntil(2 * SECOND_US);
    expect(stateOf(w)).toBe(BREAKER_STATE.open);
  });

  it('a refusal is tried again, but not while the breaker is held open by hand', () => {
    const auto = chain('{ failures: 1, stays: 60s }', '3');
    auto.runUntil(10 * SECOND_US);
    // Waits of 100, 200 and 400 ms before giving up.
    expect(flowOf(auto, 'a/do').meanTimeUs).toBe(700 * MS);
    const forced = chain('{ failures: 1000000 }', '3');
    forced.forceBreaker(0, true);
    const errors = errorsOf(forced);
    forced.runUntil(5 * SECOND_US);
    expect(flowOf(forced, 'a/do').meanTimeUs).toBe(0);
    expect(new Set(errors)).toEqual(new Set([ERROR.breakerForced]));
    expect(flowOf(forced, 'b/do').arrived).toBe(0);
    forced.forceBreaker(0, false);
    forced.runUntil(6 * SECOND_US);
    expect(flowOf(forced, 'b/do').arrived).toBeGreaterThan(5);
  });

  it('sleepers that wake behind a breaker held open fail at once', () => {
    const w = chain('{ failures: 1000000 }', '3');
    w.runUntil(0.15 * SECOND_US);
    w.forceBreaker(0, true);
    const errors = errorsOf(w);
    w.runUntil(0.2 * SECOND_US);
    expect(errors).toEqual([ERROR.breakerForced, ERROR.breakerForced]);
  });

  it('each replica has its own when the scenario says so', () => {
    const w = world(
      service(
        'a',
        '[ { breaker: guard, steps: [ { if: { config: bad, is: true }, steps: [ { call: b/do } ] } ] } ]',
        '    config: { bad: false }\n',
      ) + service('b', '[ { fail: { ratio: 100 % } } ]'),
      '  - { name: visits, does: a/do, rate: 10rps, arrivals: constant }\n',
      'breakers: { guard: { failures: 3, stays: 60s, scope: replica } }\n',
    );
    w.startReplica(0, 1, [encodeConfig(true)], 0);
    w.runUntil(5 * SECOND_US);
    expect(w.breakerStates(0).map((at) => w.I[at + BREAKER.state])).toEqual([BREAKER_STATE.closed, BREAKER_STATE.open]);
    expect(flowOf(w, 'a/do')).toMatchObject({ completed: 25, failed: 25 });
  });
});
