/** Connection pools: acquire with a timeout, hand over, resize, leak. Waiting is first in first out or last in first out. */
import { EVENT, FRAME_SHIFT, HANDLE_MASK, KIND_SHIFT } from './events.ts';
import { append, makeReady, unlink } from './frames.ts';
import { binOf } from './latency.ts';
import { DATABASE, DOING, ERROR, FRAME, NOTE, POOL } from './state.ts';
import { setTimer } from './timers.ts';
import { WORK } from './tracing.ts';
import type { World } from './world.ts';

const FR = FRAME;
const PO = POOL;
const SLOW_ACQUIRE_US = 1_000_000;

/** Takes a connection at once, fails at once (-1: the database is down) or waits. @returns 1 taken, 0 waits, -1 failed */
export function acquire(w: World, frame: number, from: number, level: number): number {
  const f = frame & HANDLE_MASK;
  const pool = from & HANDLE_MASK;
  const I = w.I;
  if (I[I[pool + PO.database] + DATABASE.down] !== 0) return -1;
  if (I[pool + PO.inUse] < I[pool + PO.size]) {
    const inUse = I[pool + PO.inUse] + 1;
    I[pool + PO.inUse] = inUse;
    if (inUse > I[pool + PO.peakInUse]) I[pool + PO.peakInUse] = inUse;
    w.scratch[2] = 0;
    got(w, f, pool, level);
    return 1;
  }
  if (I[pool + PO.exhausted] === 0) {
    I[pool + PO.exhausted] = 1;
    w.observer.note(NOTE.poolExhausted, 0, pool, 0);
  }
  I[f + FR.doing] = DOING.poolWait;
  I[f + FR.waitsFor] = pool;
  w.F[(f + FR.sinceF) >> 1] = w.now;
  append(w, pool + PO.head, f);
  I[pool + PO.waiting]++;
  w.queue.at[0] = w.now + w.F[(pool + PO.acquireTimeoutF) >> 1];
  const sequence = setTimer(w, I[pool + PO.timeoutLane], (EVENT.poolTimeout << KIND_SHIFT) | (f >>> FRAME_SHIFT));
  w.I[f + FR.timer] = sequence;
  return 0;
}

/** The frame has its connection, after `scratch[2]` microseconds. */
function got(w: World, f: number, pool: number, level: number): void {
  const { I, F } = w;
  const waitedUs = w.scratch[2];
  I[pool + PO.acquired]++;
  F[(f + (level === 0 ? FR.held0AtF : FR.held1AtF)) >> 1] = w.now;
  let bucket = w.bucketOfBin[binOf(waitedUs)];
  while (waitedUs > w.bounds[bucket]) bucket++;
  I[I[pool + PO.waitBuckets] + bucket]++;
  F[(pool + PO.sumWaitF) >> 1] += waitedUs;
}

/** A connection comes back: the next that waits gets it, unless the pool has shrunk. */
export function giveBack(w: World, pool: number): void {
  const I = w.I;
  if (I[pool + PO.head] !== 0 && I[pool + PO.inUse] <= I[pool + PO.size]) {
    handOver(w, pool);
    return;
  }
  I[pool + PO.inUse]--;
  if (I[pool + PO.exhausted] !== 0 && I[pool + PO.inUse] < I[pool + PO.size]) {
    I[pool + PO.exhausted] = 0;
    w.observer.note(NOTE.poolRecovered, 0, pool, 0);
  }
}

/** Gives a connection that is already counted as in use to the next that waits. */
function handOver(w: World, pool: number): void {
  const { I, F } = w;
  const f = I[pool + PO.lifo] !== 0 ? I[pool + PO.tail] : I[pool + PO.head];
  leavePool(w, f);
  const waitedUs = w.now - F[(f + FR.sinceF) >> 1];
  w.scratch[2] = waitedUs;
  got(w, f, pool, w.code[I[f + FR.pc] + 2]);
  if (waitedUs >= SLOW_ACQUIRE_US) w.observer.note(NOTE.slowAcquire, f, pool, waitedUs);
  if (w.tracing !== undefined) w.tracing.worked(f, WORK.acquire, ERROR.none);
  I[f + FR.pc] += 4;
  makeReady(w, f);
}

/** A frame no longer waits for a connection. */
export function leavePool(w: World, f: number): void {
  const I = w.I;
  const pool = I[f + FR.waitsFor];
  unlink(w, pool + PO.head, f);
  I[pool + PO.waiting]--;
  I[f + FR.timer] = 0;
}

/** Changes how many connections a pool may open; shrinking waits for connections to come back. */
export function resizePool(w: World, pool: number, size: number): void {
  const I = w.I;
  I[pool + PO.size] = size;
  while (I[pool + PO.head] !== 0 && I[pool + PO.inUse] < size) {
    I[pool + PO.inUse]++;
    handOver(w, pool);
  }
  if (I[pool + PO.exhausted] !== 0 && I[pool + PO.inUse] < size) {
    I[pool + PO.exhausted] = 0;
    w.observer.note(NOTE.poolRecovered, 0, pool, 0);
  }
}
