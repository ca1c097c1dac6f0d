// Processes of a service crash: what they had in work fails at their callers. The oldest go first.
import { killPod, livePods, startPod, startsUs } from '../control/pods.ts';
import type { FaultKind, FaultOf } from './kind.ts';

type Crash = FaultOf<'crashReplicas'>;

export const crashReplicas: FaultKind = {
  key: 'crashReplicas',
  description: 'Some replicas of a service crash with everything in them; with `restarts` new ones start at once',
  component: (fault) => (fault as Crash).crashReplicas,
  lasts: () => 0,
  apply: (control, fault) => {
    const crash = fault as Crash;
    const service = control.world.plan.services.findIndex(({ name }) => name === crash.crashReplicas);
    const victims = livePods(control, service)
      .filter((pod) => pod.status === 'ready')
      .slice(0, crash.count);
    for (const pod of victims) killPod(control, pod, 'process.crashed');
    if (crash.restarts) for (const pod of victims) startPod(control, service, pod.revision, startsUs(control, service));
  },
};
