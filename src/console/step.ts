// What happens at the consoles of a run: entries of people and time in, a new state and commands out. Rules C1–C9 are in README.md.
import { type Console, type EntryArgs, type SimTimeUs, textWithFields, wordsWithFields } from '../schema/index.ts';
import { attemptOf, moveStep, openRun, safeguardOf, walk, withAttempt } from './attempts.ts';
import { begin } from './begin.ts';
import { meetingOf } from './meeting.ts';
import { promptLine, unknownLine } from './prompt-line.ts';
import { takes } from './safeguard-run.ts';
import { printOn, withPrinted, withStopPrinted } from './screen.ts';
import { arrive, goOver, groupsOf, separationOf } from './separations.ts';
import { printed, sessionKeys, sessionOf, withSession } from './sessions.ts';
import type { Attempt, ConsoleEvent, ConsoleStep, ConsolesState, Surroundings } from './types.ts';

type EventOf<T extends ConsoleEvent['type']> = Extract<ConsoleEvent, { type: T }>;

const done = (state: ConsolesState, rest: Partial<ConsoleStep> = {}): ConsoleStep => ({
  state,
  commands: [],
  prints: undefined,
  problem: undefined,
  ...rest,
});
const refused = (state: ConsolesState, code: string, reason: string): ConsoleStep =>
  done(state, { problem: { code: `console/${code}`, reason } });

/** One event at the consoles. Never throws for what people do: that is a `problem`. */
export function stepConsoles(state: ConsolesState, event: ConsoleEvent, surroundings: Surroundings): ConsoleStep {
  switch (event.type) {
    case 'time':
      return onTime(state, surroundings);
    case 'outcome':
      return done(onOutcome(state, event, surroundings));
    case 'print':
      return done(printOn(state, event.console, event.by, event.output, surroundings));
    default:
      return onEntry(state, event, surroundings);
  }
}

function onEntry(state: ConsolesState, event: EventOf<'fill' | 'submit' | 'answer' | 'undo' | 'line'>, around: Surroundings): ConsoleStep {
  const desk = deskOf(around, event.args.console);
  if (desk === undefined) return refused(state, 'unknown-console', `There is no console ${event.args.console}`);
  switch (event.type) {
    case 'fill':
      return onFill(state, event, desk, around);
    case 'submit':
      return onSubmit(state, event, desk, around);
    case 'answer':
      return onAnswer(state, event, desk, around);
    case 'undo':
      return onUndo(state, event, desk, around);
    case 'line':
      return onLine(state, event, desk, around);
  }
}

const deskOf = ({ scenario: { consoles = {} } }: Surroundings, name: string): Console | undefined =>
  Object.hasOwn(consoles, name) ? consoles[name] : undefined;

/** The attempt that this person has under way on this console. */
export const attemptUnderWay = (state: ConsolesState, deskId: string, by: string): Attempt | undefined =>
  state.attempts.findLast((attempt) => attempt.console === deskId && attempt.by === by && attempt.status === 'under way');

function onFill(state: ConsolesState, { by, args }: EventOf<'fill'>, desk: Console, around: Surroundings): ConsoleStep {
  const session = sessionOf(state, around.scenario, args.console, by);
  for (const [name, value] of Object.entries(args.values)) {
    const field = desk.fields.find((each) => each.name === name);
    if (field === undefined && desk.kind !== 'prompt') return refused(state, 'unknown-field', `${desk.title} has no field ${name}`);
    if (field !== undefined && value !== '' && field.options.length > 0 && !field.options.some((option) => option.value === value))
      return refused(state, 'unknown-option', `${value} is no option of ${field.label}`);
  }
  return done(withSession(state, args.console, by, { ...session, values: { ...session.values, ...args.values } }));
}

function onSubmit(state: ConsolesState, event: EventOf<'submit'>, desk: Console, around: Surroundings): ConsoleStep {
  const { by, args } = event;
  const action = desk.actions.find(({ name }) => name === args.action);
  if (action === undefined) return refused(state, 'unknown-action', `${desk.title} has no action ${args.action}`);
  const busy = refusedWhileBusy(state, args.console, by, around);
  if (busy !== undefined) return busy;
  const { values } = sessionOf(state, around.scenario, args.console, by);
  return begun(begin(state, event, { desk, action, values, line: '' }, around), around);
}

/** What a step that began an attempt, or did not, comes to. */
function begun({ state, commands, problem }: ReturnType<typeof begin>, around: Surroundings): ConsoleStep {
  return done(problem === undefined ? withStopPrinted(state, state.attempts.length, around) : state, { commands, problem });
}

