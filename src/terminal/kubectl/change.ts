// kubectl's commands that change something, each the same journal entry as a button: scale, set, patch, delete, cordon, drain.
import { parseCommandText } from '../../schema/index.ts';
import type { Flags } from '../lib/flags.ts';
import { mustAct, named, ok, type ProgramCall, ProgramExit, type ProgramResult, type Steps } from '../program.ts';
import { deploymentNamed, notFound, podsOf, serviceOfConfigMap, serviceOfPod, serviceOfSelector, targetsOf } from './cluster.ts';

export function* scale(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const wanted = flags.value('replicas');
  if (wanted === undefined) throw new ProgramExit('error: required flag(s) "replicas" not set');
  if (!/^\d+$/.test(wanted))
    throw new ProgramExit(
      `error: invalid argument "${wanted}" for "--replicas" flag: strconv.ParseInt: parsing "${wanted}": invalid syntax`,
    );
  const service = deploymentNamed(call.view, flags.rest, 'scale');
  yield* mustAct(call, { kind: 'command.scale', args: { service, replicas: Number(wanted) } });
  return ok(`deployment.apps/${service} scaled`);
}

export function* set(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const [what, ...words] = flags.rest;
  if (what === 'resources')
    throw new ProgramExit('error: limits of CPU and memory are not modelled in this system; scale, restart, or change its configuration');
  if (what !== 'env' && what !== 'image')
    throw new ProgramExit(`error: unknown command "set ${what ?? ''}": env, image and resources are known`);
  const isTarget = (word: string): boolean => !word.includes('=') && !/^[\w.]+-$/.test(word);
  const service = deploymentNamed(call.view, words.filter(isTarget), `set ${what}`);
  const settings = words.filter((word) => word.includes('='));
  if (settings.length === 0)
    throw new ProgramExit(`error: at least one ${what === 'env' ? 'environment variable must be provided' : 'image update is required'}`);
  for (const setting of settings) {
    const [key = '', value = ''] = [setting.slice(0, setting.indexOf('=')), setting.slice(setting.indexOf('=') + 1)];
    if (what === 'image') yield* setImage(call, service, value);
    else yield* setKey(call, service, key, value);
  }
  return ok(`deployment.apps/${service} ${what} updated`);
}

function* setImage(call: ProgramCall, service: string, image: string): Steps<void> {
  const version = image.slice(image.lastIndexOf(':') + 1).replace(/^v(?=\d)/, '');
  if (!image.includes(':')) throw new ProgramExit(`error: "${image}" has no tag: write ${service}:<version>`);
  yield* mustAct(call, { kind: 'command.deploy', args: { service, version } });
}

/** A key of the service's configuration, in its own spelling or that of an environment variable; `DB_POOL_SIZE` is the size of its pool. */
function* setKey(call: ProgramCall, service: string, key: string, value: string): Steps<void> {
  const { view } = call;
  const pools = view.topology.edges.filter((edge) => edge.from === service && named(view, 'pool').includes(edge.to)).map((edge) => edge.to);
  const known = view.commands
    .find((command) => command.kind === 'command.set-config')
    ?.targets.flatMap((target) => (target.args['service'] === service ? [String(target.args['key'])] : []));
  const spelled = known?.find((each) => each === key || each.toUpperCase() === key.toUpperCase()) ?? key;
  if (spelled === key && /^(DB_|DATABASE_)?POOL_SIZE$/.test(key) && pools[0] !== undefined) {
    if (!/^[1-9]\d{0,4}$/.test(value)) throw new ProgramExit(`error: ${key} has to be a whole number, found "${value}"`);
    yield* mustAct(call, { kind: 'command.resize-pool', args: { pool: pools[0], size: Number(value) } });
    return;
  }
  const command = parseCommandText(`set ${service} ${spelled}=${value}`);
  if (command === undefined) throw new ProgramExit(`error: "${key}=${value}" cannot be set`);
  yield* mustAct(call, command);
}

