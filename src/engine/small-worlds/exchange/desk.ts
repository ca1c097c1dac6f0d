// The firm's orders on their way: sent, accepted, cancelled, corrected, bought back. And the fault of the exchange's system: an order deemed at the
// limit of the day counts as fully executed while it is matched, although something is left of it, so that its cancel finds nothing to cancel.
import { assert } from '../../../schema/index.ts';
import { drawUs } from '../streams.ts';
import { remove, type Side } from './book.ts';
import { clock, grouped, issueOf, type Market, note, ruleOf, schedule, streamOf } from './market.ts';
import type { Message, OwnOrder } from './state.ts';
import { accept } from './trading.ts';

const BUY_BACK_EVERY_US = 5_000_000;
const PER_MINUTE = 60_000_000 / BUY_BACK_EVERY_US;

type Route = 'broker' | 'direct';

/** Sends a message over a route. @returns when it arrives */
export function send(market: Market, route: Route, message: Message): number {
  const atUs = market.state.nowUs + drawUs(streamOf(market, 'routes'), market.exchange.routes[route]);
  schedule(market, atUs, { do: 'arrive', message });
  return atUs;
}

interface Ticket {
  issue: string;
  side: Side;
  quantity: number;
  price: number;
  buyBack: boolean;
}
export function sendOrder(market: Market, { issue, side, quantity, price, buyBack }: Ticket): OwnOrder {
  const { orders, nowUs } = market.state;
  const order: OwnOrder = {
    number: orders.length + 1,
    issue,
    side,
    quantity,
    price,
    left: quantity,
    id: -1,
    state: 'sent',
    sentAtUs: nowUs,
    matchedAtUs: -1,
    stands: price,
    buyBack,
  };
  orders.push(order);
  send(market, buyBack ? 'direct' : 'broker', { do: 'enter own', order: order.number });
  return order;
}

export const orderOf = (market: Market, number: number): OwnOrder => {
  const order = market.state.orders[number - 1];
  assert(order !== undefined, 'an order of the desk', { number });
  return order;
};

/** The exchange's system takes a message of the firm. */
export function take(market: Market, message: Exclude<Message, { do: 'enter' }>): void {
  const order = orderOf(market, message.order);
  if (message.do === 'enter own') enter(market, order);
  else if (message.do === 'cancel') cancelByLine(market, order, message.route);
  else correct(market, order, message.quantity, message.price);
}

function enter(market: Market, order: OwnOrder): void {
  // Withdrawn on its way.
  if (order.state !== 'sent') return;
  const { side, price: limit, left: quantity, number, issue } = order;
  const { marks } = issueOf(market, issue);
  if (marks.order < 0 && !order.buyBack && quantity > ruleOf(market, issue).outstanding) marks.order = market.state.nowUs;
  Object.assign(order, accept(market, issue, { side, limit, quantity, by: 'firm', own: number - 1 }), { state: 'open' });
  if (!order.buyBack)
    note(
      market,
      'system',
      `Order ${number}: ${side} ${grouped(quantity)} ${issue} at ${grouped(limit)}, accepted ${clock(market, market.state.nowUs)}`,
    );
  market.report('order-desk', `order ${number}: ${side} ${quantity} ${issue} at ${limit}`);
}

/** Whether the system believes that nothing is left of an order that it is matching: the fault. */
export function judgedExecuted(market: Market, order: OwnOrder): boolean {
  const { faulty, round } = market.exchange.cancellation;
  const issue = issueOf(market, order.issue);
  if (!faulty || issue.phase !== 'trading' || order.stands === order.price) return false;
  const waitsItself = issue.special === order.side && issue.book[order.side][0]?.price === order.stands;
  return waitsItself || (order.matchedAtUs >= 0 && market.state.nowUs - order.matchedAtUs <= round);
}

