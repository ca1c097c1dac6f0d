// What a person sees of attempts: which safeguard asks what now, and what came of each.
import type { ConsoleAttemptView, SafeguardPrompt } from '../schema/index.ts';
import { openRun, safeguardOf } from './attempts.ts';
import { meetingOf } from './meeting.ts';
import { promptOfRun } from './safeguard-run.ts';
import type { Attempt, ConsolesState, Surroundings } from './types.ts';

/** What asks now; undefined when nothing does. */
export function promptOf(state: ConsolesState, attempt: Attempt, surroundings: Surroundings): SafeguardPrompt | undefined {
  const run = openRun(attempt);
  if (run === undefined) return undefined;
  return promptOfRun(run, meetingOf(state, attempt, safeguardOf(state, attempt, run, surroundings), surroundings));
}

/** @param viewer the actor for whom `by` is `you` */
export function attemptView(attempt: Attempt, viewer: string): ConsoleAttemptView {
  const { number, action, by, startedAtUs, endedAtUs, values, command, status, stoppedBy, outcome, undoUntilUs } = attempt;
  return {
    number,
    console: attempt.console,
    action,
    by: by === viewer ? 'you' : by,
    startedAtUs,
    endedAtUs,
    values: { ...values },
    command,
    status,
    stoppedBy,
    steps: attempt.steps.map((step) => ({
      safeguard: step.safeguard,
      kind: step.kind,
      shownAtUs: step.shownAtUs,
      answeredAtUs: step.endedAtUs,
      result: step.result,
      says: step.says,
    })),
    outcome,
    undoUntilUs,
  };
}
