/** Control events: few, sorted, handled after every other event of their instant, in the order they were made. */
import { CONTROL } from './events.ts';
import { addReady } from './replicas.ts';
import { DATABASE, NOTE, REPLICA, REPLICA_STATUS, SERVICE } from './state.ts';
import { CONTROL_WORDS, type World } from './world.ts';

/** Time (a double), code, argument, number. */
const AT = { timeF: 0, code: 2, argument: 3, number: 4 } as const;

/** Schedules a control event; `atUs` must not lie in the past. Codes below 100 are the world's own. */
export function scheduleControl(w: World, atUs: number, code: number, argument: number): void {
  if (w.controlCount === w.controlsMax) w.growControls();
  const { I, F } = w;
  w.controlSequence++;
  let at = w.controlsBase + w.controlCount * CONTROL_WORDS;
  w.controlCount++;
  // Kept in reverse order, so that the next one is at the end.
  const first = w.controlsBase;
  while (at > first && F[(at - CONTROL_WORDS + AT.timeF) >> 1] <= atUs) {
    I.copyWithin(at, at - CONTROL_WORDS, at);
    at -= CONTROL_WORDS;
  }
  F[(at + AT.timeF) >> 1] = atUs;
  I[at + AT.code] = code;
  I[at + AT.argument] = argument;
  I[at + AT.number] = w.controlSequence;
}

/** When the next control event is due; Infinity when there is none. */
export function earliestControl(w: World): number {
  return w.controlCount === 0 ? Infinity : w.F[(w.controlsBase + (w.controlCount - 1) * CONTROL_WORDS + AT.timeF) >> 1];
}

/** Takes the earliest control event and does what it says. */
export function takeControl(w: World): void {
  w.controlCount--;
  const at = w.controlsBase + w.controlCount * CONTROL_WORDS;
  const code = w.I[at + AT.code];
  const argument = w.I[at + AT.argument];
  const { I, F } = w;
  switch (code) {
    case CONTROL.replicaReady: {
      const rp = w.replicaBase + argument;
      if (I[rp + REPLICA.status] !== REPLICA_STATUS.starting || F[(rp + REPLICA.readyAtF) >> 1] !== w.now) return;
      I[rp + REPLICA.status] = REPLICA_STATUS.ready;
      addReady(w, argument);
      w.observer.note(NOTE.replicaReady, 0, argument, 0);
      return;
    }
    case CONTROL.databaseUp:
      if (I[argument + DATABASE.down] === 0 || F[(argument + DATABASE.downUntilF) >> 1] > w.now) return;
      I[argument + DATABASE.down] = 0;
      w.observer.note(NOTE.databaseUp, 0, argument, 0);
      return;
    case CONTROL.stallEnds:
      if (F[(argument + SERVICE.stallUntilF) >> 1] <= w.now) I[argument + SERVICE.stalled] = 0;
      return;
    default:
      w.onControl(code, argument);
  }
}
