// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scenarios refer to configuration in this way.
// Steps of a request program: what one endpoint does from arrival to answer, in the order written.
import { z } from 'zod';
import { choice, choiceByKey } from '../choice.ts';
import { DurationSchema, NameSchema, RatioSchema } from '../units.ts';
import { type Distribution, DistributionSchema } from './distribution.ts';

/** `${config.key}`: the value comes from the configuration of the replica that runs the step. */
export const ConfigRefSchema = z
  .string()
  .regex(/^\$\{config\.[a-z][a-z0-9_.-]{0,62}\}$/, { error: 'a reference such as ${config.connect_timeout}' })
  .transform((text) => ({ config: text.slice('${config.'.length, -1) }));
export interface ConfigRef {
  config: string;
}

/** Text that begins like a reference is meant as one, so that its mistakes are told as such. */
const isReference = (input: unknown): boolean => typeof input === 'string' && input.startsWith('$');
const DurationOrRefSchema = choice([DurationSchema, ConfigRefSchema], {
  expected: 'a duration or a reference',
  pick: (input) => (isReference(input) ? 1 : 0),
});
export type DurationOrRef = number | ConfigRef;
const CountOrRefSchema = choice([z.int().min(0).max(100), ConfigRefSchema], {
  expected: 'a whole number or a reference',
  pick: (input) => (isReference(input) ? 1 : 0),
});

/** Waits between tries. The wait before retry n (n = 0, 1, …) has the ceiling min(cap, base × factor^n); jitter says how it is drawn. */
export const BackoffSchema = z
  .strictObject({
    base: DurationSchema.describe('Ceiling of the first wait'),
    factor: z.number().min(1).max(10).default(2),
    cap: DurationSchema.optional().describe('No wait is longer'),
    jitter: z
      .enum(['none', 'full', 'equal', 'half', 'decorrelated'])
      .default('full')
      .describe(
        'none: the ceiling; full: uniform 0..ceiling; equal or half: ceiling/2 + uniform 0..ceiling/2; decorrelated: min(cap, uniform base..3 × previous wait)',
      ),
  })
  .describe('Exponential backoff between tries (AWS Architecture Blog, Exponential Backoff and Jitter, 2015)');
export type Backoff = z.output<typeof BackoffSchema>;

const STEP_KINDS = ['compute', 'sleep', 'query', 'hold', 'call', 'breaker', 'retry', 'parallel', 'if', 'fail'];

/**
 * One step. `hold` keeps a pool's connection around its steps, also while they sleep. `call` goes to `service/endpoint` or to a provider;
 * what the caller gives up on goes on burning capacity unless cancellation is on. `retry` runs its steps again after a failure.
 */
export type Step =
  | { compute: Distribution }
  | { sleep: Distribution }
  | { query: { database: string; takes: Distribution; label?: string | undefined } }
  | { hold: string; steps: Step[] }
  | {
      call: string;
      timeout?: DurationOrRef | undefined;
      connectTimeout?: DurationOrRef | undefined;
      readTimeout?: DurationOrRef | undefined;
      optional?: boolean | undefined;
    }
  | { breaker: string; steps: Step[] }
  | { retry: { retries: number | ConfigRef; backoff: Backoff; budget?: number | undefined; steps: Step[] } }
  | { parallel: Step[][] }
  | { if: { config: string; is: string | number | boolean }; steps: Step[]; else?: Step[] | undefined }
  | { fail: { ratio: number } };

export const StepSchema: z.ZodType<Step, unknown> = z.lazy(() =>
  choiceByKey('a step', STEP_KINDS, [
    z.strictObject({ compute: DistributionSchema.describe('Work on the replica, in its concurrency slot') }),
    z.strictObject({ sleep: DistributionSchema }),
    z.strictObject({
      query: z.strictObject({
        database: NameSchema,
        takes: DistributionSchema,
        label: z.string().max(80).optional().describe('Shown in the session table'),
      }),
    }),
    z.strictObject({ hold: NameSchema.describe('A connection pool'), steps: z.array(StepSchema).max(50) }),
    z.strictObject({
      call: z.string().max(130).describe('service/endpoint, or the name of a provider'),
      timeout: DurationOrRefSchema.optional().describe('From sending to the whole answer'),
      connectTimeout: DurationOrRefSchema.optional(),
      readTimeout: DurationOrRefSchema.optional().describe('From the connection to the answer'),
      optional: z.boolean().optional().describe('true: a failure of this call is swallowed'),
    }),
    z.strictObject({
      breaker: NameSchema.describe('A breaker of world.breakers around these steps'),
      steps: z.array(StepSchema).min(1).max(20),
    }),
    z.strictObject({
      retry: z.strictObject({
        retries: CountOrRefSchema.describe('Tries after the first'),
        backoff: BackoffSchema,
        budget: RatioSchema.optional().describe('Retries allowed as a share of first tries; more fail at once'),
        steps: z.array(StepSchema).min(1).max(20),
      }),
    }),
    z.strictObject({ parallel: z.array(z.array(StepSchema).max(20)).min(1).max(200).describe('Branches run at once; all must succeed') }),
    z.strictObject({
      if: z.strictObject({
        config: z.string().max(63),
        is: z.union([z.string().max(200), z.number(), z.boolean()], { error: 'a text, number, true or false' }),
      }),
      steps: z.array(StepSchema).max(50),
      else: z.array(StepSchema).max(50).optional(),
    }),
    z.strictObject({ fail: z.strictObject({ ratio: RatioSchema }) }),
  ]),
);
