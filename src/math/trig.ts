/**
 * sin, cos and tan for every finite argument. Kernels are those of fdlibm (Sun Microsystems 1993: k_sin.c, k_cos.c, k_tan.c); arguments up
 * to a million or so are reduced as in its e_rem_pio2.c, larger ones exactly in big integers against 1,300 bits of pi.
 */
import { highWord, scaleByPowerOfTwo, withoutLowWord } from './bits.ts';

const INV_HALF_PI = 6.36619772367581382433e-1;
const HALF_PI_1 = 1.57079632673412561417;
const HALF_PI_1_TAIL = 6.07710050650619224932e-11;
const HALF_PI_2 = 6.0771005063039659766e-11;
const HALF_PI_2_TAIL = 2.02226624879595063154e-21;
const HALF_PI_3 = 2.0222662487111664558e-21;
const HALF_PI_3_TAIL = 8.47842766036889956997e-32;
const QUARTER_PI = 0.7853981633974483;
const LARGE_ARGUMENT = 1647099;

interface Reduced {
  quadrant: number;
  hi: number;
  lo: number;
}

/** x minus the nearest multiple of pi/2, as hi + lo, and that multiple modulo four. */
function reduce(x: number): Reduced {
  if (Math.abs(x) > LARGE_ARGUMENT) {
    return reduceLarge(x);
  }
  const n = Math.floor(x * INV_HALF_PI + 0.5);
  let r = x - n * HALF_PI_1;
  let w = n * HALF_PI_1_TAIL;
  let hi = r - w;
  const exponent = (highWord(x) >> 20) & 0x7ff;
  if (exponent - ((highWord(hi) >> 20) & 0x7ff) > 16) {
    let t = r;
    w = n * HALF_PI_2;
    r = t - w;
    w = n * HALF_PI_2_TAIL - (t - r - w);
    hi = r - w;
    if (exponent - ((highWord(hi) >> 20) & 0x7ff) > 49) {
      t = r;
      w = n * HALF_PI_3;
      r = t - w;
      w = n * HALF_PI_3_TAIL - (t - r - w);
      hi = r - w;
    }
  }
  return { quadrant: n & 3, hi, lo: r - hi - w };
}

const PI_BITS = 1300n;
let halfPiScaled: bigint | undefined;

/** pi/2 times 2^1300 by Machin's formula, pi = 16 atan(1/5) - 4 atan(1/239), with guard bits. */
function halfPi(): bigint {
  if (halfPiScaled === undefined) {
    const guard = 32n;
    const one = 1n << (PI_BITS + guard);
    halfPiScaled = (8n * atanInverse(5n, one) - 2n * atanInverse(239n, one)) >> guard;
  }
  return halfPiScaled;
}

function atanInverse(q: bigint, one: bigint): bigint {
  let power = one / q;
  let sum = power;
  let sign = -1n;
  for (let n = 3n; power !== 0n; n += 2n) {
    power /= q * q;
    sum += (sign * power) / n;
    sign = -sign;
  }
  return sum;
}

function reduceLarge(x: number): Reduced {
  // x is an integer multiple of 2^-32 here, so x * 2^1300 is an exact big integer.
  const size = Math.abs(x);
  const exponent = ((highWord(size) >> 20) & 0x7ff) - 1075;
  const mantissa = BigInt(scaleByPowerOfTwo(size, -exponent));
  const scaled = mantissa << (PI_BITS + BigInt(exponent));
  const unit = halfPi();
  let n = scaled / unit;
  let rest = scaled - n * unit;
  if (rest * 2n > unit) {
    n += 1n;
    rest -= unit;
  }
  const hi = fromScaled(rest);
  const lo = fromScaled(rest - toScaled(hi));
  const quadrant = Number(n & 3n);
  return x > 0 ? { quadrant, hi, lo } : { quadrant: (4 - quadrant) & 3, hi: -hi, lo: -lo };
}

function fromScaled(value: bigint): number {
  const negative = value < 0n;
  let rest = negative ? -value : value;
  let shift = 0;
  const bits = rest.toString(16).length * 4;
  if (bits > 60) {
    shift = bits - 60;
    rest >>= BigInt(shift);
  }
  const size = scaleByPowerOfTwo(Number(rest), shift - Number(PI_BITS));
  return negative ? -size : size;
}

