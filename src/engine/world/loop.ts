/** The event loop: events in the order of (time, sequence number), then the control events of that instant (DESIGN D5). */
import { EVENTS_MAX, tooManyEvents } from '../kernel/queue.ts';
import { exponential } from '../kernel/random.ts';
import { abandon } from './abandon.ts';
import { countCall, fail, serviceTimedOut, told } from './answers.ts';
import { earliestControl, takeControl } from './controls.ts';
import { freeWorker } from './databases.ts';
import { countDuration } from './durations.ts';
import { EVENT, FRAME_SHIFT, KIND_SHIFT, SLOT_MASK } from './events.ts';
import { release } from './frames.ts';
import { run } from './interpreter.ts';
import { leavePool } from './pools.ts';
import { probeDue } from './probes.ts';
import {
  DATABASE,
  DATABASE_WORDS,
  DOING,
  END,
  ERROR,
  FRAME,
  JOURNEY,
  NOTE,
  OUTCOME,
  POOL,
  PROVIDER,
  PROVIDER_WORDS,
  ROUTE,
  SERVICE,
} from './state.ts';
import { takeFromLane } from './timers.ts';
import { WORK } from './tracing.ts';
import { answered, newUser, request } from './users.ts';
import type { World } from './world.ts';

const FR = FRAME;
const EV = EVENT;
const JO = JOURNEY;
const SV = SERVICE;
const SHIFT = FRAME_SHIFT;
const MASK = SLOT_MASK;
const KSHIFT = KIND_SHIFT;

/** Handles every event up to and including `end`. @throws RunawayError */
export function runUntil(w: World, end: number): void {
  for (;;) {
    const control = earliestControl(w);
    const stop = control < end ? control : end;
    runEvents(w, stop);
    if (w.queue.sequence > EVENTS_MAX) throw tooManyEvents();
    w.now = stop;
    if (control > end) return;
    takeControl(w);
  }
}

function runEvents(w: World, end: number): void {
  const { queue } = w;
  while (queue.size > 0) {
    queue.pop();
    const time = queue.times[0];
    if (time > end) {
      queue.unpop();
      return;
    }
    const sequence = queue.sequences[0];
    let event = queue.data[0];
    w.now = time;
    if (event >>> KSHIFT === EV.lane) event = takeFromLane(w, event & MASK);
    const f = (event & MASK) << SHIFT;
    const I = w.I;
    switch (event >>> KSHIFT) {
      case EV.work:
        if (I[f + FR.timer] !== sequence) {
          w.stale++;
          break;
        }
        w.handled++;
        if (I[I[I[f + FR.route] + ROUTE.service] + SV.stalled] !== 0 && stall(w, f)) break;
        I[f + FR.timer] = 0;
        I[f + FR.pc] += 4;
        run(w, f);
        break;
      case EV.arrival:
        arrive(w, event & MASK, sequence);
        break;
      case EV.callTimeout:
        if (I[f + FR.callTimer] !== sequence) {
          w.stale++;
          break;
        }
        w.handled++;
        run(w, callTimedOut(w, f));
        break;
      case EV.serviceTimeout:
        if (I[f + FR.serviceTimer] !== sequence) {
          w.stale++;
          break;
        }
        w.handled++;
        run(w, serviceTimedOut(w, f));
        break;
      case EV.probe:
        w.handled++;
        run(w, probeDue(w, event & MASK));
        break;
      case EV.think:
        w.handled++;
        run(w, request(w, journeyOfClosedUser(w, event & MASK), event & MASK, 0));
        break;
      default:
        if (I[f + FR.timer] !== sequence) {
          w.stale++;
          break;
        }
        w.handled++;
        I[f + FR.timer] = 0;
        run(w, ownEvent(w, f, event >>> KSHIFT));
    }
  }
}

