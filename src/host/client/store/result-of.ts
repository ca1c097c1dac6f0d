// From a scorecard to what the own history keeps of it.
import type {
  BeliefPoint,
  CalibrationPoint,
  DrillResult,
  DrillView,
  JournalEntry,
  LearningCard,
  Scorecard,
} from '../../../schema/index.ts';

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
    level: view.level,
    timed: view.timed,
    points: card.total.points,
    pointsMax: card.total.pointsMax,
    measures: {
      timeToAcknowledgeUs: measures.timeToAcknowledgeUs,
      timeToFirstActionUs: measures.timeToFirstActionUs,
      timeToTrueCauseUs: timeToTrueCauseUs(card.beliefs, card.tPlusZeroUs),
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
    calibration: calibrationOf(card.beliefs),
    decisions: journal.flatMap((entry) =>
      entry.kind === 'review.calibration'
        ? [{ decision: entry.args.decision, confidence: entry.args.confidence, cameTrue: entry.args.cameTrue }]
        : [],
    ),
    patterns: card.patterns.map(({ id: pattern, title }) => ({ id: pattern, title })),
    usersAffected: measures.usersAffected,
    revenueLost: measures.revenueLost,
    budgets: view.slos.map(({ name, budgetSpentRatio }) => ({ name, spentRatio: Math.max(0, budgetSpentRatio) })),
    hintsTaken: journal.filter(({ kind }) => kind === 'hint.take').length,
  };
}

/** Every probability of every statement, and what was left for "something else": it came true when no named cause was the true one. */
export function calibrationOf(beliefs: readonly BeliefPoint[]): CalibrationPoint[] {
  return beliefs
    .flatMap(({ atUs, beliefs: named }): CalibrationPoint[] => {
      const rest = Math.max(0, 1 - named.reduce((sum, { probability }) => sum + probability, 0));
      const found = named.some(({ isTruth }) => isTruth);
      return [
        ...named.map(({ probability, isTruth }) => ({ probability, cameTrue: isTruth, atUs })),
        { probability: rest < 1e-9 ? 0 : rest, cameTrue: !found, atUs },
      ];
    })
    .slice(-CALIBRATION_MAX);
}

/**
 * Microseconds from T+0 until the true cause was believed more than any other, for good; 0 when that was so before.
 * @returns undefined when it was not at the end, or nobody was paged
 */
export function timeToTrueCauseUs(beliefs: readonly BeliefPoint[], tPlusZeroUs: number | undefined): number | undefined {
  if (tPlusZeroUs === undefined) return undefined;
  let sinceUs: number | undefined;
  for (const { atUs, beliefs: named } of beliefs) {
    const truth = named.filter(({ isTruth }) => isTruth).reduce((sum, { probability }) => sum + probability, 0);
    const other = Math.max(0, ...named.filter(({ isTruth }) => !isTruth).map(({ probability }) => probability));
    sinceUs = truth > other ? (sinceUs ?? atUs) : undefined;
  }
  return sinceUs === undefined ? undefined : Math.max(0, sinceUs - tPlusZeroUs);
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
