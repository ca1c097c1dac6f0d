/**
 * Synthetic checks: at each of its times a check asks for its endpoints one after another, as a request from outside like any other: it needs
 * a slot, waits, and is counted by the service. It is no user: nobody is hurt, nothing is earned. Ends at the first step that fails.
 * The first run begins at a drawn part of the interval; a run that takes longer than that lets the next ones fall out.
 */
import { uniform } from '../kernel/random.ts';
import { EVENT, FRAME_SHIFT, HANDLE_MASK, KIND_SHIFT } from './events.ts';
import { enter } from './replicas.ts';
import { DOING, END, FRAME, PROBE, PROBE_STEP, PROBE_STEP_WORDS, PROBE_WORDS, ROUTE, SERVICE } from './state.ts';
import { setTimer } from './timers.ts';
import type { World } from './world.ts';

const FR = FRAME;
const PR = PROBE;
/** Requests of checks are numbered from here on, check by check, so that those of users keep their numbers. */
const REQUESTS_FROM = 0x4000_0000;
const REQUESTS_EACH = 0x100_0000;
/** Steps a check has at most: each asks under a number of its own. */
const PROBE_STEPS_MAX = 16;

/** Schedules the first run of a check. */
export function firstRun(w: World, index: number): void {
  const { offset } = w.plan.probes[index]!;
  w.queue.at[0] = Math.floor(uniform(w.I, w.plan.probeExtras[index]!.start) * w.F[(offset + PR.everyF) >> 1]);
  w.queue.push((EVENT.probe << KIND_SHIFT) | offset);
}

/** A run begins, or goes on with its next step. @returns the frame to run, 0 when there is none */
export function probeDue(w: World, at: number): number {
  const probe = at & HANDLE_MASK;
  const { I, F } = w;
  if (I[probe + PR.step] < 0) {
    I[probe + PR.step] = 0;
    I[probe + PR.runs]++;
    F[(probe + PR.startedAtF) >> 1] = w.now;
    for (let step = 0; step < I[probe + PR.steps]; step++) {
      const place = probe + PROBE_WORDS + step * PROBE_STEP_WORDS;
      I[place + PROBE_STEP.end] = END.notTried;
      F[(place + PROBE_STEP.tookF) >> 1] = 0;
    }
  }
  return ask(w, probe);
}

/** The step's request. */
function ask(w: World, probe: number): number {
  const { I, F } = w;
  const route = I[probe + PROBE_WORDS + I[probe + PR.step] * PROBE_STEP_WORDS + PROBE_STEP.route];
  F[(probe + PR.stepAtF) >> 1] = w.now;
  const until = w.now + F[(probe + PR.timeoutF) >> 1];
  w.scratch[1] = until;
  const asked = I[probe + PR.runs] * PROBE_STEPS_MAX + I[probe + PR.step];
  const request = REQUESTS_FROM + I[probe + PR.index] * REQUESTS_EACH + (asked % REQUESTS_EACH);
  const refused = I[I[route + ROUTE.service] + SERVICE.ready] === 0;
  const f = enter(w, route, -probe, request) & HANDLE_MASK;
  if (f === 0) {
    stepEnded(w, probe, refused ? END.refused : END.unavailable);
    return 0;
  }
  if (w.tracing !== undefined) w.tracing.entered(f, 0, -1);
  w.queue.at[0] = until;
  const sequence = setTimer(w, w.I[probe + PR.lane], (EVENT.callTimeout << KIND_SHIFT) | (f >>> FRAME_SHIFT));
  w.I[f + FR.callTimer] = sequence;
  return w.I[f + FR.doing] === DOING.queued ? 0 : f;
}

/** The step's request has ended as `end` says: the next step follows at once, or the run is over. */
export function stepEnded(w: World, probe: number, end: number): void {
  const { I, F } = w;
  const step = I[probe + PR.step];
  const place = probe + PROBE_WORDS + step * PROBE_STEP_WORDS;
  I[place + PROBE_STEP.end] = end;
  F[(place + PROBE_STEP.tookF) >> 1] = w.now - F[(probe + PR.stepAtF) >> 1];
  w.queue.at[0] = w.now;
  if (end === END.ok && step + 1 < I[probe + PR.steps]) {
    I[probe + PR.step] = step + 1;
  } else {
    w.onProbe(I[probe + PR.index]);
    I[probe + PR.step] = -1;
    const every = F[(probe + PR.everyF) >> 1];
    const started = F[(probe + PR.startedAtF) >> 1];
    w.queue.at[0] = started + (Math.floor((w.now - started) / every) + 1) * every;
  }
  w.queue.push((EVENT.probe << KIND_SHIFT) | probe);
}
