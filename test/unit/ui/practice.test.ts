// Spaced repetition: the same answers at the same times give the same schedule, and what the buttons promise is what happens.
import { describe, expect, test } from 'vitest';
import { dueCards, dueCount, intervalText, nextDueMs, SESSION_CARDS_MAX } from '../../../src/ui/practice/due.ts';
import { answered, GRADES, outcomes } from '../../../src/ui/practice/schedule.ts';
import { answer, begin, current, leftOver, takeBack } from '../../../src/ui/practice/session.ts';
import { learningCard } from '../../support/learner.ts';

const NOW = Date.parse('2026-01-10T08:00:00.000Z');
const DAY = 86_400_000;
const fresh = learningCard().schedule;
const dueIn = (schedule: { dueAt: string }, fromMs: number) => Date.parse(schedule.dueAt) - fromMs;

describe('answers', () => {
  test('harder answers come back sooner, and no two runs differ', () => {
    const first = outcomes(fresh, NOW);
    const delays = GRADES.map((grade) => dueIn(first[grade], NOW));
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays[0]).toBe(60_000);
    expect(delays[3]).toBeGreaterThan(DAY);
    expect(outcomes(fresh, NOW)).toEqual(first);
    for (const grade of GRADES) expect(answered(fresh, grade, NOW)).toEqual(first[grade]);
  });

  test('a card that is known comes back later each time, and one that was forgotten soon', async () => {
    let schedule = fresh;
    let atMs = NOW;
    const intervals: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      schedule = answered(schedule, 'good', atMs);
      intervals.push(dueIn(schedule, atMs));
      atMs = Date.parse(schedule.dueAt);
    }
    expect(schedule.state).toBe('review');
    expect(schedule.reviews).toBe(6);
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(intervals[5]).toBeGreaterThan(30 * DAY);
    expect(intervals[5]).toBeLessThanOrEqual(365 * DAY);
    const forgotten = answered(schedule, 'again', atMs);
    expect(forgotten).toMatchObject({ state: 'relearning', lapses: 1 });
    expect(dueIn(forgotten, atMs)).toBeLessThan(DAY);
    expect(forgotten.stabilityDays).toBeLessThan(schedule.stabilityDays);
    const { CardScheduleSchema } = await import('../../../src/schema/index.ts');
    expect(CardScheduleSchema.safeParse(forgotten).success).toBe(true);
  });

  test('a schedule survives its journey through storage', () => {
    const learning = answered(fresh, 'good', NOW);
    const stored = JSON.parse(JSON.stringify(learning)) as typeof learning;
    expect(outcomes(stored, NOW + DAY)).toEqual(outcomes(learning, NOW + DAY));
  });
});

describe('what is asked', () => {
  const card = (id: string, state: 'new' | 'learning' | 'review', dueMs: number) =>
    learningCard({ id, schedule: { ...fresh, state, dueAt: new Date(dueMs).toISOString() } });

  test('what is being learnt first, then the longest due, new ones last, and nothing before its time', () => {
    const cards = [
      card('new', 'new', NOW - 9 * DAY),
      card('late', 'review', NOW - 5 * DAY),
      card('today', 'review', NOW),
      card('minutes', 'learning', NOW - 1_000),
      card('tomorrow', 'review', NOW + DAY),
      card('next week', 'review', NOW + 7 * DAY),
    ];
    expect(dueCards(cards, NOW).map(({ id }) => id)).toEqual(['minutes', 'late', 'today', 'new']);
    expect(dueCount(cards, NOW)).toBe(4);
    expect(nextDueMs(cards, NOW)).toBe(NOW + DAY);
    expect(nextDueMs([], NOW)).toBeUndefined();
  });

  test('intervals in words', () => {
    expect([20_000, 600_000, 5_400_000, 20 * 3_600_000, DAY, 12 * DAY, 100 * DAY, 900 * DAY].map(intervalText)).toEqual([
      '1 min',
      '10 min',
      '2 h',
      '20 h',
      '1 day',
      '12 days',
      '3 months',
      '2 years',
    ]);
  });
});

describe('a sitting', () => {
  const card = (id: string, change = {}) => learningCard({ id, schedule: { ...fresh, ...change } });

  test('asks each due card once, and a forgotten one again at the end', () => {
    let sitting = begin([card('a'), card('b')], NOW);
    expect(current(sitting)?.id).toBe('a');
    sitting = answer(sitting, 'again', NOW)?.sitting ?? sitting;
    expect(current(sitting)?.id).toBe('b');
    sitting = answer(sitting, 'good', NOW)?.sitting ?? sitting;
    expect(current(sitting)?.id).toBe('a');
    sitting = answer(sitting, 'easy', NOW + 60_000)?.sitting ?? sitting;
    expect(current(sitting)).toBeUndefined();
    expect(answer(sitting, 'good', NOW)).toBeUndefined();
    expect(sitting.cards.map(({ schedule }) => schedule.reviews)).toEqual([2, 1]);
  });

  test('the last answer can be taken back, schedule and place in the row', () => {
    const first = begin([card('a'), card('b')], NOW);
    const second = answer(first, 'again', NOW);
    const back = second && takeBack(second.sitting);
    expect(back?.sitting).toEqual(first);
    expect(back?.card).toEqual(card('a'));
    expect(takeBack(first)).toBeUndefined();
  });

  test('is short; what is left over is counted', () => {
    const many = Array.from({ length: SESSION_CARDS_MAX + 7 }, (_, index) => card(`card ${index}`));
    const sitting = begin([...many, card('later', { dueAt: new Date(NOW + DAY).toISOString() })], NOW);
    expect(sitting.queue).toHaveLength(SESSION_CARDS_MAX);
    expect(leftOver(sitting, NOW)).toBe(7);
  });
});
