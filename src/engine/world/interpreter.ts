/**
 * Runs frames until each waits for an event: one loop over flat instructions (DESIGN D6). The common operations are written out here,
 * the others are functions of the modules beside this one.
 */
import { CALL, CALL_DOUBLES, CALL_TIMES, CALL_WORDS, OP } from '../compile/plan.ts';
import { draw, drawInto } from '../kernel/distributions.ts';
import { uniform } from '../kernel/random.ts';
import { beginRetry, branchSucceeded, countCall, end, fail, record } from './answers.ts';
import { admit, judge } from './breakers.ts';
import { query } from './databases.ts';
import { EVENT, FRAME_SHIFT, HANDLE_MASK, KIND_SHIFT } from './events.ts';
import { allocate, makeReady, release } from './frames.ts';
import { acquire, giveBack } from './pools.ts';
import { enter, freeSlot } from './replicas.ts';
import { CELL, DOING, ERROR, FRAME, FRAME_FLAG, NOTE, PROVIDER, REPLICA, REPLICA_STATUS, SERVICE } from './state.ts';
import { setTimer } from './timers.ts';
import { WORK as K } from './tracing.ts';
import { answered } from './users.ts';
import type { World } from './world.ts';

// Constants of this module's own scope are folded by every engine's optimiser; imported bindings are not.
const FR = FRAME;
const O = OP;
const D = DOING;
const SV = SERVICE;
const RE = REPLICA;
const CA = CALL;
const OK = CELL.ok;
const WORK = EVENT.work << KIND_SHIFT;
const WAKE = EVENT.wake << KIND_SHIFT;
const CALL_TIMEOUT = EVENT.callTimeout << KIND_SHIFT;
const PROVIDER_END = EVENT.providerEnd << KIND_SHIFT;
const SHIFT = FRAME_SHIFT;
const MASK = HANDLE_MASK;
const READY = REPLICA_STATUS.ready;

/** Runs `frame` (0: none) and every frame that becomes ready, until all wait. */
export function run(w: World, frame: number): void {
  const { code, calls, scratch, queue } = w;
  let f = frame & MASK;
  for (;;) {
    if (f === 0) {
      f = w.readyHead & MASK;
      if (f === 0) return;
      w.readyHead = w.I[f + FR.next];
    }
    const I = w.I;
    const pc = I[f + FR.pc] & MASK;
    const a = code[pc + 1] & MASK;
    switch (code[pc]) {
      case O.compute: {
        const service = code[pc + 2] & MASK;
        const F = w.F;
        drawInto(I, F, a, scratch);
        queue.at[0] = w.now + Math.floor(scratch[0] * F[(service + SV.slowF) >> 1] + 0.5);
        if (I[service + SV.stalled] !== 0) queue.at[0] += F[(service + SV.stallUntilF) >> 1] - w.now;
        I[f + FR.doing] = D.compute;
        const sequence = queue.push(WORK | (f >>> SHIFT));
        w.I[f + FR.timer] = sequence;
        f = 0;
        break;
      }
      case O.callService:
        f = callService(w, f, a) & MASK;
        break;
      case O.respond: {
        record(w, f, OK);
        const replica = I[f + FR.replica];
        const rp = (w.replicaBase + replica) & MASK;
        const parent = I[f + FR.parent];
        if (I[rp + RE.logCredit] > 0) logAnswer(w, f, replica);
        if (parent < 0) answered(w, f, OK);
        release(w, f);
        if (w.I[rp + RE.queueHead] === 0 && w.I[rp + RE.status] === READY) w.I[rp + RE.busy]--;
        else freeSlot(w, replica);
        if (parent > 0) {
          f = parent & MASK;
          const J = w.I;
          const at = J[f + FR.pc] & MASK;
          J[f + FR.child] = 0;
          J[f + FR.pc] = at + 4;
          // A frame that has answered already is parked and counts nothing.
          if (at > 0) J[(w.replicaBase + J[f + FR.replica] + calls[(code[at + 1] & MASK) + CA.site]) & MASK]++;
        } else {
          f = 0;
        }
        break;
      }
      case O.acquire: {
        const taken = acquire(w, f, a, code[pc + 2]);
        if (taken > 0) I[f + FR.pc] = pc + 4;
        else f = taken === 0 ? 0 : notTaken(w, f, K.acquire) & MASK;
        break;
      }
      case O.release:
        giveBack(w, a);
        I[f + FR.pc] = pc + 4;
        break;
      case O.callProvider:
        callProvider(w, f, a);
        f = 0;
        break;
      default:
        f = rare(w, f, pc, code[pc], a) & MASK;
    }
  }
}

