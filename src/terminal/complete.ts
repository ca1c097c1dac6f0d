// What Tab offers: programs, their commands, and names of this system.
import type { DrillView } from '../schema/index.ts';
import { RESOURCES } from './kubectl/cluster.ts';
import { KUBECTL_COMMANDS } from './kubectl/kubectl.ts';
import { named } from './program.ts';
import { PROGRAMS } from './programs.ts';

const FILTERS = ['awk', 'cat', 'cut', 'grep', 'head', 'jq', 'ls', 'sed', 'sort', 'tail', 'tr', 'uniq', 'wc', 'xargs'];
const ROLLOUT = ['history', 'pause', 'restart', 'resume', 'status', 'undo'];

interface Completion {
  /** Where the word begins that the options replace. */
  from: number;
  options: string[];
}

/** @param line up to the cursor */
export function complete(line: string, view: DrillView): Completion {
  const from = line.search(/[^\s|;&]*$/);
  const word = line.slice(from);
  const command = /(?:^|[|;&])\s*([^|;&]*)$/.exec(line.slice(0, from))?.[1] ?? '';
  const before = command.split(/\s+/).filter((each) => each !== '');
  const options = optionsAfter(before, word, view).filter((option) => option.startsWith(word));
  return { from, options: [...new Set(options)].sort() };
}

function optionsAfter(before: readonly string[], word: string, view: DrillView): string[] {
  const [program] = before;
  const services = named(view, 'service');
  if (program === undefined) return [...PROGRAMS.map(({ name }) => name), ...FILTERS];
  const previous = before.at(-1) ?? '';
  switch (program) {
    case 'kubectl':
      return kubectlOptions(before, previous, word, services);
    case 'git':
      return before.length === 1
        ? ['diff', 'log', 'show', 'status']
        : ['HEAD', 'HEAD~1', '--oneline', '--stat', '-p', ...services.map((name) => `${name}/`)];
    case 'psql':
    case 'pg_isready':
      return previous === '-h' ? [...named(view, 'database'), ...named(view, 'pool')] : ['-h', '-c', '-t', '-A', '-x'];
    case 'curl':
      return [
        ...services.flatMap((name) => [`http://${name}/health`, `http://${name}/metrics`]),
        ...named(view, 'provider').map((name) => `https://status.${name}/api/v2/status.json`),
        'http://prometheus:9090/api/v1/query?query=',
      ];
    case 'promtool':
      return before.length === 1 ? ['query'] : before.length === 2 ? ['instant', 'labels', 'range', 'series'] : ['http://prometheus:9090'];
    case 'amtool':
      return before.length === 1 ? ['alert', 'silence'] : ['query', 'add', 'expire'];
    case 'dig':
    case 'host':
    case 'nslookup':
    case 'ping':
      return [...services, ...named(view, 'database'), ...named(view, 'provider')];
    default:
      return [];
  }
}

function kubectlOptions(before: readonly string[], previous: string, word: string, services: readonly string[]): string[] {
  const verb = before[1];
  if (verb === undefined) return [...KUBECTL_COMMANDS];
  if (previous === '-l') return services.map((name) => `app=${name}`);
  if (previous === '-n') return ['production'];
  if (previous === '-o') return ['json', 'name', 'wide', 'yaml'];
  if (word.includes('/')) return services.map((name) => `${word.slice(0, word.indexOf('/'))}/${name}`);
  if (verb === 'rollout' && before.length === 2) return ROLLOUT;
  if (['deployment', 'deployments', 'deploy', 'service', 'svc'].includes(previous)) return [...services];
  const deployments = services.map((name) => `deployment/${name}`);
  if (['rollout', 'scale', 'set'].includes(verb)) return verb === 'set' && before.length === 2 ? ['env', 'image'] : deployments;
  // Names of pods take a look to be known; what they begin with does not.
  if (verb === 'logs')
    return [
      '-l',
      '--since=',
      '--tail=',
      ...deployments,
      ...services.map((name) => `deploy/${name}`),
      ...services.map((name) => `${name}-`),
    ];
  return before.length === 2 ? Object.keys(RESOURCES) : ['-l', '-o', '-A'];
}
