/**
 * Moves between a double and its two 32-bit words, and exact powers of two.
 * Everything else in this room is built on these few functions and on + - * / and sqrt, which IEEE 754 fixes to the bit.
 */

const F64 = new Float64Array(1);
const WORDS = new Int32Array(F64.buffer);

/** Index of the high word: 1 on little-endian machines, 0 on big-endian ones. */
const HI = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const LO = 1 - HI;

/** Sign, exponent and the top 20 bits of the mantissa, as a signed 32-bit integer. */
export function highWord(x: number): number {
  F64[0] = x;
  return WORDS[HI] as number;
}

/** The low 32 bits of the mantissa, as a signed 32-bit integer. */
export function lowWord(x: number): number {
  F64[0] = x;
  return WORDS[LO] as number;
}

/** The double made of these two words. */
export function fromWords(high: number, low: number): number {
  WORDS[HI] = high;
  WORDS[LO] = low;
  return F64[0] as number;
}

/** x with its low word cleared: the leading 20 bits of the mantissa only. */
export function withoutLowWord(x: number): number {
  F64[0] = x;
  WORDS[LO] = 0;
  return F64[0] as number;
}

/** 2^e for e in -1022..1023, at index e + 1022. A table avoids a second trip through memory on the hot path of exp and ln. */
export const POWERS_OF_TWO: Float64Array = powersOfTwo();

function powersOfTwo(): Float64Array {
  const table = new Float64Array(2046);
  let up = 1;
  for (let e = 0; e <= 1023; e++) {
    table[e + 1022] = up;
    up *= 2;
  }
  let down = 1;
  for (let e = 0; e >= -1022; e--) {
    table[e + 1022] = down;
    down *= 0.5;
  }
  return table;
}

const LARGEST_POWER = POWERS_OF_TWO[1023 + 1022] as number;
const SMALL_POWER = POWERS_OF_TWO[-969 + 1022] as number;

/** x * 2^k with one rounding at most, for any integer k; overflows to infinity and underflows gradually. */
export function scaleByPowerOfTwo(x: number, k: number): number {
  let y = x;
  let n = k;
  if (n > 1023) {
    y *= LARGEST_POWER;
    n -= 1023;
    if (n > 1023) {
      y *= LARGEST_POWER;
      n = n - 1023 > 1023 ? 1023 : n - 1023;
    }
  } else if (n < -1022) {
    // Stops 53 bits short of the subnormals so that only the last multiplication rounds.
    y *= SMALL_POWER;
    n += 969;
    if (n < -1022) {
      y *= SMALL_POWER;
      n = n + 969 < -1022 ? -1022 : n + 969;
    }
  }
  return y * (POWERS_OF_TWO[n + 1022] as number);
}
