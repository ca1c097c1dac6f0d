/** Evaluation on small series whose results can be worked out by hand; each test names the law of Prometheus 3.5 it holds us to. */
import { describe, expect, it } from 'vitest';
import {
  type EvalOptions,
  type EvalResult,
  evaluateInstant,
  evaluateRange,
  type LabelMatcher,
  type Labels,
  MemoryStore,
  parseExpr,
  type Series,
  type SeriesSource,
} from '../../../src/promql/index.ts';

type Row = readonly [labels: Labels, ...values: (number | null | 'stale')[]];

/** Series with one value every `stepMs`, from time zero; null leaves a gap. */
function storeOf(stepMs: number, ...rows: readonly Row[]): MemoryStore {
  const store = new MemoryStore();
  for (const [labels, ...values] of rows) {
    values.forEach((value, i) => {
      if (value === 'stale') {
        store.appendStale(labels, i * stepMs);
      } else if (value !== null) {
        store.append(labels, i * stepMs, value);
      }
    });
  }
  return store;
}

function instant(source: SeriesSource, text: string, atMs: number, options?: EvalOptions): EvalResult {
  const parsed = parseExpr(text);
  if (!parsed.ok) {
    throw new Error(`${text}: ${JSON.stringify(parsed.issues)}`);
  }
  return evaluateInstant(parsed.expr, source, atMs, options);
}

/** Values by their labels written out, in the order of the result. */
function values(source: SeriesSource, text: string, atMs: number): [string, number][] | number | string {
  const result = instant(source, text, atMs);
  if (result.kind === 'scalar') {
    return result.value;
  }
  if (result.kind !== 'vector') {
    return result.kind === 'error' ? `error: ${result.message}` : result.kind;
  }
  return result.samples.map(({ labels, value }) => [
    Object.entries(labels)
      .map(([name, text_]) => `${name}=${text_}`)
      .join(),
    value,
  ]);
}

const MINUTE = 60_000;

describe('selectors', () => {
  it('look back five minutes, not one millisecond more: the range is open on the left', () => {
    const store = storeOf(MINUTE, [{ __name__: 'x' }, 7]);
    expect(values(store, 'x', 299_999)).toEqual([['__name__=x', 7]]);
    expect(values(store, 'x', 300_000)).toEqual([]);
    expect(instant(store, 'x', 300_000, { lookbackMs: 300_001 })).toMatchObject({ samples: [{ value: 7 }] });
  });

  it('take the newest sample at or before the instant, moved by offset or pinned by @', () => {
    const store = storeOf(MINUTE, [{ __name__: 'x' }, 1, 2, 3, 4]);
    expect(values(store, 'x', 150_000)).toEqual([['__name__=x', 3]]);
    expect(values(store, 'x offset 1m', 150_000)).toEqual([['__name__=x', 2]]);
    expect(values(store, 'x @ 60', 150_000)).toEqual([['__name__=x', 2]]);
    expect(values(store, 'x @ 120 offset 1m', 0)).toEqual([['__name__=x', 2]]);
  });

  it('see nothing after a staleness marker until the next sample, and ranges skip the marker', () => {
    const store = storeOf(MINUTE, [{ __name__: 'x' }, 1, 'stale', 3]);
    expect(values(store, 'x', 90_000)).toEqual([]);
    expect(values(store, 'x', 120_000)).toEqual([['__name__=x', 3]]);
    expect(values(store, 'count_over_time(x[5m])', 120_000)).toEqual([['', 2]]);
  });

  it('match labels by equality and whole-value regular expressions; an absent label is an empty one', () => {
    const store = storeOf(MINUTE, [{ __name__: 'x', a: 'one' }, 1], [{ __name__: 'x', a: 'two' }, 2], [{ __name__: 'x' }, 3]);
    expect(values(store, 'x{a=~"o.*|t"}', 0)).toEqual([['__name__=x,a=one', 1]]);
    expect(values(store, 'x{a=""}', 0)).toEqual([['__name__=x', 3]]);
    expect(values(store, 'x{a!~"one"}', 0)).toHaveLength(2);
  });

  it('pass the same matchers object every time, and clip what a source returns beyond the asked span', () => {
    const asked: (readonly LabelMatcher[])[] = [];
    const series: Series = {
      labels: { __name__: 'x' },
      timesMs: Float64Array.of(0, 1000, 2000, 9000, 0, 0),
      values: Float64Array.of(1, 2, 3, 99, 0, 0),
      length: 4,
    };
    const source: SeriesSource = {
      select(matchers) {
        asked.push(matchers);
        return [series];
      },
    };
    const parsed = parseExpr('sum_over_time(x[2s])');
    if (!parsed.ok) {
      throw new Error('does not parse');
    }
    const results = [2000, 2500].map((atMs) => evaluateInstant(parsed.expr, source, atMs));
    expect(results).toMatchObject([{ samples: [{ value: 5 }] }, { samples: [{ value: 5 }] }]);
    expect(asked[0]).toBe(asked[1]);
  });
});

