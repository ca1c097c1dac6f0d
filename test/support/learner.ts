// Records of a learner for tests, complete and valid; each test changes what it is about.
import type { Draft, DrillResult, LearningCard, PostMortem, SavedDrill } from '../../src/schema/index.ts';

/** As version 1 of the store wrote them. */
export const savedDrill = (change: Partial<SavedDrill> = {}): SavedDrill => ({
  version: 1,
  id: 'aaaaaaaa-0001',
  slug: 'timeout-cascade',
  scenarioHash: '0123456789abcdef',
  title: 'Timeout cascade',
  seed: 'seed-1',
  journal: [
    { seq: 1, atUs: 60_000_000, actor: 'trainee', role: 'commander', kind: 'control.resume', args: {} },
    {
      seq: 2,
      atUs: 61_000_000,
      actor: 'trainee',
      role: 'commander',
      kind: 'look.deployments',
      args: {},
      recordedAt: '2026-01-01T00:00:01.000Z',
    },
  ],
  untilUs: 61_000_000,
  phase: 'detection',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:01:00.000Z',
  score: undefined,
  ...change,
});

export const drillResult = (change: Partial<DrillResult> = {}): DrillResult => ({
  version: 1,
  id: 'aaaaaaaa-0001',
  slug: 'timeout-cascade',
  title: 'Timeout cascade',
  scenarioHash: '0123456789abcdef',
  seed: 'seed-1',
  finishedAt: '2026-01-01T01:00:00.000Z',
  level: 'intermediate',
  timed: true,
  points: 80,
  pointsMax: 130,
  measures: {
    timeToAcknowledgeUs: 60_000_000,
    timeToFirstActionUs: 240_000_000,
    timeToTrueCauseUs: 300_000_000,
    timeToMitigateUs: 600_000_000,
    timeToResolveUs: 900_000_000,
    falselyResolved: false,
    harmVsIdle: 0.4,
    harmVsReference: 1.2,
    rivalsRuledOut: 2,
    rivalsTotal: 3,
    harmfulActions: 0,
    blindActions: 1,
  },
  brierFinal: 0.1,
  brierTimeWeighted: 0.5,
  calibration: [
    { probability: 0.7, cameTrue: true, atUs: 120_000_000 },
    { probability: 0.3, cameTrue: false, atUs: 120_000_000 },
  ],
  decisions: [{ decision: 'rollback will work', confidence: 0.9, cameTrue: 'yes' }],
  patterns: [{ id: 'structured', title: 'Structured' }],
  usersAffected: 1_000,
  revenueLost: 5_000,
  budgets: [{ name: 'api', spentRatio: 0.2 }],
  hintsTaken: 0,
  ...change,
});

export const learningCard = (change: Partial<LearningCard> = {}): LearningCard => ({
  version: 1,
  id: 'aaaaaaaa-0001/lesson/1',
  kind: 'lesson',
  question: 'A pool is full. What do you ask first?',
  answer: 'Who holds it, and what are they waiting for.',
  from: { drillId: 'aaaaaaaa-0001', slug: 'timeout-cascade', title: 'Timeout cascade' },
  createdAt: '2026-01-01T01:00:00.000Z',
  schedule: {
    dueAt: '2026-01-01T01:00:00.000Z',
    stabilityDays: 0,
    difficulty: 0,
    scheduledDays: 0,
    learningStep: 0,
    reviews: 0,
    lapses: 0,
    state: 'new',
  },
  ...change,
});

export const postMortem = (change: Partial<PostMortem> = {}): PostMortem => ({
  version: 1,
  drillId: 'aaaaaaaa-0001',
  slug: 'timeout-cascade',
  title: 'Timeout cascade',
  updatedAt: '2026-01-01T02:00:00.000Z',
  sections: [{ id: 'summary', title: 'Summary', text: 'Sign-in failed for 20 minutes.' }],
  whys: ['The pool was full'],
  factors: [{ depth: 'surface', text: 'A timeout was too short' }],
  actionItems: [{ text: 'Review timeouts', owner: 'team', priority: 'P1', due: '2026-02-01', prevents: 'The diff would have been seen' }],
  ...change,
});

export const draft = (change: Partial<Draft> = {}): Draft => ({
  version: 1,
  drillId: 'aaaaaaaa-0001',
  field: 'update/executive',
  text: '"half a sen"',
  updatedAt: '2026-01-01T00:30:00.000Z',
  ...change,
});
