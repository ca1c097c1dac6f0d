// What can be read of the exchange and the desk: series, tables, the map’s gauges. Money is in whole units of the exchange’s currency.
import type { ComponentGauge, WorldTable } from '../../../schema/index.ts';
import type { WriteSample } from '../small-world.ts';
import { lossAtWorst, lossToday, settledLoss } from './accounts.ts';
import { quantity, quantityOf, type Side } from './book.ts';
import { exposure, openShares } from './desk.ts';
import { clock, grouped, type Market, ruleOf } from './market.ts';
import type { IssueState } from './state.ts';

const SIDES = ['buy', 'sell'] as const;
const LEVELS_SHOWN = 8;
const ROWS_SHOWN = 20;

/** The currency as it stands in names of series. */
const unitOf = (currency: string): string => (currency === 'JPY' ? 'yen' : currency.toLowerCase());

export function scrapeMarket(market: Market, write: WriteSample): void {
  const { state, exchange } = market;
  const money = unitOf(exchange.currency);
  for (const [issue, of] of Object.entries(state.issues)) {
    const at = { issue };
    write('exchange_outstanding_shares', at, ruleOf(market, issue).outstanding);
    write(`exchange_reference_price_${money}`, at, referencePrice(of));
    if (of.last > 0) {
      write(`exchange_last_price_${money}`, at, of.last);
      write(`exchange_lowest_price_${money}`, at, of.lowest);
      write(`exchange_highest_price_${money}`, at, of.highest);
      write(`exchange_limit_price_${money}`, { issue, limit: 'low' }, of.low);
      write(`exchange_limit_price_${money}`, { issue, limit: 'high' }, of.high);
    }
    write('exchange_halted', at, of.phase === 'halted' ? 1 : 0);
    write('exchange_volume_shares_total', at, of.volume);
    for (const side of SIDES) {
      const on = { issue, side };
      write(`exchange_special_quote_${money}`, on, of.special === side ? specialQuote(market, issue) : 0);
      write('exchange_book_shares', on, quantity(of.book, side));
      write('exchange_order_remaining_shares', on, openShares(market, issue, side, false));
      write('exchange_shares_executed_total', on, of.account.executed[side]);
    }
    write('exchange_firm_position_shares', at, of.account.position);
    write('exchange_shares_sold_at_limit_total', at, of.account.soldAtLow);
    write('exchange_shares_settled_in_cash_total', at, of.account.settled);
    write('exchange_exposure_shares', at, exposure(market, issue) + of.account.settled);
    writeMarks(issue, of, write);
    write('exchange_buy_back_rate', at, of.buyBack?.rate ?? 0);
  }
  write(`exchange_firm_loss_${money}`, { basis: 'same day' }, sum(state.issues, lossToday));
  write(`exchange_firm_loss_${money}`, { basis: 'worst of the day' }, sum(state.issues, lossAtWorst));
  if (settlementIsOver(market)) write(`exchange_firm_loss_${money}`, { basis: 'settled' }, sum(state.issues, settledLoss));
  write('exchange_cancel_requests_total', { result: 'done' }, state.cancels.done);
  write('exchange_cancel_requests_total', { result: 'dropped' }, state.cancels.dropped);
  write('exchange_telephone_answers_total', { about: 'cancel', answer: 'done' }, state.answers.cancelDone);
  write('exchange_telephone_answers_total', { about: 'cancel', answer: 'cannot' }, state.answers.cancelCannot);
  write('exchange_telephone_answers_total', { about: 'halt', answer: 'granted' }, state.answers.haltGranted);
  write('exchange_telephone_answers_total', { about: 'halt', answer: 'declined' }, state.answers.haltDeclined);
  if (exchange.rumours !== undefined) write('exchange_rumour_price_index', { firm: exchange.rumours.firm }, state.rumour);
}

const MARKS = { cancel: 'cancel', low: 'limit low', executed: 'executed', high: 'limit high' } as const;
/** Seconds from the firm’s first order of more shares than there are. */
function writeMarks(issue: string, { marks }: IssueState, write: WriteSample): void {
  for (const [mark, what] of Object.entries(MARKS)) {
    const atUs = marks[mark as keyof typeof MARKS];
    if (atUs >= 0) write('exchange_seconds_to', { issue, what }, (atUs - marks.order) / 1e6);
  }
}

const sum = (issues: Readonly<Record<string, IssueState>>, of: (issue: IssueState) => number): number =>
  Object.values(issues).reduce((total, issue) => total + of(issue), 0);
