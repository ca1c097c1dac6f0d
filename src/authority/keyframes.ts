// Keyframes: the run's state every 30 s, so that any instant of a drill is a short run away.
import type { SimTimeUs } from '../schema/index.ts';
import type { RunState } from './run.ts';

export const KEYFRAME_EVERY_US = 30_000_000;

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
