/**
 * exp, expm1 and the logarithms, accurate to about one unit in the last place and the same bits on every engine.
 * Ports of the algorithms of fdlibm (Sun Microsystems 1993: e_exp.c, e_log.c, s_expm1.c, s_log1p.c) and of FreeBSD's e_log2.c and
 * e_log10.c. `ln` and `exp` are on the simulator's hot path, so their ordinary case comes first and touches memory once.
 */
import { highWord, POWERS_OF_TWO, scaleByPowerOfTwo, withoutLowWord } from './bits.ts';

const LN2_HI = 6.9314718036912381649e-1;
const LN2_LO = 1.90821492927058770002e-10;
const INV_LN2 = 1.442695040888963387;
const SQRT_HALF_OFFSET = 0x95f64;

const LG1 = 6.66666666666673513e-1;
const LG2 = 3.999999999940941908e-1;
const LG3 = 2.857142874366239149e-1;
const LG4 = 2.222219843214978396e-1;
const LG5 = 1.818357216161805012e-1;
const LG6 = 1.531383769920937332e-1;
const LG7 = 1.479819860511658591e-1;

/**
 * Natural logarithm.
 * @returns NaN below zero, -Infinity at zero, Infinity at Infinity; subnormals are handled
 */
export function ln(x: number): number {
  const high = highWord(x);
  if ((high - 0x00100000) >>> 0 >= 0x7fe00000) {
    return lnSpecial(x);
  }
  return lnNormal(x, high, 0);
}

function lnSpecial(x: number): number {
  if (x === 0) {
    return -Infinity;
  }
  if (!(x > 0)) {
    return NaN;
  }
  if (x === Infinity) {
    return Infinity;
  }
  const scaled = x * 18014398509481984; // 2^54 lifts a subnormal into the normal range
  return lnNormal(scaled, highWord(scaled), -54);
}

function lnNormal(x: number, high: number, exponentOffset: number): number {
  const up = ((high & 0xfffff) + SQRT_HALF_OFFSET) >>> 20; // 1 when the mantissa is above the square root of two
  const exponent = (high >> 20) - 1023 + up;
  // The table ends at 2^-1022: the two largest exponents go down in two exact steps.
  const m = exponent > 1022 ? x * 0.25 * (POWERS_OF_TWO[1024 - exponent] as number) : x * (POWERS_OF_TWO[1022 - exponent] as number);
  const k = exponent + exponentOffset;
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (LG2 + w * (LG4 + w * LG6));
  const odd = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  const r = odd + even;
  const halfSquare = 0.5 * f * f;
  return k * LN2_HI - (halfSquare - (s * (halfSquare + r) + k * LN2_LO) - f);
}

const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;

/**
 * e to the power x.
 * @returns 0 below about -745.13, Infinity above about 709.78
 */
export function exp(x: number): number {
  if (!(x <= 709.782712893384 && x > -745.1332191019412)) {
    return x > 709.782712893384 ? Infinity : x <= -745.1332191019412 ? 0 : NaN;
  }
  const k = Math.floor(x * INV_LN2 + 0.5);
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  const y = 1 - (lo - (r * c) / (2 - c) - hi);
  return k > -1022 && k < 1024 ? y * (POWERS_OF_TWO[k + 1022] as number) : scaleByPowerOfTwo(y, k);
}

const Q1 = -3.33333333333331316428e-2;
const Q2 = 1.58730158725481460165e-3;
const Q3 = -7.93650757867487942473e-5;
const Q4 = 4.00821782732936239552e-6;
const Q5 = -2.01099218183624371326e-7;

