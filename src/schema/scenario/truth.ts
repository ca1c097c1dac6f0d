// The truth of a scenario: what is really wrong, what cures it, what only looks like a cure. Never part of a trainee's view.
import { z } from 'zod';
import { DurationSchema, RatioSchema } from '../units.ts';

/** Kinds of fault a hypothesis can name; the same list in every scenario, so that it gives nothing away. */
export const FAULT_KINDS = [
  'configuration',
  'code change',
  'overload',
  'too small',
  'slow',
  'down',
  'leak',
  'data',
  'network',
  'attack',
  'slip',
] as const;
export const FaultKindSchema = z.enum(FAULT_KINDS);
export type FaultKind = z.output<typeof FaultKindSchema>;

export const CauseSchema = z.strictObject({ component: z.string().max(80), kind: FaultKindSchema });
export type Cause = z.output<typeof CauseSchema>;

/** A command as a person would write it: `rollback payment-service`, `scale payment-service 8`, `set payment-service key=value`. */
export const CommandTextSchema = z.string().min(3).max(200);

/** A look as a person would write it: `deployments`, `diff payment-service`, `status payments.example`, `logs`, `logs payment-service`, `metrics`, `sessions`, `artefact name`, `alert Name`. */
export const LookTextSchema = z.string().min(3).max(200);

export const TruthSchema = z.strictObject({
  quiet: z.boolean().default(false).describe('true: nothing is wrong, and doing nothing is right'),
  cause: CauseSchema.optional(),
  detail: z.string().max(500).optional(),
  alsoAccepted: z.array(CauseSchema).max(10).default([]).describe('Other names for the true cause'),
  spreads: z
    .array(z.strictObject({ from: z.string().max(80), to: z.string().max(80) }))
    .max(50)
    .default([])
    .describe('True propagation, cause to effect'),
  deeper: z.array(z.string().max(300)).max(20).default([]),
  evidence: z.array(LookTextSchema).max(20).default([]).describe('Looks that show the true cause'),
  rivals: z
    .array(z.strictObject({ cause: CauseSchema, named: z.string().max(100), ruledOutBy: z.array(LookTextSchema).min(1).max(10) }))
    .max(20)
    .default([])
    .describe('Explanations a good responder must rule out, and what rules them out'),
  remedies: z
    .array(z.strictObject({ do: CommandTextSchema, restores: DurationSchema }))
    .max(20)
    .default([]),
  mitigations: z
    .array(z.strictObject({ do: CommandTextSchema, frees: z.string().max(80), leaves: z.string().max(200) }))
    .max(20)
    .default([]),
  redHerrings: z
    .array(z.strictObject({ do: CommandTextSchema, because: z.string().max(300).optional() }))
    .max(20)
    .default([]),
  harmful: z
    .array(z.strictObject({ do: CommandTextSchema, because: z.string().max(300).optional() }))
    .max(20)
    .default([]),
  healsAlone: z.boolean().default(false),
});
export type Truth = z.output<typeof TruthSchema>;

/** What "healthy", "broken" and "restored" mean here, as PromQL over the scraped series. */
export const HealthSchema = z.strictObject({
  baseline: z
    .array(
      z.strictObject({
        expr: z.string().max(2000),
        is: z
          .string()
          .max(40)
          .regex(/^(?:[<>]=? ?-?\d+(?:\.\d+)?(?: ?%)?|-?\d+(?:\.\d+)?\.\.-?\d+(?:\.\d+)?)$/, {
            error: 'a bound such as "< 0.3 %" or a range such as 5..12',
          }),
      }),
    )
    .min(1)
    .max(20)
    .describe('Checked on every seed before anything is broken'),
  healthy: z.string().max(2000).describe('A PromQL comparison with a result exactly when the product is healthy'),
  broken: z.string().max(2000).describe('A PromQL comparison with a result exactly when users are hurt'),
});
export type Health = z.output<typeof HealthSchema>;

export const ProofSchema = z.strictObject({
  seeds: z.int().min(1).max(1000).default(20),
  actsAt: DurationSchema.default(240_000_000).describe('When the proof applies a command, after the first page'),
  within: DurationSchema.default(600_000_000).describe('How long it then watches'),
  tolerance: RatioSchema.default(0).describe('Share of seeds on which a claim may fail'),
});
