// A run file (DESIGN D22): a drill as its three inputs and the hashes of what came out.
import { ENGINE_VERSION, RUN_FILE_VERSION, type RunFile, type Scenario } from '../schema/index.ts';

/** What a run file takes from a run; an Authority is one. */
interface Recorded extends Pick<RunFile, 'seed'> {
  readonly scenario: Scenario;
  readonly nowUs: number;
  readonly journal: readonly RunFile['journal'][number][];
  readonly checkpoints: readonly RunFile['checkpoints'][number][];
  hash(): string;
}

export function makeRunFile(run: Recorded): RunFile {
  const { scenario, seed } = run;
  return {
    format: 'faultline-run',
    version: RUN_FILE_VERSION,
    engineVersion: ENGINE_VERSION,
    scenario: { slug: scenario.slug, title: scenario.meta.title, hash: scenario.hash },
    seed,
    untilUs: run.nowUs,
    journal: [...run.journal],
    checkpoints: [...run.checkpoints],
    resultHash: run.hash(),
  };
}
