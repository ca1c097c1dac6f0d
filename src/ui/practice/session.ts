// One sitting of the daily review as a value: what is asked, what was answered, and the way back. Pure.
import type { LearningCard } from '../../host/client/index.ts';
import { dueCards, isDue, SESSION_CARDS_MAX } from './due.ts';
import { type AnswerGrade, answered } from './schedule.ts';

export interface Sitting {
  /** All cards, with the schedules as they are now. */
  cards: readonly LearningCard[];
  /** Ids to ask, the next one first. */
  queue: readonly string[];
  done: readonly { before: LearningCard; queue: readonly string[]; grade: AnswerGrade }[];
}

export function begin(cards: readonly LearningCard[], nowMs: number): Sitting {
  return {
    cards,
    queue: dueCards(cards, nowMs)
      .slice(0, SESSION_CARDS_MAX)
      .map(({ id }) => id),
    done: [],
  };
}

export const current = ({ cards, queue }: Sitting): LearningCard | undefined => cards.find(({ id }) => id === queue[0]);

/** A card that was forgotten comes again in the same sitting, at its end. */
export function answer(sitting: Sitting, grade: AnswerGrade, nowMs: number): { sitting: Sitting; card: LearningCard } | undefined {
  const before = current(sitting);
  if (before === undefined) return undefined;
  const card = { ...before, schedule: answered(before.schedule, grade, nowMs) };
  const rest = sitting.queue.slice(1);
  return {
    card,
    sitting: {
      cards: sitting.cards.map((one) => (one.id === card.id ? card : one)),
      queue: grade === 'again' ? [...rest, card.id] : rest,
      done: [...sitting.done, { before, queue: sitting.queue, grade }],
    },
  };
}

export function takeBack(sitting: Sitting): { sitting: Sitting; card: LearningCard } | undefined {
  const last = sitting.done.at(-1);
  if (last === undefined) return undefined;
  const { before, queue } = last;
  return {
    card: before,
    sitting: { cards: sitting.cards.map((one) => (one.id === before.id ? before : one)), queue, done: sitting.done.slice(0, -1) },
  };
}

/** Cards that would be asked beyond this sitting. */
export const leftOver = ({ cards, queue }: Sitting, nowMs: number): number =>
  cards.filter((card) => isDue(card, nowMs) && !queue.includes(card.id)).length;
