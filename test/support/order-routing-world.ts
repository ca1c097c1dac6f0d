// A small firm with three order routers, of which one was left out, as a scenario without story.
import { createEngine } from '../../src/engine/index.ts';
import { loadScenario, type Outcome, parseCommandText, type Scenario, type SimulationEngine } from '../../src/schema/index.ts';

export const MINUTE_US = 60_000_000;

/** The market opens after ten minutes. `more` is put into the routers' section. */
export function routersText(more = ''): string {
  return `version: 1
meta: { title: Routers, summary: Three order routers, startsAt: 2012-08-01T09:20:00Z, length: 60m, difficulty: 1 }
observability: { scrape: 15s }
world:
  orderRouting:
    currency: USD
    flag: retail
    versions: { "1.0": test code, "2.0": new code }
    servers: { router-1: "2.0", router-2: "2.0", router-3: "1.0" }
    installTakes: { uniform: { from: 60s, to: 120s } }
    orders: { beforeOpen: 6rpm, atOpen: 30rpm, later: 6rpm, settles: 4m, buys: 52 % }
    child: { rate: 10rps }
    market:
      name: exchange
      stocks: 20
      price: { median: 20, p99: 80 }
      halfSpread: 0.05 %
      volatility: 3 %
      dailyVolume: 200000
      relaxes: 10m
${more}
timeline:
  - { at: "09:30", fault: { orderRouting: market-opens } }
`;
}

export function routersScenario(text: string = routersText()): Scenario {
  const loaded = loadScenario('routers', { 'scenario.yaml': text });
  if (!loaded.ok) throw new Error(loaded.issues.map(({ code, path }) => `${code} at ${path.join('.')}`).join('\n'));
  return loaded.value;
}

export const routers = (seed: string, text?: string): SimulationEngine => createEngine(routersScenario(text), seed);

/** Gives a command as a person would write it. */
export function give(engine: SimulationEngine, text: string): Outcome {
  const command = parseCommandText(text);
  if (command === undefined) throw new Error(`no command: ${text}`);
  return engine.execute(command);
}
