// The exchange world: opening, band and deemed orders, the cancellation fault, telephone and halt, buy-back, settlement.
import { describe, expect, it } from 'vitest';
import { Desk, exchangeText } from '../../support/exchange-world.ts';

/** The slip: 61,000 shares of an issue with 1,000, at a price of one. */
const SLIP = 'enter-order sell fresh 61000 1';
const slipped = (options = {}, seed = 'unit') => {
  const desk = new Desk(exchangeText(options), seed).run(27 * 60);
  desk.do(SLIP);
  return desk;
};

describe('opening', () => {
  it('a special bid begins at the offer and is raised a step at a time while more is bid than offered', () => {
    const desk = new Desk(exchangeText());
    expect(desk.read('exchange_special_quote_yen issue=fresh side=buy')).toBe(610);
    expect(desk.run(599).read('exchange_reference_price_yen issue=fresh')).toBe(610);
    expect(desk.run(601).read('exchange_reference_price_yen issue=fresh')).toBe(641);
    expect(desk.run(1201).read('exchange_special_quote_yen issue=fresh side=buy')).toBe(672);
    expect(desk.read('exchange_last_price_yen issue=fresh')).toBeUndefined();
    expect(desk.read('exchange_volume_shares_total issue=fresh')).toBe(0);
  });

  it('left alone it opens where the two sides meet', () => {
    const desk = new Desk(exchangeText()).run(4 * 3600);
    const first = Number(desk.facts.find((fact) => fact.startsWith('fresh: first price'))?.split(' ').at(-1));
    expect(first).toBeGreaterThan(700);
    expect((first - 610) % 31).toBe(0);
    expect(desk.unbalanced()).toEqual([]);
  });

  it('the first price is struck at the special quote by whoever meets it, and makes the band of the day', () => {
    const desk = slipped().run(27 * 60 + 2);
    expect(desk.read('exchange_highest_price_yen issue=fresh')).toBe(672);
    expect(desk.read('exchange_limit_price_yen issue=fresh limit=low')).toBe(572);
    expect(desk.read('exchange_limit_price_yen issue=fresh limit=high')).toBe(772);
    expect(desk.facts).toContain('fresh: first price 672');
  });

  it('nobody buys at one: the rest is deemed at the lowest price of the day', () => {
    const desk = slipped().run(27 * 60 + 2);
    expect(desk.rows('my orders')[0]).toContain('1 (deemed 572)');
    desk.run(40 * 60);
    expect(desk.read('exchange_lowest_price_yen issue=fresh') ?? 0).toBeGreaterThanOrEqual(572);
  });

  it('an ordinary client’s order waits for the first price like all others', () => {
    const desk = new Desk(exchangeText()).run(60);
    desk.do('enter-order sell fresh 1 610');
    desk.run(120);
    expect(desk.read('exchange_order_remaining_shares issue=fresh side=sell')).toBe(1);
    desk.run(4 * 3600);
    expect(desk.read('exchange_shares_executed_total issue=fresh side=sell')).toBe(1);
    expect(desk.read('exchange_firm_position_shares issue=fresh')).toBe(0);
  });
});

