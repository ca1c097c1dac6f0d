// close-breaker: a breaker that was opened by hand closes and works by its own thresholds again.
import { type CommandEffect, done, findBreaker, isRefusal, refuse } from './targets.ts';

export const closeBreaker: CommandEffect = (control, args) => {
  const breaker = findBreaker(control, args['breaker']);
  if (isRefusal(breaker)) return breaker;
  const { name } = control.world.plan.breakers[breaker]!;
  if (!control.state.forced.includes(breaker))
    return refuse('not-forced', `${name} was not opened by hand; it works by its own thresholds.`);
  control.forceBreaker(breaker, false);
  return done(`${name} is closed and automatic again`);
};
