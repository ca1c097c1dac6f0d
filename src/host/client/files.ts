// Files that leave and enter the page: run files as downloads, and run files that a person drops or picks.
import type { JournalEntry, LearnerFile, RunFile, ScenarioBundle } from '../../schema/index.ts';

const PROBLEMS_SHOWN = 8;

export function downloadText(name: string, text: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const runFileName = (run: RunFile): string => `${run.scenario.slug}-${run.seed}.run.json`;

export function downloadRun(run: RunFile): void {
  downloadText(runFileName(run), `${JSON.stringify(run, null, 1)}\n`);
}

/** The three inputs of a drill that stopped, for a report: scenario files, seed, journal. */
export function downloadInputs(
  bundle: ScenarioBundle,
  seed: string,
  journal: readonly JournalEntry[],
  untilUs: number,
  error: string,
): void {
  downloadText(`${bundle.slug}-${seed}.stopped.json`, `${JSON.stringify({ scenario: bundle, seed, journal, untilUs, error }, null, 1)}\n`);
}

export type ParsedRun = { ok: true; run: RunFile } | { ok: false; problems: string[] };

/** Reads a run file; its parser is loaded only when somebody opens one. */
export async function readRunFile(file: File): Promise<ParsedRun> {
  const { LIMITS } = await import('../../schema/index.ts');
  if (file.size > LIMITS.runFileLength)
    return {
      ok: false,
      problems: [`${file.name} is ${Math.round(file.size / 1e6)} MB; a run file is at most ${LIMITS.runFileLength / 1e6} MB.`],
    };
  return parseRunText(await file.text(), file.name);
}

export async function parseRunText(text: string, name: string): Promise<ParsedRun> {
  const { formatIssue, parseRunFile } = await import('../../schema/index.ts');
  const parsed = parseRunFile(text, name);
  return parsed.ok
    ? { ok: true, run: parsed.value }
    : { ok: false, problems: parsed.issues.slice(0, PROBLEMS_SHOWN).map((issue) => formatIssue(issue)) };
}

export type ParsedLearner = { ok: true; file: LearnerFile } | { ok: false; problems: string[] };

/** Reads a file of own data. */
export async function readLearnerFile(file: File): Promise<ParsedLearner> {
  const { formatIssue, LEARNER_LIMITS, parseLearnerFile } = await import('../../schema/index.ts');
  if (file.size > LEARNER_LIMITS.exportLength)
    return {
      ok: false,
      problems: [`It is ${Math.round(file.size / 1e6)} MB; own data is at most ${LEARNER_LIMITS.exportLength / 1e6} MB.`],
    };
  const parsed = parseLearnerFile(await file.text(), file.name);
  return parsed.ok
    ? { ok: true, file: parsed.value }
    : { ok: false, problems: parsed.issues.slice(0, PROBLEMS_SHOWN).map((issue) => formatIssue(issue)) };
}
