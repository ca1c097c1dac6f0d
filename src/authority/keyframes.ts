// Keyframes: the run's state every 30 s, so that any instant of a drill is a short run away; seldomer in runs longer than two hours,
// because a state takes about a megabyte.
import type { SimTimeUs } from '../schema/index.ts';
import type { RunState } from './run.ts';

const EVERY_US = 30_000_000;
const COUNT_MAX = 240;

/** The time between keyframes (and checkpoints) of a run of this length: a multiple of 30 s. */
export function keyframeEveryUs(lengthUs: SimTimeUs): SimTimeUs {
  return EVERY_US * Math.max(1, Math.ceil(lengthUs / (EVERY_US * COUNT_MAX)));
}

export class Keyframes {
  readonly #states: RunState[] = [];

  keep(state: RunState): void {
    this.#states.push(state);
  }

  /** The last state at or before an instant. */
  before(atUs: SimTimeUs): RunState | undefined {
    return this.#states.findLast((state) => state.atUs <= atUs);
  }
}