function refusedWhileBusy(state: ConsolesState, deskId: string, by: string, around: Surroundings): ConsoleStep | undefined {
  if (attemptUnderWay(state, deskId, by) !== undefined) return refused(state, 'busy', 'Answer what is asked first');
  if (sessionOf(state, around.scenario, deskId, by).switchingUntilUs !== undefined)
    return refused(state, 'switching', 'On the way to the other screen');
  return undefined;
}

function onAnswer(state: ConsolesState, { by, args }: EventOf<'answer'>, desk: Console, around: Surroundings): ConsoleStep {
  const attempt = attemptUnderWay(state, args.console, by);
  if (attempt === undefined && args.answer === 'switch') return onSwitch(state, by, args, desk, around);
  const run = attempt === undefined ? undefined : openRun(attempt);
  if (attempt === undefined || run === undefined || run.safeguard !== args.safeguard)
    return refused(state, 'not-asked', `${args.safeguard} asks nothing now`);
  const meeting = meetingOf(state, attempt, safeguardOf(state, attempt, run, around), around);
  if (!takes(run, args.answer, meeting)) return refused(state, 'no-answer', `${args.answer} is no answer to ${args.safeguard}`);
  const noted = { ...run, answers: [...run.answers, { atUs: around.nowUs, answer: args.answer, text: args.text }] };
  const answered = moveStep(state, attempt, noted, { type: args.answer, text: args.text }, around);
  const moved = walk(answered, attempt.number, around);
  return done(withStopPrinted(moved.state, attempt.number, around), { commands: moved.commands });
}

/** Goes over to another screen while nothing is under way. */
function onSwitch(state: ConsolesState, by: string, args: EntryArgs<'console.answer'>, desk: Console, around: Surroundings): ConsoleStep {
  const separation = separationOf(desk, state.variant);
  if (separation === undefined || separation.name !== args.safeguard)
    return refused(state, 'not-asked', `${args.safeguard} asks nothing now`);
  const groups = groupsOf(desk, separation.separation);
  const session = sessionOf(state, around.scenario, args.console, by);
  const group = args.text === '' ? groups.find((each) => each !== session.group) : args.text;
  if (group === undefined || !groups.includes(group)) return refused(state, 'unknown-screen', `There is no screen ${args.text}`);
  if (session.switchingUntilUs !== undefined || session.group === group)
    return refused(state, 'switching', `Already at ${group}, or on the way`);
  return done(withSession(state, args.console, by, goOver(session, group, around.nowUs + separation.switching)));
}

/** Takes a sent command back: one’s own, or with an audit trail anybody’s. */
function onUndo(state: ConsolesState, { by, args }: EventOf<'undo'>, desk: Console, around: Surroundings): ConsoleStep {
  const attempt = attemptOf(state, args.attempt);
  const run = attempt?.steps.find(({ kind, result }) => kind === 'undo' && result === 'open');
  const command = desk.actions.find(({ name }) => name === attempt?.action)?.undo;
  if (
    attempt === undefined ||
    attempt.console !== args.console ||
    run === undefined ||
    command === undefined ||
    attempt.undoUntilUs === undefined
  )
    return refused(state, 'no-undo', `Attempt ${args.attempt} cannot be undone here`);
  if (attempt.by !== by && !attempt.steps.some(({ kind }) => kind === 'audit'))
    return refused(state, 'no-undo', 'That attempt is somebody else’s');
  const used = moveStep(state, { ...attempt, undoUntilUs: undefined }, run, { type: 'use', text: by }, around);
  return done(used, { commands: [{ attempt: attempt.number, command: wordsWithFields(command, attempt.values), undo: true }] });
}

