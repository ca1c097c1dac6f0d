// The order routers: what new and left-out servers do with an order, what stops them, what it costs, and that a run can be cut anywhere.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import { Market, referencePrices } from '../../../src/engine/small-worlds/order-routing/market.ts';
import { initialState } from '../../../src/engine/small-worlds/order-routing/state.ts';
import type { SimulationEngine } from '../../../src/schema/index.ts';
import { give, MINUTE_US, routers, routersScenario, routersText } from '../../support/order-routing-world.ts';

const OPEN_US = 10 * MINUTE_US;
/** The sum of the newest samples of a series. */
function read(engine: SimulationEngine, name: string, labels: Record<string, string> = {}): number {
  const matchers = Object.entries({ __name__: name, ...labels }).map(([label, value]) => ({ name: label, op: '=' as const, value }));
  return engine.series.select(matchers, 0, 1e15).reduce((sum, { values, length }) => sum + (values[length - 1] ?? 0), 0);
}
const loss = (engine: SimulationEngine): number => engine.harm().revenueLost;
const childrenOf = (engine: SimulationEngine, server: string): number => read(engine, 'routing_child_orders_total', { server });
const done = { status: 'done' };

/** Released while router-3 was left out, and so many minutes into the market. */
function running(minutes: number, seed = 'a', text?: string): SimulationEngine {
  const engine = routers(seed, text);
  expect(give(engine, 'release 2.0')).toMatchObject(done);
  engine.runUntil(OPEN_US + minutes * MINUTE_US);
  return engine;
}

describe('a flagged order', () => {
  it('is worked to its size by a server with the new code, and the firm keeps nothing', () => {
    const engine = routers('a', routersText().replace('router-3: "1.0"', 'router-3: "2.0"'));
    give(engine, 'release 2.0');
    engine.runUntil(OPEN_US + 20 * MINUTE_US);
    expect(read(engine, 'routing_executions_total')).toBeGreaterThan(200);
    expect(engine.tables()['positions']?.rows).toEqual([]);
    expect(loss(engine)).toBe(0);
    expect(read(engine, 'routing_mails_total')).toBe(0);
  });

  it('is worked without end by the server that was left out, and by that one only', () => {
    const engine = running(20);
    const [first = 0, second = 0, third = 0] = ['router-1', 'router-2', 'router-3'].map((server) => childrenOf(engine, server));
    expect(third).toBeGreaterThan(50 * Math.max(first, second));
    const open = read(engine, 'routing_parent_orders_open', { server: 'router-3' });
    expect(open).toBe(read(engine, 'routing_parent_orders_total', { server: 'router-3' }));
    expect(read(engine, 'routing_position_dollars', { side: 'long' })).toBeGreaterThan(1e6);
    expect(read(engine, 'routing_position_dollars', { side: 'short' })).toBeGreaterThan(1e6);
    expect(loss(engine)).toBeGreaterThan(1e6);
  });

  it('is harmless there while the flag is off', () => {
    const engine = routers('a');
    engine.runUntil(OPEN_US + 20 * MINUTE_US);
    expect(read(engine, 'routing_executions_total')).toBeGreaterThan(200);
    expect(engine.tables()['positions']?.rows).toEqual([]);
  });

  it('comes back by mail before the opening, and another server takes it', () => {
    const engine = routers('a');
    give(engine, 'release 2.0');
    engine.runUntil(OPEN_US - 1);
    const mails = engine.tables()['mailbox']?.rows.length ?? 0;
    expect(mails).toBeGreaterThan(5);
    expect(read(engine, 'routing_mails_total')).toBeGreaterThan(0);
    expect(engine.gauges().find(({ component }) => component === 'router-3')?.waiting).toBe(0);
    expect(engine.harm()).toMatchObject({ usersAffected: 0, requests: engine.gauges().reduce((sum, { waiting }) => sum + waiting, 0) });
  });
});

