/**
 * Circuit breakers: closed, open, half-open (Nygard, Release It!; states and probes as in Polly and resilience4j).
 * Opens after failures in a row, or by the share of failures in a sliding window of ten slices once it holds enough calls.
 */
import { GUARD } from '../compile/plan.ts';
import { BREAKER, BREAKER_SLICES, BREAKER_STATE, ERROR, FRAME, FRAME_FLAG, NOTE } from './state.ts';
import type { World } from './world.ts';

const BR = BREAKER;
const ST = BREAKER_STATE;

/** Where the state of a guard is, for a frame. */
export function breakerState(w: World, f: number, guard: number): number {
  const guards = w.plan.guards;
  const offset = guards[guard + GUARD.offset]!;
  return guards[guard + GUARD.perReplica] === 0 ? offset : w.replicaBase + w.I[f + FRAME.replica] + offset;
}

/** May this call pass? @returns ERROR.none, or why not */
export function admit(w: World, f: number, guard: number): number {
  const { I, F } = w;
  const at = breakerState(w, f, guard);
  const state = I[at + BR.state];
  if (state === ST.closed) return ERROR.none;
  if (I[at + BR.forced] !== 0) return ERROR.breakerForced;
  if (state === ST.open) {
    if (w.now < F[(at + BR.openUntilF) >> 1]) return ERROR.breakerOpen;
    turn(w, at, ST.halfOpen);
  }
  const probes = w.plan.breakers[w.plan.guards[guard]!]!.source.probes;
  if (I[at + BR.probing] + I[at + BR.succeeded] >= probes) return ERROR.breakerOpen;
  I[at + BR.probing]++;
  I[f + FRAME.flags] |= FRAME_FLAG.probe;
  return ERROR.none;
}

/** A guarded call ended well or badly. A verdict from before the breaker last turned counts for nothing, a probe's always. */
export function judge(w: World, f: number, guard: number, good: boolean): void {
  const { I } = w;
  const at = breakerState(w, f, guard);
  const breaker = w.plan.breakers[w.plan.guards[guard]!]!.source;
  if (releaseProbe(w, f, guard)) {
    if (I[at + BR.state] !== ST.halfOpen) return;
    if (!good) {
      open(w, at, breaker.stays);
    } else {
      I[at + BR.succeeded]++;
      if (I[at + BR.succeeded] >= breaker.probes) turn(w, at, ST.closed);
    }
    return;
  }
  if (I[at + BR.state] !== ST.closed) return;
  I[at + BR.failures] = good ? 0 : I[at + BR.failures] + 1;
  if (breaker.failures !== undefined && I[at + BR.failures] >= breaker.failures) open(w, at, breaker.stays);
  else if (breaker.ratio !== undefined && failedTooOften(w, at, good, breaker.ratio, breaker.volume, breaker.window))
    open(w, at, breaker.stays);
}

/** The frame is no probe any more. @returns whether it was one */
export function releaseProbe(w: World, f: number, guard: number): boolean {
  const I = w.I;
  if ((I[f + FRAME.flags] & FRAME_FLAG.probe) === 0) return false;
  I[f + FRAME.flags] &= ~FRAME_FLAG.probe;
  I[breakerState(w, f, guard) + BR.probing]--;
  return true;
}

function failedTooOften(w: World, at: number, good: boolean, ratio: number, volume: number, windowUs: number): boolean {
  const I = w.I;
  const slice = Math.floor((w.now * BREAKER_SLICES) / windowUs);
  const mine = at + BR.slices + (slice % BREAKER_SLICES) * 3;
  if (I[mine] !== slice) {
    I[mine] = slice;
    I[mine + 1] = 0;
    I[mine + 2] = 0;
  }
  I[mine + 1]++;
  if (good) return false;
  I[mine + 2]++;
  let calls = 0;
  let failures = 0;
  for (let k = 0; k < BREAKER_SLICES; k++) {
    const other = at + BR.slices + k * 3;
    if (I[other] <= slice - BREAKER_SLICES) continue;
    calls += I[other + 1];
    failures += I[other + 2];
  }
  return calls >= volume && failures >= ratio * calls;
}

function open(w: World, at: number, staysUs: number): void {
  w.F[(at + BR.openUntilF) >> 1] = w.now + staysUs;
  turn(w, at, ST.open);
}

function turn(w: World, at: number, state: number): void {
  const I = w.I;
  const before = I[at + BR.state];
  I[at + BR.state] = state;
  I[at + BR.failures] = 0;
  I[at + BR.succeeded] = 0;
  for (let k = 0; k < BREAKER_SLICES * 3; k++) I[at + BR.slices + k] = 0;
  I[at + (state === ST.closed ? BR.toClosed : state === ST.open ? BR.toOpen : BR.toHalfOpen)]++;
  w.observer.note(NOTE.breaker, before, at, state);
}

/** Opens a breaker by hand until it is given back; then it closes and works by its thresholds. */
export function force(w: World, at: number, forced: boolean): void {
  const I = w.I;
  if ((I[at + BR.forced] !== 0) === forced) return;
  I[at + BR.forced] = forced ? 1 : 0;
  if (forced && I[at + BR.state] !== ST.open) turn(w, at, ST.open);
  if (!forced && I[at + BR.state] !== ST.closed) turn(w, at, ST.closed);
}
