/**
 * What reading instruments costs in a drill of fifty services: queries as a chart and a person ask them, and rules as a share of simulating.
 * The world with rules and the same world without run minute by minute in turns, so that a busy machine slows both alike. The clock is the caller's.
 */
import { createEngine } from '../authority/index.ts';
import { evaluateInstant, evaluateRange, parseExpr } from '../promql/index.ts';
import { assert, loadScenario, type Scenario, type SimulationEngine } from '../schema/index.ts';
import { FLEET_SLUG, fleetFiles } from './bench-fleet.ts';

export interface QueryRecord {
  expr: string;
  kind: 'instant' | 'range';
  /** Series in the result. */
  series: number;
  medianMs: number;
  /** The slowest, nearly always the first: nothing is cached and compiled yet. */
  worstMs: number;
}
export interface InstrumentBenchRecord {
  simulatedMinutes: number;
  services: number;
  series: number;
  events: number;
  queries: QueryRecord[];
  rules: { withMs: number; withoutMs: number; shareRatio: number };
}

const INSTANT = [
  'sum by (service) (rate(http_server_requests_total[5m]))',
  'topk(5, sum by (service) (rate(http_server_requests_total{http_response_status_code=~"5.."}[5m])))',
  'histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{service="gateway"}[5m])))',
  'histogram_quantile(0.95, sum by (service, le) (rate(http_server_request_duration_seconds_bucket[5m])))',
  'up == 0',
];
/** Over fifty series each: those of twelve pods and their routes, one per service recorded, one per service summed from all pods. */
const RANGE = [
  'rate(http_server_requests_total{service=~"middle-.|deep-1|deep-2|edge-0",http_response_status_code="200",http_route="list"}[5m])',
  'service:requests:rate1m',
  'sum by (service) (rate(http_server_requests_total[5m]))',
];
const REPEATS = 25;
const HOUR_MS = 3_600_000;

/** @param minutes  of the drill, of which queries see the last hour; an hour by default */
export function runInstrumentBench(options: {
  nowMs: () => number;
  seed: string;
  minutes?: number;
  onMinute?: (done: number, all: number) => void;
}): InstrumentBenchRecord {
  const { nowMs, seed, minutes = 60, onMinute } = options;
  const scenario = fleet(true);
  const engine = createEngine(scenario, seed);
  const bare = createEngine(fleet(false), seed);
  const spent = { withMs: 0, withoutMs: 0 };
  const run = (which: SimulationEngine, minute: number): number => {
    const startMs = nowMs();
    which.runUntil(minute * 60_000_000);
    return nowMs() - startMs;
  };
  for (let minute = 1; minute <= minutes; minute++) {
    spent.withMs += run(engine, minute);
    spent.withoutMs += run(bare, minute);
    onMinute?.(minute, minutes);
  }
  const atMs = scenario.startsAtMs + minutes * 60_000;
  const queries = [
    ...INSTANT.map((expr) => measured('instant', expr, engine, atMs, nowMs)),
    ...RANGE.map((expr) => measured('range', expr, engine, atMs, nowMs)),
  ];
  const all = engine.series.select([{ name: '__name__', op: '!=', value: '' }], atMs - 10_000, atMs);
  return {
    simulatedMinutes: minutes,
    services: Object.keys(scenario.world.services).length,
    series: all.length,
    events: engine.eventsHandled,
    queries,
    rules: {
      withMs: Math.round(spent.withMs),
      withoutMs: Math.round(spent.withoutMs),
      shareRatio: rounded((spent.withMs - spent.withoutMs) / spent.withMs),
    },
  };
}

function fleet(withRules: boolean): Scenario {
  const loaded = loadScenario(FLEET_SLUG, fleetFiles(withRules));
  assert(loaded.ok, 'the generated scenario is valid', loaded.ok ? {} : { issues: loaded.issues });
  return loaded.value;
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

function measured(kind: 'instant' | 'range', expr: string, engine: SimulationEngine, atMs: number, nowMs: () => number): QueryRecord {
  const parsed = parseExpr(expr);
  assert(parsed.ok, 'an expression of the benchmark does not parse', { expr });
  const times: number[] = [];
  let series = 0;
  for (let i = 0; i < REPEATS; i++) {
    const startMs = nowMs();
    const result =
      kind === 'instant'
        ? evaluateInstant(parsed.expr, engine.series, atMs)
        : evaluateRange(parsed.expr, engine.series, { startMs: atMs - HOUR_MS, endMs: atMs, stepMs: 15_000 });
    times.push(nowMs() - startMs);
    assert(result.kind === 'vector' || result.kind === 'matrix', 'a query of the benchmark fails', { expr, kind: result.kind });
    series = result.kind === 'vector' ? result.samples.length : result.series.length;
  }
  times.sort((a, b) => a - b);
  return { expr, kind, series, medianMs: rounded(times[REPEATS >> 1]!), worstMs: rounded(times[REPEATS - 1]!) };
}
