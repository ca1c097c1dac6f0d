/**
 * The simulated world's memory: one arena of 32-bit words that holds all state, its views, growth, snapshot and hash (DESIGN D6, D7).
 * Behaviour lives in the modules beside this one, as functions of a World; `index.ts` of this folder is what the rest of the engine uses.
 * Fixed records come first, so their offsets never change; then frames, replicas, the event queue, timer lanes and control events, which grow.
 */
import { hashHex, hashInit, hashInt32s } from '../../math/index.ts';
import { assert, RunawayError } from '../../schema/index.ts';
import { HISTOGRAM_WORDS } from '../compile/compile.ts';
import type { Plan } from '../compile/plan.ts';
import { LANE, LANE_ENTRIES_MIN, LANE_ENTRY_WORDS, LANE_WORDS } from '../kernel/lanes.ts';
import { EventQueue } from '../kernel/queue.ts';
import { bucketTable } from './latency.ts';
import { FRAME_WORDS, type Observer } from './state.ts';
import type { Tracing } from './tracing.ts';

const FRAMES_MAX = 1 << 20;
export const CONTROL_WORDS = 6;
const REPLICAS_MAX = 1 << 14;
const SILENT: Observer = { note: () => {} };

/** Words of the arena's head: scalars that live in fields while the world runs. */
const HEAD = {
  frames: 0,
  replicas: 1,
  events: 2,
  lanes: 3,
  controls: 4,
  nowF: 6,
  handledF: 8,
  staleF: 10,
  count: 12,
  hole: 13,
  sequence: 14,
  frameFree: 15,
  frameTop: 16,
  replicaTop: 17,
  requests: 18,
  controlCount: 19,
  controlSequence: 20,
} as const;

/** How many of each growing thing there is room for. Lanes count words, the others records. */
interface Capacity {
  frames: number;
  replicas: number;
  events: number;
  lanes: number;
  controls: number;
}

export class World {
  readonly plan: Plan;
  readonly queue = new EventQueue();
  observer: Observer = SILENT;
  /** Follows requests; undefined when nobody does, which then costs one comparison. */
  tracing: Tracing | undefined = undefined;
  onControl: (code: number, argument: number) => void = () => {};
  /** A run of a synthetic check has ended; its record holds the result until the next begins. */
  onProbe: (index: number) => void = () => {};

  /** The arena as words and as doubles. Replaced when it grows, so read again after anything that may push an event or take a frame. */
  I = new Int32Array(0);
  F = new Float64Array(0);
  /** One half-word per user: see users.ts. */
  users = new Uint16Array(0);
  frameBase = 0;
  frameEnd = 0;
  replicaBase = 0;
  lanesBase = 0;
  controlsBase = 0;

  now = 0.5;
  /** Events handled, and timers found dead. */
  handled = 0;
  stale = 0;
  frameFree = 0;
  frameTop = 0;
  replicaTop = 0;
  requests = 0;
  controlCount = 0;
  controlSequence = 0;
  /** Frames to go on with before the next event; always empty between events. */
  readyHead = 0;
  readyTail = 0;

  /** Where doubles cross calls: `scratch[0]` a draw, `scratch[1]` the deadline of the request that enters, `scratch[2]` a latency. */
  readonly scratch = new Float64Array(3);

  /** Copies of the plan's tables, one load nearer. */
  readonly lanesOffset: number;
  readonly code: Int32Array;
  readonly scopeOf: Int32Array;
  readonly scopes: Int32Array;
  readonly calls: Int32Array;
  readonly callTimes: Float64Array;
  readonly bounds: Float64Array;
  readonly bucketOfBin: Uint8Array;
  private capacity: Capacity;

