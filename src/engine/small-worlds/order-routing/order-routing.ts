// A firm's order routers as a small world. A flag that was used before reaches new code on servers with the new version and forgotten test code on a
// server that was left out; the test code's counter does not see its fills, so that it sends child orders without end (SEC release 34-70694).
import {
  assert,
  type Command,
  type ComponentGauge,
  type Fault,
  type Harm,
  type OrderRouting,
  type Outcome,
  type SimTimeUs,
  type WorldTable,
} from '../../../schema/index.ts';
import { timeOfDay } from '../clock.ts';
import type { Balance, SmallWorld, SmallWorldSetting, WriteSample } from '../small-world.ts';
import { execute } from './commands.ts';
import { Market } from './market.ts';
import { beginWaiting, nextOrderUs, receive, unwind, work } from './orders.ts';
import { type Happening, type Install, initialState, type State } from './state.ts';
import { tablesOf } from './tables.ts';
import { balancesOf, gaugesOf, harmOf, scrapeInto } from './telemetry.ts';

const TICK_US = 1_000_000;

class OrderRoutingWorld implements SmallWorld {
  readonly #routing: OrderRouting;
  readonly #market: Market;
  readonly #report: SmallWorldSetting['report'];
  readonly #clock: (atUs: SimTimeUs) => string;
  readonly #endsAtUs: SimTimeUs;
  #state: State;

  constructor(routing: OrderRouting, { scenario, seed, report }: SmallWorldSetting) {
    this.#routing = routing;
    this.#market = new Market(routing.market);
    this.#report = report;
    this.#clock = (atUs) => timeOfDay(scenario.startsAtMs, atUs);
    this.#endsAtUs = scenario.meta.length;
    this.#state = initialState(routing, seed);
    this.#scheduleOrder();
  }

  nextUs(): SimTimeUs {
    return this.#state.events[0]?.atUs ?? Number.POSITIVE_INFINITY;
  }

  runUntil(atUs: SimTimeUs): void {
    const state = this.#state;
    assert(atUs >= state.atUs, 'time never goes back', { atUs });
    while (this.nextUs() <= atUs) {
      const event = state.events.shift();
      if (event === undefined) break;
      state.atUs = event.atUs;
      this.#handle(event.happening);
    }
    state.atUs = atUs;
  }

  #handle(happening: Happening): void {
    const state = this.#state;
    switch (happening.do) {
      case 'order':
        receive(this.#routing, state);
        this.#scheduleOrder();
        this.#tick();
        return;
      case 'tick':
        state.ticking = false;
        work(this.#routing, state, this.#market);
        unwind(this.#routing, state, this.#market);
        this.#tick();
        return;
      case 'installed':
        this.#installed(happening.server, happening.turn);
    }
  }

  #installed(name: string, turn: number): void {
    const server = this.#state.servers[name];
    if (server.install === null || server.install.turn !== turn) return;
    server.version = server.install.version;
    server.install = null;
    this.#state.log.push({ atUs: this.#state.atUs, text: `${server.version} runs on ${name}` });
    this.#tick();
  }

  /** Adds an event; those of one instant happen in the order in which they were added. */
  #schedule(atUs: SimTimeUs, happening: Happening): void {
    const { events } = this.#state;
    const event = { atUs, seq: this.#state.seq++, happening };
    let place = events.length;
    while (place > 0 && events[place - 1].atUs > atUs) place--;
    events.splice(place, 0, event);
  }

  #scheduleOrder(): void {
    const atUs = nextOrderUs(this.#routing, this.#state, this.#endsAtUs);
    if (atUs !== Number.POSITIVE_INFINITY) this.#schedule(atUs, { do: 'order' });
  }

  /** Work goes on in steps of a second while the market is open and somebody has some. */
  #tick(): void {
    const state = this.#state;
    if (state.ticking || !state.marketOpen) return;
    const busy =
      state.unwinding !== null ||
      Object.values(state.servers).some(({ parents, childrenLastTick }) => parents.length + childrenLastTick > 0);
    if (!busy) return;
    state.ticking = true;
    const since = state.atUs - state.openedAtUs;
    this.#schedule(state.openedAtUs + (Math.floor(since / TICK_US) + 1) * TICK_US, { do: 'tick' });
  }

  execute(command: Command): Outcome | undefined {
    return execute(
      {
        routing: this.#routing,
        state: this.#state,
        installs: (server: string, install: Install) =>
          this.#schedule(this.#state.atUs + install.remainingUs, { do: 'installed', server, turn: install.turn }),
        tick: () => this.#tick(),
        report: this.#report,
      },
      command,
    );
  }

  inject(fault: Fault): boolean {
    if (!('orderRouting' in fault)) return false;
    if (fault.orderRouting === 'install')
      this.execute({ kind: 'command.deploy-server', args: { server: fault.server, version: fault.version } });
    else this.#turnMarket(fault.orderRouting);
    return true;
  }

  #turnMarket(turn: 'market-opens' | 'market-closes'): void {
    const state = this.#state;
    const opens = turn === 'market-opens';
    if (state.marketOpen === opens) return;
    state.marketOpen = opens;
    // Orders come at another rate from now on, and work of a closed market rests.
    state.events = state.events.filter(({ happening }) => happening.do === 'installed');
    state.ticking = false;
    for (const server of Object.values(state.servers)) server.childrenLastTick = 0;
    if (opens) {
      state.openedAtUs = state.atUs;
      beginWaiting(state);
    }
    this.#scheduleOrder();
    this.#tick();
    this.#report(this.#routing.market.name, opens ? 'the market opens' : 'the market closes');
  }

  scrape(write: WriteSample): void {
    scrapeInto(write, this.#routing, this.#state, this.#market);
  }

  harm(): Harm {
    return harmOf(this.#routing, this.#state, this.#market);
  }

  gauges(): readonly ComponentGauge[] {
    return gaugesOf(this.#routing, this.#state);
  }

  tables(): Readonly<Record<string, WorldTable>> {
    return tablesOf(this.#routing, this.#state, this.#market, this.#clock);
  }

  balances(): readonly Balance[] {
    return balancesOf(this.#state);
  }

  save(): string {
    return JSON.stringify(this.#state);
  }

  restore(text: string): void {
    this.#state = JSON.parse(text) as State;
  }
}

export function createOrderRouting(setting: SmallWorldSetting): SmallWorld | undefined {
  const { orderRouting } = setting.scenario.world;
  return orderRouting === undefined ? undefined : new OrderRoutingWorld(orderRouting, setting);
}
