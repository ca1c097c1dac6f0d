// kubectl: which command, with which flags.
import { type FlagSpec, type Flags, parseFlags } from '../lib/flags.ts';
import { finish, ok, type Program, type ProgramCall, ProgramExit, type ProgramResult, type Running } from '../program.ts';
import { drain, patch, remove, scale, schedule, set } from './change.ts';
import { KUBERNETES_VERSION, NAMESPACE, notFound, RESOURCES, resourceNamed, serviceOfPod } from './cluster.ts';
import { describe } from './describe.ts';
import { get, otherNamespace } from './get.ts';
import { KUBECTL_HELP, kubectlUsage } from './help.ts';
import { logs } from './logs.ts';
import { rollout } from './rollout.ts';

const COMMON: FlagSpec = {
  n: 'value',
  namespace: 'value',
  A: 'bool',
  'all-namespaces': 'bool',
  l: 'value',
  selector: 'value',
  o: 'value',
  output: 'value',
  context: 'value',
  v: 'value',
  'request-timeout': 'value',
};

interface Command {
  flags: FlagSpec;
  run(call: ProgramCall, flags: Flags): Running;
}
const COMMANDS: Readonly<Record<string, Command>> = {
  get: { flags: { w: 'bool', watch: 'bool', 'sort-by': 'value', 'no-headers': 'bool', 'field-selector': 'value' }, run: get },
  describe: { flags: {}, run: describe },
  logs: {
    flags: {
      f: 'bool',
      follow: 'bool',
      p: 'bool',
      previous: 'bool',
      since: 'value',
      'since-time': 'value',
      tail: 'value',
      timestamps: 'bool',
      'all-containers': 'bool',
      c: 'value',
      container: 'value',
      prefix: 'bool',
      'max-log-requests': 'value',
      'ignore-errors': 'bool',
    },
    run: logs,
  },
  top: { flags: { containers: 'bool', 'sort-by': 'value' }, run: noMetrics },
  rollout: { flags: { revision: 'value', 'to-revision': 'value', w: 'bool', watch: 'bool', timeout: 'value' }, run: rollout },
  scale: { flags: { replicas: 'value', 'current-replicas': 'value', timeout: 'value' }, run: scale },
  set: { flags: { c: 'value', limits: 'value', requests: 'value', overwrite: 'bool' }, run: set },
  patch: { flags: { p: 'value', patch: 'value', type: 'value' }, run: patch },
  edit: { flags: {}, run: noEditor },
  delete: { flags: { force: 'bool', 'grace-period': 'value', now: 'bool', wait: 'bool' }, run: remove },
  cordon: { flags: {}, run: (call, flags) => schedule(call, 'cordon', flags) },
  uncordon: { flags: {}, run: (call, flags) => schedule(call, 'uncordon', flags) },
  drain: {
    flags: { 'ignore-daemonsets': 'bool', 'delete-emptydir-data': 'bool', force: 'bool', 'grace-period': 'value', timeout: 'value' },
    run: drain,
  },
  events: { flags: { for: 'value', types: 'value' }, run: (call, flags) => get(call, { ...flags, rest: ['events'] }) },
  exec: {
    flags: { i: 'bool', stdin: 'bool', t: 'bool', tty: 'bool', c: 'value', container: 'value' },
    run: (call, flags) => forbidden(call, flags, 'exec'),
  },
  attach: {
    flags: { i: 'bool', stdin: 'bool', t: 'bool', tty: 'bool', c: 'value' },
    run: (call, flags) => forbidden(call, flags, 'attach'),
  },
  'port-forward': { flags: { address: 'value' }, run: (call, flags) => forbidden(call, flags, 'portforward') },
  auth: { flags: { list: 'bool', q: 'bool', quiet: 'bool' }, run: auth },
  explain: { flags: {}, run: explain },
  config: { flags: { minify: 'bool' }, run: config },
  version: { flags: { client: 'bool' }, run: version },
  'cluster-info': {
    flags: {},
    run: () => ok(`Kubernetes control plane is running in the context ${NAMESPACE}`),
  },
};
/** Commands of kubectl by name, for completion. */
export const KUBECTL_COMMANDS: readonly string[] = Object.keys(COMMANDS).filter((name) => name !== 'edit' && name !== 'cluster-info');

