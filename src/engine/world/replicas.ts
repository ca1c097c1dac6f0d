/** Entering a service: load balancing over ready replicas, concurrency slots, bounded queues. */
import { below } from '../kernel/random.ts';
import { EVENT, FRAME_SHIFT, HANDLE_MASK, KIND_SHIFT } from './events.ts';
import { allocate, append, makeReady, release, unlink } from './frames.ts';
import { CELL, DOING, ERROR, FRAME, NOTE, REPLICA, REPLICA_STATUS, ROUTE, SERVICE, SERVICE_FLAG } from './state.ts';
import { setTimer } from './timers.ts';
import type { World } from './world.ts';

const FR = FRAME;
const RE = REPLICA;
const RT = ROUTE;
const SV = SERVICE;
const D = DOING;

export const BALANCING = { roundRobin: 0, random: 1, leastLoaded: 2, twoChoices: 3 } as const;

/**
 * A request arrives at an endpoint: shed (0), queued (`doing` says so) or ready to run. Its caller waits until `scratch[1]`.
 * @param parent  the calling frame, -journey for a user, never 0
 */
export function enter(w: World, target: number, parent: number, request: number): number {
  const route = target & HANDLE_MASK;
  let I = w.I;
  const service = I[route + RT.service] & HANDLE_MASK;
  I[route + RT.arrived]++;
  let replica = I[service + SV.single];
  if (replica < 0) {
    replica = choose(w, service);
    if (replica < 0) return refuse(w, route, service, -1, parent, request);
  }
  let rp = (w.replicaBase + replica) & HANDLE_MASK;
  const waits = I[rp + RE.busy] >= I[rp + RE.concurrency];
  if (waits && I[rp + RE.queued] >= I[rp + RE.queueLimit]) return refuse(w, route, service, replica, parent, request);
  const f = allocate(w) & HANDLE_MASK;
  I = w.I;
  rp = (w.replicaBase + replica) & HANDLE_MASK;
  I[f + FR.pc] = I[route + RT.entry];
  I[f + FR.parent] = parent;
  I[f + FR.child] = 0;
  I[f + FR.replica] = replica;
  I[f + FR.route] = route;
  I[f + FR.request] = request;
  I[f + FR.flags] = 0;
  w.F[(f + FR.arrivedAtF) >> 1] = w.now;
  w.F[(f + FR.deadlineF) >> 1] = w.scratch[1];
  I[route + RT.inFlight]++;
  if (waits) {
    I[f + FR.doing] = D.queued;
    append(w, rp + RE.queueHead, f);
    I[rp + RE.queued]++;
  } else {
    I[f + FR.doing] = D.ready;
    I[rp + RE.busy]++;
  }
  const lane = I[service + SV.timeoutLane];
  if (lane >= 0) startServiceTimer(w, f, service, lane);
  return f;
}

function startServiceTimer(w: World, f: number, service: number, lane: number): void {
  const end = w.now + w.F[(service + SV.timeoutF) >> 1];
  if (end < w.F[(f + FR.deadlineF) >> 1]) w.F[(f + FR.deadlineF) >> 1] = end;
  w.queue.at[0] = end;
  const sequence = setTimer(w, lane, (EVENT.serviceTimeout << KIND_SHIFT) | (f >>> FRAME_SHIFT));
  w.I[f + FR.serviceTimer] = sequence;
}

function refuse(w: World, route: number, service: number, replica: number, parent: number, request: number): number {
  const I = w.I;
  I[route + RT.shed]++;
  if (replica < 0) {
    I[service + SV.unreachable]++;
  } else {
    const cell = w.replicaBase + replica + I[route + RT.cell];
    I[cell + CELL.unavailable]++;
    I[cell + CELL.buckets]++;
  }
  if (w.tracing !== undefined && parent < 0 && replica >= 0) w.tracing.turnedAway(replica, route, request, -parent);
  w.observer.note(NOTE.shed, parent > 0 ? parent : -request, replica, route);
  return 0;
}

