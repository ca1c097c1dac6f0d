// How far the surges of the time-line multiply the demand of a journey where most of them come together: what a budget has to reckon with.
import type { Scenario } from '../scenario/scenario.ts';
import { storyTimeUs } from '../text/story-time.ts';

/** At least 1. A surge whose beginning is not known beforehand (T+…, `when`) may come at any time and is taken to last. */
export function surgeFactorMax({ timeline, startsAtMs }: Scenario, journey: string): number {
  const surges = timeline.flatMap(({ at, fault }) => {
    if (fault === undefined || !('surge' in fault) || fault.factor <= 1 || (fault.surge !== 'all' && fault.surge !== journey)) return [];
    const knownUs = at === undefined ? undefined : storyTimeUs(at, startsAtMs);
    const untilUs = knownUs === undefined || fault.for === undefined ? Number.POSITIVE_INFINITY : knownUs + fault.for;
    return [{ fromUs: knownUs ?? 0, untilUs, factor: fault.factor }];
  });
  const together = (atUs: number): number =>
    surges.reduce((product, { fromUs, untilUs, factor }) => (fromUs <= atUs && atUs < untilUs ? product * factor : product), 1);
  return surges.reduce((most, { fromUs }) => Math.max(most, together(fromUs)), 1);
}
