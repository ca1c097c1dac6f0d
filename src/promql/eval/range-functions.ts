/**
 * Functions over a window of samples (rate, *_over_time and the like), as Prometheus 3.5 defines them (promql/functions.go).
 * A window is a stretch of a series' own arrays; nothing is copied unless an order is needed.
 */
import type { NativeHistogram } from '../types.ts';
import { KahanSum, quantileOf, RunningMean } from './sums.ts';

/** Samples `lo..hi` (hi excluded) of a series, none of them stale, and the window's bounds in time: left-open, right-closed. */
export interface Window {
  timesMs: ArrayLike<number>;
  values: ArrayLike<number>;
  lo: number;
  hi: number;
  /** Samples of the window: `hi - lo`, or more when only its first and last are here. */
  count: number;
  startMs: number;
  endMs: number;
  /** The instant being evaluated, which offset and `@` move away from `endMs`. */
  atMs: number;
  /** How often a value is below the one before it: how often a counter was reset. */
  falls: number;
  /** Scalar arguments in order, at this instant. */
  scalars: readonly number[];
  /** Native histograms in the window and their times, ascending; the functions here see the float samples only. */
  histograms: readonly NativeHistogram[];
  histogramTimesMs: readonly number[];
}

/** The value for a window of at least one sample, or undefined for none. */
export type RangeFunction = (w: Window) => number | undefined;

/** An argument outside its domain: reported as the query's error. */
export class ArgumentProblem extends Error {}

/** rate, increase, delta: the change over the window, extrapolated towards its edges. */
function extrapolated(isCounter: boolean, isRate: boolean): RangeFunction {
  return ({ timesMs, values, lo, hi, count, startMs, endMs, falls }) => {
    const intervals = count - 1;
    if (intervals < 1) {
      return undefined;
    }
    const first = values[lo] as number;
    let change = (values[hi - 1] as number) - first;
    if (isCounter && falls > 0) {
      // A counter that falls was reset: it counted on from zero.
      let previous = first;
      for (let i = lo + 1; i < hi; i++) {
        const current = values[i] as number;
        if (current < previous) {
          change += previous;
        }
        previous = current;
      }
    }
    const firstMs = timesMs[lo] as number;
    const lastMs = timesMs[hi - 1] as number;
    // A counter was never negative: do not extrapolate beyond its zero.
    const toZero = isCounter && change > 0 && first >= 0 ? ((lastMs - firstMs) / 1000) * (first / change) : Infinity;
    const factor = extrapolationFactor(firstMs, lastMs, intervals, startMs, endMs, toZero);
    return change * (isRate ? factor / ((endMs - startMs) / 1000) : factor);
  };
}

/**
 * By how much a change between the first and last sample is enlarged to cover the window: up to its edges where samples are near them, otherwise
 * by half an interval.
 * @param toZeroS  seconds before the first sample at which a counter would have been zero, or Infinity
 */
export function extrapolationFactor(
  firstMs: number,
  lastMs: number,
  intervals: number,
  startMs: number,
  endMs: number,
  toZeroS: number,
): number {
  const sampled = (lastMs - firstMs) / 1000;
  const average = sampled / intervals;
  const threshold = average * 1.1;
  let toStart = (firstMs - startMs) / 1000;
  if (toStart >= threshold) {
    toStart = average / 2;
  }
  if (toZeroS < toStart) {
    toStart = toZeroS;
  }
  let toEnd = (endMs - lastMs) / 1000;
  if (toEnd >= threshold) {
    toEnd = average / 2;
  }
  return (sampled + toStart + toEnd) / sampled;
}

/**
 * What rate, increase or delta make of windows that all have their samples at the same times and of which none falls, by their first and last value:
 * the same bytes as `RANGE_FUNCTIONS`, with what such windows have in common worked out once.
 * @returns undefined when windows are too short for a result
 */
