// The event queue against a sorted array, and the timer lanes against the plain queue.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANE, LANE_WORDS } from '../../../src/engine/kernel/lanes.ts';
import { EventQueue } from '../../../src/engine/kernel/queue.ts';
import { EVENT, FRAME_SHIFT, KIND_SHIFT } from '../../../src/engine/world/events.ts';
import { createWorld, FRAME } from '../../../src/engine/world/index.ts';
import { setTimer, takeFromLane } from '../../../src/engine/world/timers.ts';
import { scenarioOf } from '../../support/small-worlds.ts';

function queueOf(capacity: number): EventQueue {
  const queue = new EventQueue();
  queue.times = new Float64Array(capacity);
  queue.sequences = new Int32Array(capacity);
  queue.data = new Int32Array(capacity);
  return queue;
}

describe('event queue', () => {
  it('pops in the order of (time, sequence number), whatever the order of pushes and pops', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(-1)), { maxLength: 400 }), (operations) => {
        const queue = queueOf(512);
        const expected: { time: number; sequence: number; data: number }[] = [];
        let now = 0;
        for (const [i, operation] of operations.entries()) {
          if (operation >= 0) {
            queue.at[0] = now + operation;
            const sequence = queue.push(i);
            expected.push({ time: now + operation, sequence, data: i });
          } else if (queue.size > 0) {
            expected.sort((a, b) => a.time - b.time || a.sequence - b.sequence);
            const first = expected.shift()!;
            queue.pop();
            expect({ time: queue.times[0], sequence: queue.sequences[0], data: queue.data[0] }).toEqual(first);
            if (i % 3 === 0) {
              queue.unpop();
              expected.push(first);
            } else {
              now = first.time;
            }
          }
          expect(queue.size).toBe(expected.length);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('grows through its owner', () => {
    const queue = queueOf(1);
    let grown = 0;
    queue.grow = () => {
      grown++;
      const { times, sequences, data } = queue;
      queue.times = new Float64Array(times.length * 2);
      queue.times.set(times);
      queue.sequences = new Int32Array(sequences.length * 2);
      queue.sequences.set(sequences);
      queue.data = new Int32Array(data.length * 2);
      queue.data.set(data);
    };
    for (let i = 0; i < 9; i++) {
      queue.at[0] = 9 - i;
      queue.push(i);
    }
    expect(grown).toBe(4);
    queue.pop();
    expect(queue.data[0]).toBe(8);
  });

  it('refuses to grow without an owner', () => {
    const queue = queueOf(0);
    expect(() => queue.push(1)).toThrow(/full/);
  });
});

describe('timer lanes', () => {
  it('give timers in the same order as the queue alone would, dead ones left out', () => {
    const scenario = scenarioOf(
      'services:\n  a:\n    replicas: 1\n    concurrency: 1\n    timeout: 1s\n    endpoints: { do: [ { compute: 1ms } ] }',
      'users: 1\njourneys: [ { name: j, does: a/do, rate: 0rps } ]',
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ gap: fc.integer({ min: 0, max: 3 }), dies: fc.boolean() }), { minLength: 1, maxLength: 300 }),
        (timers) => {
          const w = createWorld(scenario, 'lanes');
          const expected: { time: number; frame: number }[] = [];
          let now = 0;
          timers.forEach(({ gap, dies }, i) => {
            now += gap;
            const frame = w.frameBase + i * 32;
            while (frame + 32 > w.frameEnd) w.growFrames();
            w.queue.at[0] = now + 1_000_000;
            const sequence = setTimer(w, 0, (EVENT.serviceTimeout << KIND_SHIFT) | (frame >>> FRAME_SHIFT));
            w.I[frame + FRAME.serviceTimer] = dies ? 0 : sequence;
            if (!dies) expected.push({ time: now + 1_000_000, frame });
          });
          const found: { time: number; frame: number }[] = [];
          while (w.queue.size > 0) {
            w.queue.pop();
            const time = w.queue.times[0]!;
            const sequence = w.queue.sequences[0]!;
            expect(w.queue.data[0]! >>> KIND_SHIFT).toBe(EVENT.lane);
            const frame = (takeFromLane(w, 0) & 0xffffff) << FRAME_SHIFT;
            if (w.I[frame + FRAME.serviceTimer] === sequence) found.push({ time, frame });
          }
          expect(found).toEqual(expected);
          expect(w.I[w.plan.lanesOffset + LANE.count]).toBe(0);
          expect(LANE_WORDS).toBe(6);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it('a timer that would break the order goes through the queue and stays exact', () => {
    // A deadline shorter than the lane's length: the caller's remaining time bounds the call.
    const scenario = scenarioOf(
      'services:\n  a:\n    replicas: 1\n    concurrency: 10\n    timeout: 1s\n    deadlines: true\n    endpoints:\n      do: [ { sleep: 700ms }, { call: b/do, timeout: 1s } ]\n  b:\n    replicas: 1\n    concurrency: 10\n    cancellation: true\n    endpoints: { do: [ { sleep: 5s } ] }',
      'users: 1\njourneys: [ { name: j, does: a/do, rate: 1rps, arrivals: constant } ]',
    );
    const w = createWorld(scenario, 'deadline');
    w.runUntil(1_999_999);
    expect(w.flows()[1]).toMatchObject({ name: 'b/do', arrived: 1, inFlight: 1 });
    // Arrived at 1 s, answered 504 at 2 s; the call made at 1.7 s is bounded by the same instant.
    w.runUntil(2_000_000);
    expect(w.flows()[0]).toMatchObject({ name: 'a/do', failed: 1, p50Us: expect.closeTo(1_000_000, -5) });
    expect(w.flows()[1]).toMatchObject({ inFlight: 0, failed: 1 });
  });
});
