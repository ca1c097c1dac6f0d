// Instruments of the order routers: series, gauges, harm, and what has to balance.
import type { ComponentGauge, Harm, OrderRouting } from '../../../schema/index.ts';
import type { Balance, WriteSample } from '../small-world.ts';
import { holdingsOf, lossOf, type Market } from './market.ts';
import type { State } from './state.ts';
import { progressOf, stateOf } from './tables.ts';

export function scrapeInto(write: WriteSample, routing: OrderRouting, state: State, market: Market): void {
  for (const [server, it] of Object.entries(state.servers)) {
    for (const version of Object.keys(routing.versions)) write('routing_server_info', { server, version }, it.version === version ? 1 : 0);
    write('routing_server_up', { server }, it.out || it.install !== null ? 0 : 1);
    write('routing_install_progress_ratio', { server }, it.install === null ? 1 : progressOf(state, it.install));
    write('routing_parent_orders_total', { server }, it.received);
    write('routing_parent_orders_open', { server }, it.parents.length);
    write('routing_child_orders_total', { server }, it.children);
  }
  for (const source of ['servers', 'unwinding'] as const) {
    write('routing_executions_total', { source }, state.executions[source]);
    write('routing_shares_total', { source }, state.shares[source]);
  }
  const { long, short, longStocks, shortStocks } = holdingsOf(market, state);
  write('routing_position_dollars', { side: 'long' }, long / 100);
  write('routing_position_dollars', { side: 'short' }, short / 100);
  write('routing_position_stocks', { side: 'long' }, longStocks);
  write('routing_position_stocks', { side: 'short' }, shortStocks);
  write('routing_loss_dollars', {}, lossOf(market, state) / 100);
  write('routing_orders_refused_total', {}, state.refused);
  write('routing_mails_total', {}, state.mails.length);
  write('routing_flag', { flag: routing.flag }, state.flagOn ? 1 : 0);
  for (const version of Object.keys(routing.versions)) write('routing_release', { version }, state.released.at(-1) === version ? 1 : 0);
  write('routing_market_open', {}, state.marketOpen ? 1 : 0);
  write('routing_kill_switch', {}, state.killed ? 1 : 0);
  write('routing_unwinding_ratio', {}, state.unwinding?.share ?? 0);
}

export function gaugesOf(routing: OrderRouting, state: State): ComponentGauge[] {
  const servers = Object.entries(state.servers).map(
    ([component, it]): ComponentGauge => ({
      component,
      kind: 'service',
      inFlight: it.parents.length,
      waiting: it.waiting.length,
      capacity: 0,
      ratePerS: it.childrenLastTick,
      errorRatio: 0,
      state: stateOf(state, it),
      version: it.version,
    }),
  );
  const ratePerS = servers.reduce((sum, gauge) => sum + gauge.ratePerS, 0);
  const open = state.marketOpen ? 'open' : 'closed';
  return [
    ...servers,
    {
      component: routing.market.name,
      kind: 'provider',
      inFlight: 0,
      waiting: 0,
      capacity: 0,
      ratePerS,
      errorRatio: 0,
      state: open,
      version: '',
    },
  ];
}

/** People hurt are those whose order was refused; the firm’s own loss is the money. */
export function harmOf(routing: OrderRouting, state: State, market: Market): Harm {
  return {
    usersAffected: state.refused,
    userMinutes: 0,
    failedRequests: state.refused,
    requests: state.orders,
    revenueLost: lossOf(market, state) / 100,
    revenueEarned: 0,
    currency: routing.currency,
  };
}

export function balancesOf(state: State): Balance[] {
  const { firm, customers, market } = state.cash;
  const off = state.firm.findIndex((held, stock) => held + state.customers[stock] + state.market[stock] !== 0);
  const total = (party: readonly number[]): number => party.reduce((sum, held) => sum + held, 0);
  return [
    {
      what: 'shares, stock by stock',
      balanced: off < 0,
      detail: `firm ${total(state.firm)}, customers ${total(state.customers)}, market ${total(state.market)}${off < 0 ? '' : `; stock ${off} does not balance`}`,
    },
    { what: 'cash', balanced: firm + customers + market === 0, detail: `cents: firm ${firm}, customers ${customers}, market ${market}` },
  ];
}
