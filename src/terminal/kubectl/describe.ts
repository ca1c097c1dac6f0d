// kubectl describe: one object with its configuration and what the cluster reported about it.
import type { ClusterEvent, DrillView } from '../../schema/index.ts';
import type { Flags } from '../lib/flags.ts';
import { age, table } from '../lib/table.ts';
import { isoSeconds } from '../lib/time.ts';
import { isMissing, look, named, ok, type ProgramCall, ProgramExit, type ProgramResult, type Steps, storyMs, tryLook } from '../program.ts';
import { deploymentState, isReady, NAMESPACE, notFound, podStatus, podsOf, serviceOfPod, serviceOfSelector, targetsOf } from './cluster.ts';

export function* describe(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const { view } = call;
  const { resource, names } = targetsOf(flags.rest, 'describe');
  const service = serviceOfSelector(view, flags.value('l', 'selector'));
  const parts: string[] = [];
  switch (resource) {
    case 'pods': {
      const owner = service ?? (names.length === 1 ? serviceOfPod(view, `${names[0]}-`) : undefined);
      const { pods } = yield* podsOf(owner);
      for (const name of names) if (!pods.some((pod) => isMeant(pod.pod, name))) throw notFound('pods', name);
      const shown = pods.filter((pod) => names.length === 0 || names.some((name) => isMeant(pod.pod, name)));
      const events = yield* eventsOf();
      for (const pod of shown)
        parts.push(
          facts([
            ['Name:', pod.pod],
            ['Namespace:', NAMESPACE],
            ['Node:', pod.node],
            ['Start Time:', isoSeconds(storyMs(view, pod.startedAtUs))],
            ['Labels:', `app=${pod.service}`],
            ['', `version=${pod.version}`],
            ['Status:', podStatus(pod)],
            ['Image:', `${pod.service}:${pod.version}`],
            ['Ready:', isReady(pod) ? 'True' : 'False'],
            ['Requests in work:', String(pod.inFlight)],
            ['Requests waiting:', String(pod.queued)],
          ]) + eventTable(view, events, `pod/${pod.pod}`),
        );
      break;
    }
    case 'deployments': {
      const wanted = names.length > 0 ? names : named(view, 'service').filter((name) => service === undefined || name === service);
      for (const name of wanted) if (!named(view, 'service').includes(name)) throw notFound('deployments', name);
      const events = yield* eventsOf();
      for (const name of wanted) {
        const seen = yield* look('look.service', { service: name });
        const state = deploymentState(
          name,
          seen.replicas.map((replica) => ({ ...replica, service: name })),
        );
        parts.push(
          facts([
            ['Name:', name],
            ['Namespace:', NAMESPACE],
            ['Labels:', `app=${name}`],
            ['Selector:', `app=${name}`],
            [
              'Replicas:',
              `${state.desired} desired | ${state.updated} updated | ${state.desired} total | ${state.ready} available | ${state.desired - state.ready} unavailable`,
            ],
            ['StrategyType:', 'RollingUpdate'],
          ]) +
            'Pod Template:\n  Containers:\n' +
            `   ${name}:\n    Image:  ${name}:${seen.version}\n    Environment:\n` +
            table(seen.config.map(({ key, value }) => [`      ${key}:`, value])) +
            eventTable(view, events, `deployment/${name}`),
        );
      }
      break;
    }
    case 'nodes': {
      const { pods, nodes } = yield* podsOf(undefined);
      for (const name of names) if (!nodes.some((node) => node.node === name)) throw notFound('nodes', name);
      const events = yield* eventsOf();
      for (const node of nodes.filter((each) => names.length === 0 || names.includes(each.node)))
        parts.push(
          facts([
            ['Name:', node.node],
            ['Unschedulable:', String(!node.schedulable)],
            ['Non-terminated Pods:', `(${pods.filter((pod) => pod.node === node.node).length} in total)`],
          ]) +
            table(pods.filter((pod) => pod.node === node.node).map((pod) => [`  ${NAMESPACE}`, pod.pod])) +
            eventTable(view, events, `node/${node.node}`),
        );
      break;
    }
    case 'services':
      for (const name of names.length > 0 ? names : named(view, 'service')) {
        const seen = yield* tryLook('look.service', { service: name });
        if (isMissing(seen)) throw notFound('services', name);
        parts.push(
          facts([
            ['Name:', name],
            ['Namespace:', NAMESPACE],
            ['Selector:', `app=${name}`],
            ['Type:', 'ClusterIP'],
            ['Endpoints:', `${seen.replicas.filter((replica) => replica.status === 'ready').length} ready`],
            ['Uses:', seen.dependencies.join(', ') || '<none>'],
          ]),
        );
      }
      break;
    default:
      throw new ProgramExit(`error: kubectl describe ${resource} is not served here: pods, deployments, services, nodes are`);
  }
  return parts.length === 0 ? ok('', `No resources found in ${NAMESPACE} namespace.`) : ok(parts.join('\n\n'));
}

/** kubectl describes every pod whose name begins with the one given. */
const isMeant = (pod: string, name: string): boolean => pod.startsWith(name);

/** The cluster's reports. Where there are none to be had, an object is described without them. */
function* eventsOf(): Steps<readonly ClusterEvent[]> {
  const seen = yield* tryLook('look.events', {});
  return isMissing(seen) ? [] : seen.events;
}

const facts = (rows: [string, string][]): string => table(rows, 2);

function eventTable(view: DrillView, events: readonly ClusterEvent[], object: string): string {
  const own = events.filter((event) => event.object === object);
  if (own.length === 0) return 'Events:  <none>\n';
  return `Events:\n${table(
    [
      ['  Type', 'Reason', 'Age', 'Message'],
      ...own.map((event) => [`  ${event.type}`, event.reason, age(view.nowUs - event.atUs), event.message]),
    ],
    2,
  )}`;
}
