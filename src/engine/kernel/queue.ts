/**
 * The pending events: a 4-ary heap over three typed arrays, ordered by (time, sequence number).
 * `pop` leaves a hole at the root that the next `push` fills with one sift instead of two; until then the popped event is still at index 0.
 * The arrays are views of the arena; `grow` (set by the owner) must replace them by larger ones.
 */
import { RunawayError } from '../../schema/index.ts';

export const EVENTS_MAX = 2_147_483_000;

export class EventQueue {
  times = new Float64Array(0);
  sequences = new Int32Array(0);
  data = new Int32Array(0);
  /** Slots in use, the hole included. */
  count = 0;
  hole = 0;
  /** The last sequence number given. */
  sequence = 0;
  grow: () => void = () => {
    throw new RunawayError('the event queue is full');
  };

  get size(): number {
    return this.count - this.hole;
  }

  /** @returns the sequence number of the event, > 0 */
  push(time: number, data: number): number {
    const sequence = this.sequence + 1;
    this.sequence = sequence;
    this.pushNumbered(time, sequence, data);
    return sequence;
  }

  /** Adds an event whose sequence number was taken earlier with `takeSequence`. */
  pushNumbered(time: number, sequence: number, data: number): void {
    if (this.hole !== 0) {
      this.hole = 0;
      this.siftDown(time, sequence, data);
      return;
    }
    if (this.count === this.times.length) this.grow();
    const times = this.times;
    const sequences = this.sequences;
    const events = this.data;
    let i = this.count;
    this.count = i + 1;
    while (i > 0) {
      const parent = (i - 1) >> 2;
      const t = times[parent];
      if (t < time || (t === time && sequences[parent] < sequence)) break;
      times[i] = t;
      sequences[i] = sequences[parent];
      events[i] = events[parent];
      i = parent;
    }
    times[i] = time;
    sequences[i] = sequence;
    events[i] = data;
  }

  takeSequence(): number {
    const sequence = this.sequence + 1;
    this.sequence = sequence;
    return sequence;
  }

  /** Takes the earliest event; read it at index 0 of the arrays before the next push. The queue must not be empty. */
  pop(): void {
    if (this.hole !== 0) {
      const last = this.count - 1;
      this.count = last;
      if (last > 0) this.siftDown(this.times[last], this.sequences[last], this.data[last]);
    }
    this.hole = 1;
  }

  /** Puts back what `pop` has just taken. */
  unpop(): void {
    this.hole = 0;
  }

  private siftDown(time: number, sequence: number, data: number): void {
    const times = this.times;
    const sequences = this.sequences;
    const events = this.data;
    const count = this.count;
    let i = 0;
    for (;;) {
      const first = (i << 2) + 1;
      let least = first;
      let leastTime: number;
      if (first + 4 <= count) {
        leastTime = times[first];
        let t = times[first + 1];
        if (t < leastTime || (t === leastTime && sequences[first + 1] < sequences[least])) {
          least = first + 1;
          leastTime = t;
        }
        t = times[first + 2];
        if (t < leastTime || (t === leastTime && sequences[first + 2] < sequences[least])) {
          least = first + 2;
          leastTime = t;
        }
        t = times[first + 3];
        if (t < leastTime || (t === leastTime && sequences[first + 3] < sequences[least])) {
          least = first + 3;
          leastTime = t;
        }
      } else {
        if (first >= count) break;
        leastTime = times[first];
        for (let j = first + 1; j < count; j++) {
          const t = times[j];
          if (t < leastTime || (t === leastTime && sequences[j] < sequences[least])) {
            least = j;
            leastTime = t;
          }
        }
      }
      if (time < leastTime || (time === leastTime && sequence < sequences[least])) break;
      times[i] = leastTime;
      sequences[i] = sequences[least];
      events[i] = events[least];
      i = least;
    }
    times[i] = time;
    sequences[i] = sequence;
    events[i] = data;
  }
}
