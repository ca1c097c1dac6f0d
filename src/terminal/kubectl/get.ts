// kubectl get: tables, names, JSON, YAML and jsonpath of what exists.
import type { DrillView } from '../../schema/index.ts';
import { type Json, jsonpath, toJson, toYaml } from '../lib/documents.ts';
import type { Flags } from '../lib/flags.ts';
import { age, table } from '../lib/table.ts';
import { isoSeconds } from '../lib/time.ts';
import { isMissing, look, named, ok, type ProgramCall, ProgramExit, type ProgramResult, type Steps, storyMs, tryLook } from '../program.ts';
import {
  configMapObject,
  deploymentObject,
  deploymentState,
  isReady,
  isUnused,
  KUBERNETES_VERSION,
  NAMESPACE,
  nodeObject,
  notFound,
  objectList,
  type Pod,
  podObject,
  podStatus,
  podsOf,
  RESOURCES,
  type Resource,
  replicaSetOf,
  SINGULAR,
  serviceOfConfigMap,
  serviceOfPod,
  serviceOfSelector,
  targetsOf,
} from './cluster.ts';

/** Rows of one resource in the forms a person may ask for. */
interface Listing {
  resource: Resource;
  header: string[];
  /** What -o wide adds. */
  wideHeader: string[];
  items: { name: string; cells: string[]; wide: string[]; object: Json }[];
}

export function* get(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const { view } = call;
  const output = flags.value('o', 'output') ?? '';
  if (flags.has('w', 'watch')) throw new ProgramExit('error: --watch is not served here: press the arrow up to look again, or use watch');
  const words = flags.rest;
  const types = (words[0] ?? '').includes(',')
    ? (words[0] ?? '').split(',')
    : words[0] === 'all'
      ? ['pods', 'services', 'deployments', 'replicasets']
      : undefined;
  const service = serviceOfSelector(view, flags.value('l', 'selector'));
  const elsewhere = otherNamespace(flags);
  if (words.length === 1 && isUnused(words[0] ?? ''))
    return ok('', `No resources found in ${otherNamespace(flags) ?? NAMESPACE} namespace.`);
  const asked = types?.map((type) => targetsOf([type], 'get')) ?? [targetsOf(words, 'get')];
  const printed: string[] = [];
  for (const { resource, names } of asked) {
    if (elsewhere !== undefined && resource !== 'nodes' && resource !== 'namespaces') {
      if (names.length > 0) throw notFound(resource, names[0] ?? '');
      return ok('', `No resources found in ${elsewhere} namespace.`);
    }
    const listing = yield* list(view, resource, names, service, flags);
    for (const name of names) if (!listing.items.some((item) => item.name === name)) throw notFound(resource, name);
    const shown = names.length === 0 ? listing.items : listing.items.filter((item) => names.includes(item.name));
    // Whoever reads on with jq gets an empty list, as from kubectl.
    if (shown.length === 0 && types === undefined && !/^(json|yaml|name)/.test(output))
      return ok('', `No resources found in ${NAMESPACE} namespace.`);
    if (shown.length > 0 || types === undefined)
      printed.push(render({ ...listing, items: shown }, output, flags, names.length === 1, types !== undefined));
  }
  return ok(printed.join(types === undefined ? '' : '\n'));
}

/** The namespace asked for when it is not the one everything lives in. */
export function otherNamespace(flags: Flags): string | undefined {
  const namespace = flags.value('n', 'namespace');
  return namespace === undefined || namespace === NAMESPACE || flags.has('A', 'all-namespaces') ? undefined : namespace;
}

