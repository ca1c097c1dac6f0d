// The order book: price before time, one price for an opening, deemed orders, and the same trades as a matcher too simple to be wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Book,
  deem,
  deemAll,
  emptyBook,
  front,
  nextMatch,
  type Order,
  place,
  quantity,
  remove,
  type Side,
  trade,
} from '../../../src/engine/small-worlds/exchange/book.ts';

const order = (id: number, left: number, limit = 0): Order => ({ id, by: 'public', limit, left, own: -1 });
const bookOf = (...orders: [Side, number, number][]): Book => {
  const book = emptyBook();
  orders.forEach(([side, price, left], index) => {
    place(book, side, price, order(index + 1, left, price));
  });
  return book;
};

describe('price, then time', () => {
  it('the highest bid and the lowest offer stand in front', () => {
    const book = bookOf(['buy', 10, 1], ['buy', 12, 1], ['buy', 11, 1], ['sell', 15, 1], ['sell', 13, 1], ['sell', 14, 1]);
    expect(book.buy.map(({ price }) => price)).toEqual([12, 11, 10]);
    expect(book.sell.map(({ price }) => price)).toEqual([13, 14, 15]);
    expect([front(book, 'buy')?.price, front(book, 'sell')?.price]).toEqual([12, 13]);
  });

  it('at one price the earlier order trades first, and keeps its place with what is left', () => {
    const book = bookOf(['sell', 10, 5], ['sell', 10, 5], ['buy', 10, 3]);
    expect(trade(book, 10)).toMatchObject({ quantity: 3, sell: { id: 1 }, buy: { id: 3 } });
    place(book, 'buy', 10, order(4, 4));
    expect([trade(book, 10), trade(book, 10)].map(({ sell, quantity }) => [sell.id, quantity])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(quantity(book, 'sell')).toBe(3);
    expect(book.buy).toEqual([]);
  });

  it('an order can be taken out from the middle of a queue', () => {
    const book = bookOf(['buy', 10, 1], ['buy', 10, 2], ['buy', 10, 3]);
    expect(remove(book, 'buy', 2)?.left).toBe(2);
    expect(remove(book, 'buy', 2)).toBeUndefined();
    expect(remove(book, 'sell', 1)).toBeUndefined();
    expect(book.buy[0]?.orders.map(({ id }) => id)).toEqual([1, 3]);
  });

  it('counts what would trade at a price', () => {
    const book = bookOf(['buy', 12, 1], ['buy', 11, 2], ['buy', 10, 4], ['sell', 13, 8], ['sell', 14, 16]);
    expect([quantity(book, 'buy', 11), quantity(book, 'sell', 13), quantity(book, 'sell', 12), quantity(book, 'buy')]).toEqual([
      3, 8, 0, 7,
    ]);
  });
});

describe('the next match', () => {
  it('is at the price of the order that stood there first', () => {
    expect(nextMatch(bookOf(['sell', 10, 1], ['buy', 12, 1]), 0, 99)).toEqual({ at: 10 });
    expect(nextMatch(bookOf(['buy', 12, 1], ['sell', 10, 1]), 0, 99)).toEqual({ at: 12 });
    expect(nextMatch(bookOf(['buy', 9, 1], ['sell', 10, 1]), 0, 99)).toBeUndefined();
  });

  it('beyond what is allowed now it trades at the end when both limits allow that, and otherwise waits', () => {
    expect(nextMatch(bookOf(['sell', 10, 1], ['buy', 30, 1]), 20, 40)).toEqual({ at: 20 });
    expect(nextMatch(bookOf(['sell', 10, 1], ['buy', 15, 1]), 20, 40)).toEqual({ waits: 'sell' });
    expect(nextMatch(bookOf(['buy', 90, 1], ['sell', 30, 1]), 20, 40)).toEqual({ at: 40 });
    expect(nextMatch(bookOf(['buy', 90, 1], ['sell', 50, 1]), 20, 40)).toEqual({ waits: 'buy' });
  });
});

describe('deemed prices', () => {
  it('what goes beyond a limit of the day stands at it; what cannot be reached stays where it is', () => {
    expect([deem('sell', 1, 572, 772), deem('sell', 800, 572, 772)]).toEqual([572, 800]);
    expect([deem('buy', 900, 572, 772), deem('buy', 500, 572, 772)]).toEqual([772, 500]);
  });

  it('orders deemed at one price keep the order of their acceptance', () => {
    const deemed = deemAll(bookOf(['sell', 572, 1], ['sell', 1, 2], ['sell', 300, 3], ['buy', 900, 4], ['buy', 772, 5]), 572, 772);
    expect(deemed.sell).toEqual([{ price: 572, orders: [1, 2, 3].map((id) => expect.objectContaining({ id })) }]);
    expect(deemed.buy[0]).toMatchObject({ price: 772, orders: [{ id: 4, limit: 900 }, { id: 5 }] });
  });
});

describe('against a matcher that sorts everything anew for every trade', () => {
  interface Plain {
    id: number;
    side: Side;
    price: number;
    left: number;
  }
  /** Trades of a list of orders, each tried against all before it. */
  function naive(orders: readonly Plain[]): string[] {
    const open: Plain[] = [];
    const trades: string[] = [];
    for (const entered of orders) {
      open.push({ ...entered });
      for (;;) {
        const live = open.filter(({ left }) => left > 0);
        const buys = live.filter(({ side }) => side === 'buy').sort((a, b) => b.price - a.price || a.id - b.id);
        const sells = live.filter(({ side }) => side === 'sell').sort((a, b) => a.price - b.price || a.id - b.id);
        const [buy, sell] = [buys[0], sells[0]];
        if (buy === undefined || sell === undefined || buy.price < sell.price) break;
        const quantity = Math.min(buy.left, sell.left);
        buy.left -= quantity;
        sell.left -= quantity;
        trades.push(`${buy.id} ${sell.id} ${quantity} at ${(buy.id < sell.id ? buy : sell).price}`);
      }
    }
    return [...trades, ...open.filter(({ left }) => left > 0).map(({ id, left }) => `left ${id} ${left}`)];
  }

  function ours(orders: readonly Plain[]): string[] {
    const book = emptyBook();
    const trades: string[] = [];
    for (const { id, side, price, left } of orders) {
      place(book, side, price, order(id, left, price));
      for (let next = nextMatch(book, 0, 1e9); next !== undefined && 'at' in next; next = nextMatch(book, 0, 1e9)) {
        const { buy, sell, quantity } = trade(book, next.at);
        trades.push(`${buy.id} ${sell.id} ${quantity} at ${next.at}`);
      }
    }
    const left = [...book.buy, ...book.sell].flatMap((level) => level.orders);
    return [...trades, ...left.sort((a, b) => a.id - b.id).map(({ id, left }) => `left ${id} ${left}`)];
  }

  it('gives the same trades and leaves the same orders', () => {
    const orders = fc
      .array(
        fc.record({
          side: fc.constantFrom<Side>('buy', 'sell'),
          price: fc.integer({ min: 90, max: 110 }),
          left: fc.integer({ min: 1, max: 20 }),
        }),
        {
          maxLength: 40,
        },
      )
      .map((list) => list.map((each, index) => ({ ...each, id: index + 1 })));
    fc.assert(
      fc.property(orders, (list) => {
        expect(ours(list)).toEqual(naive(list));
      }),
      { numRuns: 300, seed: 20051208 },
    );
  });
});