export function ofEnds(
  func: string,
  { firstMs, lastMs, count }: { firstMs: number; lastMs: number; count: number },
  startMs: number,
  endMs: number,
): ((first: number, last: number) => number) | undefined {
  const intervals = count - 1;
  if (intervals < 1) {
    return undefined;
  }
  const isCounter = func !== 'delta';
  const sampledS = (lastMs - firstMs) / 1000;
  const scaled = (toZeroS: number): number => {
    const factor = extrapolationFactor(firstMs, lastMs, intervals, startMs, endMs, toZeroS);
    return func === 'rate' ? factor / ((endMs - startMs) / 1000) : factor;
  };
  const usual = scaled(Infinity);
  const longestToStartS = Math.max(sampledS / intervals / 2, (firstMs - startMs) / 1000);
  return (first, last) => {
    const change = last - first;
    if (isCounter && change > 0 && first >= 0) {
      const toZeroS = sampledS * (first / change);
      if (toZeroS < longestToStartS) {
        return change * scaled(toZeroS);
      }
    }
    return change * usual;
  };
}

function lastTwo(isRate: boolean): RangeFunction {
  return ({ timesMs, values, lo, hi }) => {
    if (hi - lo < 2) {
      return undefined;
    }
    const last = values[hi - 1] as number;
    const previous = values[hi - 2] as number;
    const spanMs = (timesMs[hi - 1] as number) - (timesMs[hi - 2] as number);
    if (spanMs === 0) {
      return undefined;
    }
    const change = isRate && last < previous ? last : last - previous;
    return isRate ? change / (spanMs / 1000) : change;
  };
}

function extreme(better: (candidate: number, best: number) => boolean, ofTime: boolean): RangeFunction {
  return ({ timesMs, values, lo, hi }) => {
    let best = values[lo] as number;
    let at = lo;
    for (let i = lo; i < hi; i++) {
      const value = values[i] as number;
      if (better(value, best) || Number.isNaN(best)) {
        best = value;
        at = i;
      }
    }
    return ofTime ? (timesMs[at] as number) / 1000 : best;
  };
}

function variance({ values, lo, hi }: Window): number {
  const mean = new KahanSum();
  const squares = new KahanSum();
  let count = 0;
  for (let i = lo; i < hi; i++) {
    const value = values[i] as number;
    count += 1;
    const delta = value - (mean.sum + mean.compensation);
    mean.add(delta / count);
    squares.add(delta * (value - (mean.sum + mean.compensation)));
  }
  return (squares.sum + squares.compensation) / count;
}

/** Least-squares line through the samples: slope per second, and its value at `atMs`. */
function regression({ timesMs, values, lo, hi }: Window, atMs: number): { slope: number; intercept: number } {
  const first = values[lo] as number;
  let constant = true;
  const x = new KahanSum();
  const y = new KahanSum();
  const xy = new KahanSum();
  const xx = new KahanSum();
  const n = hi - lo;
  for (let i = lo; i < hi; i++) {
    const value = values[i] as number;
    if (i > lo && value !== first) {
      constant = false;
    }
    const t = ((timesMs[i] as number) - atMs) / 1000;
    x.add(t);
    y.add(value);
    xy.add(t * value);
    xx.add(t * t);
  }
  if (constant) {
    const infinite = first === Infinity || first === -Infinity;
    return infinite ? { slope: NaN, intercept: NaN } : { slope: 0, intercept: first };
  }
  const sumX = x.sum + x.compensation;
  const sumY = y.sum + y.compensation;
  const covariance = xy.sum + xy.compensation - (sumX * sumY) / n;
  const spread = xx.sum + xx.compensation - (sumX * sumX) / n;
  const slope = covariance / spread;
  return { slope, intercept: sumY / n - (slope * sumX) / n };
}

