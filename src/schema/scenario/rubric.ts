// A rubric: criteria as patterns over journal, trace and truth. Each award names its points and the pattern that earns it.
import { z } from 'zod';
import { choice, choiceByKey } from '../choice.ts';
import { DurationSchema, RatioSchema } from '../units.ts';
import { CauseSchema } from './truth.ts';

const IdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,60}$/, { error: 'an id of lower-case letters, digits and hyphens, beginning with a letter' });
const WithinSchema = z.strictObject({
  of: z.enum(['T+0', 'start', 'broken', 'resolved']),
  from: DurationSchema.default(0),
  to: DurationSchema,
});
const ComparisonSchema = z
  .string()
  .max(40)
  .regex(/^[<>]=? ?-?\d+(?:\.\d+)?(?: ?%)?$/, { error: 'a comparison such as "< 20 %" or ">= 3"' });

/** One matchable thing. `order` matches in sequence; `absent` when nothing matched; times are relative to T+0 unless said. */
export type Pattern =
  | { look: string | string[]; within?: Within | undefined; bears?: boolean | undefined }
  | { do: string | string[]; outcome?: 'done' | 'refused' | 'unknown' | undefined; within?: Within | undefined }
  | { entry: string; has?: string[] | undefined; says?: string[] | undefined; within?: Within | undefined }
  | {
      message: string;
      has?: string[] | undefined;
      agrees?: { errorRatio?: number | undefined; users?: number | undefined; revenue?: number | undefined } | undefined;
      within?: Within | undefined;
    }
  | {
      hypothesis: Cause | 'truth' | 'rival';
      reaches?: string | undefined;
      falls?: string | undefined;
      pinned?: 'for' | 'against' | 'any' | undefined;
      before?: Pattern | undefined;
    }
  | { order: Pattern[] }
  | { all: Pattern[] }
  | { any: Pattern[] }
  | { absent: Pattern; before?: Pattern | undefined; within?: Within | undefined }
  | { count: Pattern; is: string }
  | { resolved: Within; truly?: boolean | undefined }
  | { acted: 'with evidence' | 'without evidence' }
  | { measure: Measure; is: string };
type Within = z.output<typeof WithinSchema>;
type Cause = z.output<typeof CauseSchema>;
/** Figures of the run that a criterion may compare: see src/scoring/README.md for each one's definition. */
export const MEASURES = [
  'brier',
  'brier final',
  'harm vs idle',
  'harm vs reference',
  'rivals ruled out',
  'evidence looks',
  'harmful actions',
  'blind actions',
  'updates sent',
  'updates late',
  'calibration gap',
  'belief swings',
  'hand-over completeness',
  'severity misjudged',
  'roles held',
  'targets missed',
  'false statements',
  'hints taken',
  'routine done',
  'own slips',
  'hasty answers',
] as const;
export type Measure = (typeof MEASURES)[number];

const PATTERN_KINDS = [
  'look',
  'do',
  'entry',
  'message',
  'hypothesis',
  'order',
  'all',
  'any',
  'absent',
  'count',
  'resolved',
  'acted',
  'measure',
];
const OneOrMoreTextsSchema = choice([z.string().max(200), z.array(z.string().max(200)).min(1).max(20)], {
  expected: 'a text or a list of texts',
  pick: (input) => (Array.isArray(input) ? 1 : 0),
});

