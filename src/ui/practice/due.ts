// Which cards are asked now. Pure; does not need the scheduler, so that the library can count without loading it.
import type { LearningCard } from '../../host/client/index.ts';

/** A short daily review: what is left over comes tomorrow, or today to those who ask for more. */
export const SESSION_CARDS_MAX = 20;

export const isDue = ({ schedule }: LearningCard, nowMs: number): boolean => Date.parse(schedule.dueAt) <= nowMs;

export const dueCount = (cards: readonly LearningCard[], nowMs: number): number => cards.filter((card) => isDue(card, nowMs)).length;

/** Cards to ask, in order: those being learnt first, because their minutes count, then the longest due; new ones last. */
export function dueCards(cards: readonly LearningCard[], nowMs: number): LearningCard[] {
  const rank = ({ schedule: { state } }: LearningCard): number => (state === 'new' ? 2 : state === 'review' ? 1 : 0);
  return cards
    .filter((card) => isDue(card, nowMs))
    .sort((a, b) => rank(a) - rank(b) || Date.parse(a.schedule.dueAt) - Date.parse(b.schedule.dueAt) || (a.id < b.id ? -1 : 1));
}

/** When the next card that is not due yet will be; undefined when there is none. */
export function nextDueMs(cards: readonly LearningCard[], nowMs: number): number | undefined {
  const later = cards.map(({ schedule }) => Date.parse(schedule.dueAt)).filter((dueMs) => dueMs > nowMs);
  return later.length === 0 ? undefined : Math.min(...later);
}

/** `in 4 min`, `in 3 h`, `in 12 days`: as exact as it helps to be. */
export function intervalText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 24) return `${hours} h`;
  const days = Math.round(ms / 86_400_000);
  if (days < 60) return days === 1 ? '1 day' : `${days} days`;
  const months = Math.round(days / 30.44);
  return months < 24 ? `${months} months` : `${Math.round(days / 365.25)} years`;
}
