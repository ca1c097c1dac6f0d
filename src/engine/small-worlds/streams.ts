// Random streams of a small world: named, seeded like all others, with their state in the world's own plain data.
import type { Distribution, SimTimeUs } from '../../schema/index.ts';
import { DISTRIBUTION, DISTRIBUTION_WORDS, draw, writeDistribution } from '../kernel/distributions.ts';
import { exponential, normal, STREAM_WORDS, seedStream, uniform } from '../kernel/random.ts';

/** Four words. */
export type StreamState = number[];

const WORDS = new Int32Array(STREAM_WORDS);

export function newStream(seed: string, name: string): StreamState {
  seedStream(WORDS, 0, seed, name);
  return Array.from(WORDS);
}

function drawn(state: StreamState, draw: (words: Int32Array, offset: number) => number): number {
  WORDS.set(state);
  const value = draw(WORDS, 0);
  for (let i = 0; i < STREAM_WORDS; i++) state[i] = WORDS[i];
  return value;
}

/** In (0, 1). */
export const drawUniform = (state: StreamState): number => drawn(state, uniform);
/** Mean 1. */
export const drawExponential = (state: StreamState): number => drawn(state, exponential);
/** Standard normal. */
export const drawNormal = (state: StreamState): number => drawn(state, normal);

const POINTS_MAX = 1000;
const TABLE = DISTRIBUTION_WORDS + STREAM_WORDS;
const SCRATCH = new ArrayBuffer(8 * (TABLE + 4 * POINTS_MAX));
const I = new Int32Array(SCRATCH);
const F = new Float64Array(SCRATCH);

/** How long something takes: whole microseconds, never negative. */
export function drawUs(state: StreamState, distribution: Distribution): SimTimeUs {
  I[DISTRIBUTION.stream] = DISTRIBUTION_WORDS;
  I[DISTRIBUTION.table] = TABLE;
  I[DISTRIBUTION.tableMax] = POINTS_MAX;
  writeDistribution(I, F, 0, distribution);
  I.set(state, DISTRIBUTION_WORDS);
  const us = draw(I, F, 0);
  for (let i = 0; i < STREAM_WORDS; i++) state[i] = I[DISTRIBUTION_WORDS + i];
  return us;
}
