// From what a person typed to a run: scenario, journal script, seed, run file.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Authority, compileIssues, namedFileIssues, playScript, replay } from '../../authority/index.ts';
import { parseExpr } from '../../promql/index.ts';
import {
  CONSOLE_VARIANTS,
  type InputIssue,
  LIMITS,
  loadScenario,
  parseDurationUs,
  parseRunFile,
  parseScript,
  type RunFile,
  type Scenario,
  type Script,
  SeedSchema,
  type SimTimeUs,
  storyTimeUs,
  withPlaces,
} from '../../schema/index.ts';
import { readBoundedFile } from './files.ts';
import { UsageError } from './io.ts';
import { InvalidInput } from './issues.ts';
import type { Progress } from './progress.ts';
import { listSlugs, readScenarioFolder, type ScenarioFolder } from './scenarios.ts';

/** @throws UsageError for an unknown scenario, InvalidInput with every issue for a bad one */
export function openScenario(name: string, cwd: string): Scenario {
  const folder = readScenarioFolder(name, cwd);
  const checked = checkScenarioFolder(folder);
  if (checked.scenario === undefined || checked.issues.length > 0) throw new InvalidInput(checked.issues, name);
  return checked.scenario;
}

/** Every issue of the scenario’s own files: shape, references, expressions, size of the world; rules and routes even if the scenario is misshapen. */
export function checkScenarioFolder(folder: ScenarioFolder): { scenario: Scenario | undefined; issues: InputIssue[] } {
  const loaded = loadScenario(folder.slug, folder.files, { checkExpr });
  if (!loaded.ok) return { scenario: undefined, issues: [...loaded.issues, ...namedFileIssues(folder.files, loaded.issues)] };
  return { scenario: loaded.value, issues: withPlaces(compileIssues(loaded.value), folder.files) };
}

export function checkExpr(text: string): { message: string; from: number }[] {
  const parsed = parseExpr(text);
  return parsed.ok ? [] : parsed.issues.map((issue) => ({ message: issue.message, from: issue.from }));
}

export const journalNames = (scenario: Scenario): string[] =>
  Object.keys(scenario.files).flatMap((path) => /^journals\/([^/]+)\.ya?ml$/.exec(path)?.[1] ?? []);

/** A journal of the scenario by name, or a script file. @throws UsageError, InvalidInput */
export function openScript(scenario: Scenario, journal: string, cwd: string): Script {
  const path = `journals/${journal}.yaml`;
  const own = Object.hasOwn(scenario.files, path) ? scenario.files[path] : undefined;
  if (own === undefined && !existsSync(resolve(cwd, journal))) {
    throw new UsageError(
      `${scenario.slug} has no journal "${journal}", and there is no such file.`,
      `Journals: ${journalNames(scenario).join(', ') || 'none'}.`,
    );
  }
  const parsed = parseScript(own ?? readBoundedFile(resolve(cwd, journal), LIMITS.yamlLength), own === undefined ? journal : path);
  if (!parsed.ok) throw new InvalidInput(parsed.issues, own === undefined ? '' : scenario.slug);
  return parsed.value;
}

/** The seed given, or one drawn; whoever drew it says so. @throws UsageError for text that is no seed */
export function chooseSeed(given: string | undefined): { seed: string; drawn: boolean } {
  if (given === undefined) return { seed: randomBytes(5).toString('hex'), drawn: true };
  if (!SeedSchema.safeParse(given).success) throw new UsageError(`"${given}" is no seed.`, 'A seed is 1 to 40 letters, digits, - or _.');
  return { seed: given, drawn: false };
}

/** @throws UsageError when the text is no span, or longer than the scenario */
export function chooseUntil(scenario: Scenario, given: string | undefined): SimTimeUs | undefined {
  if (given === undefined) return undefined;
  const us = parseDurationUs(given) ?? storyTimeUs(given, scenario.startsAtMs);
  if (us === undefined || us <= 0)
    throw new UsageError(`"${given}" is no time to end at.`, 'Write a span from the start such as 45m, or a story time such as 10:05.');
  if (us > scenario.meta.length)
    throw new UsageError(`--until ${given} is beyond the end of the scenario.`, `Its length is ${scenario.meta.length / 60e6} minutes.`);
  return us;
}

