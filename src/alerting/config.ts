// Alertmanager configuration files (already decoded from YAML) to a checked configuration, all problems at once. Format and refusals as
// config/config.go, dispatch/route.go and timeinterval/timeinterval.go of Alertmanager 0.28. Integrations of receivers are accepted unread.
import type { AlertMatcher, InputIssue, ParseResult, SimTimeUs } from '../schema/index.ts';
import { matcherProblem, parseMatchers } from './matchers.ts';
import {
  type AlertmanagerConfig,
  type GroupBy,
  type InhibitRule,
  type Receiver,
  ROUTE_DEFAULTS,
  type Route,
  type TimeSpan,
} from './model.ts';
import { ConfigReader, type Fields, type Path, show } from './reader.ts';
import { readTimeSpan } from './time-intervals.ts';

const TOP = ['global', 'templates', 'route', 'inhibit_rules', 'receivers', 'mute_time_intervals', 'time_intervals', 'tracing'] as const;
const ROUTE = [
  'receiver',
  'group_by',
  'continue',
  'match',
  'match_re',
  'matchers',
  'group_wait',
  'group_interval',
  'repeat_interval',
  'mute_time_intervals',
  'active_time_intervals',
  'routes',
] as const;
const INHIBIT = [
  'target_match',
  'target_match_re',
  'target_matchers',
  'source_match',
  'source_match_re',
  'source_matchers',
  'equal',
  'name',
];
/** Integrations that say nothing when an alert is over unless asked to (config/notifiers.go). */
const SILENT_ON_RESOLVE = new Set(['email', 'slack', 'wechat']);
/** Deeper trees are a mistake, or an attack on the stack. */
const DEPTH_MAX = 30;

/** Checks a decoded file. Lines and columns are not known here: whoever decoded the text can find them by `path`. */
export function parseAlertmanagerConfig(json: unknown): ParseResult<AlertmanagerConfig> {
  const reader = new ConfigReader();
  const fields = reader.fields(json, [], TOP) ?? {};
  const notes: string[] = [];
  const templates = reader.texts(fields['templates'], ['templates']);
  if (templates.length > 0) notes.push(`Templates are not read (${templates.join(', ')}): messages have a text of their own.`);
  if (fields['global'] !== undefined) reader.fields(fields['global'], ['global'], () => true);
  const timeIntervals = readTimeIntervals(reader, fields);
  const receivers = readReceivers(reader, fields['receivers']);
  const inhibitRules = reader
    .list(fields['inhibit_rules'], ['inhibit_rules'])
    .flatMap((item, index) => readInhibitRule(reader, item, index) ?? []);
  const routes = new RouteReader(
    reader,
    receivers.map(({ name }) => name),
    Object.keys(timeIntervals),
  );
  const route = fields['route'] === undefined ? undefined : routes.root(fields['route']);
  if (fields['route'] === undefined) reader.report('missing', ['route'], 'nothing', 'a route', 'Add route: { receiver: pager }');
  if (route === undefined || reader.issues.length > 0) return { ok: false, issues: inPathOrder(reader.issues) };
  return { ok: true, value: { route, receivers, inhibitRules, timeIntervals, notes } };
}

/** Issues of one key stay together, in the order of the file's usual sections. */
function inPathOrder(issues: readonly InputIssue[]): InputIssue[] {
  const rank = (issue: InputIssue): number => (TOP as readonly string[]).indexOf(String(issue.path[0] ?? ''));
  return [...issues].sort((a, b) => rank(a) - rank(b));
}

class RouteReader {
  readonly #reader: ConfigReader;
  readonly #receivers: readonly string[];
  readonly #times: readonly string[];

  constructor(reader: ConfigReader, receivers: readonly string[], times: readonly string[]) {
    this.#reader = reader;
    this.#receivers = receivers;
    this.#times = times;
  }

