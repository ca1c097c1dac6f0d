// delete: every replica ends at once and the deployment is gone for good.
import { killPod, podsOf } from '../control/pods.ts';
import { rolloutOf, stop } from './rollout.ts';
import { type CommandEffect, done, findService, isRefusal } from './targets.ts';

export const deleteService: CommandEffect = (control, args) => {
  const service = findService(control, args['service']);
  if (isRefusal(service)) return service;
  const { name } = control.world.plan.services[service]!;
  const rollout = rolloutOf(control, service);
  if (rollout !== undefined) stop(control, rollout, 'the service was deleted');
  const pods = podsOf(control, service);
  control.state.services[service]!.deleted = true;
  for (const pod of pods) killPod(control, pod, 'process.killed');
  control.world.deleteService(service);
  return done(`Deleted ${name} and its ${pods.length} replicas`);
};