/** exp(x) - 1 without cancellation near zero. */
export function expm1(x: number): number {
  if (!(x < 709.782712893384)) {
    return Number.isNaN(x) ? NaN : exp(x);
  }
  if (x < -38.816242) {
    return x === -Infinity ? -1 : -1 + 1e-300;
  }
  const size = Math.abs(x);
  if (size < 5.551115123125783e-17) {
    return x;
  }
  let k = 0;
  let r = x;
  let c = 0;
  if (size > 0.34657359027997264) {
    k = size < 1.0397207708399179 ? (x > 0 ? 1 : -1) : Math.trunc(INV_LN2 * x + (x > 0 ? 0.5 : -0.5));
    const hi = x - k * LN2_HI;
    const lo = k * LN2_LO;
    r = hi - lo;
    c = hi - r - lo;
  }
  const half = 0.5 * r;
  const hx = r * half;
  const r1 = 1 + hx * (Q1 + hx * (Q2 + hx * (Q3 + hx * (Q4 + hx * Q5))));
  const t = 3 - r1 * half;
  let e = hx * ((r1 - t) / (6 - r * t));
  if (k === 0) {
    return r - (r * e - hx);
  }
  e = r * (e - c) - c;
  e -= hx;
  if (k === -1) {
    return 0.5 * (r - e) - 0.5;
  }
  if (k === 1) {
    return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  }
  if (k <= -2 || k > 56) {
    return scaleByPowerOfTwo(1 - (e - r), k) - 1;
  }
  if (k < 20) {
    const y = 1 - (POWERS_OF_TWO[1022 - k] as number) - (e - r);
    return scaleByPowerOfTwo(y, k);
  }
  const y = r - (e + (POWERS_OF_TWO[1022 - k] as number)) + 1;
  return scaleByPowerOfTwo(y, k);
}

/** ln(1 + x) without cancellation near zero; NaN below -1, -Infinity at -1. */
export function log1p(x: number): number {
  if (!(x > -1)) {
    return x === -1 ? -Infinity : NaN;
  }
  if (x === Infinity) {
    return Infinity;
  }
  if (Math.abs(x) < 1.1102230246251565e-16) {
    return x;
  }
  let k = 0;
  let f = x;
  let c = 0;
  if (!(x > -0.29289321881345254 && x < 0.41421356237309503)) {
    const u = 1 + x;
    const high = highWord(u);
    k = (high >> 20) - 1023 + (((high & 0xfffff) + SQRT_HALF_OFFSET) >>> 20);
    c = k > 0 ? 1 - (u - x) : x - (u - 1); // the part of 1 + x lost in rounding
    c /= u;
    f = scaleByPowerOfTwo(u, -k) - 1;
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7))) + w * (LG2 + w * (LG4 + w * LG6));
  const halfSquare = 0.5 * f * f;
  if (k === 0) {
    return f - (halfSquare - s * (halfSquare + r));
  }
  return k * LN2_HI - (halfSquare - (s * (halfSquare + r) + (k * LN2_LO + c)) - f);
}

const INV_LN2_HI = 1.44269504072144627571;
const INV_LN2_LO = 1.67517131648865118353e-10;

/** Logarithm to base two; exact for powers of two. */
export function log2(x: number): number {
  if (!(x > 0) || x === Infinity) {
    return lnSpecial(x);
  }
  const { k, hi, lo } = splitLog(x);
  const valueHi = hi * INV_LN2_HI;
  let valueLo = (lo + hi) * INV_LN2_LO + lo * INV_LN2_HI;
  const w = k + valueHi;
  valueLo += k - w + valueHi;
  return valueLo + w;
}

const INV_LN10_HI = 4.34294481878168880939e-1;
const INV_LN10_LO = 2.50829467116452752298e-11;
const LOG10_2_HI = 3.01029995663611771306e-1;
const LOG10_2_LO = 3.69423907715893078616e-13;

/** Logarithm to base ten. */
export function log10(x: number): number {
  if (!(x > 0) || x === Infinity) {
    return lnSpecial(x);
  }
  const { k, hi, lo } = splitLog(x);
  const valueHi = hi * INV_LN10_HI;
  const exponentHi = k * LOG10_2_HI;
  let valueLo = k * LOG10_2_LO + (lo + hi) * INV_LN10_LO + lo * INV_LN10_HI;
  const w = exponentHi + valueHi;
  valueLo += exponentHi - w + valueHi;
  return valueLo + w;
}

/** ln of the mantissa as hi + lo (hi has a cleared low word), and the exponent k. x is finite and above zero. */
function splitLog(x: number): { k: number; hi: number; lo: number } {
  let k = 0;
  let y = x;
  let high = highWord(y);
  if (high < 0x00100000) {
    y *= 18014398509481984;
    k = -54;
    high = highWord(y);
  }
  const up = ((high & 0xfffff) + SQRT_HALF_OFFSET) >>> 20;
  const exponent = (high >> 20) - 1023 + up;
  k += exponent;
  const f = scaleByPowerOfTwo(y, -exponent) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7))) + w * (LG2 + w * (LG4 + w * LG6));
  const halfSquare = 0.5 * f * f;
  const hi = withoutLowWord(f - halfSquare);
  const lo = f - hi - halfSquare + s * (halfSquare + r);
  return { k, hi, lo };
}
