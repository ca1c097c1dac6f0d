// How many of n do it, each with the chance p: exact by inversion for small means, by the normal distribution rounded to whole people for large ones.
import { exp, log1p } from '../../../math/index.ts';
import { drawNormal, drawUniform, type StreamState } from '../streams.ts';

/** From this mean on the skewness (below 0.2) is far smaller than anything the model claims to know. */
const NORMAL_FROM = 30;

/** An integer in 0..n. */
export function drawBinomial(stream: StreamState, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(stream, n, 1 - p);
  const mean = n * p;
  if (mean < NORMAL_FROM) return invert(drawUniform(stream), n, p);
  const value = Math.round(mean + Math.sqrt(mean * (1 - p)) * drawNormal(stream));
  return Math.min(n, Math.max(0, value));
}

/** The smallest k whose distribution function reaches u. */
function invert(u: number, n: number, p: number): number {
  let term = exp(n * log1p(-p));
  let sum = term;
  let k = 0;
  while (sum < u && k < n) {
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
    sum += term;
    k++;
    if (term < 1e-18 && k > n * p) break;
  }
  return k;
}
