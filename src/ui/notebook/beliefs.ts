// Arithmetic of beliefs: shares in whole percent that never sum above one; the rest is "something else". Pure.
import type { Cause } from '../../schema/index.ts';

export interface Belief {
  cause: Cause;
  probability: number;
}

/** Under which the room remembers beliefs that are not recorded yet. */
export const DRAFT_KEY = 'beliefs.draft';

export const sameCause = (a: Cause, b: Cause): boolean => a.component === b.component && a.kind === b.kind;
export const causeText = (cause: Cause): string => `${cause.component}: ${cause.kind}`;

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
