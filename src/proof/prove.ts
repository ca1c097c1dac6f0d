// prove: a scenario run headless over seeds, claim by claim. One seed is the unit of work, so a command line can spread seeds over cores.
import type { Scenario, Seed } from '../schema/index.ts';
import { checkActions } from './claims/actions.ts';
import { checkConsoles } from './claims/consoles.ts';
import { checkBaseline, checkLogLines, checkPersistence, checkQuiet, checkTrigger } from './claims/idle.ts';
import { checkJournals } from './claims/journals.ts';
import { checkLooks } from './claims/looks.ts';
import { JournalRuns } from './journal-runs.ts';
import { assembleReport, type ProofReport, type SeedResult } from './report.ts';
import { runIdle } from './runs.ts';

export interface ProveOptions {
  seeds: readonly Seed[];
  /** Called before each run with the number of seeds finished. */
  onProgress?: (seedsDone: number, text: string) => void;
}

/** Seeds of a proof: `proof-1` to `proof-N`; with a shard `{ index: 1..count, count }` only every count-th. */
export function proofSeeds(count: number, shard: { index: number; count: number } = { index: 1, count: 1 }): Seed[] {
  return Array.from({ length: count }, (_, index) => `proof-${index + 1}`).filter((_, index) => index % shard.count === shard.index - 1);
}

/** @throws RunawayError when the world outgrows its limits on some seed */
export function prove(scenario: Scenario, options: ProveOptions): ProofReport {
  const results = options.seeds.map((seed, index) =>
    proveSeed(scenario, seed, (text) => options.onProgress?.(index, `seed ${seed}: ${text}`)),
  );
  return joinResults(scenario, results);
}

export const joinResults = (scenario: Scenario, results: readonly SeedResult[]): ProofReport =>
  assembleReport({ slug: scenario.slug, title: scenario.meta.title, hash: scenario.hash, tolerance: scenario.proof.tolerance }, results);

/** Every claim that applies to the scenario, on one seed. A scenario without `health` has no claims to prove but those about scores. */
export function proveSeed(scenario: Scenario, seed: Seed, onRun: (text: string) => void = () => {}): SeedResult {
  onRun('nobody acts');
  const past = runIdle(scenario, seed);
  const { idle } = past;
  const journals = new JournalRuns(idle, onRun);
  const findings = [
    ...checkBaseline(idle),
    ...(scenario.health === undefined ? [] : scenario.truth.quiet ? [checkQuiet(idle)] : [checkTrigger(idle), checkPersistence(idle)]),
    ...(scenario.health === undefined ? [] : checkActions(past, onRun)),
    ...checkLooks(past, onRun),
    ...(scenario.truth.detail === undefined ? [] : [checkLogLines(past.atTen)]),
    ...checkJournals(idle, journals),
    ...checkConsoles(idle, journals, onRun),
  ];
  return { seed, tPlusZeroUs: idle.tPlusZeroUs, findings };
}
