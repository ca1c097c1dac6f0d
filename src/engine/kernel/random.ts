/**
 * Random numbers: sfc32 streams whose state is four words of the arena, and the draws made from them.
 * Each stream begins where `seedrandom` says for (seed, name), so adding a component shifts nobody else's draws (DESIGN D5).
 * Normal and exponential by the ziggurat of Marsaglia and Tsang (2000), with the portable exp and ln of src/math.
 */
import seedrandom from 'seedrandom';
import { exp, ln } from '../../math/index.ts';

export const STREAM_WORDS = 4;
const WARM_UP_ROUNDS = 12;
/** Every offset is smaller; masking with it spares the optimiser overflow checks. */
const OFFSET = 0x3ffffff;

/** Writes the initial state of the stream `name` under `seed` at `offset`. */
export function seedStream(words: Int32Array, offset: number, seed: string, name: string): void {
  const source = seedrandom(`${seed}/${name}`);
  words[offset] = source.int32();
  words[offset + 1] = source.int32();
  words[offset + 2] = source.int32();
  words[offset + 3] = 1;
  for (let i = 0; i < WARM_UP_ROUNDS; i++) bits(words, offset);
}

/** 32 random bits as a signed integer. */
export function bits(words: Int32Array, offset: number): number {
  const at = offset & OFFSET;
  const b = words[at + 1];
  const c = words[at + 2];
  const d = words[at + 3];
  const t = (((words[at] + b) | 0) + d) | 0;
  words[at + 3] = (d + 1) | 0;
  words[at] = b ^ (b >>> 9);
  words[at + 1] = (c + (c << 3)) | 0;
  words[at + 2] = (((c << 21) | (c >>> 11)) + t) | 0;
  return t;
}

/** Uniform in (0, 1), never an end. */
export function uniform(words: Int32Array, offset: number): number {
  return (bits(words, offset) >>> 0) * 2.3283064365386963e-10 + 1.1641532182693481e-10;
}

/** Uniform integer in 0..count-1, count <= 2^31. */
export function below(words: Int32Array, offset: number, count: number): number {
  return Math.floor((bits(words, offset) >>> 0) * 2.3283064365386963e-10 * count);
}

const EXPONENTIAL_EDGE = 7.69711747013104972;
const EXPONENTIAL_AREA = 3.949659822581572e-3;
const NORMAL_EDGE = 3.442619855899;
const NORMAL_AREA = 9.91256303526217e-3;
const UNIT_24 = 5.9604644775390625e-8;

const exponentialX = new Float64Array(257);
const exponentialY = new Float64Array(257);
const normalX = new Float64Array(129);
const normalY = new Float64Array(129);
fillTables();

function fillTables(): void {
  exponentialX[0] = EXPONENTIAL_AREA * exp(EXPONENTIAL_EDGE);
  exponentialX[1] = EXPONENTIAL_EDGE;
  for (let i = 2; i < 256; i++) exponentialX[i] = -ln(EXPONENTIAL_AREA / exponentialX[i - 1] + exp(-exponentialX[i - 1]));
  for (let i = 0; i <= 256; i++) exponentialY[i] = exp(-exponentialX[i]);
  normalX[0] = NORMAL_AREA / exp(-0.5 * NORMAL_EDGE * NORMAL_EDGE);
  normalX[1] = NORMAL_EDGE;
  for (let i = 2; i < 128; i++) normalX[i] = Math.sqrt(-2 * ln(NORMAL_AREA / normalX[i - 1] + exp(-0.5 * normalX[i - 1] * normalX[i - 1])));
  for (let i = 0; i <= 128; i++) normalY[i] = exp(-0.5 * normalX[i] * normalX[i]);
}

/** Exponential with mean 1. */
export function exponential(words: Int32Array, offset: number): number {
  const b = bits(words, offset);
  const i = b & 255;
  const x = ((b >>> 8) + 0.5) * UNIT_24 * exponentialX[i];
  // Times one: tells the optimiser that this is a number, so that the common result needs no box.
  return x < exponentialX[i + 1] ? x : exponentialRare(words, offset, b) * 1;
}

function exponentialRare(words: Int32Array, offset: number, first: number): number {
  let b = first;
  for (;;) {
    const i = b & 255;
    const x = ((b >>> 8) + 0.5) * UNIT_24 * exponentialX[i];
    if (x < exponentialX[i + 1]) return x;
    if (i === 0) return EXPONENTIAL_EDGE - ln(uniform(words, offset));
    if (exponentialY[i] + uniform(words, offset) * (exponentialY[i + 1] - exponentialY[i]) < exp(-x)) return x;
    b = bits(words, offset);
  }
}

/** Standard normal. */
export function normal(words: Int32Array, offset: number): number {
  const b = bits(words, offset);
  const i = b & 127;
  const x = ((b >>> 8) + 0.5) * UNIT_24 * normalX[i];
  if (x < normalX[i + 1]) return (b & 128) !== 0 ? -x : x;
  return normalRare(words, offset, b) * 1;
}

function normalRare(words: Int32Array, offset: number, first: number): number {
  let b = first;
  for (;;) {
    const i = b & 127;
    const x = ((b >>> 8) + 0.5) * UNIT_24 * normalX[i];
    const negative = (b & 128) !== 0;
    if (x < normalX[i + 1]) return negative ? -x : x;
    if (i === 0) {
      const tail = NORMAL_EDGE + normalTail(words, offset);
      return negative ? -tail : tail;
    }
    if (normalY[i] + uniform(words, offset) * (normalY[i + 1] - normalY[i]) < exp(-0.5 * x * x)) return negative ? -x : x;
    b = bits(words, offset);
  }
}

/** How far beyond the edge a tail draw lies (Marsaglia 1964). */
function normalTail(words: Int32Array, offset: number): number {
  for (;;) {
    const x = -ln(uniform(words, offset)) / NORMAL_EDGE;
    const y = -ln(uniform(words, offset));
    if (y + y >= x * x) return x;
  }
}
