/**
 * Work that stops before its time: cancelled because the caller gave up, timed out by its own service, or killed with its replica or session.
 * Without cancellation nothing here is called for abandoned work: it goes on and burns capacity (DESIGN D8).
 * Stopping a query lets the next begin, which may move the arena: `w.I` is read again after every step.
 */
import { SCOPE } from '../compile/plan.ts';
import { releaseProbe } from './breakers.ts';
import { freeWorker, leaveDatabase } from './databases.ts';
import { release, unready } from './frames.ts';
import { giveBack, leavePool } from './pools.ts';
import { freeSlot, leaveQueue } from './replicas.ts';
import { DOING, ERROR, FRAME, FRAME_FLAG, PROVIDER, ROUTE, SERVICE, SERVICE_FLAG } from './state.ts';
import { workOf } from './tracing.ts';
import type { World } from './world.ts';

const FR = FRAME;
const D = DOING;

/** The instruction a frame is at, also when it is parked because it has answered already. */
export function instructionOf(w: World, f: number): number {
  const I = w.I;
  return (I[f + FR.flags] & FRAME_FLAG.answered) !== 0 ? I[f + FR.tries0] : I[f + FR.pc];
}

/** The caller of `child` gives up: the answer will go nowhere; the work stops if its service cancels. */
export function abandon(w: World, child: number): void {
  const I = w.I;
  if (w.tracing !== undefined) w.tracing.givenUp(child, ERROR.cancelled);
  I[child + FR.parent] = 0;
  I[child + FR.callTimer] = 0;
  const service = I[I[child + FR.route] + ROUTE.service];
  if ((I[service + SERVICE.flags] & SERVICE_FLAG.cancellation) !== 0) kill(w, child);
}

/** Ends a frame wherever it is, without an answer; everything it holds is free again. */
export function kill(w: World, f: number): void {
  const route = w.I[f + FR.route];
  const flags = w.I[f + FR.flags];
  const replica = w.I[f + FR.replica];
  const spentUs = w.now - w.F[(f + FR.arrivedAtF) >> 1];
  const wasQueued = w.I[f + FR.doing] === D.queued;
  if (w.tracing !== undefined) w.tracing.failed(f, ERROR.cancelled);
  if (wasQueued) {
    leaveQueue(w, f);
  } else {
    stopWork(w, f, true);
    letGo(w, f, 0);
  }
  release(w, f);
  if ((flags & (FRAME_FLAG.branch | FRAME_FLAG.answered)) !== 0) return;
  w.I[route + ROUTE.failed]++;
  w.I[route + ROUTE.inFlight]--;
  w.F[(route + ROUTE.sumTimeF) >> 1] += spentUs;
  if (!wasQueued) freeSlot(w, replica);
}

/** Stops what the frame is doing. Branches of a `parallel` step die with it when `andBranches`. */
export function stopWork(w: World, f: number, andBranches: boolean): void {
  const I = w.I;
  I[f + FR.timer] = 0;
  const work = w.tracing === undefined ? 0 : workOf(I[f + FR.doing]);
  if (work !== 0) w.tracing!.worked(f, work, ERROR.cancelled);
  switch (I[f + FR.doing]) {
    case D.ready:
      unready(w, f);
      break;
    case D.poolWait:
      leavePool(w, f);
      break;
    case D.databaseWait:
      leaveDatabase(w, f);
      break;
    case D.query:
      freeWorker(w, I[f + FR.waitsFor]);
      break;
    case D.provider:
      I[I[f + FR.waitsFor] + PROVIDER.inFlight]--;
      break;
    case D.call: {
      const child = I[f + FR.child];
      I[f + FR.child] = 0;
      if (child !== 0) abandon(w, child);
      break;
    }
    case D.join:
      dropBranches(w, f, andBranches);
      break;
  }
  w.I[f + FR.doing] = D.nothing;
}

/** Nobody joins the branches any more; they go on alone, or die. */
export function dropBranches(w: World, f: number, die: boolean): void {
  let branch = w.I[f + FR.child];
  w.I[f + FR.child] = 0;
  while (branch !== 0) {
    const next = w.I[branch + FR.siblingNext];
    w.I[branch + FR.parent] = 0;
    if (die) kill(w, branch);
    branch = next;
  }
}

/** Gives back what the scopes around the frame's instruction hold, outwards to `until` (0: all), without a verdict for breakers. */
export function letGo(w: World, f: number, until: number): void {
  const { scopes } = w;
  for (let scope = w.scopeOf[instructionOf(w, f) >> 2]; scope !== until && scope !== 0; scope = scopes[scope + 3]) {
    if (scopes[scope] === SCOPE.hold) giveBack(w, scopes[scope + 1]);
    else if (scopes[scope] === SCOPE.breaker) releaseProbe(w, f, scopes[scope + 1]);
  }
}

/** The outermost `hold` around the frame's instruction whose pool passes; 0 when there is none. */
export function holdScope(w: World, f: number, passes: (pool: number, level: number) => boolean): number {
  const { scopes } = w;
  let found = 0;
  for (let scope = w.scopeOf[instructionOf(w, f) >> 2]; scope !== 0; scope = scopes[scope + 3]) {
    if (scopes[scope] === SCOPE.hold && passes(scopes[scope + 1], scopes[scope + 2])) found = scope;
  }
  return found;
}
