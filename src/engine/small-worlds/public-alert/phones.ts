/**
 * Telephone lines as a Markov chain over counts: calls come, wait, are answered, hang up, hear a busy tone and come again. With nobody impatient
 * and nobody redialling it is M/M/c/K (Erlang's loss and delay formulae for K = c and K without end); with both it is the retrial queue of
 * Falin & Templeton, Retrial Queues (1997). Exact: one exponential draw to the next event, one uniform draw for which.
 */
import type { AlertLine, SimTimeUs } from '../../../schema/index.ts';
import { drawExponential, drawUniform } from '../streams.ts';
import type { LineState } from './line-state.ts';

const SECOND_US = 1_000_000;

/** Events a second of each kind, in a fixed order. */
function rates(plan: AlertLine, line: LineState): number[] {
  const busy = Math.min(line.calls, line.answering);
  const talks = line.informed ? plan.brief : plan.talks;
  return [
    plan.ordinary / 60,
    (line.intending * SECOND_US) / plan.dials,
    (line.listening * SECOND_US) / plan.recording,
    (busy * SECOND_US) / talks,
    ((line.calls - busy) * SECOND_US) / plan.patience,
  ];
}

export const waitingOn = (line: LineState): number => Math.max(0, line.calls - line.answering);
export const takenOn = (line: LineState): number => line.calls + line.listening + line.outgoing;

/** Draws when the next event comes; to be called after every change, which no memory of the past makes wrong. */
export function rescheduleLine(plan: AlertLine, line: LineState, nowUs: SimTimeUs): void {
  const total = rates(plan, line).reduce((sum, rate) => sum + rate, 0);
  line.nextUs = total > 0 ? nowUs + Math.max(1, Math.round((drawExponential(line.stream) / total) * SECOND_US)) : -1;
}

/** What an event of a line came to: somebody was spoken to, or not. */
export type LineEvent = 'answered' | 'other';

/** Handles the event that is due. */
export function stepLine(plan: AlertLine, line: LineState): LineEvent {
  const each = rates(plan, line);
  let left = drawUniform(line.stream) * each.reduce((sum, rate) => sum + rate, 0);
  const last = each.reduce((found, rate, index) => (rate > 0 ? index : found), 0);
  let kind = 0;
  while (kind < last && (left -= each[kind] ?? 0) > 0) kind++;
  switch (kind) {
    case 0:
      arrive(plan, line);
      return 'other';
    case 1:
      line.intending--;
      arrive(plan, line);
      return 'other';
    case 2:
      line.listening--;
      if (drawUniform(line.stream) < plan.insists) {
        line.calls++;
        return 'other';
      }
      line.answered++;
      return 'answered';
    case 3:
      line.calls--;
      line.answered++;
      return 'answered';
    default:
      line.calls--;
      line.abandoned++;
      tryAgain(plan, line);
      return 'other';
  }
}

function arrive(plan: AlertLine, line: LineState): void {
  line.dialled++;
  if (takenOn(line) >= plan.lines) {
    line.blocked++;
    tryAgain(plan, line);
  } else if (line.recorded) line.listening++;
  else line.calls++;
}

function tryAgain(plan: AlertLine, line: LineState): void {
  if (drawUniform(line.stream) < plan.redials) line.intending++;
  else line.gaveUp++;
}
