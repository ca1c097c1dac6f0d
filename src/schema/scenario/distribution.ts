// Probability distributions of times, as a scenario writes them. All parameters are microseconds after parsing.
import { z } from 'zod';
import { exp, ln, NORMAL_Q99 } from '../../math/index.ts';
import { choice, choiceByKey, indexOfKey } from '../choice.ts';
import { DurationSchema } from '../units.ts';

const MeanSchema = DurationSchema.refine((us) => us > 0, { error: 'a duration longer than nothing' });
const DISTRIBUTION_KINDS = ['constant', 'exponential', 'lognormal', 'gamma', 'erlang', 'hyperexponential', 'uniform', 'empirical'];

/** How long something takes. A bare duration means always exactly that long. */
export const DistributionSchema = choice(
  [
    DurationSchema.transform((us) => ({ constant: us })),
    z.strictObject({ constant: DurationSchema }),
    z.strictObject({ exponential: DurationSchema.describe('The mean') }),
    z.strictObject({
      lognormal: choiceByKey(
        'a map',
        ['median', 'mean'],
        [
          z
            .strictObject({ median: DurationSchema, p99: DurationSchema })
            .refine(({ median, p99 }) => median > 0 && median < p99, { error: 'a median above nothing and below the p99' }),
          z.strictObject({ mean: MeanSchema, cv2: z.number().positive().max(100).describe('Squared coefficient of variation') }),
        ],
      ),
    }),
    z.strictObject({ gamma: z.strictObject({ mean: MeanSchema, cv2: z.number().positive().max(100) }) }),
    z.strictObject({ erlang: z.strictObject({ mean: MeanSchema, stages: z.int().min(1).max(100) }) }),
    z.strictObject({ hyperexponential: z.strictObject({ mean: MeanSchema, cv2: z.number().min(1).max(100) }) }),
    z.strictObject({
      uniform: z
        .strictObject({ from: DurationSchema, to: DurationSchema })
        .refine(({ from, to }) => from <= to, { error: 'a range whose from is not after its to' }),
    }),
    z.strictObject({
      empirical: z
        .array(z.strictObject({ value: DurationSchema, weight: z.number().positive().max(1e9) }))
        .min(1)
        .max(1000),
    }),
  ],
  {
    expected: `a duration such as 5ms, or one of ${DISTRIBUTION_KINDS.map((kind) => `{ ${kind}: … }`).join(', ')}`,
    pick: (input) => (typeof input === 'string' ? 0 : indexOfKey(input, DISTRIBUTION_KINDS) + 1 || -1),
    choices: DISTRIBUTION_KINDS,
  },
).describe('How long something takes');
export type Distribution = z.output<typeof DistributionSchema>;

/** The mean, in microseconds. */
export function meanUs(distribution: Distribution): number {
  if ('constant' in distribution) return distribution.constant;
  if ('exponential' in distribution) return distribution.exponential;
  if ('gamma' in distribution) return distribution.gamma.mean;
  if ('erlang' in distribution) return distribution.erlang.mean;
  if ('hyperexponential' in distribution) return distribution.hyperexponential.mean;
  if ('uniform' in distribution) return (distribution.uniform.from + distribution.uniform.to) / 2;
  if ('empirical' in distribution) {
    const weight = distribution.empirical.reduce((sum, each) => sum + each.weight, 0);
    return distribution.empirical.reduce((sum, each) => sum + each.value * each.weight, 0) / weight;
  }
  const { lognormal } = distribution;
  if ('mean' in lognormal) return lognormal.mean;
  if (lognormal.median === 0) return 0;
  const sigma = ln(lognormal.p99 / lognormal.median) / NORMAL_Q99;
  return lognormal.median * exp((sigma * sigma) / 2);
}
