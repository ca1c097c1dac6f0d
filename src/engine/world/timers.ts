/** Timers of constant length through the lanes, others through the queue; both in the one order of (time, sequence number). */
import { LANE, LANE_ENTRY, LANE_ENTRY_WORDS, LANE_WORDS } from '../kernel/lanes.ts';
import { EVENT, FRAME_SHIFT, KIND_SHIFT, SLOT_MASK } from './events.ts';
import { FRAME } from './state.ts';
import type { World } from './world.ts';

const FR = FRAME;
const L = LANE;
const E = LANE_ENTRY;
const EV = EVENT;

/** The word of the frame that holds the sequence number of its pending event of this kind. */
function timerWord(event: number): number {
  const f = (event & SLOT_MASK) << FRAME_SHIFT;
  const kind = event >>> KIND_SHIFT;
  return kind === EV.callTimeout ? f + FR.callTimer : kind === EV.serviceTimeout ? f + FR.serviceTimer : f + FR.timer;
}

/** Sets a timer of the lane's length ending at `time`. @returns its sequence number. The arena may move: read `w.I` again. */
export function setTimer(w: World, lane: number, time: number, event: number): number {
  const at = w.plan.lanesOffset + lane * LANE_WORDS;
  let I = w.I;
  if (time < w.F[(at + L.lastF) >> 1]) return w.queue.push(time, event);
  if (I[at + L.count] > I[at + L.mask]) {
    dropDead(w, at);
    if (I[at + L.count] > I[at + L.mask] >> 1) {
      w.resizeLane(lane, (I[at + L.mask] + 1) * 2);
      I = w.I;
    }
  }
  const sequence = w.queue.takeSequence();
  const count = I[at + L.count];
  const entry = w.lanesBase + I[at + L.base] + ((I[at + L.head] + count) & I[at + L.mask]) * LANE_ENTRY_WORDS;
  w.F[(entry + E.timeF) >> 1] = time;
  I[entry + E.sequence] = sequence;
  I[entry + E.data] = event;
  w.F[(at + L.lastF) >> 1] = time;
  I[at + L.count] = count + 1;
  if (count === 0) w.queue.pushNumbered(time, sequence, (EV.lane << KIND_SHIFT) | lane);
  return sequence;
}

/** Takes the dead entries out of a full ring; the head stays, because the queue holds its place. */
function dropDead(w: World, at: number): void {
  const { I, F } = w;
  const base = w.lanesBase + I[at + L.base];
  const mask = I[at + L.mask];
  const head = I[at + L.head];
  const count = I[at + L.count];
  let kept = 1;
  for (let k = 1; k < count; k++) {
    const from = base + ((head + k) & mask) * LANE_ENTRY_WORDS;
    if (I[timerWord(I[from + E.data])] !== I[from + E.sequence]) continue;
    const to = base + ((head + kept) & mask) * LANE_ENTRY_WORDS;
    F[(to + E.timeF) >> 1] = F[(from + E.timeF) >> 1];
    I[to + E.sequence] = I[from + E.sequence];
    I[to + E.data] = I[from + E.data];
    kept++;
  }
  I[at + L.count] = kept;
}

/** The head of a lane is due: takes it, drops the dead behind it and queues the next live one. @returns the event */
export function takeFromLane(w: World, lane: number): number {
  const { I, F } = w;
  const at = w.plan.lanesOffset + lane * LANE_WORDS;
  const base = w.lanesBase + I[at + L.base];
  const mask = I[at + L.mask];
  let head = I[at + L.head];
  let count = I[at + L.count];
  const event = I[base + head * LANE_ENTRY_WORDS + E.data];
  head = (head + 1) & mask;
  count--;
  while (count > 0) {
    const entry = base + head * LANE_ENTRY_WORDS;
    if (I[timerWord(I[entry + E.data])] === I[entry + E.sequence]) break;
    head = (head + 1) & mask;
    count--;
  }
  I[at + L.head] = head;
  I[at + L.count] = count;
  if (count > 0) {
    const entry = base + head * LANE_ENTRY_WORDS;
    w.queue.pushNumbered(F[(entry + E.timeF) >> 1], I[entry + E.sequence], (EV.lane << KIND_SHIFT) | lane);
  }
  return event;
}
