// How an issue trades: opened by a special quote, then continuously within the band of the day and no faster than the renewals allow.
// After the procedures of a stock exchange of 2005: itayose and special quotes for a first price, zaraba after it, daily limits, deemed prices.

import { drawUniform, drawUs } from '../streams.ts';
import { bookFill, bookOthers } from './accounts.ts';
import { deem, deemAll, type Next, nextMatch, type Order, place, quantity, type Side, type Trade, trade } from './book.ts';
import { issueOf, type Market, ruleOf, schedule, streamOf } from './market.ts';
import type { IssueState } from './state.ts';

interface Entry {
  side: Side;
  limit: number;
  quantity: number;
  by: Order['by'];
  own: number;
}

/** Takes an order into the book. @returns its number and the price at which it stands */
export function accept(market: Market, issue: string, { side, limit, quantity, by, own }: Entry): { id: number; stands: number } {
  const state = issueOf(market, issue);
  const id = ++market.state.accepted;
  const stands = state.low === 0 ? limit : deem(side, limit, state.low, state.high);
  state.entered[side] += quantity;
  place(state.book, side, stands, { id, by, limit, left: quantity, own });
  return { id, stands };
}

/** Trades whatever can trade now. */
export function match(market: Market, issue: string): void {
  const state = issueOf(market, issue);
  if (state.phase === 'opening') tryToOpen(market, issue);
  if (state.phase !== 'trading') return;
  const { step } = ruleOf(market, issue).renewal;
  let next: Next;
  for (;;) {
    next = nextMatch(state.book, Math.max(state.low, state.anchor - step), Math.min(state.high, state.anchor + step));
    if (next === undefined || 'waits' in next) break;
    record(market, issue, trade(state.book, next.at));
  }
  state.special = next === undefined ? null : next.waits;
}

/** Once in a renewal the price may move on: to the last price, or a step towards those who wait. */
export function renew(market: Market, issue: string): void {
  const state = issueOf(market, issue);
  const { step, every } = ruleOf(market, issue).renewal;
  schedule(market, market.state.nowUs + every, { do: 'renew', issue });
  if (state.phase !== 'trading') return;
  if (state.special === null) state.anchor = state.last;
  else state.anchor += state.special === 'sell' ? -step : step;
  state.anchor = Math.min(state.high, Math.max(state.low, state.anchor));
  match(market, issue);
}

/** Which side weighs more at the special quote. */
function heavier({ book, anchor }: IssueState): Side | null {
  const buys = quantity(book, 'buy', anchor);
  const sells = quantity(book, 'sell', anchor);
  return buys > sells ? 'buy' : sells > buys ? 'sell' : null;
}

/** The special quote moves a step towards where the two sides meet. */
export function moveQuote(market: Market, issue: string): void {
  const state = issueOf(market, issue);
  const { opening } = ruleOf(market, issue);
  if (state.phase !== 'opening' || opening === undefined) return;
  schedule(market, market.state.nowUs + opening.every, { do: 'quote', issue });
  tryToOpen(market, issue);
  if (state.phase !== 'opening' || state.special === null) return;
  const moved = state.anchor + (state.special === 'buy' ? opening.step : -opening.step);
  state.anchor = Math.min(opening.highest, Math.max(opening.lowest, moved));
  match(market, issue);
}

/** A special quote stands while one side outweighs the other at it; at the first moment it does not, the first price is struck there. */
function tryToOpen(market: Market, issue: string): void {
  const state = issueOf(market, issue);
  const side = heavier(state);
  const meets = quantity(state.book, 'buy', state.anchor) > 0 && quantity(state.book, 'sell', state.anchor) > 0;
  if (!meets || (state.special !== null && side === state.special) || (state.special === null && side !== null)) {
    if (state.special === null || !meets) state.special = side;
    return;
  }
  open(market, issue);
}

function open(market: Market, issue: string): void {
  const state = issueOf(market, issue);
  const { band, renewal } = ruleOf(market, issue);
  const price = state.anchor;
  for (;;) {
    const [buy, sell] = [state.book.buy[0], state.book.sell[0]];
    if (buy === undefined || sell === undefined || buy.price < price || sell.price > price) break;
    record(market, issue, trade(state.book, price));
  }
  state.phase = 'trading';
  state.special = null;
  state.low = price - band;
  state.high = price + band;
  state.book = deemAll(state.book, state.low, state.high);
  for (const order of market.state.orders)
    if (order.issue === issue && order.state === 'open') order.stands = deem(order.side, order.price, state.low, state.high);
  schedule(market, market.state.nowUs + renewal.every, { do: 'renew', issue });
  market.report(issue, `first price ${price}`);
}

/** A trade in the books of everybody. */
function record(market: Market, issue: string, { buy, sell, price, quantity }: Trade): void {
  const state = issueOf(market, issue);
  if (state.last === 0 || price < state.lowest) state.lowest = price;
  if (state.last === 0 || price > state.highest) state.highest = price;
  state.last = price;
  state.volume += quantity;
  state.traded.buy += quantity;
  state.traded.sell += quantity;
  filled(market, issue, 'buy', buy, price, quantity);
  filled(market, issue, 'sell', sell, price, quantity);
  if (price === state.low) mark(market, issue, 'low');
  if (price === state.high) mark(market, issue, 'high');
}

/** Notes the first time of something after the order that everything is counted from. */
export function mark(market: Market, issue: string, what: 'cancel' | 'low' | 'executed' | 'high'): void {
  const { marks } = issueOf(market, issue);
  if (marks.order >= 0 && marks[what] < 0) marks[what] = market.state.nowUs;
}

function filled(market: Market, issue: string, side: Side, order: Order, price: number, quantity: number): void {
  if (order.by !== 'firm') {
    bookOthers(market, side, quantity, price);
    if (order.by === 'crowd' && side === 'buy') flip(market, issue, quantity);
    return;
  }
  bookFill(market, issue, side, quantity, price);
  const own = market.state.orders[order.own]!;
  own.left = order.left;
  own.matchedAtUs = market.state.nowUs;
  if (order.left > 0) return;
  own.state = 'executed';
  if (own.quantity > ruleOf(market, issue).outstanding) mark(market, issue, 'executed');
}

/** Some who bought cheaply sell again. */
function flip(market: Market, issue: string, quantity: number): void {
  const rule = ruleOf(market, issue);
  const flips = rule.crowd?.flips;
  if (flips === undefined) return;
  const stream = streamOf(market, `${issue}/flips`);
  if (drawUniform(stream) >= flips.share) return;
  const limit = rule.tick * Math.round((flips.from + (flips.to - flips.from) * drawUniform(stream)) / rule.tick);
  schedule(market, market.state.nowUs + drawUs(stream, flips.after), { do: 'flip', issue, quantity, limit });
}
