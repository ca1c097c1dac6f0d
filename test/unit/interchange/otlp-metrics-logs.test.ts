// Series and log lines as OTLP JSON, on data made by hand. The strict reader is written from metrics.proto, logs.proto and their JSON mapping.
import { describe, expect, it } from 'vitest';
import { otlpLogChunks, otlpMetricChunks } from '../../../src/interchange/index.ts';
import type { LogLine, SampleSeries } from '../../../src/schema/index.ts';

const STARTS_AT_MS = 1_705_309_200_000;
const nano = (seconds: number): string => `${STARTS_AT_MS / 1000 + seconds}000000000`;

const series = (labels: Record<string, string>, values: number[], stale?: number[]): SampleSeries => ({
  labels,
  timesMs: values.map((_, index) => STARTS_AT_MS + index * 5_000),
  values,
  ...(stale === undefined ? {} : { stale }),
  length: values.length,
});

const WEB = { service: 'web', pod: 'web-1' };
const RECORDED = [
  series({ __name__: 'job:ratio:rate1m' }, [Number.NaN, Number.POSITIVE_INFINITY]),
  series({ __name__: 'http_server_requests_total', ...WEB, http_route: 'buy' }, [3, 12, 4]),
  series({ __name__: 'http_server_requests_total', ...WEB, http_route: 'browse' }, [1, 1, 2]),
  series({ __name__: 'http_server_requests_total', service: 'web', pod: 'web-2', http_route: 'buy' }, [0, 1, 1]),
  series({ __name__: 'wait_seconds_sum', ...WEB, pool: 'p' }, [0.5, 1.25, 0], [0, 0, 1]),
  series({ __name__: 'wait_seconds_bucket', ...WEB, pool: 'p', le: '+Inf' }, [2, 9, 0], [0, 0, 1]),
  series({ __name__: 'wait_seconds_bucket', ...WEB, pool: 'p', le: '10' }, [2, 8, 0], [0, 0, 1]),
  series({ __name__: 'wait_seconds_bucket', ...WEB, pool: 'p', le: '0.5' }, [1, 3, 0], [0, 0, 1]),
  series({ __name__: 'wait_seconds_count', ...WEB, pool: 'p' }, [2, 9, 0], [0, 0, 1]),
  series({ __name__: 'up', ...WEB }, [1, 0, 1], [0, 1, 0]),
  series({ __name__: 'deployment_info', ...WEB, version: '1.0.0' }, [1]),
];

type Check = (value: unknown, path: string) => void;
const fail = (path: string, value: unknown): never => {
  throw new Error(`${path}: ${JSON.stringify(value)}`);
};
const text =
  (pattern: RegExp): Check =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? undefined : fail(path, value);
const oneOf =
  (...values: unknown[]): Check =>
  (value, path) =>
    values.includes(value) ? undefined : fail(path, value);
const list =
  (item: Check): Check =>
  (value, path) =>
    Array.isArray(value) ? value.forEach((one, i) => item(one, `${path}.${i}`)) : fail(path, value);
/** Only these keys; those with `!` must be there. */
const message =
  (fields: Record<string, Check>): Check =>
  (value, path) => {
    const record = value as Record<string, unknown>;
    for (const key of Object.keys(record)) if (!(key in fields || `${key}!` in fields)) fail(`${path}.${key}`, 'unknown field');
    for (const [key, check] of Object.entries(fields)) {
      const name = key.replace('!', '');
      if (name in record) check(record[name], `${path}.${name}`);
      else if (key.endsWith('!')) fail(`${path}.${name}`, 'missing');
    }
  };
const NANO = text(/^\d{19}$/);
const UINT64 = text(/^\d+$/);
const DOUBLE: Check = (value, path) =>
  typeof value === 'number' || value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? undefined : fail(path, value);