describe('cancelling', () => {
  it('an ordinary order is taken out, over both routes', () => {
    const desk = new Desk(exchangeText());
    desk.do('enter-order sell old 10 1090');
    desk.do('enter-order sell old 20 1090');
    desk.run(5);
    expect(desk.do('cancel-order 1')).toMatchObject({ status: 'unknown' });
    desk.do('cancel-order 2 direct');
    desk.run(10);
    expect(desk.read('exchange_cancel_requests_total result=done')).toBe(2);
    expect(desk.read('exchange_order_remaining_shares issue=old side=sell')).toBe(0);
    expect(desk.rows('exchange messages')[0]).toContain('cancelled, 10 shares taken out');
  });

  it('an order deemed at the limit counts as executed while it is matched: the cancel is dropped on every route', () => {
    const desk = slipped({ perMinute: 60 }).run(27 * 60 + 85);
    const left = desk.read('exchange_order_remaining_shares issue=fresh side=sell')!;
    expect(left).toBeGreaterThan(50_000);
    desk.do('cancel-order 1');
    desk.do('cancel-order 1 direct');
    desk.do('correct-order 1 1 610');
    desk.do('ask-cancel 1');
    desk.run(27 * 60 + 90);
    expect(desk.read('exchange_cancel_requests_total result=dropped')).toBe(2);
    expect(desk.rows('exchange messages').filter((row) => row.includes('Order is fully executed'))).toHaveLength(3);
    desk.run(27 * 60 + 150);
    expect(desk.read('exchange_telephone_answers_total about=cancel answer=cannot')).toBe(1);
    expect(desk.read('exchange_order_remaining_shares issue=fresh side=sell')).toBeGreaterThan(50_000);
  });

  it('without the fault, or once nothing matches it any more, the same cancel goes through', () => {
    const sound = slipped({ faulty: false, perMinute: 60 }).run(27 * 60 + 85);
    sound.do('cancel-order fresh');
    sound.run(27 * 60 + 90);
    expect(sound.read('exchange_order_remaining_shares issue=fresh side=sell')).toBe(0);

    const idle = slipped().run(40 * 60);
    idle.do('cancel-order fresh');
    idle.run(40 * 60 + 5);
    expect(idle.read('exchange_order_remaining_shares issue=fresh side=sell')).toBe(0);
    expect([sound.unbalanced(), idle.unbalanced()]).toEqual([[], []]);
  });

  it('a correction of an ordinary order gives it a new place, quantity and price', () => {
    const desk = new Desk(exchangeText());
    desk.do('enter-order sell old 10 1090');
    desk.run(5);
    desk.do('correct-order 1 7 1080');
    desk.run(10);
    expect(desk.rows('my orders')[0]).toContain('7 | 1,080 | 7 | open');
    expect(desk.unbalanced()).toEqual([]);
  });
});

describe('the telephone', () => {
  it('the exchange alone decides on a halt, later, and once', () => {
    const desk = slipped({ chance: '100 %', perMinute: 60 });
    desk.do('ask-halt fresh');
    expect(desk.run(27 * 60 + 170).read('exchange_halted issue=fresh')).toBe(0);
    desk.run(27 * 60 + 190);
    expect(desk.read('exchange_halted issue=fresh')).toBe(1);
    const volume = desk.read('exchange_volume_shares_total issue=fresh');
    expect(desk.run(40 * 60).read('exchange_volume_shares_total issue=fresh')).toBe(volume);
    desk.do('cancel-order fresh');
    desk.run(40 * 60 + 5);
    expect(desk.read('exchange_order_remaining_shares issue=fresh side=sell')).toBe(0);

    const declined = slipped({ chance: '0 %' });
    declined.do('ask-halt fresh');
    declined.run(35 * 60);
    declined.do('ask-halt fresh');
    declined.run(45 * 60);
    expect(declined.read('exchange_telephone_answers_total about=halt answer=declined')).toBe(2);
    expect(declined.read('exchange_halted issue=fresh')).toBe(0);
  });
});

describe('the crowd', () => {
  it('comes because it sees the flood, not because somebody slipped', () => {
    const calm = new Desk(exchangeText({ traders: 5000 })).run(40 * 60);
    expect(calm.read('exchange_volume_shares_total issue=fresh')).toBe(0);
    const flood = slipped({ traders: 5000 }).run(45 * 60);
    expect(flood.read('exchange_shares_executed_total issue=fresh side=sell')).toBeGreaterThan(10_000);
  });

  it('rumours hit another firm until the market learns whose order it was', () => {
    const desk = slipped({ traders: 5000 }).run(38 * 60);
    const before = desk.read('exchange_rumour_price_index firm=lead manager')!;
    expect(before).toBeLessThan(100);
    expect(desk.world.inject({ exchange: 'disclosure' })).toBe(true);
    expect(desk.run(45 * 60).read('exchange_rumour_price_index firm=lead manager')).toBe(before);
  });
});

