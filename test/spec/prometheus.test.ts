// biome-ignore-all lint/suspicious/noTemplateCurlyInString: queries have placeholders of their own.
/**
 * Our series and our evaluator against a real Prometheus: a drill is exported as OpenMetrics, turned into blocks by promtool, served by Prometheus on
 * the loopback interface and asked the same questions. Runs only where both programs are installed and FAULTLINE_PROMETHEUS=1 says so.
 *
 * The programs at hand are 2.42, whose ranges include their left end. Scrapes are at whole multiples of five seconds, so questions are asked at
 * instants and with offsets between them: no range begins at a sample, and both meanings agree. OpenMetrics has no stale markers, so our side
 * evaluates the series without them too.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMetricsChunks } from '../../src/interchange/index.ts';
import { evaluateInstant, evaluateRange, parseExpr, type Series, type SeriesSource } from '../../src/promql/index.ts';
import { play, shippedScenario } from '../support/scenario-folder.ts';

const REASON = whyNot();

function whyNot(): string | undefined {
  if (process.env['FAULTLINE_PROMETHEUS'] !== '1') return 'FAULTLINE_PROMETHEUS is not 1';
  for (const program of ['prometheus', 'promtool'])
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
    } catch {
      return `${program} is not installed`;
    }
  return undefined;
}

const REQUESTS = 'http_server_requests_total';
const SECONDS = 'http_server_request_duration_seconds';
const QUERIES = [
  'up',
  `sum by (service) (rate(${REQUESTS}[1m]))`,
  `sum(rate(${REQUESTS}{http_response_status_code=~"5.."}[5m])) / sum(rate(${REQUESTS}[5m]))`,
  `histogram_quantile(0.95, sum by (le) (rate(${SECONDS}_bucket{service="api-gateway"}[1m])))`,
  `histogram_quantile(0.5, sum by (le, service) (rate(${SECONDS}_bucket[5m])))`,
  `rate(${SECONDS}_sum[2m]) / rate(${SECONDS}_count[2m])`,
  `increase(${REQUESTS}{service="payment-service"}[3m])`,
  `irate(${REQUESTS}{service="api-gateway"}[1m])`,
  `idelta(${REQUESTS}{service="api-gateway"}[1m])`,
  'delta(db_client_connection_count[2m])',
  'deriv(db_client_connection_count{state="used"}[5m])',
  'predict_linear(db_client_connection_count{state="used"}[5m], 600)',
  `topk(3, sum by (service) (rate(${REQUESTS}[1m])))`,
  `bottomk(2, sum by (service) (rate(${REQUESTS}[1m])))`,
  `quantile(0.9, rate(${REQUESTS}[1m]))`,
  `count_values("used", db_client_connection_count{state="used"})`,
  `stddev(rate(${REQUESTS}[1m]))`,
  'avg without (pod) (http_server_active_requests)',
  'max_over_time(http_server_active_requests[5m])',
  'avg_over_time(http_server_queue_depth[5m])',
  'stddev_over_time(db_client_connection_count[5m])',
  'quantile_over_time(0.8, http_server_active_requests[5m])',
  'count_over_time(up[10m])',
  'last_over_time(up[3m])',
  'present_over_time(ALERTS[5m])',
  'changes(circuit_breaker_state[10m])',
  `resets(${REQUESTS}[10m])`,
  'db_client_connection_count{state="used"} / on (pool) group_left db_client_connection_max',
  `rate(${REQUESTS}[1m]) and on (service) kube_deployment_replicas > 1`,
  `rate(${REQUESTS}[1m]) unless on (service) up{service="payment-service"}`,
  `sum(rate(${REQUESTS}{http_response_status_code="504"}[1m])) or vector(0)`,
  `label_replace(up, "short", "$1", "service", "([a-z]+)-.*")`,
  'label_join(up, "both", "/", "service", "pod")',
  'absent(nosuch_metric{a="b"})',
  'absent_over_time(up{service="nosuch"}[5m])',
  'clamp(http_server_active_requests, 1, 3)',
  'round(sum(http_server_active_requests) / 7, 0.5)',
  'sum(http_server_active_requests) > bool 10',
  'job:http_error_ratio:rate1m offset 1m',
  `rate(${REQUESTS}{service="api-gateway"}[1m] @ 1705311601)`,
  `max_over_time(sum(rate(${REQUESTS}[1m] offset 1s))[5m:30s])`,
  'min_over_time(business_active_users[5m:1m] offset 4s)',
  'sort_desc(sum by (service) (http_server_active_requests))',
  'time() - process_start_time_seconds',
  'hour(vector(time())) * 60 + minute(vector(time()))',
  'ALERTS{alertstate="firing"}',
  'sum by (outcome) (increase(business_requests_total[5m]))',
  'ln(sum(business_requests_total)) + sqrt(sum(up)) ^ 2 % 3',
  'scalar(sum(up)) * sgn(vector(-3))',
  '{__name__=~"kube_.*", service!="api-gateway"}',
];

/** A result as both sides can be compared: values by labels and time. */
type Points = Map<string, number>;
type Metric = Readonly<Record<string, string>>;
const keyOf = (metric: Metric, seconds: number): string => `${JSON.stringify(Object.entries(metric).sort())} ${seconds}`;
const numberOf = (text: string): number => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text));
const isNear = (a: number, b: number): boolean =>
  a === b || (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;

/** The series as OpenMetrics can carry them. */
function withoutStaleMarkers(source: SeriesSource): SeriesSource {
  return {
    select: (matchers, fromMs, toMs) =>
      source.select(matchers, fromMs, toMs).flatMap((series): Series[] => {
        const { stale } = series;
        if (stale === undefined) return [series];
        const kept = Array.from({ length: series.length }, (_, i) => i).filter((i) => stale[i] !== 1);
        const pick = (from: ArrayLike<number>): number[] => kept.map((i) => from[i] as number);
        return kept.length === 0
          ? []
          : [{ ...series, timesMs: pick(series.timesMs), values: pick(series.values), stale: undefined, length: kept.length }];
      }),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe.skipIf(REASON !== undefined)(`the same answers as a real Prometheus${REASON === undefined ? '' : ` (not run: ${REASON})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-prometheus-'));
  let server: ChildProcess | undefined;
  let base = '';
  let ours: SeriesSource;
  let startS = 0;
  let compared = 0;

  beforeAll(async () => {
    const run = play(shippedScenario('timeout-cascade'), 'reference', 'prometheus-1', 26 * 60_000_000);
    startS = run.scenario.startsAtMs / 1000;
    ours = withoutStaleMarkers(run.trace.series);
    const { trace, scenario } = run;
    const exemplars = (filter: Parameters<typeof trace.exemplars>[0]) => trace.exemplars(filter);
    const text = [...openMetricsChunks({ series: trace.series, traced: { exemplars, startsAtMs: scenario.startsAtMs } })].join('');
    expect(text).toContain(' # {trace_id="');
    writeFileSync(join(folder, 'run.om'), text);
    writeFileSync(join(folder, 'prometheus.yaml'), '{}\n');
    execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'run.om'), join(folder, 'data')], {
      stdio: 'ignore',
    });
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    server = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yaml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=error',
      ],
      { stdio: 'ignore' },
    );
    for (let tries = 0; ; tries++) {
      const ready = await fetch(`${base}/-/ready`).catch(() => undefined);
      if (ready?.ok === true) break;
      if (tries > 150) throw new Error('Prometheus does not become ready');
      await wait(200);
    }
  }, 170_000);

  afterAll(async () => {
    if (server !== undefined && server.exitCode === null) {
      const ended = new Promise((resolve) => server?.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(path: string, parameters: Record<string, string>): Promise<{ resultType: string; result: unknown }> {
    const response = await fetch(`${base}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const answer = (await response.json()) as { status: string; error?: string; data: { resultType: string; result: unknown } };
    if (answer.status !== 'success') throw new Error(answer.error);
    return answer.data;
  }

  async function theirInstant(query: string, atS: number): Promise<Points> {
    const { resultType, result } = await ask('query', { query, time: String(atS) });
    if (resultType === 'scalar') return new Map([[keyOf({}, atS), numberOf((result as [number, string])[1])]]);
    return new Map(
      (result as { metric: Metric; value: [number, string] }[]).map(({ metric, value }) => [keyOf(metric, atS), numberOf(value[1])]),
    );
  }

  async function theirRange(query: string, fromS: number, toS: number, stepS: number): Promise<Points> {
    const { result } = await ask('query_range', { query, start: String(fromS), end: String(toS), step: String(stepS) });
    return new Map(
      (result as { metric: Metric; values: [number, string][] }[]).flatMap(({ metric, values }) =>
        values.map(([seconds, value]): [string, number] => [keyOf(metric, seconds), numberOf(value)]),
      ),
    );
  }

  function parsed(query: string) {
    const result = parseExpr(query);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    return result.expr;
  }

  function ourInstant(query: string, atS: number): Points {
    const result = evaluateInstant(parsed(query), ours, atS * 1000);
    if (result.kind === 'scalar') return new Map([[keyOf({}, atS), result.value]]);
    if (result.kind !== 'vector') throw new Error(JSON.stringify(result));
    return new Map(result.samples.map(({ labels, value }) => [keyOf(labels, atS), value]));
  }

  function ourRange(query: string, fromS: number, toS: number, stepS: number): Points {
    const result = evaluateRange(parsed(query), ours, { startMs: fromS * 1000, endMs: toS * 1000, stepMs: stepS * 1000 });
    if (result.kind !== 'matrix') throw new Error(JSON.stringify(result));
    return new Map(
      result.series.flatMap(({ labels, timesMs, values }) =>
        timesMs.map((timeMs, i): [string, number] => [keyOf(labels, timeMs / 1000), values[i] as number]),
      ),
    );
  }

  function expectSame(found: Points, wanted: Points): void {
    expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
    compared += wanted.size;
    for (const [key, value] of wanted) expect(isNear(found.get(key) as number, value), `${key}: ${found.get(key)} and ${value}`).toBe(true);
  }

  it.each(QUERIES)('%s', async (query) => {
    for (const atS of [301, 902, 1503]) expectSame(ourInstant(query, startS + atS), await theirInstant(query, startS + atS));
    expectSame(ourRange(query, startS + 61, startS + 1501, 15), await theirRange(query, startS + 61, startS + 1501, 15));
  });

  it('these were many points', () => {
    expect(compared).toBeGreaterThan(70_000);
  });
});