/**
 * The script with the consoles that were asked for, which it says when the drill begins; nobody acting says nothing else.
 * @throws UsageError for another word, or where there are no consoles
 */
export function withConsoles(scenario: Scenario, script: Script | undefined, given: string | undefined): Script | undefined {
  if (given === undefined) return script;
  const consoles = CONSOLE_VARIANTS.find((variant) => variant === given);
  if (consoles === undefined) throw new UsageError(`"${given}" is no kind of console.`, `There are ${CONSOLE_VARIANTS.join(' and ')}.`);
  if (scenario.consoles === undefined) throw new UsageError(`${scenario.slug} has no consoles.`, 'Leave --consoles out.');
  const begin: Script['entries'][number] = { at: '+0s', kind: 'drill.begin', args: { level: 'intermediate', timed: true, consoles } };
  const { entries, ...rest }: Script = script ?? {
    version: 1,
    title: 'Nobody acts',
    notes: '',
    actor: 'trainee',
    role: 'incident commander',
    entries: [],
  };
  const begins = entries.some(({ kind }) => kind === 'drill.begin');
  const played = begins
    ? entries.map((entry) => (entry.kind === 'drill.begin' ? { ...entry, args: { ...entry.args, consoles } } : entry))
    : [begin, ...entries];
  return { ...rest, entries: played };
}

export interface Played {
  authority: Authority;
  /** Entries of the script that could not be resolved. */
  problems: string[];
}

/** Plays a script, or nobody, to the end. */
export function playDrill(
  scenario: Scenario,
  seed: string,
  script: Script | undefined,
  untilUs: SimTimeUs | undefined,
  progress: Progress,
): Played {
  const endUs = untilUs ?? scenario.meta.length;
  const onProgress = (atUs: SimTimeUs): void => progress.report(Math.min(1, atUs / endUs), `simulating ${scenario.slug}, seed ${seed}`);
  try {
    if (script === undefined) return { authority: replay(scenario, seed, [], endUs, onProgress), problems: [] };
    const played = playScript(scenario, seed, script, { ...(untilUs === undefined ? {} : { untilUs }), onProgress });
    // Whoever asks for an early end does not want to hear that later entries were left out.
    return untilUs === undefined
      ? played
      : { ...played, problems: played.problems.filter((problem) => !problem.endsWith('the run ends before it')) };
  } finally {
    progress.done();
  }
}

/** Whether the name is a run file rather than a scenario. */
export const isRunFile = (name: string, cwd: string): boolean =>
  name.endsWith('.json') ||
  (!listSlugs().includes(name) &&
    existsSync(resolve(cwd, name)) &&
    !existsSync(resolve(cwd, name, 'scenario.yaml')) &&
    !name.endsWith('.yaml'));

/** @throws UsageError, InvalidInput with every issue */
export function openRunFile(path: string, cwd: string): RunFile {
  const parsed = parseRunFile(readBoundedFile(resolve(cwd, path), LIMITS.runFileLength), path);
  if (!parsed.ok) throw new InvalidInput(parsed.issues);
  return parsed.value;
}

/** The scenario a run was made with, from the project or from `--scenario`. @throws UsageError when its content has changed since */
export function scenarioOfRun(run: RunFile, given: string | undefined, cwd: string): Scenario {
  const { slug } = run.scenario;
  if (given === undefined && !listSlugs().includes(slug) && !existsSync(resolve(cwd, slug, 'scenario.yaml')))
    throw new UsageError(
      `The run was made with the scenario "${slug}", which is none of this project.`,
      'Name the folder that holds its scenario.yaml: --scenario FOLDER.',
    );
  const scenario = openScenario(given ?? slug, cwd);
  if (scenario.hash !== run.scenario.hash) {
    throw new UsageError(
      `The run was made with another content of "${slug}" (hash ${run.scenario.hash}, here ${scenario.hash}).`,
      'Check out the version it was made with, or name its folder with --scenario.',
    );
  }
  return scenario;
}
