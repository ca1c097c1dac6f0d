// What kubectl knows of the cluster: names of resources, and objects made from what looks show. One namespace holds the whole system.
import type { DrillView, LookResult } from '../../schema/index.ts';
import type { Json } from '../lib/documents.ts';
import { isoSeconds } from '../lib/time.ts';
import { look, named, ProgramExit, type Steps, storyMs } from '../program.ts';

export const NAMESPACE = 'production';
/** Of server, nodes and client alike. */
export const KUBERNETES_VERSION = 'v1.34.1';
export type Pod = Extract<LookResult, { kind: 'pods' }>['pods'][number];
type NodeRow = Extract<LookResult, { kind: 'pods' }>['nodes'][number];
export type Service = Extract<LookResult, { kind: 'service' }>;
export type Deployment = Extract<LookResult, { kind: 'deployments' }>['rows'][number];

/** Plural names with the group of the API, and what people type for them. */
export const RESOURCES = {
  pods: { group: '', kind: 'Pod', also: ['pod', 'po'] },
  deployments: { group: '.apps', kind: 'Deployment', also: ['deployment', 'deploy', 'deployments.apps', 'deployment.apps'] },
  replicasets: { group: '.apps', kind: 'ReplicaSet', also: ['replicaset', 'rs'] },
  services: { group: '', kind: 'Service', also: ['service', 'svc'] },
  nodes: { group: '', kind: 'Node', also: ['node', 'no'] },
  events: { group: '', kind: 'Event', also: ['event', 'ev'] },
  configmaps: { group: '', kind: 'ConfigMap', also: ['configmap', 'cm'] },
  namespaces: { group: '', kind: 'Namespace', also: ['namespace', 'ns'] },
} as const;
export type Resource = keyof typeof RESOURCES;
export const SINGULAR: Readonly<Record<Resource, string>> = {
  pods: 'pod',
  deployments: 'deployment',
  replicasets: 'replicaset',
  services: 'service',
  nodes: 'node',
  events: 'event',
  configmaps: 'configmap',
  namespaces: 'namespace',
};

/** Kinds that every cluster knows and this system uses none of. */
const UNUSED =
  /^(hpa|horizontalpodautoscalers?(\.autoscaling)?|pdb|poddisruptionbudgets?(\.policy)?|ing|ingress(es)?|jobs?|cj|cronjobs?|ds|daemonsets?|sts|statefulsets?|pvc|persistentvolumeclaims?|netpol|networkpolic(y|ies)|secrets?|sa|serviceaccounts?|ep|endpoints|quota|resourcequotas?|limits|limitranges?)$/;
export const isUnused = (word: string): boolean => UNUSED.test(word);

/** @throws ProgramExit for a type the server does not have */
export function resourceNamed(word: string): Resource {
  for (const [name, { also }] of Object.entries(RESOURCES))
    if (name === word || (also as readonly string[]).includes(word)) return name as Resource;
  throw new ProgramExit(`error: the server doesn't have a resource type "${word}"`);
}

export const notFound = (resource: Resource, name: string): ProgramExit =>
  new ProgramExit(`Error from server (NotFound): ${resource}${RESOURCES[resource].group} "${name}" not found`);

/** `deployment/x`, `deployment x y`, `deploy/x deploy/y` → names of one resource. @throws ProgramExit */
export function targetsOf(words: readonly string[], verb: string): { resource: Resource; names: string[] } {
  const [first, ...rest] = words;
  if (first === undefined)
    throw new ProgramExit(`error: You must specify the type of resource to ${verb}. For example: kubectl ${verb} pods`);
  if (!first.includes('/')) return { resource: resourceNamed(first.split(',')[0] ?? first), names: rest };
  const pairs = words.map((word) => word.split('/') as [string, string?]);
  const resource = resourceNamed(pairs[0]?.[0] ?? '');
  for (const [type, name] of pairs)
    if (name === undefined || name === '' || resourceNamed(type) !== resource)
      throw new ProgramExit(
        'error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form',
      );
  return { resource, names: pairs.map(([, name]) => name ?? '') };
}

/** The one deployment a command is about. @throws ProgramExit */
export function deploymentNamed(view: DrillView, words: readonly string[], verb: string): string {
  const { resource, names } = targetsOf(words, verb);
  if (resource !== 'deployments')
    throw new ProgramExit(`error: no kind "${RESOURCES[resource].kind}" is handled by "kubectl ${verb}" here: name a deployment`);
  const [name] = names;
  if (name === undefined) throw new ProgramExit(`error: required resource not specified`);
  if (!named(view, 'service').includes(name)) throw notFound('deployments', name);
  return name;
}

