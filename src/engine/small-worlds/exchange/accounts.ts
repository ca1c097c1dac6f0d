// Who owns and owes what: every fill moves shares and cash between the firm and all others. Clients’ shares go through; what the desk trades beyond
// what clients ordered is the firm’s own, and the loss is that of this account.

import type { Side } from './book.ts';
import { issueOf, type Market, ruleOf } from './market.ts';
import type { Account, IssueState } from './state.ts';

const FILLS_MAX = 60;
const SECOND_US = 1_000_000;

/** A fill of one of the firm's orders; a trade of the firm with itself is two of them. */
export function bookFill(market: Market, issue: string, side: Side, quantity: number, price: number): void {
  const { state } = market;
  const { account, low } = issueOf(market, issue);
  const signed = side === 'buy' ? quantity : -quantity;
  state.firmPosition += signed;
  state.firmCash -= signed * price;
  account.executed[side] += quantity;
  if (side === 'sell' && price === low) account.soldAtLow += quantity;
  const ofClients = Math.min(quantity, ruleOf(market, issue).clients[side] - account.clients[side]);
  account.clients[side] += ofClients;
  const own = side === 'buy' ? quantity - ofClients : ofClients - quantity;
  account.position += own;
  account.cash -= own * price;
  rememberFill(market, issue, side, quantity, price);
}

/** The other side of a fill that is nobody's of the firm. */
export function bookOthers({ state }: Market, side: Side, quantity: number, price: number): void {
  const signed = side === 'buy' ? quantity : -quantity;
  state.othersPosition += signed;
  state.othersCash -= signed * price;
}

function rememberFill({ state }: Market, issue: string, side: Side, quantity: number, price: number): void {
  const { fills, nowUs } = state;
  for (let at = fills.length - 1; at >= 0; at--) {
    const fill = fills[at]!;
    if (Math.floor(fill.atUs / SECOND_US) !== Math.floor(nowUs / SECOND_US)) break;
    if (fill.issue !== issue || fill.side !== side || fill.price !== price) continue;
    fill.quantity += quantity;
    return;
  }
  fills.push({ atUs: nowUs, issue, side, price, quantity });
  if (fills.length > FILLS_MAX) fills.shift();
}

/** What the account has lost if what is open is worth `price` a share; negative is a gain. */
export const lossAt = ({ position, cash }: Account, price: number): number => 0 - (cash + position * price);

/** Valued at the last price, as a desk does at the close; frozen once what was missing has been settled. */
export const lossToday = ({ account, last }: IssueState): number => (account.settled > 0 ? account.lossBefore : lossAt(account, last));

/** What it did cost: bought back and settled together. */
export const settledLoss = ({ account, last }: IssueState): number => lossAt(account, last);

/**
 * What it may cost as far as anybody can know: the open position at the worst price of the day, and after settlement what it did cost. Harm is counted
 * by this figure, so that it moves with deeds and not with the price of the moment.
 */
export function lossAtWorst({ account, low, high }: IssueState): number {
  if (account.position === 0) return Math.max(0, lossAt(account, 0));
  return Math.max(0, lossAt(account, account.position < 0 ? high : low));
}

/** Shares that the firm owes and cannot deliver are paid for: they are bought from their buyers at the price that was fixed. */
export function settle(market: Market): void {
  const { state, exchange } = market;
  for (const [name, { settlesAt }] of Object.entries(exchange.issues)) {
    const issue = issueOf(market, name);
    const { account } = issue;
    if (settlesAt === undefined || account.position >= 0) continue;
    const missing = -account.position;
    account.lossBefore = lossToday(issue);
    account.settled = missing;
    account.position = 0;
    account.cash -= missing * settlesAt;
    state.firmPosition += missing;
    state.firmCash -= missing * settlesAt;
    bookOthers(market, 'sell', missing, settlesAt);
    market.report(name, `${missing} undelivered shares settled in cash at ${settlesAt}`);
  }
}