/** The frame's own wait is over. @returns the frame to go on with */
function ownEvent(w: World, f: number, kind: number): number {
  const I = w.I;
  switch (kind) {
    case EV.wake:
      if (w.tracing !== undefined && I[f + FR.doing] === DOING.backoff) w.tracing.worked(f, WORK.backoff, ERROR.none);
      return f;
    case EV.queryEnd:
      if (w.tracing !== undefined) w.tracing.worked(f, WORK.query, ERROR.none);
      countDuration(w, f, I[f + FR.waitsFor] + DATABASE_WORDS, I[f + FR.waitsFor] + DATABASE.sumUsF);
      freeWorker(w, I[f + FR.waitsFor]);
      w.I[f + FR.pc] += 4;
      return f;
    case EV.providerEnd: {
      const error = I[f + FR.outcome];
      const provider = I[f + FR.waitsFor];
      I[provider + PROVIDER.inFlight]--;
      countDuration(w, f, provider + PROVIDER_WORDS, provider + PROVIDER.sumUsF);
      if (w.tracing !== undefined) w.tracing.worked(f, WORK.provider, error);
      const outcome =
        error === ERROR.none
          ? OUTCOME.ok
          : error === ERROR.connectTimeout
            ? OUTCOME.connectTimeout
            : error === ERROR.readTimeout
              ? OUTCOME.readTimeout
              : error === ERROR.timeout
                ? OUTCOME.timeout
                : OUTCOME.error;
      I[provider + PROVIDER.outcomes + outcome]++;
      countCall(w, f, error);
      if (error !== ERROR.none) return fail(w, f, error);
      I[f + FR.pc] += 4;
      return f;
    }
    case EV.poolTimeout: {
      const pool = I[f + FR.waitsFor];
      if (w.tracing !== undefined) w.tracing.worked(f, WORK.acquire, ERROR.poolTimeout);
      leavePool(w, f);
      I[pool + POOL.timeouts]++;
      w.observer.note(NOTE.poolTimeout, f, pool, w.now - w.F[(f + FR.sinceF) >> 1]);
      return fail(w, f, ERROR.poolTimeout);
    }
    default: {
      // A user clicks again.
      const journey = -I[f + FR.parent];
      const user = I[f + FR.user];
      const clicks = I[f + FR.clicks];
      release(w, f);
      return request(w, journey, user, clicks);
    }
  }
}

/** The caller of `child` has waited long enough. @returns the frame to go on with: the caller, where the call failed */
function callTimedOut(w: World, child: number): number {
  const I = w.I;
  const parent = I[child + FR.parent];
  if (parent < 0) {
    if (-parent < w.plan.probesOffset) I[-parent + JO.impatient]++;
    answered(w, child, END.noAnswer);
    abandon(w, child);
    return 0;
  }
  told(w, parent, ERROR.timeout);
  if (w.tracing !== undefined) w.tracing.givenUp(child, ERROR.timeout);
  abandon(w, child);
  return fail(w, parent, ERROR.timeout);
}

function arrive(w: World, at: number, sequence: number): void {
  const journey = at & MASK;
  if (w.I[journey + JO.arrivalTimer] !== sequence) {
    w.stale++;
    return;
  }
  w.handled++;
  const { I } = w;
  w.scratch[0] = I[journey + JO.constant] !== 0 ? 1 : exponential(I, I[journey + JO.arrivalStream]);
  nextArrival(w, journey);
  run(w, request(w, journey, newUser(w, journey), 0));
}

/** Schedules the next arrival of an open-loop journey after `scratch[0]` mean gaps. */
export function nextArrival(w: World, at: number): void {
  const { F } = w;
  const journey = at & MASK;
  const time = w.now + Math.floor((w.scratch[0] * F[(journey + JO.meanGapF) >> 1]) / F[(journey + JO.factorF) >> 1] + 0.5);
  F[(journey + JO.nextAtF) >> 1] = time;
  w.queue.at[0] = time;
  const sequence = w.queue.push((EV.arrival << KSHIFT) | journey);
  w.I[journey + JO.arrivalTimer] = sequence;
}

/** While the service is stalled its work stands still: what would end now ends that much after the stall. */
function stall(w: World, f: number): boolean {
  const { I, F } = w;
  const service = I[I[f + FR.route] + ROUTE.service];
  const from = F[(service + SV.stallFromF) >> 1];
  const until = F[(service + SV.stallUntilF) >> 1];
  if (w.now >= until) return false;
  w.queue.at[0] = until + (w.now - from);
  const sequence = w.queue.push((EV.work << KSHIFT) | (f >>> SHIFT));
  w.I[f + FR.timer] = sequence;
  return true;
}

function journeyOfClosedUser(w: World, user: number): number {
  const { journeys, journeyExtras } = w.plan;
  let found = 0;
  for (let j = 0; j < journeys.length; j++)
    if (journeys[j]!.source.closed !== undefined && journeyExtras[j]!.firstClosedUser <= user) found = j;
  return journeys[found]!.offset;
}
