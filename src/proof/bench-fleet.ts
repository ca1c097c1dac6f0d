/**
 * A drill of fifty services, generated: a gateway, nine services behind it, twenty behind those and twenty behind those, four pods and four
 * endpoints each, some 21,000 series at a scrape every 5 s, with the recording and alerting rules a team of that size has.
 */

export const FLEET_SLUG = 'bench-fleet';

const EDGE = 9;
const DEPTH = 20;
const ENDPOINTS = ['list', 'show', 'save', 'drop'];
/** Of the SRE workbook (Beyer et al., 2018, chapter 5): short and long window and the burn rate of a 99.9 % objective. */
const BURN_RATES = [
  ['5m', '1h', 14.4, 'page'],
  ['30m', '6h', 6, 'page'],
  ['2h', '1d', 3, 'ticket'],
  ['6h', '3d', 1, 'ticket'],
] as const;

interface Service {
  replicas: number;
  concurrency: number;
  queue: number;
  starts: string;
  endpoints: Record<string, unknown[]>;
}

/** The files of the scenario. @param withRules  false for the same world without any rule */
export function fleetFiles(withRules: boolean): Record<string, string> {
  const scenario = {
    version: 1,
    meta: {
      title: 'Benchmark: a drill of fifty services',
      summary: 'Fifty services in four tiers, four pods and four endpoints each, and a rule file of their size.',
      startsAt: '2024-01-01T00:00:00Z',
      length: '2h',
      difficulty: 1,
      tags: ['bench'],
    },
    world: { services: services() },
    load: {
      users: 100_000,
      journeys: Array.from({ length: EDGE }, (_, i) => ({ name: `journey ${i}`, does: `gateway/route-${i}`, rate: '55rps' })),
    },
    observability: {
      scrape: '5s',
      buckets: '5 10 25 50 75 100 125 150 200 300 500 750 1000 1500 2500 5000 7500 9000 10000 11000 15000 30000'
        .split(' ')
        .map((ms) => `${ms}ms`),
      ...(withRules ? { rules: 'rules.yaml' } : {}),
    },
  };
  // JSON is YAML.
  return { 'scenario.yaml': JSON.stringify(scenario), ...(withRules ? { 'rules.yaml': JSON.stringify({ groups: rules() }) } : {}) };
}

const compute = (median: string, p99: string) => ({ compute: { lognormal: { median, p99 } } });
const call = (name: string) => ({ call: name, timeout: '2s' });

function services(): Record<string, Service> {
  const all: Record<string, Service> = {};
  const add = (name: string, endpoints: Record<string, unknown[]>): void => {
    all[name] = { replicas: 4, concurrency: 200, queue: 200, starts: '5s', endpoints };
  };
  const each = (steps: (endpoint: string, i: number) => unknown[]): Record<string, unknown[]> =>
    Object.fromEntries(ENDPOINTS.map((endpoint, i) => [endpoint, steps(endpoint, i)]));
  const routes = Array.from({ length: EDGE }, (_, i) => [
    `route-${i}`,
    [compute('1ms', '4ms'), ...ENDPOINTS.map((one) => call(`edge-${i}/${one}`))],
  ]);
  add('gateway', Object.fromEntries(routes));
  for (let i = 0; i < EDGE; i++) {
    add(
      `edge-${i}`,
      each((endpoint, e) => [
        compute('2ms', '8ms'),
        call(`middle-${(i * 8 + e * 2) % DEPTH}/${endpoint}`),
        call(`middle-${(i * 8 + e * 2 + 1) % DEPTH}/${endpoint}`),
      ]),
    );
  }
  for (let i = 0; i < DEPTH; i++) {
    add(
      `middle-${i}`,
      each((endpoint) => [compute('3ms', '15ms'), call(`deep-${i}/${endpoint}`)]),
    );
    add(
      `deep-${i}`,
      each(() => [compute('5ms', '40ms'), { fail: { ratio: '0.05 %' } }]),
    );
  }
  return all;
}

function rules(): unknown[] {
  const errors = (window: string) =>
    `sum by (service) (rate(http_server_requests_total{http_response_status_code=~"5.."}[${window}]))` +
    ` / sum by (service) (rate(http_server_requests_total[${window}]))`;
  const windows = [...new Set(BURN_RATES.flatMap(([short, long]) => [short as string, long]))];
  return [
    {
      name: 'golden signals',
      interval: '30s',
      rules: [
        { record: 'service:requests:rate1m', expr: 'sum by (service) (rate(http_server_requests_total[1m]))' },
        { record: 'service:errors:ratio1m', expr: errors('1m') },
        ...[50, 95, 99].map((percentile) => ({
          record: `service:latency_seconds:p${percentile}`,
          expr: `histogram_quantile(${percentile / 100}, sum by (service, le) (rate(http_server_request_duration_seconds_bucket[1m])))`,
        })),
        {
          record: 'service:saturation:ratio',
          expr: 'sum by (service) (http_server_active_requests) / sum by (service) (service_concurrency_limit)',
        },
      ],
    },
    {
      name: 'alerts',
      interval: '15s',
      rules: [
        { alert: 'ErrorsHigh', expr: 'service:errors:ratio1m > 0.05', for: '2m', labels: { severity: 'page' } },
        { alert: 'LatencyHigh', expr: 'service:latency_seconds:p99 > 2', for: '2m', labels: { severity: 'page' } },
        { alert: 'Saturated', expr: 'service:saturation:ratio > 0.9', for: '2m', labels: { severity: 'ticket' } },
        { alert: 'PodDown', expr: 'up == 0', for: '1m', labels: { severity: 'ticket' } },
        { alert: 'NoTraffic', expr: 'service:requests:rate1m == 0', for: '5m', labels: { severity: 'ticket' } },
      ],
    },
    {
      name: 'burn rates',
      interval: '60s',
      rules: [
        ...windows.map((window) => ({ record: `service:sli_error:ratio_rate${window}`, expr: errors(window) })),
        ...BURN_RATES.map(([short, long, factor, severity]) => ({
          alert: `BudgetBurn${factor}`,
          expr: `service:sli_error:ratio_rate${long} > ${factor} * 0.001 and service:sli_error:ratio_rate${short} > ${factor} * 0.001`,
          labels: { severity },
          annotations: { summary: '{{ $labels.service }} burns its error budget: {{ $value | humanizePercentage }} of requests fail' },
        })),
      ],
    },
  ];
}
