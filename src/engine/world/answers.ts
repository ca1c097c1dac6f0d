/**
 * Answers: what a service replies, how a failure makes its way out through the scopes around it, and what the caller makes of it.
 * Status codes: 200; 500 failed, crashed, provider error; 503 shed or breaker; 504 timeouts.
 */
import { CALL, JITTER, RETRY, RETRY_DOUBLE, RETRY_DOUBLES, RETRY_WORDS, SCOPE } from '../compile/plan.ts';
import { uniform } from '../kernel/random.ts';
import { dropBranches, letGo, stopWork } from './abandon.ts';
import { breakerState, judge } from './breakers.ts';
import { EVENT, FRAME_SHIFT, HANDLE_MASK, KIND_SHIFT } from './events.ts';
import { release } from './frames.ts';
import { binOf } from './latency.ts';
import { giveBack } from './pools.ts';
import { freeSlot, leaveQueue } from './replicas.ts';
import { BREAKER, CELL, DOING, ERROR, FRAME, FRAME_FLAG, NOTE, OUTCOME, ROUTE, SERVICE, SERVICE_FLAG, SITE } from './state.ts';
import { answered } from './users.ts';
import type { World } from './world.ts';

const FR = FRAME;
const RT = ROUTE;
const CE = CELL;
/** A retry budget saves up at most so many retries. */
const TOKENS_MAX = 100;

/** Outcome at the call site of each error. */
const OUTCOME_OF = Int32Array.of(
  OUTCOME.ok,
  OUTCOME.connectTimeout,
  OUTCOME.readTimeout,
  OUTCOME.timeout,
  OUTCOME.refused,
  OUTCOME.breakerOpen,
  OUTCOME.breakerOpen,
  OUTCOME.timeout,
  OUTCOME.error,
  OUTCOME.error,
  OUTCOME.error,
  OUTCOME.error,
  OUTCOME.timeout,
  OUTCOME.error,
);
/** Which counter of a CELL each error adds to. */
const STATUS_OF = Int32Array.of(
  CE.ok,
  CE.timedOut,
  CE.timedOut,
  CE.timedOut,
  CE.unavailable,
  CE.unavailable,
  CE.unavailable,
  CE.timedOut,
  CE.failed,
  CE.failed,
  CE.failed,
  CE.failed,
  CE.timedOut,
  CE.failed,
);

/** Counts an answer: by route, by replica and status, and in both histograms. */
export function record(w: World, frame: number, status: number): void {
  const f = frame & HANDLE_MASK;
  const { I, F } = w;
  const route = I[f + FR.route] & HANDLE_MASK;
  const us = w.now - F[(f + FR.arrivedAtF) >> 1];
  const bin = binOf(us);
  I[(I[route + RT.histogram] & HANDLE_MASK) + bin]++;
  let bucket = w.bucketOfBin[bin];
  while (us > w.bounds[bucket]) bucket++;
  const cell = (w.replicaBase + I[f + FR.replica] + I[route + RT.cell]) & HANDLE_MASK;
  I[cell + status]++;
  I[cell + CE.buckets + bucket]++;
  F[(cell + CE.sumUsF) >> 1] += us;
  F[(route + RT.sumTimeF) >> 1] += us;
  I[route + RT.inFlight]--;
  if (status === CE.ok) I[route + RT.completed]++;
  else I[route + RT.failed]++;
}

/** Counts the outcome of a call at the site of the frame's instruction; nothing for a frame that has answered already. */
export function countCall(w: World, f: number, error: number): void {
  const I = w.I;
  if ((I[f + FR.flags] & FRAME_FLAG.answered) !== 0) return;
  const call = w.code[I[f + FR.pc] + 1];
  I[w.replicaBase + I[f + FR.replica] + w.calls[call + CALL.site] + OUTCOME_OF[error]]++;
  if (error !== ERROR.none) w.observer.note(NOTE.callFailed, f, w.calls[call + CALL.index], error);
}

/**
 * The step that the frame is at has failed. Connections are given back, breakers judge, the innermost retry may try again; else the
 * request fails and the failure goes on in the caller.
 * @param from  the scope to begin with; default: that of the frame's instruction
 * @returns the frame to go on with, 0 when there is none
 */
