// What a learner keeps in their own storage: saved drills, results, cards, post-mortems, drafts; and the one file that carries them elsewhere.
// Everything has a version and bounds, so that a record damaged on disk or made by a stranger is recognised before it is used.
import { z } from 'zod';
import { JournalEntrySchema, SeedSchema } from './run-file.ts';
import { LevelSchema } from './scenario/command.ts';

const text = (max: number) => z.string().max(max);
const ratio = z.number().min(0).max(1);
const count = z.number().min(0).max(1e15);
const instantUs = z
  .int()
  .min(0)
  .max(31 * 86_400_000_000);
/** Wall time, ISO 8601 in UTC. */
const stamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/, { error: 'a time such as 2026-01-31T09:30:00Z' });
const drillId = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, { error: 'an id of 1 to 60 letters, digits, - or _' });
const hash = z.string().regex(/^[0-9a-f]{16}$/, { error: 'a hash of 16 hexadecimal digits' });

/** How much of each there may be, in storage and in an exported file. */
export const LEARNER_LIMITS = {
  drills: 500,
  results: 5_000,
  cards: 5_000,
  postMortems: 1_000,
  drafts: 2_000,
  preferences: 200,
  /** Characters of one draft or preference. */
  draftLength: 50_000,
  /** Characters of an exported file. */
  exportLength: 100_000_000,
} as const;

/** One saved drill: the three inputs and how far they were played. */
export const SavedDrillSchema = z.strictObject({
  version: z.literal(1),
  id: drillId,
  slug: text(100),
  scenarioHash: hash,
  title: text(200),
  seed: SeedSchema,
  journal: z.array(JournalEntrySchema).max(20_000),
  untilUs: instantUs,
  tPlusZeroUs: instantUs.optional().describe('The first page'),
  phase: z.enum(['briefing', 'detection', 'response', 'mitigation', 'monitoring', 'resolved', 'review', 'scored']),
  createdAt: stamp,
  updatedAt: stamp,
  score: z.strictObject({ points: z.number(), pointsMax: z.number() }).optional(),
});
export type SavedDrill = z.output<typeof SavedDrillSchema>;

/** Measures that are compared over many drills; times count from the first page. What never happened is absent. */
const ResultMeasuresSchema = z.object({
  timeToAcknowledgeUs: instantUs.optional(),
  timeToFirstActionUs: instantUs.optional(),
  timeToTrueCauseUs: instantUs.optional().describe('From then on the true cause was believed most'),
  timeToMitigateUs: instantUs.optional(),
  timeToResolveUs: instantUs.optional(),
  falselyResolved: z.boolean(),
  harmVsIdle: count.optional(),
  harmVsReference: count.optional(),
  rivalsRuledOut: count,
  rivalsTotal: count,
  harmfulActions: count,
  blindActions: count,
});

/** One probability that was stated, and whether what it spoke of was so. */
export const CalibrationPointSchema = z.strictObject({
  probability: ratio,
  cameTrue: z.boolean(),
  atUs: instantUs,
});
export type CalibrationPoint = z.output<typeof CalibrationPointSchema>;

/** One scored drill, as the own history keeps it. Put again under the same id when it is scored again. */
export const DrillResultSchema = z.strictObject({
  version: z.literal(1),
  id: drillId,
  slug: text(100),
  title: text(200),
  scenarioHash: hash,
  seed: SeedSchema,
  finishedAt: stamp,
  level: LevelSchema,
  timed: z.boolean(),
  points: z.number(),
  pointsMax: z.number(),
  measures: ResultMeasuresSchema,
  brierFinal: z.number().min(0).max(2).optional(),
  brierTimeWeighted: z.number().min(0).max(2).optional(),
  calibration: z.array(CalibrationPointSchema).max(5_000).describe('Every belief that was stated, "something else" among them'),
  decisions: z
    .array(z.strictObject({ decision: text(200), confidence: ratio, cameTrue: z.enum(['yes', 'partly', 'no']) }))
    .max(500)
    .describe('Answers of review.calibration'),
  patterns: z.array(z.strictObject({ id: text(60), title: text(200) })).max(50),
  usersAffected: count,
  revenueLost: count,
  budgets: z.array(z.strictObject({ name: text(100), spentRatio: count })).max(50),
  hintsTaken: count,
});
export type DrillResult = z.output<typeof DrillResultSchema>;