function* list(view: DrillView, resource: Resource, names: readonly string[], service: string | undefined, flags: Flags): Steps<Listing> {
  const all = named(view, 'service');
  const services = all.filter((name) => service === undefined || name === service);
  const only = (name: string | undefined): string | undefined => (name !== undefined && all.includes(name) ? name : undefined);
  // What stays through rollouts is known since the start of the run: `since(0)`.
  const since = (us: number): string => age(view.nowUs - us);
  switch (resource) {
    case 'pods': {
      const wanted = service ?? (names.length === 1 ? serviceOfPod(view, names[0] ?? '') : undefined);
      const { pods } = yield* podsOf(wanted);
      return {
        resource,
        header: ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
        wideHeader: ['IP', 'NODE', 'VERSION'],
        items: sorted(pods, flags).map((pod) => ({
          name: pod.pod,
          cells: [pod.pod, isReady(pod) ? '1/1' : '0/1', podStatus(pod), '0', since(pod.startedAtUs)],
          wide: ['<none>', pod.node, pod.version],
          object: podObject(view, pod),
        })),
      };
    }
    case 'deployments': {
      const { pods } = yield* podsOf(services.length === 1 ? services[0] : names.length === 1 ? only(names[0]) : undefined);
      const wanted = names.length === 0 ? services : services.filter((name) => names.includes(name));
      const structured = /^(json|yaml)/.test(flags.value('o', 'output') ?? '');
      const items: Listing['items'] = [];
      for (const name of wanted) {
        const state = deploymentState(name, pods);
        const config = structured ? (yield* look('look.service', { service: name })).config : undefined;
        items.push({
          name,
          cells: [name, `${state.ready}/${state.desired}`, String(state.updated), String(state.ready), since(0)],
          wide: [name, `${name}:${state.version}`, `app=${name}`],
          object: deploymentObject(state, config),
        });
      }
      return {
        resource,
        header: ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'],
        wideHeader: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
        items,
      };
    }
    case 'replicasets': {
      const { pods } = yield* podsOf(service);
      const groups = new Map<string, Pod[]>();
      for (const pod of pods) groups.set(replicaSetOf(pod), [...(groups.get(replicaSetOf(pod)) ?? []), pod]);
      return {
        resource,
        header: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE'],
        wideHeader: ['IMAGES'],
        items: [...groups].map(([name, members]) => ({
          name,
          cells: [
            name,
            String(members.filter((pod) => pod.status !== 'stopping').length),
            String(members.length),
            String(members.filter(isReady).length),
            since(Math.min(...members.map((pod) => pod.startedAtUs))),
          ],
          wide: [`${members[0]?.service}:${members[0]?.version}`],
          object: {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            metadata: { name, namespace: NAMESPACE },
            status: { replicas: members.length },
          },
        })),
      };
    }
    case 'services':
      return {
        resource,
        header: ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'],
        wideHeader: ['SELECTOR'],
        items: services.map((name) => ({
          name,
          cells: [name, 'ClusterIP', 'None', '<none>', '80/TCP', since(0)],
          wide: [`app=${name}`],
          object: {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { name, namespace: NAMESPACE },
            spec: { clusterIP: 'None', selector: { app: name } },
          },
        })),
      };
    case 'nodes': {
      const { nodes } = yield* podsOf(undefined);
      return {
        resource,
        header: ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'],
        wideHeader: ['PODS'],
        items: nodes.map((node) => ({
          name: node.node,
          cells: [node.node, node.schedulable ? 'Ready' : 'Ready,SchedulingDisabled', '<none>', since(0), KUBERNETES_VERSION],
          wide: [String(node.pods)],
          object: nodeObject(node),
        })),
      };
    }
    case 'events': {
      const { events } = yield* look('look.events', {});
      const shown = events.filter((event) => service === undefined || event.object.includes(`/${service}`));
      return {
        resource,
        header: ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'],
        wideHeader: [],
        items: shown.map((event, index) => ({
          name: `${event.object.replace('/', '.')}.${index + 1}`,
          cells: [since(event.atUs), event.type, event.reason, event.object, event.message],
          wide: [],
          object: {
            apiVersion: 'v1',
            kind: 'Event',
            lastTimestamp: isoSeconds(storyMs(view, event.atUs)),
            involvedObject: { kind: event.object.split('/')[0] ?? '', name: event.object.split('/')[1] ?? '' },
            message: event.message,
            reason: event.reason,
            type: event.type,
          },
        })),
      };
    }
    case 'configmaps': {
      const wanted = names.length === 0 ? services : names.map((name) => serviceOfConfigMap(view, name));
      const items: Listing['items'] = [];
      for (const name of wanted) {
        const seen = yield* tryLook('look.service', { service: name });
        if (isMissing(seen)) continue;
        items.push({
          name: names.find((typed) => typed === name) ?? `${name}-config`,
          cells: [`${name}-config`, String(seen.config.length), since(0)],
          wide: [],
          object: configMapObject(name, seen.config),
        });
      }
      return { resource, header: ['NAME', 'DATA', 'AGE'], wideHeader: [], items };
    }
    case 'namespaces':
      return {
        resource,
        header: ['NAME', 'STATUS', 'AGE'],
        wideHeader: [],
        items: ['default', 'kube-system', NAMESPACE].map((name) => ({
          name,
          cells: [name, 'Active', since(0)],
          wide: [],
          object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
        })),
      };
  }
}

function sorted(pods: readonly Pod[], flags: Flags): readonly Pod[] {
  const by = flags.value('sort-by')?.replace(/[{}]/g, '');
  if (by === '.metadata.creationTimestamp' || by === '.status.startTime') return [...pods].sort((a, b) => a.startedAtUs - b.startedAtUs);
  return [...pods].sort((a, b) => (a.pod < b.pod ? -1 : a.pod > b.pod ? 1 : 0));
}

function render(listing: Listing, output: string, flags: Flags, single: boolean, several: boolean): string {
  const { resource, items } = listing;
  const objects = items.map((item) => item.object);
  const whole = (): Json => (single && objects[0] !== undefined ? objects[0] : objectList(objects));
  if (output === 'json') return toJson(whole());
  if (output === 'yaml') return toYaml(whole());
  if (output === 'name') return items.map(({ name }) => `${SINGULAR[resource]}${RESOURCES[resource].group}/${name}\n`).join('');
  if (output.startsWith('jsonpath')) {
    const text = jsonpath(output.slice('jsonpath='.length), whole());
    if (text === undefined) throw new ProgramExit(`error: error parsing jsonpath ${output.slice('jsonpath='.length)}`);
    return text === '' || text.endsWith('\n') ? text : `${text}\n`;
  }
  if (output !== '' && output !== 'wide')
    throw new ProgramExit(
      `error: unable to match a printer suitable for the output format "${output}", allowed formats are: json,jsonpath,name,wide,yaml`,
    );
  const wide = output === 'wide';
  const everywhere = flags.has('A', 'all-namespaces') && resource !== 'nodes' && resource !== 'namespaces';
  const head = [...(everywhere ? ['NAMESPACE'] : []), ...listing.header, ...(wide ? listing.wideHeader : [])];
  const rows = items.map((item) => {
    const cells =
      several && resource !== 'events'
        ? [`${SINGULAR[resource]}${RESOURCES[resource].group}/${item.cells[0]}`, ...item.cells.slice(1)]
        : item.cells;
    return [...(everywhere ? [NAMESPACE] : []), ...cells, ...(wide ? item.wide : [])];
  });
  return table(flags.has('no-headers') ? rows : [head, ...rows]);
}
