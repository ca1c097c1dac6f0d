// Texts of commands and looks in a scenario, its rubric and scripts: each must be one, and name what exists here.

import { EXCHANGE_COMMANDS } from '../commands/exchange.ts';
import { HOST_COMMANDS } from '../commands/hosts.ts';
import { COMMANDS, type Command } from '../commands/index.ts';
import { ORDER_ROUTING_COMMANDS } from '../commands/order-routing.ts';
import { PUBLIC_ALERT_COMMANDS } from '../commands/public-alert.ts';
import { didYouMean } from '../load/suggest.ts';
import type { Path, Source } from '../load/yaml.ts';
import { nodeNames } from '../scenario/world.ts';
import { COMMAND_VERBS, isCommandPattern, parseCommandText } from '../text/command-text.ts';
import { isLookPattern, LOOK_FORMS, LOOK_VERBS } from '../text/look-text.ts';
import { globMatches } from '../text/words.ts';
import { parseDurationUs } from '../units.ts';
import type { Check } from './context.ts';
import { smallWorldNames } from './small-worlds.ts';
import { usesOf } from './steps.ts';

const SMALL_WORLD_VERBS = new Set(
  [...EXCHANGE_COMMANDS, ...PUBLIC_ALERT_COMMANDS, ...HOST_COMMANDS, ...ORDER_ROUTING_COMMANDS].map(
    ({ usage }) => usage.split(' ')[0] ?? '',
  ),
);

interface Where {
  source?: Source | undefined;
  /** Wildcards and missing words are allowed. */
  pattern?: boolean;
}

/** A command of this world. */
export function checkCommand(check: Check, path: Path, text: string, { source, pattern = false }: Where = {}): void {
  const [verb = '', name = ''] = text.trim().split(/\s+/);
  const command = parseCommandText(text);
  const asPattern = pattern && isCommandPattern(text);
  if (command === undefined && !asPattern) {
    const usage = COMMANDS.find((each) => each.usage.split(' ')[0] === verb)?.usage;
    check.add(
      'scenario/not-a-command',
      path,
      {
        found: text,
        expected: usage ?? 'a command',
        hint: usage === undefined ? didYouMean(verb, COMMAND_VERBS, 'command') : `For example: ${exampleOf(usage)}`,
      },
      { source },
    );
    return;
  }
  const targets = targetsOf(check, verb);
  if (targets === undefined) return;
  const [names, noun] = targets;
  // Names of pods are drawn during the run.
  if (verb === 'delete-pod') return;
  if (name !== '' && !names.some((each) => globMatches(pattern ? name : escapeNothing(name), each))) {
    check.add(
      `scenario/unknown-${noun}`,
      path,
      { found: text, expected: `the name of a ${noun}`, hint: didYouMean(name, names, noun) },
      { source },
    );
  } else if (command !== undefined && !(pattern && text.includes('*'))) checkArguments(check, path, text, command, source);
}
/** Outside patterns a star is no wildcard; no name contains one, so it simply matches nothing. */
const escapeNothing = (name: string): string => (name.includes('*') ? '\0' : name);

function targetsOf(check: Check, verb: string): [readonly string[], string] | undefined {
  const { names } = check;
  if (SMALL_WORLD_VERBS.has(verb)) return smallWorldNames(check, verb);
  if (verb === 'restart') return [[...names.services, ...names.databases], 'service'];
  if (verb === 'resize-pool' || verb === 'kill-sessions') return [names.pools, 'pool'];
  if (verb === 'cordon' || verb === 'uncordon' || verb === 'drain') return [nodeNames(check.scenario.world), 'node'];
  if (verb === 'open-breaker' || verb === 'close-breaker') return [names.breakers, 'breaker'];
  return [names.services, 'service'];
}

