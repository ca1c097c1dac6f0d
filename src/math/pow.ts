/**
 * x to the power y, accurate to under one unit in the last place. Port of the algorithm of fdlibm's e_pow.c (Sun Microsystems 2004):
 * log2(x) is found to about 75 bits as a sum of two doubles, multiplied by y, and 2 raised to it.
 * Special cases follow IEEE 754-2008 `pow` (so pow(1, NaN) is 1 and pow(-1, Infinity) is 1, as in Go and Prometheus, unlike ECMAScript).
 */
import { fromWords, highWord, lowWord, POWERS_OF_TWO, scaleByPowerOfTwo, withoutLowWord } from './bits.ts';

const L1 = 5.99999999999994648725e-1;
const L2 = 4.28571428578550184252e-1;
const L3 = 3.33333329818377432918e-1;
const L4 = 2.72728123808534006489e-1;
const L5 = 2.30660745775561754067e-1;
const L6 = 2.06975017800338417784e-1;
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;
const LN2 = 6.93147180559945286227e-1;
const LN2_H = 6.93147182464599609375e-1;
const LN2_L = -1.90465429995776804525e-9;
const OVERFLOW_TAIL = 8.0085662595372944372e-17; // -(1024 - log2(largest double + half a unit))
const TWO_THIRDS_INV_LN2 = 9.61796693925975554329e-1; // 2 / (3 ln 2)
const TWO_THIRDS_INV_LN2_H = 9.61796700954437255859e-1;
const TWO_THIRDS_INV_LN2_L = -7.02846165095275826516e-9;
const INV_LN2 = 1.442695040888963387;
const INV_LN2_H = 1.44269502162933349609;
const INV_LN2_L = 1.92596299112661746887e-8;
const LOG2_1_5_H = 5.84962487220764160156e-1;
const LOG2_1_5_L = 1.35003920212974897128e-8;

/** 0: not an integer, 1: odd, 2: even. Doubles from 2^53 up are all even. */
function integerKind(y: number): 0 | 1 | 2 {
  const size = Math.abs(y);
  if (size >= 9007199254740992) {
    return 2;
  }
  if (Math.floor(size) !== size) {
    return 0;
  }
  return size % 2 === 1 ? 1 : 2;
}

/** x to the power y. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) {
    return 1;
  }
  if (Number.isNaN(x) || Number.isNaN(y)) {
    return NaN;
  }
  const ax = Math.abs(x);
  if (y === Infinity || y === -Infinity) {
    return ax === 1 ? 1 : ax > 1 === y > 0 ? Infinity : 0;
  }
  if (y === 1) {
    return x;
  }
  if (y === 2) {
    return x * x;
  }
  if (y === -1) {
    return 1 / x;
  }
  if (y === 0.5 && x >= 0) {
    return Math.sqrt(x);
  }
  const kind = x < 0 || Object.is(x, -0) ? integerKind(y) : 0;
  const negative = kind === 1;
  if (ax === 0 || ax === Infinity || ax === 1) {
    const size = y < 0 ? 1 / ax : ax;
    if (x === -1 && kind === 0) {
      return NaN;
    }
    return negative ? -size : size;
  }
  if (x < 0 && kind === 0) {
    return NaN;
  }
  const size = powPositive(ax, y);
  return negative ? -size : size;
}

/** Both arguments finite, ax above zero and not one. */
function powPositive(ax: number, y: number): number {
  const size = Math.abs(y);
  let hi: number;
  let lo: number;
  if (size > 2147483648) {
    const high = highWord(ax);
    if (size > 18446744073709551616) {
      if (high <= 0x3fefffff) {
        return y < 0 ? Infinity : 0;
      }
      if (high >= 0x3ff00000) {
        return y > 0 ? Infinity : 0;
      }
    }
    if (high < 0x3fefffff) {
      return y < 0 ? Infinity : 0;
    }
    if (high > 0x3ff00000) {
      return y > 0 ? Infinity : 0;
    }
    // |1 - x| is at most 2^-20: log(x) by x - x^2/2 + x^3/3 - x^4/4 suffices.
    const t = ax - 1;
    const w = t * t * (0.5 - t * (1 / 3 - t * 0.25));
    const u = INV_LN2_H * t;
    const v = t * INV_LN2_L - w * INV_LN2;
    hi = withoutLowWord(u + v);
    lo = v - (hi - u);
  } else {
    const log = log2Precise(ax);
    hi = log.hi;
    lo = log.lo;
  }
  const yHi = withoutLowWord(y);
  const pLo = (y - yHi) * hi + y * lo;
  const pHi = yHi * hi;
  return exp2OfSum(pHi, pLo);
}