describe('rates', () => {
  it('extrapolate to the edges of the window when samples reach near them', () => {
    // Samples at 0..240 s in (−30 s, 270 s]: 120 over 240 s, extended by 30 s at each end.
    const store = storeOf(MINUTE, [{ __name__: 'c_total' }, 60, 90, 120, 150, 180]);
    expect(values(store, 'increase(c_total[5m])', 270_000)).toEqual([['', 120 * (300 / 240)]]);
    expect(values(store, 'rate(c_total[5m])', 270_000)).toEqual([['', 0.5]]);
  });

  it('count on after a reset, and never extrapolate below zero', () => {
    const store = storeOf(MINUTE, [{ __name__: 'c_total' }, 0, 10, 2, 12]);
    // 10 + 2 + 10 over three minutes, up to the window's end only, since the counter began at zero.
    expect(values(store, 'increase(c_total[10m])', 180_000)).toEqual([['', 22]]);
    expect(values(store, 'resets(c_total[10m])', 180_000)).toEqual([['', 1]]);
  });

  it('need two samples', () => {
    const store = storeOf(MINUTE, [{ __name__: 'c_total' }, 0, 10]);
    expect(values(store, 'rate(c_total[1m])', 60_000)).toEqual([]);
    expect(values(store, 'irate(c_total[61s])', 60_000)).toEqual([['', 10 / 60]]);
  });

  it('remark on a metric that does not look like a counter, with its position', () => {
    const store = storeOf(MINUTE, [{ __name__: 'queue' }, 1, 2, 3]);
    const result = instant(store, '1 + rate(queue[5m])', 120_000);
    expect(result.annotations.info).toEqual([
      'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "queue" (1:10)',
    ]);
  });
});

describe('operators', () => {
  const store = storeOf(
    MINUTE,
    [{ __name__: 'errors', service: 'a', code: '500' }, 5],
    [{ __name__: 'errors', service: 'b', code: '500' }, 1],
    [{ __name__: 'requests', service: 'a' }, 50],
    [{ __name__: 'requests', service: 'b' }, 0],
    [{ __name__: 'owner', service: 'a', team: 'red' }, 1],
  );

  it('match series by their labels, on or ignoring some', () => {
    expect(values(store, 'errors / requests', 0)).toEqual([]);
    expect(values(store, 'errors / ignoring (code) requests', 0)).toEqual([
      ['service=a', 0.1],
      ['service=b', Infinity],
    ]);
    expect(values(store, 'errors * on (service) group_left (team) owner', 0)).toEqual([['code=500,service=a,team=red', 5]]);
  });

  it('filter by comparison keeping the name, or answer 0 and 1 with bool', () => {
    expect(values(store, 'errors > 2', 0)).toEqual([['__name__=errors,code=500,service=a', 5]]);
    expect(values(store, 'errors > bool 2', 0)).toEqual([
      ['code=500,service=a', 1],
      ['code=500,service=b', 0],
    ]);
  });

  it('refuse ambiguous matches with a message that shows the series', () => {
    expect(values(store, 'requests / on () errors', 0)).toMatch(/found duplicate series for the match group \{\} on the right hand-side/);
    expect(values(store, 'errors / on () owner', 0)).toMatch(/many-to-one matching must be explicit/);
  });

  it('combine sets', () => {
    expect(values(store, 'requests and on (service) owner', 0)).toEqual([['__name__=requests,service=a', 50]]);
    expect(values(store, 'requests unless on (service) owner', 0)).toEqual([['__name__=requests,service=b', 0]]);
    expect(values(store, 'owner or on (service) requests', 0)).toHaveLength(2);
  });
});