function checkArguments(check: Check, path: Path, text: string, { kind, args }: Command, source: Source | undefined): void {
  const service = check.scenario.world.services[String(args['service'])];
  if (service === undefined) return;
  if (kind === 'command.set-config') {
    const key = String(args['key']);
    if (!Object.hasOwn(service.config, key)) {
      check.add(
        'scenario/unknown-config',
        path,
        {
          found: text,
          expected: `a key of the configuration of ${String(args['service'])}`,
          hint: didYouMean(key, Object.keys(service.config), 'configuration key'),
        },
        { source },
      );
      return;
    }
    const { value } = args;
    const use = usesOf(service, key);
    if (use === 'duration' && (typeof value !== 'string' || parseDurationUs(value) === undefined))
      check.add(
        'scenario/config-no-duration',
        path,
        { found: text, expected: `a duration for ${key}`, hint: `Write ${key}=5s` },
        { source },
      );
    if (use === 'count' && typeof value !== 'number')
      check.add(
        'scenario/config-no-count',
        path,
        { found: text, expected: `a whole number for ${key}`, hint: `Write ${key}=3` },
        { source },
      );
  } else if (kind === 'command.deploy') {
    const name = String(args['service']);
    const versions = [service.version, ...check.scenario.timeline.flatMap(({ change }) => (change?.deploy === name ? [change.to] : []))];
    if (!versions.includes(String(args['version'])))
      check.add(
        'scenario/unknown-version',
        path,
        { found: text, expected: `a version ${name} has or will have`, hint: didYouMean(String(args['version']), versions, 'version') },
        { source },
      );
  }
}

/** A look at this world. */
export function checkLook(check: Check, path: Path, text: string, { source, pattern = false }: Where = {}): void {
  const trimmed = text.trim();
  if (pattern && (trimmed === '*' || trimmed === 'any look')) return;
  const [verb = ''] = trimmed.split(/\s+/, 1);
  const rest = trimmed.slice(verb.length).trim();
  const form = LOOK_FORMS.find((each) => each.verb === verb);
  if (form === undefined || !isLookPattern(trimmed) || (rest === '' && !pattern && /<[a-z]+>/.test(form.usage))) {
    check.add(
      'scenario/not-a-look',
      path,
      {
        found: text,
        expected: form?.usage ?? 'a look',
        hint: form === undefined ? didYouMean(verb, LOOK_VERBS, 'look') : `For example: ${exampleOf(form.usage)}`,
      },
      { source },
    );
    return;
  }
  const named = namesForLook(check, verb, rest);
  if (named === undefined || named.name === '') return;
  const wanted = named.name.toLowerCase();
  if (!named.names.some((each) => globMatches(wanted, each.toLowerCase())))
    check.add(
      `scenario/unknown-${named.noun}`,
      path,
      { found: text, expected: `the name of a ${named.noun} after ${verb}`, hint: didYouMean(named.name, named.names, named.noun) },
      { source },
    );
}

function namesForLook(check: Check, verb: string, rest: string): { name: string; names: readonly string[]; noun: string } | undefined {
  const { names } = check;
  const [first = ''] = rest.split(/\s+/, 1);
  switch (verb) {
    case 'alert':
      return names.alerts === undefined ? undefined : { name: rest, names: names.alerts, noun: 'alert' };
    case 'metrics':
      return { name: rest, names: names.panels, noun: 'panel' };
    case 'logs':
      return first.startsWith('"') || first.startsWith('level=') ? undefined : { name: first, names: names.services, noun: 'service' };
    case 'diff':
      return { name: first, names: names.services, noun: 'service' };
    case 'service':
    case 'preflight':
      return { name: rest, names: names.services, noun: 'service' };
    case 'status':
      return { name: rest, names: names.providers, noun: 'provider' };
    case 'sessions':
      return { name: rest, names: names.pools, noun: 'pool' };
    case 'artefact':
      return { name: rest, names: names.artefacts, noun: 'artefact' };
    default:
      return undefined;
  }
}

const EXAMPLES: Readonly<Record<string, string>> = {
  service: 'payment-service',
  version: '2.4.1',
  key: 'timeout',
  value: '5s',
  target: 'payment-service',
  replicas: '8',
  pool: 'shop-db-pool',
  size: '100',
  breaker: 'stripe',
  pod: 'payment-service-7d9f4c-x2k8q',
  node: 'node-1',
  name: 'name',
  expr: 'up',
  provider: 'payments.example',
};
const exampleOf = (usage: string): string =>
  usage.replace(/<([a-z]+)>/g, (_, name: string) => EXAMPLES[name] ?? name).replace(/ \[.*$/, '');
