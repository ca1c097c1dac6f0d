// A scenario folder’s text files to a Scenario, or every issue at once. Pure: reads nothing, runs nothing.

import { canonicalHash } from '../canonical.ts';
import { checkScenario } from '../check/check-scenario.ts';
import { assert, type InputIssue, type ParseResult } from '../issues.ts';
import { type Rubric, RubricSchema } from '../scenario/rubric.ts';
import { type Scenario, type ScenarioFile, ScenarioSchema } from '../scenario/scenario.ts';
import { parseUtcMs } from '../text/story-time.ts';
import { fileOf } from './files.ts';
import { LIMITS } from './limits.ts';
import { salvage } from './salvage.ts';
import { capped, inOrder, parseShape } from './shape.ts';
import { didYouMean } from './suggest.ts';
import { readYaml, type Source } from './yaml.ts';

export const SCENARIO_FILE = 'scenario.yaml';

export interface LoadOptions {
  /** Checks a PromQL expression (rooms below promql cannot): what is wrong and the offset in the text where it begins. */
  checkExpr?: (text: string) => readonly { message: string; from: number }[];
}

/** Loads a scenario from its folder’s text files, by path within the folder. */
export function loadScenario(slug: string, files: Readonly<Record<string, string>>, options: LoadOptions = {}): ParseResult<Scenario> {
  const tooMuch = folderIssue(files);
  if (tooMuch !== undefined) return { ok: false, issues: [tooMuch] };
  const text = fileOf(files, SCENARIO_FILE);
  if (text === undefined) {
    return {
      ok: false,
      issues: [
        {
          code: 'scenario/no-file',
          file: SCENARIO_FILE,
          line: undefined,
          column: undefined,
          path: [],
          found: 'no such file',
          expected: `${SCENARIO_FILE} in the scenario’s folder`,
          hint: didYouMean(SCENARIO_FILE, Object.keys(files), 'file'),
        },
      ],
    };
  }
  const source = readYaml(text, SCENARIO_FILE);
  if (!source.ok) return source;
  const parsed = parseShape<ScenarioFile>(source.value, ScenarioSchema);
  const rubric = readRubric(source.value, files, 'rubric');
  const safeRubric = readRubric(source.value, files, 'safeRubric');
  const rules = readNamed(source.value, files, 'rules');
  const alertmanager = readNamed(source.value, files, 'alertmanager');
  const fileIssues = [...rubric.issues, ...safeRubric.issues, ...rules.issues, ...alertmanager.issues];
  const build = (file: ScenarioFile): Scenario => {
    const startsAtMs = parseUtcMs(file.meta.startsAt);
    assert(startsAtMs !== undefined, 'the schema admits only times that can be read', { startsAt: file.meta.startsAt });
    const rubrics = { rubric: rubric.value, safeRubric: safeRubric.value };
    return { ...file, slug, hash: '', ...rubrics, rules: rules.value, alertmanager: alertmanager.value, files, startsAtMs };
  };
  const check = (file: ScenarioFile, from: Source): InputIssue[] =>
    checkScenario(
      build(file),
      { scenario: from, rubric: rubric.source, safeRubric: safeRubric.source, rules: rules.source },
      { rubric: file.rubric, safeRubric: file.safeRubric },
      options,
    );
  if (!parsed.ok) {
    const issues = inOrder([...parsed.issues, ...checkRest(source.value, parsed.issues, check)]);
    return { ok: false, issues: capped([...issues, ...fileIssues]) };
  }
  const issues = [...inOrder(check(parsed.value, source.value)), ...fileIssues];
  if (issues.length > 0) return { ok: false, issues: capped(issues) };
  const scenario = build(parsed.value);
  return { ok: true, value: { ...scenario, hash: scenarioHash(scenario) } };
}

/** Issues that do not come from what had to be taken out: names, times and texts that are wrong whatever stood there. */
function checkRest(
  source: Source,
  shapeIssues: readonly InputIssue[],
  check: (file: ScenarioFile, from: Source) => InputIssue[],
): InputIssue[] {
  if (shapeIssues.length >= LIMITS.issues) return [];
  const rest = salvage<ScenarioFile>(source, ScenarioSchema);
  if (rest === undefined) return [];
  const gone = new Set(rest.removed);
  return check(rest.value, rest.source)
    .filter(
      ({ code, found }) =>
        INDEPENDENT.test(code) && ![found.replaceAll('"', ''), ...found.split(/[^A-Za-z0-9_.-]+/)].some((word) => gone.has(word)),
    )
    .map((issue) => (issue.file === source.file ? { ...issue, path: rest.original(issue.path) } : issue));
}
const INDEPENDENT =
  /^(?:scenario\/(?:unknown-|not-a-|missing-file|call-cycle|duplicate-name|config-no-|rival-|beyond-end|before-start|several-currencies|expression)|rubric\/)/;

