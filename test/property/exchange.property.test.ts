// Shares, cash and orders balance at every instant of random desks; saving and restoring at any instant changes nothing; seeds repeat to the byte.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashHex, hashInit, hashText } from '../../src/math/index.ts';
import { Desk, exchangeText } from '../support/exchange-world.ts';

const issue = fc.constantFrom('fresh', 'old');
const quantity = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1000, max: 61_000 }));
const price = fc.oneof(fc.constant(1), fc.integer({ min: 500, max: 1200 }));
const text = fc.oneof(
  fc.tuple(fc.constantFrom('buy', 'sell'), issue, quantity, price).map((words) => `enter-order ${words.join(' ')}`),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('broker', 'direct')).map((words) => `cancel-order ${words.join(' ')}`),
  fc.tuple(fc.integer({ min: 1, max: 9 }), quantity, price).map((words) => `correct-order ${words.join(' ')}`),
  fc.tuple(issue, fc.integer({ min: 100, max: 100_000 }), price).map((words) => `buy-back ${words.join(' ')}`),
  issue.map((name) => `stop-buy-back ${name}`),
  fc.integer({ min: 1, max: 9 }).map((order) => `ask-cancel ${order}`),
  issue.map((name) => `ask-halt ${name}`),
);
const days = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 6 }),
  faulty: fc.boolean(),
  chance: fc.constantFrom('0 %', '100 %'),
  deeds: fc.array(fc.record({ atS: fc.integer({ min: 0, max: 3300 }), text }), { maxLength: 14 }),
});

const digest = (saved: string): string => {
  const hash = hashInit(1);
  hashText(hash, saved);
  return hashHex(hash);
};

describe('whatever is entered', () => {
  it('shares, cash and orders balance after every deed, and a restore changes nothing', () => {
    fc.assert(
      fc.property(days, ({ seed, faulty, chance, deeds }) => {
        const scenario = exchangeText({ faulty, chance, perMinute: 12, traders: 400 });
        const desk = new Desk(scenario, seed);
        const twin = new Desk(scenario, seed);
        for (const deed of deeds.toSorted((one, other) => one.atS - other.atS)) {
          desk.run(deed.atS).do(deed.text);
          expect(desk.unbalanced()).toEqual([]);
          twin.world.restore(desk.world.save());
          expect(twin.world.save()).toBe(desk.world.save());
        }
        desk.run(3400);
        twin.run(3400);
        expect(desk.unbalanced()).toEqual([]);
        expect(digest(twin.world.save())).toBe(digest(desk.world.save()));
      }),
      { numRuns: 12, seed: 92756 },
    );
  });

  it('nothing ever trades outside the limits of the day', () => {
    fc.assert(
      fc.property(days, ({ seed, deeds }) => {
        const desk = new Desk(exchangeText({ perMinute: 12, traders: 400 }), seed);
        for (const deed of deeds.toSorted((one, other) => one.atS - other.atS)) desk.run(deed.atS).do(deed.text);
        desk.run(3400);
        for (const name of ['fresh', 'old']) {
          const low = desk.read(`exchange_limit_price_yen issue=${name} limit=low`);
          if (low === undefined) continue;
          expect(desk.read(`exchange_lowest_price_yen issue=${name}`)).toBeGreaterThanOrEqual(low);
          expect(desk.read(`exchange_highest_price_yen issue=${name}`)).toBeLessThanOrEqual(low + 200);
        }
      }),
      { numRuns: 12, seed: 610_000 },
    );
  });
});

describe('golden', () => {
  it('one day of a seed, to the byte', () => {
    const desk = new Desk(exchangeText({ perMinute: 12, traders: 2000 }), 'golden').run(27 * 60);
    desk.do('enter-order sell fresh 61000 1');
    desk.run(27 * 60 + 85).do('cancel-order 1');
    desk.run(27 * 60 + 200).do('buy-back fresh 10000 772');
    desk.run(49 * 60);
    expect({
      sold: desk.read('exchange_shares_executed_total issue=fresh side=sell'),
      bought: desk.read('exchange_shares_executed_total issue=fresh side=buy'),
      loss: desk.read('exchange_firm_loss_yen basis=same day'),
      state: digest(desk.world.save()),
    }).toMatchInlineSnapshot(`
      {
        "bought": 50193,
        "loss": 3068355,
        "sold": 61000,
        "state": "800c4ade6caad42b",
      }
    `);
  });
});
