// Users one by one, and the limits of a world. Constant times make the figures exact.
import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../src/engine/world/index.ts';
import { RunawayError } from '../../../src/schema/index.ts';
import {
  everySecondText as everySecond,
  flowOf,
  runFor,
  SECOND_US,
  scenarioOf,
  serviceText as service,
  worldOf as world,
} from '../../support/small-worlds.ts';

describe('users', () => {
  it('lose patience, click again and give up; revenue is lost once', () => {
    const w = world(
      service('a', '[ { sleep: 10s } ]'),
      everySecond('a', ', patience: 2s, revenue: 5.00 EUR, onFailure: { clicksAgain: { times: 2, after: 500ms } }'),
    );
    w.runUntil(3.2 * SECOND_US);
    // The user of 1 s gave up waiting at 3 s and clicks again at 3.5 s.
    expect(flowOf(w, 'visits')).toMatchObject({ arrived: 3, failed: 1, inFlight: 2 });
    w.runUntil(8.1 * SECOND_US);
    const journey = w.plan.journeys[0]!.offset;
    const lost = () => w.F[(journey + 36) >> 1];
    expect(lost()).toBe(5);
    expect(w.harm().usersAffected).toBeGreaterThan(3);
  });

  it('are counted one by one', () => {
    const w = world(service('a', '[ { fail: { ratio: 100 % } } ]'), '  - { name: visits, does: a/do, rate: 50rps }\n');
    w.runUntil(60 * SECOND_US);
    expect(w.harm().usersAffected).toBe(100);
    expect(flowOf(w, 'visits').failed).toBeGreaterThan(2_500);
  });

  it('hurt until their next success', () => {
    const w = createWorld(
      scenarioOf(
        `providers: { bank: { connect: 0ms, reply: 1ms } }\nservices:\n${service('a', '[ { call: bank } ]')}`,
        'users: 1\njourneys: [ { name: visits, does: a/do, rate: 1rps, arrivals: constant } ]',
      ),
      'unit',
    );
    w.setProvider(0, { errors: 1 });
    w.runUntil(30.5 * SECOND_US);
    w.resetProvider(0);
    w.runUntil(300 * SECOND_US);
    // From the first failure at 1.001 s to the first success at 31.001 s.
    expect(w.harm()).toEqual({ usersAffected: 1, userMinutes: 0.5 });
  });

  it('a user who does not come back hurts for four to five minutes', () => {
    const w = world(service('a', '[ { fail: { ratio: 100 % } } ]'), everySecond('a'));
    w.runUntil(1.5 * SECOND_US);
    w.setJourneyFactor(0, 0);
    w.runUntil(120 * SECOND_US);
    expect(w.harm()).toEqual({ usersAffected: 1, userMinutes: 119 / 60 });
    w.runUntil(3_600 * SECOND_US);
    expect(w.harm().userMinutes).toBeCloseTo(5 - 1 / 60, 6);
  });

  it('a success that is too slow counts its user as affected, without a failure', () => {
    const w = world(service('a', '[ { sleep: 300ms } ]'), everySecond('a', ', tooSlow: 200ms'));
    w.runUntil(3.5 * SECOND_US);
    expect(flowOf(w, 'visits')).toMatchObject({ completed: 3, failed: 0 });
    expect(w.harm()).toEqual({ usersAffected: 3, userMinutes: 0 });
  });

  it('arrive more often in a surge, from the same draws', () => {
    const w = world(service('a', '[ { sleep: 1ms } ]'), '  - { name: visits, does: a/do, rate: 10rps, arrivals: constant }\n');
    w.runUntil(10.05 * SECOND_US);
    w.setJourneyFactor(0, 2);
    // Half a gap is left of the present one: 25 ms at the double rate.
    w.runUntil(10.0749 * SECOND_US);
    expect(flowOf(w, 'visits').arrived).toBe(100);
    w.runUntil(10.075 * SECOND_US);
    expect(flowOf(w, 'visits').arrived).toBe(101);
    w.setJourneyFactor(0, 0);
    w.runUntil(20 * SECOND_US);
    expect(flowOf(w, 'visits').arrived).toBe(101);
    w.setJourneyFactor(0, 1);
    w.runUntil(20.1 * SECOND_US);
    expect(flowOf(w, 'visits').arrived).toBe(102);
  });
});

describe('limits', () => {
  it('a world that would hold ever more requests stops with a clear error', () => {
    const scenario = scenarioOf(
      'services:\n  a:\n    replicas: 1\n    concurrency: 1000000\n    endpoints: { do: [ { parallel: [ [ { sleep: 5h } ], [ { sleep: 5h } ], [ { sleep: 5h } ], [ { sleep: 5h } ] ] } ] }',
      'users: 10\njourneys: [ { name: j, does: a/do, rate: 9000rps } ]',
    );
    const w = createWorld(scenario, 'runaway');
    expect(() => w.runUntil(60 * SECOND_US)).toThrow(RunawayError);
  });

  it('allocates nothing per event', () => {
    const collect = (globalThis as { gc?: () => void }).gc;
    const scenario = scenarioOf(
      `services:\n${service('a', '[ { compute: { exponential: 5ms } }, { call: b/do, timeout: 1s } ]')}${service('b', '[ { compute: { lognormal: { median: 3ms, p99: 9ms } } } ]')}`,
      'users: 1000\njourneys: [ { name: j, does: a/do, rate: 500rps } ]',
    );
    const w = runFor(scenario, 'allocation', 200);
    collect?.();
    const before = process.memoryUsage().heapUsed;
    const handled = w.handled;
    w.runUntil(700 * SECOND_US);
    const perEvent = (process.memoryUsage().heapUsed - before) / (w.handled - handled);
    // A boxed double is 16 bytes: one for each event would show. A collection in between only lowers the figure.
    expect(w.handled - handled).toBeGreaterThan(700_000);
    expect(perEvent).toBeLessThan(16);
  });
});
