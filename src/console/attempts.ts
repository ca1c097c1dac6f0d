// The way of an attempt from the button to the command: through the safeguards in their order, until one asks, one stops it, or the command is given.
import { assert, type Safeguard, safeguardKind, safeguardsOf } from '../schema/index.ts';
import { meetingOf } from './meeting.ts';
import { leftBy, meet, move } from './safeguard-run.ts';
import { SAFEGUARD_CHARTS } from './safeguards/index.ts';
import type { ChartEvent, SafeguardChart } from './safeguards/safeguard.ts';
import { sessionOf, withSession } from './sessions.ts';
import type { Attempt, ConsoleStep, ConsolesState, SafeguardRun, Surroundings } from './types.ts';

/** A state and the commands that were given on the way to it. */
export type Moved = Pick<ConsoleStep, 'state' | 'commands'>;

/** The safeguard that an attempt stands before now. */
export const openRun = (attempt: Attempt): SafeguardRun | undefined =>
  attempt.status === 'under way' ? attempt.steps.find(({ result }) => result === 'open') : undefined;

/** The safeguards of the console of an attempt that stand before its action, in their order. */
export const safeguardsBefore = (state: ConsolesState, attempt: Attempt, { scenario }: Surroundings): Safeguard[] =>
  safeguardsOf(scenario.consoles![attempt.console]!, state.variant).filter(({ on }) => on.length === 0 || on.includes(attempt.action));

export const attemptOf = (state: ConsolesState, number: number): Attempt | undefined => state.attempts[number - 1];

/** Attempts are numbered from 1 in order, so each has its place. */
export function withAttempt(state: ConsolesState, attempt: Attempt): ConsolesState {
  assert(attempt.number <= state.attempts.length + 1, 'attempts are numbered in order', { number: attempt.number });
  const attempts =
    attempt.number === state.attempts.length + 1 ? [...state.attempts, attempt] : state.attempts.with(attempt.number - 1, attempt);
  return { ...state, attempts };
}

/** Goes on from the last safeguard that was met until something asks or the attempt is over. */
export function walk(state: ConsolesState, number: number, surroundings: Surroundings): Moved {
  let now = state;
  for (;;) {
    const attempt = attemptOf(now, number)!;
    const last = attempt.steps.at(-1);
    if (last?.result === 'open') return { state: now, commands: [] };
    if (last?.result === 'stopped') return { state: ended(now, attempt, 'stopped', surroundings), commands: [] };
    const next = nextSafeguard(now, attempt, surroundings);
    if (next === undefined) {
      const sent = ended(now, attempt, 'sent', surroundings);
      return { state: sent, commands: [{ attempt: number, command: attempt.command, undo: false }] };
    }
    now = withStep(now, attempt, meet(meetingOf(now, attempt, next, surroundings)), surroundings);
  }
}

/** Moves one safeguard of an attempt; the same state when the event moves nothing there. */
export function moveStep(
  state: ConsolesState,
  attempt: Attempt,
  run: SafeguardRun,
  event: Pick<ChartEvent, 'type' | 'text'>,
  surroundings: Surroundings,
): ConsolesState {
  const moved = move(run, event, meetingOf(state, attempt, safeguardOf(state, attempt, run, surroundings), surroundings));
  return withStep(state, attempt, moved, surroundings);
}

/** The safeguard of the scenario that a run is of. */
export function safeguardOf(state: ConsolesState, attempt: Attempt, { safeguard }: SafeguardRun, surroundings: Surroundings): Safeguard {
  const found = safeguardsBefore(state, attempt, surroundings).find(({ name }) => name === safeguard);
  assert(found !== undefined, 'a safeguard that was met is one of the console', { safeguard });
  return found;
}

/** Puts a step where it belongs, with what it leaves in the session. */
function withStep(state: ConsolesState, attempt: Attempt, run: SafeguardRun, surroundings: Surroundings): ConsolesState {
  const at = attempt.steps.findIndex(({ safeguard }) => safeguard === run.safeguard);
  const next = withAttempt(state, { ...attempt, steps: at < 0 ? [...attempt.steps, run] : attempt.steps.with(at, run) });
  if (run.result !== 'passed' && run.result !== 'proceeded') return next;
  const left = leftBy(run, meetingOf(state, attempt, safeguardOf(state, attempt, run, surroundings), surroundings));
  if (Object.keys(left).length === 0) return next;
  const session = sessionOf(state, surroundings.scenario, attempt.console, attempt.by);
  return withSession(next, attempt.console, attempt.by, { ...session, ...left });
}

const metWhen = (safeguard: Safeguard, met: SafeguardChart['met']): boolean => SAFEGUARD_CHARTS[safeguardKind(safeguard)].met === met;

/** The next one on the way to the command whose condition holds. */
function nextSafeguard(state: ConsolesState, attempt: Attempt, surroundings: Surroundings): Safeguard | undefined {
  const way = safeguardsBefore(state, attempt, surroundings).filter((each) => metWhen(each, 'before'));
  const last = attempt.steps.at(-1)?.safeguard;
  return way.slice(way.findIndex(({ name }) => name === last) + 1).find((each) => applies(state, attempt, each, surroundings));
}

const applies = (state: ConsolesState, attempt: Attempt, safeguard: Safeguard, surroundings: Surroundings): boolean =>
  safeguard.when === undefined || meetingOf(state, attempt, safeguard, surroundings).holds(safeguard.when);

/** Ends an attempt. What only follows a command begins now, and what is written down is written. */
function ended(state: ConsolesState, attempt: Attempt, status: 'sent' | 'stopped', surroundings: Surroundings): ConsolesState {
  const { scenario, nowUs } = surroundings;
  const undoable = scenario.consoles![attempt.console]!.actions.some(({ name, undo }) => name === attempt.action && undo !== undefined);
  const stoppedBy = status === 'stopped' ? attempt.steps.at(-1)?.safeguard : undefined;
  let now = withAttempt(state, { ...attempt, status, stoppedBy, endedAtUs: nowUs });
  for (const safeguard of safeguardsBefore(state, attempt, surroundings)) {
    const follows = metWhen(safeguard, 'ended') || (status === 'sent' && undoable && metWhen(safeguard, 'sent'));
    const current = attemptOf(now, attempt.number)!;
    if (!follows || !applies(now, current, safeguard, surroundings)) continue;
    const run = meet(meetingOf(now, current, safeguard, surroundings));
    now = withStep(now, { ...current, undoUntilUs: run.kind === 'undo' ? run.dueUs : current.undoUntilUs }, run, surroundings);
  }
  return now;
}
