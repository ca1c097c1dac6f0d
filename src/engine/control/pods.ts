// Pods: their names, their processes and the order in which they come and go.
import { hashHex, hashInit, hashText } from '../../math/index.ts';
import type { SimTimeUs } from '../../schema/index.ts';
import { encodeConfig } from '../compile/config.ts';
import { REPLICA, REPLICA_STATUS } from '../world/index.ts';
import type { Control } from './control.ts';
import type { Pod } from './state.ts';

/** How long a draining process may take before it is killed, as Kubernetes’ default grace period. */
const GRACE_US: SimTimeUs = 30_000_000;
/** A start that never becomes ready: beyond the longest run. */
const NEVER_US = 90 * 86_400_000_000;
/** The letters Kubernetes uses for the random part of a name. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** `payment-service-7d9f4c-x2k8q`: the same for the same seed, service, revision and place in the order of starts. */
function podName(control: Control, service: number, revision: number, ordinal: number): string {
  const { name } = control.world.plan.services[service]!;
  const { version, config } = control.state.services[service]!.revisions[revision]!;
  const template = hashInit(7);
  hashText(template, `${name}/${version}/${JSON.stringify(config)}`);
  const own = hashInit(11);
  hashText(own, `${control.seed}/${name}/${ordinal}`);
  const digits = hashHex(own);
  let suffix = '';
  for (let i = 0; i < 5; i++) suffix += LETTERS[Number.parseInt(digits.slice(i * 3, i * 3 + 3), 16) % LETTERS.length];
  return `${name}-${hashHex(template).slice(0, 6)}-${suffix}`;
}

/** A replica's configuration as the world takes it. */
function encodedConfig(control: Control, service: number, revision: number): number[] {
  const values = new Map(control.state.services[service]!.revisions[revision]!.config);
  return control.world.plan.services[service]!.configKeys.map((key) => encodeConfig(values.get(key)));
}

/** The node for a new pod; -1 when none is schedulable. */
function placeFor({ state }: Control): number {
  const counts = state.nodes.map(() => 0);
  for (const { node } of state.pods) if (node >= 0) counts[node]!++;
  let best = -1;
  state.nodes.forEach(({ name, schedulable }, index) => {
    if (!schedulable) return;
    const fewer = best < 0 || counts[index]! < counts[best]! || (counts[index] === counts[best] && name < state.nodes[best]!.name);
    if (fewer) best = index;
  });
  return best;
}

function addPod(
  control: Control,
  { service, revision, replica, node, stillborn }: Pick<Pod, 'service' | 'revision' | 'replica' | 'node' | 'stillborn'>,
): Pod {
  const { world, state } = control;
  const at = world.replicaBase + replica;
  const ordinal = world.I[at + REPLICA.ordinal]!;
  const pod: Pod = {
    serial: state.nextSerial++,
    service,
    replica,
    name: podName(control, service, revision, ordinal),
    revision,
    status: world.I[at + REPLICA.status] === REPLICA_STATUS.ready ? 'ready' : 'starting',
    startedAtUs: control.nowUs,
    node,
    stillborn,
  };
  control.addPod(pod);
  return pod;
}

/** Registers the replicas the world starts with, which carry the scenario’s configuration. */
export function adoptInitialPods(control: Control): void {
  for (const { index } of control.world.plan.services) {
    const { current } = control.state.services[index]!;
    for (const replica of control.world.replicasOf(index)) {
      addPod(control, { service: index, revision: current, replica, node: placeFor(control), stillborn: false });
    }
  }
}

/**
 * Starts a pod of the service's current or another revision; undefined when the world has no room.
 * A stillborn one never becomes ready, one that no node takes not before a node does.
 */
export function startPod(control: Control, service: number, revision: number, readyInUs: SimTimeUs, stillborn = false): Pod | undefined {
  const node = placeFor(control);
  const replica = control.world.startReplica(
    service,
    revision,
    encodedConfig(control, service, revision),
    stillborn || node < 0 ? NEVER_US : readyInUs,
  );
  if (replica < 0) return undefined;
  const pod = addPod(control, { service, revision, replica, node, stillborn });
  for (const breaker of control.state.forced) control.world.forceBreaker(breaker, true);
  control.cluster.add('Normal', 'SuccessfulCreate', `replicaset/${replicaSetOf(pod)}`, `Created pod: ${pod.name}`);
  if (node >= 0) {
    begin(control, pod);
  } else {
    const count = control.state.nodes.length;
    const none = `0/${count} nodes are available: ${count} node(s) were unschedulable.`;
    control.cluster.add('Warning', 'FailedScheduling', `pod/${pod.name}`, none);
  }
  return pod;
}

