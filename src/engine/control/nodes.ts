// Machines: where pods are placed, and what moves them. A machine has no capacity of its own: it is a place that can be closed to new pods.
// A new pod goes to the schedulable node with the fewest pods, by name among equals; without one it waits until a node opens.
import type { NodeState } from '../../schema/index.ts';
import type { Control } from './control.ts';
import { drainPod, startPod, startsUs } from './pods.ts';
import type { Pod } from './state.ts';

/** A drain that has to wait for a rollout looks again after this time. */
const LOOK_AGAIN_US = 5_000_000;

export function nodesOf(control: Control): NodeState[] {
  return control.state.nodes.map(({ name, schedulable }, index) => ({
    node: name,
    schedulable,
    pods: control.state.pods.filter((pod) => pod.node === index).length,
  }));
}

export function setSchedulable(control: Control, index: number, schedulable: boolean): void {
  const node = control.state.nodes[index]!;
  node.schedulable = schedulable;
  const status = schedulable ? 'NodeSchedulable' : 'NodeNotSchedulable';
  control.cluster.add('Normal', status, `node/${node.name}`, `Node ${node.name} status is now: ${status}`);
}

/** Ends a pod in an orderly way; its replica set starts another of the same revision at once. @returns the new one's name; undefined when there is none */
export function replacePod(control: Control, pod: Pod): string | undefined {
  drainPod(control, pod);
  if (control.state.services[pod.service]!.deleted) return undefined;
  return startPod(control, pod.service, pod.revision, startsUs(control, pod.service))?.name;
}

/** Whether a rollout is bringing this pod up: it is not to be replaced until it serves. */
export const isBeingRolledOut = (control: Control, pod: Pod): boolean =>
  control.state.rollouts.some(({ fresh }) => fresh.includes(pod.serial));

/** Evicts the next pod of a node that is being drained, and goes on when its replacement has had time to start. */
export function drainNext(control: Control, index: number): void {
  const node = control.state.nodes[index]!;
  if (node.schedulable) return;
  const left = control.state.pods.filter((pod) => pod.node === index && (pod.status === 'starting' || pod.status === 'ready'));
  const pod = left.find((candidate) => !isBeingRolledOut(control, candidate));
  if (pod === undefined) {
    if (left.length > 0) control.schedule(control.nowUs + LOOK_AGAIN_US, { do: 'node.drain', node: index });
    return;
  }
  control.cluster.add('Normal', 'Evicted', `pod/${pod.name}`, `Evicted from node ${node.name}`);
  replacePod(control, pod);
  control.schedule(control.nowUs + startsUs(control, pod.service), { do: 'node.drain', node: index });
}
