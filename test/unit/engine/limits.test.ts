// Loads at the edges: a journey nobody makes, and one whose users come without time passing.
import { describe, expect, it } from 'vitest';
import { EVENTS_MAX } from '../../../src/engine/kernel/queue.ts';
import { createWorld } from '../../../src/engine/world/index.ts';
import { flowOf, SECOND_US, scenarioOf } from '../../support/small-worlds.ts';

const worldAt = (rate: string, steps: string) =>
  createWorld(
    scenarioOf(
      `services:\n  a: { replicas: 1, concurrency: 1000000, endpoints: { do: ${steps} } }`,
      `users: 10\njourneys: [ { name: visits, does: a/do, rate: ${rate}, arrivals: constant } ]`,
    ),
    'limits',
  );

describe('load at the edges', () => {
  it('a journey that nobody makes stays so in a surge', () => {
    const w = worldAt('0rps', '[ { sleep: 1ms } ]');
    for (const factor of [2, 0, 3]) {
      w.runUntil(w.nowUs + SECOND_US);
      w.setJourneyFactor(0, factor);
      expect(w.queue.size).toBe(0);
    }
    w.runUntil(10 * SECOND_US);
    expect(flowOf(w, 'visits')).toMatchObject({ arrived: 0, meanInSystem: 0 });
  });

  it('a world whose time stands still ends when its events are used up', () => {
    // Requests that pile up: without the limit on events the one on requests would be met.
    const w = worldAt('1rps', '[ { parallel: [ [ { sleep: 5h } ], [ { sleep: 5h } ] ] } ]');
    w.setJourneyFactor(0, 1e9);
    w.queue.sequence = EVENTS_MAX - 1_000;
    expect(() => w.runUntil(SECOND_US)).toThrow(/events in one run/);
  });
});
