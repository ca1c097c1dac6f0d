// Delays of people: named streams, and distributions with the means they promise.
import { describe, expect, it } from 'vitest';
import { drawDelayUs } from '../../../src/authority/delays.ts';
import { type Distribution, DistributionSchema } from '../../../src/schema/index.ts';

const S = 1_000_000;
const mean = (distribution: Distribution): number => {
  let sum = 0;
  for (let i = 0; i < 4000; i++) sum += drawDelayUs(distribution, 'seed', `n${i}`);
  return sum / 4000 / S;
};

describe('delays', () => {
  it('depends on seed and name alone', () => {
    const distribution = DistributionSchema.parse({ uniform: { from: '10s', to: '60s' } });
    const draw = (seed: string, name: string) => drawDelayUs(distribution, seed, name);
    expect(draw('a', 'people/x/3')).toBe(draw('a', 'people/x/3'));
    expect(new Set([draw('a', 'people/x/3'), draw('b', 'people/x/3'), draw('a', 'people/y/3'), draw('a', 'people/x/4')]).size).toBe(4);
  });

  // Standard error of each mean is below 3.5 % of it; the tolerance is five of them for the widest shape.
  it.each<[string, unknown, number]>([
    ['constant', '30s', 30],
    ['exponential', { exponential: '30s' }, 30],
    ['uniform', { uniform: { from: '20s', to: '40s' } }, 30],
    ['lognormal by mean', { lognormal: { mean: '30s', cv2: 0.5 } }, 30],
    ['gamma', { gamma: { mean: '30s', cv2: 0.5 } }, 30],
    ['gamma with a small shape', { gamma: { mean: '30s', cv2: 2 } }, 30],
    ['erlang', { erlang: { mean: '30s', stages: 3 } }, 30],
    ['hyperexponential', { hyperexponential: { mean: '30s', cv2: 4 } }, 30],
    [
      'empirical',
      {
        empirical: [
          { value: '10s', weight: 1 },
          { value: '40s', weight: 2 },
        ],
      },
      30,
    ],
  ])('%s has its mean', (_, written, expected) => {
    expect(Math.abs(mean(DistributionSchema.parse(written)) / expected - 1)).toBeLessThan(0.15);
  });

  it('lognormal has its median and 99 % quantile', () => {
    const distribution = DistributionSchema.parse({ lognormal: { median: '30s', p99: '90s' } });
    const draws = Array.from({ length: 4000 }, (_, i) => drawDelayUs(distribution, 'q', `n${i}`)).sort((a, b) => a - b);
    expect(Math.abs(draws[2000]! / S - 30)).toBeLessThan(2);
    expect(Math.abs(draws[3960]! / S - 90)).toBeLessThan(14);
  });
});
