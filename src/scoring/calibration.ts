// Stated probabilities beside what was so: the raw material of a calibration curve over many drills.
import type { BeliefPoint, CalibrationPoint, SimTimeUs } from '../schema/index.ts';

/** Every probability of every statement, and what was left for "something else": it came true when no named cause was the true one. */
export function calibrationOf(beliefs: readonly BeliefPoint[]): CalibrationPoint[] {
  return beliefs.flatMap(({ atUs, beliefs: named }) => {
    const left = 1 - named.reduce((sum, { probability }) => sum + probability, 0);
    return [
      ...named.map(({ probability, isTruth }) => ({ probability, cameTrue: isTruth, atUs })),
      { probability: left < 1e-9 ? 0 : left, cameTrue: !named.some(({ isTruth }) => isTruth), atUs },
    ];
  });
}

/**
 * Microseconds from T+0 until the true cause was believed more than any other, for good; 0 when that was so before.
 * @returns undefined when it was not at the end, or nobody was paged
 */
export function timeToTrueCauseUs(beliefs: readonly BeliefPoint[], tPlusZeroUs: SimTimeUs | undefined): SimTimeUs | undefined {
  if (tPlusZeroUs === undefined) return undefined;
  let sinceUs: SimTimeUs | undefined;
  for (const { atUs, beliefs: named } of beliefs) {
    const truth = named.filter(({ isTruth }) => isTruth).reduce((sum, { probability }) => sum + probability, 0);
    const other = Math.max(0, ...named.filter(({ isTruth }) => !isTruth).map(({ probability }) => probability));
    sinceUs = truth > other ? (sinceUs ?? atUs) : undefined;
  }
  return sinceUs === undefined ? undefined : Math.max(0, sinceUs - tPlusZeroUs);
}