  constructor(plan: Plan) {
    this.plan = plan;
    this.code = plan.code;
    this.lanesOffset = plan.lanesOffset;
    this.scopeOf = plan.scopeOf;
    this.scopes = plan.scopes;
    this.calls = plan.calls;
    this.callTimes = plan.callTimes;
    this.bounds = Float64Array.from([...plan.bucketsUs, Infinity]);
    this.bucketOfBin = bucketTable(plan.bucketsUs, HISTOGRAM_WORDS);
    this.now = 0;
    const lanes = plan.lanesUs.length * LANE_ENTRIES_MIN * LANE_ENTRY_WORDS;
    this.capacity = { frames: 64, replicas: plan.initialReplicas + 16, events: 256, lanes, controls: 64 };
    this.frameTop = plan.fixedWords;
    this.queue.grow = () => this.grow({ ...this.capacity, events: this.capacity.events * 2 });
    this.view(new ArrayBuffer(this.layout(this.capacity).end * 4));
    plan.lanesUs.forEach((_, lane) => {
      const at = plan.lanesOffset + lane * LANE_WORDS;
      this.I[at + LANE.base] = lane * LANE_ENTRIES_MIN * LANE_ENTRY_WORDS;
      this.I[at + LANE.mask] = LANE_ENTRIES_MIN - 1;
    });
  }

  private layout(capacity: Capacity): {
    frames: number;
    replicas: number;
    times: number;
    sequences: number;
    data: number;
    lanes: number;
    controls: number;
    end: number;
  } {
    const frames = this.plan.fixedWords;
    const replicas = frames + capacity.frames * FRAME_WORDS;
    const times = replicas + capacity.replicas * this.plan.replicaWords;
    const sequences = times + capacity.events * 2;
    const data = sequences + capacity.events;
    const lanes = data + capacity.events;
    const controls = lanes + capacity.lanes;
    return { frames, replicas, times, sequences, data, lanes, controls, end: controls + capacity.controls * CONTROL_WORDS };
  }

  private view(buffer: ArrayBuffer): void {
    const { capacity, plan } = this;
    const at = this.layout(capacity);
    this.I = new Int32Array(buffer);
    this.F = new Float64Array(buffer, 0, buffer.byteLength >> 3);
    this.users = new Uint16Array(buffer, plan.usersOffset * 4, plan.users);
    this.queue.times = new Float64Array(buffer, at.times * 4, capacity.events);
    this.queue.sequences = new Int32Array(buffer, at.sequences * 4, capacity.events);
    this.queue.data = new Int32Array(buffer, at.data * 4, capacity.events);
    this.frameBase = at.frames;
    this.frameEnd = at.replicas;
    this.replicaBase = at.replicas;
    this.lanesBase = at.lanes;
    this.controlsBase = at.controls;
  }

  /** Moves everything into a larger buffer. Offsets of fixed records and of frames stay. */
  private grow(capacity: Capacity): void {
    if (capacity.frames > FRAMES_MAX)
      throw new RunawayError(`more than ${FRAMES_MAX} requests are in flight: the load is beyond what the services can ever answer`);
    if (capacity.replicas > REPLICAS_MAX || capacity.events > 1 << 23 || capacity.lanes > 1 << 25)
      throw new RunawayError('the simulated world outgrew its limits: too many replicas or pending events');
    const before = this.layout(this.capacity);
    const after = this.layout(capacity);
    const from = this.I;
    const buffer = new ArrayBuffer(after.end * 4);
    const to = new Int32Array(buffer);
    to.set(from.subarray(0, before.replicas), 0);
    to.set(from.subarray(before.replicas, before.times), after.replicas);
    to.set(from.subarray(before.times, before.sequences), after.times);
    to.set(from.subarray(before.sequences, before.data), after.sequences);
    to.set(from.subarray(before.data, before.lanes), after.data);
    to.set(from.subarray(before.lanes, before.controls), after.lanes);
    to.set(from.subarray(before.controls, before.end), after.controls);
    this.capacity = capacity;
    this.view(buffer);
  }

  growFrames(): void {
    this.grow({ ...this.capacity, frames: this.capacity.frames * 2 });
  }

  /** Makes room for another replica record. */
  growReplicas(): void {
    this.grow({ ...this.capacity, replicas: this.capacity.replicas * 2 });
  }

  get replicaEnd(): number {
    return this.capacity.replicas * this.plan.replicaWords;
  }

  growControls(): void {
    this.grow({ ...this.capacity, controls: this.capacity.controls * 2 });
  }

  get controlsMax(): number {
    return this.capacity.controls;
  }