/** The pod is on a node and its container runs. */
function begin(control: Control, pod: Pod): void {
  const { name } = control.world.plan.services[pod.service]!;
  const { version } = control.state.services[pod.service]!.revisions[pod.revision]!;
  const about = (reason: string, message: string): void => control.cluster.add('Normal', reason, `pod/${pod.name}`, message);
  about('Scheduled', `Successfully assigned production/${pod.name} to ${control.state.nodes[pod.node]!.name}`);
  about('Pulled', `Container image "${name}:${version}" already present on machine`);
  about('Started', `Started container ${name}`);
  control.chronicle.log('process.starting', { pod: pod.serial }, 0, 0, 0);
  control.chronicle.log('process.config', { pod: pod.serial }, 0, 0, 0);
}

/** Pods that no node took begin to start on the nodes there are now. */
export function placeWaiting(control: Control): void {
  for (const pod of control.state.pods) {
    if (pod.node >= 0 || pod.replica < 0) continue;
    pod.node = placeFor(control);
    if (pod.node < 0) return;
    begin(control, pod);
    if (!pod.stillborn) control.world.beginStart(pod.replica, startsUs(control, pod.service));
  }
}

/** Whether the pod will serve, or serves already, if nothing else happens. */
export const comesUp = ({ stillborn, node }: Pod): boolean => !stillborn && node >= 0;

/** `payment-service-7d9f4c` of the pod `payment-service-7d9f4c-x2k8q`. */
const replicaSetOf = ({ name }: Pod): string => name.slice(0, name.lastIndexOf('-'));

/** Reports that a deployment asked for another number of pods of a revision; `pod` is one of them. */
export function reportScaled(control: Control, pod: Pod, from: number, to: number): void {
  control.cluster.add(
    'Normal',
    'ScalingReplicaSet',
    `deployment/${control.world.plan.services[pod.service]!.name}`,
    `Scaled ${to > from ? 'up' : 'down'} replica set ${replicaSetOf(pod)} to ${to} from ${from}`,
  );
}

/** What is seen from outside when a container ends. */
function reportEnd(
  control: Control,
  pod: Pod,
  template: 'process.killed' | 'process.crashed' | 'process.stopped' | 'process.not-ready',
): void {
  const { name } = control.world.plan.services[pod.service]!;
  const about = (type: 'Normal' | 'Warning', reason: string, message: string): void =>
    control.cluster.add(type, reason, `pod/${pod.name}`, message);
  if (template === 'process.crashed') {
    about('Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${pod.name}`);
    return;
  }
  if (template === 'process.not-ready') about('Warning', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503');
  if (pod.status !== 'stopping') about('Normal', 'Killing', `Stopping container ${name}`);
}

export const podBySerial = (control: Control, serial: number): Pod | undefined => control.state.pods.find((pod) => pod.serial === serial);
export const podsOf = (control: Control, service: number): Pod[] => control.state.pods.filter((pod) => pod.service === service);
/** Pods that serve or are about to: not stopping, not crashed. */
export const livePods = (control: Control, service: number): Pod[] =>
  podsOf(control, service).filter((pod) => pod.status === 'starting' || pod.status === 'ready');

function inFlightOf(control: Control, pod: Pod): number {
  if (pod.replica < 0) return 0;
  const at = control.world.replicaBase + pod.replica;
  return control.world.I[at + REPLICA.busy]! + control.world.I[at + REPLICA.queued]!;
}

/** Takes no new requests, finishes its own, and is killed after the grace period. */
export function drainPod(control: Control, pod: Pod): void {
  if (pod.status === 'stopping' || pod.replica < 0) return;
  if (pod.status === 'starting') {
    killPod(control, pod, 'process.stopped');
    return;
  }
  control.chronicle.log('process.sigterm', { pod: pod.serial }, 0, inFlightOf(control, pod), 0);
  reportEnd(control, pod, 'process.stopped');
  pod.status = 'stopping';
  control.schedule(control.nowUs + GRACE_US, { do: 'pod.kill', serial: pod.serial });
  control.world.stopReplica(pod.replica);
}

/** Ends a process at once: what it had in work fails. */
export function killPod(
  control: Control,
  pod: Pod,
  template: 'process.killed' | 'process.crashed' | 'process.stopped' | 'process.not-ready',
): void {
  if (pod.replica < 0) {
    removePod(control, pod);
    return;
  }
  if (pod.node >= 0) {
    reportEnd(control, pod, template);
    const figure = template === 'process.not-ready' ? control.nowUs - pod.startedAtUs : inFlightOf(control, pod);
    control.chronicle.log(template, { pod: pod.serial }, 0, figure, 0);
  }
  const { replica } = pod;
  removePod(control, pod);
  control.world.crashReplica(replica);
  control.world.removeReplica(replica);
}

/** Takes a pod whose process is gone out of the list. */
export function removePod(control: Control, pod: Pod): void {
  if (!control.removePod(pod)) return;
  control.chronicle.fact('replica.stopped', control.world.plan.services[pod.service]!.name, pod.name);
}

export function startsUs(control: Control, service: number): SimTimeUs {
  return control.world.plan.services[service]!.source.starts;
}