/** A ready replica by the service's balancing; -1 when there is none. */
function choose(w: World, service: number): number {
  const I = w.I;
  const ready = I[service + SV.ready];
  if (ready === 0) return -1;
  const list = I[service + SV.readyList];
  switch (I[service + SV.balancing]) {
    case BALANCING.roundRobin: {
      const turn = I[service + SV.turn];
      const i = turn < ready ? turn : 0;
      I[service + SV.turn] = i + 1;
      return I[list + i];
    }
    case BALANCING.random:
      return I[list + below(I, I[service + SV.stream], ready)];
    case BALANCING.leastLoaded: {
      // Begins at a different replica each time, so that equals share.
      const turn = I[service + SV.turn] % ready;
      I[service + SV.turn] = turn + 1;
      let best = I[list + turn];
      for (let k = 1; k < ready; k++) best = lighter(w, best, I[list + ((turn + k) % ready)]);
      return best;
    }
    default: {
      const first = below(I, I[service + SV.stream], ready);
      const other = below(I, I[service + SV.stream], ready - 1);
      return lighter(w, I[list + first], I[list + (other < first ? other : other + 1)]);
    }
  }
}

function lighter(w: World, a: number, b: number): number {
  const I = w.I;
  const rp = w.replicaBase;
  return I[rp + b + RE.busy] + I[rp + b + RE.queued] < I[rp + a + RE.busy] + I[rp + a + RE.queued] ? b : a;
}

/** A concurrency slot is free: the next that waits gets it. */
export function freeSlot(w: World, replica: number): void {
  const I = w.I;
  const rp = (w.replicaBase + replica) & HANDLE_MASK;
  if (I[rp + RE.queueHead] !== 0 && takeFromQueue(w, rp)) return;
  I[rp + RE.busy]--;
  if (I[rp + RE.status] !== REPLICA_STATUS.ready) stopWhenDrained(w, replica);
}

/** @returns whether somebody got the slot */
function takeFromQueue(w: World, record: number): boolean {
  const I = w.I;
  const rp = record & HANDLE_MASK;
  const service = I[rp + RE.service] & HANDLE_MASK;
  const dropExpired = (I[service + SV.flags] & SERVICE_FLAG.dropExpired) !== 0;
  for (;;) {
    const f = (I[service + SV.lifo] !== 0 ? I[rp + RE.queueTail] : I[rp + RE.queueHead]) & HANDLE_MASK;
    if (f === 0) return false;
    unlink(w, rp + RE.queueHead, f);
    I[rp + RE.queued]--;
    const route = I[f + FR.route] & HANDLE_MASK;
    if (dropExpired && I[f + FR.parent] === 0) {
      I[route + RT.shed]++;
      I[route + RT.dropped]++;
      I[route + RT.inFlight]--;
      w.F[(route + RT.sumTimeF) >> 1] += w.now - w.F[(f + FR.arrivedAtF) >> 1];
      const cell = rp + I[route + RT.cell];
      I[cell + CELL.unavailable]++;
      I[cell + CELL.buckets]++;
      if (w.tracing !== undefined) w.tracing.failed(f, ERROR.refused);
      release(w, f);
      continue;
    }
    I[route + RT.waited]++;
    w.F[(route + RT.sumWaitF) >> 1] += w.now - w.F[(f + FR.arrivedAtF) >> 1];
    if (w.tracing !== undefined) w.tracing.began(f);
    makeReady(w, f);
    return true;
  }
}

/** A queued request leaves its replica's queue. */
export function leaveQueue(w: World, f: number): void {
  const rp = w.replicaBase + w.I[f + FR.replica];
  unlink(w, rp + RE.queueHead, f);
  w.I[rp + RE.queued]--;
}

/** A stopping replica without work is gone; its record can be used again. */
export function stopWhenDrained(w: World, replica: number): void {
  const I = w.I;
  const rp = w.replicaBase + replica;
  if (I[rp + RE.status] !== REPLICA_STATUS.stopping || I[rp + RE.busy] > 0 || I[rp + RE.queued] > 0) return;
  w.observer.note(NOTE.replicaStopped, 0, replica, 0);
  I[rp + RE.status] = REPLICA_STATUS.free;
}

/** Adds a replica to those that take requests. */
export function addReady(w: World, replica: number): void {
  const I = w.I;
  const service = I[w.replicaBase + replica + RE.service];
  const ready = I[service + SV.ready];
  I[I[service + SV.readyList] + ready] = replica;
  I[service + SV.ready] = ready + 1;
  I[service + SV.single] = ready === 0 ? replica : -1;
}

/** Takes a replica off those that take requests; the order of the others stays. */
export function removeReady(w: World, replica: number): void {
  const I = w.I;
  const service = I[w.replicaBase + replica + RE.service];
  const list = I[service + SV.readyList];
  let kept = 0;
  for (let i = 0; i < I[service + SV.ready]; i++) {
    if (I[list + i] !== replica) I[list + kept++] = I[list + i];
  }
  I[service + SV.ready] = kept;
  I[service + SV.single] = kept === 1 ? I[list] : -1;
}