describe('what stops it', () => {
  it.each(['set-flag retail off', 'stop-server router-3', 'kill-switch all', 'deploy-server router-3 2.0'])('%s', (command) => {
    const engine = running(5);
    expect(give(engine, command)).toMatchObject(done);
    engine.runUntil(engine.nowUs + 3 * MINUTE_US);
    const sent = childrenOf(engine, 'router-3');
    const lost = loss(engine);
    engine.runUntil(engine.nowUs + 10 * MINUTE_US);
    expect(childrenOf(engine, 'router-3') - sent).toBeLessThan(200);
    expect(loss(engine)).toBe(lost);
  });

  it('taking the new code from the good servers makes it worse: they run the test code too', () => {
    const left = running(5);
    const rolledBack = running(5);
    for (const server of ['router-1', 'router-2']) expect(give(rolledBack, `deploy-server ${server} 1.0`)).toMatchObject(done);
    for (const engine of [left, rolledBack]) engine.runUntil(OPEN_US + 30 * MINUTE_US);
    expect(childrenOf(rolledBack, 'router-1')).toBeGreaterThan(10_000);
    expect(loss(rolledBack)).toBeGreaterThan(1.3 * loss(left));
  });

  it('the kill switch refuses customers’ orders meanwhile, and those are the people hurt', () => {
    const engine = running(5);
    give(engine, 'kill-switch all');
    engine.runUntil(OPEN_US + 10 * MINUTE_US);
    expect(engine.harm().usersAffected).toBeGreaterThan(20);
    expect(give(engine, 'release-kill-switch all')).toMatchObject(done);
    const { usersAffected } = engine.harm();
    engine.runUntil(OPEN_US + 12 * MINUTE_US);
    expect(engine.harm().usersAffected).toBe(usersAffected);
  });
});

describe('an installation', () => {
  it('takes the server out, can be paused, and ends after what was left of it', () => {
    const engine = routers('a');
    const outcome = give(engine, 'deploy-server router-3 2.0');
    const untilUs = outcome.status === 'done' ? (outcome.untilUs ?? 0) : 0;
    expect(untilUs).toBeGreaterThanOrEqual(MINUTE_US);
    engine.runUntil(30_000_000);
    expect(give(engine, 'pause-install router-3')).toMatchObject(done);
    engine.runUntil(5 * MINUTE_US);
    expect(engine.tables()['servers']?.rows[2]?.cells['state']).toMatch(/^installing 2\.0, \d+ %, paused$/);
    expect(engine.tables()['installations']?.rows.map(({ cells }) => cells['version'])).toEqual(['2.0, paused']);
    expect(give(engine, 'resume-install router-3')).toMatchObject({ untilUs: 5 * MINUTE_US + untilUs - 30_000_000 });
    engine.runUntil(5 * MINUTE_US + untilUs - 30_000_000);
    expect(engine.tables()['servers']?.rows[2]?.cells).toMatchObject({ version: '2.0', state: 'takes orders' });
    expect(engine.tables()['installations']?.rows).toEqual([]);
  });

  it('by somebody else begins at its time, unless it is there or under way', () => {
    const at = (server: string) => `\n  - { at: "09:22", fault: { orderRouting: install, server: ${server}, version: "2.0" } }`;
    const engine = routers('a', `${routersText().trimEnd()}${at('router-3')}${at('router-1')}\n`);
    give(engine, 'stop-server router-3');
    engine.runUntil(5 * MINUTE_US);
    expect(engine.tables()['servers']?.rows[2]?.cells).toMatchObject({ version: '2.0', state: 'out' });
    expect(engine.tables()['deployment log']?.rows.map(({ cells }) => cells['what'])).not.toContain('Installing 2.0 on router-1');
  });

  it('that another one replaced never ends', () => {
    const engine = routers('a');
    give(engine, 'deploy-server router-1 1.0');
    give(engine, 'deploy-server router-1 2.0');
    engine.runUntil(4 * MINUTE_US);
    expect(engine.tables()['servers']?.rows[0]?.cells['version']).toBe('2.0');
  });

  it.each([
    ['deploy-server router-1 2.0', 'command/already'],
    ['deploy-server router-1 9.9', 'command/unknown-version'],
    ['deploy-server router-9 2.0', 'command/unknown-target'],
    ['pause-install router-1', 'command/nothing-to-pause'],
    ['resume-install router-1', 'command/nothing-paused'],
    ['set-flag retail off', 'command/already'],
    ['set-flag other on', 'command/unknown-target'],
    ['start-server router-1', 'command/already'],
    ['release 9.9', 'command/unknown-version'],
    ['kill-switch some', 'command/unknown-target'],
    ['release-kill-switch all', 'command/already'],
    ['unwind 0.1', 'command/market-closed'],
    ['stop-unwind', 'command/nothing-to-stop'],
  ])('%s is refused with %s', (command, code) => {
    const engine = routers('a');
    expect(give(engine, command)).toMatchObject({ status: 'refused', code });
    expect(engine.tables()['deployment log']?.rows).toEqual([]);
  });
});

