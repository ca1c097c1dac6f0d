/**
 * Follows every request from outside through the world and writes down its spans; once the request has its answer it decides whether the
 * trace is kept. Head sampling by the request's own draw; tail sampling of failures and slow ones, so many a second and endpoint, as the
 * status-code, latency and rate-limiting policies of OpenTelemetry's tail-sampling processor.
 * Work that goes on after the answer is followed until its last frame is free; until then the trace shows what has ended.
 * Nothing is allocated per event: slots come from free lists in typed arrays with a limit; what finds no room is counted in `cut`.
 */
import { hashHex, hashInit, hashInt32s, hashMix } from '../../../math/index.ts';
import type { Observability, TraceCounts } from '../../../schema/index.ts';
import { OP, RETRY, RETRY_WORDS, SCOPE } from '../../compile/plan.ts';
import { DOING, ERROR, FRAME, FRAME_FLAG, type LiveWorld, REPLICA, ROUTE, type Tracing, WORK } from '../../world/index.ts';
import type { PodRegister } from '../recorder.ts';
import type { TraceIds } from './ids.ts';
import { type KeptMark, KeptTraces } from './kept.ts';
import { CALL_ERROR_SHIFT, FATE, FLAG, KIND, RECORD, RECORD_WORDS, SLOT, SLOT_WORDS, TRIES_SHIFT } from './layout.ts';

const FR = FRAME;
const S = SLOT;
const R = RECORD;
/** Slots and traces under way at once: 16 MB and 2 MB. */
const SLOTS_MAX = 1 << 18;
const RECORDS_MAX = 1 << 16;
/** A trace that goes on retrying is cut here. */
const SLOTS_EACH_MAX = 1_000;
const TRIES_MAX = 0xffff;

/** Heads of the free lists, tops of what was ever used, and the counts: plain numbers that a mark copies. */
interface Scalars extends TraceCounts {
  slotTop: number;
  slotFree: number;
  recordTop: number;
  recordFree: number;
}
export interface TracerMark {
  readonly slots: Int32Array<ArrayBuffer>;
  readonly records: Int32Array<ArrayBuffer>;
  readonly frames: Int32Array<ArrayBuffer>;
  readonly limits: Int32Array<ArrayBuffer>;
  readonly scalars: Readonly<Scalars>;
  readonly kept: KeptMark;
}

export class Tracer implements Tracing {
  readonly kept: KeptTraces;
  private readonly world: LiveWorld;
  private readonly rules: Observability['traces'];
  private readonly ids: TraceIds;
  private readonly pods: PodRegister;
  /** By instruction: which counters of tries (bit 0 the outer retry step's, bit 1 the inner's) stand for a call, and for the sleep before a try. */
  private readonly triesOfCall: Uint8Array;
  private readonly triesOfSleep: Uint8Array;
  private readonly frameBase: number;
  /** Slots as words and as doubles, and records of traces; offset 0 is none. */
  private I = new Int32Array(256 * SLOT_WORDS);
  private F = new Float64Array(this.I.buffer);
  private T = new Int32Array(64 * RECORD_WORDS);
  /** By place of the frame: its slot. */
  private frames = new Int32Array(256);
  /** By endpoint: the second, counted from 1, in which a trace was kept last, and how many were. */
  private limits: Int32Array;
  private readonly scalars: Scalars = {
    slotTop: SLOT_WORDS,
    slotFree: 0,
    recordTop: RECORD_WORDS,
    recordFree: 0,
    requests: 0,
    keptByHead: 0,
    keptByError: 0,
    keptBySlow: 0,
    rateLimited: 0,
    dropped: 0,
    cut: 0,
  };

