// Traces as OTLP JSON and logs as JSON lines, on spans made by hand. The strict reader is written from trace.proto and its JSON mapping.
import { describe, expect, it } from 'vitest';
import { logLineChunks, otlpTraceChunks } from '../../../src/interchange/index.ts';
import type { LogLine, Span, TraceSummary } from '../../../src/schema/index.ts';

const STARTS_AT_MS = 1_705_309_200_000;
const TRACE = '5b8efff798038103d269b633813fc60c';

const span = (id: number, parent: number, more: Partial<Span>): Span => ({
  traceId: TRACE,
  spanId: id.toString(16).padStart(16, '0'),
  parentSpanId: parent === 0 ? '' : parent.toString(16).padStart(16, '0'),
  name: 'buy',
  kind: 'server',
  service: 'web',
  pod: 'web-1',
  startUs: 1_000_001,
  endUs: 1_500_000,
  status: 'unset',
  message: '',
  attributes: {},
  events: [],
  ...more,
});

const SPANS = [
  span(1, 0, { status: 'error', message: 'timeout', attributes: { 'http.route': 'buy', retries: 2, share: 0.5, cached: false } }),
  span(2, 1, { name: 'call shop/charge', kind: 'client', events: [{ atUs: 1_200_000, name: 'retry', attributes: { attempt: 2 } }] }),
  span(3, 2, { name: 'charge', service: 'shop', pod: 'shop-2', status: 'ok' }),
  span(4, 3, { name: 'acquire pool', kind: 'internal', service: 'shop', pod: 'shop-2' }),
];

const summary = (traceId: string, startUs: number): TraceSummary => ({
  traceId,
  service: 'web',
  name: 'buy',
  startUs,
  durationUs: 5,
  status: 'ok',
  spans: 4,
  errors: 0,
  services: [],
  keptBy: 'head',
});

function exported(): { resourceSpans: Record<string, unknown>[] } {
  const later = 'f'.repeat(32);
  const trace = {
    traces: () => ({ traces: [summary(later, 2_000_000), summary(TRACE, 1_000_001)], matched: 2 }),
    traceSpans: (id: string) => (id === TRACE ? SPANS : [span(9, 0, { traceId: later, startUs: 2_000_000, endUs: 2_000_005 })]),
  };
  return JSON.parse([...otlpTraceChunks(trace, STARTS_AT_MS)].join(''));
}

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
const ATTRIBUTES = list(
  message({
    'key!': text(/./),
    'value!': (value, path) => {
      if (Object.keys(value as object).length !== 1) fail(path, value);
      message({
        stringValue: text(/^/),
        boolValue: oneOf(true, false),
        intValue: text(/^-?\d+$/),
        doubleValue: (number, at) => (typeof number === 'number' ? undefined : fail(at, number)),
      })(value, path);
    },
  }),
);
const REQUEST = message({
  'resourceSpans!': list(
    message({
      'resource!': message({ 'attributes!': ATTRIBUTES }),
      'scopeSpans!': list(
        message({
          scope: message({ name: text(/./) }),
          'spans!': list(
            message({
              'traceId!': text(/^[0-9a-fA-F]{32}$/),
              'spanId!': text(/^[0-9a-fA-F]{16}$/),
              parentSpanId: text(/^[0-9a-fA-F]{16}$/),
              'name!': text(/./),
              'kind!': oneOf(1, 2, 3, 4, 5),
              'startTimeUnixNano!': NANO,
              'endTimeUnixNano!': NANO,
              attributes: ATTRIBUTES,
              events: list(message({ 'timeUnixNano!': NANO, 'name!': text(/./), attributes: ATTRIBUTES })),
              status: message({ code: oneOf(0, 1, 2), message: text(/./) }),
            }),
          ),
        }),
      ),
    }),
  ),
});

describe('OTLP traces', () => {
  it('have the shape of an export request', () => {
    REQUEST(exported(), 'request');
  });

  it('group the spans of a trace by process, the oldest trace first', () => {
    const { resourceSpans } = exported();
    expect(
      resourceSpans.map(({ resource, scopeSpans }) => [
        (resource as { attributes: { value: { stringValue: string } }[] }).attributes.map(({ value }) => value.stringValue),
        (scopeSpans as { spans: { name: string; kind: number; parentSpanId?: string }[] }[])[0]?.spans.map(
          ({ name, kind, parentSpanId }) => [name, kind, parentSpanId?.slice(-1)],
        ),
      ]),
    ).toEqual([
      [
        ['web', 'web-1'],
        [
          ['buy', 2, undefined],
          ['call shop/charge', 3, '1'],
        ],
      ],
      [
        ['shop', 'shop-2'],
        [
          ['charge', 2, '2'],
          ['acquire pool', 1, '3'],
        ],
      ],
      [['web', 'web-1'], [['buy', 2, undefined]]],
    ]);
  });

  it('keep times to the microsecond, values by type and the reason of an error', () => {
    const root = (exported().resourceSpans[0] as { scopeSpans: { spans: Record<string, unknown>[] }[] }).scopeSpans[0]?.spans[0];
    expect(root).toMatchObject({
      startTimeUnixNano: '1705309201000001000',
      endTimeUnixNano: '1705309201500000000',
      status: { code: 2, message: 'timeout' },
      attributes: [
        { key: 'http.route', value: { stringValue: 'buy' } },
        { key: 'retries', value: { intValue: '2' } },
        { key: 'share', value: { doubleValue: 0.5 } },
        { key: 'cached', value: { boolValue: false } },
      ],
    });
  });

  it('are an empty request when nothing was kept', () => {
    const none = { traces: () => ({ traces: [], matched: 0 }), traceSpans: () => undefined };
    expect(JSON.parse([...otlpTraceChunks(none, STARTS_AT_MS)].join(''))).toEqual({ resourceSpans: [] });
  });
});

describe('log lines', () => {
  it('are one object a line with the time in UTC', () => {
    const line: LogLine = {
      seq: 1,
      atUs: 61_000_250,
      level: 'error',
      service: 'shop',
      pod: 'shop-2',
      message: 'Payment "failed"\nafter 3 tries',
      template: 'payment-failed',
      requestId: 'r-1',
      traceId: TRACE,
      repeated: 4,
    };
    const lines = Array.from({ length: 1_200 }, (_, i) => ({ ...line, seq: i }));
    const written = [...logLineChunks({ logs: () => ({ lines, matched: lines.length }) }, STARTS_AT_MS)].join('').split('\n');
    expect(written).toHaveLength(1_201);
    expect(written.at(-1)).toBe('');
    expect(JSON.parse(written[0] ?? '')).toEqual({
      time: '2024-01-15T09:01:01.000250Z',
      level: 'error',
      service: 'shop',
      pod: 'shop-2',
      message: 'Payment "failed"\nafter 3 tries',
      template: 'payment-failed',
      request_id: 'r-1',
      trace_id: TRACE,
      repeated: 4,
    });
  });
});