type Cancelled = 'done' | 'executed' | 'judged executed';
/** Takes what is left of an order out, unless the system finds nothing to take. */
export function cancel(market: Market, order: OwnOrder): Cancelled {
  if (order.state === 'sent') {
    order.state = 'cancelled';
    return 'done';
  }
  if (order.state !== 'open') return 'executed';
  if (judgedExecuted(market, order)) return 'judged executed';
  const issue = issueOf(market, order.issue);
  const gone = remove(issue.book, order.side, order.id);
  assert(gone !== undefined, 'an open order is in the book', { order: order.number });
  issue.cancelled[order.side] += gone.left;
  order.state = 'cancelled';
  return 'done';
}

function cancelByLine(market: Market, order: OwnOrder, route: Route): void {
  const { cancels } = market.state;
  const result = cancel(market, order);
  if (order.buyBack) return;
  if (result === 'done') {
    cancels.done++;
    note(market, 'system', `Order ${order.number}: cancelled, ${grouped(order.left)} shares taken out`);
  } else {
    cancels.dropped++;
    note(market, 'system', `Order ${order.number}: cancel not accepted (${route} line). Order is fully executed`, true);
  }
  market.report('matching-engine', `cancel of order ${order.number}: ${result}`);
}

function correct(market: Market, order: OwnOrder, quantity: number, price: number): void {
  const result = cancel(market, order);
  if (result !== 'done') {
    note(market, 'system', `Order ${order.number}: correction not accepted. Order is fully executed`, true);
    market.report('matching-engine', `correction of order ${order.number}: ${result}`);
    return;
  }
  Object.assign(order, { quantity: order.quantity - order.left + quantity, left: quantity, price, stands: price, state: 'sent' });
  enter(market, order);
}

/** Shares of a side that the firm still has in the book or on their way, buy-back apart. */
export function openShares({ state }: Market, issue: string, side: Side, buyBack: boolean): number {
  let sum = 0;
  for (const order of state.orders)
    if (order.issue === issue && order.side === side && order.buyBack === buyBack && (order.state === 'open' || order.state === 'sent'))
      sum += order.left;
  return sum;
}

/** Shares that the firm would have to buy to owe none: those sold short, and those it still offers beyond what clients ordered. */
export function exposure(market: Market, issue: string): number {
  const { account } = issueOf(market, issue);
  const ofClients = ruleOf(market, issue).clients.sell - account.clients.sell;
  return Math.max(0, Math.max(0, openShares(market, issue, 'sell', false) - ofClients) - account.position);
}

export function beginBuyBack(market: Market, issue: string, rate: number, price: number): void {
  const state = issueOf(market, issue);
  if (state.buyBack?.price !== price) withdrawBuyBack(market, issue);
  state.buyBack = { rate, price };
  if (!state.buysOn) buyBackMore(market, issue);
}

export function stopBuyBack(market: Market, issue: string): void {
  issueOf(market, issue).buyBack = null;
  withdrawBuyBack(market, issue);
}

function withdrawBuyBack(market: Market, issue: string): void {
  for (const { number, issue: of, buyBack, state } of market.state.orders)
    if (buyBack && of === issue && (state === 'open' || state === 'sent'))
      send(market, 'direct', { do: 'cancel', order: number, route: 'direct' });
}

/** The next order of a buy-back: as much as the rate allows, and never more than is owed. */
export function buyBackMore(market: Market, issue: string): void {
  const state = issueOf(market, issue);
  const { buyBack, phase } = state;
  state.buysOn = buyBack !== null;
  if (buyBack === null) return;
  schedule(market, market.state.nowUs + BUY_BACK_EVERY_US, { do: 'buy back', issue });
  const wanted = Math.min(Math.ceil(buyBack.rate / PER_MINUTE), exposure(market, issue) - openShares(market, issue, 'buy', true));
  if (phase !== 'halted' && wanted > 0) sendOrder(market, { issue, side: 'buy', quantity: wanted, price: buyBack.price, buyBack: true });
}
