/** Sums, means, quantiles and variances as Prometheus computes them: compensated (Kahan–Neumaier), so that large and small terms mix well. */

/** A compensated running sum. Reused, not allocated, where it is hot. */
export class KahanSum {
  sum = 0;
  compensation = 0;

  add(term: number): void {
    const t = this.sum + term;
    if (t === Infinity || t === -Infinity) {
      this.compensation = 0;
    } else if (Math.abs(this.sum) >= Math.abs(term)) {
      this.compensation += this.sum - t + term;
    } else {
      this.compensation += term - t + this.sum;
    }
    this.sum = t;
  }

  get total(): number {
    return this.sum === Infinity || this.sum === -Infinity ? this.sum : this.sum + this.compensation;
  }
}

/** Mean: the compensated sum divided by the count, or an incremental mean from where the sum would overflow. */
export class RunningMean {
  count = 0;
  private readonly sum = new KahanSum();
  private readonly mean = new KahanSum();
  private incremental = false;

  add(x: number): void {
    this.count += 1;
    if (this.count === 1) {
      this.sum.sum = x;
      return;
    }
    if (!this.incremental) {
      const { sum, compensation } = this.sum;
      this.sum.add(x);
      if (Number.isFinite(this.sum.sum) || Number.isNaN(this.sum.sum)) {
        return;
      }
      this.incremental = true;
      this.mean.sum = sum / (this.count - 1);
      this.mean.compensation = compensation / (this.count - 1);
    }
    const q = (this.count - 1) / this.count;
    this.mean.sum *= q;
    this.mean.compensation *= q;
    this.mean.add(x / this.count);
  }

  get value(): number {
    return this.incremental ? this.mean.sum + this.mean.compensation : this.sum.sum / this.count + this.sum.compensation / this.count;
  }
}

/** Quantile q of the values, which are sorted in place (NaN first): linear between the two nearest ranks. */
export function quantileOf(q: number, values: number[]): number {
  if (values.length === 0 || Number.isNaN(q)) {
    return NaN;
  }
  if (q < 0) {
    return -Infinity;
  }
  if (q > 1) {
    return Infinity;
  }
  values.sort(compareNanFirst);
  const rank = q * (values.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(values.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (values[lower] as number) * (1 - weight) + (values[upper] as number) * weight;
}

export function compareNanFirst(a: number, b: number): number {
  if (Number.isNaN(a)) {
    return Number.isNaN(b) ? 0 : -1;
  }
  return Number.isNaN(b) ? 1 : a < b ? -1 : a > b ? 1 : 0;
}
