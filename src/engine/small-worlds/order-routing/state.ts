// What the order routers remember: plain data, so that it is saved as text. Money is whole cents and shares are whole, so that both balance exactly.
import type { OrderRouting, Seed, SimTimeUs } from '../../../schema/index.ts';
import { drawUniform, newStream, type StreamState } from '../streams.ts';

/** A customer's order that is being worked, or waits for the opening. */
export interface Parent {
  stock: number;
  /** 1 buys, -1 sells. */
  side: 1 | -1;
  /** Shares that the customer still has to get or give; what is traded beyond that is the firm’s. */
  left: number;
  /** Part of a child order that is due. */
  carry: number;
}

export interface Install {
  version: string;
  /** From now while it goes on, from when it is resumed while it is paused. */
  remainingUs: SimTimeUs;
  totalUs: SimTimeUs;
  sinceUs: SimTimeUs;
  paused: boolean;
  /** Only the end that carries this number counts; no two stretches of work have the same. */
  turn: number;
}

export interface Server {
  version: string;
  out: boolean;
  install: Install | null;
  /** In work. */
  parents: Parent[];
  /** Until the market opens. */
  waiting: Parent[];
  received: number;
  children: number;
  childrenLastTick: number;
}

export type Happening = { do: 'order' } | { do: 'tick' } | { do: 'installed'; server: string; turn: number };

export interface State {
  atUs: SimTimeUs;
  seq: number;
  events: { atUs: SimTimeUs; seq: number; happening: Happening }[];
  marketOpen: boolean;
  openedAtUs: SimTimeUs;
  ticking: boolean;
  flagOn: boolean;
  killed: boolean;
  released: string[];
  servers: Record<string, Server>;
  /** By stock, all changes since the start: the firm’s shares, the customers’, the market’s. */
  firm: number[];
  customers: number[];
  market: number[];
  /** Signed shares that still press on the price, as of `pressedAtUs`. */
  pressure: number[];
  pressedAtUs: SimTimeUs[];
  cash: { firm: number; customers: number; market: number };
  orders: number;
  refused: number;
  executions: { servers: number; unwinding: number };
  shares: { servers: number; unwinding: number };
  mails: SimTimeUs[];
  turns: number;
  unwinding: { share: number; held: number[]; carry: number[] } | null;
  log: { atUs: SimTimeUs; text: string }[];
  shiftSide: number;
  shiftStock: number;
  ofOrders: StreamState;
  ofInstalls: StreamState;
}

export function initialState(routing: OrderRouting, seed: Seed): State {
  const ofMix = newStream(seed, 'order-routing/mix');
  const none = (): number[] => new Array<number>(routing.market.stocks).fill(0);
  return {
    atUs: 0,
    seq: 0,
    events: [],
    marketOpen: false,
    openedAtUs: 0,
    ticking: false,
    flagOn: routing.flagOn,
    killed: false,
    released: [],
    servers: Object.fromEntries(
      Object.entries(routing.servers).map(([name, version]) => [
        name,
        { version, out: false, install: null, parents: [], waiting: [], received: 0, children: 0, childrenLastTick: 0 },
      ]),
    ),
    firm: none(),
    customers: none(),
    market: none(),
    pressure: none(),
    pressedAtUs: none(),
    cash: { firm: 0, customers: 0, market: 0 },
    orders: 0,
    refused: 0,
    executions: { servers: 0, unwinding: 0 },
    shares: { servers: 0, unwinding: 0 },
    mails: [],
    turns: 0,
    unwinding: null,
    log: [],
    shiftSide: drawUniform(ofMix),
    shiftStock: drawUniform(ofMix),
    ofOrders: newStream(seed, 'order-routing/orders'),
    ofInstalls: newStream(seed, 'order-routing/installs'),
  };
}
