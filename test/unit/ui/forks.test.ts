// What a fork says in words.
import { describe, expect, test } from 'vitest';
import { forkSentence } from '../../../src/ui/debrief/fork-sentence.ts';

const level = { median: 400, low: 300, high: 500 };
const result = {
  label: 'had nobody acted',
  seeds: 20,
  usersAffected: level,
  revenueLost: level,
  usersDifference: { median: 1200, low: 900.2, high: 1500 },
  revenueDifference: { median: -20, low: -30, high: -10 },
  curves: { atUs: [0, 1], usersAffected: [0, 450], revenueLost: [0, 1] },
};

describe('a fork is told as a difference', () => {
  test('with its range over seeds, and where it ends', () => {
    expect(forkSentence(result, 200, 'EUR')).toBe(
      'Had nobody acted: with the same arrivals, 1,200 more users (900 to 1,500 over 20 seeds) would have been affected ' +
        'and 20 EUR less (10 EUR to 30 EUR over 20 seeds) lost. On this drill’s own seed: 450 users instead of 200. ' +
        'The changed runs end with 300 to 500 users affected.',
    );
  });

  test('and as chance where it goes both ways', () => {
    const either = forkSentence({ ...result, usersDifference: { median: 0, low: -4, high: 3 } }, 200, 'EUR');
    expect(either).toContain('as many users (4 fewer users to 3 more users over 20 seeds)');
    expect(either).toContain('It could be chance');
  });
});
