// What a debrief keeps and says: cards from lessons and patterns, the sentence on beliefs.
import { expect, test } from 'vitest';
import { freshCard } from '../../../src/host/client/index.ts';
import { type JournalEntry, LearningCardSchema, type StatementClaim } from '../../../src/schema/index.ts';
import { brierSentence } from '../../../src/ui/debrief/brier-words.ts';
import { cardsOf } from '../../../src/ui/debrief/cards.ts';
import { claimText } from '../../../src/ui/debrief/claim-text.ts';
import { dueText } from '../../../src/ui/debrief/due-text.ts';

const lesson = (seq: number, args: object): JournalEntry =>
  ({
    seq,
    atUs: 0,
    actor: 'trainee',
    role: 'x',
    kind: 'review.lesson',
    args: { symptoms: '', detection: '', resolution: '', kind: 'pattern', text: '', ...args },
  }) as unknown as JournalEntry;
const DRILL = { drillId: 'drill-1', slug: 'timeout-cascade', title: 'Timeout cascade' };

test('a lesson is asked by its symptoms, else by its drill; the store accepts every card', () => {
  const cards = cardsOf(
    DRILL,
    [
      lesson(4, { text: 'A full pool is a symptom', symptoms: 'pending grows', resolution: 'ask who holds it' }),
      lesson(9, { kind: 'process', text: 'Say it earlier' }),
      lesson(11, { text: '  ' }),
    ],
    [{ id: 'panic', title: 'Acting before looking', says: 'Three actions without a look between them.', evidence: [] }],
  );
  expect(cards.map(({ id }) => id)).toEqual(['lesson/drill-1/4', 'lesson/drill-1/9', 'pattern/panic']);
  expect(cards[0]).toMatchObject({
    question: 'You see: pending grows. What is it, and what helps?',
    answer: 'A full pool is a symptom\nWhat helps: ask who holds it',
  });
  expect(cards[1]?.question).toMatch(/^Timeout cascade: /);
  for (const card of cards) expect(() => LearningCardSchema.parse(freshCard(card, '2026-01-01T00:00:00Z'))).not.toThrow();
});

test('beliefs are told against knowing nothing', () => {
  expect(brierSentence(undefined, undefined)).toMatch(/stated no belief/);
  expect(brierSentence(0.62, 0.02)).toBe(
    'Over the incident your beliefs score 0.62: better than knowing nothing (1). At the end they score 0.02: you knew, and knew that you knew.',
  );
  expect(brierSentence(1.4, 1.9)).toMatch(/worse than knowing nothing.*believed something else/);
});

test('what was due and when it was done are counted from the first page', () => {
  const zeroUs = 870e6;
  expect(dueText({ byUs: zeroUs + 300e6, doneAtUs: zeroUs + 16e6 }, zeroUs)).toBe('due by T+5:00, done at T+0:16');
  expect(dueText({ byUs: zeroUs + 300e6, doneAtUs: undefined }, zeroUs)).toBe('due by T+5:00, not done');
});

test('each kind of claim is a sentence of its own', () => {
  const text = (about: StatementClaim['about'], said: string, was: string, shown?: string) => claimText({ about, said, was, shown });
  expect(text('error ratio', '10 %', '40 %', '38 %')).toBe('error ratio: you said 10 %; the instruments showed 38 %; it was 40 %');
  expect(text('state', 'it is over', 'users were well')).toBe('state: you said it is over; at that time users were well');
  expect(text('state', 'monitoring', 'users were hurt')).toBe('state: you said “monitoring”; at that time users were hurt');
  expect(text('confidence', '90 %', 'users were hurt')).toBe('confidence: you were 90 % sure; at that time users were hurt');
  expect(text('eta', 'in 5 minutes', '1.4 minutes before')).toBe('users well again: you said in 5 minutes; it had come 1.4 minutes before');
  expect(text('eta', 'in 5 minutes', 'not known')).toBe('users well again: you said in 5 minutes');
  expect(text('next update', 'in 5 minutes', 'the end was declared')).toBe(
    'next update: you promised it in 5 minutes; the end was declared',
  );
  expect(text('next update', 'in 5 minutes', '3 minutes later')).toBe('next update: you promised it in 5 minutes; it came 3 minutes later');
  expect(text('severity', 'SEV-1', 'none declared')).toBe('severity: you said SEV-1; none was declared');
});