export const PatternSchema: z.ZodType<Pattern, unknown> = z.lazy(() =>
  choiceByKey('a pattern', PATTERN_KINDS, [
    z.strictObject({
      look: OneOrMoreTextsSchema,
      within: WithinSchema.optional(),
      bears: z.boolean().optional().describe('true: counts only when it bears on a rival that is still alive'),
    }),
    z.strictObject({
      do: OneOrMoreTextsSchema,
      outcome: z.enum(['done', 'refused', 'unknown']).optional(),
      within: WithinSchema.optional(),
    }),
    z.strictObject({
      entry: z.string().max(80).describe('A kind of journal entry, such as plan.step'),
      has: z
        .array(z.string().max(60))
        .max(20)
        .optional()
        .describe(
          'Fields that must be filled: "ifItFails", a value: "status=known", a list that holds these in this order: "order=contain,diagnose", a range with from < to: "eta range", and one that health came back in: "eta true"',
        ),
      says: z.array(z.string().max(80)).max(20).optional().describe('Any of these words, in any text field'),
      within: WithinSchema.optional(),
    }),
    z.strictObject({
      message: z.string().max(40).describe('Audience: executive, support, status page, war room, or any'),
      has: z.array(z.string().max(60)).max(20).optional(),
      agrees: z
        .strictObject({
          errorRatio: RatioSchema.optional().describe('Within this many percentage points of the truth'),
          users: RatioSchema.optional().describe('Within this share of the truth'),
          revenue: RatioSchema.optional(),
        })
        .optional(),
      within: WithinSchema.optional(),
    }),
    z.strictObject({
      hypothesis: choice([CauseSchema, z.enum(['truth', 'rival'])], {
        expected: 'truth, rival, or a cause with component and kind',
        pick: (input) => (typeof input === 'string' ? 1 : 0),
      }),
      reaches: ComparisonSchema.optional(),
      falls: ComparisonSchema.optional(),
      pinned: z.enum(['for', 'against', 'any']).optional(),
      before: PatternSchema.optional(),
    }),
    z.strictObject({ order: z.array(PatternSchema).min(2).max(10) }),
    z.strictObject({ all: z.array(PatternSchema).min(1).max(10) }),
    z.strictObject({ any: z.array(PatternSchema).min(1).max(10) }),
    z.strictObject({ absent: PatternSchema, before: PatternSchema.optional(), within: WithinSchema.optional() }),
    z.strictObject({ count: PatternSchema, is: ComparisonSchema }),
    z.strictObject({ resolved: WithinSchema, truly: z.boolean().optional() }),
    z.strictObject({ acted: z.enum(['with evidence', 'without evidence']) }),
    z.strictObject({ measure: z.enum(MEASURES), is: ComparisonSchema }),
  ]),
);

export const CriterionSchema = z.strictObject({
  id: IdSchema,
  title: z.string().max(120),
  why: z.string().max(500).default(''),
  points: z.int().min(1).max(100),
  award: z
    .array(z.strictObject({ points: z.int().min(0).max(100), when: PatternSchema, because: z.string().max(300).optional() }))
    .max(10)
    .default([])
    .describe('The first that matches is given'),
  judged: z
    .strictObject({
      by: z.enum(['self', 'instructor', 'self or instructor']),
      question: z.string().max(300),
      anchors: z.record(z.string().regex(/^\d{1,3}$/, { error: 'a number of points' }), z.string().max(300)),
    })
    .optional()
    .describe('Needs a human eye: scored against anchors and reported apart'),
  requires: PatternSchema.optional().describe('Without this the criterion is unmet, whoever judges'),
});
export type Criterion = z.output<typeof CriterionSchema>;

export const RubricSchema = z.strictObject({
  hintCost: z.int().min(0).max(100).default(2).describe('Points off for each hint taken in a timed drill'),
  categories: z
    .array(
      z.strictObject({
        id: IdSchema,
        title: z.string().max(80),
        bonus: z.boolean().default(false),
        criteria: z.array(CriterionSchema).min(1).max(30),
      }),
    )
    .min(1)
    .max(20),
  deductions: z
    .array(
      z.strictObject({
        id: z.string().max(60),
        title: z.string().max(120),
        points: z.int().min(1).max(100),
        each: PatternSchema,
        atMost: z.int().min(1).max(200),
      }),
    )
    .max(20)
    .default([])
    .describe('Harm is charged'),
  patterns: z
    .array(z.strictObject({ id: z.string().max(60), title: z.string().max(80), says: z.string().max(400), when: PatternSchema }))
    .max(20)
    .default([])
    .describe('Ways of responding that the debrief names, such as panic'),
});
export type Rubric = z.output<typeof RubricSchema>;
