/**
 * Measures the engine on the reference workloads, as ordinary scenarios through the public engine with its instruments on.
 * Each record carries figures that theory knows, so that a fast engine that does the wrong work is seen. The clock is the caller's.
 * Theory: Kleinrock, Queueing Systems, vol. 1 (M/M/1, Erlang C); the others follow from the scenario's own distributions.
 */
import { createEngine } from '../authority/index.ts';
import { assert, type FlowSummary, type Scenario, type SimTimeUs, type SimulationEngine } from '../schema/index.ts';

export const BENCH_WORKLOADS = ['w1', 'w2', 'w3', 'w5'] as const;
export type BenchWorkload = (typeof BENCH_WORKLOADS)[number];

/** The scenario of a workload. */
export const benchSlug = (workload: BenchWorkload): string => `bench-${workload}`;

export interface BenchCheck {
  what: string;
  expected: number;
  found: number;
  /** How far `found` may be off, as a share of `expected`. */
  tolerance: number;
  ok: boolean;
}
export interface BenchRecord {
  workload: string;
  simulatedS: number;
  requests: number;
  events: number;
  wallMs: number;
  eventsPerS: number;
  snapshotBytes: number;
  snapshotMs: number;
  checks: BenchCheck[];
}
export interface BenchOptions {
  /** A monotonic clock in milliseconds. */
  nowMs: () => number;
  seed: string;
  /** Share of the full length, for tests; default 1. Tolerances are for the full length. */
  share?: number;
}

interface Run {
  name: string;
  /** Requests per second instead of the scenario's own. */
  rate?: number;
  lengthUs: SimTimeUs;
  checks: (engine: SimulationEngine) => BenchCheck[];
}

const SECOND_US = 1_000_000;

/** The lengths are those of the reference programs: five million customers, an hour, half an hour. */
const RUNS: Record<BenchWorkload, Run[]> = {
  w1: [
    {
      name: 'w1',
      lengthUs: 5_555 * SECOND_US,
      checks: (engine) => [
        check('mean wait, ms', 9, flow(engine, 'server/serve').meanWaitUs / 1_000, 0.05),
        check('share that waits', 0.9, flow(engine, 'server/serve').waitedRatio, 0.01),
      ],
    },
  ],
  w2: [
    {
      name: 'w2',
      lengthUs: 111 * SECOND_US,
      // Waits are rounded to whole microseconds, arrivals and services too.
      checks: (engine) => [
        check('mean wait, ms', 0.072773, flow(engine, 'server/serve').meanWaitUs / 1_000, 0.08),
        check('share that waits', 0.36386, flow(engine, 'server/serve').waitedRatio, 0.05),
      ],
    },
  ],
  w3: [
    {
      name: 'w3 at 80/s',
      rate: 80,
      lengthUs: 3_600 * SECOND_US,
      checks: (engine) => [
        check('share of calls that time out', 0.30619, providerShare(engine, 'timeout'), 0.02),
        check('calls a request', 1.42865, providerCalls(engine) / flow(engine, 'payment/charge').arrived, 0.02),
        check('share of payments that fail', 0.00879, flow(engine, 'payment/charge').failed / flow(engine, 'payment/charge').arrived, 0.15),
        check('connections in use', 41.55, meanInUse(engine), 0.05),
      ],
    },
    {
      name: 'w3 at 500/s',
      rate: 500,
      lengthUs: 3_600 * SECOND_US,
      checks: (engine) => [check('payments with a connection, per second', 96.27, holds(engine) / (engine.nowUs / SECOND_US), 0.02)],
    },
  ],
  w5: [
    {
      name: 'w5',
      lengthUs: 1_800 * SECOND_US,
      checks: (engine) => [
        check('events a request', 12, engine.eventsHandled / flow(engine, 'checkout').arrived, 0.02),
        check('share that succeeds', 1, flow(engine, 'checkout').completed / flow(engine, 'checkout').arrived, 0.01),
      ],
    },
  ],
};

/** Runs a workload. One record, or one for each of its points. */
export function runBench(workload: BenchWorkload, scenario: Scenario, options: BenchOptions): BenchRecord[] {
  return RUNS[workload].map((run) => measure(run, scenario, options));
}

function measure(run: Run, scenario: Scenario, { nowMs, seed, share = 1 }: BenchOptions): BenchRecord {
  const journeys = scenario.load.journeys.map((journey) => (run.rate === undefined ? journey : { ...journey, rate: run.rate }));
  const engine = createEngine({ ...scenario, load: { ...scenario.load, journeys } }, seed);
  const startMs = nowMs();
  engine.runUntil(Math.round(run.lengthUs * share));
  const endMs = nowMs();
  const { bytes } = engine.snapshot();
  const snapshotMs = nowMs() - endMs;
  const wallMs = endMs - startMs;
  return {
    workload: run.name,
    simulatedS: engine.nowUs / SECOND_US,
    requests: engine.harm().requests,
    events: engine.eventsHandled,
    wallMs: Math.round(wallMs),
    eventsPerS: Math.round((engine.eventsHandled * 1_000) / wallMs),
    snapshotBytes: bytes.byteLength,
    snapshotMs: Math.round(snapshotMs * 1_000) / 1_000,
    checks: run.checks(engine),
  };
}

function check(what: string, expected: number, found: number, tolerance: number): BenchCheck {
  return { what, expected, found, tolerance, ok: Math.abs(found - expected) <= tolerance * expected };
}

function flow(engine: SimulationEngine, name: string): FlowSummary {
  const found = engine.flows().find((candidate) => candidate.name === name);
  assert(found !== undefined, 'a benchmark scenario without the flow it is checked by', { name });
  return found;
}

/** Last values of every series of a metric whose labels match. */
function lastOf(engine: SimulationEngine, metric: string, label: string, value: string): number {
  const series = engine.series.select(
    [
      { name: '__name__', op: '=', value: metric },
      { name: label, op: value === '' ? '!=' : '=', value },
    ],
    -Infinity,
    Infinity,
  );
  return series.reduce((sum, { values, length }) => sum + (length > 0 ? (values[length - 1] ?? 0) : 0), 0);
}

const providerCalls = (engine: SimulationEngine): number => lastOf(engine, 'provider_requests_total', 'outcome', '');
const providerShare = (engine: SimulationEngine, outcome: string): number =>
  lastOf(engine, 'provider_requests_total', 'outcome', outcome) / providerCalls(engine);
/** Payments that had a connection and have ended. */
const holds = (engine: SimulationEngine): number =>
  flow(engine, 'payment/charge').completed +
  flow(engine, 'payment/charge').failed -
  lastOf(engine, 'db_client_connection_timeouts_total', 'pool', 'connections');

/** Mean over the scrapes of the connections in use. */
function meanInUse(engine: SimulationEngine): number {
  const [series] = engine.series.select(
    [
      { name: '__name__', op: '=', value: 'db_client_connection_count' },
      { name: 'state', op: '=', value: 'used' },
    ],
    -Infinity,
    Infinity,
  );
  assert(series !== undefined && series.length > 0, 'a benchmark scenario without a pool');
  let sum = 0;
  for (let i = 0; i < series.length; i++) sum += series.values[i] ?? 0;
  return sum / series.length;
}
