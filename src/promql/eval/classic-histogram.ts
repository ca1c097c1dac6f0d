/** Quantiles and fractions of classic histograms: series that share all labels but `le`, as Prometheus 3.5 computes them (promql/quantile.go). */

export interface Bucket {
  upperBound: number;
  count: number;
}

/** Differences between neighbouring buckets below this relative size are rounding, not disorder. */
const SMALL_DELTA = 1e-12;
const SMALLEST_NORMAL = 2.2250738585072014e-308;

function merged(buckets: readonly Bucket[]): Bucket[] {
  const sorted = [...buckets].sort((a, b) => (a.upperBound < b.upperBound ? -1 : a.upperBound > b.upperBound ? 1 : 0));
  const out: Bucket[] = [];
  for (const bucket of sorted) {
    const last = out.at(-1);
    if (last !== undefined && last.upperBound === bucket.upperBound) {
      last.count += bucket.count;
    } else {
      out.push({ ...bucket });
    }
  }
  return out;
}

function almostEqual(a: number, b: number): boolean {
  const difference = Math.abs(a - b);
  const size = Math.abs(a) + Math.abs(b);
  if (a === 0 || b === 0 || size < SMALLEST_NORMAL) {
    return difference < SMALL_DELTA * SMALLEST_NORMAL;
  }
  return difference / Math.min(size, Number.MAX_VALUE) < SMALL_DELTA;
}

/** Makes counts rise with their bounds. Returns whether more than rounding had to be repaired. */
function makeMonotonic(buckets: Bucket[]): boolean {
  let forced = false;
  let previous = (buckets[0] as Bucket).count;
  for (const bucket of buckets.slice(1)) {
    const { count } = bucket;
    if (count === previous) {
      continue;
    }
    const rounding = almostEqual(previous, count);
    if (rounding || count < previous) {
      bucket.count = previous;
      forced ||= !rounding;
    } else {
      previous = count;
    }
  }
  return forced;
}

/** Quantile q with linear interpolation inside the bucket; `forced` when the counts were not monotonic. At least one bucket. */
export function bucketQuantile(q: number, given: readonly Bucket[]): { value: number; forced: boolean } {
  if (Number.isNaN(q)) {
    return { value: NaN, forced: false };
  }
  if (q < 0 || q > 1) {
    return { value: q < 0 ? -Infinity : Infinity, forced: false };
  }
  const buckets = merged(given);
  if ((buckets.at(-1) as Bucket).upperBound !== Infinity) {
    return { value: NaN, forced: false };
  }
  const forced = makeMonotonic(buckets);
  const last = buckets.length - 1;
  const observations = (buckets[last] as Bucket).count;
  if (buckets.length < 2 || observations === 0) {
    return { value: NaN, forced: false };
  }
  let rank = q * observations;
  let b = 0;
  // A binary search would do; histograms have a dozen buckets. NaN counts compare false, as in the original.
  while (b < last && !((buckets[b] as Bucket).count >= rank)) {
    b += 1;
  }
  if (b === last) {
    return { value: (buckets[last - 1] as Bucket).upperBound, forced };
  }
  const bucket = buckets[b] as Bucket;
  if (b === 0 && bucket.upperBound <= 0) {
    return { value: bucket.upperBound, forced };
  }
  let start = 0;
  let count = bucket.count;
  if (b > 0) {
    const below = buckets[b - 1] as Bucket;
    start = below.upperBound;
    count -= below.count;
    rank -= below.count;
  }
  return { value: start + (bucket.upperBound - start) * (rank / count), forced };
}

/** Share of observations between the two bounds. At least one bucket. */
export function bucketFraction(lower: number, upper: number, given: readonly Bucket[]): number {
  const buckets = merged(given);
  if ((buckets.at(-1) as Bucket).upperBound !== Infinity) {
    return NaN;
  }
  const total = (buckets.at(-1) as Bucket).count;
  if (total === 0 || Number.isNaN(lower) || Number.isNaN(upper)) {
    return NaN;
  }
  if (lower >= upper) {
    return 0;
  }
  return (rankOf(upper, buckets, total) - rankOf(lower, buckets, total)) / total;
}

/** Observations at or below a value, interpolated inside its bucket. */
function rankOf(value: number, buckets: readonly Bucket[], total: number): number {
  let rank = 0;
  let lowerBound = -Infinity;
  for (const { upperBound, count } of buckets) {
    if (lowerBound >= value) {
      return Math.min(rank, total);
    }
    if (upperBound > value) {
      const interpolated = rank + ((count - rank) * (value - lowerBound)) / (upperBound - lowerBound);
      return interpolated > total ? total : interpolated;
    }
    rank = count;
    lowerBound = upperBound;
  }
  return total;
}