const settlementIsOver = ({ exchange, state }: Market): boolean => exchange.settlement !== undefined && state.nowUs >= exchange.settlement;

/** Where it could trade next: while it opens the quote itself, afterwards as far as the price may move until the next renewal. */
export function specialQuote(market: Market, issue: string): number {
  const { phase, special, anchor, low, high } = market.state.issues[issue]!;
  if (phase === 'opening') return anchor;
  const { step } = ruleOf(market, issue).renewal;
  return special === 'sell' ? Math.max(low, anchor - step) : Math.min(high, anchor + step);
}

/** What a terminal compares a limit with: the last price, or the quote before there is one. */
export const referencePrice = ({ last, anchor }: IssueState): number => (last > 0 ? last : anchor);

export function tablesOf(market: Market): Record<string, WorldTable> {
  const [first = ''] = Object.keys(market.state.issues);
  return {
    'order book': orderBook(market, first),
    prices: prices(market),
    'my orders': myOrders(market),
    'our position': position(market),
    executions: executions(market),
    'exchange messages': messages(market),
  };
}

/** Levels around the price, best in the middle; while it opens, around the quote, with what would trade at it in one line. */
function orderBook(market: Market, issue: string): WorldTable {
  const state = market.state.issues[issue]!;
  const { book, phase, anchor } = state;
  const opening = phase === 'opening';
  const row = (price: number, shares: Record<Side, number>, ours: boolean) => ({
    cells: {
      sell: shares.sell === 0 ? '' : grouped(shares.sell),
      price: grouped(price),
      buy: shares.buy === 0 ? '' : grouped(shares.buy),
      ours: ours ? 'ours' : '',
    },
  });
  const rows = (side: Side) =>
    book[side]
      .filter(({ price }) => !opening || (side === 'sell' ? price > anchor : price < anchor))
      .slice(0, LEVELS_SHOWN)
      .map((level) =>
        row(
          level.price,
          { buy: 0, sell: 0, [side]: quantityOf(level) },
          level.orders.some(({ by }) => by === 'firm'),
        ),
      );
  const meets = opening ? [row(anchor, { sell: quantity(book, 'sell', anchor), buy: quantity(book, 'buy', anchor) }, false)] : [];
  return {
    title: `Order book of ${ruleOf(market, issue).title}: ${phaseInWords(market, issue)}`,
    columns: [
      { key: 'sell', label: 'Sell' },
      { key: 'price', label: 'Price' },
      { key: 'buy', label: 'Buy' },
      { key: 'ours', label: 'Ours' },
    ],
    rows: [...rows('sell').reverse(), ...meets, ...rows('buy')],
    empty: 'Nobody buys or sells',
  };
}

function prices(market: Market): WorldTable {
  const rows = Object.entries(market.state.issues).map(([issue, of]) => ({
    cells: {
      issue: ruleOf(market, issue).title,
      last: of.last > 0 ? grouped(of.last) : 'none yet',
      quote: phaseInWords(market, issue),
      volume: grouped(of.volume),
      band: of.low > 0 ? `${grouped(of.low)} to ${grouped(of.high)}` : 'from the first price on',
    },
    alarming: of.phase === 'halted' || (of.last > 0 && (of.last === of.low || of.last === of.high)),
  }));
  return {
    title: 'Prices',
    columns: [
      { key: 'issue', label: 'Issue' },
      { key: 'last', label: 'Last' },
      { key: 'quote', label: 'State' },
      { key: 'volume', label: 'Volume' },
      { key: 'band', label: 'Limits of the day' },
    ],
    rows,
    empty: 'No issue',
  };
}

export function phaseInWords(market: Market, issue: string): string {
  const { phase, special, last, low, high } = market.state.issues[issue]!;
  if (phase === 'halted') return 'halted';
  if (special !== null) return `special ${special === 'buy' ? 'bid' : 'ask'} ${grouped(specialQuote(market, issue))}`;
  if (phase === 'opening') return 'not open yet';
  return last === low ? 'limit low' : last === high ? 'limit high' : 'trading';
}