/** Holt's linear method: level smoothed by `scalars[0]`, trend by `scalars[1]`. */
function doubleExponentialSmoothing({ values, lo, hi, scalars }: Window): number | undefined {
  const smoothing = scalars[0] as number;
  const trendFactor = scalars[1] as number;
  if (!(smoothing > 0 && smoothing < 1)) {
    throw new ArgumentProblem(`invalid smoothing factor. Expected: 0 < sf < 1, got: ${smoothing.toFixed(6)}`);
  }
  if (!(trendFactor > 0 && trendFactor < 1)) {
    throw new ArgumentProblem(`invalid trend factor. Expected: 0 < tf < 1, got: ${trendFactor.toFixed(6)}`);
  }
  if (hi - lo < 2) {
    return undefined;
  }
  let before = 0;
  let level = values[lo] as number;
  let trend = (values[lo + 1] as number) - level;
  for (let i = lo + 1; i < hi; i++) {
    if (i > lo + 1) {
      trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
    }
    const next = smoothing * (values[i] as number) + (1 - smoothing) * (level + trend);
    before = level;
    level = next;
  }
  return level;
}

function copied({ values, lo, hi }: Window): number[] {
  const out: number[] = [];
  for (let i = lo; i < hi; i++) {
    out.push(values[i] as number);
  }
  return out;
}

/** Functions whose work on a window does not grow with it, because windows move: only what is new is looked at. */
export const INCREMENTAL_FUNCTIONS: ReadonlySet<string> = new Set([
  'rate',
  'increase',
  'delta',
  'irate',
  'idelta',
  'last_over_time',
  'ts_of_last_over_time',
  'count_over_time',
  'present_over_time',
  'resets',
]);

/** Functions that need the first and last sample of a window, and what lies between only where values fall. */
export const ENDS_FUNCTIONS: ReadonlySet<string> = new Set(['rate', 'increase', 'delta']);

export const RANGE_FUNCTIONS: ReadonlyMap<string, RangeFunction> = new Map<string, RangeFunction>([
  ['rate', extrapolated(true, true)],
  ['increase', extrapolated(true, false)],
  ['delta', extrapolated(false, false)],
  ['irate', lastTwo(true)],
  ['idelta', lastTwo(false)],
  ['last_over_time', ({ values, hi }) => values[hi - 1] as number],
  ['ts_of_last_over_time', ({ timesMs, hi }) => (timesMs[hi - 1] as number) / 1000],
  ['count_over_time', ({ lo, hi }) => hi - lo],
  ['present_over_time', () => 1],
  ['max_over_time', extreme((a, b) => a > b, false)],
  ['min_over_time', extreme((a, b) => a < b, false)],
  ['ts_of_max_over_time', extreme((a, b) => a >= b, true)],
  ['ts_of_min_over_time', extreme((a, b) => a <= b, true)],
  [
    'sum_over_time',
    ({ values, lo, hi }) => {
      const sum = new KahanSum();
      for (let i = lo; i < hi; i++) {
        sum.add(values[i] as number);
      }
      return sum.total;
    },
  ],
  [
    'avg_over_time',
    ({ values, lo, hi }) => {
      const mean = new RunningMean();
      for (let i = lo; i < hi; i++) {
        mean.add(values[i] as number);
      }
      return mean.value;
    },
  ],
  ['stdvar_over_time', variance],
  ['stddev_over_time', (w) => Math.sqrt(variance(w))],
  ['quantile_over_time', (w) => quantileOf(w.scalars[0] as number, copied(w))],
  [
    'mad_over_time',
    (w) => {
      const median = quantileOf(0.5, copied(w));
      return quantileOf(
        0.5,
        copied(w).map((value) => Math.abs(value - median)),
      );
    },
  ],
  [
    'changes',
    ({ values, lo, hi }) => {
      let count = 0;
      for (let i = lo + 1; i < hi; i++) {
        const current = values[i] as number;
        const previous = values[i - 1] as number;
        if (current !== previous && !(Number.isNaN(current) && Number.isNaN(previous))) {
          count += 1;
        }
      }
      return count;
    },
  ],
  ['resets', ({ falls }) => falls],
  ['deriv', (w) => (w.hi - w.lo < 2 ? undefined : regression(w, w.timesMs[w.lo] as number).slope)],
  [
    'predict_linear',
    (w) => {
      if (w.hi - w.lo < 2) {
        return undefined;
      }
      const { slope, intercept } = regression(w, w.atMs);
      return slope * (w.scalars[0] as number) + intercept;
    },
  ],
  ['double_exponential_smoothing', doubleExponentialSmoothing],
]);