/** @returns the frame to go on with: the called one when it has a slot, the caller where the call was refused */
function callService(w: World, f: number, call: number): number {
  const { calls, queue } = w;
  let timeout = w.callTimes[(call / CALL_WORDS) * CALL_DOUBLES + CALL_TIMES.timeout];
  const slot = calls[call + CA.timeoutSlot];
  if (slot >= 0) timeout = configured(w, f, slot);
  let deadline = w.now + timeout;
  let lane = calls[call + CA.lane];
  if (calls[call + CA.deadlines] !== 0 && w.F[(f + FR.deadlineF) >> 1] < deadline) {
    deadline = w.F[(f + FR.deadlineF) >> 1];
    lane = -1;
    if (deadline <= w.now) {
      countCall(w, f, ERROR.timeout);
      if (w.tracing !== undefined) w.tracing.refused(f, calls[call + CA.index], ERROR.timeout);
      return fail(w, f, ERROR.timeout);
    }
  }
  w.scratch[1] = deadline;
  const child = enter(w, calls[call + CA.target], f, w.I[f + FR.request]) & MASK;
  if (child === 0) {
    countCall(w, f, ERROR.refused);
    if (w.tracing !== undefined) w.tracing.refused(f, calls[call + CA.index], ERROR.refused);
    return fail(w, f, ERROR.refused);
  }
  if (w.tracing !== undefined) w.tracing.entered(child, f, calls[call + CA.index]);
  w.I[f + FR.doing] = D.call;
  w.I[f + FR.child] = child;
  if (lane >= 0) {
    queue.at[0] = deadline;
    const sequence = setTimer(w, lane, CALL_TIMEOUT | (child >>> SHIFT));
    w.I[child + FR.callTimer] = sequence;
  } else if (deadline < Infinity) {
    queue.at[0] = deadline;
    const sequence = queue.push(CALL_TIMEOUT | (child >>> SHIFT));
    w.I[child + FR.callTimer] = sequence;
  }
  return w.I[child + FR.doing] === D.queued ? 0 : child;
}

/** A value of the replica's configuration as a limit; Infinity when it is not set or no limit. */
function configured(w: World, f: number, slot: number): number {
  const value = w.F[(w.replicaBase + w.I[f + FR.replica] + slot) >> 1];
  return value >= 0 ? Math.floor(value + 0.5) : Infinity;
}

/** Connect time, reply and verdict are drawn now; one event tells the outcome at the instant the caller learns it. */
function callProvider(w: World, f: number, call: number): void {
  const { calls, callTimes, I, F } = w;
  const provider = calls[call + CA.target];
  const row = (call / CALL_WORDS) * CALL_DOUBLES;
  const connectSlot = calls[call + CA.connectSlot];
  const readSlot = calls[call + CA.readSlot];
  const timeoutSlot = calls[call + CA.timeoutSlot];
  const connectTimeout = connectSlot < 0 ? callTimes[row + CALL_TIMES.connect] : configured(w, f, connectSlot);
  const readTimeout = readSlot < 0 ? callTimes[row + CALL_TIMES.read] : configured(w, f, readSlot);
  let timeout = timeoutSlot < 0 ? callTimes[row + CALL_TIMES.timeout] : configured(w, f, timeoutSlot);
  if (calls[call + CA.deadlines] !== 0) timeout = Math.max(0, Math.min(timeout, F[(f + FR.deadlineF) >> 1] - w.now));
  const connect = draw(I, F, I[provider + PROVIDER.connect]);
  const reply = draw(I, F, I[provider + PROVIDER.reply]);
  const bad = uniform(I, I[provider + PROVIDER.errorStream]) < F[(provider + PROVIDER.errorsF) >> 1];
  let us = connect + reply;
  let outcome: number = bad ? ERROR.providerError : ERROR.none;
  if (connect > connectTimeout) {
    us = connectTimeout;
    outcome = ERROR.connectTimeout;
  } else if (reply > readTimeout) {
    us = connect + readTimeout;
    outcome = ERROR.readTimeout;
  }
  if (us > timeout) {
    us = timeout;
    outcome = ERROR.timeout;
  }
  I[provider + PROVIDER.inFlight]++;
  I[f + FR.doing] = D.provider;
  I[f + FR.waitsFor] = provider;
  I[f + FR.outcome] = outcome;
  F[(f + FR.sinceF) >> 1] = w.now;
  w.queue.at[0] = w.now + us;
  const sequence = w.queue.push(PROVIDER_END | (f >>> SHIFT));
  w.I[f + FR.timer] = sequence;
}

