// What only rooms above the schema can find wrong with a scenario: the world, its rules, and the routes of its alerts.
import { parseAlertmanagerConfig } from '../alerting/index.ts';
import { compileIssues as engineIssues } from '../engine/index.ts';
import { parseRuleGroups } from '../promql/index.ts';
import { type InputIssue, type ParseResult, readYaml, SCENARIO_FILE, type Scenario, withPlaces } from '../schema/index.ts';
import { alertingIssues } from './alert-desk.ts';

/** Every issue of a scenario that was loaded; places are found by path (`withPlaces`). */
export function compileIssues(scenario: Scenario): InputIssue[] {
  return [...engineIssues(scenario), ...alertingIssues(scenario)];
}

/** What is wrong with the rule and Alertmanager files of a scenario that could not be loaded; its issues so far are not told again. */
export function namedFileIssues(files: Readonly<Record<string, string>>, known: readonly InputIssue[]): InputIssue[] {
  const scenario = yamlOf(files, SCENARIO_FILE) as
    | { observability?: { rules?: unknown; alertmanager?: unknown } | null }
    | null
    | undefined;
  const { rules, alertmanager } = scenario?.observability ?? {};
  const issuesOf = (name: unknown, parse: (json: unknown) => ParseResult<unknown>): InputIssue[] => {
    const json = typeof name === 'string' ? yamlOf(files, name) : undefined;
    if (typeof name !== 'string' || json === undefined) return [];
    const parsed = parse(json);
    return parsed.ok ? [] : parsed.issues.map((issue) => ({ ...issue, file: name }));
  };
  const place = ({ file, path }: InputIssue): string => [file, ...path].join('\n');
  const told = new Set(known.map(place));
  const issues = [...issuesOf(rules, parseRuleGroups), ...issuesOf(alertmanager, parseAlertmanagerConfig)];
  return withPlaces(
    issues.filter((issue) => !told.has(place(issue))),
    files,
  );
}

/** The value of a YAML file; undefined when it is missing, empty or no YAML, which whoever loads the scenario says. */
function yamlOf(files: Readonly<Record<string, string>>, file: string): unknown {
  const text = Object.hasOwn(files, file) ? files[file] : undefined;
  // As Prometheus and Alertmanager read their files: labels are texts, whatever they look like.
  const read = text === undefined ? undefined : readYaml(text, file, { scalars: 'text', mergeKeys: true });
  return read?.ok === true ? (read.value.value ?? undefined) : undefined;
}
