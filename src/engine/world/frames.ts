/** Frames: the free list, the list of frames to go on with, and the waiting lists threaded through them. */
import { HANDLE_MASK } from './events.ts';
import { DOING, FRAME, FRAME_WORDS } from './state.ts';
import type { World } from './world.ts';

const FR = FRAME;
const D = DOING;

/** A frame whose fields the caller must set. The arena may move: read `w.I` again. */
export function allocate(w: World): number {
  let f = w.frameFree;
  if (f !== 0) {
    w.frameFree = w.I[f + FR.next];
  } else {
    f = w.frameTop;
    if (f === w.frameEnd) w.growFrames();
    w.frameTop = f + FRAME_WORDS;
  }
  return f;
}

/** Gives a frame back; its pending events become dead. */
export function release(w: World, frame: number): void {
  const f = frame & HANDLE_MASK;
  const I = w.I;
  if (w.tracing !== undefined) w.tracing.left(f);
  I[f + FR.doing] = D.nothing;
  I[f + FR.timer] = 0;
  I[f + FR.callTimer] = 0;
  I[f + FR.serviceTimer] = 0;
  I[f + FR.next] = w.frameFree;
  w.frameFree = f;
}

/** Puts a frame behind those to go on with before the next event. */
export function makeReady(w: World, frame: number): void {
  const f = frame & HANDLE_MASK;
  const I = w.I;
  I[f + FR.doing] = D.ready;
  I[f + FR.next] = 0;
  if (w.readyHead === 0) w.readyHead = f;
  else I[w.readyTail + FR.next] = f;
  w.readyTail = f;
}

/** Takes one frame out of the ready list, wherever it is. */
export function unready(w: World, f: number): void {
  const I = w.I;
  let before = 0;
  for (let at = w.readyHead; at !== 0; before = at, at = I[at + FR.next]) {
    if (at !== f) continue;
    if (before === 0) w.readyHead = I[f + FR.next];
    else I[before + FR.next] = I[f + FR.next];
    if (w.readyTail === f) w.readyTail = before;
    return;
  }
}

/** Appends a frame to the waiting list whose head and tail are the words `list` and `list + 1`. */
export function append(w: World, listWord: number, frame: number): void {
  const I = w.I;
  const f = frame & HANDLE_MASK;
  const list = listWord & HANDLE_MASK;
  const tail = I[list + 1] & HANDLE_MASK;
  I[f + FR.next] = 0;
  I[f + FR.prev] = tail;
  if (tail !== 0) I[tail + FR.next] = f;
  else I[list] = f;
  I[list + 1] = f;
}

/** Takes a frame out of its waiting list in constant time. */
export function unlink(w: World, listWord: number, frame: number): void {
  const I = w.I;
  const f = frame & HANDLE_MASK;
  const list = listWord & HANDLE_MASK;
  const before = I[f + FR.prev] & HANDLE_MASK;
  const after = I[f + FR.next] & HANDLE_MASK;
  if (before !== 0) I[before + FR.next] = after;
  else I[list] = after;
  if (after !== 0) I[after + FR.prev] = before;
  else I[list + 1] = before;
}
