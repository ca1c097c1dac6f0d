// Which tries an instruction stands in. A frame has a counter for its outer and one for its inner retry step, and only the steps that are run
// set theirs to zero: elsewhere a counter holds what another step or another request left there.
import { type Plan, RETRY, SCOPE } from '../compile/plan.ts';
import { FRAME, type LiveWorld } from '../world/index.ts';

/** By instruction: bit 0 when it is inside an outer retry step, bit 1 when it is inside an inner one. */
export function retriesAround(plan: Plan): Uint8Array {
  return Uint8Array.from(plan.scopeOf, (innermost) => {
    let levels = 0;
    for (let scope = innermost; scope !== 0; scope = plan.scopes[scope + 3]!)
      if (plan.scopes[scope] === SCOPE.retry) levels |= 1 << plan.retries[plan.scopes[scope + 1]! + RETRY.level]!;
    return levels;
  });
}

/** Tries of a frame after the first, in the retry steps of these bits. */
export function triesIn(world: LiveWorld, frame: number, levels: number): number {
  const { I } = world;
  return ((levels & 1) !== 0 ? I[frame + FRAME.tries0]! : 0) + ((levels & 2) !== 0 ? I[frame + FRAME.tries1]! : 0);
}
