// A small shop for the tests of telemetry, commands and faults: every kind of component once, busy enough to leave traces within a minute.
import { createEngine } from '../../../src/engine/index.ts';
import { type Command, loadScenario, type Outcome, type Scenario, type SimulationEngine } from '../../../src/schema/index.ts';

export const SECOND = 1_000_000;

const WORLD = `
version: 1
meta: { title: Small, summary: A small shop., startsAt: 2024-01-15T09:00:00Z, length: 30m, difficulty: 1 }
world:
  providers:
    bank: { connect: { exponential: 40ms }, reply: 60ms }
  databases:
    db: { workers: 4, restartTakes: 5s }
  pools:
    shop-pool: { database: db, size: 8, acquireTimeout: 2s }
  breakers:
    bank: { failures: 8, stays: 10s, probes: 2 }
  services:
    web:
      replicas: 2
      concurrency: 100
      version: 3.0.0
      endpoints:
        browse: [ compute: { exponential: 10ms } ]
        buy:
          - call: shop/charge
            timeout: 1500ms
    shop:
      replicas: 3
      concurrency: 40
      queue: 20
      version: 1.0.0
      starts: 2s
      config: { bank_timeout: 500ms, retries: 1, strict: true, mode: fast }
      endpoints:
        charge:
          - hold: shop-pool
            steps:
              - query: { database: db, takes: { exponential: 4ms }, label: "select 1" }
              - retry:
                  retries: "\${config.retries}"
                  backoff: { base: 50ms }
                  steps:
                    - breaker: bank
                      steps:
                        - call: bank
                          connectTimeout: "\${config.bank_timeout}"
load:
  users: 5000
  journeys:
    - { name: browsing, does: web/browse, rate: 20rps }
    - { name: buying, does: web/buy, rate: 10rps, revenue: 2.00 EUR, tooSlow: 2s }
observability: { scrape: 5s, rules: rules.yaml }
`;

const RULES = `
groups:
  - name: recorded
    rules:
      - record: job:errors:ratio
        expr: sum by (service) (rate(http_server_requests_total{http_response_status_code!="200"}[30s])) / sum by (service) (rate(http_server_requests_total[30s]))
  - name: alerts
    interval: 10s
    rules:
      - alert: WebErrors
        expr: job:errors:ratio{service="web"} > 0.05
        for: 10s
        labels: { severity: page }
        annotations: { summary: "{{ $value | humanizePercentage }} fail" }
`;

/** The small world with other sections appended, such as `timeline:`. */
export function smallScenario(more = ''): Scenario {
  const loaded = loadScenario('small', { 'scenario.yaml': WORLD + more, 'rules.yaml': RULES });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues, null, 1));
  return loaded.value;
}

export function smallEngine(more = '', seed = 'seed'): SimulationEngine {
  return createEngine(smallScenario(more), seed);
}

export function give(engine: SimulationEngine, kind: Command['kind'], args: Record<string, unknown>): Outcome {
  return engine.execute({ kind, args });
}

/** The newest value of the only series that matches, or of their sum. */
export function read(engine: SimulationEngine, name: string, labels: Record<string, string> = {}): number {
  const matchers = [
    { name: '__name__', op: '=' as const, value: name },
    ...Object.entries(labels).map(([label, value]) => ({ name: label, op: '=' as const, value })),
  ];
  let sum = 0;
  let last = 0;
  const series = engine.series.select(matchers, 0, Number.MAX_SAFE_INTEGER);
  for (const { timesMs, length } of series) last = Math.max(last, timesMs[length - 1]!);
  for (const { timesMs, values, length, stale } of series)
    if (timesMs[length - 1] === last && stale?.[length - 1] !== 1) sum += values[length - 1]!;
  return sum;
}

/** Everything that may be read of a run, for comparing two runs. */
export function everything(engine: SimulationEngine): unknown {
  return {
    nowUs: engine.nowUs,
    series: engine.series.select([], 0, Number.MAX_SAFE_INTEGER).map(({ labels, timesMs, values, stale, length }) => ({
      labels,
      times: Array.from({ length }, (_, i) => timesMs[i]),
      values: Array.from({ length }, (_, i) => values[i]),
      stale: Array.from({ length }, (_, i) => stale?.[i] ?? 0),
    })),
    logs: engine.logs({ limit: 1_000_000 }),
    alerts: engine.alerts(),
    facts: engine.facts(),
    deployments: engine.deployments(),
    replicas: engine.replicas('shop'),
    nodes: engine.nodes(),
    clusterEvents: engine.clusterEvents(),
    checkResults: engine.checkResults(),
    sessions: engine.sessions('shop-pool'),
    gauges: engine.gauges(),
    harm: engine.harm(),
    harmSeries: engine.harmSeries(),
    flows: engine.flows(),
    hash: engine.hash(),
  };
}
