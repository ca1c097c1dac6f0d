// The proof of a scenario as a small file beside it: what was proved, for which content, by which engine.
import { ENGINE_VERSION, type ProofStamp } from '../schema/index.ts';
import type { ProofReport } from './report.ts';

/** Where a stamp lies in a scenario’s folder; no part of the scenario’s hash. */
export const STAMP_FILE = 'expected/proof.json';

export const stampOf = ({ scenario, seeds, claims, ok }: ProofReport): ProofStamp => ({
  format: 'faultline-proof',
  version: 1,
  scenarioHash: scenario.hash,
  engineVersion: ENGINE_VERSION,
  seeds: seeds.length,
  claims: claims.map(({ claim, title, ok: held }) => ({ id: claim, title, ok: held })),
  proved: ok,
});
