// Alertmanager files from disk, labels from the command line, and the ordinary day that thresholds are compared with.
import { resolve } from 'node:path';
import { type AlertmanagerConfig, type LintedAlert, lintAlerts, parseAlertmanagerConfig, type Route } from '../../alerting/index.ts';
import { replay } from '../../authority/index.ts';
import { parseRuleGroups } from '../../promql/index.ts';
import { LIMITS, type ParseResult, readYaml, type Scenario, storyTimeUs, type TimelineEvent } from '../../schema/index.ts';
import { readBoundedFile } from './files.ts';
import { UsageError } from './io.ts';
import { InvalidInput } from './issues.ts';

/** Every issue with its place. @throws UsageError when the file cannot be read */
export function readAlertmanager(file: string, cwd: string): ParseResult<AlertmanagerConfig> {
  const yaml = readYaml(readBoundedFile(resolve(cwd, file), LIMITS.yamlLength), file, { scalars: 'text', mergeKeys: true });
  if (!yaml.ok) return yaml;
  const parsed = parseAlertmanagerConfig(yaml.value.value);
  if (parsed.ok) return parsed;
  const issues = parsed.issues.map((issue) => {
    const place = yaml.value.locate(issue.path, issue.code.endsWith('unknown-key') ? 'key' : 'value');
    return { ...issue, file, line: place?.line, column: place?.column };
  });
  return { ok: false, issues };
}

/** @throws InvalidInput with every issue */
export function openAlertmanager(file: string, cwd: string): AlertmanagerConfig {
  const parsed = readAlertmanager(file, cwd);
  if (!parsed.ok) throw new InvalidInput(parsed.issues);
  return parsed.value;
}

/** `severity=page service=web`. @throws UsageError for what is no label */
export function labelsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at <= 0) throw new UsageError(`"${pair}" is no label.`, 'Write LABEL=VALUE, such as severity=page.');
      return [pair.slice(0, at), pair.slice(at + 1).replace(/^"(.*)"$/, '$1')];
    }),
  );
}

export function describeAlertmanager({ route, receivers, inhibitRules, timeIntervals, notes }: AlertmanagerConfig) {
  const count = ({ routes }: Route): number => 1 + routes.reduce((sum, child) => sum + count(child), 0);
  return {
    routes: count(route),
    receivers: receivers.map(({ name }) => name),
    inhibitRules: inhibitRules.length,
    timeIntervals: Object.keys(timeIntervals),
    notes,
  };
}

const MINUTE_US = 60_000_000;
/** As long as an ordinary day is looked at. */
const ORDINARY_US_MAX = 15 * MINUTE_US;
/** Windows of rules reach back: what is read begins after the first minutes. */
const SETTLES_US = 2 * MINUTE_US;

/** The alert rules of a scenario by the criteria of a good alert; thresholds against the same world in which nothing happens. */
export function lintScenario(scenario: Scenario, seed: string): LintedAlert[] {
  const rules = parseRuleGroups(scenario.rules ?? { groups: [] });
  if (!rules.ok) throw new InvalidInput(rules.issues);
  const untilUs = Math.min(ORDINARY_US_MAX, scenario.meta.length);
  const fromUs = Math.min(SETTLES_US, untilUs / 2);
  const authority = replay({ ...scenario, timeline: scenario.timeline.filter((event) => isHistory(scenario, event)) }, seed, [], untilUs);
  const { services, pools, databases, providers } = scenario.world;
  return lintAlerts(rules.value, {
    components: [...Object.keys(services), ...Object.keys(pools), ...Object.keys(databases), ...Object.keys(providers), 'users'],
    documents: scenario.artefacts.map(({ name }) => name),
    baseline: (expr) => {
      const values = authority
        .chart(expr, fromUs, untilUs, scenario.observability.scrape)
        .series.flatMap((series) => series.values.filter((value): value is number => value !== null && Number.isFinite(value)));
      if (values.length === 0) return undefined;
      return { least: values.reduce((a, b) => Math.min(a, b)), most: values.reduce((a, b) => Math.max(a, b)) };
    },
  });
}

/** What was changed before the start belongs to an ordinary day. */
function isHistory({ startsAtMs }: Scenario, { at }: TimelineEvent): boolean {
  const atUs = at === undefined ? undefined : storyTimeUs(at, startsAtMs);
  return atUs !== undefined && atUs < 0;
}
