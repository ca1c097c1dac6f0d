// From a scorecard to what the own history keeps of it.
import type { DrillResult, DrillView, JournalEntry, LearningCard, Scorecard } from '../../../schema/index.ts';

const CALIBRATION_MAX = 5_000;

export interface ScoredDrill {
  id: string;
  slug: string;
  view: DrillView;
  journal: readonly JournalEntry[];
  card: Scorecard;
  /** Now, when the journal does not say when it was submitted; ISO 8601. */
  now: string;
}

export function resultOf({ id, slug, view, journal, card, now }: ScoredDrill): DrillResult {
  const { measures } = card;
  return {
    version: 1,
    id,
    slug,
    title: view.scenario.title,
    scenarioHash: view.scenario.hash,
    seed: view.seed,
    finishedAt: journal.findLast(({ kind }) => kind === 'review.submit')?.recordedAt ?? now,
    level: card.level,
    timed: card.timed,
    points: card.total.points,
    pointsMax: card.total.pointsMax,
    measures: {
      timeToAcknowledgeUs: measures.timeToAcknowledgeUs,
      timeToFirstActionUs: measures.timeToFirstActionUs,
      timeToTrueCauseUs: measures.timeToTrueCauseUs,
      timeToMitigateUs: measures.timeToMitigateUs,
      timeToResolveUs: measures.timeToResolveUs,
      falselyResolved: measures.falselyResolved,
      harmVsIdle: measures.harmVsIdle,
      harmVsReference: measures.harmVsReference,
      rivalsRuledOut: measures.rivalsRuledOut,
      rivalsTotal: measures.rivalsTotal,
      harmfulActions: measures.harmfulActions,
      blindActions: measures.blindActions,
    },
    brierFinal: measures.brierFinal,
    brierTimeWeighted: measures.brierTimeWeighted,
    calibration: card.calibration.slice(-CALIBRATION_MAX),
    decisions: journal.flatMap((entry) =>
      entry.kind === 'review.calibration'
        ? [{ decision: entry.args.decision, confidence: entry.args.confidence, cameTrue: entry.args.cameTrue }]
        : [],
    ),
    patterns: card.patterns.map(({ id: pattern, title }) => ({ id: pattern, title })),
    usersAffected: measures.usersAffected,
    revenueLost: measures.revenueLost,
    budgets: view.slos.map(({ name, budgetSpentRatio }) => ({ name, spentRatio: Math.max(0, budgetSpentRatio) })),
    hintsTaken: measures.hintsTaken,
  };
}

/** A card nobody has been asked yet: due at once. */
export function freshCard(
  card: Pick<LearningCard, 'id' | 'kind' | 'question' | 'answer' | 'from'>,
  createdAt = new Date().toISOString(),
): LearningCard {
  return {
    version: 1,
    ...card,
    createdAt,
    schedule: {
      dueAt: createdAt,
      stabilityDays: 0,
      difficulty: 0,
      scheduledDays: 0,
      learningStep: 0,
      reviews: 0,
      lapses: 0,
      state: 'new',
    },
  };
}
