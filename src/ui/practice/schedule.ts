// Spaced repetition by FSRS (ts-fsrs): what each of the four answers would do to a card. Pure: the time is passed in, nothing is random.
// https://github.com/open-spaced-repetition/free-spaced-repetition-scheduler
import { type CardInput, type Card as FsrsCard, fsrs, type Grade, Rating, type State } from 'ts-fsrs';
import type { LearningCard } from '../../host/client/index.ts';

type CardSchedule = LearningCard['schedule'];

export const GRADES = ['again', 'hard', 'good', 'easy'] as const;
export type AnswerGrade = (typeof GRADES)[number];

const RATINGS: Readonly<Record<AnswerGrade, Grade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};
const STATES = ['new', 'learning', 'review', 'relearning'] as const;

/** Recall of 90 %; a year at most, because drills change. */
const scheduler = fsrs({ enable_fuzz: false, request_retention: 0.9, maximum_interval: 365 });

/** The schedule after an answer given at `nowMs`. */
export function answered(schedule: CardSchedule, grade: AnswerGrade, nowMs: number): CardSchedule {
  return fromFsrs(scheduler.next(toFsrs(schedule), new Date(nowMs), RATINGS[grade]).card);
}

/** All four, for the buttons. */
export function outcomes(schedule: CardSchedule, nowMs: number): Record<AnswerGrade, CardSchedule> {
  const preview = scheduler.repeat(toFsrs(schedule), new Date(nowMs));
  const of = (grade: AnswerGrade) => fromFsrs(preview[RATINGS[grade]].card);
  return { again: of('again'), hard: of('hard'), good: of('good'), easy: of('easy') };
}

function toFsrs(schedule: CardSchedule): CardInput {
  return {
    due: new Date(schedule.dueAt),
    stability: schedule.stabilityDays,
    difficulty: schedule.difficulty,
    // Counted from the last review by the scheduler itself.
    elapsed_days: 0,
    scheduled_days: schedule.scheduledDays,
    learning_steps: schedule.learningStep,
    reps: schedule.reviews,
    lapses: schedule.lapses,
    state: STATES.indexOf(schedule.state) as State,
    ...(schedule.lastReviewAt === undefined ? {} : { last_review: new Date(schedule.lastReviewAt) }),
  };
}

function fromFsrs(card: FsrsCard): CardSchedule {
  return {
    dueAt: card.due.toISOString(),
    stabilityDays: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    learningStep: card.learning_steps,
    reviews: card.reps,
    lapses: card.lapses,
    state: STATES[card.state] ?? 'new',
    lastReviewAt: card.last_review?.toISOString(),
  };
}