function logAnswer(w: World, f: number, replica: number): void {
  const I = w.I;
  I[w.replicaBase + replica + RE.logCredit]--;
  w.observer.note(NOTE.answered, f, I[f + FR.route], w.now - w.F[(f + FR.arrivedAtF) >> 1]);
}

/** The operations that are not on the hot path. @returns the frame to go on with */
function rare(w: World, f: number, pc: number, op: number, a: number): number {
  const I = w.I;
  const code = w.code;
  switch (op) {
    case O.sleep: {
      I[f + FR.doing] = D.sleep;
      I[f + FR.pc] = pc + 4;
      w.queue.at[0] = w.now + draw(I, w.F, a);
      const sequence = w.queue.push(WAKE | (f >>> SHIFT));
      w.I[f + FR.timer] = sequence;
      return 0;
    }
    case O.query:
      return query(w, f, a) ? 0 : notTaken(w, f, K.query);
    case O.retry:
      beginRetry(w, f, a);
      break;
    case O.breakerEnter: {
      const refusal = admit(w, f, a);
      if (refusal !== ERROR.none) return refusedByBreaker(w, f, a, refusal);
      break;
    }
    case O.breakerExit:
      judge(w, f, a, true);
      break;
    case O.fork:
      fork(w, f, a, code[pc + 2]);
      return 0;
    case O.branchEnd:
      return branchSucceeded(w, f);
    case O.ifConfig:
      I[f + FR.pc] = w.F[(w.replicaBase + I[f + FR.replica] + a) >> 1] === w.plan.constants[code[pc + 2]] ? pc + 4 : code[pc + 3];
      return f;
    case O.jump:
      I[f + FR.pc] = a;
      return f;
    case O.fail:
      if (uniform(I, code[pc + 2]) < w.plan.constants[a]!) return fail(w, f, ERROR.failed);
      break;
    case O.abort:
      end(w, f);
      return 0;
  }
  I[f + FR.pc] = pc + 4;
  return f;
}

/** The database is down: a connection or a query is refused at once. */
function notTaken(w: World, f: number, work: number): number {
  w.F[(f + FR.sinceF) >> 1] = w.now;
  w.I[f + FR.outcome] = 0;
  if (w.tracing !== undefined) w.tracing.worked(f, work, ERROR.databaseDown);
  return fail(w, f, ERROR.databaseDown);
}

function refusedByBreaker(w: World, f: number, guard: number, refusal: number): number {
  const { guards } = w.plan;
  const siteIndex = guards[guard + 4]!;
  if (siteIndex >= 0) {
    if (w.tracing !== undefined) w.tracing.refused(f, siteIndex, refusal);
    w.I[w.replicaBase + w.I[f + FR.replica] + guards[guard + 3]! + 6]++;
    w.observer.note(NOTE.callFailed, f, siteIndex, refusal);
  }
  return fail(w, f, refusal);
}

function fork(w: World, f: number, first: number, count: number): void {
  w.I[f + FR.doing] = D.join;
  w.I[f + FR.branches] = count;
  w.I[f + FR.child] = 0;
  let before = 0;
  for (let k = 0; k < count; k++) {
    const branch = allocate(w);
    const I = w.I;
    I[branch + FR.pc] = w.plan.branches[first + k]!;
    I[branch + FR.parent] = f;
    I[branch + FR.child] = 0;
    I[branch + FR.replica] = I[f + FR.replica];
    I[branch + FR.route] = I[f + FR.route];
    I[branch + FR.request] = I[f + FR.request];
    I[branch + FR.flags] = FRAME_FLAG.branch;
    w.F[(branch + FR.arrivedAtF) >> 1] = w.now;
    w.F[(branch + FR.deadlineF) >> 1] = w.F[(f + FR.deadlineF) >> 1];
    I[branch + FR.siblingPrev] = before;
    I[branch + FR.siblingNext] = 0;
    if (before === 0) I[f + FR.child] = branch;
    else I[before + FR.siblingNext] = branch;
    before = branch;
    if (w.tracing !== undefined) w.tracing.branched(branch, f, k);
    makeReady(w, branch);
  }
}