  root(value: unknown): Route | undefined {
    const fields = this.#reader.fields(value, ['route'], ROUTE);
    if (fields === undefined) return undefined;
    if (fields['receiver'] === undefined)
      this.#reader.report(
        'missing',
        ['route', 'receiver'],
        'nothing',
        'the receiver of everything that no other route takes',
        'Add receiver: NAME',
      );
    for (const key of ['match', 'match_re', 'matchers', 'mute_time_intervals', 'active_time_intervals'])
      if (fields[key] !== undefined)
        this.#reader.report(
          'root-route',
          ['route', key],
          key,
          'a first route that takes every alert, always',
          `Move ${key} to a route below it`,
        );
    if (fields['continue'] !== undefined && this.#reader.flag(fields['continue'], ['route', 'continue']) === true)
      this.#reader.report('root-route', ['route', 'continue'], 'continue', 'nothing: no route follows the first', 'Remove it');
    const defaults = { ...ROUTE_DEFAULTS, id: '', matchers: [], receiver: '', groupBy: [], eager: false, muteTimes: [], activeTimes: [] };
    return this.#route(fields, ['route'], { ...defaults, continues: false, routes: [] });
  }

  #route(fields: Fields, path: Path, parent: Route): Route {
    const reader = this.#reader;
    const receiver =
      fields['receiver'] === undefined ? parent.receiver : (reader.text(fields['receiver'], [...path, 'receiver']) ?? parent.receiver);
    if (fields['receiver'] !== undefined && !this.#receivers.includes(receiver))
      reader.report('receiver', [...path, 'receiver'], show(receiver), 'the name of a receiver', named('Receivers', this.#receivers));
    const node: Omit<Route, 'routes'> = {
      id: path.join('.'),
      matchers: readMatchers(reader, fields, path, ''),
      receiver,
      groupBy: fields['group_by'] === undefined ? parent.groupBy : this.#groupBy(fields['group_by'], [...path, 'group_by']),
      groupWaitUs: this.#duration(fields, path, 'group_wait', parent.groupWaitUs, 0),
      groupIntervalUs: this.#duration(fields, path, 'group_interval', parent.groupIntervalUs, 1),
      repeatIntervalUs: this.#duration(fields, path, 'repeat_interval', parent.repeatIntervalUs, 1),
      eager: false,
      muteTimes: this.#timesOf(fields, path, 'mute_time_intervals'),
      activeTimes: this.#timesOf(fields, path, 'active_time_intervals'),
      continues: fields['continue'] === undefined ? false : (reader.flag(fields['continue'], [...path, 'continue']) ?? false),
    };
    const items = reader.list(fields['routes'], [...path, 'routes']);
    if (items.length > 0 && path.length > 2 * DEPTH_MAX) {
      reader.report('shape', [...path, 'routes'], 'deeper nesting', `at most ${DEPTH_MAX} levels of routes`, 'Join routes');
      return { ...node, routes: [] };
    }
    const routes = items.flatMap((item, index) => {
      const at = [...path, 'routes', index];
      const inner = reader.fields(item, at, ROUTE);
      return inner === undefined ? [] : this.#route(inner, at, { ...node, routes: [] });
    });
    return { ...node, routes };
  }

  #groupBy(value: unknown, path: Path): GroupBy {
    const labels = this.#reader.texts(value, path);
    labels.forEach((label, index) => {
      if (label === '') this.#reader.report('group-by', [...path, index], '""', 'the name of a label', 'Name a label');
      if (labels.indexOf(label) < index) this.#reader.report('group-by', [...path, index], show(label), 'each label once', 'Remove it');
    });
    if (!labels.includes('...')) return labels;
    if (labels.length > 1)
      this.#reader.report('group-by', path, labels.join(', '), '... alone, or labels', "Write group_by: ['...'] for a group of each alert");
    return 'all';
  }

  #duration(fields: Fields, path: Path, key: string, inherited: SimTimeUs, leastUs: SimTimeUs): SimTimeUs {
    if (fields[key] === undefined) return inherited;
    const us = this.#reader.durationUs(fields[key], [...path, key]);
    if (us !== undefined && us < leastUs)
      this.#reader.report('duration', [...path, key], show(fields[key]), 'more than nothing', 'Write a duration such as 5m');
    return us ?? inherited;
  }

  #timesOf(fields: Fields, path: Path, key: string): string[] {
    const names = this.#reader.texts(fields[key], [...path, key]);
    names.forEach((name, index) => {
      if (!this.#times.includes(name))
        this.#reader.report(
          'time-interval',
          [...path, key, index],
          show(name),
          'the name of a time interval',
          named('Time intervals', this.#times),
        );
    });
    return names;
  }
}

const named = (what: string, names: readonly string[]): string =>
  names.length > 0 ? `${what}: ${names.join(', ')}` : `There are no ${what.toLowerCase()}`;