  constructor(world: LiveWorld, rules: Observability['traces'], ids: TraceIds, pods: PodRegister) {
    const { plan } = world;
    this.world = world;
    this.rules = rules;
    this.ids = ids;
    this.pods = pods;
    this.kept = new KeptTraces(rules.keep);
    this.frameBase = plan.fixedWords >>> 5;
    this.limits = new Int32Array(plan.routes.length * 2);
    this.triesOfCall = new Uint8Array(plan.scopeOf.length);
    this.triesOfSleep = new Uint8Array(plan.scopeOf.length);
    plan.scopeOf.forEach((innermost, i) => {
      const op = plan.code[i * 4];
      if (op !== OP.callService && op !== OP.callProvider && op !== OP.breakerEnter) return;
      for (let scope = innermost; scope !== 0; scope = plan.scopes[scope + 3]!)
        if (plan.scopes[scope] === SCOPE.retry) this.triesOfCall[i]! |= 1 << plan.retries[plan.scopes[scope + 1]! + RETRY.level]!;
    });
    for (let retry = 0; retry < plan.retries.length; retry += RETRY_WORDS)
      this.triesOfSleep[plan.retries[retry + RETRY.body]! >> 2] = 1 << plan.retries[retry + RETRY.level]!;
  }

  get counts(): TraceCounts {
    const { requests, keptByHead, keptByError, keptBySlow, rateLimited, cut } = this.scalars;
    return { requests, keptByHead, keptByError, keptBySlow, rateLimited, dropped: this.kept.dropped, cut };
  }

  entered(frame: number, caller: number, site: number): void {
    const { I, F } = this.world;
    let slot = 0;
    if (caller === 0) {
      const record = this.openRecord(I[frame + FR.request]!, -I[frame + FR.parent]!);
      if (record === 0) return;
      slot = this.takeSlot(record, 0, KIND.request);
      if (slot === 0) this.close(record);
    } else {
      slot = this.takeBelow(caller, KIND.request | this.callBits(caller));
    }
    if (slot === 0) return;
    this.follow(frame, slot);
    const J = this.I;
    J[slot + S.what] = I[I[frame + FR.route]! + ROUTE.index]!;
    J[slot + S.site] = site;
    J[slot + S.pod] = this.podOf(I[frame + FR.replica]!);
    this.F[(slot + S.startF) >> 1] = F[(frame + FR.arrivedAtF) >> 1]!;
    if (I[frame + FR.doing] !== DOING.queued) return;
    J[slot + S.kind]! |= FLAG.queued;
    J[slot + S.waitedUs] = -1;
  }

  turnedAway(replica: number, route: number, request: number, asks: number): void {
    const record = this.openRecord(request, asks);
    if (record === 0) return;
    const slot = this.takeSlot(record, 0, KIND.request);
    if (slot !== 0) {
      this.I[slot + S.what] = this.world.I[route + ROUTE.index]!;
      this.I[slot + S.site] = -1;
      this.I[slot + S.pod] = this.podOf(replica);
      this.I[slot + S.error] = ERROR.refused;
      this.F[(slot + S.startF) >> 1] = this.world.now;
      this.F[(slot + S.endF) >> 1] = this.world.now;
      this.decide(record);
    }
    this.close(record);
  }

  refused(frame: number, site: number, error: number): void {
    const slot = this.takeBelow(frame, KIND.notMade | this.callBits(frame));
    if (slot === 0) return;
    this.I[slot + S.what] = 0;
    this.I[slot + S.site] = site;
    this.I[slot + S.pod] = this.podOf(this.world.I[frame + FR.replica]!);
    this.I[slot + S.error] = error;
    this.F[(slot + S.startF) >> 1] = this.world.now;
    this.F[(slot + S.endF) >> 1] = this.world.now;
  }

  began(frame: number): void {
    const slot = this.slotOf(frame);
    if (slot !== 0) this.I[slot + S.waitedUs] = Math.min(this.world.now - this.F[(slot + S.startF) >> 1]!, 0x7fffffff);
  }

  branched(branch: number, frame: number, index: number): void {
    const slot = this.takeBelow(frame, KIND.branch);
    if (slot === 0) return;
    this.follow(branch, slot);
    this.I[slot + S.what] = index;
    this.I[slot + S.site] = -1;
    this.I[slot + S.pod] = this.podOf(this.world.I[frame + FR.replica]!);
    this.F[(slot + S.startF) >> 1] = this.world.now;
  }

