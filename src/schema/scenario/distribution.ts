// Probability distributions of times, as a scenario writes them. All parameters are microseconds after parsing.
import { z } from 'zod';
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
