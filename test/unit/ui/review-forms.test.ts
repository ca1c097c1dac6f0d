// Forms of a review: what is left, what would be recorded, times as they are typed, rows that change places.
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../src/schema/index.ts';
import {
  EMPTY_FORMS,
  type Forms,
  movedRow,
  pendingEntries,
  recordedForms,
  reviewSteps,
  sortedRows,
  timelineItems,
  timeProblem,
} from '../../../src/ui/review/forms.ts';

const clock = { startsAtMs: Date.UTC(2026, 0, 5, 9, 0, 0), tPlusZeroUs: 600e6, lengthUs: 3600e6 };
const entry = <K extends JournalEntry['kind']>(seq: number, kind: K, args: unknown): JournalEntry =>
  ({ seq, atUs: 3000e6, actor: 'trainee', role: 'incident commander', kind, args }) as JournalEntry;
const forms = (change: Partial<Forms>): Forms => ({ ...EMPTY_FORMS, ...change });
const REFLECTION = { wentWell: 'quick', wentBadly: '', lucky: '', feelings: '' };

describe('what is recorded', () => {
  test('nothing written: nothing would be recorded, and every step is open', () => {
    expect(pendingEntries([], EMPTY_FORMS, clock)).toEqual([]);
    const steps = reviewSteps({
      journal: [],
      forms: EMPTY_FORMS,
      clock,
      judged: { total: 2, given: 0 },
      late: { waiting: true, read: false },
    });
    expect(steps.map(({ state }) => state)).toEqual(Array(8).fill('open'));
  });

  test('a text that was recorded and not changed since is done; changed, it is begun and recorded again', () => {
    const journal = [entry(1, 'review.reflection', REFLECTION), entry(2, 'review.causes', { surface: 'a', deeper: '', deepest: '' })];
    const same = forms({ reflection: REFLECTION, causes: { surface: 'a', deeper: '', deepest: '' } });
    expect(pendingEntries(journal, same, clock)).toEqual([]);
    const changed = forms({ ...same, reflection: { ...REFLECTION, lucky: 'at night' } });
    expect(pendingEntries(journal, changed, clock)).toEqual([{ kind: 'review.reflection', args: changed.reflection }]);
    const states = (value: Forms) =>
      Object.fromEntries(
        reviewSteps({ journal, forms: value, clock, judged: { total: 0, given: 0 }, late: { waiting: false, read: false } }).map((step) => [
          step.id,
          step.state,
        ]),
      );
    expect(states(same)).toMatchObject({ reflection: 'done', causes: 'done', timeline: 'open' });
    expect(states(changed)).toMatchObject({ reflection: 'begun' });
    expect(states(changed)).not.toHaveProperty('self');
  });

  test('half-written lessons, decisions and action items are recorded with the review, an empty one is not', () => {
    const half = forms({
      lesson: { ...EMPTY_FORMS.lesson, text: 'A full pool is a symptom' },
      item: { ...EMPTY_FORMS.item, text: ' ' },
      decision: { ...EMPTY_FORMS.decision, decision: 'rollback will work' },
    });
    expect(pendingEntries([], half, clock).map(({ kind }) => kind)).toEqual(['review.calibration', 'review.lesson']);
  });

  test('causes need the surface', () => {
    expect(pendingEntries([], forms({ causes: { surface: ' ', deeper: 'x', deepest: '' } }), clock)).toEqual([]);
  });
});

describe('the course of events while it is written', () => {
  const rows = [
    { time: '09:20', text: 'Rolled back' },
    { time: 'T+0', text: 'The first page' },
    { time: '', text: 'no time' },
    { time: '9:30', text: ' ' },
    { time: '23:00', text: 'after the end' },
  ];
  test('what has words and a time of the run is recorded, by time', () => {
    expect(timelineItems(rows, clock)).toEqual([
      { atS: 600, text: 'The first page' },
      { atS: 1200, text: 'Rolled back' },
    ]);
  });
  test('a time that cannot be is said; an empty one is no mistake yet', () => {
    expect(rows.map((row) => timeProblem(row, clock) !== undefined)).toEqual([false, false, false, false, true]);
    expect(timeProblem({ time: '10:30', text: 'x' }, clock)).toMatch(/over/);
    expect(timeProblem({ time: 'later', text: 'x' }, clock)).toMatch(/09:30|T\+/);
  });
  test('sorting keeps a row without a time behind the one it follows', () => {
    expect(sortedRows(rows.slice(0, 3), clock).map(({ text }) => text)).toEqual(['The first page', 'no time', 'Rolled back']);
  });
  test('moving changes what happened, not the times; nothing moves over an end', () => {
    const two = [
      { time: '09:10', text: 'a' },
      { time: '09:20', text: 'b' },
    ];
    expect(movedRow(two, 1, -1)).toEqual([
      { time: '09:10', text: 'b' },
      { time: '09:20', text: 'a' },
    ]);
    expect(movedRow(two, 0, -1)).toEqual(two);
  });
  test('what was recorded is shown again by the clock of the story', () => {
    const journal = [entry(1, 'review.timeline', { items: [{ atS: 600, text: 'The first page' }] })];
    const recorded = recordedForms(journal, clock);
    expect(recorded.timeline.rows).toEqual([{ time: '09:10:00', text: 'The first page' }]);
    expect(pendingEntries(journal, { ...EMPTY_FORMS, ...recorded }, clock)).toEqual([]);
  });
});
