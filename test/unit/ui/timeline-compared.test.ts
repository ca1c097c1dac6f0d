// A remembered course of events beside the true one: pairing by words, distance in time, what is missing, what was turned round.
import { describe, expect, test } from 'vitest';
import { alikeness, compareTimelines, type TrueEvent } from '../../../src/ui/debrief/timeline-compared.ts';
import { readStoryTime } from '../../../src/ui/review/story-time.ts';

const at = (minutes: number) => minutes * 60_000_000;
const EVENTS: TrueEvent[] = [
  { atUs: at(10), text: 'The first page', names: ['The first page'] },
  { atUs: at(11), text: 'Acknowledged ApiErrorsHigh', names: ['Acknowledged'] },
  { atUs: at(15), text: 'Roll back: payment-service 2.4.2 → 2.4.1', names: ['First action'] },
  { atUs: at(20), text: 'Restart: shop-db' },
  { atUs: at(24), text: 'Users no longer hurt', names: ['Users no longer hurt'] },
];

describe('a rebuilt course of events', () => {
  test('milestones are recognised word for word, free text by its words', () => {
    const compared = compareTimelines(EVENTS, [
      { atS: 600, text: 'the first page' },
      { atS: 15 * 60 + 30, text: 'rolled back payment-service' },
      { atS: 24 * 60, text: 'Users no longer hurt' },
    ]);
    expect(compared).toMatchObject({ remembered: 3, misplaced: 0, missed: 2, other: 0, swapped: [] });
    expect(compared.rows.filter((row) => row.kind === 'missed').map((row) => row.event.text)).toEqual([
      'Acknowledged ApiErrorsHigh',
      'Restart: shop-db',
    ]);
  });

  test('misplaced says by how much and in which direction; a minute is not misplaced', () => {
    const compared = compareTimelines(EVENTS, [
      { atS: 660 + 60, text: 'Acknowledged' },
      { atS: 15 * 60 - 61, text: 'First action' },
    ]);
    const known = compared.rows.flatMap((row) => (row.kind === 'remembered' ? [[row.offUs, row.misplaced]] : []));
    expect(known).toEqual([
      [60_000_000, false],
      [-61_000_000, true],
    ]);
    expect(compared.offUsMedian).toBe(60_500_000);
  });

  test('each event is taken once, by the item nearest in words and then in time', () => {
    const compared = compareTimelines(
      [
        { atUs: at(5), text: 'Update to executive: investigating' },
        { atUs: at(30), text: 'Update to executive: resolved' },
      ],
      [
        { atS: 29 * 60, text: 'executive update' },
        { atS: 6 * 60, text: 'executive update' },
      ],
    );
    expect(compared.rows.map((row) => (row.kind === 'remembered' ? row.offUs : undefined))).toEqual([60_000_000, -60_000_000]);
  });

  test('at one instant the order is that of the events, remembered or not', () => {
    const { rows } = compareTimelines(
      [
        { atUs: at(5), text: 'Believes: payment-service code change' },
        { atUs: at(5), text: 'Roll back: payment-service 2.4.2 → 2.4.1' },
      ],
      [{ atS: 5 * 60, text: 'rolled back payment-service' }],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['missed', 'remembered']);
  });

  test('what is not among the events stays, by its own time; what was turned round is named', () => {
    const compared = compareTimelines(EVENTS, [
      { atS: 12 * 60, text: 'Restarted shop-db' },
      { atS: 14 * 60, text: 'First action' },
      { atS: 13 * 60, text: 'Coffee' },
    ]);
    expect(compared.other).toBe(1);
    expect(compared.rows.find((row) => row.kind === 'other')).toMatchObject({ atUs: at(13) });
    expect(compared.swapped).toEqual([{ first: 'Restarted shop-db', second: 'First action' }]);
  });

  test('no memory: everything is missed, and nothing is said about distance', () => {
    expect(compareTimelines(EVENTS, [])).toMatchObject({ remembered: 0, missed: EVENTS.length, offUsMedian: undefined });
    expect(alikeness('', EVENTS[0] as TrueEvent)).toBe(0);
  });
});

describe('times as people type them', () => {
  const startsAtMs = Date.UTC(2026, 0, 5, 9, 0, 0);
  test.each([
    ['09:36', 2160],
    ['9:36:40', 2200],
    ['T+4:05', 600 + 245],
    ['+4', 600 + 240],
    ['T-1', 600 - 60],
    ['t−1:30', 600 - 90],
    ['T+1:00:00', 600 + 3600],
  ])('%s', (text, atS) => expect(readStoryTime(text, startsAtMs, 600e6)).toBe(atS));
  test.each(['', 'soon', '25:00', '09:61', 'T-99', '08:00', '9'])('not a time of the run: %s', (text) =>
    expect(readStoryTime(text, startsAtMs, 600e6)).toBeUndefined(),
  );
  test('a run may pass midnight', () => {
    expect(readStoryTime('00:05', Date.UTC(2026, 0, 5, 23, 55, 0), undefined)).toBe(600);
  });
});
