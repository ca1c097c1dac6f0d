/** Aggregation operators over the grid, as Prometheus 3.5 defines them (promql/engine.go: aggregation, aggregationK, aggregationCountValues). */
import { formatHistogram } from '../histogram/format.ts';
import { meanOfHistograms, sumOfHistograms } from '../histogram/native-histogram.ts';
import { DerivedLabels, isMetadataLabel, type LabelSet, NO_LABELS } from '../labels.ts';
import { formatFixed } from '../number-text.ts';
import type { Aggregate } from '../syntax/ast.ts';
import { isWellFormed, quote } from '../syntax/strings.ts';
import type { NativeHistogram } from '../types.ts';
import {
  copyAt,
  EvalProblem,
  type Grid,
  type GridSeries,
  hasAt,
  hasFloatAt,
  histogramAt,
  isEmpty,
  newSeries,
  setAt,
  setSampleAt,
} from './context.ts';
import { fitting } from './histogram-windows.ts';
import { labelsHashShare } from './labels-hash.ts';
import { compareNanFirst, KahanSum, quantileOf, RunningMean } from './sums.ts';

/** The largest double below 2^63. */
const INT64_MAX = 2147483648 * 4294967296 - 1024;

interface Group {
  labels: LabelSet;
  dropName: boolean;
  members: GridSeries[];
}

/** @param param  per instant; for every operator that takes a number */
export function aggregate(expr: Aggregate, input: readonly GridSeries[], param: readonly number[], grid: Grid): GridSeries[] {
  switch (expr.op) {
    case 'topk':
    case 'bottomk':
    case 'limitk':
    case 'limit_ratio':
      return pick(expr, groupsOf(expr, input), param, grid);
    default:
      return reduce(expr, groupsOf(expr, input), param, grid);
  }
}

function groupsOf(expr: Aggregate, input: readonly GridSeries[]): Group[] {
  if (expr.labels.length === 0 && !expr.without) {
    return input.length === 0 ? [] : [{ labels: NO_LABELS, dropName: false, members: [...input] }];
  }
  const groups = new Map<LabelSet, Group>();
  const labelsOf = groupLabels.owned(expr);
  for (const series of input) {
    const labels = labelsOf(series.labels);
    const group = groups.get(labels);
    if (group === undefined) {
      groups.set(labels, { labels, dropName: series.dropName, members: [series] });
    } else {
      group.members.push(series);
    }
  }
  return [...groups.values()];
}

export const groupLabels = new DerivedLabels<Aggregate>((expr, labels) =>
  expr.without
    ? labels.keep((name) => !isMetadataLabel(name) && !expr.labels.includes(name))
    : labels.keep((name) => expr.labels.includes(name)),
);

type Reducer = (members: readonly GridSeries[], step: number, param: number) => number | undefined;

function reduce(expr: Aggregate, groups: readonly Group[], param: readonly number[], grid: Grid): GridSeries[] {
  if (expr.op === 'quantile' && groups.length > 0) {
    warnAboutQuantile(expr, param, grid);
  }
  const reducer = REDUCERS[expr.op] as Reducer;
  const out: GridSeries[] = [];
  for (const { labels, dropName, members } of groups) {
    const result = newSeries(labels, dropName, grid.count);
    const mixed = members.some((series) => series.histograms !== null);
    for (let step = 0; step < grid.count; step++) {
      if (mixed && members.some((series) => histogramAt(series, step) !== undefined)) {
        setSampleAt(
          result,
          step,
          reduceMixed(expr, members, step, grid, () => reducer(members, step, param[step] as number)),
        );
        continue;
      }
      const value = reducer(members, step, param[step] as number);
      if (value !== undefined) {
        setAt(result, step, value);
      }
    }
    if (!isEmpty(result)) {
      out.push(result);
    }
  }
  return out;
}

