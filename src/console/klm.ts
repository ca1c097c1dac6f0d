// What a routine task costs a practised person who makes no mistakes: the keystroke-level model of Card, Moran and Newell (CACM 23(7), 1980; “The Psychology of
// Human-Computer Interaction”, 1983, chapter 8), plus the mean time that safeguards keep one waiting. Reading is counted as one mental preparation a figure.
import {
  type Console,
  type ConsoleField,
  type ConsoleVariant,
  type Distribution,
  exprWithFields,
  type FieldValues,
  meanUs,
  type Safeguard,
  type ShownFigure,
  type SimTimeUs,
  safeguardsOf,
  textWithFields,
} from '../schema/index.ts';
import { groupOf } from './separations.ts';

/** Operators in seconds: K a key of an average typist, P pointing with a mouse, H from mouse to keyboard or back, M mental preparation, B a click. */
export const KLM = { K: 0.28, P: 1.1, H: 0.4, M: 1.35, B: 0.2 } as const;
const { K, P, H, M, B } = KLM;

const PRESS = P + B;
const DIGITS_OF_A_CODE = 6;

export interface RoutineWork {
  action: string;
  values: FieldValues;
}

/**
 * Seconds for one routine task, from the first field to the command.
 * @param holds whether a comparison holds for this task; its values are put in already
 */
export function routineSeconds(desk: Console, variant: ConsoleVariant, work: RoutineWork, holds: (expr: string) => boolean): number {
  const values = { ...Object.fromEntries(desk.fields.map(({ name, initial }) => [name, initial])), ...work.values };
  const judged = (expr: string) => holds(exprWithFields(expr, values));
  const met = safeguardsOf(desk, variant).filter(
    ({ on, when }) => (on.length === 0 || on.includes(work.action)) && (when === undefined || judged(when)),
  );
  const entry = desk.kind === 'prompt' ? lineSeconds(desk, work) : formSeconds(desk, work);
  return met.reduce((sum, safeguard) => sum + safeguardSeconds(safeguard, desk, values, judged), entry);
}

const typed = (length: number): number => M + K * (length + 1);

/** Fields that differ from what stands there, then the button. */
function formSeconds(desk: Console, { values }: RoutineWork): number {
  const entered = desk.fields.filter(({ name, initial }) => values[name] !== undefined && values[name] !== initial);
  return entered.reduce((sum, field) => sum + fieldSeconds(field, values[field.name]!), 0) + M + PRESS;
}

/** A choice is opened and picked from; anything else is pointed at and typed, with the hand going over to the keyboard and back. */
const fieldSeconds = ({ type }: ConsoleField, value: string): number =>
  type === 'choice' ? M + PRESS + M + PRESS : M + PRESS + H + K * value.length + H;

/** The lines of a prompt: those that set what has to be set, then the one that acts. Hands stay on the keyboard. */
function lineSeconds(desk: Console, { action, values }: RoutineWork): number {
  const own = desk.lines.find((line) => line.action === action);
  const ownWords = own?.types ?? '';
  const fill = (types: string) => types.replace(/<([a-z][a-z0-9_]*)(?:\.\.\.)?>/g, (_, name: string) => values[name] ?? '');
  const before = desk.fields
    .filter(
      ({ name, initial }) => values[name] !== undefined && values[name] !== initial && !new RegExp(`<${name}(\\.\\.\\.)?>`).test(ownWords),
    )
    .flatMap(({ name }) => desk.lines.find(({ sets }) => sets !== undefined && Object.hasOwn(sets, name)) ?? []);
  return [...new Set(before), ...(own === undefined ? [] : [own])].reduce((sum, { types }) => sum + typed(fill(types).length), 0);
}

const seconds = (us: SimTimeUs): number => us / 1_000_000;
const reading = (shown: readonly ShownFigure[]): number => M * shown.length;

/** What one safeguard adds; nothing for those that only look. */
function safeguardSeconds(safeguard: Safeguard, desk: Console, values: FieldValues, holds: (expr: string) => boolean): number {
  if ('warning' in safeguard) return (holds(safeguard.holds) ? 1 : safeguard.harmless) * (M + PRESS);
  if ('confirmation' in safeguard) return reading(safeguard.shows) + M + PRESS;
  if ('phrase' in safeguard) return H + typed(textWithFields(safeguard.phrase, values, () => '0').length) + H;
  if ('secondFactor' in safeguard)
    return meanSeconds(safeguard.arrivesIn) + M + (safeguard.secondFactor === 'code' ? H + K * (DIGITS_OF_A_CODE + 1) + H : H + K + H);
  if ('secondPerson' in safeguard) return meanSeconds(safeguard.takes);
  if ('unlock' in safeguard) return M + PRESS + seconds(safeguard.holds);
  if ('countdown' in safeguard) return seconds(safeguard.countdown);
  if ('dryRun' in safeguard)
    return (safeguard.takes === undefined ? 0 : meanSeconds(safeguard.takes)) + reading(safeguard.dryRun) + M + PRESS;
  if ('checklist' in safeguard)
    return safeguard.checklist.filter(({ required, holds: auto }) => required && auto === undefined).length * (M + PRESS) + M + PRESS;
  if ('separation' in safeguard) {
    const group = groupOf(desk, safeguard.separation, values[safeguard.separation] ?? '');
    return group === undefined || group === safeguard.starts ? 0 : M + PRESS + seconds(safeguard.switching);
  }
  return 0;
}

/** The mean of a distribution of times, in seconds. */
export const meanSeconds = (distribution: Distribution): number => seconds(meanUs(distribution));
