/**
 * Latency histograms. Fine: whole microseconds below 64, then 64 bins an octave (HdrHistogram's log-linear layout), for quantiles.
 * Coarse: the Prometheus buckets, found from the fine bin by a table and one comparison, so their bounds are exact.
 */
const LINEAR = 64;
const LINEAR_BITS = 6;
const US_MAX = 2_147_483_647;

/** Bin of a span in microseconds; spans beyond 35 minutes fall into the last. */
export function binOf(us: number): number {
  const n = us < US_MAX ? us | 0 : US_MAX;
  if (n < LINEAR) return n;
  const octave = 31 - Math.clz32(n);
  return ((octave - LINEAR_BITS + 1) << LINEAR_BITS) + ((n >>> (octave - LINEAR_BITS)) & (LINEAR - 1));
}

/** Least span of a bin. */
function binStart(bin: number): number {
  if (bin < LINEAR) return bin;
  const octave = (bin >> LINEAR_BITS) + LINEAR_BITS - 1;
  return (LINEAR + (bin & (LINEAR - 1))) * (1 << (octave - LINEAR_BITS));
}

/** For each fine bin, the first bucket whose bound is not below the bin's start. */
export function bucketTable(boundsUs: readonly number[], bins: number): Uint8Array {
  const table = new Uint8Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const start = binStart(bin);
    let bucket = 0;
    while (bucket < boundsUs.length && start > boundsUs[bucket]!) bucket++;
    table[bin] = bucket;
  }
  return table;
}

/** Quantile of the counts `I[offset..offset + bins)`, linear within a bin; 0 when there are none. */
export function quantileUs(I: Int32Array, offset: number, bins: number, q: number): number {
  let total = 0;
  for (let bin = 0; bin < bins; bin++) total += I[offset + bin];
  if (total === 0) return 0;
  const rank = q * total;
  let below = 0;
  for (let bin = 0; bin < bins; bin++) {
    const count = I[offset + bin];
    if (count > 0 && below + count >= rank) {
      const start = binStart(bin);
      return start + (binStart(bin + 1) - start) * Math.max(0, (rank - below) / count);
    }
    below += count;
  }
  return binStart(bins);
}
