// A small exchange in scenario text, driven by hand: one issue that opens, one that trades.
import type { SmallWorld } from '../../src/engine/small-worlds/index.ts';
import { createSmallWorlds } from '../../src/engine/small-worlds/index.ts';
import { type Outcome, parseCommandText, type Scenario } from '../../src/schema/index.ts';
import { SECOND_US, scenarioOf } from './small-worlds.ts';

export interface ExchangeText {
  faulty?: boolean;
  chance?: string;
  /** Ordinary orders of the new issue a minute. */
  perMinute?: number;
  traders?: number;
}

/** `fresh` waits for its first price at 672; `old` trades around 1000. Nothing is bought or sold beyond what the options say. */
export const exchangeText = ({ faulty = true, chance = '0 %', perMinute = 0, traders = 0 }: ExchangeText = {}): Scenario =>
  scenarioOf(
    `exchange:
  currency: JPY
  firm: our house
  matching: { every: 500ms, messages: 50 }
  routes: { broker: 1s, direct: 200ms }
  cancellation: { faulty: ${faulty}, round: 5s }
  telephone: { answersIn: 60s }
  halt: { chance: ${chance}, takes: 120s }
  rumours: { firm: lead manager, perMinute: 10 %, floor: 90 }
  settlement: 50m
  issues:
    fresh:
      title: Fresh
      outstanding: 1000
      band: 100
      opening: { offer: 610, lowest: 400, highest: 1400, step: 31, every: 10m }
      renewal: { step: 10, every: 20s }
      clients: { sell: 1 }
      buys: { orders: 40, perMinute: ${perMinute}, lot: 2, price: { mean: 880, spread: 100 } }
      sells: { orders: 3, perMinute: ${perMinute / 4}, lot: 2, price: { mean: 930, spread: 100 } }
      crowd:
        traders: ${traders}
        lot: 20
        worth: { mean: 850, spread: 100 }
        sees: 1
        innovates: 0.001
        imitates: 1
        flips: { share: 50 %, after: { exponential: 1m }, from: 590, to: 730 }
      settlesAt: 912
    old:
      title: Old
      outstanding: 1000000
      tick: 1
      band: 100
      price: 1000
      renewal: { step: 100, every: 60s }
      clients: { sell: 1000, buy: 1000 }
      buys: { orders: 200, price: { mean: 990, spread: 4 }, perMinute: ${perMinute} }
      sells: { orders: 200, price: { mean: 1010, spread: 4 }, perMinute: ${perMinute} }`,
    'journeys: []',
  );

/** A desk at such an exchange. */
export class Desk {
  readonly world: SmallWorld;
  readonly facts: string[] = [];

  constructor(scenario: Scenario, seed = 'unit') {
    const [world] = createSmallWorlds({ scenario, seed, report: (component, detail) => this.facts.push(`${component}: ${detail}`) });
    if (world === undefined) throw new Error('a scenario with an exchange');
    this.world = world;
  }

  run(seconds: number): this {
    this.world.runUntil(Math.round(seconds * SECOND_US));
    return this;
  }

  do(text: string): Outcome {
    const command = parseCommandText(text);
    const outcome = command && this.world.execute(command);
    if (outcome === undefined) throw new Error(`no command of the exchange: ${text}`);
    return outcome;
  }

  /** A series now, such as `exchange_firm_position_shares issue=fresh`. */
  read(name: string): number | undefined {
    let found: number | undefined;
    this.world.scrape((metric, labels, value) => {
      const text = [metric, ...Object.entries(labels).map(([label, of]) => `${label}=${of}`)].join(' ');
      if (text === name) found = value;
    });
    return found;
  }

  /** Texts of a table's rows, in their order. */
  rows(table: string): string[] {
    return this.world.tables()[table]!.rows.map(({ cells }) => Object.values(cells).join(' | '));
  }

  unbalanced(): string[] {
    return this.world.balances().flatMap(({ what, balanced, detail }) => (balanced ? [] : [`${what}: ${detail}`]));
  }
}