function myOrders(market: Market): WorldTable {
  const { orders } = market.state;
  const bought = orders.filter(({ buyBack }) => buyBack);
  const row = (order: (typeof orders)[number]) => ({
    cells: {
      number: order.number,
      time: clock(market, order.sentAtUs),
      side: order.side,
      issue: order.issue,
      quantity: grouped(order.quantity),
      price: order.stands === order.price ? grouped(order.price) : `${grouped(order.price)} (deemed ${grouped(order.stands)})`,
      left: grouped(order.left),
      state: order.state,
    },
  });
  const own = orders
    .filter(({ buyBack }) => !buyBack)
    .slice(-ROWS_SHOWN)
    .map(row);
  const buyBacks = Object.keys(market.state.issues).flatMap((issue) => {
    const of = bought.filter((order) => order.issue === issue);
    const last = of.at(-1);
    if (last === undefined) return [];
    const asked = of.reduce((total, { quantity }) => total + quantity, 0);
    const open = openShares(market, issue, 'buy', true);
    return [
      {
        cells: {
          number: 'buy-back',
          time: clock(market, of[0]!.sentAtUs),
          side: 'buy',
          issue,
          quantity: grouped(asked),
          price: grouped(last.price),
          left: grouped(open),
          state: market.state.issues[issue]!.buyBack === null ? 'stopped' : 'buying',
        },
      },
    ];
  });
  return {
    title: 'Our orders',
    columns: ['Number', 'State', 'Left', 'Side', 'Quantity', 'Issue', 'Price', 'Time'].map((label) => ({
      key: label.toLowerCase(),
      label,
    })),
    rows: [...own, ...buyBacks],
    empty: 'No order today',
  };
}

const position = (market: Market): WorldTable => ({
  title: 'Our own position',
  columns: [
    { key: 'issue', label: 'Issue' },
    { key: 'own', label: 'Shares' },
    { key: 'sold', label: 'Sold' },
    { key: 'bought', label: 'Bought' },
    { key: 'loss', label: `Loss at the last price, ${market.exchange.currency}` },
  ],
  rows: Object.entries(market.state.issues)
    .filter(([, { account }]) => account.position !== 0 || account.cash !== 0)
    .map(([issue, of]) => ({
      cells: {
        issue,
        own: grouped(of.account.position),
        sold: grouped(of.account.executed.sell),
        bought: grouped(of.account.executed.buy),
        loss: grouped(lossToday(of)),
      },
      alarming: of.account.position < 0,
    })),
  empty: 'Nothing of our own: all orders were clients’',
});

const executions = (market: Market): WorldTable => ({
  title: 'Executions of our orders',
  columns: ['Time', 'Side', 'Issue', 'Quantity', 'Price'].map((label) => ({ key: label.toLowerCase(), label })),
  rows: market.state.fills
    .slice(-ROWS_SHOWN)
    .reverse()
    .map(({ atUs, side, issue, quantity, price }) => ({
      cells: { time: clock(market, atUs), side, issue, quantity: grouped(quantity), price: grouped(price) },
    })),
  empty: 'Nothing executed',
});

const messages = (market: Market): WorldTable => ({
  title: 'Messages of the exchange',
  columns: [
    { key: 'time', label: 'Time' },
    { key: 'from', label: 'By' },
    { key: 'text', label: 'Message' },
  ],
  rows: market.state.notes
    .slice(-ROWS_SHOWN)
    .reverse()
    .map(({ atUs, from, text, bad }) => ({ cells: { time: clock(market, atUs), from, text }, alarming: bad })),
  empty: 'No message',
});

export function gaugesOfMarket(market: Market): ComponentGauge[] {
  const { state, exchange } = market;
  const gauge = (component: string, kind: ComponentGauge['kind'], more: Partial<ComponentGauge>): ComponentGauge => ({
    component,
    kind,
    inFlight: 0,
    waiting: 0,
    capacity: 0,
    ratePerS: 0,
    errorRatio: 0,
    state: 'ready',
    version: '',
    ...more,
  });
  const sent = state.orders.filter((order) => order.state === 'sent').length;
  const tried = state.cancels.done + state.cancels.dropped;
  return [
    gauge('order-desk', 'service', { inFlight: state.orders.filter((order) => order.state === 'open').length }),
    gauge('broker-system', 'service', { inFlight: sent }),
    gauge('matching-engine', 'service', {
      inFlight: state.inbox.length,
      capacity: exchange.matching.messages,
      errorRatio: tried === 0 ? 0 : state.cancels.dropped / tried,
    }),
    ...Object.keys(state.issues).map((issue) =>
      gauge(issue, 'database', { waiting: openShares(market, issue, 'sell', false), state: phaseInWords(market, issue) }),
    ),
  ];
}
