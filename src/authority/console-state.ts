// What is remembered of consoles, of the routine work on them and of slips, as immutable plain data: part of the director's state, so of keyframes and forks.
import { type Attempt, type ConsolesState, initialConsoles } from '../console/index.ts';
import { type ConsoleVariant, enteredNumber, type Scenario, type SimTimeUs } from '../schema/index.ts';

/** One routine task, by its place in the scenario. */
export interface TaskState {
  /** When it was handed over; undefined before. */
  readonly atUs: SimTimeUs | undefined;
  readonly doneAtUs: SimTimeUs | undefined;
  /** The attempt that did it. */
  readonly attempt: number | undefined;
}
/** One slip of a person of the scenario, by its place in the scenario. */
export interface SlipState {
  /** How often the person has begun it. */
  readonly tries: number;
  /** The attempt they are at; undefined when none is under way. */
  readonly attempt: number | undefined;
  /** They will answer by themselves; false while the console makes them wait. */
  readonly answering: boolean;
}
export interface DeskState {
  readonly room: ConsolesState;
  /** In which role each attempt was begun, by its number. */
  readonly roles: Readonly<Record<number, string>>;
  readonly tasks: readonly TaskState[];
  readonly slips: readonly SlipState[];
}

export function initialDesk(scenario: Scenario, variant: ConsoleVariant = 'dangerous'): DeskState | undefined {
  if (scenario.consoles === undefined) return undefined;
  return {
    room: initialConsoles(variant),
    roles: {},
    tasks: (scenario.routine ?? []).map(() => ({ atUs: undefined, doneAtUs: undefined, attempt: undefined })),
    slips: (scenario.slips ?? []).map(() => ({ tries: 0, attempt: undefined, answering: false })),
  };
}

/** The command was given and had an effect, or may have had one. */
export const tookEffect = ({ status, outcome }: Attempt): boolean =>
  (status === 'sent' || status === 'undone') && (outcome?.status === 'done' || outcome?.status === 'unknown');

/** Whether what was entered is what was wanted; numbers by their value. */
export function sameValues(wanted: Readonly<Record<string, string>>, entered: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const given = entered[name] ?? '';
    const number = enteredNumber(value);
    return number === undefined ? given.trim() === value.trim() : enteredNumber(given) === number;
  });
}

/** A task is done by the first attempt with its values that took effect after it was handed over; each attempt does one. */
export function tasksDone(scenario: Scenario, tasks: readonly TaskState[], attempt: Attempt, atUs: SimTimeUs): readonly TaskState[] {
  if (!tookEffect(attempt) || tasks.some((task) => task.attempt === attempt.number)) return tasks;
  const index = (scenario.routine ?? []).findIndex(({ console: name, action, values }, at) => {
    const task = tasks[at]!;
    if (task.atUs === undefined || task.doneAtUs !== undefined) return false;
    return name === attempt.console && action === attempt.action && sameValues(values, attempt.values);
  });
  return index < 0 ? tasks : tasks.with(index, { ...tasks[index]!, doneAtUs: atUs, attempt: attempt.number });
}
