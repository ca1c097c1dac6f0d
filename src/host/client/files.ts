// Files that leave and enter the page: run files as downloads, and run files that a person drops or picks.
import type { JournalEntry, RunFile, ScenarioBundle } from '../../schema/index.ts';

const RUN_FILE_BYTES_MAX = 20_000_000;

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

/** Reads a run file; the schema is loaded only when somebody opens one. */
export async function readRunFile(file: File): Promise<ParsedRun> {
  if (file.size > RUN_FILE_BYTES_MAX)
    return {
      ok: false,
      problems: [`${file.name} is ${Math.round(file.size / 1e6)} MB; a run file is at most ${RUN_FILE_BYTES_MAX / 1e6} MB.`],
    };
  let json: unknown;
  try {
    json = JSON.parse(await file.text());
  } catch {
    return { ok: false, problems: [`${file.name} is not JSON. Choose a file that ends in .run.json.`] };
  }
  const { RunFileSchema } = await import('../../schema/index.ts');
  const parsed = RunFileSchema.safeParse(json);
  if (parsed.success) return { ok: true, run: parsed.data };
  return { ok: false, problems: parsed.error.issues.slice(0, 8).map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`) };
}