describe('aggregation', () => {
  it('groups by labels or without them', () => {
    const store = storeOf(
      MINUTE,
      [{ __name__: 'x', a: '1', b: 'p' }, 1],
      [{ __name__: 'x', a: '1', b: 'q' }, 2],
      [{ __name__: 'x', a: '2', b: 'p' }, 4],
    );
    expect(values(store, 'sum by (a) (x)', 0)).toEqual([
      ['a=1', 3],
      ['a=2', 4],
    ]);
    expect(values(store, 'max without (a) (x)', 0)).toEqual([
      ['b=p', 4],
      ['b=q', 2],
    ]);
    expect(values(store, 'topk(1, x)', 0)).toEqual([['__name__=x,a=2,b=p', 4]]);
    expect(values(store, 'quantile(0.5, x)', 0)).toEqual([['', 2]]);
    expect(values(store, 'count_values("v", x > 1)', 0)).toEqual([
      ['v=2', 1],
      ['v=4', 1],
    ]);
  });

  it('adds without losing small terms beside large ones', () => {
    const store = storeOf(MINUTE, ...[1e100, 1, -1e100, 1].map((value, i): Row => [{ __name__: 'x', i: String(i) }, value]));
    expect(values(store, 'sum(x)', 0)).toEqual([['', 2]]);
  });
});

describe('functions', () => {
  it('histogram_quantile interpolates in the bucket, and says when counts were out of order', () => {
    const bucket = (le: string, count: number): Row => [{ __name__: 'd_bucket', le }, count];
    const store = storeOf(MINUTE, bucket('0.1', 50), bucket('0.5', 90), bucket('+Inf', 100));
    expect(values(store, 'histogram_quantile(0.7, d_bucket)', 0)).toEqual([['', expect.closeTo(0.3, 12)]]);
    expect(values(store, 'histogram_quantile(0.99, d_bucket)', 0)).toEqual([['', 0.5]]);
    const broken = storeOf(MINUTE, bucket('0.1', 50), bucket('0.5', 40), bucket('+Inf', 100));
    expect(instant(broken, 'histogram_quantile(0.5, d_bucket)', 0).annotations.info[0]).toMatch(/needed to be fixed for monotonicity/);
    expect(instant(store, 'histogram_quantile(2, d_bucket)', 0).annotations.warn[0]).toMatch(/should be between 0 and 1, got 2 \(1:20\)$/);
  });

  it('label functions see the name that a rate will drop only at the end', () => {
    const store = storeOf(MINUTE, [{ __name__: 'c_total' }, 0, 60]);
    expect(values(store, 'label_replace(rate(c_total[2m]), "was", "$1", "__name__", "(.*)_total")', 60_000)).toEqual([['was=c', 0.5]]);
  });

  it('refuse a result in which two series look alike', () => {
    const store = storeOf(MINUTE, [{ __name__: 'a' }, 1], [{ __name__: 'b' }, 2]);
    expect(values(store, '-{__name__=~"a|b"}', 0)).toBe('error: vector cannot contain metrics with the same labelset');
  });

  it('absent tells which series is missing', () => {
    const store = new MemoryStore();
    expect(values(store, 'absent(up{job="api", env=~".*"})', 0)).toEqual([['job=api', 1]]);
    expect(values(store, 'absent_over_time(up{job="api"}[5m])', 0)).toEqual([['job=api', 1]]);
  });

  it('read the UTC calendar, before the epoch too', () => {
    const store = new MemoryStore();
    expect(values(store, 'year(vector(-1))', 0)).toEqual([['', 1969]]);
    expect(values(store, 'day_of_year(vector(1709208000)) * 100 + days_in_month(vector(1709208000))', 0)).toEqual([['', 6029]]);
    expect(values(store, 'day_of_week(vector(-86400 * 5)) + hour(vector(-3600)) / 100', 0)).toEqual([['', 6.23]]);
  });

  it('subqueries align to their step', () => {
    const store = storeOf(10_000, [{ __name__: 'x' }, 0, 1, 2, 3, 4, 5, 6]);
    // At 65 s, [30s:10s] covers 40, 50 and 60 s.
    expect(values(store, 'sum_over_time(x[30s:10s])', 65_000)).toEqual([['', 15]]);
    expect(values(store, 'max_over_time(rate(x[20s])[40s:10s])', 60_000)).toHaveLength(1);
  });
});

