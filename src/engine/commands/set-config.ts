// set: writes one configuration value as a new revision and rolls it out, so that replicas read it when they start.
import { type ConfigValue, parseDurationUs } from '../../schema/index.ts';
import { beginRollout, eachOf, rolloutOf } from './rollout.ts';
import { type CommandEffect, done, findService, isRefusal, type Refusal, refuse } from './targets.ts';

const isDuration = (value: ConfigValue): boolean => typeof value === 'string' && parseDurationUs(value) !== undefined;
/** The longest version that fits the deployment history. */
const VERSION_CHARACTERS_MAX = 40;

/** The new value in the type of the old one. */
function typed(key: string, old: ConfigValue, value: ConfigValue): { value: ConfigValue } | Refusal {
  const wrong = (expected: string) =>
    refuse('wrong-type', `${key} is ${expected}; ${JSON.stringify(value)} is not. It is ${String(old)} now.`);
  if (isDuration(old)) return isDuration(value) ? { value } : wrong('a duration with a unit, such as 500ms or 5s');
  if (typeof old === 'number') {
    const number = typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,10})?$/.test(value) ? Number(value) : value;
    return typeof number === 'number' ? { value: number } : wrong('a number');
  }
  if (typeof old === 'boolean') {
    const flag = value === 'true' ? true : value === 'false' ? false : value;
    return typeof flag === 'boolean' ? { value: flag } : wrong('true or false');
  }
  return { value: String(value) };
}

const isTyped = (result: { value: ConfigValue } | Refusal): result is { value: ConfigValue } => 'value' in result;

export const setConfig: CommandEffect = (control, args) => {
  const service = findService(control, args['service']);
  if (isRefusal(service)) return service;
  const { name } = control.world.plan.services[service]!;
  const state = control.state.services[service]!;
  const now = state.revisions[state.current]!;
  const key = String(args['key']);
  const old = now.config.find(([known]) => known === key);
  if (old === undefined) {
    const keys = now.config.map(([known]) => known).join(', ');
    return refuse('unknown-key', `${name} has no configuration ${key}. ${keys === '' ? 'It has none at all.' : `There are: ${keys}.`}`);
  }
  const parsed = typed(key, old[1], args['value'] as ConfigValue);
  if (!isTyped(parsed)) return parsed;
  if (parsed.value === old[1]) return refuse('no-change', `${key} of ${name} is ${String(old[1])} already.`);
  const running = rolloutOf(control, service);
  if (running !== undefined) return refuse('rolling', `A rollout of ${name} is under way; roll it back or wait.`);
  const edit = state.edits + 1;
  const version = `${now.version.replace(/\+\d+$/, '')}+${edit}`;
  if (version.length > VERSION_CHARACTERS_MAX) return refuse('limit', `${name} was changed too often.`);
  state.edits = edit;
  state.revisions.push({ version, config: now.config.map(([known, value]) => [known, known === key ? parsed.value : value]) });
  control.chronicle.fact('config.set', name, `${key}=${String(parsed.value)}`);
  const untilUs = beginRollout(control, {
    service,
    purpose: 'config',
    strategy: 'rolling',
    to: state.revisions.length - 1,
    eachUs: eachOf(control, service),
    fails: 0,
    summary: `config: ${key}=${String(parsed.value)}`,
    author: 'on call',
  });
  return done(`Setting ${key}=${String(parsed.value)} and restarting ${name} replica by replica`, untilUs);
};
