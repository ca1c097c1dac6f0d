/**
 * Distributions of times as records of the arena (so that faults may change them and snapshots carry them), and the draw from each.
 * Draws are whole microseconds, never negative. Gamma by Marsaglia and Tsang (2000); the hyperexponential has balanced means.
 */
import { exp, ln, NORMAL_Q99 } from '../../math/index.ts';
import type { Distribution } from '../../schema/index.ts';
import { assert } from '../../schema/index.ts';
import { exponential, normal, uniform } from './random.ts';

/** `kind`, its stream, where its table lies and how long it is and may become; then three parameters and the mean. */
export const DISTRIBUTION = { kind: 0, stream: 1, table: 2, tableSize: 3, tableMax: 4, p0F: 6, p1F: 8, p2F: 10, meanF: 12 } as const;
export const DISTRIBUTION_WORDS = 14;
const D = DISTRIBUTION;

const KIND = {
  constant: 0,
  exponential: 1,
  lognormal: 2,
  gamma: 3,
  erlang: 4,
  hyperexponential: 5,
  uniform: 6,
  empirical: 7,
} as const;
const K = KIND;
/** Every offset is smaller; masking with it spares the optimiser overflow checks. */
const OFFSET = 0x3ffffff;

/** How many points its table has. */
export function tableSize(distribution: Distribution): number {
  return 'empirical' in distribution ? distribution.empirical.length : 0;
}

/** Writes `distribution` into the record at `offset`; its stream and table place are kept. */
export function writeDistribution(I: Int32Array, F: Float64Array, offset: number, distribution: Distribution): void {
  const [kind, p0, p1, p2, mean] = parameters(distribution);
  I[offset + D.kind] = kind;
  F[(offset + D.p0F) >> 1] = p0;
  F[(offset + D.p1F) >> 1] = p1;
  F[(offset + D.p2F) >> 1] = p2;
  F[(offset + D.meanF) >> 1] = mean;
  I[offset + D.tableSize] = 0;
  if (!('empirical' in distribution)) return;
  const points = distribution.empirical;
  assert(points.length <= I[offset + D.tableMax], 'no room for the points of an empirical distribution', { points: points.length });
  let sum = 0;
  for (const point of points) sum += point.weight;
  let upTo = 0;
  let expected = 0;
  const table = I[offset + D.table] >> 1;
  points.forEach((point, i) => {
    upTo += point.weight;
    F[table + 2 * i] = i === points.length - 1 ? 1 : upTo / sum;
    F[table + 2 * i + 1] = point.value;
    expected += (point.value * point.weight) / sum;
  });
  I[offset + D.tableSize] = points.length;
  F[(offset + D.meanF) >> 1] = expected;
}

function parameters(distribution: Distribution): [kind: number, p0: number, p1: number, p2: number, mean: number] {
  if ('constant' in distribution) return [K.constant, distribution.constant, 0, 0, distribution.constant];
  if ('exponential' in distribution) return [K.exponential, distribution.exponential, 0, 0, distribution.exponential];
  if ('lognormal' in distribution) {
    const { lognormal } = distribution;
    if ('median' in lognormal) {
      if (lognormal.median === 0) return [K.constant, 0, 0, 0, 0];
      const mu = ln(lognormal.median);
      const sigma = lognormal.p99 > lognormal.median ? ln(lognormal.p99 / lognormal.median) / NORMAL_Q99 : 0;
      return [K.lognormal, mu, sigma, 0, exp(mu + 0.5 * sigma * sigma)];
    }
    if (lognormal.mean === 0) return [K.constant, 0, 0, 0, 0];
    const variance = ln(1 + lognormal.cv2);
    return [K.lognormal, ln(lognormal.mean) - 0.5 * variance, Math.sqrt(variance), 0, lognormal.mean];
  }
  if ('gamma' in distribution) {
    const { mean, cv2 } = distribution.gamma;
    return [K.gamma, 1 / cv2, mean * cv2, 0, mean];
  }
  if ('erlang' in distribution)
    return [K.erlang, distribution.erlang.stages, distribution.erlang.mean / distribution.erlang.stages, 0, distribution.erlang.mean];
  if ('hyperexponential' in distribution) {
    const { mean, cv2 } = distribution.hyperexponential;
    const p = 0.5 * (1 + Math.sqrt((cv2 - 1) / (cv2 + 1)));
    return [K.hyperexponential, p, mean / (2 * p), p === 1 ? 0 : mean / (2 * (1 - p)), mean];
  }
  if ('uniform' in distribution) {
    const { from, to } = distribution.uniform;
    return [K.uniform, Math.min(from, to), Math.abs(to - from), 0, 0.5 * (from + to)];
  }
  return [K.empirical, 0, 0, 0, 0];
}

/** One draw, in whole microseconds. */
export function draw(I: Int32Array, F: Float64Array, offset: number): number {
  drawInto(I, F, offset, ONE);
  return Math.floor(ONE[0]! + 0.5);
}
const ONE = new Float64Array(1);

/** One draw before rounding, so that a factor can be applied first. The result goes to `out[0]`: a double that crosses a call is allocated. */
export function drawInto(I: Int32Array, F: Float64Array, offset: number, out: Float64Array): void {
  const at = offset & OFFSET;
  const p0 = F[(at + D.p0F) >> 1];
  switch (I[at + D.kind]) {
    case K.lognormal:
      out[0] = exp(p0 + F[(at + D.p1F) >> 1] * normal(I, I[at + D.stream]));
      return;
    case K.exponential:
      out[0] = p0 * exponential(I, I[at + D.stream]);
      return;
    case K.constant:
      out[0] = p0;
      return;
    default:
      out[0] = drawRare(I, F, at, p0, I[at + D.stream]);
  }
}

function drawRare(I: Int32Array, F: Float64Array, offset: number, p0: number, stream: number): number {
  const p1 = F[(offset + D.p1F) >> 1];
  switch (I[offset + D.kind]) {
    case K.gamma:
      return p1 * gamma(I, stream, p0);
    case K.erlang: {
      let sum = 0;
      for (let i = 0; i < p0; i++) sum += exponential(I, stream);
      return p1 * sum;
    }
    case K.hyperexponential: {
      const mean = uniform(I, stream) < p0 ? p1 : F[(offset + D.p2F) >> 1];
      return mean * exponential(I, stream);
    }
    case K.uniform:
      return p0 + p1 * uniform(I, stream);
    default: {
      const table = I[offset + D.table] >> 1;
      const u = uniform(I, stream);
      let low = 0;
      let high = I[offset + D.tableSize] - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (u < F[table + 2 * middle]) high = middle;
        else low = middle + 1;
      }
      return F[table + 2 * low + 1];
    }
  }
}

/** Gamma with the given shape and scale 1. */
function gamma(I: Int32Array, stream: number, shape: number): number {
  if (shape < 1) return gamma(I, stream, shape + 1) * exp(ln(uniform(I, stream)) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(I, stream);
    const t = 1 + c * x;
    if (t <= 0) continue;
    const v = t * t * t;
    if (ln(uniform(I, stream)) < 0.5 * x * x + d - d * v + d * ln(v)) return d * v;
  }
}
