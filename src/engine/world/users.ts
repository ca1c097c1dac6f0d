/**
 * Users one by one: what they ask, how often they click again, who is hurt and for how long, what is earned and lost.
 * A user hurts from a failure until their next success, at most five minutes (counted from the full minute it began in).
 * Half-word of a user: 0 never hurt; 1 hurt once, well now; otherwise 2 + the minute since which they hurt.
 */
import { draw } from '../kernel/distributions.ts';
import { EVENTS_MAX, tooManyEvents } from '../kernel/queue.ts';
import { below, uniform } from '../kernel/random.ts';
import { EVENT, FRAME_SHIFT, HANDLE_MASK, KIND_SHIFT } from './events.ts';
import { allocate } from './frames.ts';
import { stepEnded } from './probes.ts';
import { enter } from './replicas.ts';
import { DOING, END, FRAME, HARM, HARM_MINUTES, JOURNEY, NOTE } from './state.ts';
import { setTimer } from './timers.ts';
import type { World } from './world.ts';

const FR = FRAME;
const JO = JOURNEY;
const HA = HARM;
const MINUTE_US = 60_000_000;

/** A user makes a request. @returns the frame to run, 0 when it waits or was shed */
export function request(w: World, asks: number, user: number, clicks: number): number {
  const journey = asks & HANDLE_MASK;
  const I = w.I;
  // Here, because users who come without time passing never let the event loop reach the end of its stretch.
  if (w.queue.sequence > EVENTS_MAX) throw tooManyEvents();
  I[journey + JO.requests]++;
  w.requests++;
  const lane = I[journey + JO.patienceLane];
  w.scratch[1] = lane < 0 ? Infinity : w.now + w.F[(journey + JO.patienceF) >> 1];
  const f = enter(w, I[journey + JO.route], -journey, w.requests) & HANDLE_MASK;
  if (f === 0) {
    w.scratch[2] = 0;
    ended(w, journey, user, clicks, false);
    return 0;
  }
  w.I[journey + JO.inFlight]++;
  if (w.tracing !== undefined) w.tracing.entered(f, 0, -1);
  w.I[f + FR.user] = user;
  w.I[f + FR.clicks] = clicks;
  if (lane >= 0) {
    w.queue.at[0] = w.now + w.F[(journey + JO.patienceF) >> 1];
    const sequence = setTimer(w, lane, (EVENT.callTimeout << KIND_SHIFT) | (f >>> FRAME_SHIFT));
    w.I[f + FR.callTimer] = sequence;
  }
  return w.I[f + FR.doing] === DOING.queued ? 0 : f;
}

/** The next user of an open-loop journey. */
export function newUser(w: World, journey: number): number {
  return below(w.I, w.I[journey + JO.userStream], w.plan.users);
}

/** A request from outside has ended as `end` says (one of END): a user's was answered or the user lost patience, or it was a check's. */
export function answered(w: World, f: number, end: number): void {
  const I = w.I;
  const journey = -I[f + FR.parent] & HANDLE_MASK;
  if (journey >= w.plan.probesOffset) {
    stepEnded(w, journey, end);
    return;
  }
  I[journey + JO.inFlight]--;
  w.scratch[2] = w.now - w.F[(f + FR.arrivedAtF) >> 1];
  ended(w, journey, I[f + FR.user], I[f + FR.clicks], end === END.ok);
}

/** A request of a user has ended, after `scratch[2]` microseconds. */
function ended(w: World, asked: number, user: number, clicks: number, good: boolean): void {
  const { I, F } = w;
  const journey = asked & HANDLE_MASK;
  const us = w.scratch[2];
  if (good) {
    I[journey + JO.succeeded]++;
    F[(journey + JO.sumTimeF) >> 1] += us;
    F[(journey + JO.earnedF) >> 1] += F[(journey + JO.revenueF) >> 1];
    if (I[w.plan.harmOffset + HA.hurting] > 0) relieve(w, person(w, user));
    if (us > F[(journey + JO.tooSlowF) >> 1]) {
      I[journey + JO.slow]++;
      markAffected(w, person(w, user));
    }
  } else {
    I[journey + JO.failed]++;
    hurt(w, person(w, user));
    if (clicksAgain(w, journey, user, clicks)) return;
    I[journey + JO.gaveUp]++;
    F[(journey + JO.lostF) >> 1] += F[(journey + JO.revenueF) >> 1];
    w.observer.note(NOTE.gaveUp, 0, journey, user);
  }
  if (I[journey + JO.closedUsers] > 0) think(w, journey, user);
}