const ATTRIBUTES = list(message({ 'key!': text(/./), 'value!': message({ stringValue: text(/^/), intValue: text(/^-?\d+$/) }) }));
const RESOURCE = message({ 'attributes!': ATTRIBUTES });
const POINT = { 'attributes!': ATTRIBUTES, startTimeUnixNano: NANO, 'timeUnixNano!': NANO, flags: oneOf(1) };
const NUMBERS = list(message({ ...POINT, asDouble: DOUBLE }));
const HISTOGRAMS = list(
  message({
    ...POINT,
    count: UINT64,
    sum: DOUBLE,
    bucketCounts: list(UINT64),
    explicitBounds: list((v, p) => (Number.isFinite(v) ? undefined : fail(p, v))),
  }),
);
const METRICS_REQUEST = message({
  'resourceMetrics!': list(
    message({
      'resource!': RESOURCE,
      'scopeMetrics!': list(
        message({
          'scope!': message({ 'name!': text(/./) }),
          'metrics!': list(
            message({
              'name!': text(/./),
              unit: oneOf('s', 'By', '1'),
              description: text(/./),
              gauge: message({ 'dataPoints!': NUMBERS }),
              sum: message({ 'aggregationTemporality!': oneOf(2), 'isMonotonic!': oneOf(true, false), 'dataPoints!': NUMBERS }),
              histogram: message({ 'aggregationTemporality!': oneOf(2), 'dataPoints!': HISTOGRAMS }),
            }),
          ),
        }),
      ),
    }),
  ),
});
const LOGS_REQUEST = message({
  'resourceLogs!': list(
    message({
      'resource!': RESOURCE,
      'scopeLogs!': list(
        message({
          'scope!': message({ 'name!': text(/./) }),
          'logRecords!': list(
            message({
              'timeUnixNano!': NANO,
              'observedTimeUnixNano!': NANO,
              'severityNumber!': oneOf(5, 9, 13, 17),
              'severityText!': text(/^[A-Z]+$/),
              traceId: text(/^[0-9a-f]{32}$/),
              'body!': message({ 'stringValue!': text(/./) }),
              'attributes!': ATTRIBUTES,
            }),
          ),
        }),
      ),
    }),
  ),
});

interface Metric {
  name: string;
  gauge?: { dataPoints: unknown[] };
  sum?: { isMonotonic: boolean; dataPoints: unknown[] };
  histogram?: { dataPoints: unknown[] };
}
/** Metrics by `service pod name`. */
function exported(): Map<string, Metric> {
  const document = JSON.parse([...otlpMetricChunks({ select: () => RECORDED })].join(''));
  METRICS_REQUEST(document, 'request');
  const metrics = new Map<string, Metric>();
  for (const { resource, scopeMetrics } of document.resourceMetrics) {
    const owner = resource.attributes.map(({ value }: { value: { stringValue: string } }) => value.stringValue).join(' ');
    for (const metric of scopeMetrics[0].metrics as Metric[]) metrics.set(`${owner} ${metric.name}`.trim(), metric);
  }
  return metrics;
}

