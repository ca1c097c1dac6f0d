// Everything that an exchange and its firm are at one instant: plain data without undefined, so that its text is the same after a restore.
import type { Exchange, Issue, SimTimeUs } from '../../../schema/index.ts';
import { newStream, type StreamState } from '../streams.ts';
import { type Book, emptyBook, type Side } from './book.ts';

/** A count for each side. */
export interface Sides {
  buy: number;
  sell: number;
}
const none = (): Sides => ({ buy: 0, sell: 0 });

/** The firm's own account in an issue: everything beyond what clients ordered. */
export interface Account {
  /** Shares; below zero it is short. */
  position: number;
  cash: number;
  /** Of clients' orders so far. */
  clients: Sides;
  /** Executed, clients' orders included. */
  executed: Sides;
  /** Sold at the lowest price of the day. */
  soldAtLow: number;
  /** Settled in cash instead of shares, and the loss as it stood before that. */
  settled: number;
  lossBefore: number;
}

export interface IssueState {
  book: Book;
  phase: 'opening' | 'trading' | 'halted';
  /** What is shown when nothing can trade: too much is bid, or too much is offered. */
  special: Side | null;
  /** While it opens the special quote; afterwards the price around which it may move until the next renewal. */
  anchor: number;
  /** Limits of the day; both zero before the first price. */
  low: number;
  high: number;
  /** Zero before the first price. */
  last: number;
  lowest: number;
  highest: number;
  volume: number;
  /** Shares that came in, and that were taken out again, by side. */
  entered: Sides;
  cancelled: Sides;
  traded: Sides;
  /** Share of the crowd that has heard. */
  aware: number;
  account: Account;
  /** Instants that are counted from the firm’s first order of more shares than there are; -1 until then. */
  marks: { order: SimTimeUs; cancel: SimTimeUs; low: SimTimeUs; executed: SimTimeUs; high: SimTimeUs };
  /** The firm buys back: shares a minute, at most at this price. */
  buyBack: { rate: number; price: number } | null;
  /** The next order of a buy-back is scheduled, or was when it was stopped. */
  buysOn: boolean;
}

/** An order of the firm as its desk sees it. */
export interface OwnOrder {
  /** Number on the desk; its place in the list, counted from one. */
  number: number;
  issue: string;
  side: Side;
  quantity: number;
  price: number;
  left: number;
  /** In the book; -1 until it is accepted. */
  id: number;
  state: 'sent' | 'open' | 'executed' | 'cancelled';
  sentAtUs: SimTimeUs;
  /** Of the last match; -1 before. */
  matchedAtUs: SimTimeUs;
  /** The price at which it stands. */
  stands: number;
  buyBack: boolean;
}

/** What the exchange's system is asked to do. */
export type Message =
  | { do: 'enter'; issue: string; side: Side; limit: number; quantity: number; by: 'public' | 'crowd' }
  | { do: 'enter own'; order: number }
  | { do: 'cancel'; order: number; route: 'broker' | 'direct' }
  | { do: 'correct'; order: number; quantity: number; price: number };

export type Event =
  | { do: 'arrive'; message: Message }
  | { do: 'cycle' }
  | { do: 'quote'; issue: string }
  | { do: 'renew'; issue: string }
  | { do: 'public'; issue: string; side: Side }
  | { do: 'second' }
  | { do: 'flip'; issue: string; quantity: number; limit: number }
  | { do: 'buy back'; issue: string }
  | { do: 'answer cancel'; order: number }
  | { do: 'answer halt'; issue: string }
  | { do: 'decide halt'; issue: string }
  | { do: 'settle' };
export interface Scheduled {
  atUs: SimTimeUs;
  seq: number;
  event: Event;
}

/** What the exchange said to the desk, by line or by telephone. */
export interface Note {
  atUs: SimTimeUs;
  from: 'system' | 'telephone';
  text: string;
  bad: boolean;
}
/** Fills of one second at one price. */
export interface Fill {
  atUs: SimTimeUs;
  issue: string;
  side: Side;
  price: number;
  quantity: number;
}

export interface ExchangeState {
  seq: number;
  events: Scheduled[];
  nowUs: SimTimeUs;
  inbox: Message[];
  cycling: boolean;
  /** Number of the last order accepted. */
  accepted: number;
  issues: Record<string, IssueState>;
  orders: OwnOrder[];
  notes: Note[];
  fills: Fill[];
  cancels: { sent: number; done: number; dropped: number };
  answers: { cancelDone: number; cancelCannot: number; haltGranted: number; haltDeclined: number };
  othersCash: number;
  firmCash: number;
  othersPosition: number;
  firmPosition: number;
  rumour: number;
  disclosed: boolean;
  streams: Record<string, StreamState>;
}

const issueState = (issue: Issue): IssueState => {
  const base = issue.price ?? 0;
  const opens = issue.opening?.offer;
  return {
    book: emptyBook(),
    phase: opens === undefined ? 'trading' : 'opening',
    special: null,
    anchor: opens ?? base,
    low: opens === undefined ? base - issue.band : 0,
    high: opens === undefined ? base + issue.band : 0,
    last: base,
    lowest: base,
    highest: base,
    volume: 0,
    entered: none(),
    cancelled: none(),
    traded: none(),
    aware: 0,
    account: { position: 0, cash: 0, clients: none(), executed: none(), soldAtLow: 0, settled: 0, lossBefore: 0 },
    marks: { order: -1, cancel: -1, low: -1, executed: -1, high: -1 },
    buyBack: null,
    buysOn: false,
  };
};

/** Streams are named by issue and purpose; the names are permanent. */
export function initialState(exchange: Exchange, seed: string): ExchangeState {
  const names = Object.keys(exchange.issues);
  const streams = ['telephone', 'halt/takes', 'routes'].concat(
    names.flatMap((name) => [`${name}/buys`, `${name}/sells`, `${name}/crowd`, `${name}/flips`, `${name}/halt`]),
  );
  return {
    seq: 0,
    events: [],
    nowUs: 0,
    inbox: [],
    cycling: false,
    accepted: 0,
    issues: Object.fromEntries(names.map((name) => [name, issueState(exchange.issues[name]!)])),
    orders: [],
    notes: [],
    fills: [],
    cancels: { sent: 0, done: 0, dropped: 0 },
    answers: { cancelDone: 0, cancelCannot: 0, haltGranted: 0, haltDeclined: 0 },
    othersCash: 0,
    firmCash: 0,
    othersPosition: 0,
    firmPosition: 0,
    rumour: 100,
    disclosed: false,
    streams: Object.fromEntries(streams.map((name) => [name, newStream(seed, `exchange/${name}`)])),
  };
}
