// An attempt in front of a safeguard, with the values of the attempt put into whatever the safeguard asks.
import {
  exprWithFields,
  type FieldValues,
  type Safeguard,
  type ShownFigure,
  type ShownFigureView,
  textWithFields,
} from '../schema/index.ts';
import type { Meeting } from './safeguards/safeguard.ts';
import { sessionOf } from './sessions.ts';
import type { Attempt, ConsolesState, Surroundings } from './types.ts';

const NO_READING = '(no reading)';

/** Figures as they are read now, values put in. */
export const figuresWith = (shown: readonly ShownFigure[], values: FieldValues, surroundings: Surroundings): ShownFigureView[] =>
  shown.map(({ label, value, text, unit, alarming }) => ({
    label,
    text: [
      ...(value === undefined ? [] : [figureText(exprWithFields(value, values), unit, surroundings)]),
      ...(text === undefined ? [] : [textWithFields(text, values, surroundings.read)]),
    ].join(' '),
    alarming: alarming !== undefined && surroundings.holds(exprWithFields(alarming, values)),
  }));

function figureText(expr: string, unit: ShownFigure['unit'], surroundings: Surroundings): string {
  const value = surroundings.number(expr);
  return value === undefined || Number.isNaN(value) ? NO_READING : surroundings.figure(value, unit);
}

export function meetingOf(state: ConsolesState, attempt: Attempt, safeguard: Safeguard, surroundings: Surroundings): Meeting {
  const { scenario, nowUs } = surroundings;
  const { values, by } = attempt;
  const purpose = (name: string) => `${attempt.draws} ${safeguard.name} ${name}`;
  return {
    safeguard,
    console: scenario.consoles![attempt.console]!,
    attempt,
    session: sessionOf(state, scenario, attempt.console, by),
    nowUs,
    sentAtUs: state.attempts
      .filter((each) => each.by === by && each.console === attempt.console && (each.status === 'sent' || each.status === 'undone'))
      .map(({ endedAtUs }) => endedAtUs!),
    holds: (expr) => surroundings.holds(exprWithFields(expr, values)),
    text: (template) => textWithFields(template, values, surroundings.read),
    figures: (shown) => figuresWith(shown, values, surroundings),
    uniform: (name) => surroundings.uniform(purpose(name)),
    delayUs: (distribution, name) => surroundings.delayUs(distribution, purpose(name)),
    nameOf: (person) => scenario.people[person]?.name ?? person,
  };
}