/** `match`, `match_re` and `matchers` of a route, or with a prefix those of an inhibition. */
function readMatchers(reader: ConfigReader, fields: Fields, path: Path, prefix: '' | 'source_' | 'target_'): AlertMatcher[] {
  const matchers: AlertMatcher[] = [];
  for (const [key, op] of [
    [`${prefix}match`, '='],
    [`${prefix}match_re`, '=~'],
  ] as const) {
    if (fields[key] === undefined) continue;
    const at = [...path, key];
    for (const [name, raw] of Object.entries(reader.fields(fields[key], at, () => true) ?? {})) {
      const value = reader.text(raw, [...at, name]);
      if (value === undefined) continue;
      const problem = matcherProblem({ name, op, value });
      if (problem === undefined) matchers.push({ name, op, value });
      else reader.report('regex', [...at, name], show(value), 'a regular expression of RE2', problem);
    }
  }
  reader.texts(fields[`${prefix}matchers`], [...path, `${prefix}matchers`]).forEach((text, index) => {
    const parsed = parseMatchers(text);
    if (parsed.ok) matchers.push(...parsed.matchers);
    else
      reader.report(
        'matcher',
        [...path, `${prefix}matchers`, index],
        show(text),
        'a matcher such as severity="page" or team=~"a|b"',
        parsed.message,
      );
  });
  return matchers;
}

function readReceivers(reader: ConfigReader, value: unknown): Receiver[] {
  const receivers: Receiver[] = [];
  if (value === undefined) reader.report('missing', ['receivers'], 'nothing', 'a list of receivers', 'Add receivers: [{ name: pager }]');
  reader.list(value, ['receivers']).forEach((item, index) => {
    const path = ['receivers', index];
    const fields = reader.fields(item, path, (key) => key === 'name' || /^[a-z0-9]+_configs$/.test(key));
    if (fields === undefined) return;
    const name = fields['name'] === undefined ? undefined : reader.text(fields['name'], [...path, 'name']);
    if (name === undefined || name === '') reader.report('missing', [...path, 'name'], 'nothing', 'a name', 'Add name: NAME');
    else if (receivers.some((other) => other.name === name))
      reader.report('duplicate', [...path, 'name'], show(name), 'a name that no other receiver has', 'Rename one of them');
    const integrations: Record<string, number> = {};
    let told = false;
    for (const [key, configs] of Object.entries(fields)) {
      if (key === 'name') continue;
      const kind = key.slice(0, -'_configs'.length);
      const items = reader.list(configs, [...path, key]);
      if (items.length > 0) integrations[kind] = items.length;
      items.forEach((config, at) => {
        const sends = reader.fields(config, [...path, key, at], () => true)?.['send_resolved'];
        const resolved = sends === undefined ? undefined : reader.flag(sends, [...path, key, at, 'send_resolved']);
        told ||= resolved ?? !SILENT_ON_RESOLVE.has(kind);
      });
    }
    receivers.push({ name: name ?? '', integrations, sendsResolved: told || Object.keys(integrations).length === 0 });
  });
  return receivers;
}

function readInhibitRule(reader: ConfigReader, value: unknown, index: number): InhibitRule | undefined {
  const path = ['inhibit_rules', index];
  const fields = reader.fields(value, path, INHIBIT);
  if (fields === undefined) return undefined;
  return {
    source: readMatchers(reader, fields, path, 'source_'),
    target: readMatchers(reader, fields, path, 'target_'),
    equal: reader.texts(fields['equal'], [...path, 'equal']),
  };
}

/** `time_intervals` and, as older files call them, `mute_time_intervals`. */
function readTimeIntervals(reader: ConfigReader, fields: Fields): Record<string, TimeSpan[]> {
  const intervals: Record<string, TimeSpan[]> = {};
  for (const key of ['mute_time_intervals', 'time_intervals'])
    reader.list(fields[key], [key]).forEach((item, index) => {
      const path = [key, index];
      const inner = reader.fields(item, path, ['name', 'time_intervals']);
      if (inner === undefined) return;
      const name = inner['name'] === undefined ? undefined : reader.text(inner['name'], [...path, 'name']);
      if (name === undefined || name === '') reader.report('missing', [...path, 'name'], 'nothing', 'a name', 'Add name: NAME');
      else if (Object.hasOwn(intervals, name))
        reader.report('duplicate', [...path, 'name'], show(name), 'a name that no other time interval has', 'Rename one of them');
      intervals[name ?? ''] = reader
        .list(inner['time_intervals'], [...path, 'time_intervals'])
        .flatMap((span, at) => readTimeSpan(reader, span, [...path, 'time_intervals', at]) ?? []);
    });
  return intervals;
}