  failed(frame: number, error: number): void {
    const slot = this.slotOf(frame);
    if (slot === 0 || this.F[(slot + S.endF) >> 1]! >= 0) return;
    this.I[slot + S.error]! |= error;
    this.answered(slot);
  }

  givenUp(frame: number, error: number): void {
    const slot = this.slotOf(frame);
    if (slot === 0 || this.F[(slot + S.endF) >> 1]! >= 0 || this.F[(slot + S.callEndF) >> 1]! >= 0) return;
    this.I[slot + S.error]! |= error << CALL_ERROR_SHIFT;
    this.F[(slot + S.callEndF) >> 1] = this.world.now;
  }

  left(frame: number): void {
    const place = (frame >>> 5) - this.frameBase;
    if (place >= this.frames.length) return;
    const slot = this.frames[place]!;
    if (slot === 0) return;
    this.frames[place] = 0;
    if (this.F[(slot + S.endF) >> 1]! < 0) this.answered(slot);
    const record = this.I[slot + S.trace]!;
    const open = this.T[record + R.open]! - 1;
    this.T[record + R.open] = open;
    if (open === 0) this.close(record);
  }

  worked(frame: number, work: number, error: number): void {
    const { I, F, now } = this.world;
    const parked = (I[frame + FR.flags]! & FRAME_FLAG.answered) !== 0;
    const pc = parked ? I[frame + FR.tries0]! : I[frame + FR.pc]!;
    const tries = parked
      ? 0
      : work === WORK.provider
        ? this.triesOfCall[pc >> 2]!
        : work === WORK.backoff
          ? this.triesOfSleep[pc >> 2]!
          : 0;
    const slot = this.takeBelow(frame, work | this.bits(frame, tries));
    if (slot === 0) return;
    this.I[slot + S.what] = pc;
    this.I[slot + S.site] = -1;
    this.I[slot + S.pod] = this.podOf(I[frame + FR.replica]!);
    this.I[slot + S.error] = error;
    const sinceUs = F[(frame + FR.sinceF) >> 1]!;
    if (work === WORK.query)
      this.I[slot + S.waitedUs] = I[frame + FR.doing] === DOING.databaseWait ? Math.min(now - sinceUs, 0x7fffffff) : I[frame + FR.outcome]!;
    this.F[(slot + S.startF) >> 1] = sinceUs;
    this.F[(slot + S.endF) >> 1] = now;
  }

  /** Slots of a trace under way, in the order of their ordinals. */
  slotsOf(record: number): Int32Array {
    const slots = new Int32Array(this.T[record + R.slots]! * SLOT_WORDS);
    let place = 0;
    for (let slot = this.T[record + R.first]!; slot !== 0; slot = this.I[slot + S.next]!, place += SLOT_WORDS) {
      slots.set(this.I.subarray(slot, slot + SLOT_WORDS), place);
      slots[place + S.next] = 0;
      slots[place + S.trace] = 0;
    }
    return slots;
  }

  private podOf(replica: number): number {
    const { I, replicaBase } = this.world;
    return this.pods.serials[I[replicaBase + replica + REPLICA.index]!]!;
  }

  private slotOf(frame: number): number {
    const place = (frame >>> 5) - this.frameBase;
    return place < this.frames.length ? this.frames[place]! : 0;
  }

  /** From now on the slot is the frame's, and the trace waits for it. */
  private follow(frame: number, slot: number): void {
    const place = (frame >>> 5) - this.frameBase;
    if (place >= this.frames.length) {
      const frames = new Int32Array(Math.max(place + 1, this.frames.length * 2));
      frames.set(this.frames);
      this.frames = frames;
    }
    this.frames[place] = slot;
    this.T[this.I[slot + S.trace]! + R.open]!++;
  }

