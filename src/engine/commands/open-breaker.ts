// open-breaker: calls behind it are refused at once, and are not retried, until it is given back.
import { type CommandEffect, done, findBreaker, isRefusal, refuse } from './targets.ts';

export const openBreaker: CommandEffect = (control, args) => {
  const breaker = findBreaker(control, args['breaker']);
  if (isRefusal(breaker)) return breaker;
  const { name } = control.world.plan.breakers[breaker]!;
  if (control.state.forced.includes(breaker)) return refuse('no-change', `${name} is held open already.`);
  control.forceBreaker(breaker, true);
  return done(`Opened ${name}; it stays open until it is given back`);
};