function onLine(state: ConsolesState, event: EventOf<'line'>, desk: Console, around: Surroundings): ConsoleStep {
  const { by, args } = event;
  if (desk.kind !== 'prompt') return refused(state, 'no-prompt', `${desk.title} takes no lines`);
  const busy = refusedWhileBusy(state, args.console, by, around);
  if (busy !== undefined) return busy;
  const session = sessionOf(state, around.scenario, args.console, by);
  const prompt = textWithFields(desk.prompt, session.values, around.read);
  const shownWith = (output: string, values = session.values) =>
    withSession(state, args.console, by, { ...printed(session, { atUs: around.nowUs, prompt, line: args.line, output }), values });
  if (args.line.trim() === '') return done(shownWith(''));
  const matched = promptLine(desk, args.line);
  if (matched === undefined) return done(shownWith(unknownLine(args.line)));
  const { line } = matched;
  // A line's own words count for it alone; what it sets stays.
  const values = { ...session.values, ...matched.values };
  const sets = Object.entries(line.sets ?? {}).map(([name, value]) => [name, setValue(value, values)]);
  const after = shownWith(line.prints === undefined ? '' : textWithFields(line.prints, values, around.read), {
    ...session.values,
    ...Object.fromEntries(sets),
  });
  const prints =
    line.looks === undefined && line.table === undefined
      ? undefined
      : {
          console: args.console,
          look: line.looks === undefined ? undefined : wordsWithFields(line.looks, values),
          table: line.table === undefined ? undefined : wordsWithFields(line.table, values),
        };
  const action = desk.actions.find(({ name }) => name === line.action);
  if (action === undefined) return done(after, { prints });
  const step = begun(begin(after, event, { desk, action, values, line: args.line }, around), around);
  if (step.problem === undefined) return { ...step, prints };
  return done(printOn(after, args.console, by, step.problem.reason, around), { prints });
}

/** `<host>` and `{host}` in what a line sets. */
const setValue = (value: string, values: Readonly<Record<string, string>>): string =>
  wordsWithFields(value.replace(/<([a-z][a-z0-9_]*)(?:\.\.\.)?>/g, '{$1}'), values);

/** What came of a command is noted, and printed where it was typed. */
function onOutcome(state: ConsolesState, { attempt: number, undo, outcome }: EventOf<'outcome'>, around: Surroundings): ConsolesState {
  const attempt = attemptOf(state, number);
  if (attempt === undefined) return state;
  const said = outcome.status === 'refused' ? outcome.reason : outcome.text;
  const offer = attempt.steps.find(({ kind, result }) => kind === 'undo' && result === 'open');
  const known = undo ? attempt : { ...attempt, outcome };
  const noted = undo ? state : withPrinted(withAttempt(state, known), attempt, said, around);
  if (offer === undefined) return noted;
  // What was refused needs no undoing; an undo that was refused leaves the command standing.
  if (outcome.status === 'refused')
    return moveStep(noted, { ...known, undoUntilUs: undefined }, offer, { type: 'refuse', text: said }, around);
  return undo ? moveStep(noted, { ...known, status: 'undone' }, offer, { type: 'proceed', text: said }, around) : noted;
}

/** Everything that is due by now: screens gone over to, then safeguards by the number of their attempt, each as often as it is due. */
function onTime(state: ConsolesState, around: Surroundings): ConsoleStep {
  const { nowUs, scenario } = around;
  let now = state;
  for (const { deskId, by, session } of sessionKeys(state)) {
    const arrived = arrive(session, scenario.consoles![deskId]!, state.variant, nowUs);
    if (arrived !== session) now = withSession(now, deskId, by, arrived);
  }
  const commands: ConsoleStep['commands'][number][] = [];
  for (let number = 1; number <= now.attempts.length; number++) {
    for (;;) {
      const attempt = attemptOf(now, number)!;
      const run = attempt.steps.find(({ dueUs }) => dueUs !== undefined && dueUs <= nowUs);
      if (run === undefined) break;
      const timed = moveStep(now, attempt, run, { type: 'time', text: '' }, around);
      const moved = attempt.status === 'under way' ? walk(timed, number, around) : { state: timed, commands: [] };
      now = attempt.status === 'under way' ? withStopPrinted(moved.state, number, around) : withoutOffer(moved.state, number);
      commands.push(...moved.commands);
    }
  }
  return done(now, { commands });
}

function withoutOffer(state: ConsolesState, number: number): ConsolesState {
  return withAttempt(state, { ...attemptOf(state, number)!, undoUntilUs: undefined });
}

/** When something at the consoles moves by itself next; undefined when nothing does. */
export function nextDueUs(state: ConsolesState): SimTimeUs | undefined {
  let next: SimTimeUs | undefined;
  const soonest = (dueUs: SimTimeUs | undefined) => {
    if (dueUs !== undefined && (next === undefined || dueUs < next)) next = dueUs;
  };
  for (const { steps } of state.attempts) for (const { dueUs } of steps) soonest(dueUs);
  for (const { switchingUntilUs } of Object.values(state.sessions)) soonest(switchingUntilUs);
  return next;
}
