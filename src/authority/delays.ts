// How long people take to answer: a draw from a named stream that depends on nothing but (seed, name), so that one answer
// moves no other. Distributions as in the scenario format, in microseconds.
import { cos, exp, hashHex, hashInit, hashMix, hashText, ln, NORMAL_Q99, pow } from '../math/index.ts';
import type { Distribution, Seed, SimTimeUs } from '../schema/index.ts';

const TWO_PI = 6.283185307179586;

type Uniform = () => number;

/** One draw, whole microseconds, never negative. The same seed and name always give the same. */
export function drawDelayUs(distribution: Distribution, seed: Seed, name: string): SimTimeUs {
  return Math.max(0, Math.round(draw(distribution, uniformStream(`${seed}/${name}`))));
}

/** One draw in (0, 1), never an end. The same seed and name always give the same. */
export const drawUniform = (seed: Seed, name: string): number => uniformStream(`${seed}/${name}`)();

function draw(distribution: Distribution, next: Uniform): number {
  if ('constant' in distribution) return distribution.constant;
  if ('exponential' in distribution) return distribution.exponential * exponential(next);
  if ('uniform' in distribution) return distribution.uniform.from + (distribution.uniform.to - distribution.uniform.from) * next();
  if ('lognormal' in distribution) return lognormal(distribution.lognormal, next);
  if ('gamma' in distribution) return distribution.gamma.mean * distribution.gamma.cv2 * gamma(1 / distribution.gamma.cv2, next);
  if ('erlang' in distribution) {
    let sum = 0;
    for (let stage = 0; stage < distribution.erlang.stages; stage++) sum += exponential(next);
    return (distribution.erlang.mean * sum) / distribution.erlang.stages;
  }
  if ('hyperexponential' in distribution) {
    const { mean, cv2 } = distribution.hyperexponential;
    const first = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
    const chosen = next() < first ? first : 1 - first;
    return (mean / (2 * chosen)) * exponential(next);
  }
  const total = distribution.empirical.reduce((sum, { weight }) => sum + weight, 0);
  let left = next() * total;
  const found = distribution.empirical.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return (found ?? distribution.empirical[distribution.empirical.length - 1]!).value;
}

function lognormal(shape: Extract<Distribution, { lognormal: unknown }>['lognormal'], next: Uniform): number {
  if ('median' in shape) {
    const sigma = shape.median > 0 && shape.p99 > shape.median ? ln(shape.p99 / shape.median) / NORMAL_Q99 : 0;
    return shape.median * exp(sigma * normal(next));
  }
  const variance = ln(1 + shape.cv2);
  return shape.mean * exp(Math.sqrt(variance) * normal(next) - variance / 2);
}

/** Gamma of scale 1, by Marsaglia and Tsang (2000). */
function gamma(shape: number, next: Uniform): number {
  if (shape < 1) return gamma(shape + 1, next) * pow(next(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(next);
    const v = (1 + c * x) * (1 + c * x) * (1 + c * x);
    if (v > 0 && ln(next()) < 0.5 * x * x + d - d * v + d * ln(v)) return d * v;
  }
}

const exponential = (next: Uniform): number => -ln(next());
/** Box and Muller (1958). */
const normal = (next: Uniform): number => Math.sqrt(2 * exponential(next)) * cos(TWO_PI * next());

/** Uniform in (0, 1), never an end. */
function uniformStream(name: string): Uniform {
  const hash = hashInit(0);
  hashText(hash, name);
  let count = 0;
  return () => {
    hashMix(hash, count++);
    return (Number.parseInt(hashHex(hash).slice(0, 8), 16) + 0.5) / 4_294_967_296;
  };
}
