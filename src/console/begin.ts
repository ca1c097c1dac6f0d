// How an attempt begins: what the command has no place for is refused, then it takes its values and meets its first safeguards.
import { type Console, type ConsoleAction, enteredNumber, exprWithFields, wordsWithFields } from '../schema/index.ts';
import { type Moved, walk, withAttempt } from './attempts.ts';
import type { Attempt, ConsoleStep, ConsolesState, Surroundings } from './types.ts';

export interface Pressed {
  desk: Console;
  action: ConsoleAction;
  values: Readonly<Record<string, string>>;
  line: string;
}

/** An attempt begins and meets its first safeguards. A value that the command has no place for is refused before. */
export function begin(
  state: ConsolesState,
  { by, seq, draws, args }: { by: string; seq: number; draws: string; args: { console: string } },
  { desk, action, values, line }: Pressed,
  around: Surroundings,
): Moved & Pick<ConsoleStep, 'problem'> {
  const problem = valueProblem(desk, action, values);
  if (problem !== undefined) return { state, commands: [], problem };
  const attempt: Attempt = {
    number: state.attempts.length + 1,
    console: args.console,
    action: action.name,
    by,
    seq,
    draws,
    startedAtUs: around.nowUs,
    endedAtUs: undefined,
    values,
    command: wordsWithFields(action.do, values),
    line,
    steps: [],
    status: 'under way',
    stoppedBy: undefined,
    slip: slipOf(args.console, action.name, values, around),
    outcome: undefined,
    undoUntilUs: undefined,
  };
  const moved = walk(withAttempt(state, attempt), attempt.number, around);
  return { ...moved, problem: undefined };
}

function valueProblem(
  desk: Console,
  action: ConsoleAction,
  values: Readonly<Record<string, string>>,
): { code: string; reason: string } | undefined {
  const words = [...action.do.matchAll(/\{([a-z][a-z0-9_]*)\}/g)].map(([placeholder, name = '']) => ({
    name,
    last: action.do.trimEnd().endsWith(placeholder),
  }));
  for (const { name, last } of words) {
    const field = desk.fields.find((each) => each.name === name);
    const label = field?.label ?? name;
    const value = values[name] ?? '';
    if (value.trim() === '') return { code: 'console/missing-value', reason: `${label} is empty` };
    if (field?.type === 'number' && enteredNumber(value) === undefined)
      return { code: 'console/not-a-number', reason: `${label} is no number` };
    if (!last && /\s/.test(value.trim())) return { code: 'console/bad-value', reason: `${label} has a space in it` };
  }
  return undefined;
}

/** The slip that these values are, by its name; the first that matches. */
function slipOf(deskId: string, action: string, values: Readonly<Record<string, string>>, around: Surroundings): string | undefined {
  return (around.scenario.slips ?? []).find(
    (slip) =>
      slip.console === deskId &&
      slip.action === action &&
      (slip.matches === undefined
        ? Object.entries(slip.values).every(([name, value]) => values[name] === value)
        : around.holds(exprWithFields(slip.matches, values))),
  )?.name;
}
