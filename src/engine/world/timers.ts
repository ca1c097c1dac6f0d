/** Timers of constant length through the lanes, others through the queue; both in the one order of (time, sequence number). */
import { LANE, LANE_ENTRY, LANE_ENTRY_WORDS, LANE_WORDS } from '../kernel/lanes.ts';
import { EVENT, FRAME_SHIFT, HANDLE_MASK, KIND_SHIFT, SLOT_MASK } from './events.ts';
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

/** Sets a timer of the lane's length that ends at `queue.at[0]`. @returns its sequence number. The arena may move: read `w.I` again. */
export function setTimer(w: World, lane: number, event: number): number {
  const at = (w.lanesOffset + lane * LANE_WORDS) & HANDLE_MASK;
  let I = w.I;
  const { queue } = w;
  const time = queue.at[0];
  if (time < w.F[(at + L.lastF) >> 1]) return queue.push(event);
  if (I[at + L.count] > I[at + L.mask]) {
    dropDead(w, at);
    if (I[at + L.count] > I[at + L.mask] >> 1) {
      w.resizeLane(lane, (I[at + L.mask] + 1) * 2);
      I = w.I;
    }
  }
  const sequence = queue.takeSequence();
  const count = I[at + L.count] & HANDLE_MASK;
  const entry = (w.lanesBase + I[at + L.base] + (((I[at + L.head] + count) & I[at + L.mask]) << 2)) & HANDLE_MASK;
  w.F[(entry + E.timeF) >> 1] = time;
  I[entry + E.sequence] = sequence;
  I[entry + E.data] = event;
  w.F[(at + L.lastF) >> 1] = time;
  I[at + L.count] = count + 1;
  if (count === 0) queue.pushNumbered(sequence, (EV.lane << KIND_SHIFT) | lane);
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
  const at = (w.lanesOffset + lane * LANE_WORDS) & HANDLE_MASK;
  const base = (w.lanesBase + I[at + L.base]) & HANDLE_MASK;
  const mask = I[at + L.mask];
  let head = I[at + L.head] & HANDLE_MASK;
  let count = I[at + L.count] & HANDLE_MASK;
  const event = I[base + (head << 2) + E.data];
  for (;;) {
    head = (head + 1) & mask & HANDLE_MASK;
    count = (count - 1) & HANDLE_MASK;
    if (count === 0) break;
    const entry = (base + (head << 2)) & HANDLE_MASK;
    if (I[timerWord(I[entry + E.data])] !== I[entry + E.sequence]) continue;
    w.queue.at[0] = F[(entry + E.timeF) >> 1];
    w.queue.pushNumbered(I[entry + E.sequence], (EV.lane << KIND_SHIFT) | lane);
    break;
  }
  // Frames and lanes stay where they are: only the queue may have grown, and it moves nothing that was read above.
  w.I[at + L.head] = head;
  w.I[at + L.count] = count;
  return event;
}