describe('the market', () => {
  const { orderRouting } = routersScenario().world;
  if (orderRouting === undefined) throw new Error('the scenario has routers');
  const rules = orderRouting.market;
  const market = new Market(rules);
  const fresh = () => initialState(orderRouting, 'a');

  it('has the same stocks in every run, with the prices of the scenario', () => {
    const prices = referencePrices({ ...rules, stocks: 4001 });
    expect(prices).toEqual(referencePrices({ ...rules, stocks: 4001 }));
    expect((prices[2000] ?? 0) / 100).toBeCloseTo(20, -0.5);
    expect((prices[3960] ?? 0) / 100 / 80).toBeCloseTo(1, 0.5);
  });

  it('sells at the ask and buys at the bid', () => {
    const state = fresh();
    expect(market.quote(state, 3, 1)).toBeGreaterThan(market.reference(3));
    expect(market.quote(state, 3, -1)).toBeLessThan(market.reference(3));
  });

  it('moves with the square root of what was bought, and comes back by half in a half-life', () => {
    const moved = (shares: number): number => market.bestPrice(19, 1, shares) - market.bestPrice(19, 1, 0);
    expect(moved(400_000) / moved(100_000)).toBeCloseTo(2, 1);
    expect(market.bestPrice(19, 1, 200_000) / market.bestPrice(19, 1, 0)).toBeCloseTo(1.03, 2);
    const state = fresh();
    market.trade(state, 19, 1, 100_000);
    expect(market.pressure(state, 19, rules.relaxes)).toBeCloseTo(50_000, 6);
  });

  it('earns on whoever buys and sells again at once', () => {
    const state = fresh();
    const bought = market.trade(state, 7, 1, 10_000);
    const sold = market.trade(state, 7, -1, 10_000);
    expect(sold).toBeLessThan(bought);
    expect(state.cash.market).toBe(10_000 * (bought - sold));
    expect(state.market[7]).toBe(0);
  });

  it('values what is held below its price, and what is owed above it', () => {
    expect(market.worth(5, 100_000)).toBeLessThan(100_000 * market.reference(5));
    expect(market.worth(5, -100_000)).toBeLessThan(-100_000 * market.reference(5));
    expect(market.worth(5, 0)).toBe(0);
  });
});

