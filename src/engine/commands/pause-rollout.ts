// pause-rollout: no further replica is replaced until resumed; a replacement under way is finished.
import { pauseRollout as pause, rolloutOf } from './rollout.ts';
import { type CommandEffect, done, findService, isRefusal, refuse } from './targets.ts';

export const pauseRollout: CommandEffect = (control, args) => {
  const service = findService(control, args['service']);
  if (isRefusal(service)) return service;
  const { name } = control.world.plan.services[service]!;
  const rollout = rolloutOf(control, service);
  if (rollout === undefined) return refuse('not-rolling', `No rollout of ${name} is under way.`);
  if (rollout.paused) return refuse('paused', `The rollout of ${name} is paused already.`);
  pause(control, rollout);
  return done(`Paused the rollout of ${name} after ${rollout.done} of ${rollout.total} replicas`);
};
