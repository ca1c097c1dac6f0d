/**
 * A fast, portable, incremental 64-bit hash for state checkpoints: two 32-bit lanes with the mixing steps of MurmurHash3 (Appleby 2011).
 * It detects differences, it does not resist an adversary. The same values give the same text on every engine.
 */

const F64 = new Float64Array(1);
const WORDS = new Int32Array(F64.buffer);
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
const CANONICAL_NAN_HIGH = 0x7ff80000;

/** Two 32-bit lanes and the number of words mixed in. Plain data; copy it to branch. */
export interface Hash {
  a: number;
  b: number;
  count: number;
}

/** A fresh hash. Different seeds give unrelated hashes. */
export function hashInit(seed: number): Hash {
  return { a: seed | 0, b: (seed ^ 0x9e3779b9) | 0, count: 0 };
}

/** Mixes one 32-bit integer in. */
export function hashMix(h: Hash, value: number): void {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  let a = h.a ^ k;
  a = ((a << 13) | (a >>> 19)) + h.b;
  h.a = (Math.imul(a, 5) + 0xe6546b64) | 0;
  let b = h.b ^ Math.imul((k << 16) | (k >>> 16), 0x38b34ae5);
  b = ((b << 17) | (b >>> 15)) + h.a;
  h.b = (Math.imul(b, 5) + 0x561ccd1b) | 0;
  h.count = (h.count + 1) | 0;
}

/** Mixes a double in. -0 counts as 0 and every NaN as the same one, since engines differ in what they keep. */
export function hashFloat64(h: Hash, x: number): void {
  if (Number.isNaN(x)) {
    hashMix(h, 0);
    hashMix(h, CANONICAL_NAN_HIGH);
    return;
  }
  F64[0] = x + 0; // -0 + 0 is 0
  hashMix(h, WORDS[LITTLE_ENDIAN ? 0 : 1] as number);
  hashMix(h, WORDS[LITTLE_ENDIAN ? 1 : 0] as number);
}

/** Mixes 32-bit integers `values[from..to)` in: the quick way for a state arena. */
export function hashInt32s(h: Hash, values: Int32Array, from: number = 0, to: number = values.length): void {
  let { a, b } = h;
  for (let i = from; i < to; i++) {
    let k = Math.imul(values[i] as number, 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    a ^= k;
    a = ((a << 13) | (a >>> 19)) + b;
    a = (Math.imul(a, 5) + 0xe6546b64) | 0;
    b ^= Math.imul((k << 16) | (k >>> 16), 0x38b34ae5);
    b = ((b << 17) | (b >>> 15)) + a;
    b = (Math.imul(b, 5) + 0x561ccd1b) | 0;
  }
  h.a = a;
  h.b = b;
  h.count = (h.count + Math.max(0, to - from)) | 0;
}

/** Mixes a text in by its UTF-16 code units, then its length. */
export function hashText(h: Hash, text: string): void {
  for (let i = 0; i < text.length; i++) {
    hashMix(h, text.charCodeAt(i));
  }
  hashMix(h, text.length);
}

/** The hash so far as 16 hexadecimal digits; `h` is not changed and may be continued. */
export function hashHex(h: Hash): string {
  let a = h.a ^ h.count;
  let b = h.b ^ h.count;
  a = (a + b) | 0;
  b = (b + a) | 0;
  a = finalMix(a);
  b = finalMix(b);
  a = (a + b) | 0;
  b = (b + a) | 0;
  return hex32(a) + hex32(b);
}

/** The hash so far as a share in [0, 1), for draws that must depend on nothing but what was mixed in. */
export function hashShare(h: Hash): number {
  return (finalMix((h.a ^ h.count) + h.b) >>> 0) / 4_294_967_296;
}

function finalMix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hex32(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
