// The exchange world (DESIGN D9): a stock exchange, the public, and the desk of one firm, as events ordered by (time, order of scheduling).
import { assert, type Command, type Fault, type Harm, type Outcome, type SimTimeUs, type WorldTable } from '../../../schema/index.ts';
import type { SmallWorld, SmallWorldSetting, WriteSample } from '../small-world.ts';
import { lossAtWorst, settle } from './accounts.ts';
import { balancesOf } from './balances.ts';
import { executeAtDesk } from './commands.ts';
import { buyBackMore, take } from './desk.ts';
import { gaugesOfMarket, scrapeMarket, tablesOf } from './instruments.ts';
import { type Market, schedule } from './market.ts';
import { beginPublic, publicComes, secondPasses } from './public.ts';
import { type Event, type ExchangeState, initialState, type Message } from './state.ts';
import { answerCancel, answerHalt, decideHalt } from './telephone.ts';
import { accept, match, moveQuote, renew } from './trading.ts';

/** undefined for a scenario without an exchange. */
export function createExchange({ scenario, seed, report }: SmallWorldSetting): SmallWorld | undefined {
  const { exchange } = scenario.world;
  if (exchange === undefined) return undefined;
  const market: Market = { exchange, startsAtMs: scenario.startsAtMs, report, state: initialState(exchange, seed) };
  beginPublic(market);
  if (exchange.settlement !== undefined) schedule(market, exchange.settlement, { do: 'settle' });
  return new ExchangeWorld(market);
}

class ExchangeWorld implements SmallWorld {
  readonly #market: Market;

  constructor(market: Market) {
    this.#market = market;
  }

  nextUs(): SimTimeUs {
    return this.#market.state.events[0]?.atUs ?? Number.POSITIVE_INFINITY;
  }

  runUntil(atUs: SimTimeUs): void {
    const { state } = this.#market;
    for (let next = state.events[0]; next !== undefined && next.atUs <= atUs; next = state.events[0]) {
      state.events.shift();
      state.nowUs = next.atUs;
      happen(this.#market, next.event);
      startCycle(this.#market);
    }
    assert(state.nowUs <= atUs, 'time never goes back', { nowUs: state.nowUs, atUs });
    state.nowUs = atUs;
  }

  execute(command: Command): Outcome | undefined {
    return executeAtDesk(this.#market, command);
  }

  inject(fault: Fault): boolean {
    if (!('exchange' in fault)) return false;
    this.#market.state.disclosed = true;
    this.#market.report('order-desk', 'the market learns whose order it was');
    return true;
  }

  scrape(write: WriteSample): void {
    scrapeMarket(this.#market, write);
  }

  /** Money alone: nobody is cut off from anything. */
  harm(): Harm {
    const { state, exchange } = this.#market;
    return {
      usersAffected: 0,
      userMinutes: 0,
      failedRequests: 0,
      requests: 0,
      revenueLost: Object.values(state.issues).reduce((sum, issue) => sum + lossAtWorst(issue), 0),
      revenueEarned: 0,
      currency: exchange.currency,
    };
  }

  gauges(): ReturnType<typeof gaugesOfMarket> {
    return gaugesOfMarket(this.#market);
  }
  tables(): Readonly<Record<string, WorldTable>> {
    return tablesOf(this.#market);
  }
  balances(): ReturnType<typeof balancesOf> {
    return balancesOf(this.#market);
  }
  save(): string {
    return JSON.stringify(this.#market.state);
  }
  restore(text: string): void {
    this.#market.state = JSON.parse(text) as ExchangeState;
  }
}

/** The system works off its inbox at the next beat of its own clock. */
function startCycle(market: Market): void {
  const { state, exchange } = market;
  if (state.cycling || state.inbox.length === 0) return;
  const { every } = exchange.matching;
  state.cycling = true;
  schedule(market, (Math.floor(state.nowUs / every) + 1) * every, { do: 'cycle' });
}

function cycle(market: Market): void {
  const { state, exchange } = market;
  state.cycling = false;
  for (const message of state.inbox.splice(0, exchange.matching.messages)) handle(market, message);
}

function handle(market: Market, message: Message): void {
  if (message.do === 'enter') {
    accept(market, message.issue, { ...message, own: -1 });
    match(market, message.issue);
    return;
  }
  take(market, message);
  match(market, market.state.orders[message.order - 1]!.issue);
}

function happen(market: Market, event: Event): void {
  switch (event.do) {
    case 'arrive':
      market.state.inbox.push(event.message);
      return;
    case 'cycle':
      cycle(market);
      return;
    case 'quote':
      moveQuote(market, event.issue);
      return;
    case 'renew':
      renew(market, event.issue);
      return;
    case 'public':
      publicComes(market, event.issue, event.side);
      return;
    case 'second':
      secondPasses(market);
      return;
    case 'flip': {
      const { issue, quantity, limit } = event;
      market.state.inbox.push({ do: 'enter', issue, side: 'sell', limit, quantity, by: 'public' });
      return;
    }
    case 'buy back':
      buyBackMore(market, event.issue);
      return;
    case 'answer cancel':
      answerCancel(market, event.order);
      return;
    case 'answer halt':
      answerHalt(market, event.issue);
      return;
    case 'decide halt':
      decideHalt(market, event.issue);
      return;
    case 'settle':
      settle(market);
  }
}
