/**
 * The buckets of native histograms: their bounds, walking over them, and the arithmetic of bucket counts
 * (Prometheus 3.5, model/histogram/generic.go and float_histogram.go).
 */
import { pow } from '../../math/index.ts';
import type { BucketCounts, NativeHistogram } from '../types.ts';

/** Marks histograms whose bounds are listed one by one. */
export const CUSTOM_BUCKETS_SCHEMA = -53;

export const NO_BUCKETS: BucketCounts = { indexes: [], counts: [] };

export interface Bucket {
  lower: number;
  upper: number;
  count: number;
}

export function usesCustomBuckets(h: NativeHistogram): boolean {
  return h.schema === CUSTOM_BUCKETS_SCHEMA;
}

/** Factors 2^(i / 2^schema) below 2, by schema: bounds that are powers of two must come out exactly. */
const FRACTIONS: readonly (readonly number[])[] = Array.from({ length: 9 }, (_, schema) =>
  Array.from({ length: 1 << schema }, (_unused, i) => pow(2, i / (1 << schema))),
);

/** The upper bound of an exponential bucket, as an absolute value. The last finite one is the largest number there is, infinities come after. */
export function exponentialBound(index: number, schema: number): number {
  const wholes = schema < 0 ? index * (1 << -schema) : index >> schema;
  const fraction = schema < 0 ? 1 : ((FRACTIONS[schema] as readonly number[])[index & ((1 << schema) - 1)] as number);
  if (wholes === 1024 && fraction === 1) {
    return Number.MAX_VALUE;
  }
  return fraction * pow(2, wholes);
}

function customBound(index: number, bounds: readonly number[]): number {
  return index < 0 ? -Infinity : (bounds[index] ?? Infinity);
}

/** Bucket `i` of the positive side, the zero bucket's overlap not yet cut off. */
function positiveBucket(h: NativeHistogram, i: number): Bucket {
  const index = h.positive.indexes[i] as number;
  const count = h.positive.counts[i] as number;
  return usesCustomBuckets(h)
    ? { lower: customBound(index - 1, h.customBounds), upper: customBound(index, h.customBounds), count }
    : { lower: exponentialBound(index - 1, h.schema), upper: exponentialBound(index, h.schema), count };
}

/** The populated buckets of one side by ascending absolute value, with absolute bounds. */
export function sideBuckets(h: NativeHistogram, side: 'positive' | 'negative'): Bucket[] {
  const { indexes, counts } = h[side];
  return side === 'positive'
    ? indexes.map((_, i) => positiveBucket(h, i))
    : indexes.map((index, i) => ({
        lower: exponentialBound(index - 1, h.schema),
        upper: exponentialBound(index, h.schema),
        count: counts[i] as number,
      }));
}

/** All populated buckets by ascending bounds: negative, zero, positive. Where one overlaps the zero bucket, it is cut at the threshold. */
export function allBuckets(h: NativeHistogram): Bucket[] {
  const threshold = h.zeroThreshold;
  const out: Bucket[] = sideBuckets(h, 'negative')
    .reverse()
    .map(({ lower, upper, count }) => ({ lower: -upper, upper: -(lower > 0 && lower < threshold ? threshold : lower), count }));
  if (h.zeroCount > 0) {
    out.push({ lower: -threshold, upper: threshold, count: h.zeroCount });
  }
  for (const bucket of sideBuckets(h, 'positive')) {
    if (bucket.lower > 0 && bucket.lower < threshold) {
      bucket.lower = threshold;
    } else if (bucket.upper < 0 && bucket.upper > -threshold) {
      bucket.upper = -threshold;
    }
    out.push(bucket);
  }
  return out;
}

/** The same observations at a lower resolution: 2^(from - to) neighbours become one bucket. */
export function reduceResolution({ indexes, counts }: BucketCounts, from: number, to: number): BucketCounts {
  if (from === to) {
    return { indexes, counts };
  }
  const merged: { indexes: number[]; counts: number[] } = { indexes: [], counts: [] };
  for (let i = 0; i < indexes.length; i++) {
    const index = (((indexes[i] as number) - 1) >> (from - to)) + 1;
    const last = merged.indexes.length - 1;
    if (merged.indexes[last] === index) {
      merged.counts[last] = (merged.counts[last] as number) + (counts[i] as number);
    } else {
      merged.indexes.push(index);
      merged.counts.push(counts[i] as number);
    }
  }
  return withoutEmpty(merged);
}

/** a + sign * b, bucket by bucket. */
export function addCounts(a: BucketCounts, b: BucketCounts, sign: 1 | -1): BucketCounts {
  const indexes: number[] = [];
  const counts: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.indexes.length || j < b.indexes.length) {
    const left = a.indexes[i] ?? Infinity;
    const right = b.indexes[j] ?? Infinity;
    const index = Math.min(left, right);
    const count = (left === index ? (a.counts[i] as number) : 0) + (right === index ? sign * (b.counts[j] as number) : 0);
    i += left === index ? 1 : 0;
    j += right === index ? 1 : 0;
    if (count !== 0) {
      indexes.push(index);
      counts.push(count);
    }
  }
  return { indexes, counts };
}

export function mapCounts(buckets: BucketCounts, change: (count: number) => number): BucketCounts {
  return withoutEmpty({ indexes: buckets.indexes, counts: buckets.counts.map(change) });
}

/** Leaves out buckets that hold nothing. */
export function withoutEmpty({ indexes, counts }: BucketCounts): BucketCounts {
  if (!counts.includes(0)) {
    return { indexes, counts };
  }
  return { indexes: indexes.filter((_, i) => counts[i] !== 0), counts: counts.filter((count) => count !== 0) };
}

/** From `skip` buckets on. */
export function dropFirst({ indexes, counts }: BucketCounts, skip: number): BucketCounts {
  return skip === 0 ? { indexes, counts } : { indexes: indexes.slice(skip), counts: counts.slice(skip) };
}
