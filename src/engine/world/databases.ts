/** Database servers: so many queries at once, the others wait first in first out. */
import { drawInto } from '../kernel/distributions.ts';
import { EVENT, FRAME_SHIFT, KIND_SHIFT } from './events.ts';
import { append, unlink } from './frames.ts';
import { DATABASE, DOING, FRAME } from './state.ts';
import type { World } from './world.ts';

const FR = FRAME;
const DB = DATABASE;

/** A query begins or waits. @returns false when the database is down */
export function query(w: World, f: number, database: number): boolean {
  const I = w.I;
  if (I[database + DB.down] !== 0) return false;
  I[f + FR.waitsFor] = database;
  w.F[(f + FR.sinceF) >> 1] = w.now;
  if (I[database + DB.active] < I[database + DB.workers]) {
    I[database + DB.active]++;
    I[f + FR.outcome] = 0;
    begin(w, f, database);
  } else {
    I[f + FR.doing] = DOING.databaseWait;
    append(w, database + DB.head, f);
    I[database + DB.waiting]++;
  }
  return true;
}

function begin(w: World, f: number, database: number): void {
  const { I, F } = w;
  I[database + DB.queries]++;
  I[f + FR.doing] = DOING.query;
  drawInto(I, F, w.code[I[f + FR.pc] + 2], w.scratch);
  w.queue.at[0] = w.now + Math.floor(w.scratch[0] * F[(database + DB.slowF) >> 1] + 0.5);
  const sequence = w.queue.push((EVENT.queryEnd << KIND_SHIFT) | (f >>> FRAME_SHIFT));
  w.I[f + FR.timer] = sequence;
}

/** A worker is free: the next query begins. */
export function freeWorker(w: World, database: number): void {
  const I = w.I;
  const f = I[database + DB.head];
  if (f === 0) {
    I[database + DB.active]--;
    return;
  }
  unlink(w, database + DB.head, f);
  I[database + DB.waiting]--;
  I[f + FR.outcome] = Math.min(w.now - w.F[(f + FR.sinceF) >> 1], 0x7fffffff);
  begin(w, f, database);
}

/** A frame no longer waits for a worker. */
export function leaveDatabase(w: World, f: number): void {
  const database = w.I[f + FR.waitsFor];
  unlink(w, database + DB.head, f);
  w.I[database + DB.waiting]--;
}
