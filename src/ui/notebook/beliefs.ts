// Arithmetic of beliefs: shares in whole percent that never sum above one; the rest is "something else". Pure.
import type { Cause, JournalEntry } from '../../schema/index.ts';

export interface Belief {
  cause: Cause;
  probability: number;
}

export const sameCause = (a: Cause, b: Cause): boolean => a.component === b.component && a.kind === b.kind;
export const causeText = (cause: Cause): string => `${cause.component}: ${cause.kind}`;

/** The component that a look names, as a cause could be there. @param args of the look */
export const componentOf = (args: Readonly<Record<string, unknown>>, components: readonly string[]): string | undefined =>
  components.find((component) => Object.values(args).includes(component));

const percent = (ratio: number): number => Math.round(ratio * 100);

/** Sets one belief; when there is no room the others give way in proportion, so that the sum stays at most 100 %. */
export function setBelief(beliefs: readonly Belief[], cause: Cause, probability: number): Belief[] {
  const wanted = Math.max(0, Math.min(100, percent(probability)));
  const others = beliefs.filter((belief) => !sameCause(belief.cause, cause));
  const sum = others.reduce((total, belief) => total + percent(belief.probability), 0);
  const room = 100 - wanted;
  const shrink = sum > room ? room / sum : 1;
  const shrunk = (belief: Belief): Belief => ({
    ...belief,
    probability: (shrink === 1 ? percent(belief.probability) : Math.floor(percent(belief.probability) * shrink)) / 100,
  });
  const known = beliefs.some((belief) => sameCause(belief.cause, cause));
  const changed = beliefs.map((belief) => (sameCause(belief.cause, cause) ? { cause, probability: wanted / 100 } : shrunk(belief)));
  return known ? changed : [...changed, { cause, probability: wanted / 100 }];
}

/** What is left for causes nobody named, 0..1. */
export function somethingElse(beliefs: readonly Belief[]): number {
  return Math.max(0, 100 - beliefs.reduce((total, belief) => total + percent(belief.probability), 0)) / 100;
}

export const sameBeliefs = (a: readonly Belief[], b: readonly Belief[]): boolean =>
  a.length === b.length &&
  a.every((belief) =>
    b.some((other) => sameCause(belief.cause, other.cause) && percent(belief.probability) === percent(other.probability)),
  );

/** What is sent: a cause at 0 % is one that is no longer named. */
export const stated = (beliefs: readonly Belief[]): Belief[] => beliefs.filter(({ probability }) => percent(probability) > 0);

/** The beliefs recorded before the last ones; empty when those were the first, undefined when there are none at all. */
export function beliefsBefore(journal: readonly JournalEntry[], untilUs: number): Belief[] | undefined {
  const sets = journal.filter((entry) => entry.kind === 'hypothesis.set' && entry.atUs <= untilUs) as JournalEntry<'hypothesis.set'>[];
  return sets.length === 0 ? undefined : (sets.at(-2)?.args.beliefs ?? []);
}

/** Why each recorded value was set, by instant. */
export function reasonsOf(journal: readonly JournalEntry[]): ReadonlyMap<number, string> {
  return new Map(journal.flatMap((entry) => (entry.kind === 'hypothesis.set' ? [[entry.atUs, entry.args.because] as const] : [])));
}