/** Closed-loop users are numbered through all journeys and are the first of the users. */
function person(w: World, user: number): number {
  return user < w.plan.users ? user : user % w.plan.users;
}

function clicksAgain(w: World, journey: number, user: number, clicks: number): boolean {
  const I = w.I;
  if (clicks >= I[journey + JO.clicks]) return false;
  if (clicks === 0 && uniform(I, I[journey + JO.clickStream]) >= w.F[(journey + JO.shareF) >> 1]) return false;
  const f = allocate(w);
  w.I[f + FR.doing] = DOING.clickWait;
  w.I[f + FR.parent] = -journey;
  w.I[f + FR.user] = user;
  w.I[f + FR.clicks] = clicks + 1;
  w.queue.at[0] = w.now + draw(w.I, w.F, w.I[journey + JO.clickAfter]);
  const sequence = w.queue.push((EVENT.click << KIND_SHIFT) | (f >>> FRAME_SHIFT));
  w.I[f + FR.timer] = sequence;
  return true;
}

/** A closed-loop user thinks before the next request. */
export function think(w: World, journey: number, user: number): void {
  w.queue.at[0] = w.now + draw(w.I, w.F, w.I[journey + JO.think]);
  w.queue.push((EVENT.think << KIND_SHIFT) | user);
}

function markAffected(w: World, user: number): void {
  if (w.users[user] !== 0) return;
  w.users[user] = 1;
  w.I[w.plan.harmOffset + HA.affected]++;
}

function hurt(w: World, user: number): void {
  markAffected(w, user);
  catchUp(w);
  const { I } = w;
  const harm = w.plan.harmOffset;
  const minute = Math.floor(w.now / MINUTE_US);
  const since = w.users[user] - 2;
  if (since >= 0 && since > minute - HARM_MINUTES) return;
  w.users[user] = minute + 2;
  I[harm + HA.slices + (minute % HARM_MINUTES)]++;
  I[harm + HA.hurting]++;
}

function relieve(w: World, user: number): void {
  const since = w.users[user] - 2;
  if (since < 0) return;
  catchUp(w);
  w.users[user] = 1;
  if (since <= Math.floor(w.now / MINUTE_US) - HARM_MINUTES) return;
  const harm = w.plan.harmOffset;
  w.I[harm + HA.slices + (since % HARM_MINUTES)]--;
  w.I[harm + HA.hurting]--;
}

/** Adds the time since the last change, minute by minute, letting those go who have not come back. */
function catchUp(w: World): void {
  const { I, F } = w;
  const harm = w.plan.harmOffset;
  const end = Math.floor(w.now / MINUTE_US);
  while (I[harm + HA.minute] < end) {
    if (I[harm + HA.hurting] === 0 && end - I[harm + HA.minute] > HARM_MINUTES) {
      I[harm + HA.minute] = end;
      F[(harm + HA.lastAtF) >> 1] = end * MINUTE_US;
      break;
    }
    const minute = I[harm + HA.minute] + 1;
    addUpTo(w, minute * MINUTE_US);
    I[harm + HA.minute] = minute;
    const slice = harm + HA.slices + (minute % HARM_MINUTES);
    I[harm + HA.hurting] -= I[slice];
    I[slice] = 0;
  }
  addUpTo(w, w.now);
}

function addUpTo(w: World, us: number): void {
  const { I, F } = w;
  const harm = w.plan.harmOffset;
  F[(harm + HA.userUsF) >> 1] += I[harm + HA.hurting] * (us - F[(harm + HA.lastAtF) >> 1]);
  F[(harm + HA.lastAtF) >> 1] = us;
}

/** Distinct users hurt so far, and the time they have hurt, in minutes. Changes nothing. */
export function harmOf(w: World): { usersAffected: number; userMinutes: number } {
  const { I, F } = w;
  const harm = w.plan.harmOffset;
  let us = F[(harm + HA.userUsF) >> 1];
  let at = F[(harm + HA.lastAtF) >> 1];
  let hurting = I[harm + HA.hurting];
  const end = Math.floor(w.now / MINUTE_US);
  for (let minute = I[harm + HA.minute] + 1; minute <= end && hurting > 0; minute++) {
    us += hurting * (minute * MINUTE_US - at);
    at = minute * MINUTE_US;
    hurting -= I[harm + HA.slices + (minute % HARM_MINUTES)];
  }
  if (hurting > 0) us += hurting * (w.now - at);
  return { usersAffected: I[harm + HA.affected], userMinutes: us / MINUTE_US };
}