/** Where a card stands in spaced repetition (FSRS); days and times as its scheduler counts them. */
export const CardScheduleSchema = z.strictObject({
  dueAt: stamp,
  stabilityDays: z.number().min(0).max(1e6),
  difficulty: z.number().min(0).max(10),
  scheduledDays: z.number().min(0).max(1e6),
  learningStep: z.int().min(0).max(100),
  reviews: z.int().min(0).max(1e6),
  lapses: z.int().min(0).max(1e6),
  state: z.enum(['new', 'learning', 'review', 'relearning']),
  lastReviewAt: stamp.optional(),
});
export type CardSchedule = z.output<typeof CardScheduleSchema>;

/** A lesson or a pattern as question and answer. */
export const LearningCardSchema = z.strictObject({
  version: z.literal(1),
  id: text(120).min(1),
  kind: z.enum(['lesson', 'pattern']),
  question: text(2000).min(1),
  answer: text(4000).min(1),
  from: z
    .strictObject({ drillId, slug: text(100), title: text(200) })
    .optional()
    .describe('The drill it was learnt in'),
  createdAt: stamp,
  schedule: CardScheduleSchema,
});
export type LearningCard = z.output<typeof LearningCardSchema>;

/** A post-mortem that is being written, in the sections of its template. */
export const PostMortemSchema = z.strictObject({
  version: z.literal(1),
  drillId,
  slug: text(100),
  title: text(200),
  updatedAt: stamp,
  sections: z.array(z.strictObject({ id: text(60), title: text(200), text: text(20_000) })).max(60),
  whys: z.array(text(1000)).max(20),
  factors: z.array(z.strictObject({ depth: z.enum(['surface', 'deeper', 'deepest']), text: text(1000) })).max(60),
  actionItems: z
    .array(
      z.strictObject({
        text: text(500),
        owner: text(80),
        priority: z.enum(['P0', 'P1', 'P2', 'P3']),
        due: text(40),
        prevents: text(1000).describe('How it would have prevented this'),
      }),
    )
    .max(100),
});
export type PostMortem = z.output<typeof PostMortemSchema>;

/** A text somebody has begun and not yet recorded; `text` is JSON. */
export const DraftSchema = z.strictObject({
  version: z.literal(1),
  drillId,
  field: text(120).min(1),
  text: text(LEARNER_LIMITS.draftLength),
  updatedAt: stamp,
});
export type Draft = z.output<typeof DraftSchema>;

/** A choice that is remembered; `text` is JSON. */
export const PreferenceSchema = z.strictObject({
  version: z.literal(1),
  name: text(120).min(1),
  text: text(LEARNER_LIMITS.draftLength),
});
export type Preference = z.output<typeof PreferenceSchema>;

export const LEARNER_FILE_VERSION = 1;
/** All own data as one file. */
export const LearnerFileSchema = z.strictObject({
  format: z.literal('faultline-learner'),
  version: z.literal(LEARNER_FILE_VERSION),
  exportedAt: stamp,
  drills: z.array(SavedDrillSchema).max(LEARNER_LIMITS.drills),
  results: z.array(DrillResultSchema).max(LEARNER_LIMITS.results),
  cards: z.array(LearningCardSchema).max(LEARNER_LIMITS.cards),
  postMortems: z.array(PostMortemSchema).max(LEARNER_LIMITS.postMortems),
  drafts: z.array(DraftSchema).max(LEARNER_LIMITS.drafts),
  preferences: z.array(PreferenceSchema).max(LEARNER_LIMITS.preferences),
});
export type LearnerFile = z.output<typeof LearnerFileSchema>;

/** The proof of a scenario beside it (`expected/proof.json`): which claims held, for which file, by which engine. */
export const ProofStampSchema = z.strictObject({
  format: z.literal('faultline-proof'),
  version: z.literal(1),
  scenarioHash: hash,
  engineVersion: text(40),
  seeds: z.int().min(1).max(100_000),
  claims: z.array(z.strictObject({ id: text(60), title: text(200), ok: z.boolean() })).max(100),
  proved: z.boolean(),
});
export type ProofStamp = z.output<typeof ProofStampSchema>;
