// The market of the order routers: one best price a side, moved by the square root of the pressure that trades leave behind and that fades with time
// (square-root law of price impact: Almgren et al., Direct Estimation of Equity Market Impact, 2005; Tóth et al., Anomalous Price Impact, 2011;
// its fading: Bouchaud et al., Fluctuations and Response in Financial Markets, 2004). A buyer pays the ask, a seller gets the bid.
import { exp, ln, NORMAL_Q99 } from '../../../math/index.ts';
import type { OrderRouting, SimTimeUs } from '../../../schema/index.ts';
import { drawNormal, newStream } from '../streams.ts';
import type { State } from './state.ts';

type Rules = OrderRouting['market'];

const LN2 = ln(2);

/**
 * Prices of the stocks before anybody presses on them, whole cents, ascending. They belong to the market and not to the seed: every run of a scenario
 * trades the same stocks.
 */
export function referencePrices({ name, stocks, price }: Rules): number[] {
  const stream = newStream(name, 'order-routing/prices');
  const spread = ln(price.p99 / price.median) / NORMAL_Q99;
  return Array.from({ length: stocks }, () => Math.max(100, Math.round(100 * price.median * exp(spread * drawNormal(stream))))).sort(
    (a, b) => a - b,
  );
}

export class Market {
  readonly #rules: Rules;
  readonly #reference: readonly number[];

  constructor(rules: Rules) {
    this.#rules = rules;
    this.#reference = referencePrices(rules);
  }

  /** Cents. */
  reference(stock: number): number {
    return this.#reference[stock];
  }

  /** Shares that still press on the price of a stock. */
  pressure(state: State, stock: number, atUs: SimTimeUs): number {
    return state.pressure[stock] * exp((-LN2 * (atUs - state.pressedAtUs[stock])) / this.#rules.relaxes);
  }

  /** What a buyer (1) pays or a seller (-1) gets for one share under such pressure, in whole cents and at least one. */
  bestPrice(stock: number, side: 1 | -1, pressure: number): number {
    const { volatility, dailyVolume, halfSpread } = this.#rules;
    const moved = volatility * Math.sqrt(Math.abs(pressure) / dailyVolume);
    const middle = this.#reference[stock] * exp(pressure < 0 ? -moved : moved);
    return side === 1 ? Math.ceil(middle * (1 + halfSpread)) : Math.max(1, Math.floor(middle * (1 - halfSpread)));
  }

  /** The price now. */
  quote(state: State, stock: number, side: 1 | -1): number {
    return this.bestPrice(stock, side, this.pressure(state, stock, state.atUs));
  }

  /** Trades so many shares at once; all at the price that half of them have moved. @returns cents a share */
  trade(state: State, stock: number, side: 1 | -1, shares: number): number {
    const before = this.pressure(state, stock, state.atUs);
    const price = this.bestPrice(stock, side, before + (side * shares) / 2);
    state.pressure[stock] = before + side * shares;
    state.pressedAtUs[stock] = state.atUs;
    state.market[stock] -= side * shares;
    state.cash.market += side * shares * price;
    return price;
  }

  /** What a holding would bring (negative: cost) if it were sold (bought back) evenly over a trading day that began at rest. Cents. */
  worth(stock: number, held: number): number {
    if (held === 0) return 0;
    const { relaxes, tradingDay } = this.#rules;
    const pressure = (-held * relaxes) / (LN2 * tradingDay);
    return held * this.bestPrice(stock, held > 0 ? -1 : 1, pressure);
  }
}

/** Of all parties, so far. The firm’s loss is what it paid beyond what its holdings would bring. Whole cents. */
export function lossOf(market: Market, state: State): number {
  return -(state.cash.firm + state.firm.reduce((sum, held, stock) => sum + market.worth(stock, held), 0));
}

export interface Holdings {
  /** Stocks that are held, and sold short. */
  longStocks: number;
  shortStocks: number;
  /** At the price before anybody pressed on it, cents, both positive. */
  long: number;
  short: number;
}

export function holdingsOf(market: Market, state: State): Holdings {
  const holdings = { longStocks: 0, shortStocks: 0, long: 0, short: 0 };
  for (const [stock, held] of state.firm.entries()) {
    const value = held * market.reference(stock);
    if (held > 0) {
      holdings.longStocks++;
      holdings.long += value;
    } else if (held < 0) {
      holdings.shortStocks++;
      holdings.short -= value;
    }
  }
  return holdings;
}
