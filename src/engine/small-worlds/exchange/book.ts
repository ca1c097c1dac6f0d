// An order book: limit orders by price, then by time. Plain data; nothing here knows whose orders they are, what day it is, or what may trade when.
import { assert } from '../../../schema/index.ts';

export type Side = 'buy' | 'sell';
/** Who entered it: the firm whose desk this is, the public, or somebody whom the flood has drawn in. */
export type Party = 'firm' | 'public' | 'crowd';

export interface Order {
  /** Number of acceptance: the earlier, the smaller. */
  id: number;
  by: Party;
  /** As entered. */
  limit: number;
  left: number;
  /** Number of the firm's own record; -1 for others. */
  own: number;
}
/** Orders that stand at one price, earliest first. */
export interface Level {
  price: number;
  orders: Order[];
}
/** Levels of each side, best first. */
export interface Book {
  buy: Level[];
  sell: Level[];
}
export interface Trade {
  buy: Order;
  sell: Order;
  price: number;
  quantity: number;
}

export const emptyBook = (): Book => ({ buy: [], sell: [] });
/** Whether `price` comes before `than` on a side. */
const better = (side: Side, price: number, than: number): boolean => (side === 'buy' ? price > than : price < than);

/** Puts an order at the end of the queue of its price. */
export function place(book: Book, side: Side, price: number, order: Order): void {
  assert(order.left > 0, 'an order has something left', { id: order.id });
  const levels = book[side];
  let from = 0;
  let to = levels.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (better(side, levels[middle]!.price, price)) from = middle + 1;
    else to = middle;
  }
  const level = levels[from];
  if (level !== undefined && level.price === price) level.orders.push(order);
  else levels.splice(from, 0, { price, orders: [order] });
}

/** Takes an order out. @returns it, or undefined when it is not there */
export function remove(book: Book, side: Side, id: number): Order | undefined {
  const levels = book[side];
  for (let at = 0; at < levels.length; at++) {
    const { orders } = levels[at]!;
    const place = orders.findIndex((order) => order.id === id);
    if (place < 0) continue;
    const [order] = orders.splice(place, 1);
    if (orders.length === 0) levels.splice(at, 1);
    return order;
  }
  return undefined;
}

/** The order that trades next on a side, and the price at which it stands. */
export function front(book: Book, side: Side): { price: number; order: Order } | undefined {
  const level = book[side][0];
  return level && { price: level.price, order: level.orders[0]! };
}

export const quantityOf = ({ orders }: Level): number => orders.reduce((sum, { left }) => sum + left, 0);
/** Shares of a side that would trade at `price`; all of them without one. */
export function quantity(book: Book, side: Side, price?: number): number {
  let sum = 0;
  for (const level of book[side]) {
    if (price !== undefined && better(side, price, level.price)) break;
    sum += quantityOf(level);
  }
  return sum;
}

/** Trades the two orders in front with one another at `price`; what is filled leaves the book. */
export function trade(book: Book, price: number): Trade {
  const buy = book.buy[0]!.orders[0]!;
  const sell = book.sell[0]!.orders[0]!;
  const quantity = Math.min(buy.left, sell.left);
  buy.left -= quantity;
  sell.left -= quantity;
  for (const side of ['buy', 'sell'] as const) {
    const level = book[side][0]!;
    if (level.orders[0]!.left > 0) continue;
    level.orders.shift();
    if (level.orders.length === 0) book[side].shift();
  }
  return { buy, sell, price, quantity };
}

/** Where the next match stands: at a price, waiting for the price to move, or nowhere because the two sides do not meet. */
export type Next = { at: number } | { waits: Side } | undefined;

/**
 * The next match within the prices that are allowed now. Its own price is that of the order which stood there first; beyond an end it trades at the
 * end when both limits allow it, and otherwise waits: for buyers (`sell`: too much is offered) or for sellers (`buy`).
 */
export function nextMatch(book: Book, lowest: number, highest: number): Next {
  const buy = front(book, 'buy');
  const sell = front(book, 'sell');
  if (buy === undefined || sell === undefined || buy.price < sell.price) return undefined;
  const own = buy.order.id < sell.order.id ? buy.price : sell.price;
  if (own < lowest) return lowest <= buy.price ? { at: lowest } : { waits: 'sell' };
  if (own > highest) return highest >= sell.price ? { at: highest } : { waits: 'buy' };
  return { at: own };
}

/** Orders beyond a limit of the day are deemed at it; at one price the earlier comes first. */
export function deemAll(book: Book, lowest: number, highest: number): Book {
  const deemed = emptyBook();
  for (const side of ['buy', 'sell'] as const) {
    const orders = book[side].flatMap(({ price, orders }) => orders.map((order) => ({ order, price: deem(side, price, lowest, highest) })));
    orders.sort((one, other) => one.order.id - other.order.id);
    for (const { order, price } of orders) place(deemed, side, price, order);
  }
  return deemed;
}

/** The price at which an order stands: its limit, or the limit of the day when it would go beyond it. */
export const deem = (side: Side, limit: number, lowest: number, highest: number): number =>
  side === 'buy' ? Math.min(limit, highest) : Math.max(limit, lowest);