  /** The bits that a call of this frame's instruction carries. */
  private callBits(frame: number): number {
    return this.bits(frame, this.triesOfCall[this.world.I[frame + FR.pc]! >> 2]!);
  }

  private bits(frame: number, tries: number): number {
    const { I } = this.world;
    const probe = (I[frame + FR.flags]! & FRAME_FLAG.probe) !== 0 ? FLAG.probe : 0;
    if (tries === 0) return probe;
    const before = ((tries & 1) !== 0 ? I[frame + FR.tries0]! : 0) + ((tries & 2) !== 0 ? I[frame + FR.tries1]! : 0);
    return probe | (Math.min(before, TRIES_MAX) << TRIES_SHIFT);
  }

  /** A slot below that of a frame; 0 when the frame is not followed, its trace is let go, or there is no room. */
  private takeBelow(frame: number, kind: number): number {
    const above = this.slotOf(frame);
    if (above === 0) return 0;
    const record = this.I[above + S.trace]!;
    return this.T[record + R.fate] === FATE.letGo ? 0 : this.takeSlot(record, this.I[above + S.ordinal]!, kind);
  }

  /** A slot at the end of a trace: without a site, an error and an end. */
  private takeSlot(record: number, parent: number, kind: number): number {
    const { T, scalars } = this;
    const ordinal = T[record + R.slots]! + 1;
    let slot = scalars.slotFree;
    if (ordinal > SLOTS_EACH_MAX || (slot === 0 && scalars.slotTop === this.I.length && !this.growSlots())) {
      scalars.cut++;
      return 0;
    }
    const { I, F } = this;
    if (slot !== 0) {
      scalars.slotFree = I[slot]!;
    } else {
      slot = scalars.slotTop;
      scalars.slotTop += SLOT_WORDS;
    }
    const last = T[record + R.last]!;
    if (last === 0) T[record + R.first] = slot;
    else I[last + S.next] = slot;
    T[record + R.last] = slot;
    T[record + R.slots] = ordinal;
    I[slot + S.next] = 0;
    I[slot + S.trace] = record;
    I[slot + S.parent] = parent;
    I[slot + S.ordinal] = ordinal;
    I[slot + S.kind] = kind;
    I[slot + S.error] = 0;
    I[slot + S.waitedUs] = 0;
    F[(slot + S.endF) >> 1] = -1;
    F[(slot + S.callEndF) >> 1] = -1;
    return slot;
  }

  private growSlots(): boolean {
    if (this.I.length >= SLOTS_MAX * SLOT_WORDS) return false;
    const slots = new Int32Array(this.I.length * 2);
    slots.set(this.I);
    this.I = slots;
    this.F = new Float64Array(slots.buffer);
    return true;
  }

  private openRecord(request: number, asks: number): number {
    const { scalars } = this;
    let record = scalars.recordFree;
    if (record !== 0) {
      scalars.recordFree = this.T[record]!;
    } else {
      record = scalars.recordTop;
      if (record === this.T.length) {
        if (record >= RECORDS_MAX * RECORD_WORDS) {
          scalars.cut++;
          return 0;
        }
        const records = new Int32Array(record * 2);
        records.set(this.T);
        this.T = records;
      }
      scalars.recordTop += RECORD_WORDS;
    }
    const { T } = this;
    T[record + R.request] = request;
    T[record + R.open] = 0;
    T[record + R.first] = 0;
    T[record + R.last] = 0;
    T[record + R.slots] = 0;
    T[record + R.fate] = FATE.open;
    T[record + R.kept] = 0;
    T[record + R.asks] = asks;
    return record;
  }

  /** A request or branch has ended; its frame may go on. */
  private answered(slot: number): void {
    this.F[(slot + S.endF) >> 1] = this.world.now;
    if (this.I[slot + S.ordinal] === 1) this.decide(this.I[slot + S.trace]!);
  }

