/** asin, acos, atan and atan2. Ports of the algorithms of fdlibm (Sun Microsystems 1993: e_asin.c, e_acos.c, s_atan.c, e_atan2.c). */
import { withoutLowWord } from './bits.ts';

const HALF_PI_HI = 1.570796326794896558;
const HALF_PI_LO = 6.12323399573676603587e-17;
const QUARTER_PI_HI = 7.85398163397448278999e-1;
/** The circle constant, nearest double. */
export const PI = 3.141592653589793116;
const PI_LO = 1.2246467991473531772e-16;

function asinRatio(t: number): number {
  const p =
    t *
    (1.66666666666666657415e-1 +
      t *
        (-3.25565818622400915405e-1 +
          t *
            (2.01212532134862925881e-1 +
              t * (-4.00555345006794114027e-2 + t * (7.91534994289814532176e-4 + t * 3.4793310759602116757e-5)))));
  const q =
    1 + t * (-2.40339491173441421878 + t * (2.02094576023350569471 + t * (-6.8828397160545329303e-1 + t * 7.70381505559019352791e-2)));
  return p / q;
}

/** Arc sine in radians, in -pi/2..pi/2; NaN outside -1..1. */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) {
    return NaN;
  }
  if (size === 1) {
    return x * HALF_PI_HI + x * HALF_PI_LO;
  }
  if (size < 0.5) {
    return size < 7.450580596923828e-9 ? x : x + x * asinRatio(x * x);
  }
  const t = (1 - size) * 0.5;
  const r = asinRatio(t);
  const s = Math.sqrt(t);
  let result: number;
  if (size >= 0.975) {
    result = HALF_PI_HI - (2 * (s + s * r) - HALF_PI_LO);
  } else {
    const w = withoutLowWord(s);
    const c = (t - w * w) / (s + w);
    const p = 2 * s * r - (HALF_PI_LO - 2 * c);
    const q = QUARTER_PI_HI - 2 * w;
    result = QUARTER_PI_HI - (p - q);
  }
  return x > 0 ? result : -result;
}

/** Arc cosine in radians, in 0..pi; NaN outside -1..1. */
export function acos(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) {
    return NaN;
  }
  if (size === 1) {
    return x > 0 ? 0 : PI + 2 * HALF_PI_LO;
  }
  if (size < 0.5) {
    if (size < 6.938893903907228e-18) {
      return HALF_PI_HI + HALF_PI_LO;
    }
    return HALF_PI_HI - (x - (HALF_PI_LO - x * asinRatio(x * x)));
  }
  if (x < 0) {
    const z = (1 + x) * 0.5;
    const s = Math.sqrt(z);
    const w = asinRatio(z) * s - HALF_PI_LO;
    return PI - 2 * (s + w);
  }
  const z = (1 - x) * 0.5;
  const s = Math.sqrt(z);
  const df = withoutLowWord(s);
  const c = (z - df * df) / (s + df);
  const w = asinRatio(z) * s + c;
  return 2 * (df + w);
}

const ATAN_HI = [4.63647609000806093515e-1, 7.85398163397448278999e-1, 9.82793723247329054082e-1, 1.570796326794896558] as const;
const ATAN_LO = [2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17, 6.12323399573676603587e-17] as const;
const A = [
  3.33333333333329318027e-1, -1.99999999998764832476e-1, 1.42857142725034663711e-1, -1.1111110405462355788e-1, 9.09088713343650656196e-2,
  -7.69187620504482999495e-2, 6.66107313738753120669e-2, -5.83357013379057348645e-2, 4.97687799461593236017e-2, -3.6531572744216915527e-2,
  1.62858201153657823623e-2,
] as const;

function atanSeries(x: number): number {
  const z = x * x;
  const w = z * z;
  const s1 = z * (A[0] + w * (A[2] + w * (A[4] + w * (A[6] + w * (A[8] + w * A[10])))));
  const s2 = w * (A[1] + w * (A[3] + w * (A[5] + w * (A[7] + w * A[9]))));
  return x * (s1 + s2);
}

/** Arc tangent in radians, in -pi/2..pi/2. */
export function atan(x: number): number {
  if (Number.isNaN(x)) {
    return NaN;
  }
  const size = Math.abs(x);
  if (size >= 73786976294838206464) {
    return x > 0 ? HALF_PI_HI + HALF_PI_LO : -HALF_PI_HI - HALF_PI_LO;
  }
  if (size < 0.4375) {
    return size < 1.862645149230957e-9 ? x : x - atanSeries(x);
  }
  let id: 0 | 1 | 2 | 3;
  let r: number;
  if (size < 1.1875) {
    id = size < 0.6875 ? 0 : 1;
    r = id === 0 ? (2 * size - 1) / (2 + size) : (size - 1) / (size + 1);
  } else {
    id = size < 2.4375 ? 2 : 3;
    r = id === 2 ? (size - 1.5) / (1 + 1.5 * size) : -1 / size;
  }
  const result = ATAN_HI[id] - (atanSeries(r) - ATAN_LO[id] - r);
  return x < 0 ? -result : result;
}

/** Angle of the point (x, y) in radians, in -pi..pi; the signs of zeros matter as in IEEE 754. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) {
    return NaN;
  }
  const yNegative = y < 0 || Object.is(y, -0);
  const xNegative = x < 0 || Object.is(x, -0);
  let result: number;
  if (y === 0) {
    result = xNegative ? PI : 0;
  } else if (x === 0) {
    result = HALF_PI_HI;
  } else if (Math.abs(x) === Infinity) {
    if (Math.abs(y) === Infinity) {
      result = xNegative ? 3 * QUARTER_PI_HI : QUARTER_PI_HI;
    } else {
      result = xNegative ? PI : 0;
    }
  } else if (Math.abs(y) === Infinity) {
    result = HALF_PI_HI;
  } else {
    const z = atan(Math.abs(y / x));
    result = xNegative ? PI - (z - PI_LO) : z;
  }
  return yNegative ? -result : result;
}
