/**
 * What native histograms tell: quantiles, fractions, standard deviation (Prometheus 3.5, promql/quantile.go and functions.go).
 * Inside exponential buckets observations are taken to be spread evenly on a logarithmic scale, in custom buckets and the zero bucket evenly.
 */
import { log2, pow } from '../../math/index.ts';
import { KahanSum } from '../eval/sums.ts';
import type { NativeHistogram } from '../types.ts';
import { allBuckets, type Bucket, usesCustomBuckets } from './buckets.ts';

/** `nan-result`, `nan-skew`: there are NaN observations, which make the result NaN or too high. */
export interface NativeQuantile {
  value: number;
  remark?: 'nan-result' | 'nan-skew';
}

function holdsZero(bucket: Bucket): boolean {
  return bucket.lower <= 0 && bucket.upper >= 0;
}

/** A zero bucket beside buckets of one sign only reaches no further than zero on the other side. */
function trimmedAtZero(bucket: Bucket, h: NativeHistogram): Bucket {
  const positive = h.positive.indexes.length > 0;
  const negative = h.negative.indexes.length > 0;
  return !negative && positive ? { ...bucket, lower: 0 } : !positive && negative ? { ...bucket, upper: 0 } : bucket;
}

export function nativeQuantile(q: number, h: NativeHistogram): NativeQuantile {
  if (q < 0 || q > 1) {
    return { value: q < 0 ? -Infinity : Infinity };
  }
  if (h.count === 0 || Number.isNaN(q)) {
    return { value: NaN };
  }
  const hasNan = Number.isNaN(h.sum);
  const fromBelow = hasNan || q < 0.5;
  const buckets = allBuckets(h);
  if (!fromBelow) {
    buckets.reverse();
  }
  let rank = (fromBelow ? q : 1 - q) * h.count;
  let bucket: Bucket = { lower: 0, upper: 0, count: 0 };
  let count = 0;
  for (bucket of buckets) {
    count += bucket.count;
    if (count >= rank) {
      break;
    }
  }
  if (usesCustomBuckets(h)) {
    if (bucket.lower === -Infinity) {
      if (bucket.upper <= 0) {
        return { value: bucket.upper };
      }
      bucket = { ...bucket, lower: 0 };
    } else if (bucket.upper === Infinity) {
      return { value: bucket.lower };
    }
  } else if (bucket.lower < 0 && bucket.upper > 0) {
    bucket = trimmedAtZero(bucket, h);
  }
  count = Math.min(count, h.count);
  if (count < rank) {
    return hasNan ? { value: NaN, remark: 'nan-result' } : { value: bucket.upper };
  }
  rank = fromBelow ? rank - (count - bucket.count) : count - rank;
  const value = interpolated(bucket, rank / bucket.count, usesCustomBuckets(h) || holdsZero(bucket));
  const observed = hasNan ? buckets.reduce((sum, one) => sum + one.count, 0) : h.count;
  return observed < h.count ? { value, remark: 'nan-skew' } : { value };
}

function interpolated({ lower, upper }: Bucket, share: number, linearly: boolean): number {
  if (linearly) {
    return lower + (upper - lower) * share;
  }
  const [low, high] = [log2(Math.abs(lower)), log2(Math.abs(upper))];
  return lower > 0 ? pow(2, low + (high - low) * share) : -pow(2, high + (low - high) * (1 - share));
}

/** Share of observations between the bounds. `nan`: there are NaN observations, which lie between no bounds. */
export function nativeFraction(lower: number, upper: number, h: NativeHistogram): { value: number; nan: boolean } {
  if (h.count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) {
    return { value: NaN, nan: false };
  }
  if (lower >= upper) {
    return { value: 0, nan: false };
  }
  const buckets = allBuckets(h);
  const hasNan = Number.isNaN(h.sum);
  const observed = hasNan ? buckets.reduce((sum, one) => sum + one.count, 0) : h.count;
  const below = (value: number): number => Math.min(rankOf(value, buckets, h, observed), observed);
  return { value: (below(upper) - below(lower)) / h.count, nan: hasNan && observed < h.count };
}

/** Observations at or below a value. */
function rankOf(value: number, buckets: readonly Bucket[], h: NativeHistogram, total: number): number {
  let rank = 0;
  for (const one of buckets) {
    const bucket = holdsZero(one) ? trimmedAtZero(one, h) : one;
    if (bucket.lower >= value) {
      return rank;
    }
    if (bucket.upper > value) {
      return rank + bucket.count * shareBelow(value, bucket, usesCustomBuckets(h) || holdsZero(one));
    }
    rank += bucket.count;
  }
  return total;
}

function shareBelow(value: number, { lower, upper }: Bucket, linearly: boolean): number {
  if (linearly) {
    return (value - lower) / (upper - lower);
  }
  const [low, high, at] = [log2(Math.abs(lower)), log2(Math.abs(upper)), log2(Math.abs(value))];
  return value > 0 ? (at - low) / (high - low) : 1 - (at - high) / (low - high);
}

/** Population variance, every observation taken to lie in the middle of its bucket. */
export function nativeVariance(h: NativeHistogram): number {
  const mean = h.sum / h.count;
  const squares = new KahanSum();
  for (const bucket of allBuckets(h)) {
    const delta = middleOf(bucket, h) - mean;
    squares.add(bucket.count * delta * delta);
  }
  return (squares.sum + squares.compensation) / h.count;
}

function middleOf(bucket: Bucket, h: NativeHistogram): number {
  if (usesCustomBuckets(h)) {
    return (bucket.upper + bucket.lower) / 2;
  }
  if (holdsZero(bucket)) {
    return 0;
  }
  const middle = Math.sqrt(bucket.upper * bucket.lower);
  return bucket.upper < 0 ? -middle : middle;
}
