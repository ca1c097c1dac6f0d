/** Hyperbolic functions and their inverses. Ports of the algorithms of fdlibm (Sun Microsystems 1993). */
import { exp, expm1, ln, log1p } from './exp-ln.ts';

const LN2 = 6.93147180559945286227e-1;
const EXP_LIMIT = 709.782712893384;

/** Hyperbolic sine. */
export function sinh(x: number): number {
  if (x - x !== 0) {
    return x;
  }
  const h = x < 0 ? -0.5 : 0.5;
  const size = Math.abs(x);
  if (size < 22) {
    if (size < 3.725290298461914e-9) {
      return x;
    }
    const t = expm1(size);
    return size < 1 ? h * (2 * t - (t * t) / (t + 1)) : h * (t + t / (t + 1));
  }
  if (size < EXP_LIMIT) {
    return h * exp(size);
  }
  const w = exp(0.5 * size);
  return h * w * w;
}

/** Hyperbolic cosine. */
export function cosh(x: number): number {
  if (Number.isNaN(x)) {
    return NaN;
  }
  const size = Math.abs(x);
  if (size < 22) {
    if (size < 0.5 * LN2) {
      const t = expm1(size);
      const w = 1 + t;
      return 1 + (t * t) / (w + w);
    }
    const t = exp(size);
    return 0.5 * t + 0.5 / t;
  }
  if (size < EXP_LIMIT) {
    return 0.5 * exp(size);
  }
  const w = exp(0.5 * size);
  return 0.5 * w * w;
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  if (Number.isNaN(x)) {
    return NaN;
  }
  const size = Math.abs(x);
  let z: number;
  if (size < 22) {
    if (size < 2.7755575615628914e-17) {
      return x;
    }
    if (size >= 1) {
      z = 1 - 2 / (expm1(2 * size) + 2);
    } else {
      const t = expm1(-2 * size);
      z = -t / (t + 2);
    }
  } else {
    z = 1;
  }
  return x < 0 ? -z : z;
}

/** Inverse hyperbolic sine. */
export function asinh(x: number): number {
  const size = Math.abs(x);
  if (x - x !== 0 || size < 3.725290298461914e-9) {
    return x;
  }
  let w: number;
  if (size > 268435456) {
    w = ln(size) + LN2;
  } else if (size > 2) {
    w = ln(2 * size + 1 / (Math.sqrt(x * x + 1) + size));
  } else {
    const t = x * x;
    w = log1p(size + t / (1 + Math.sqrt(1 + t)));
  }
  return x > 0 ? w : -w;
}

/** Inverse hyperbolic cosine; NaN below one. */
export function acosh(x: number): number {
  if (!(x >= 1)) {
    return NaN;
  }
  if (x > 268435456) {
    return ln(x) + LN2;
  }
  if (x > 2) {
    return ln(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  }
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

/** Inverse hyperbolic tangent; NaN outside -1..1, infinite at the ends. */
export function atanh(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) {
    return NaN;
  }
  if (size === 1) {
    return x / 0;
  }
  if (size < 3.725290298461914e-9) {
    return x;
  }
  const twice = size + size;
  const t = size < 0.5 ? 0.5 * log1p(twice + (twice * size) / (1 - size)) : 0.5 * log1p(twice / (1 - size));
  return x < 0 ? -t : t;
}
