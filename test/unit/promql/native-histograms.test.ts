/** Native histograms on cases small enough to work out by hand: buckets, zero buckets, resolutions, resets, custom buckets, remarks. */
import { describe, expect, it } from 'vitest';
import {
  type EvalResult,
  evaluateInstant,
  evaluateRange,
  MemoryStore,
  type NativeHistogram,
  parseExpr,
  runPromTest,
} from '../../../src/promql/index.ts';

const MINUTE = 60_000;

/** The verdicts of a script, the reason where one fails. */
function failures(script: string): string[] {
  const records = runPromTest(script, 'own.test');
  expect(records.length).toBeGreaterThan(0);
  return records.filter(({ pass }) => !pass).map(({ line, reason }) => `${line}: ${reason}`);
}

function histogram(parts: Partial<NativeHistogram>): NativeHistogram {
  const none = { indexes: [], counts: [] };
  return {
    schema: 0,
    count: 0,
    sum: 0,
    zeroCount: 0,
    zeroThreshold: 0,
    positive: none,
    negative: none,
    customBounds: [],
    resetHint: 'unknown',
    ...parts,
  };
}

function instant(store: MemoryStore, text: string, atMs: number): EvalResult {
  const parsed = parseExpr(text);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  return evaluateInstant(parsed.expr, store, atMs);
}

describe('results', () => {
  const store = new MemoryStore();
  const h = histogram({ count: 4, sum: 8, positive: { indexes: [1], counts: [4] } });
  store.append({ __name__: 'x', kind: 'float' }, 0, 2);
  store.appendHistogram({ __name__: 'x', kind: 'native' }, 0, h);

  it('carry histograms beside numbers', () => {
    expect(instant(store, 'x', 0)).toMatchObject({
      kind: 'vector',
      samples: [
        { labels: { kind: 'float' }, value: 2 },
        { labels: { kind: 'native' }, value: NaN, histogram: h },
      ],
    });
    expect(instant(store, 'x{kind="float"}', 0)).not.toHaveProperty('samples.0.histogram');
    expect(instant(store, 'x{kind="native"}[1m]', 0)).toMatchObject({ series: [{ timesMs: [0], values: [NaN], histograms: [h] }] });
    const parsed = parseExpr('x{kind="native"} * 2');
    const range = parsed.ok ? evaluateRange(parsed.expr, store, { startMs: 0, endMs: MINUTE, stepMs: MINUTE }) : undefined;
    expect(range).toMatchObject({
      series: [
        {
          timesMs: [0, MINUTE],
          histograms: [
            { count: 8, sum: 16 },
            { count: 8, sum: 16 },
          ],
        },
      ],
    });
  });

  it('of aggregations count both, ignore histograms where only numbers have an order, and warn where the two cannot be added', () => {
    expect(instant(store, 'count(x)', 0)).toMatchObject({ samples: [{ value: 2 }] });
    expect(instant(store, 'max(x)', 0)).toMatchObject({
      samples: [{ value: 2 }],
      annotations: { info: ['PromQL info: ignored histogram in max aggregation (1:5)'] },
    });
    expect(instant(store, 'sum(x)', 0)).toMatchObject({
      samples: [],
      annotations: { warn: ['PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)'] },
    });
    expect(instant(store, 'count_values("v", x{kind="native"})', 0)).toMatchObject({
      samples: [{ labels: { v: '{count:4, sum:8, (1,2]:4}' }, value: 1 }],
    });
  });

  it('of operators that are not defined on histograms are nothing, with a remark', () => {
    expect(instant(store, 'x{kind="native"} + 1', 0)).toMatchObject({
      samples: [],
      annotations: { info: ['PromQL info: incompatible sample types encountered for binary operator "+": histogram + float (1:1)'] },
    });
    expect(instant(store, 'abs(x)', 0)).toMatchObject({ samples: [{ labels: { kind: 'float' } }] });
  });
});

