// Everybody else: ordinary orders at random, the crowd that a flood of shares draws in, and what is rumoured meanwhile.
// Who has heard of the flood spreads as new things do (Bass, A new product growth model for consumer durables, 1969): some notice by themselves, more
// hear of it from others; the crowd is large, so the share that has heard is smooth and only who comes in a second is drawn.

import { drawExponential } from '../streams.ts';
import { quantityOf, type Side } from './book.ts';
import { drawLimit, drawLot, type Market, ruleOf, schedule, streamOf } from './market.ts';
import { accept, match } from './trading.ts';

const SECOND_US = 1_000_000;
const MINUTE_US = 60_000_000;

/** The book as it is at the start, and the first of what comes later. */
export function beginPublic(market: Market): void {
  for (const [issue, rule] of Object.entries(market.exchange.issues)) {
    for (const side of ['buy', 'sell'] as const) {
      const interest = side === 'buy' ? rule.buys : rule.sells;
      for (let n = 0; n < interest.orders; n++) accept(market, issue, { ...publicOrder(market, issue, side), by: 'public', own: -1 });
      scheduleNext(market, issue, side);
    }
    match(market, issue);
    if (rule.opening === undefined) schedule(market, rule.renewal.every, { do: 'renew', issue });
    else schedule(market, rule.opening.every, { do: 'quote', issue });
  }
  if (Object.values(market.exchange.issues).some(({ crowd }) => crowd !== undefined)) schedule(market, SECOND_US, { do: 'second' });
}

function publicOrder(market: Market, issue: string, side: Side): { side: Side; limit: number; quantity: number } {
  const rule = ruleOf(market, issue);
  const interest = side === 'buy' ? rule.buys : rule.sells;
  const stream = streamOf(market, `${issue}/${side}s`);
  return { side, limit: drawLimit(stream, interest.price, rule.tick), quantity: drawLot(stream, interest.lot) };
}

function scheduleNext(market: Market, issue: string, side: Side): void {
  const rule = ruleOf(market, issue);
  const { perMinute } = side === 'buy' ? rule.buys : rule.sells;
  if (perMinute <= 0) return;
  const gapUs = Math.round((drawExponential(streamOf(market, `${issue}/${side}s`)) * MINUTE_US) / perMinute);
  schedule(market, market.state.nowUs + gapUs, { do: 'public', issue, side });
}

/** An ordinary order comes in. */
export function publicComes(market: Market, issue: string, side: Side): void {
  market.state.inbox.push({ do: 'enter', issue, ...publicOrder(market, issue, side), by: 'public' });
  scheduleNext(market, issue, side);
}

/** A second of word of mouth. */
export function secondPasses(market: Market): void {
  const { state, exchange } = market;
  schedule(market, state.nowUs + SECOND_US, { do: 'second' });
  let heard = 0;
  for (const [name, rule] of Object.entries(exchange.issues)) {
    if (rule.crowd !== undefined) crowdComes(market, name);
    heard = Math.max(heard, state.issues[name]!.aware);
  }
  const { rumours } = exchange;
  if (rumours === undefined || state.disclosed || state.rumour <= rumours.floor) return;
  state.rumour = Math.max(rumours.floor, state.rumour * (1 - (rumours.perMinute * heard) / 60));
}

function crowdComes(market: Market, issue: string): void {
  const { crowd, outstanding, tick } = ruleOf(market, issue);
  const state = market.state.issues[issue]!;
  if (crowd === undefined || state.phase !== 'trading') return;
  const best = state.book.sell[0];
  if (best === undefined || quantityOf(best) <= crowd.sees * outstanding) return;
  const more = ((crowd.innovates + crowd.imitates * state.aware) * (1 - state.aware)) / 60;
  const hear = Math.min(more, 1 - state.aware);
  state.aware += hear;
  const stream = streamOf(market, `${issue}/crowd`);
  // As many as a Poisson process of unit rate has points before the expected number.
  for (let at = drawExponential(stream); at < hear * crowd.traders; at += drawExponential(stream)) {
    const limit = drawLimit(stream, crowd.worth, tick);
    market.state.inbox.push({ do: 'enter', issue, side: 'buy', limit, quantity: drawLot(stream, crowd.lot), by: 'crowd' });
  }
}
