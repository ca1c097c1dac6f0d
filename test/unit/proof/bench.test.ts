// The reference workloads do the work they claim: a short run of each already shows the figures that theory gives.
import { describe, expect, it } from 'vitest';
import { BENCH_WORKLOADS, benchSlug, runBench } from '../../../src/proof/index.ts';
import { shippedScenario } from '../../support/scenario-folder.ts';

/** Shares of the full length that keep this quick; a run that long is off by so much at most. */
const SHARES = {
  w1: { share: 0.03, off: 0.2 },
  w2: { share: 0.02, off: 0.35 },
  w3: { share: 0.05, off: 0.25 },
  w5: { share: 0.01, off: 0.05 },
} as const;

describe('benchmarks', () => {
  it.each(BENCH_WORKLOADS)('%s: events counted, snapshot taken, figures near theory', (workload) => {
    const { share, off } = SHARES[workload];
    let clock = 0;
    const records = runBench(workload, shippedScenario(benchSlug(workload)), { nowMs: () => (clock += 100), seed: 'bench-test', share });
    expect(records.length).toBe(workload === 'w3' ? 2 : 1);
    for (const record of records) {
      expect(record.wallMs).toBe(100);
      expect(record.eventsPerS).toBe(record.events * 10);
      expect(record.events).toBeGreaterThan(2 * record.requests - 10_000);
      expect(record.snapshotBytes).toBeGreaterThan(10_000);
      expect(record.checks.length).toBeGreaterThan(0);
      for (const { what, expected, found } of record.checks)
        expect(Math.abs(found / expected - 1), `${record.workload}: ${what} ${found}, theory ${expected}`).toBeLessThan(off);
    }
  });
});