describe('exponential buckets', () => {
  it('interpolate on a logarithmic scale: half of (1,4] is 2', () => {
    expect(
      failures(`load 1m
  h {{schema:-1 count:8 sum:16 buckets:[8] offset:1}}
  z {{schema:0 count:8 sum:4 z_bucket:4 z_bucket_w:1 buckets:[4] offset:1}}
  n {{schema:0 count:4 sum:-8 n_buckets:[4] n_offset:2}}

eval instant at 0 histogram_quantile(0.5, h)
  {} 2

eval instant at 0 histogram_fraction(1, 2, h)
  {} 0.5

# The zero bucket reaches down to 0 only, as there is nothing negative, and is linear.
eval instant at 0 histogram_quantile(0.25, z)
  {} 0.5

# Mirrored: half of [-4,-2) is the square root of 8.
eval instant at 0 histogram_quantile(0.5, n)
  {} -2.8284271247461903

eval instant at 0 histogram_avg(n)
  {} -2

# All four lie at the geometric mean of 2 and 4.
eval instant at 0 histogram_stdvar(n)
  {} 0.6862915010152397
`),
    ).toEqual([]);
  });

  it('add up across resolutions and zero buckets without cutting a populated bucket', () => {
    expect(
      failures(`load 1m
  fine {{schema:1 count:4 sum:4 buckets:[1 1 1 1] offset:1}}
  coarse {{schema:0 count:2 sum:4 buckets:[1 1] offset:1}}
  wide {{schema:0 count:5 sum:1 z_bucket:5 z_bucket_w:1.5}}

# (1,1.41] (1.41,2] (2,2.83] (2.83,4] become (1,2] (2,4].
eval instant at 0 fine + ignoring(x) coarse
  {} {{schema:0 count:6 sum:8 buckets:[3 3] offset:1}}

# 1.5 lies within (1,2], which is populated: the zero bucket grows to 2 and swallows it.
eval instant at 0 coarse + wide
  {} {{schema:0 count:7 sum:5 z_bucket:6 z_bucket_w:2 buckets:[1] offset:2}}

eval instant at 0 coarse - coarse
  {} {{schema:0}}

eval instant at 0 (coarse == coarse) * 3 / 6
  {} {{schema:0 count:1 sum:2 buckets:[0.5 0.5] offset:1}}
`),
    ).toEqual([]);
  });

  it('keep bounds that are powers of two exact up to the largest number', () => {
    expect(
      failures(`load 1m
  top {{count:1 sum:1 buckets:[1] offset:1024}}
  past {{count:1 sum:1 buckets:[1] offset:1025}}
  coarse {{schema:-4 count:1 sum:1 n_buckets:[1] n_offset:64}}
  small {{schema:3 count:1 sum:1 buckets:[1] offset:-72}}

eval instant at 0 count_values("v", top)
  {v="{count:1, sum:1, (8.98846567431158e+307,1.7976931348623157e+308]:1}"} 1

eval instant at 0 count_values("v", past)
  {v="{count:1, sum:1, (1.7976931348623157e+308,+Inf]:1}"} 1

eval instant at 0 count_values("v", coarse)
  {v="{count:1, sum:1, [-1.7976931348623157e+308,-2.7430620343968443e+303):1}"} 1

eval instant at 0 histogram_quantile(1, small)
  {} 0.001953125
`),
    ).toEqual([]);
  });
});