describe('unwinding', () => {
  const unwound = (share: string, minutes: number): SimulationEngine => {
    const engine = running(10, 'a', routersText().replace('length: 60m', 'length: 3h'));
    give(engine, 'set-flag retail off');
    engine.runUntil(engine.nowUs + 60 * MINUTE_US);
    expect(give(engine, `unwind ${share}`)).toMatchObject(done);
    engine.runUntil(engine.nowUs + minutes * MINUTE_US);
    return engine;
  };

  it('ends with nothing held, and in a hurry it costs more', () => {
    const [slow, fast] = [unwound('0.02', 60), unwound('0.5', 60)];
    for (const engine of [slow, fast]) expect(engine.tables()['positions']?.rows).toEqual([]);
    expect(loss(fast)).toBeGreaterThan(1.05 * loss(slow));
  });

  it('evenly over a trading day it brings what it was valued at', () => {
    const text = routersText('      tradingDay: 2h').replace('length: 60m', 'length: 5h');
    const engine = running(10, 'a', text);
    give(engine, 'set-flag retail off');
    engine.runUntil(engine.nowUs + 60 * MINUTE_US);
    const valued = loss(engine);
    give(engine, `unwind ${(1 / 120).toFixed(6)}`);
    engine.runUntil(engine.nowUs + 122 * MINUTE_US);
    expect(engine.tables()['positions']?.rows).toEqual([]);
    expect(Math.abs(loss(engine) / valued - 1)).toBeLessThan(0.05);
  });

  it('can be stopped', () => {
    const engine = unwound('0.02', 5);
    expect(give(engine, 'stop-unwind')).toMatchObject(done);
    const held = engine.tables()['positions'];
    engine.runUntil(engine.nowUs + 10 * MINUTE_US);
    expect(engine.tables()['positions']?.rows.map(({ cells }) => cells['shares'])).toEqual(held?.rows.map(({ cells }) => cells['shares']));
  });
});

describe('a run', () => {
  it('goes on from a snapshot as if it had not stopped', () => {
    const straight = running(12);
    const cut = running(4);
    cut.runUntil(OPEN_US + 4.5 * MINUTE_US);
    const twin = cut.fork();
    for (const engine of [twin, cut]) engine.runUntil(OPEN_US + 12 * MINUTE_US);
    expect(twin.hash()).toBe(straight.hash());
    expect(cut.hash()).toBe(straight.hash());
  });

  it('brings the same orders whatever is done', () => {
    const ordersOf = (command: string): number => {
      const engine = running(2);
      give(engine, command);
      engine.runUntil(OPEN_US + 30 * MINUTE_US);
      return engine.harm().requests;
    };
    expect(ordersOf('kill-switch all')).toBe(ordersOf('deploy-server router-1 1.0'));
  });

  it('is another with another seed, and the same with the same', () => {
    const [first, again, other] = [running(5), running(5), running(5, 'b')];
    expect(again.hash()).toBe(first.hash());
    expect(other.hash()).not.toBe(first.hash());
  });

  it('brings the rush of the opening where nothing comes later, and is not searched for beyond the end', () => {
    for (const later of ['0rpm', '0.000001rpm']) {
      const engine = running(50, 'a', routersText().replace('later: 6rpm', `later: ${later}`));
      const received = read(engine, 'routing_parent_orders_total');
      // 6 a minute for ten minutes before, and 30 a minute that die away with a time constant of four: 180 on average.
      expect(received).toBeGreaterThan(140);
      expect(received).toBeLessThan(220);
    }
  });

  it('ends the work when the market closes', () => {
    const text = routersText().replace('timeline:', 'timeline:\n  - { at: "09:40", fault: { orderRouting: market-closes } }');
    const engine = running(11, 'a', text);
    const executed = read(engine, 'routing_executions_total');
    engine.runUntil(OPEN_US + 20 * MINUTE_US);
    expect(read(engine, 'routing_executions_total')).toBe(executed);
    expect(executed).toBeGreaterThan(1000);
  });

  it('is golden', () => {
    const engine = createEngine(routersScenario(), 'golden-1');
    give(engine, 'release 2.0');
    engine.runUntil(OPEN_US + 15 * MINUTE_US);
    const { usersAffected, revenueLost, requests } = engine.harm();
    expect({ usersAffected, revenueLost, requests, executions: read(engine, 'routing_executions_total') }).toMatchInlineSnapshot(`
      {
        "executions": 368777,
        "requests": 265,
        "revenueLost": 13444429,
        "usersAffected": 0,
      }
    `);
  });
});
