// Random streams and distributions: reproducible, independent by name, and with the moments they promise.
import { describe, expect, it } from 'vitest';
import { DISTRIBUTION, DISTRIBUTION_WORDS, draw, writeDistribution } from '../../../src/engine/kernel/distributions.ts';
import { below, bits, exponential, normal, seedStream, uniform } from '../../../src/engine/kernel/random.ts';
import { type Distribution, DistributionSchema } from '../../../src/schema/index.ts';

const stream = (seed: string, name: string): Int32Array => {
  const words = new Int32Array(4);
  seedStream(words, 0, seed, name);
  return words;
};
const take = (words: Int32Array, count: number): number[] => Array.from({ length: count }, () => bits(words, 0));

describe('streams', () => {
  it('are the same for the same seed and name, and pinned', () => {
    expect(take(stream('seed', 'service/a'), 50)).toEqual(take(stream('seed', 'service/a'), 50));
    // Pinned: names and their derivation are permanent, or old run files verify no more.
    expect(take(stream('golden', 'journey/checkout/arrivals'), 4)).toMatchInlineSnapshot(`
      [
        946648133,
        368155860,
        -1157352123,
        -282136150,
      ]
    `);
  });

  it('differ by seed and by name, and are not correlated', () => {
    const a = stream('seed', 'service/a');
    const b = stream('seed', 'service/b');
    let sum = 0;
    const n = 20_000;
    for (let i = 0; i < n; i++) sum += (uniform(a, 0) - 0.5) * (uniform(b, 0) - 0.5) * 12;
    expect(Math.abs(sum / n)).toBeLessThan(0.03);
    expect(take(stream('seed2', 'service/a'), 5)).not.toEqual(take(stream('seed', 'service/a'), 5));
  });

  it('draw uniform, exponential and normal numbers with the right moments', () => {
    const words = stream('moments', 'x');
    const n = 200_000;
    const moments = (next: () => number) => {
      let mean = 0;
      let square = 0;
      for (let i = 0; i < n; i++) {
        const x = next();
        mean += x / n;
        square += (x * x) / n;
      }
      return { mean, variance: square - mean * mean };
    };
    const u = moments(() => uniform(words, 0));
    expect(u.mean).toBeCloseTo(0.5, 2);
    expect(u.variance).toBeCloseTo(1 / 12, 2);
    const e = moments(() => exponential(words, 0));
    expect(e.mean).toBeCloseTo(1, 1.7);
    expect(Math.abs(e.variance - 1)).toBeLessThan(0.03);
    const z = moments(() => normal(words, 0));
    expect(Math.abs(z.mean)).toBeLessThan(0.01);
    expect(Math.abs(z.variance - 1)).toBeLessThan(0.02);
  });

  it('reach the tails of the ziggurats', () => {
    const words = stream('tails', 'x');
    let beyond = 0;
    let far = 0;
    const n = 400_000;
    for (let i = 0; i < n; i++) {
      if (Math.abs(normal(words, 0)) > 3) beyond++;
      if (exponential(words, 0) > 8) far++;
    }
    expect(beyond / n / 0.0027).toBeGreaterThan(0.9);
    expect(beyond / n / 0.0027).toBeLessThan(1.1);
    expect(far / n / 0.000335).toBeGreaterThan(0.7);
    expect(far / n / 0.000335).toBeLessThan(1.3);
  });

  it('draw below a count evenly and never the count itself', () => {
    const words = stream('below', 'x');
    const counts = new Int32Array(7);
    for (let i = 0; i < 70_000; i++) counts[below(words, 0, 7)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});

describe('distributions', () => {
  const sampler = (distribution: Distribution) => {
    const buffer = new ArrayBuffer(4096);
    const I = new Int32Array(buffer);
    const F = new Float64Array(buffer);
    seedStream(I, 0, 'seed', 'd');
    const offset = 4;
    I[offset + DISTRIBUTION.stream] = 0;
    I[offset + DISTRIBUTION.table] = offset + DISTRIBUTION_WORDS;
    I[offset + DISTRIBUTION.tableMax] = 8;
    writeDistribution(I, F, offset, distribution);
    return { next: () => draw(I, F, offset), mean: F[(offset + DISTRIBUTION.meanF) >> 1]! };
  };

  it.each([
    ['250ms', 250_000, 0],
    ['{ exponential: 10ms }', 10_000, 1],
    ['{ lognormal: { mean: 10ms, cv2: 2 } }', 10_000, 2],
    ['{ gamma: { mean: 10ms, cv2: 2 } }', 10_000, 2],
    ['{ gamma: { mean: 10ms, cv2: 0.25 } }', 10_000, 0.25],
    ['{ erlang: { mean: 10ms, stages: 4 } }', 10_000, 0.25],
    ['{ hyperexponential: { mean: 10ms, cv2: 4 } }', 10_000, 4],
    ['{ hyperexponential: { mean: 10ms, cv2: 1 } }', 10_000, 1],
    ['{ uniform: { from: 5ms, to: 15ms } }', 10_000, 1 / 12],
    ['{ empirical: [ { value: 5ms, weight: 1 }, { value: 20ms, weight: 3 } ] }', 16_250, 0.1598],
  ])('%s has its mean and squared coefficient of variation', async (text, mean, cv2) => {
    const { parse } = await import('yaml');
    const { next, mean: promised } = sampler(DistributionSchema.parse(parse(text)));
    const n = 120_000;
    let sum = 0;
    let square = 0;
    let odd = 0;
    for (let i = 0; i < n; i++) {
      const us = next();
      if (us < 0 || us !== Math.floor(us)) odd++;
      sum += us / n;
      square += (us * us) / n;
    }
    expect(odd, 'draws that are negative or no whole microseconds').toBe(0);
    expect(Math.abs(promised - mean) / mean).toBeLessThan(1e-9);
    expect(Math.abs(sum - mean) / mean).toBeLessThan(0.02);
    expect(Math.abs(square / (sum * sum) - 1 - cv2)).toBeLessThan(0.02 + 0.12 * cv2);
  });

  it('a lognormal by median and p99 has them', () => {
    const { next } = sampler({ lognormal: { median: 350_000, p99: 1_800_000 } });
    const draws = Array.from({ length: 100_000 }, next).sort((a, b) => a - b);
    expect(Math.abs(draws[50_000]! / 350_000 - 1)).toBeLessThan(0.02);
    expect(Math.abs(draws[99_000]! / 1_800_000 - 1)).toBeLessThan(0.04);
  });
});