/** `kubectl patch configmap payment-service-config -p '{"data":{"key":"value"}}'` */
export function* patch(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const text = flags.value('p', 'patch');
  if (text === undefined) throw new ProgramExit('error: must specify --patch or --patch-file containing the contents of the patch');
  const { resource, names } = targetsOf(flags.rest, 'patch');
  const [name] = names;
  if (name === undefined) throw new ProgramExit('error: resource name may not be empty');
  const body = parseObject(text);
  if (resource === 'configmaps') {
    const service = serviceOfConfigMap(call.view, name);
    const data = body['data'];
    if (typeof data !== 'object' || data === null) throw new ProgramExit('error: the patch names no data: {"data":{"<key>":"<value>"}}');
    for (const [key, value] of Object.entries(data)) yield* setKey(call, service, key, String(value));
    return ok(`configmap/${name} patched`);
  }
  const replicas = (body['spec'] as Record<string, unknown> | undefined)?.['replicas'];
  if (resource !== 'deployments' || typeof replicas !== 'number')
    throw new ProgramExit('error: only data of a configmap and spec.replicas of a deployment can be patched here');
  const service = deploymentNamed(call.view, flags.rest, 'patch');
  yield* mustAct(call, { kind: 'command.scale', args: { service, replicas } });
  return ok(`deployment.apps/${service} patched`);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, as for any other text that is no object.
  }
  throw new ProgramExit(`error: unable to parse "${text}": an object in JSON was expected`);
}

export function* remove(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const { view } = call;
  const { resource, names } = targetsOf(flags.rest, 'delete');
  const service = serviceOfSelector(view, flags.value('l', 'selector'));
  if (names.length === 0 && service === undefined) throw new ProgramExit('error: resource(s) were provided, but no name was specified');
  if (names.length > 0 && service !== undefined) throw new ProgramExit('error: name cannot be provided when a selector is specified');
  const done: string[] = [];
  if (resource === 'pods') {
    const pods = service === undefined ? names : (yield* podsOf(service)).pods.map((pod) => pod.pod);
    for (const pod of pods) {
      if (serviceOfPod(view, pod) === undefined) throw notFound('pods', pod);
      yield* mustAct(call, { kind: 'command.delete-pod', args: { pod } });
      done.push(`pod "${pod}" deleted\n`);
    }
  } else if (resource === 'deployments') {
    for (const name of service === undefined || service === '' ? names : [service]) {
      if (!named(view, 'service').includes(name)) throw notFound('deployments', name);
      yield* mustAct(call, { kind: 'command.delete', args: { service: name } });
      done.push(`deployment.apps "${name}" deleted\n`);
    }
  } else throw new ProgramExit(`error: ${resource} cannot be deleted here: pods and deployments can`);
  return done.length === 0 ? ok('', 'No resources found') : ok(done.join(''));
}

export function* schedule(call: ProgramCall, verb: 'cordon' | 'uncordon', flags: Flags): Steps<ProgramResult> {
  const node = nodeNamed(flags);
  yield* mustAct(call, { kind: `command.${verb}`, args: { node } });
  return ok(`node/${node} ${verb}ed`);
}

export function* drain(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const node = nodeNamed(flags);
  const { pods } = yield* podsOf(undefined);
  yield* mustAct(call, { kind: 'command.drain', args: { node } });
  const evicted = pods.filter((pod) => pod.node === node && pod.status !== 'stopping');
  return ok(`node/${node} cordoned\n${evicted.map((pod) => `evicting pod production/${pod.pod}\n`).join('')}node/${node} drained`);
}

function nodeNamed(flags: Flags): string {
  const name = flags.rest[0]?.replace(/^(node|nodes|no)\//, '');
  if (name === undefined) throw new ProgramExit("error: USAGE: NODE is a required argument; see 'kubectl get nodes'");
  return name;
}
