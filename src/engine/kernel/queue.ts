/**
 * The pending events: a 4-ary heap over three typed arrays, ordered by (time, sequence number).
 * `pop` leaves a hole at the root that the next `push` fills with one sift instead of two; until then the popped event is still at index 0.
 * The arrays are views of the arena; `grow` (set by the owner) must replace them by larger ones.
 * The time of a push goes through `at[0]`, not through an argument: engines allocate for a double that crosses a call.
 */
import { RunawayError } from '../../schema/index.ts';

export const EVENTS_MAX = 2_147_483_000;
export const tooManyEvents = (): RunawayError => new RunawayError(`more than ${EVENTS_MAX} events in one run`);

export class EventQueue {
  times = new Float64Array(0);
  sequences = new Int32Array(0);
  data = new Int32Array(0);
  /** Slots in use, the hole included. */
  count = 0;
  hole = 0;
  /** The last sequence number given. */
  sequence = 0;
  /** When the event to be pushed is due. */
  readonly at = new Float64Array(1);
  grow: () => void = () => {
    throw new RunawayError('the event queue is full');
  };

  get size(): number {
    return this.count - this.hole;
  }

  /** Adds an event due at `at[0]`. @returns its sequence number, > 0. The arrays may be replaced. */
  push(data: number): number {
    const sequence = this.sequence + 1;
    this.sequence = sequence;
    if (this.hole !== 0) {
      this.hole = 0;
      this.siftDown(sequence, data);
    } else {
      this.siftUp(sequence, data);
    }
    return sequence;
  }

  /** Adds an event due at `at[0]` whose sequence number was taken earlier with `takeSequence`. */
  pushNumbered(sequence: number, data: number): void {
    if (this.hole !== 0) {
      this.hole = 0;
      this.siftDown(sequence, data);
    } else {
      this.siftUp(sequence, data);
    }
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
      if (last > 0) {
        this.at[0] = this.times[last];
        this.siftDown(this.sequences[last], this.data[last]);
      }
    }
    this.hole = 1;
  }

  /** Puts back what `pop` has just taken. */
  unpop(): void {
    this.hole = 0;
  }

  private siftUp(sequence: number, data: number): void {
    if (this.count === this.times.length) this.grow();
    const times = this.times;
    const sequences = this.sequences;
    const events = this.data;
    const time = this.at[0];
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

  private siftDown(sequence: number, data: number): void {
    const times = this.times;
    const sequences = this.sequences;
    const events = this.data;
    const time = this.at[0];
    const count = this.count;
    let i = 0;
    for (;;) {
      // Children are 4i+1 … 4i+4; written with | because that cannot overflow.
      const base = i << 2;
      const first = base | 1;
      const last = (base + 4) | 0;
      let least = first;
      let leastTime: number;
      if (last < count) {
        // A tournament without branches: which child is least is not to be predicted. Equal times are rare.
        const a = times[first];
        const b = times[base | 2];
        const c = times[base | 3];
        const d = times[last];
        const left = first + (a === b ? +(sequences[base | 2] < sequences[first]) : +(b < a));
        const right = (base | 3) + (c === d ? +(sequences[last] < sequences[base | 3]) : +(d < c));
        const leftTime = times[left];
        const rightTime = times[right];
        least = left + (right - left) * (leftTime === rightTime ? +(sequences[right] < sequences[left]) : +(rightTime < leftTime));
        leastTime = times[least];
      } else {
        if (first >= count) break;
        leastTime = times[first];
        for (let j = base | 2; j < count; j = (j + 1) | 0) {
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
