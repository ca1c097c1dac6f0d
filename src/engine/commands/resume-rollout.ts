// resume-rollout: a paused rollout goes on with the next replica.
import { remainingUs, resumeRollout as resume, rolloutOf } from './rollout.ts';
import { type CommandEffect, done, findService, isRefusal, refuse } from './targets.ts';

export const resumeRollout: CommandEffect = (control, args) => {
  const service = findService(control, args['service']);
  if (isRefusal(service)) return service;
  const { name } = control.world.plan.services[service]!;
  const rollout = rolloutOf(control, service);
  if (rollout === undefined) return refuse('not-rolling', `No rollout of ${name} is under way.`);
  if (!rollout.paused) return refuse('not-paused', `The rollout of ${name} is not paused.`);
  resume(control, rollout);
  return done(`Resumed the rollout of ${name}`, remainingUs(control, rollout));
};