describe('range evaluation', () => {
  it('agrees with an instant evaluation at every step', () => {
    const store = storeOf(
      15_000,
      [{ __name__: 'c_total', a: '1' }, 0, 3, 5, null, null, 9, 1, 4, 'stale', null, 8, 9],
      [{ __name__: 'c_total', a: '2' }, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    );
    for (const text of [
      'c_total',
      'rate(c_total[1m])',
      'sum(c_total) / count(c_total)',
      'c_total > 5 or c_total offset 1m',
      'avg_over_time(c_total[45s:7s])',
      'c_total @ end()',
    ]) {
      const parsed = parseExpr(text);
      if (!parsed.ok) {
        throw new Error(text);
      }
      const bounds = { startMs: -7000, endMs: 260_000, stepMs: 7000 };
      const range = evaluateRange(parsed.expr, store, bounds);
      const end = parseExpr(text.replace('end()', '260'));
      for (let tMs = bounds.startMs; tMs <= bounds.endMs; tMs += bounds.stepMs) {
        const single = end.ok ? evaluateInstant(end.expr, store, tMs) : undefined;
        const expected = single?.kind === 'vector' ? single.samples.map(({ labels, value }) => ({ labels, value })) : [];
        const found =
          range.kind === 'matrix'
            ? range.series.flatMap(({ labels, timesMs, values: points }) => {
                const i = timesMs.indexOf(tMs);
                return i < 0 ? [] : [{ labels, value: points[i] }];
              })
            : [];
        expect(found, `${text} at ${tMs}`).toEqual(expect.arrayContaining(expected));
        expect(found).toHaveLength(expected.length);
      }
    }
  });

  it('gives a scalar as one series, ordered series, and refuses what is not a range query', () => {
    const store = storeOf(MINUTE, [{ __name__: 'x', a: '2' }, 1], [{ __name__: 'x', a: '1' }, 1]);
    const range = (text: string, stepMs: number) => {
      const parsed = parseExpr(text);
      return parsed.ok ? evaluateRange(parsed.expr, store, { startMs: 0, endMs: 120_000, stepMs }) : parsed;
    };
    expect(range('time()', MINUTE)).toMatchObject({ series: [{ labels: {}, timesMs: [0, 60_000, 120_000], values: [0, 60, 120] }] });
    expect(range('x', MINUTE)).toMatchObject({ series: [{ labels: { a: '1' } }, { labels: { a: '2' } }] });
    expect(range('x[5m]', MINUTE)).toMatchObject({ kind: 'error', code: 'promql/type' });
    expect(range('x', 0)).toMatchObject({ kind: 'error', code: 'promql/bounds' });
    expect(range('x', 1)).toMatchObject({ kind: 'error', code: 'promql/bounds' });
  });
});

describe('limits', () => {
  it('refuse a query that would touch too many samples', () => {
    const store = storeOf(1000, [{ __name__: 'x' }, ...new Array<number>(1000).fill(1)]);
    expect(instant(store, 'sum_over_time(x[1000s])', 999_000, { samplesMax: 500 })).toMatchObject({
      kind: 'error',
      code: 'promql/too-many-samples',
    });
    expect(instant(store, 'vector(1)[100000d:1ms]', 0)).toMatchObject({ kind: 'error', code: 'promql/too-many-samples' });
    expect(instant(store, 'sum_over_time(sum_over_time(x[1h:1s])[1h:1s])', 999_000, { samplesMax: 100_000 })).toMatchObject({
      kind: 'error',
      code: 'promql/too-many-samples',
    });
  });
});