/** Reduces a group with at least one histogram at this step; `ofFloats` does so with the numbers alone. */
function reduceMixed(
  expr: Aggregate,
  members: readonly GridSeries[],
  step: number,
  grid: Grid,
  ofFloats: () => number | undefined,
): number | NativeHistogram | undefined {
  if (expr.op === 'count' || expr.op === 'group') {
    return ofFloats();
  }
  if (expr.op !== 'sum' && expr.op !== 'avg') {
    grid.state.addInfo(`ignored histogram in ${expr.op} aggregation`, expr.expr);
    return ofFloats();
  }
  if (members.some((series) => hasFloatAt(series, step))) {
    grid.state.addWarning('encountered a mix of histograms and floats for aggregation', expr.expr);
    return undefined;
  }
  const present = members.filter((series) => hasAt(series, step));
  const histograms = present.map((series) => histogramAt(series, step) as NativeHistogram);
  const metricName = (present[0] as GridSeries).labels.get('__name__');
  const remarks = { metricName, warn: (text: string) => grid.state.addWarning(text, expr.expr) };
  return fitting(expr.op === 'sum' ? sumOfHistograms(histograms) : meanOfHistograms(histograms), remarks);
}

function warnAboutQuantile(expr: Aggregate, param: readonly number[], grid: Grid): void {
  const at = expr.param ?? expr;
  const warn = (q: number): void => grid.state.addWarning(`quantile value should be between 0 and 1, got ${q}`, at);
  if (param.some(Number.isNaN)) {
    warn(NaN);
  }
  const numbers = param.filter((q) => !Number.isNaN(q));
  const most = numbers.reduce((a, b) => Math.max(a, b), 0);
  const least = numbers.reduce((a, b) => Math.min(a, b), 0);
  if (most > 1) {
    warn(most);
  }
  if (least < 0) {
    warn(least);
  }
}

function folding(fold: (accumulated: number, value: number) => number): Reducer {
  return (members, step) => {
    let result: number | undefined;
    for (const series of members) {
      if (hasFloatAt(series, step)) {
        const value = series.values[step] as number;
        result = result === undefined ? value : fold(result, value);
      }
    }
    return result;
  };
}

function counted(members: readonly GridSeries[], step: number): number {
  let count = 0;
  for (const series of members) {
    if (hasAt(series, step)) {
      count += 1;
    }
  }
  return count;
}

/** Population variance by Welford's method; any infinite or NaN value makes it NaN. */
function variance(members: readonly GridSeries[], step: number): number | undefined {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const series of members) {
    if (hasFloatAt(series, step)) {
      const value = series.values[step] as number;
      count += 1;
      if (count === 1) {
        mean = value;
        squares = Number.isFinite(value) ? 0 : NaN;
      } else {
        const delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
      }
    }
  }
  return count === 0 ? undefined : squares / count;
}

const REDUCERS: Readonly<Record<string, Reducer>> = {
  sum: (members, step) => {
    const sum = new KahanSum();
    let seen = false;
    for (const series of members) {
      if (hasAt(series, step)) {
        const value = series.values[step] as number;
        if (seen) {
          sum.add(value);
        } else {
          sum.sum = value;
          seen = true;
        }
      }
    }
    return seen ? sum.sum + sum.compensation : undefined;
  },
  avg: (members, step) => {
    const mean = new RunningMean();
    for (const series of members) {
      if (hasAt(series, step)) {
        mean.add(series.values[step] as number);
      }
    }
    return mean.count === 0 ? undefined : mean.value;
  },
  count: (members, step) => counted(members, step) || undefined,
  group: (members, step) => (counted(members, step) > 0 ? 1 : undefined),
  min: folding((a, b) => (a > b || Number.isNaN(a) ? b : a)),
  max: folding((a, b) => (a < b || Number.isNaN(a) ? b : a)),
  stdvar: variance,
  stddev: (members, step) => {
    const value = variance(members, step);
    return value === undefined ? undefined : Math.sqrt(value);
  },
  quantile: (members, step, q) => {
    const values: number[] = [];
    for (const series of members) {
      if (hasFloatAt(series, step)) {
        values.push(series.values[step] as number);
      }
    }
    return values.length === 0 ? undefined : quantileOf(q, values);
  },
};

/** topk, bottomk, limitk, limit_ratio: some of the input series, with their own labels. */
function pick(expr: Aggregate, groups: readonly Group[], param: readonly number[], grid: Grid): GridSeries[] {
  const at = expr.param ?? expr;
  if (groups.length === 0) {
    return [];
  }
  if (expr.op === 'limit_ratio') {
    warnAboutRatio(expr, param, grid);
  } else if (!param.some((k) => k >= 1 || Number.isNaN(k))) {
    return [];
  }
  const picked = new Map<GridSeries, GridSeries>();
  for (let step = 0; step < grid.count; step++) {
    const k = param[step] as number;
    for (const group of groups) {
      const present = group.members.filter((series) => hasAt(series, step) && !ignoredHistogram(expr, series, step, grid));
      for (const series of present.length === 0 ? [] : chosen(expr, present, step, k, at)) {
        let result = picked.get(series);
        if (result === undefined) {
          result = newSeries(series.labels, series.dropName, grid.count);
          picked.set(series, result);
        }
        copyAt(series, step, result);
      }
    }
  }
  return [...picked.values()];
}