describe('windows of histograms', () => {
  it('rates make up for resets, found in the counts or told by a hint', () => {
    expect(
      failures(`load 1m
  fell {{count:10 sum:10 buckets:[10]}} {{count:20 sum:20 buckets:[20]}} {{count:5 sum:5 buckets:[5]}}
  told {{count:10 sum:10 buckets:[10]}} {{count:20 sum:20 buckets:[20]}} {{count:25 sum:25 buckets:[25] counter_reset_hint:reset}}
  gone {{count:10 sum:10 buckets:[10]}} {{count:20 sum:20 buckets:[19 1]}} {{count:25 sum:25 buckets:[25]}}
  gauge {{count:10 sum:10 buckets:[10] counter_reset_hint:gauge}} {{count:6 sum:6 buckets:[6] counter_reset_hint:gauge}}

# 10 and 5 in 120 s of a window of 120 s and 1 ms of extrapolation either side is left out: the window starts just before the first sample.
eval instant at 2m increase(fell[120001ms])
  {} {{count:15.000125 sum:15.000125 buckets:[15.000125] counter_reset_hint:gauge}}

eval instant at 2m resets(fell[3m])
  {} 1

eval instant at 2m resets(told[3m])
  {} 1

eval instant at 2m resets(gone[3m])
  {} 1

eval instant at 2m changes(gone[3m])
  {} 2

eval instant at 1m idelta(gauge[2m])
  expect no_warn
  {} {{count:-4 sum:-4 buckets:[-4] counter_reset_hint:gauge}}

eval instant at 1m rate(gauge[2m])
  expect warn msg:PromQL warning: this native histogram metric is not a counter: "gauge"
  {} {{count:0.1 sum:0.1 buckets:[0.1] counter_reset_hint:gauge}}

eval instant at 1m delta(fell[2m])
  expect warn msg:PromQL warning: this native histogram metric is not a gauge: "fell"
  {} {{count:20 sum:20 buckets:[20] counter_reset_hint:gauge}}

eval instant at 2m avg_over_time(fell[3m])
  {} {{count:11.666666666666668 sum:11.666666666666668 buckets:[11.666666666666668]}}
`),
    ).toEqual([]);
  });

  it('with numbers among them warn, or are computed from the numbers alone with a remark', () => {
    expect(
      failures(`load 1m
  m 1 {{count:1 sum:1}} 3

eval instant at 2m rate(m[3m])
  expect warn msg:PromQL warning: encountered a mix of histograms and floats for metric name "m"

eval instant at 2m max_over_time(m[3m])
  expect info msg:PromQL info: ignored histograms in a range containing both floats and histograms for metric name "m"
  {} 3

eval instant at 2m count_over_time(m[3m])
  {} 3

eval instant at 1m last_over_time(m[3m])
  m {{count:1 sum:1}}

eval instant at 2m changes(m[3m])
  {} 2
`),
    ).toEqual([]);
  });
});

describe('custom buckets', () => {
  it('come from classic histograms, answer as these do, and fit only their like', () => {
    expect(
      failures(`load_with_nhcb 1m
  lat_bucket{le="1"} 10
  lat_bucket{le="2"} 30
  lat_bucket{le="+Inf"} 40
  lat_count 40
  lat_sum 60

load 1m
  other {{schema:-53 count:1 sum:1 custom_values:[1 3] buckets:[1]}}
  exponential {{schema:0 count:1 sum:1 buckets:[1]}}

eval instant at 0 lat
  lat {{schema:-53 count:40 sum:60 custom_values:[1 2] buckets:[10 20 10]}}

eval instant at 0 histogram_quantile(0.5, lat)
  {} 1.5

eval instant at 0 histogram_quantile(0.5, lat_bucket)
  {} 1.5

eval instant at 0 histogram_fraction(0, 1.5, lat)
  {} 0.5

eval instant at 0 lat + other
  expect warn msg:PromQL warning: incompatible bucket layout encountered for binary operator +

eval instant at 0 sum({__name__=~"lat|other"})
  expect warn regex:vector contains histograms with incompatible custom buckets for metric name

eval instant at 0 sum({__name__=~"lat|exponential"})
  expect warn regex:vector contains a mix of histograms with exponential and custom buckets schemas for metric name
`),
    ).toEqual([]);
  });

  it.each(['{{schema:9}}', '{{buckets:[a]}}', '{{nothing:1}}', '{{z_bucket_w:-1}}', '{{counter_reset_hint:maybe}}', '{{count}}'])(
    'a script with the literal %s is refused, with its line',
    (literal) => {
      expect(runPromTest(`load 1m\n  h ${literal}\n`, 'own.test')).toMatchObject([{ kind: 'script', line: 2, pass: false }]);
    },
  );
});