/** log2(ax) as hi + lo, hi with a cleared low word. */
function log2Precise(ax: number): { hi: number; lo: number } {
  let x = ax;
  let n = 0;
  let high = highWord(x);
  if (high < 0x00100000) {
    x *= 9007199254740992;
    n -= 53;
    high = highWord(x);
  }
  n += (high >> 20) - 1023;
  const mantissa = high & 0x000fffff;
  high = mantissa | 0x3ff00000;
  let nearOneAndHalf = false;
  if (mantissa > 0x3988e) {
    if (mantissa < 0xbb67a) {
      nearOneAndHalf = true;
    } else {
      n += 1;
      high -= 0x00100000;
    }
  }
  x = fromWords(high, lowWord(x));
  const base = nearOneAndHalf ? 1.5 : 1;
  const u = x - base;
  const v = 1 / (x + base);
  const ss = u * v;
  const sHi = withoutLowWord(ss);
  const tHi = fromWords(((high >> 1) | 0x20000000) + 0x00080000 + (nearOneAndHalf ? 0x00040000 : 0), 0);
  const tLo = x - (tHi - base);
  const sLo = v * (u - sHi * tHi - sHi * tLo);
  let s2 = ss * ss;
  let r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
  r += sLo * (sHi + ss);
  s2 = sHi * sHi;
  const t3Hi = withoutLowWord(3 + s2 + r);
  const t3Lo = r - (t3Hi - 3 - s2);
  const uu = sHi * t3Hi;
  const vv = sLo * t3Hi + t3Lo * ss;
  const pHi = withoutLowWord(uu + vv);
  const pLo = vv - (pHi - uu);
  const zHi = TWO_THIRDS_INV_LN2_H * pHi;
  const zLo = TWO_THIRDS_INV_LN2_L * pHi + pLo * TWO_THIRDS_INV_LN2 + (nearOneAndHalf ? LOG2_1_5_L : 0);
  const dHi = nearOneAndHalf ? LOG2_1_5_H : 0;
  const hi = withoutLowWord(zHi + zLo + dHi + n);
  const lo = zLo - (hi - n - dHi - zHi);
  return { hi, lo };
}

/** 2^(pHi + pLo), pLo small. */
function exp2OfSum(pHi: number, pLo: number): number {
  const z = pLo + pHi;
  if (z >= 1024) {
    if (z > 1024 || pLo + OVERFLOW_TAIL > z - pHi) {
      return Infinity;
    }
  } else if (z <= -1075) {
    if (z < -1075 || pLo <= z - pHi) {
      return 0;
    }
  }
  const n = Math.abs(z) > 0.5 ? Math.floor(z + 0.5) : 0;
  const rest = pHi - n;
  const t = withoutLowWord(pLo + rest);
  const u = t * LN2_H;
  const v = (pLo - (t - rest)) * LN2 + t * LN2_L;
  const sum = u + v;
  const w = v - (sum - u);
  const square = sum * sum;
  const c = sum - square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5))));
  const r = (sum * c) / (c - 2) - (w + sum * w);
  const result = 1 - (r - sum);
  return n > -1022 && n < 1024 ? result * (POWERS_OF_TWO[n + 1022] as number) : scaleByPowerOfTwo(result, n);
}
