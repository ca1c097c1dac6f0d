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
import { DOING, ERROR, FRAME, FRAME_FLAG, type LiveWorld, ROUTE, type Tracing, WORK } from '../../world/index.ts';
import { retriesAround, triesIn } from '../tries.ts';
import type { TraceIds } from './ids.ts';
import { type KeptMark, KeptTraces } from './kept.ts';
import {
  FATE,
  KIND,
  KIND_BITS,
  OPEN_MASK,
  ORDINAL_MASK,
  PARENT_SHIFT,
  RECORD,
  RECORD_WORDS,
  SLOT,
  SLOT_WORDS,
  SLOTS_SHIFT,
} from './layout.ts';

const FR = FRAME;
const S = SLOT;
const R = RECORD;
const K = KIND_BITS;
/** One slot more, in the state of a record; and one frame more at work with it. */
const ONE_SLOT = 1 << SLOTS_SHIFT;
const ONE_FRAME = ONE_SLOT + 1;
/** Every offset is smaller. Masking with it changes nothing and spares the optimiser an overflow check at each access. */
const MASK = 0x7ffffff;
const GUARDED = 4;
/** Ordinals of a root: the first slot, below none. */
const ROOT = 1;
/** Slots and traces under way at once: 15 MB and 2 MB. */
const SLOTS_MAX = 1 << 18;
const RECORDS_MAX = 1 << 16;
/** A trace that goes on retrying is cut here. */
const SLOTS_EACH_MAX = 1_000;

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
  /**
   * By instruction: which counters of tries (bit 0 the outer retry step's, bit 1 the inner's) stand for a call, and for the sleep before a
   * try. Bit 2: a breaker guards it.
   */
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

  constructor(world: LiveWorld, rules: Observability['traces'], ids: TraceIds) {
    const { plan } = world;
    this.world = world;
    this.rules = rules;
    this.ids = ids;
    this.kept = new KeptTraces(rules.keep);
    this.frameBase = plan.fixedWords >>> 5;
    this.limits = new Int32Array(plan.routes.length * 2);
    this.triesOfCall = new Uint8Array(plan.scopeOf.length);
    this.triesOfSleep = new Uint8Array(plan.scopeOf.length);
    const around = retriesAround(plan);
    plan.scopeOf.forEach((innermost, i) => {
      const op = plan.code[i * 4];
      if (op !== OP.callService && op !== OP.callProvider && op !== OP.breakerEnter) return;
      this.triesOfCall[i] = around[i]!;
      for (let scope = innermost; scope !== 0; scope = plan.scopes[scope + 3]!)
        if (plan.scopes[scope] === SCOPE.breaker) this.triesOfCall[i]! |= GUARDED;
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
      slot = this.takeSlot(record, 0, KIND.request, ONE_FRAME);
      if (slot === 0) {
        this.close(record);
        return;
      }
      this.T[record + R.first] = slot;
      this.I[slot + S.what] = I[I[frame + FR.route]! + ROUTE.index]!;
    } else {
      slot = this.takeBelow(caller, KIND.request | this.callBits(caller), ONE_FRAME);
      if (slot === 0) return;
      this.I[slot + S.what] = site;
    }
    const at = slot & MASK;
    this.follow(frame, at);
    this.I[at + S.replica] = I[frame + FR.replica]!;
    this.F[(at + S.startF) >> 1] = F[(frame + FR.arrivedAtF) >> 1]!;
    if (I[frame + FR.doing] !== DOING.queued) return;
    this.I[at + S.kind]! |= K.queued;
    this.I[at + S.waitedUs] = -1;
  }

  turnedAway(replica: number, route: number, request: number, asks: number): void {
    const record = this.openRecord(request, asks);
    if (record === 0) return;
    const slot = this.takeSlot(record, 0, KIND.request | (ERROR.refused << K.errorShift), ONE_SLOT);
    if (slot !== 0) {
      this.T[record + R.first] = slot;
      this.I[slot + S.what] = this.world.I[route + ROUTE.index]!;
      this.I[slot + S.replica] = replica;
      this.F[(slot + S.startF) >> 1] = this.world.now;
      this.F[(slot + S.endF) >> 1] = this.world.now;
      this.decide(record);
    }
    this.close(record);
  }

  refused(frame: number, site: number, error: number): void {
    const slot = this.takeBelow(frame, KIND.notMade | (error << K.errorShift) | this.callBits(frame), ONE_SLOT);
    if (slot === 0) return;
    this.I[slot + S.what] = site;
    this.F[(slot + S.startF) >> 1] = this.world.now;
    this.F[(slot + S.endF) >> 1] = this.world.now;
  }

  began(frame: number): void {
    const slot = this.slotOf(frame);
    if (slot !== 0) this.I[slot + S.waitedUs] = Math.min(this.world.now - this.F[(slot + S.startF) >> 1]!, 0x7fffffff);
  }

  branched(branch: number, frame: number, index: number): void {
    const slot = this.takeBelow(frame, KIND.branch, ONE_FRAME);
    if (slot === 0) return;
    this.follow(branch, slot);
    this.I[slot + S.what] = index;
    this.F[(slot + S.startF) >> 1] = this.world.now;
  }

  failed(frame: number, error: number): void {
    const slot = this.slotOf(frame);
    if (slot === 0 || this.F[(slot + S.endF) >> 1]! >= 0) return;
    this.I[slot + S.kind]! |= error << K.errorShift;
    this.answered(slot);
  }

  givenUp(frame: number, error: number): void {
    const slot = this.slotOf(frame);
    if (slot === 0 || this.F[(slot + S.endF) >> 1]! >= 0 || ((this.I[slot + S.kind]! >> K.callErrorShift) & K.errorMask) !== 0) return;
    this.I[slot + S.kind]! |= error << K.callErrorShift;
    this.F[(slot + S.callEndF) >> 1] = this.world.now;
  }

  left(frame: number): void {
    const { frames, I, T } = this;
    const place = (frame >>> 5) - this.frameBase;
    if (place >= frames.length) return;
    const slot = frames[place]! & MASK;
    if (slot === 0) return;
    frames[place] = 0;
    if (this.F[(slot + S.endF) >> 1]! < 0) this.answered(slot);
    const record = I[slot + S.trace]! & MASK;
    const state = T[record + R.state]! - 1;
    T[record + R.state] = state;
    if ((state & OPEN_MASK) === 0) this.close(record);
  }

  worked(frame: number, work: number, error: number): void {
    const { I, F, now } = this.world;
    const parked = (I[frame + FR.flags]! & FRAME_FLAG.answered) !== 0;
    const pc = parked ? I[frame + FR.tries0]! : I[frame + FR.pc]!;
    let bits = 0;
    if (!parked && work >= WORK.provider)
      bits = this.bits(frame, work === WORK.provider ? this.triesOfCall[pc >> 2]! : this.triesOfSleep[pc >> 2]!);
    const slot = this.takeBelow(frame, work | (error << K.errorShift) | bits, ONE_SLOT) & MASK;
    if (slot === 0) return;
    const sinceUs = F[(frame + FR.sinceF) >> 1]!;
    this.I[slot + S.what] = pc;
    this.F[(slot + S.startF) >> 1] = sinceUs;
    this.F[(slot + S.endF) >> 1] = now;
    if (work !== WORK.query) return;
    this.I[slot + S.waitedUs] = I[frame + FR.doing] === DOING.databaseWait ? Math.min(now - sinceUs, 0x7fffffff) : I[frame + FR.outcome]!;
  }

  /** Slots of a trace under way, in the order of their ordinals. */
  slotsOf(record: number): Int32Array {
    const { I, T } = this;
    let place = (T[record + R.state]! >> SLOTS_SHIFT) * SLOT_WORDS;
    const slots = new Int32Array(place);
    for (let slot = T[record + R.last]!; slot !== 0; slot = I[slot + S.next]!) {
      place -= SLOT_WORDS;
      slots.set(I.subarray(slot, slot + SLOT_WORDS), place);
      slots[place + S.next] = 0;
      slots[place + S.trace] = 0;
    }
    return slots;
  }

  private slotOf(frame: number): number {
    const place = (frame >>> 5) - this.frameBase;
    return place < this.frames.length ? this.frames[place]! & MASK : 0;
  }

  /** From now on the slot is the frame's. */
  private follow(frame: number, slot: number): void {
    const place = (frame >>> 5) - this.frameBase;
    if (place >= this.frames.length) {
      const frames = new Int32Array(Math.max(place + 1, this.frames.length * 2));
      frames.set(this.frames);
      this.frames = frames;
    }
    this.frames[place] = slot;
  }

  /** The bits that a call of this frame's instruction carries. */
  private callBits(frame: number): number {
    const tries = this.triesOfCall[this.world.I[frame + FR.pc]! >> 2]!;
    return tries === 0 ? 0 : this.bits(frame, tries);
  }

  private bits(frame: number, tries: number): number {
    const { I } = this.world;
    const probe = (tries & GUARDED) !== 0 && (I[frame + FR.flags]! & FRAME_FLAG.probe) !== 0 ? K.probe : 0;
    return probe | (Math.min(triesIn(this.world, frame, tries), K.triesMax) << K.triesShift);
  }

  /** A slot below that of a frame; 0 when the frame is not followed, its trace is let go, or there is no room. */
  private takeBelow(frame: number, kind: number, adds: number): number {
    const above = this.slotOf(frame);
    if (above === 0) return 0;
    const record = this.I[above + S.trace]! & MASK;
    if (this.T[record + R.fate] === FATE.letGo) return 0;
    return this.takeSlot(record, (this.I[above + S.ordinals]! & ORDINAL_MASK) << PARENT_SHIFT, kind, adds);
  }

  /**
   * A slot at the end of a trace, without an end; 0 when there is no room.
   * @param parent ordinal of the slot around it, shifted
   * @param adds ONE_SLOT, or ONE_FRAME for one that the trace waits for
   */
  private takeSlot(record: number, parent: number, kind: number, adds: number): number {
    const { T, scalars } = this;
    const state = T[record + R.state]! + adds;
    let slot = scalars.slotFree & MASK;
    if (state >> SLOTS_SHIFT > SLOTS_EACH_MAX || (slot === 0 && scalars.slotTop === this.I.length && !this.growSlots())) {
      scalars.cut++;
      return 0;
    }
    const { I } = this;
    if (slot !== 0) {
      scalars.slotFree = I[slot]!;
    } else {
      slot = scalars.slotTop & MASK;
      scalars.slotTop += SLOT_WORDS;
    }
    I[slot + S.next] = T[record + R.last]!;
    I[slot + S.trace] = record;
    I[slot + S.ordinals] = parent | (state >> SLOTS_SHIFT);
    I[slot + S.kind] = kind;
    this.F[(slot + S.endF) >> 1] = -1;
    T[record + R.state] = state;
    T[record + R.last] = slot;
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
    T[record + R.state] = 0;
    T[record + R.last] = 0;
    T[record + R.fate] = FATE.open;
    T[record + R.request] = request;
    T[record + R.asks] = asks;
    return record;
  }

  /** A request or branch has ended; its frame may go on. */
  private answered(slot: number): void {
    this.F[(slot + S.endF) >> 1] = this.world.now;
    if (this.I[slot + S.ordinals] === ROOT) this.decide(this.I[slot + S.trace]!);
  }

  /** The root has its answer: is the trace kept? */
  private decide(record: number): void {
    const { rules, scalars, T } = this;
    const root = T[record + R.first]!;
    const request = T[record + R.request]!;
    const startUs = this.F[(root + S.startF) >> 1]!;
    const durationUs = this.F[(root + S.endF) >> 1]! - startUs;
    const failed = ((this.I[root + S.kind]! >> K.errorShift) & K.errorMask) !== 0;
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
      I[T[record + R.first]! + S.next] = scalars.slotFree;
      scalars.slotFree = last;
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
