/**
 * Arithmetic of native histograms: sums and differences across resolutions and zero buckets, scaling, equality, resets, the change over a window
 * (Prometheus 3.5, model/histogram/float_histogram.go and promql/functions.go: histogramRate). Histograms are values; nothing is changed in place.
 */
import type { BucketCounts, CounterResetHint, NativeHistogram } from '../types.ts';
import {
  addCounts,
  dropFirst,
  exponentialBound,
  mapCounts,
  NO_BUCKETS,
  reduceResolution,
  sideBuckets,
  usesCustomBuckets,
} from './buckets.ts';

/** Why two histograms do not go together: exponential with custom buckets, or custom buckets with other bounds. */
export type Mismatch = 'schema' | 'bounds';

export const EMPTY_HISTOGRAM: NativeHistogram = {
  schema: 0,
  count: 0,
  sum: 0,
  zeroCount: 0,
  zeroThreshold: 0,
  positive: NO_BUCKETS,
  negative: NO_BUCKETS,
  customBounds: [],
  resetHint: 'unknown',
};

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
}

function sameCounts(a: BucketCounts, b: BucketCounts): boolean {
  return sameNumbers(a.indexes, b.indexes) && sameNumbers(a.counts, b.counts);
}

/** Equal as data: NaN equals NaN, hints do not count. */
export function equalHistograms(a: NativeHistogram, b: NativeHistogram): boolean {
  return (
    a.schema === b.schema &&
    Object.is(a.count, b.count) &&
    Object.is(a.sum, b.sum) &&
    Object.is(a.zeroCount, b.zeroCount) &&
    a.zeroThreshold === b.zeroThreshold &&
    sameNumbers(a.customBounds, b.customBounds) &&
    sameCounts(a.positive, b.positive) &&
    sameCounts(a.negative, b.negative)
  );
}

function mapped(h: NativeHistogram, change: (count: number) => number): NativeHistogram {
  return {
    ...h,
    count: change(h.count),
    sum: change(h.sum),
    zeroCount: change(h.zeroCount),
    positive: mapCounts(h.positive, change),
    negative: mapCounts(h.negative, change),
  };
}

export function scaleHistogram(h: NativeHistogram, factor: number): NativeHistogram {
  return mapped(h, (count) => count * factor);
}

/** Dividing by zero removes all buckets. */
export function divideHistogram(h: NativeHistogram, divisor: number): NativeHistogram {
  const divided = mapped(h, (count) => count / divisor);
  return divisor === 0 ? { ...divided, positive: NO_BUCKETS, negative: NO_BUCKETS } : divided;
}

export function asGauge(h: NativeHistogram): NativeHistogram {
  return { ...h, resetHint: 'gauge' };
}

export function addHistograms(a: NativeHistogram, b: NativeHistogram): NativeHistogram | Mismatch {
  const sum = combined(a, b, 1);
  return typeof sum === 'string' ? sum : { ...sum, resetHint: hintOfSum(a.resetHint, b.resetHint) };
}

export function subtractHistograms(a: NativeHistogram, b: NativeHistogram): NativeHistogram | Mismatch {
  return combined(a, b, -1);
}

/** A gauge makes everything a gauge; otherwise the hint survives only where both agree. */
function hintOfSum(a: CounterResetHint, b: CounterResetHint): CounterResetHint {
  return a === b ? a : a === 'gauge' || b === 'gauge' ? 'gauge' : 'unknown';
}

function combined(a: NativeHistogram, b: NativeHistogram, sign: 1 | -1): NativeHistogram | Mismatch {
  if (usesCustomBuckets(a) !== usesCustomBuckets(b)) {
    return 'schema';
  }
  const count = a.count + sign * b.count;
  const sum = a.sum + sign * b.sum;
  if (usesCustomBuckets(a)) {
    return sameNumbers(a.customBounds, b.customBounds) ? { ...a, count, sum, positive: addCounts(a.positive, b.positive, sign) } : 'bounds';
  }
  const [left, otherZeroCount] = reconcileZeroBuckets(a, b);
  const schema = Math.min(a.schema, b.schema);
  const side = (name: 'positive' | 'negative'): BucketCounts => {
    const other = reduceResolution(b[name], b.schema, schema);
    let inside = 0;
    while (inside < other.indexes.length && exponentialBound(other.indexes[inside] as number, schema) <= left.zeroThreshold) {
      inside += 1;
    }
    return addCounts(reduceResolution(left[name], a.schema, schema), dropFirst(other, inside), sign);
  };
  return {
    ...left,
    schema,
    count,
    sum,
    zeroCount: left.zeroCount + sign * otherZeroCount,
    positive: side('positive'),
    negative: side('negative'),
  };
}

/** `h` with a zero bucket wide enough for both, cutting no populated bucket of either, and the zero count `other` would have with it. */
function reconcileZeroBuckets(h: NativeHistogram, other: NativeHistogram): [NativeHistogram, number] {
  let left = h;
  let otherZero = { count: other.zeroCount, threshold: other.zeroThreshold };
  while (otherZero.threshold !== left.zeroThreshold) {
    if (left.zeroThreshold > otherZero.threshold) {
      otherZero = zeroCountFor(other, left.zeroThreshold);
    }
    if (otherZero.threshold > left.zeroThreshold) {
      const { count, threshold } = zeroCountFor(left, otherZero.threshold);
      left = {
        ...left,
        zeroCount: count,
        zeroThreshold: threshold,
        positive: dropFirst(left.positive, sideBuckets(left, 'positive').filter(({ lower }) => lower < threshold).length),
        negative: dropFirst(left.negative, sideBuckets(left, 'negative').filter(({ lower }) => lower < threshold).length),
      };
    }
  }
  return [left, otherZero.count];
}

