// The screen of a prompt: what was typed, and what came of it, as it comes.
import { attemptOf } from './attempts.ts';
import { printedOn, sessionOf, withSession } from './sessions.ts';
import type { Attempt, ConsolesState, Surroundings } from './types.ts';

/** More output of the last line. */
export const printOn = (state: ConsolesState, deskId: string, by: string, output: string, { scenario }: Surroundings): ConsolesState =>
  withSession(state, deskId, by, printedOn(sessionOf(state, scenario, deskId, by), output));

/** What came of an attempt, where it was typed. */
export function withPrinted(state: ConsolesState, attempt: Attempt, output: string, around: Surroundings): ConsolesState {
  return attempt.line === '' ? state : printOn(state, attempt.console, attempt.by, output, around);
}

/** Where a line was typed, a safeguard that stops it says so. */
export function withStopPrinted(state: ConsolesState, number: number, around: Surroundings): ConsolesState {
  const attempt = attemptOf(state, number)!;
  const stop = attempt.steps.find(({ result }) => result === 'stopped');
  return attempt.status === 'stopped' && stop !== undefined ? withPrinted(state, attempt, stop.says, around) : state;
}
