// Parent orders: when they come, who works them, and what working them means. A server whose code counts fills stops when the customer has everything;
// the old test code never hears of its fills and goes on (SEC release 34-70694).
import { exp } from '../../../math/index.ts';
import type { OrderRouting, SimTimeUs } from '../../../schema/index.ts';
import { drawExponential, drawUniform } from '../streams.ts';
import type { Market } from './market.ts';
import type { Parent, Server, State } from './state.ts';

const SECOND_US = 1_000_000;
const LOT = 100;
/**
 * Steps from one order of a server to its next (Roberts’ R2 sequence), and from server to server: in any stretch of a server’s orders the shares of sides
 * and of cheap and dear stocks are close to those of the scenario, so that few orders stand for many.
 */
const OWN = { side: 0.7548776662466927, stock: 0.5698402909980532 } as const;
const TURN = { side: Math.sqrt(2), stock: Math.sqrt(3) } as const;

/** Orders in a second at this instant. */
function rateAt({ orders }: OrderRouting, state: State, atUs: SimTimeUs): number {
  if (!state.marketOpen) return orders.beforeOpen;
  return orders.later + (orders.atOpen - orders.later) * exp(-(atUs - state.openedAtUs) / orders.settles);
}

/**
 * When the next order comes: thinning of a stream at the highest rate (Lewis and Shedler 1979). Infinity when none will before `endsAtUs`, the end of the
 * run: beyond it a rush that has died away would be searched for for ever.
 */
export function nextOrderUs(routing: OrderRouting, state: State, endsAtUs: SimTimeUs): SimTimeUs {
  const { beforeOpen, atOpen, later } = routing.orders;
  const most = state.marketOpen ? Math.max(atOpen, later) : beforeOpen;
  if (most <= 0) return Number.POSITIVE_INFINITY;
  let atUs = state.atUs;
  while (atUs <= endsAtUs) {
    atUs += Math.max(1, Math.round((SECOND_US * drawExponential(state.ofOrders)) / most));
    if (drawUniform(state.ofOrders) * most <= rateAt(routing, state, atUs)) return atUs;
  }
  return Number.POSITIVE_INFINITY;
}

const takesOrders = ({ out, install }: Server): boolean => !out && install === null;

/** Whether a flagged order meets the old code there. */
export const reachesTestCode = (routing: OrderRouting, state: State, { version }: Server): boolean =>
  state.flagOn && routing.versions[version] === 'test code';

/** One order comes in: dealt to the servers in turn; the next one that takes orders stands in for one that does not. */
export function receive(routing: OrderRouting, state: State): void {
  const index = state.orders++;
  const { buys, sharesMax } = routing.orders;
  const count = Object.keys(state.servers).length;
  const turn = index % count;
  const own = (index - turn) / count;
  const parent: Parent = {
    side: fraction(state.shiftSide + turn * TURN.side + own * OWN.side) < buys ? 1 : -1,
    stock: Math.floor(fraction(state.shiftStock + turn * TURN.stock + own * OWN.stock) * routing.market.stocks),
    left: LOT * Math.ceil((drawUniform(state.ofOrders) * sharesMax) / LOT),
    carry: 0,
  };
  const server = serverFor(routing, state, index);
  if (server === undefined || state.killed) {
    state.refused++;
    return;
  }
  server.received++;
  (state.marketOpen ? server.parents : server.waiting).push(parent);
}

const fraction = (x: number): number => x - Math.floor(x);

function serverFor(routing: OrderRouting, state: State, index: number): Server | undefined {
  const servers = Object.values(state.servers);
  let asked: Server | undefined;
  for (let step = 0; step < servers.length; step++) {
    const server = servers[(index + step) % servers.length];
    if (!takesOrders(server)) continue;
    // Before the opening the old code says that it is disabled and hands the order back. It says so by mail.
    if (state.marketOpen || !reachesTestCode(routing, state, server)) return server;
    if (asked === undefined) state.mails.push(state.atUs);
    asked ??= server;
  }
  return asked;
}

/** What waited for the opening begins. */
export function beginWaiting(state: State): void {
  for (const server of Object.values(state.servers)) {
    server.parents.push(...server.waiting);
    server.waiting = [];
  }
}

/** One second of work of every server. */
export function work(routing: OrderRouting, state: State, market: Market): void {
  const { shares: lot, rate } = routing.child;
  for (const server of Object.values(state.servers)) {
    server.childrenLastTick = 0;
    if (!takesOrders(server) || state.killed) continue;
    const endless = reachesTestCode(routing, state, server);
    for (const parent of server.parents) {
      const due = rate + parent.carry;
      const children = endless ? Math.floor(due) : Math.min(Math.floor(due), Math.ceil(Math.max(0, parent.left) / lot));
      parent.carry = due - Math.floor(due);
      if (children > 0)
        send(state, market, server, parent, { children, shares: endless ? children * lot : Math.min(children * lot, parent.left) });
    }
    if (!endless) server.parents = server.parents.filter(({ left }) => left > 0);
  }
}

interface Batch {
  children: number;
  shares: number;
}

function send(state: State, market: Market, server: Server, parent: Parent, { children, shares }: Batch): void {
  const { stock, side } = parent;
  const price = market.trade(state, stock, side, shares);
  const ofCustomer = Math.min(shares, Math.max(0, parent.left));
  const ofFirm = shares - ofCustomer;
  state.customers[stock] += side * ofCustomer;
  state.cash.customers -= side * ofCustomer * price;
  state.firm[stock] += side * ofFirm;
  state.cash.firm -= side * ofFirm * price;
  parent.left -= ofCustomer;
  server.children += children;
  server.childrenLastTick += children;
  state.executions.servers += children;
  state.shares.servers += shares;
}

/** One second of unwinding: sells what is long and buys back what is short, at the share of a minute that was asked for. */
export function unwind(routing: OrderRouting, state: State, market: Market): void {
  const { unwinding } = state;
  if (unwinding === null || state.killed) return;
  for (const [stock, firm] of state.firm.entries()) {
    if (firm === 0) continue;
    const due = (unwinding.held[stock] * unwinding.share) / 60 + unwinding.carry[stock];
    const shares = Math.min(Math.floor(due), Math.abs(firm));
    unwinding.carry[stock] = due - Math.floor(due);
    if (shares === 0) continue;
    const side = firm > 0 ? -1 : 1;
    const price = market.trade(state, stock, side, shares);
    state.firm[stock] += side * shares;
    state.cash.firm -= side * shares * price;
    state.executions.unwinding += Math.ceil(shares / routing.child.shares);
    state.shares.unwinding += shares;
  }
  if (state.firm.every((held) => held === 0)) state.unwinding = null;
}