/** The zero count with this larger threshold. If the threshold falls into a populated bucket it moves up to that bucket's bound. */
function zeroCountFor(h: NativeHistogram, wanted: number): { count: number; threshold: number } {
  let threshold = wanted;
  if (threshold === h.zeroThreshold) {
    return { count: h.zeroCount, threshold };
  }
  const positive = sideBuckets(h, 'positive');
  const negative = sideBuckets(h, 'negative');
  for (;;) {
    let count = h.zeroCount;
    const before = threshold;
    for (const side of [positive, negative]) {
      for (const bucket of side) {
        if (bucket.lower >= threshold) {
          break;
        }
        count += bucket.count;
        threshold = Math.max(threshold, bucket.upper);
      }
    }
    if (threshold === before) {
      return { count, threshold };
    }
  }
}

/** Whether a counter histogram was reset between the two: a count fell, a populated bucket vanished, or the layout became finer. */
export function isReset(current: NativeHistogram, previous: NativeHistogram): boolean {
  if (current.resetHint === 'reset' || current.resetHint === 'not-reset') {
    return current.resetHint === 'reset';
  }
  if (current.count < previous.count || usesCustomBuckets(current) !== usesCustomBuckets(previous)) {
    return true;
  }
  if (usesCustomBuckets(current)) {
    return !sameNumbers(current.customBounds, previous.customBounds) || anyFell(current.positive, previous.positive);
  }
  if (current.schema > previous.schema || current.zeroThreshold < previous.zeroThreshold) {
    return true;
  }
  const zero = zeroCountFor(previous, current.zeroThreshold);
  if (zero.threshold !== current.zeroThreshold || current.zeroCount < zero.count) {
    return true;
  }
  return (['positive', 'negative'] as const).some((side) => {
    const { indexes, counts } = reduceResolution(previous[side], previous.schema, current.schema);
    const outside = indexes.filter((index) => exponentialBound(index, current.schema) <= current.zeroThreshold).length;
    return anyFell(current[side], dropFirst({ indexes, counts }, outside));
  });
}

function anyFell(current: BucketCounts, previous: BucketCounts): boolean {
  let at = 0;
  return previous.indexes.some((index, i) => {
    while (at < current.indexes.length && (current.indexes[at] as number) < index) {
      at += 1;
    }
    return current.indexes[at] !== index || (current.counts[at] as number) < (previous.counts[i] as number);
  });
}

/** The running sum, or the mean computed step by step as Prometheus does, of at least one histogram. */
export function sumOfHistograms(all: readonly NativeHistogram[]): NativeHistogram | Mismatch {
  let sum: NativeHistogram | Mismatch = all[0] as NativeHistogram;
  for (let i = 1; i < all.length && typeof sum !== 'string'; i++) {
    sum = addHistograms(sum, all[i] as NativeHistogram);
  }
  return sum;
}

export function meanOfHistograms(all: readonly NativeHistogram[]): NativeHistogram | Mismatch {
  let mean = all[0] as NativeHistogram;
  for (let i = 1; i < all.length; i++) {
    const step = subtractHistograms(divideHistogram(all[i] as NativeHistogram, i + 1), divideHistogram(mean, i + 1));
    const next = typeof step === 'string' ? step : addHistograms(mean, step);
    if (typeof next === 'string') {
      return next;
    }
    mean = next;
  }
  return mean;
}

/** The change over at least two histograms, resets of a counter made up for; not yet extrapolated. */
export function histogramIncrease(points: readonly NativeHistogram[], isCounter: boolean): NativeHistogram | Mismatch {
  const last = points.at(-1) as NativeHistogram;
  let first = points[0] as NativeHistogram;
  const second = points[1] as NativeHistogram;
  if (isCounter && isReset(second, first)) {
    // What was before the reset need not fit the rest.
    first = { ...EMPTY_HISTOGRAM, schema: second.schema, customBounds: second.customBounds };
  }
  const custom = usesCustomBuckets(first);
  if (usesCustomBuckets(last) !== custom) {
    return 'schema';
  }
  let schema = Math.min(first.schema, last.schema);
  if (isCounter) {
    for (const point of points.slice(1, -1)) {
      if (usesCustomBuckets(point) !== custom) {
        return 'schema';
      }
      schema = Math.min(schema, point.schema);
    }
  }
  let change = subtractHistograms(atSchema(last, schema), first);
  let previous = first;
  for (const point of isCounter ? points.slice(1) : []) {
    if (typeof change !== 'string' && isReset(point, previous)) {
      change = addHistograms(change, previous);
    }
    previous = point;
  }
  return typeof change === 'string' ? change : asGauge(change);
}

function atSchema(h: NativeHistogram, schema: number): NativeHistogram {
  return h.schema === schema
    ? h
    : {
        ...h,
        schema,
        positive: reduceResolution(h.positive, h.schema, schema),
        negative: reduceResolution(h.negative, h.schema, schema),
      };
}
