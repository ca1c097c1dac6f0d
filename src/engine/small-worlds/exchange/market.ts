// What every part of the exchange works with: its setting, its state, the schedule, and the notes that reach the desk.
import { ln } from '../../../math/index.ts';
import { assert, type Exchange, type Issue, type SimTimeUs } from '../../../schema/index.ts';
import { timeOfDay } from '../clock.ts';
import { drawExponential, drawNormal, type StreamState } from '../streams.ts';
import type { Event, ExchangeState, IssueState, Note } from './state.ts';

export interface Market {
  readonly exchange: Exchange;
  /** Story time of the start, milliseconds. */
  readonly startsAtMs: number;
  readonly report: (component: string, detail: string) => void;
  state: ExchangeState;
}

/** What the desk can still read of messages and fills. */
const NOTES_MAX = 60;

export function schedule({ state }: Market, atUs: SimTimeUs, event: Event): void {
  const { events } = state;
  let from = 0;
  let to = events.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (events[middle]!.atUs <= atUs) from = middle + 1;
    else to = middle;
  }
  events.splice(from, 0, { atUs, seq: state.seq++, event });
}

export function ruleOf(market: Market, issue: string): Issue {
  const rule = market.exchange.issues[issue];
  assert(rule !== undefined, 'an issue of this exchange', { issue });
  return rule;
}
export function issueOf(market: Market, issue: string): IssueState {
  const state = market.state.issues[issue];
  assert(state !== undefined, 'an issue of this exchange', { issue });
  return state;
}
export const streamOf = ({ state }: Market, name: string): StreamState => state.streams[name]!;

/** Something that the desk reads or hears. */
export function note({ state }: Market, from: Note['from'], text: string, bad = false): void {
  state.notes.push({ atUs: state.nowUs, from, text, bad });
  if (state.notes.length > NOTES_MAX) state.notes.shift();
}

/** A size with a geometric distribution of this mean, at least one. */
export function drawLot(stream: StreamState, mean: number): number {
  if (mean <= 1) return 1;
  return 1 + Math.floor(drawExponential(stream) / -ln(1 - 1 / mean));
}
/** A limit price: normal, on the tick, above zero. */
export function drawLimit(stream: StreamState, { mean, spread }: { mean: number; spread: number }, tick: number): number {
  return Math.max(tick, tick * Math.round((mean + spread * drawNormal(stream)) / tick));
}

/** Story time of day. */
export const clock = ({ startsAtMs }: Market, atUs: SimTimeUs): string => timeOfDay(startsAtMs, atUs);
/** A whole number with its thousands apart. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
