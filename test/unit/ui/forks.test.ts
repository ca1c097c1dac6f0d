// What a fork says in words, and what is drawn of it.
import { describe, expect, test } from 'vitest';
import type { Band, ForkResult } from '../../../src/schema/index.ts';
import { bandSeries, bandStretch, roundScale } from '../../../src/ui/debrief/fork-curves.ts';
import { forkLabel, forkSentence } from '../../../src/ui/debrief/fork-sentence.ts';

const band = (median: number[]): Band => ({ median, low: median.map((one) => one * 0.9), high: median.map((one) => one * 1.1) });
const own = band([0, 100, 200, 300]);
const result: ForkResult = {
  label: 'Had nobody acted',
  edit: { kind: 'idle' },
  seeds: 20,
  fromUs: 60e6,
  untilUs: 180e6,
  usersAffected: { median: 1600, low: 1500, high: 1700 },
  revenueLost: { median: 400, low: 300, high: 500 },
  own: { usersAffected: { median: 400, low: 300, high: 500 }, revenueLost: { median: 420, low: 310, high: 530 } },
  usersDifference: { median: 1200, low: 900.2, high: 1500 },
  revenueDifference: { median: -20, low: -30, high: -10 },
  curves: { atUs: [0, 60e6, 120e6, 180e6], usersAffected: [0, 100, 500, 900], revenueLost: [0, 1, 2, 3] },
  ownCurves: { atUs: [0, 60e6, 120e6, 180e6], usersAffected: [0, 100, 200, 300], revenueLost: [0, 1, 2, 3] },
  bands: { own: { usersAffected: own, revenueLost: own }, fork: { usersAffected: band([0, 100, 500, 900]), revenueLost: own } },
  problems: [],
};

describe('a fork is told as a difference', () => {
  test('with its range over seeds, and where it ends', () => {
    expect(forkSentence(result, 'EUR', 60e6)).toBe(
      'Had nobody acted, 1,200 more users (900 to 1,500 in 90 % of 20 seeds) would have been affected ' +
        'and 20 EUR less (10 EUR to 30 EUR in 90 % of 20 seeds) lost by T+2:00, with the same arrivals: ' +
        '1,500 to 1,700 users instead of 300 to 500.',
    );
  });
  test('as chance where it goes both ways, and with what could not be repeated', () => {
    const either = forkSentence({ ...result, usersDifference: { median: 0, low: -4, high: 3 }, problems: ['a', 'b'] }, 'EUR', undefined);
    expect(either).toContain('as many users (4 fewer users to 3 more users in 90 % of 20 seeds)');
    expect(either).toContain('It could be chance');
    expect(either).toContain('2 entries could not be repeated');
  });
  test('the name of a fork begins its sentence', () => {
    expect(forkLabel({ kind: 'shift', seq: 3, byUs: -180e6 }, 'rollback payment-service')).toBe(
      'Had “rollback payment-service” come 3 min earlier',
    );
    expect(forkLabel({ kind: 'shift', seq: 3, byUs: 90e6 }, 'x')).toBe('Had “x” come 1 min 30 s later');
    expect(forkLabel({ kind: 'without', seq: 3 }, 'rollback payment-service')).toBe('Without “rollback payment-service”');
  });
});

describe('curves with intervals', () => {
  test('the drill as it was played comes once, then each fork', () => {
    expect(bandSeries([], 'usersAffected')).toEqual([]);
    const second = { ...result, label: 'Without “x”' };
    const series = bandSeries([result, second], 'usersAffected');
    expect(series.map(({ name }) => name)).toEqual(['as you played it', 'Had nobody acted', 'Without “x”']);
    expect(series[0]?.band).toBe(own);
  });
  test('the picture begins shortly before the curves part and ends where they end', () => {
    const series = bandSeries([result], 'usersAffected');
    const { fromUs, toUs, max } = bandStretch([result], series);
    expect([fromUs, toUs, max]).toEqual([120e6 - 9e6, 180e6, 990.0000000000001]);
    expect(bandStretch([result], bandSeries([result], 'revenueLost')).fromUs).toBe(0);
  });
  test.each([
    [1, 1, 0.2],
    [990, 1000, 200],
    [5400, 6000, 2000],
    [12, 15, 5],
  ])('a scale for %d goes to %d by %d', (max, top, step) => expect(roundScale(max)).toEqual({ top, step }));
});
