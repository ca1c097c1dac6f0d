/** Functions over histograms, classic (series that share all labels but `le`) and native (Prometheus 3.5, promql/functions.go). */
import { nativeFraction, nativeQuantile, nativeVariance } from '../histogram/statistics.ts';
import type { LabelSet } from '../labels.ts';
import { readNumber } from '../number-text.ts';
import type { Call, Expr } from '../syntax/ast.ts';
import type { NativeHistogram } from '../types.ts';
import { type Bucket, bucketFraction, bucketQuantile } from './classic-histogram.ts';
import { type Grid, type GridSeries, hasFloatAt, histogramAt, isEmpty, newSeries, setAt } from './context.ts';

interface BucketLabels {
  bound: number | undefined;
  /** The labels without `le`. */
  rest: LabelSet;
}

const bucketLabels = new WeakMap<LabelSet, BucketLabels>();

/** What a label set says as one of a bucket, read once. */
function bucketOf(labels: LabelSet): BucketLabels {
  let known = bucketLabels.get(labels);
  if (known === undefined) {
    known = { bound: readNumber(labels.get('le')), rest: labels.with('le', '') };
    bucketLabels.set(labels, known);
  }
  return known;
}

interface HistogramGroup {
  labels: LabelSet;
  buckets: { upperBound: number; series: GridSeries }[];
  /** The native histograms with the same labels, if there are any. */
  native: GridSeries | undefined;
}

/** Of vectors without remarks: several quantiles are asked of the same one, and nobody changes its series. */
const grouped = new WeakMap<readonly GridSeries[], readonly HistogramGroup[]>();

/** Series by all their labels but `le`. Those whose `le` is missing or no number are reported and left out. */
function histograms(input: readonly GridSeries[], argument: Expr, grid: Grid): readonly HistogramGroup[] {
  const known = grouped.get(input);
  if (known !== undefined) {
    return known;
  }
  let isRemarked = false;
  const groups = new Map<string, HistogramGroup>();
  const groupOf = (labels: LabelSet): HistogramGroup => {
    let group = groups.get(labels.key);
    if (group === undefined) {
      group = { labels, buckets: [], native: undefined };
      groups.set(labels.key, group);
    }
    return group;
  };
  for (const series of input) {
    if (series.histograms !== null) {
      groupOf(series.labels).native = series;
    }
    if (!hasFloats(series, grid)) {
      continue;
    }
    const { bound: upperBound, rest } = bucketOf(series.labels);
    if (upperBound === undefined) {
      isRemarked = true;
      const le = series.labels.get('le');
      const name = JSON.stringify(series.labels.get('__name__'));
      grid.state.addWarning(
        `bucket label "le" is missing or has a malformed value of ${JSON.stringify(le)} for metric name ${name}`,
        argument,
      );
      continue;
    }
    groupOf(rest).buckets.push({ upperBound, series });
  }
  const found = [...groups.values()];
  if (!isRemarked) {
    grouped.set(input, found);
  }
  return found;
}

function hasFloats(series: GridSeries, grid: Grid): boolean {
  if (series.histograms === null) {
    return true;
  }
  for (let step = 0; step < grid.count; step++) {
    if (hasFloatAt(series, step)) {
      return true;
    }
  }
  return false;
}

function overHistograms(
  input: readonly GridSeries[],
  argument: Expr,
  grid: Grid,
  ofClassic: (buckets: readonly Bucket[], step: number, metricName: string) => number,
  ofNative: (histogram: NativeHistogram, step: number, metricName: string) => number,
): GridSeries[] {
  const out: GridSeries[] = [];
  for (const { labels, buckets, native } of histograms(input, argument, grid)) {
    const result = newSeries(labels, true, grid.count);
    const metricName = JSON.stringify(labels.get('__name__'));
    for (let step = 0; step < grid.count; step++) {
      const present: Bucket[] = [];
      for (const { upperBound, series } of buckets) {
        if (hasFloatAt(series, step)) {
          present.push({ upperBound, count: series.values[step] as number });
        }
      }
      const histogram = native === undefined ? undefined : histogramAt(native, step);
      if (histogram !== undefined && present.length > 0) {
        grid.state.addWarning(`vector contains a mix of classic and native histograms for metric name ${metricName}`, argument);
      } else if (histogram !== undefined) {
        setAt(result, step, ofNative(histogram, step, metricName));
      } else if (present.length > 0) {
        setAt(result, step, ofClassic(present, step, metricName));
      }
    }
    if (!isEmpty(result)) {
      out.push(result);
    }
  }
  return out;
}

export function histogramQuantile(expr: Call, q: readonly number[], input: readonly GridSeries[], grid: Grid): GridSeries[] {
  for (const one of new Set(q)) {
    if (!(one >= 0 && one <= 1)) {
      grid.state.addWarning(`quantile value should be between 0 and 1, got ${one}`, expr.args[0] as Expr);
    }
  }
  const argument = expr.args[1] as Expr;
  return overHistograms(
    input,
    argument,
    grid,
    (buckets, step, metricName) => {
      const { value, forced } = bucketQuantile(q[step] as number, buckets);
      if (forced) {
        const page = 'https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile';
        grid.state.addInfo(
          `input to histogram_quantile needed to be fixed for monotonicity (see ${page}) for metric name ${metricName}`,
          argument,
        );
      }
      return value;
    },
    (histogram, step, metricName) => {
      const { value, remark } = nativeQuantile(q[step] as number, histogram);
      if (remark !== undefined) {
        const consequence = remark === 'nan-result' ? 'result is NaN' : 'result is skewed higher';
        grid.state.addInfo(`input to histogram_quantile has NaN observations, ${consequence} for metric name ${metricName}`, argument);
      }
      return value;
    },
  );
}

export function histogramFraction(
  expr: Call,
  lower: readonly number[],
  upper: readonly number[],
  input: readonly GridSeries[],
  grid: Grid,
): GridSeries[] {
  const argument = expr.args[2] as Expr;
  return overHistograms(
    input,
    argument,
    grid,
    (buckets, step) => bucketFraction(lower[step] as number, upper[step] as number, buckets),
    (histogram, step, metricName) => {
      const { value, nan } = nativeFraction(lower[step] as number, upper[step] as number, histogram);
      if (nan) {
        const text = `input to histogram_fraction has NaN observations, which are excluded from all fractions for metric name ${metricName}`;
        grid.state.addInfo(text, argument);
      }
      return value;
    },
  );
}

/** Functions of one native histogram; numbers have none of these. */
export const HISTOGRAM_FUNCTIONS: Readonly<Record<string, (h: NativeHistogram) => number>> = {
  histogram_count: (h) => h.count,
  histogram_sum: (h) => h.sum,
  histogram_avg: (h) => h.sum / h.count,
  histogram_stdvar: nativeVariance,
  histogram_stddev: (h) => Math.sqrt(nativeVariance(h)),
};

export function ofHistograms(input: readonly GridSeries[], grid: Grid, compute: (h: NativeHistogram) => number): GridSeries[] {
  const out: GridSeries[] = [];
  for (const series of input) {
    if (series.histograms !== null) {
      const result = newSeries(series.labels, true, grid.count);
      series.histograms.forEach((histogram, step) => {
        if (histogram !== undefined) {
          setAt(result, step, compute(histogram));
        }
      });
      out.push(result);
    }
  }
  return out;
}