export const kubectl: Program = {
  name: 'kubectl',
  summary: 'the cluster: pods, deployments, logs, rollouts, nodes',
  example: 'kubectl get pods -l app={service}',
  *run(call) {
    const at = call.args.findIndex(
      (arg, index) =>
        !arg.startsWith('-') &&
        !['-n', '--namespace', '--context', '-l', '--selector', '-o', '--output'].includes(call.args[index - 1] ?? ''),
    );
    const name = call.args[at];
    if (name === undefined || name === 'help' || (at > 0 && call.args[0] === '--help'))
      return ok(KUBECTL_HELP[call.args[at + 1] ?? ''] ?? kubectlUsage());
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw new ProgramExit(`error: unknown command "${name}" for "kubectl"\n\nRun 'kubectl --help' for usage.`);
    const rest = call.args.filter((_, index) => index !== at);
    if (rest.includes('--help') || rest.includes('-h')) return ok(KUBECTL_HELP[name] ?? kubectlUsage());
    const flags = parseFlags(`kubectl ${name}`, rest, { ...COMMON, ...command.flags });
    const elsewhere = otherNamespace(flags);
    if (elsewhere !== undefined && !['get', 'events', 'config', 'version', 'explain'].includes(name))
      throw new ProgramExit(
        `Error from server (NotFound): nothing of that name in namespace "${elsewhere}"; this system runs in "${NAMESPACE}"`,
      );
    return yield* finish(command.run(call, flags));
  },
};

/** There is no CPU and no memory in this world, hence nothing that could be shown. */
function noMetrics(_call: ProgramCall, flags: Flags): ProgramResult {
  if (!/^(pods?|po|nodes?|no)$/.test(flags.rest[0] ?? '')) return ok(KUBECTL_HELP['top'] ?? '');
  throw new ProgramExit('error: Metrics API not available');
}

/** The role of the person on call goes into no process. */
function forbidden({ view }: ProgramCall, flags: Flags, subresource: string): ProgramResult {
  const name = flags.rest[0]?.replace(/^(pod|pods|po)\//, '');
  if (name === undefined) throw new ProgramExit('error: expected POD or TYPE/NAME as the first argument');
  if (!name.includes('/') && serviceOfPod(view, name) === undefined) throw notFound('pods', name);
  throw new ProgramExit(
    `Error from server (Forbidden): pods "${name}" is forbidden: User "oncall" cannot create resource "pods/${subresource}" in API group "" in the namespace "${NAMESPACE}"`,
  );
}

/** `auth can-i VERB RESOURCE` and `auth whoami`. */
function auth(_call: ProgramCall, flags: Flags): ProgramResult {
  const [what, verb, resource = ''] = flags.rest;
  if (what === 'whoami') return ok('ATTRIBUTE   VALUE\nUsername    oncall');
  if (what !== 'can-i' || verb === undefined)
    throw new ProgramExit('error: kubectl auth can-i VERB TYPE and kubectl auth whoami are served here');
  if (!/^(pods?|po)\/(exec|attach|portforward)$/.test(resource)) return ok('yes');
  return { stdout: 'no\n', stderr: '', exitCode: 1 };
}

function noEditor(): ProgramResult {
  throw new ProgramExit(
    'error: there is no editor in this terminal; use kubectl patch configmap NAME-config -p \'{"data":{"KEY":"VALUE"}}\'',
  );
}

function explain(_call: ProgramCall, flags: Flags): ProgramResult {
  const resource = resourceNamed(flags.rest[0]?.split('.')[0] ?? '');
  const { kind, group } = RESOURCES[resource];
  return ok(
    `KIND:       ${kind}\nVERSION:    ${group === '' ? 'v1' : 'apps/v1'}\n\nDESCRIPTION:\n    See "kubectl get ${resource} -o yaml" for its fields in this cluster.`,
  );
}

function config(_call: ProgramCall, flags: Flags): ProgramResult {
  switch (flags.rest[0]) {
    case 'current-context':
      return ok(NAMESPACE);
    case 'get-contexts':
      return ok(`CURRENT   NAME         CLUSTER      NAMESPACE\n*         ${NAMESPACE}   ${NAMESPACE}   ${NAMESPACE}`);
    case 'view':
      return ok(`apiVersion: v1\nkind: Config\ncurrent-context: ${NAMESPACE}`);
    default:
      throw new ProgramExit(`error: kubectl config ${flags.rest[0] ?? ''} is not served here: there is one context, "${NAMESPACE}"`);
  }
}

function version(_call: ProgramCall): ProgramResult {
  return ok(`Client Version: ${KUBERNETES_VERSION}\nKustomize Version: v5.7.1\nServer Version: ${KUBERNETES_VERSION}`);
}
