// One golden run: a scenario, a journal script and a seed, reduced to hashes. Runs unchanged on Node and in every browser.
import { playScript } from '../../src/authority/index.ts';
import { loadScenario, parseDurationUs, parseScript } from '../../src/schema/index.ts';

export interface GoldenCase {
  slug: string;
  journal: string;
  seed: string;
  until: string;
  /** Hash at the end; changing it needs a sentence in `why`. */
  hash: string;
  why: string;
}
export interface GoldenResult {
  hash: string;
  journalLength: number;
  checkpoints: { atUs: number; hash: string }[];
}

/** @throws Error when the scenario or the script does not parse, naming every issue */
export function goldenRun(golden: Pick<GoldenCase, 'slug' | 'journal' | 'seed' | 'until'>, files: Record<string, string>): GoldenResult {
  const scenario = loadScenario(golden.slug, files);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.issues));
  const path = `journals/${golden.journal}.yaml`;
  const script = parseScript(files[path] ?? '', path);
  if (!script.ok) throw new Error(JSON.stringify(script.issues));
  const untilUs = parseDurationUs(golden.until);
  if (untilUs === undefined) throw new Error(`not a duration: ${golden.until}`);
  const { authority, problems } = playScript(scenario.value, golden.seed, script.value, { untilUs });
  const unresolved = problems.filter((problem) => !problem.endsWith('the run ends before it'));
  if (unresolved.length > 0) throw new Error(unresolved.join('\n'));
  const run = authority.runFile();
  return {
    hash: run.resultHash,
    journalLength: run.journal.length,
    checkpoints: run.checkpoints.map(({ atUs, hash }) => ({ atUs, hash })),
  };
}