describe('OTLP metrics', () => {
  it('have the shape of an export request: a resource for each process, every metric of it once', () => {
    expect([...exported().keys()]).toEqual([
      'job:ratio:rate1m',
      'web web-1 deployment_info',
      'web web-1 http_server_requests',
      'web web-1 up',
      'web web-1 wait_seconds',
      'web web-2 http_server_requests',
    ]);
  });

  it('have counters as cumulative monotonic sums that begin anew where they fall', () => {
    const { sum } = exported().get('web web-1 http_server_requests')!;
    const attributes = [{ key: 'http_route', value: { stringValue: 'buy' } }];
    expect(sum).toMatchObject({ aggregationTemporality: 2, isMonotonic: true });
    expect(sum!.dataPoints).toHaveLength(6);
    expect(sum!.dataPoints.slice(3)).toEqual([
      { attributes, startTimeUnixNano: nano(0), timeUnixNano: nano(0), asDouble: 3 },
      { attributes, startTimeUnixNano: nano(0), timeUnixNano: nano(5), asDouble: 12 },
      { attributes, startTimeUnixNano: nano(10), timeUnixNano: nano(10), asDouble: 4 },
    ]);
    expect(exported().get('web web-1 deployment_info')!.sum).toMatchObject({ isMonotonic: false });
  });

  it('have gauges, also of values that JSON has no number for, and points without a value where a series ended', () => {
    expect(exported().get('job:ratio:rate1m')!.gauge!.dataPoints).toEqual([
      { attributes: [], timeUnixNano: nano(0), asDouble: 'NaN' },
      { attributes: [], timeUnixNano: nano(5), asDouble: 'Infinity' },
    ]);
    expect(exported().get('web web-1 up')!.gauge!.dataPoints).toEqual([
      { attributes: [], timeUnixNano: nano(0), asDouble: 1 },
      { attributes: [], timeUnixNano: nano(5), flags: 1 },
      { attributes: [], timeUnixNano: nano(10), asDouble: 1 },
    ]);
  });

  it('have histograms with a count for each bucket alone', () => {
    const attributes = [{ key: 'pool', value: { stringValue: 'p' } }];
    const start = { attributes, startTimeUnixNano: nano(0), explicitBounds: [0.5, 10] };
    const metric = exported().get('web web-1 wait_seconds')!;
    expect(metric).toMatchObject({ unit: 's' });
    expect(metric.histogram!.dataPoints).toEqual([
      { ...start, timeUnixNano: nano(0), count: '2', sum: 0.5, bucketCounts: ['1', '1', '0'] },
      { ...start, timeUnixNano: nano(5), count: '9', sum: 1.25, bucketCounts: ['3', '5', '1'] },
      { attributes, timeUnixNano: nano(10), flags: 1 },
    ]);
  });

  it('come in pieces, whatever the length of the run', () => {
    const long = series(
      { __name__: 'up', ...WEB },
      Array.from({ length: 20_000 }, () => 1),
    );
    const pieces = [...otlpMetricChunks({ select: () => [long] })];
    expect(pieces.length).toBeGreaterThan(10);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
    const [resource] = JSON.parse(pieces.join('')).resourceMetrics;
    expect(resource.scopeMetrics[0].metrics[0].gauge.dataPoints).toHaveLength(20_000);
  });

  it('are an empty request when nothing was recorded', () => {
    expect(JSON.parse([...otlpMetricChunks({ select: () => [] })].join(''))).toEqual({ resourceMetrics: [] });
  });
});

describe('OTLP logs', () => {
  const line = (more: Partial<LogLine>): LogLine => ({
    seq: 1,
    atUs: 1_000_250,
    level: 'error',
    service: 'web',
    pod: 'web-1',
    message: 'Payment "failed"\nafter 3 tries',
    template: 'payment-failed',
    requestId: '',
    traceId: '',
    repeated: 0,
    ...more,
  });
  const TRACE = '5b8efff798038103d269b633813fc60c';
  const lines = [
    line({ requestId: 'r-1', traceId: TRACE, repeated: 4 }),
    line({ level: 'info', service: 'shop-pool', pod: '', message: 'recovered' }),
    line({ level: 'warn', atUs: 9_000_000 }),
  ];
  const document = () => JSON.parse([...otlpLogChunks({ logs: () => ({ lines, matched: 3 }) }, STARTS_AT_MS)].join(''));

  it('have the shape of an export request: a resource for each process, lines oldest first', () => {
    LOGS_REQUEST(document(), 'request');
    const owners = document().resourceLogs.map(({ resource, scopeLogs }: { resource: unknown; scopeLogs: { logRecords: unknown[] }[] }) => [
      JSON.stringify(resource).match(/(?<="stringValue":")[^"]+/g),
      scopeLogs[0]!.logRecords.length,
    ]);
    expect(owners).toEqual([
      [['web', 'web-1'], 2],
      [['shop-pool'], 1],
    ]);
  });

  it('keep the time to the microsecond, severity, trace and what was kept back', () => {
    const [first, second] = document().resourceLogs[0].scopeLogs[0].logRecords;
    expect(first).toEqual({
      timeUnixNano: '1705309201000250000',
      observedTimeUnixNano: '1705309201000250000',
      severityNumber: 17,
      severityText: 'ERROR',
      traceId: TRACE,
      body: { stringValue: 'Payment "failed"\nafter 3 tries' },
      attributes: [
        { key: 'faultline.template', value: { stringValue: 'payment-failed' } },
        { key: 'faultline.request_id', value: { stringValue: 'r-1' } },
        { key: 'faultline.repeated', value: { intValue: '4' } },
      ],
    });
    expect(second).toMatchObject({ severityNumber: 13, timeUnixNano: '1705309209000000000' });
    expect(second).not.toHaveProperty('traceId');
  });
});