/** The service of `app=payment-service`; undefined when no label was asked for, empty when nothing carries it. @throws ProgramExit for other labels */
export function serviceOfSelector(view: DrillView, selector: string | undefined): string | undefined {
  if (selector === undefined) return undefined;
  const match = /^(?:app|app\.kubernetes\.io\/name|service)==?([\w.-]+)$/.exec(selector.trim());
  if (match === null) throw new ProgramExit(`error: only the label app is set here; use -l app=<service>, found "${selector}"`);
  const name = match[1] ?? '';
  return named(view, 'service').includes(name) ? name : '';
}

/** The service a pod's name belongs to: the longest that it begins with. */
export const serviceOfPod = (view: DrillView, pod: string): string | undefined =>
  named(view, 'service')
    .filter((service) => pod.startsWith(`${service}-`))
    .sort((a, b) => b.length - a.length)[0];

/** @param service undefined for all of them; empty, as a label that nothing carries, for none */
export function* podsOf(service: string | undefined): Steps<{ pods: Pod[]; nodes: NodeRow[] }> {
  if (service === '') return { pods: [], nodes: [] };
  const { pods, nodes } = yield* look('look.pods', service === undefined ? {} : { service });
  return { pods: [...pods], nodes: [...nodes] };
}

export const podStatus = (pod: Pod): string =>
  ({ starting: 'Running', ready: 'Running', stopping: 'Terminating', crashed: 'Error' })[pod.status];
export const isReady = (pod: Pod): boolean => pod.status === 'ready';
/** `payment-service-d1a2b3` of `payment-service-d1a2b3-x2k8q`. */
export const replicaSetOf = (pod: Pod): string => pod.pod.slice(0, pod.pod.lastIndexOf('-'));

interface DeploymentState {
  name: string;
  desired: number;
  ready: number;
  updated: number;
  version: string;
}
/** A deployment as its pods show it; the newest template counts as up to date. */
export function deploymentState(name: string, pods: readonly Pod[]): DeploymentState {
  const own = pods.filter((pod) => pod.service === name && pod.status !== 'stopping');
  const newest = own.reduce<Pod | undefined>(
    (last, pod) => (last === undefined || pod.startedAtUs >= last.startedAtUs ? pod : last),
    undefined,
  );
  return {
    name,
    desired: own.length,
    ready: own.filter(isReady).length,
    updated: own.filter((pod) => newest !== undefined && replicaSetOf(pod) === replicaSetOf(newest)).length,
    version: newest?.version ?? '',
  };
}

const created = (view: DrillView, atUs: number): Json => isoSeconds(storyMs(view, atUs));

export function podObject(view: DrillView, pod: Pod): Json {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      creationTimestamp: created(view, pod.startedAtUs),
      labels: { app: pod.service, 'pod-template-hash': replicaSetOf(pod).slice(pod.service.length + 1), version: pod.version },
      name: pod.pod,
      namespace: NAMESPACE,
    },
    spec: { containers: [{ image: `${pod.service}:${pod.version}`, name: pod.service }], nodeName: pod.node },
    status: {
      conditions: [{ status: isReady(pod) ? 'True' : 'False', type: 'Ready' }],
      containerStatuses: [{ image: `${pod.service}:${pod.version}`, name: pod.service, ready: isReady(pod) }],
      phase: pod.status === 'crashed' ? 'Failed' : 'Running',
      startTime: created(view, pod.startedAtUs),
    },
  };
}

export function deploymentObject(state: DeploymentState, config: Service['config'] | undefined): Json {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { labels: { app: state.name }, name: state.name, namespace: NAMESPACE },
    spec: {
      replicas: state.desired,
      selector: { matchLabels: { app: state.name } },
      template: {
        metadata: { labels: { app: state.name, version: state.version } },
        spec: {
          containers: [
            {
              ...(config === undefined ? {} : { env: config.map(({ key, value }) => ({ name: key, value })) }),
              image: `${state.name}:${state.version}`,
              name: state.name,
            },
          ],
        },
      },
    },
    status: {
      availableReplicas: state.ready,
      readyReplicas: state.ready,
      replicas: state.desired,
      unavailableReplicas: state.desired - state.ready,
      updatedReplicas: state.updated,
    },
  };
}

export const nodeObject = (node: NodeRow): Json => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: node.node },
  spec: node.schedulable ? {} : { unschedulable: true },
  status: { conditions: [{ status: 'True', type: 'Ready' }] },
});

export const configMapObject = (service: string, config: Service['config']): Json => ({
  apiVersion: 'v1',
  data: Object.fromEntries(config.map(({ key, value }) => [key, value])),
  kind: 'ConfigMap',
  metadata: { name: `${service}-config`, namespace: NAMESPACE },
});

/** The service a ConfigMap belongs to: `payment-service-config`, or the bare name. */
export function serviceOfConfigMap(view: DrillView, name: string): string {
  const service = name.replace(/-config$/, '');
  if (!named(view, 'service').includes(service)) throw notFound('configmaps', name);
  return service;
}

export const objectList = (items: Json[]): Json => ({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } });
