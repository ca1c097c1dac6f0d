// How long something still takes, as it is shown and as it is said aloud: a screen reader hears it seldom enough to be left in peace. Pure.
import { spanWords } from '../theme/index.ts';

/** Whole seconds that are left, never below nought. @param untilUs both instants in microseconds of story time */
export const secondsLeft = (untilUs: number, nowUs: number): number => Math.max(0, Math.ceil((untilUs - nowUs) / 1e6));

/** The share of a wait that has passed, 0 to 1. */
export function passedRatio(fromUs: number, untilUs: number, nowUs: number): number {
  if (untilUs <= fromUs) return 1;
  return Math.min(1, Math.max(0, (nowUs - fromUs) / (untilUs - fromUs)));
}

/** What is read aloud: changes at each minute, below one at each ten seconds, below ten only at five and at nought. */
export function calmlySaid(seconds: number): string {
  const step = seconds > 60 ? 60 : seconds > 10 ? 10 : 5;
  const rounded = Math.ceil(seconds / step) * step;
  return rounded === 0 ? 'no time left' : `${spanWords(rounded * 1e6)} left`;
}