describe('buying back', () => {
  it('meets the firm’s own order first, and costs nothing where it does', () => {
    const desk = slipped().run(27 * 60 + 5);
    const owed = -desk.read('exchange_firm_position_shares issue=fresh')!;
    expect(desk.do('buy-back fresh 600000 772')).toMatchObject({ status: 'done' });
    desk.run(36 * 60);
    expect(desk.read('exchange_order_remaining_shares issue=fresh side=sell')).toBe(0);
    expect(desk.read('exchange_shares_executed_total issue=fresh side=buy')).toBeGreaterThanOrEqual(61_000 - owed);
    expect(desk.unbalanced()).toEqual([]);
  });

  it('the earlier it begins, the less others have taken', () => {
    const owes = (beginsS: number): number => {
      const desk = slipped({ traders: 5000 }).run(beginsS);
      desk.do('buy-back fresh 60000 772');
      return -desk.run(49 * 60).read('exchange_firm_position_shares issue=fresh')!;
    };
    expect(owes(27 * 60 + 60)).toBeLessThan(owes(27 * 60 + 420) / 4);
  });

  it('never buys more than is owed, and stops when told', () => {
    const desk = slipped({ perMinute: 60 }).run(28 * 60);
    desk.do('buy-back fresh 600000 772');
    desk.run(45 * 60);
    expect(desk.read('exchange_firm_position_shares issue=fresh')).toBeLessThanOrEqual(0);
    expect(desk.do('stop-buy-back fresh').status).toBe('done');
    desk.run(46 * 60);
    expect(desk.rows('my orders').at(-1)).toContain('stopped');
    expect(desk.do('stop-buy-back fresh')).toMatchObject({ status: 'refused', code: 'not-buying' });
  });
});

describe('money', () => {
  it('clients’ orders are no loss of the firm’s', () => {
    const desk = new Desk(exchangeText({ perMinute: 60 }));
    desk.do('enter-order sell old 500 900');
    desk.do('enter-order buy old 200 1100');
    desk.run(300);
    expect(desk.read('exchange_shares_executed_total issue=old side=sell')).toBe(500);
    expect(desk.read('exchange_firm_position_shares issue=old')).toBe(0);
    expect(desk.world.harm().revenueLost).toBe(0);
  });

  it('shares that cannot be delivered are settled in cash at the price that was fixed', () => {
    const desk = slipped({ traders: 5000 }).run(49 * 60);
    const short = -desk.read('exchange_firm_position_shares issue=fresh')!;
    const today = desk.read('exchange_firm_loss_yen basis=same day')!;
    expect(desk.read('exchange_firm_loss_yen basis=settled')).toBeUndefined();
    desk.run(51 * 60);
    expect(desk.read('exchange_shares_settled_in_cash_total issue=fresh')).toBeGreaterThanOrEqual(short);
    const settled = desk.read('exchange_firm_loss_yen basis=settled')!;
    expect(settled).toBeGreaterThan(today + short * 200);
    expect(desk.world.harm()).toMatchObject({ revenueLost: settled, currency: 'JPY' });
    expect(desk.unbalanced()).toEqual([]);
  });
});

describe('commands', () => {
  it('what cannot be meant is refused with the reason', () => {
    const desk = new Desk(exchangeText());
    expect(desk.do('enter-order sell nothing 1 1')).toMatchObject({ status: 'refused', code: 'unknown-issue' });
    expect(desk.do('cancel-order 3')).toMatchObject({ status: 'refused', code: 'no-order' });
    expect(desk.do('buy-back fresh 10 700')).toMatchObject({ status: 'refused', code: 'nothing-owed' });
  });
});