  /** The root has its answer: is the trace kept? */
  private decide(record: number): void {
    const { rules, scalars, T } = this;
    const root = T[record + R.first]!;
    const request = T[record + R.request]!;
    const startUs = this.F[(root + S.startF) >> 1]!;
    const durationUs = this.F[(root + S.endF) >> 1]! - startUs;
    const failed = this.I[root + S.error] !== 0;
    scalars.requests++;
    T[record + R.fate] = FATE.letGo;
    const drawn = this.ids.drawOf(request) < rules.head;
    if (!drawn) {
      if (!(failed && rules.errors) && durationUs <= rules.slow) return;
      if (this.tooMany(this.I[root + S.what]!)) {
        scalars.rateLimited++;
        return;
      }
    }
    const keptBy = drawn ? 'head' : failed && rules.errors ? 'error' : 'slow';
    if (keptBy === 'head') scalars.keptByHead++;
    else if (keptBy === 'error') scalars.keptByError++;
    else scalars.keptBySlow++;
    T[record + R.fate] = FATE.kept;
    const asks = T[record + R.asks]!;
    T[record + R.kept] = this.kept.add({ request, asks, startUs, durationUs, failed, keptBy, record, slots: undefined });
  }

  /** Whether as many traces of the endpoint as may be were kept in this second; else this one counts. */
  private tooMany(route: number): boolean {
    const { limits } = this;
    const second = Math.floor(this.world.now / 1_000_000) + 1;
    const at = route * 2;
    if (limits[at] !== second) {
      limits[at] = second;
      limits[at + 1] = 0;
    }
    if (limits[at + 1]! >= this.rules.perSecond) return true;
    limits[at + 1]!++;
    return false;
  }

  /** Nothing of the trace is at work any more: its slots are free, copied first when it is kept. */
  private close(record: number): void {
    const { I, T, scalars } = this;
    if (T[record + R.fate] === FATE.kept) this.kept.complete(T[record + R.kept]!, this.slotsOf(record));
    const last = T[record + R.last]!;
    if (last !== 0) {
      I[last + S.next] = scalars.slotFree;
      scalars.slotFree = T[record + R.first]!;
    }
    T[record] = scalars.recordFree;
    scalars.recordFree = record;
  }

  /** Hash over what was kept and what is under way. */
  hash(): string {
    const hash = hashInit(0x5a);
    const { scalars } = this;
    hashInt32s(hash, this.I, 0, scalars.slotTop);
    hashInt32s(hash, this.T, 0, scalars.recordTop);
    hashInt32s(hash, this.frames);
    hashInt32s(hash, this.limits);
    for (const value of Object.values(scalars)) hashMix(hash, value);
    hashMix(hash, this.kept.dropped);
    hashMix(hash, this.kept.digest.a);
    hashMix(hash, this.kept.digest.b);
    return hashHex(hash);
  }

  mark(): TracerMark {
    const { scalars } = this;
    return {
      slots: this.I.slice(0, scalars.slotTop),
      records: this.T.slice(0, scalars.recordTop),
      frames: this.frames.slice(),
      limits: this.limits.slice(),
      scalars: { ...scalars },
      kept: this.kept.mark(),
    };
  }

  /** Takes the traces as they were at `mark`, of this tracer or of another one. */
  restore(mark: TracerMark): void {
    this.I = roomFor(mark.slots, 256 * SLOT_WORDS);
    this.F = new Float64Array(this.I.buffer);
    this.T = roomFor(mark.records, 64 * RECORD_WORDS);
    this.frames = mark.frames.slice();
    this.limits = mark.limits.slice();
    Object.assign(this.scalars, mark.scalars);
    this.kept.restore(mark.kept);
  }
}

/** A copy in an array of the least power-of-two multiple of `least` words that holds it. */
function roomFor(words: Int32Array, least: number): Int32Array<ArrayBuffer> {
  let length = least;
  while (length < words.length) length *= 2;
  const copy = new Int32Array(length);
  copy.set(words);
  return copy;
}