function toScaled(value: number): bigint {
  if (value === 0) {
    return 0n;
  }
  const exponent = ((highWord(value) >> 20) & 0x7ff) - 1075;
  const mantissa = BigInt(scaleByPowerOfTwo(value, -exponent));
  const shift = PI_BITS + BigInt(exponent);
  return shift >= 0n ? mantissa << shift : mantissa >> -shift;
}

const S1 = -1.66666666666666324348e-1;
const S2 = 8.33333333332248946124e-3;
const S3 = -1.98412698298579493134e-4;
const S4 = 2.75573137070700676789e-6;
const S5 = -2.50507602534068634195e-8;
const S6 = 1.58969099521155010221e-10;

function sinKernel(x: number, y: number): number {
  if (Math.abs(x) < 7.450580596923828e-9) {
    return x;
  }
  const z = x * x;
  const v = z * x;
  const r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  return x - (z * (0.5 * y - v * r) - y - v * S1);
}

const C1 = 4.16666666666666019037e-2;
const C2 = -1.38888888888741095749e-3;
const C3 = 2.48015872894767294178e-5;
const C4 = -2.75573143513906633035e-7;
const C5 = 2.0875723212981748279e-9;
const C6 = -1.13596475577881948265e-11;

function cosKernel(x: number, y: number): number {
  const z = x * x;
  const r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * y));
}

const T = [
  3.33333333333334091986e-1, 1.33333333333201242699e-1, 5.39682539762260521377e-2, 2.18694882948595424599e-2, 8.86323982359930005737e-3,
  3.59207910759131235356e-3, 1.45620945432529025516e-3, 5.88041240820264096874e-4, 2.46463134818469906812e-4, 7.817944429395570923e-5,
  7.14072491382608190305e-5, -1.85586374855275456654e-5, 2.59073051863633712884e-5,
] as const;

/** tan on the reduced argument; its negative reciprocal when `reciprocal`. */
function tanKernel(x0: number, y0: number, reciprocal: boolean): number {
  let x = x0;
  let y = y0;
  const large = Math.abs(x) >= 0.67434;
  const negative = x < 0;
  if (Math.abs(x) < 3.725290298461914e-9) {
    return reciprocal ? -1 / (x + y) : x;
  }
  if (large) {
    if (negative) {
      x = -x;
      y = -y;
    }
    x = 7.85398163397448278999e-1 - x + (3.06161699786838301793e-17 - y);
    y = 0;
  }
  const z = x * x;
  let w = z * z;
  let r = T[1] + w * (T[3] + w * (T[5] + w * (T[7] + w * (T[9] + w * T[11]))));
  let v = z * (T[2] + w * (T[4] + w * (T[6] + w * (T[8] + w * (T[10] + w * T[12])))));
  let s = z * x;
  r = y + z * (s * (r + v) + y);
  r += T[0] * s;
  w = x + r;
  if (large) {
    v = reciprocal ? -1 : 1;
    const result = v - 2 * (x - ((w * w) / (w + v) - r));
    return negative ? -result : result;
  }
  if (!reciprocal) {
    return w;
  }
  // -1 / (x + r), with the quotient corrected for the rounding of its divisor.
  const wHi = withoutLowWord(w);
  v = r - (wHi - x);
  const a = -1 / w;
  const aHi = withoutLowWord(a);
  s = 1 + aHi * wHi;
  return aHi + a * (s + aHi * v);
}

/** Sine of x radians; NaN for infinities. */
export function sin(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) {
    return sinKernel(x, 0);
  }
  if (x - x !== 0) {
    return NaN;
  }
  const { quadrant, hi, lo } = reduce(x);
  const value = (quadrant & 1) === 0 ? sinKernel(hi, lo) : cosKernel(hi, lo);
  return quadrant < 2 ? value : -value;
}

/** Cosine of x radians; NaN for infinities. */
export function cos(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) {
    return cosKernel(x, 0);
  }
  if (x - x !== 0) {
    return NaN;
  }
  const { quadrant, hi, lo } = reduce(x);
  const value = (quadrant & 1) === 0 ? cosKernel(hi, lo) : sinKernel(hi, lo);
  return quadrant === 0 || quadrant === 3 ? value : -value;
}

/** Tangent of x radians; NaN for infinities. */
export function tan(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) {
    return tanKernel(x, 0, false);
  }
  if (x - x !== 0) {
    return NaN;
  }
  const { quadrant, hi, lo } = reduce(x);
  return tanKernel(hi, lo, (quadrant & 1) === 1);
}