  /** Doubles one lane's ring, or keeps it when so few entries are left; entries come out in order from index 0. */
  resizeLane(lane: number, entries: number): void {
    const { plan } = this;
    const header = (l: number) => plan.lanesOffset + l * LANE_WORDS;
    const old = this.I;
    const oldBase = this.lanesBase;
    const sizes = plan.lanesUs.map((_, l) => (l === lane ? entries : old[header(l) + LANE.mask] + 1));
    const total = sizes.reduce((sum, size) => sum + size, 0) * LANE_ENTRY_WORDS;
    const rings = old.slice(oldBase, oldBase + this.capacity.lanes);
    this.grow({ ...this.capacity, lanes: total });
    const I = this.I;
    let base = 0;
    for (let l = 0; l < sizes.length; l++) {
      const at = header(l);
      const from = I[at + LANE.base];
      const mask = I[at + LANE.mask];
      const head = I[at + LANE.head];
      for (let k = 0; k < I[at + LANE.count]; k++) {
        const entry = from + ((head + k) & mask) * LANE_ENTRY_WORDS;
        I.set(rings.subarray(entry, entry + LANE_ENTRY_WORDS), this.lanesBase + base + k * LANE_ENTRY_WORDS);
      }
      I[at + LANE.base] = base;
      I[at + LANE.mask] = sizes[l]! - 1;
      I[at + LANE.head] = 0;
      base += sizes[l]! * LANE_ENTRY_WORDS;
    }
  }

  /** Writes the scalars into the arena's head. */
  private sync(): void {
    const { I, F, capacity, queue } = this;
    I[HEAD.frames] = capacity.frames;
    I[HEAD.replicas] = capacity.replicas;
    I[HEAD.events] = capacity.events;
    I[HEAD.lanes] = capacity.lanes;
    I[HEAD.controls] = capacity.controls;
    F[HEAD.nowF >> 1] = this.now;
    F[HEAD.handledF >> 1] = this.handled;
    F[HEAD.staleF >> 1] = this.stale;
    I[HEAD.count] = queue.count;
    I[HEAD.hole] = queue.hole;
    I[HEAD.sequence] = queue.sequence;
    I[HEAD.frameFree] = this.frameFree;
    I[HEAD.frameTop] = this.frameTop;
    I[HEAD.replicaTop] = this.replicaTop;
    I[HEAD.requests] = this.requests;
    I[HEAD.controlCount] = this.controlCount;
    I[HEAD.controlSequence] = this.controlSequence;
  }

  /** The whole state as one copy of the arena; only between events. */
  save(): ArrayBuffer {
    assert(this.readyHead === 0, 'a snapshot in the middle of an event');
    this.sync();
    return (this.I.buffer as ArrayBuffer).slice(0);
  }

  /** Takes a copy of what `save` gave; running on equals never having stopped. */
  restore(bytes: ArrayBuffer): void {
    const head = new Int32Array(bytes, 0, HEAD.controls + 1);
    this.capacity = {
      frames: head[HEAD.frames],
      replicas: head[HEAD.replicas],
      events: head[HEAD.events],
      lanes: head[HEAD.lanes],
      controls: head[HEAD.controls],
    };
    assert(this.layout(this.capacity).end * 4 === bytes.byteLength, 'a snapshot of another scenario', { bytes: bytes.byteLength });
    this.view(bytes.slice(0));
    const { I, F, queue } = this;
    this.now = F[HEAD.nowF >> 1];
    this.handled = F[HEAD.handledF >> 1];
    this.stale = F[HEAD.staleF >> 1];
    queue.count = I[HEAD.count];
    queue.hole = I[HEAD.hole];
    queue.sequence = I[HEAD.sequence];
    this.frameFree = I[HEAD.frameFree];
    this.frameTop = I[HEAD.frameTop];
    this.replicaTop = I[HEAD.replicaTop];
    this.requests = I[HEAD.requests];
    this.controlCount = I[HEAD.controlCount];
    this.controlSequence = I[HEAD.controlSequence];
  }

  /** Hash of the state: 16 hexadecimal digits, equal for equal runs however they were cut into steps. */
  hash(): string {
    this.sync();
    const hash = hashInit(0);
    hashInt32s(hash, this.I);
    return hashHex(hash);
  }
}
