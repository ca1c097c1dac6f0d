// What scheduled actions do.
import { restartReplica, startGreen, startReplica, swapReplica, switchTraffic } from '../commands/rollout.ts';
import { beginFault, endFault, tickFault } from '../faults/index.ts';
import { applyChange } from './changes.ts';
import type { Control } from './control.ts';
import { drainNext } from './nodes.ts';
import { killPod, podBySerial } from './pods.ts';
import type { Action } from './state.ts';

/** Carries out an action at the present instant. */
export function perform(control: Control, action: Action): void {
  switch (action.do) {
    case 'change':
      return applyChange(control, action.change);
    case 'fault':
      return beginFault(control, action.fault);
    case 'fault.end':
      return endFault(control, action.id);
    case 'fault.tick':
      return tickFault(control, action.id);
    case 'rollout.start-replica':
      return startReplica(control, action.id);
    case 'rollout.swap':
      return swapReplica(control, action.id);
    case 'rollout.start-green':
      return startGreen(control, action.id);
    case 'rollout.switch':
      return switchTraffic(control, action.id);
    case 'restart.replica':
      return restartReplica(control, action.id);
    case 'node.drain':
      return drainNext(control, action.node);
    case 'pod.kill': {
      const pod = podBySerial(control, action.serial);
      if (pod !== undefined) killPod(control, pod, 'process.killed');
    }
  }
}
