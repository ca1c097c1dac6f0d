/**
 * Runs a scenario headless over seeds and checks its claims.
 * Public surface of `proof`: other rooms import from here and nowhere deeper.
 */
export { BENCH_WORKLOADS, type BenchCheck, type BenchOptions, type BenchRecord, type BenchWorkload, benchSlug, runBench } from './bench.ts';
export { type InstrumentBenchRecord, runInstrumentBench } from './instrument-bench.ts';
export { joinResults, type ProveOptions, proofSeeds, prove, proveSeed } from './prove.ts';
export { CLAIMS, type ClaimId, type ClaimReport, type ProofReport, type SeedResult } from './report.ts';
export { STAMP_FILE, stampOf } from './stamp.ts';