/**
 * Hash of everything that decides behaviour and score: the parsed scenario, its rules, rubric and the texts it shows.
 * Journals and expected results are outside. Where order is state (names of the world, configuration) it counts; elsewhere the order of keys does not.
 */
export function scenarioHash(scenario: Scenario): string {
  const { slug: _slug, hash: _hash, files, world, people, timeline, ...rest } = scenario;
  const shown = [
    ...scenario.artefacts.map(({ file }) => file),
    ...timeline.flatMap(({ change }) => [change?.notes ?? '', change?.diff ?? '']),
  ];
  const small = (['exchange', 'publicAlert', 'hosts', 'orderRouting'] as const).filter((name) => world[name] !== undefined);
  return canonicalHash({
    ...rest,
    ...(small.length === 0 ? {} : { smallWorlds: small.map((name) => [name, entriesOf(world[name])]) }),
    world: {
      zones: world.zones,
      ...Object.fromEntries(
        (['providers', 'databases', 'pools', 'breakers'] as const).map((section) => [section, Object.entries(world[section])]),
      ),
    },
    services: Object.entries(world.services).map(([name, service]) => [
      name,
      { ...service, config: Object.entries(service.config), endpoints: Object.entries(service.endpoints) },
    ]),
    people: Object.entries(people),
    timeline: timeline.map((event) =>
      event.change === undefined ? event : { ...event, change: { ...event.change, sets: Object.entries(event.change.sets) } },
    ),
    texts: shown.filter((path) => path !== '').map((path) => [path, fileOf(files, path) ?? null]),
  });
}

/** Maps as lists of their entries, all the way down: in a small world every order may be state. */
function entriesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entriesOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, each]) => [key, entriesOf(each)]);
}

function folderIssue(files: Readonly<Record<string, string>>): InputIssue | undefined {
  const paths = Object.keys(files);
  const issue = (code: string, found: string, expected: string): InputIssue => ({
    code,
    file: '',
    line: undefined,
    column: undefined,
    path: [],
    found,
    expected,
    hint: 'A scenario’s folder holds its scenario, artefacts and journals only',
  });
  if (paths.length > LIMITS.files) return issue('limit/files', `${paths.length} files`, `at most ${LIMITS.files}`);
  const length = paths.reduce((sum, path) => sum + (files[path]?.length ?? 0), 0);
  if (length > LIMITS.folderLength)
    return issue('limit/folder-size', `${length} characters in all files`, `at most ${LIMITS.folderLength}`);
  return undefined;
}

interface Part<T> {
  value: T | undefined;
  source: Source | undefined;
  issues: InputIssue[];
}
const absent = { value: undefined, source: undefined, issues: [] };

/** A rubric, from its own file or from within the scenario; without issues when the scenario names none or it is missing (checked with the other files). */
function readRubric(scenario: Source, files: Readonly<Record<string, string>>, key: 'rubric' | 'safeRubric'): Part<Rubric> {
  const named = (scenario.value as { rubric?: unknown; safeRubric?: unknown } | null)?.[key];
  if (typeof named === 'string') {
    const text = fileOf(files, named);
    if (text === undefined) return absent;
    const source = readYaml(text, named);
    if (!source.ok) return { ...absent, issues: source.issues };
    const parsed = parseShape<Rubric>(source.value, RubricSchema);
    return parsed.ok
      ? { value: parsed.value, source: source.value, issues: [] }
      : { value: undefined, source: source.value, issues: parsed.issues };
  }
  if (typeof named !== 'object' || named === null) return absent;
  const within: Source = { file: scenario.file, value: named, locate: (path, part) => scenario.locate([key, ...path], part) };
  const parsed = RubricSchema.safeParse(named); // its issues are told with the scenario’s own
  return { value: parsed.success ? parsed.data : undefined, source: within, issues: [] };
}

/** A YAML file that `observability` names; absent when it names none or it is missing (checked with the other files). */
function readNamed(scenario: Source, files: Readonly<Record<string, string>>, key: 'rules' | 'alertmanager'): Part<unknown> {
  const observability = (scenario.value as { observability?: Record<string, unknown> | null } | null)?.observability;
  const named = typeof observability === 'object' ? observability?.[key] : undefined;
  const text = typeof named === 'string' ? fileOf(files, named) : undefined;
  if (typeof named !== 'string' || text === undefined) return absent;
  // As Prometheus and Alertmanager read their files: labels are texts, whatever they look like.
  const source = readYaml(text, named, { scalars: 'text', mergeKeys: true });
  return source.ok ? { value: source.value.value, source: source.value, issues: [] } : { ...absent, issues: source.issues };
}
