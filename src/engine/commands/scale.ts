// scale: adds replicas of the current revision, or takes the newest away.
import { drainPod, livePods, reportScaled, startPod, startsUs } from '../control/pods.ts';
import { READY_MAX } from '../world/index.ts';
import { rolloutOf } from './rollout.ts';
import { type CommandEffect, done, findService, isRefusal, refuse } from './targets.ts';

export const scale: CommandEffect = (control, args) => {
  const service = findService(control, args['service']);
  if (isRefusal(service)) return service;
  const { name } = control.world.plan.services[service]!;
  const wanted = args['replicas'] as number;
  const rollout = rolloutOf(control, service);
  if (rollout !== undefined && !rollout.paused)
    return refuse('rolling', `A rollout of ${name} is under way; pause it, roll it back or wait.`);
  const live = livePods(control, service);
  const state = control.state.services[service]!;
  if (state.desired === wanted && live.length === wanted) return refuse('no-change', `${name} has ${wanted} replicas already.`);
  if (wanted > READY_MAX / 2) return refuse('limit', `${name} can have at most ${READY_MAX / 2} replicas.`);
  state.desired = wanted;
  if (wanted < live.length) {
    reportScaled(control, live[0]!, live.length, wanted);
    for (const pod of live.slice(wanted).reverse()) drainPod(control, pod);
    return done(`Scaling ${name} from ${live.length} down to ${wanted} replicas`);
  }
  const starts = startsUs(control, service);
  if (wanted === live.length) return done(`${name} has ${wanted} replicas`);
  const fresh = Array.from({ length: wanted - live.length }, () => startPod(control, service, state.current, starts));
  if (fresh[0] !== undefined) reportScaled(control, fresh[0], live.length, wanted);
  return done(`Scaling ${name} from ${live.length} up to ${wanted} replicas`, control.nowUs + starts);
};