export function fail(w: World, frame: number, reason: number, from = -1): number {
  const { scopes } = w;
  let f = frame;
  let error = reason;
  let scope = from >= 0 ? from : w.scopeOf[w.I[f + FR.pc] >> 2];
  for (;;) {
    while (scope !== 0) {
      const a = scopes[scope + 1];
      switch (scopes[scope]) {
        case SCOPE.hold:
          giveBack(w, a);
          break;
        case SCOPE.breaker:
          if (error !== ERROR.cancelled) judge(w, f, a, false);
          if (w.I[breakerState(w, f, a) + BREAKER.forced] !== 0) error = ERROR.breakerForced;
          break;
        case SCOPE.retry:
          if (triesAgain(w, f, a, error)) return 0;
          break;
        case SCOPE.optional:
          w.I[f + FR.pc] = a;
          return f;
        case SCOPE.abort:
          end(w, f);
          return 0;
      }
      scope = scopes[scope + 3];
    }
    if ((w.I[f + FR.flags] & FRAME_FLAG.branch) !== 0) {
      if (w.tracing !== undefined) w.tracing.failed(f, error);
      f = leaveJoin(w, f);
      if (f === 0) return 0;
      dropBranches(w, f, cancels(w, f));
    } else {
      w.observer.note(NOTE.failed, f, w.I[f + FR.route], error);
      f = answerFailure(w, f, error);
      if (f === 0) return 0;
      error = ERROR.failed;
    }
    scope = w.scopeOf[w.I[f + FR.pc] >> 2];
  }
}

/** Ends a frame that has answered already. */
export function end(w: World, f: number): void {
  letGo(w, f, 0);
  release(w, f);
}

function cancels(w: World, f: number): boolean {
  return (w.I[w.I[w.I[f + FR.route] + RT.service] + SERVICE.flags] & SERVICE_FLAG.cancellation) !== 0;
}

/** Answers 5xx and frees the frame and its slot. @returns the calling frame, where the call has now failed; 0 when nobody waits */
function answerFailure(w: World, f: number, error: number): number {
  if (w.tracing !== undefined) w.tracing.failed(f, error);
  record(w, f, STATUS_OF[error]);
  const parent = w.I[f + FR.parent];
  const replica = w.I[f + FR.replica];
  if (parent < 0) answered(w, f, STATUS_OF[error]);
  release(w, f);
  freeSlot(w, replica);
  return parent > 0 ? told(w, parent, ERROR.failed) : 0;
}

/** A frame hears that its call failed. @returns the frame */
export function told(w: World, parent: number, error: number): number {
  w.I[parent + FR.child] = 0;
  countCall(w, parent, error);
  return parent;
}

/** A retry step decides; when it tries again the frame sleeps and then runs the steps from the beginning. */
function triesAgain(w: World, f: number, retry: number, error: number): boolean {
  if (error === ERROR.breakerForced || error === ERROR.cancelled) return false;
  const { I, F, plan } = w;
  const { retries } = plan;
  const tries = f + FR.tries0 + retries[retry + RETRY.level]!;
  const n = I[tries];
  const slot = retries[retry + RETRY.retriesSlot]!;
  const most = slot < 0 ? retries[retry + RETRY.retries]! : F[(w.replicaBase + I[f + FR.replica] + slot) >> 1];
  if (!(n < most)) return false;
  const tokens = retries[retry + RETRY.tokens]!;
  if (tokens !== 0) {
    if (F[tokens >> 1] < 1) return false;
    F[tokens >> 1] -= 1;
  }
  I[tries] = n + 1;
  const waitUs = backoffUs(w, f, retry, n);
  const siteIndex = retries[retry + RETRY.siteIndex]!;
  if (siteIndex >= 0) {
    I[w.replicaBase + I[f + FR.replica] + retries[retry + RETRY.site]! + SITE.retries]++;
    w.observer.note(NOTE.retryWaits, f, siteIndex, waitUs);
  }
  I[f + FR.pc] = retries[retry + RETRY.body]!;
  I[f + FR.doing] = DOING.backoff;
  F[(f + FR.sinceF) >> 1] = w.now;
  w.queue.at[0] = w.now + waitUs;
  const sequence = w.queue.push((EVENT.wake << KIND_SHIFT) | (f >>> FRAME_SHIFT));
  w.I[f + FR.timer] = sequence;
  return true;
}

/** A new run of a retry step: counts its tries from zero and saves up for its budget. */
export function beginRetry(w: World, f: number, retry: number): void {
  const { I, F, plan } = w;
  I[f + FR.tries0 + plan.retries[retry + RETRY.level]!] = 0;
  F[(f + FR.previousWaitF) >> 1] = 0;
  const tokens = plan.retries[retry + RETRY.tokens]!;
  if (tokens !== 0)
    F[tokens >> 1] = Math.min(TOKENS_MAX, F[tokens >> 1] + plan.retryDoubles[(retry / RETRY_WORDS) * RETRY_DOUBLES + RETRY_DOUBLE.budget]!);
}

