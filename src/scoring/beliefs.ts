// What the trainee believed, when, and how good that was: belief curve, Brier scores, rivals and when they were ruled out.
// "Something else" is spread over many causes, so it adds nothing of its own: all of it scores 1, the score of knowing nothing.
import type { BeliefPoint, Cause, JournalEntry, Scenario, SimTimeUs, Truth } from '../schema/index.ts';

export type HypothesisEntry = Extract<JournalEntry, { kind: 'hypothesis.set' }>;
type Belief = HypothesisEntry['args']['beliefs'][number];

/** Below this share a rival no longer counts as alive. */
export const ALIVE_RATIO = 0.1;
/** A change of belief of this size is a swing. */
export const SWING_RATIO = 0.2;
const IGNORANCE = 1;

const same = (one: Cause, other: Cause): boolean => one.component === other.component && one.kind === other.kind;

export function isTruth(truth: Truth, cause: Cause): boolean {
  return (truth.cause !== undefined && same(truth.cause, cause)) || truth.alsoAccepted.some((accepted) => same(accepted, cause));
}

/**
 * Index of the rival that a cause speaks of: the same cause, or another fault of a component that only this rival names and the truth does not.
 * @returns undefined for the truth and for causes nobody listed
 */
export function rivalOf(truth: Truth, cause: Cause): number | undefined {
  if (isTruth(truth, cause)) return undefined;
  const exact = truth.rivals.findIndex((rival) => same(rival.cause, cause));
  if (exact >= 0) return exact;
  if (truth.cause?.component === cause.component) return undefined;
  const named = truth.rivals.flatMap((rival, index) => (rival.cause.component === cause.component ? [index] : []));
  return named.length === 1 ? named[0] : undefined;
}

/** Whether a stated cause is the wanted one: a cause by name, the truth, or a given rival. */
export type CausePicker = (cause: Cause) => boolean;

/** Summed probability of the picked causes, and whether any of them was named. */
export function beliefIn(entry: HypothesisEntry, picks: CausePicker): { probability: number; named: boolean } {
  let probability = 0;
  let named = false;
  for (const belief of entry.args.beliefs) {
    if (!picks(belief.cause)) continue;
    probability += belief.probability;
    named = true;
  }
  return { probability, named };
}

/** Multi-class Brier score, 0 (certain and right) to 2 (certain and wrong); with no true cause, every belief in one is wrong. */
export function brier(truth: Truth, beliefs: readonly Belief[]): number {
  let wrong = 0;
  let right = 0;
  let all = 0;
  for (const belief of beliefs) {
    all += belief.probability;
    if (isTruth(truth, belief.cause)) right += belief.probability;
    else wrong += belief.probability * belief.probability;
  }
  const missed = truth.cause === undefined ? all : 1 - right;
  return wrong + missed * missed;
}

export function beliefPoints(scenario: Scenario, sets: readonly HypothesisEntry[]): BeliefPoint[] {
  return sets.map((entry) => ({
    atUs: entry.atUs,
    seq: entry.seq,
    beliefs: entry.args.beliefs.map((belief) => ({
      component: belief.cause.component,
      kind: belief.cause.kind,
      probability: belief.probability,
      isTruth: isTruth(scenario.truth, belief.cause),
    })),
    brier: brier(scenario.truth, entry.args.beliefs),
  }));
}

/**
 * Brier score averaged over time. Time before the first statement counts as knowing nothing (1).
 * @returns undefined when nothing was ever stated or the stretch is empty
 */
export function brierOverTime(points: readonly BeliefPoint[], fromUs: SimTimeUs, toUs: SimTimeUs): number | undefined {
  if (points.length === 0 || toUs <= fromUs) return undefined;
  let score = IGNORANCE;
  let sinceUs = fromUs;
  let sum = 0;
  for (const point of points) {
    const atUs = Math.min(Math.max(point.atUs, fromUs), toUs);
    sum += score * (atUs - sinceUs);
    sinceUs = atUs;
    score = point.brier;
  }
  sum += score * (toUs - sinceUs);
  return sum / (toUs - fromUs);
}

/** Half the summed change between two statements, "something else" included: 0 (same) to 1 (everything moved). */
export function beliefDistance(before: BeliefPoint | undefined, after: BeliefPoint): number {
  const was = byCause(before);
  const is = byCause(after);
  let sum = 0;
  for (const cause of new Set([...was.keys(), ...is.keys()])) sum += Math.abs((was.get(cause) ?? 0) - (is.get(cause) ?? 0));
  return sum / 2;
}

function byCause(point: BeliefPoint | undefined): Map<string, number> {
  const shares = new Map<string, number>();
  let rest = 1;
  for (const belief of point?.beliefs ?? []) {
    const cause = `${belief.component} ${belief.kind}`;
    shares.set(cause, (shares.get(cause) ?? 0) + belief.probability);
    rest -= belief.probability;
  }
  shares.set('something else', rest);
  return shares;
}

/** The belief held strongest; undefined when nothing was named. */
export function leading(point: BeliefPoint): BeliefPoint['beliefs'][number] | undefined {
  let best: BeliefPoint['beliefs'][number] | undefined;
  for (const belief of point.beliefs) if (best === undefined || belief.probability > best.probability) best = belief;
  return best;
}