/** topk and bottomk compare values, which histograms do not have; limitk and limit_ratio take any sample. */
function ignoredHistogram(expr: Aggregate, series: GridSeries, step: number, grid: Grid): boolean {
  if (histogramAt(series, step) === undefined || (expr.op !== 'topk' && expr.op !== 'bottomk')) {
    return false;
  }
  grid.state.addInfo(`ignored histogram in ${expr.op} aggregation`, expr.expr);
  return true;
}

function chosen(
  expr: Aggregate,
  present: readonly GridSeries[],
  step: number,
  k: number,
  at: { from: number; to: number },
): readonly GridSeries[] {
  if (expr.op === 'limit_ratio') {
    if (Number.isNaN(k)) {
      throw new EvalProblem('promql/argument', `Ratio value ${k} is NaN`, at);
    }
    const ratio = Math.max(-1, Math.min(1, k));
    return ratio === 0 ? [] : present.filter((series) => inSample(series.labels, ratio));
  }
  if (!(Math.abs(k) <= INT64_MAX)) {
    throw new EvalProblem('promql/argument', `Scalar value ${k} overflows int64`, at);
  }
  const count = Math.trunc(k);
  if (count < 1) {
    return [];
  }
  if (expr.op === 'limitk') {
    return present.slice(0, count);
  }
  const valueAt = (series: GridSeries): number => series.values[step] as number;
  // NaN comes last either way.
  const sorted = [...present].sort((a, b) => {
    const [x, y] = [valueAt(a), valueAt(b)];
    return expr.op === 'topk'
      ? -compareNanFirst(x, y)
      : Number.isNaN(x) || Number.isNaN(y)
        ? -compareNanFirst(x, y)
        : compareNanFirst(x, y);
  });
  return sorted.slice(0, count);
}

function warnAboutRatio(expr: Aggregate, param: readonly number[], grid: Grid): void {
  const at = expr.param ?? expr;
  const most = param.reduce((a, b) => Math.max(a, b), -Infinity);
  const least = param.reduce((a, b) => Math.min(a, b), Infinity);
  if (most > 1) {
    grid.state.addWarning(`ratio value should be between -1 and 1, got ${most}, capping to 1`, at);
  }
  if (least < -1) {
    grid.state.addWarning(`ratio value should be between -1 and 1, got ${least}, capping to -1`, at);
  }
}

/**
 * Whether a series belongs to the sample of this ratio: its labels' hash, as a share of all hashes, lies below the ratio; negative ratios
 * take the complement. The hash is Prometheus', so the same series are chosen.
 */
function inSample(labels: LabelSet, ratio: number): boolean {
  const share = labelsHashShare(labels);
  return ratio >= 0 ? share < ratio : share >= 1 + ratio;
}

/** How many series have each value, the value as a label. */
export function countValues(expr: Aggregate, label: string, input: readonly GridSeries[], grid: Grid): GridSeries[] {
  if (label === '' || !isWellFormed(label)) {
    throw new EvalProblem('promql/label-name', `invalid label name ${quote(label)}`, expr.param ?? expr);
  }
  const counts = new Map<string, GridSeries>();
  const labelsOf = groupLabels.owned(expr);
  for (const series of input) {
    const labels = labelsOf(series.labels);
    for (let step = 0; step < grid.count; step++) {
      if (hasAt(series, step)) {
        const histogram = histogramAt(series, step);
        const full = labels.with(label, histogram === undefined ? formatFixed(series.values[step] as number) : formatHistogram(histogram));
        let result = counts.get(full.key);
        if (result === undefined) {
          result = newSeries(full, false, grid.count);
          counts.set(full.key, result);
        }
        setAt(result, step, (hasAt(result, step) ? (result.values[step] as number) : 0) + 1);
      }
    }
  }
  return [...counts.values()];
}