/** How long to wait before retry n (0, 1, …). */
function backoffUs(w: World, f: number, retry: number, n: number): number {
  const { I, F, plan } = w;
  const row = (retry / RETRY_WORDS) * RETRY_DOUBLES;
  const base = plan.retryDoubles[row + RETRY_DOUBLE.base]!;
  const cap = plan.retryDoubles[row + RETRY_DOUBLE.cap]!;
  const factor = plan.retryDoubles[row + RETRY_DOUBLE.factor]!;
  const stream = plan.retries[retry + RETRY.stream]!;
  const jitter = plan.retries[retry + RETRY.jitter]!;
  if (jitter === JITTER.decorrelated) {
    const previous = F[(f + FR.previousWaitF) >> 1];
    const most = 3 * (previous === 0 ? base : previous);
    const wait = Math.min(cap, base + uniform(I, stream) * (most - base));
    F[(f + FR.previousWaitF) >> 1] = wait;
    return Math.floor(wait + 0.5);
  }
  let ceiling = base;
  for (let i = 0; i < n && ceiling < cap && ceiling < 1e15; i++) ceiling *= factor;
  if (ceiling > cap) ceiling = cap;
  if (jitter === JITTER.none) return Math.floor(ceiling + 0.5);
  const drawn = uniform(I, stream);
  return Math.floor((jitter === JITTER.full ? drawn * ceiling : 0.5 * ceiling * (1 + drawn)) + 0.5);
}

/** A branch leaves its join and is freed. @returns the joining frame, 0 when there is none any more */
function leaveJoin(w: World, branch: number): number {
  const I = w.I;
  const parent = I[branch + FR.parent];
  if (parent !== 0) {
    const before = I[branch + FR.siblingPrev];
    const after = I[branch + FR.siblingNext];
    if (before !== 0) I[before + FR.siblingNext] = after;
    else I[parent + FR.child] = after;
    if (after !== 0) I[after + FR.siblingPrev] = before;
    I[parent + FR.branches]--;
  }
  release(w, branch);
  return parent;
}

/** A branch has succeeded. @returns the joining frame when this was the last branch */
export function branchSucceeded(w: World, branch: number): number {
  const parent = leaveJoin(w, branch);
  if (parent === 0 || w.I[parent + FR.branches] > 0) return 0;
  w.I[parent + FR.pc] += 4;
  return parent;
}

/**
 * A request runs into its service's own timeout: 504 is answered and the slot is free. A call, a query or branches under way go on until
 * they end, then what the request holds is given back; any other work stops. With cancellation everything stops at once.
 * @returns the frame to go on with: the caller's
 */
export function serviceTimedOut(w: World, f: number): number {
  const route = w.I[f + FR.route];
  w.observer.note(NOTE.serviceTimeout, f, w.I[route + RT.service], 0);
  w.observer.note(NOTE.failed, f, route, ERROR.serviceTimeout);
  if (w.tracing !== undefined) w.tracing.failed(f, ERROR.serviceTimeout);
  record(w, f, CE.timedOut);
  const parent = w.I[f + FR.parent];
  if (parent < 0) answered(w, f, CE.timedOut);
  w.I[f + FR.parent] = 0;
  w.I[f + FR.callTimer] = 0;
  w.I[f + FR.serviceTimer] = 0;
  const doing = w.I[f + FR.doing];
  if (doing === DOING.queued) {
    leaveQueue(w, f);
    release(w, f);
  } else {
    const replica = w.I[f + FR.replica];
    const goesOn = doing === DOING.call || doing === DOING.provider || doing === DOING.query || doing === DOING.join;
    if (doing === DOING.call && w.scopeOf[w.I[f + FR.pc] >> 2] === 0) {
      // Nothing to give back later: only the call goes on.
      stopWork(w, f, false);
      release(w, f);
    } else if (goesOn && !cancels(w, f)) {
      w.I[f + FR.tries0] = w.I[f + FR.pc];
      w.I[f + FR.pc] = 0;
      w.I[f + FR.flags] |= FRAME_FLAG.answered;
    } else {
      stopWork(w, f, true);
      end(w, f);
    }
    freeSlot(w, replica);
  }
  return parent > 0 ? fail(w, told(w, parent, ERROR.failed), ERROR.failed) : 0;
}

/** The session that holds the connection of `scope` is gone. @returns the frame to go on with */
export function loseConnection(w: World, f: number, scope: number, error: number): number {
  if ((w.I[f + FR.flags] & FRAME_FLAG.answered) !== 0) {
    stopWork(w, f, true);
    end(w, f);
    return 0;
  }
  stopWork(w, f, true);
  letGo(w, f, scope);
  return fail(w, f, error, scope);
}
