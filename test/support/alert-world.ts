/** A small public-alert network in scenario text, read by the real loader, with an engine that runs it. */
import { createEngine } from '../../src/engine/index.ts';
import { type Command, type Outcome, parseCommandText, type Scenario, type SimulationEngine } from '../../src/schema/index.ts';
import { SECOND_US, scenarioOf } from './small-worlds.ts';

/** `changes` are replacements in the text: what is written there, and what instead. */
export function alertScenario(changes: readonly (readonly [string, string])[] = []): Scenario {
  let world = ALERT_WORLD;
  for (const [from, to] of changes) {
    if (!world.includes(from)) throw new Error(`not in the text: ${from}`);
    world = world.replace(from, to);
  }
  return scenarioOf(world, 'journeys: []', 'alerts');
}

export const alertEngine = (seed = 'unit', changes: readonly (readonly [string, string])[] = []): SimulationEngine =>
  createEngine(alertScenario(changes), seed);

export function act(engine: SimulationEngine, text: string): Outcome {
  const command: Command | undefined = parseCommandText(text);
  if (command === undefined) throw new Error(`no command: ${text}`);
  return engine.execute(command);
}

/** Runs until a second of the run. */
export const until = (engine: SimulationEngine, second: number): void => engine.runUntil(Math.round(second * SECOND_US));

/** The last value of a series; undefined while there is none. */
export function reading(engine: SimulationEngine, name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
  const matchers = Object.entries({ __name__: name, ...labels }).map(([key, value]) => ({ name: key, op: '=' as const, value }));
  const found = engine.series.select(matchers, 0, Number.MAX_SAFE_INTEGER);
  const values = found.flatMap((series) => (series.length === 0 ? [] : [Number(series.values[series.length - 1])]));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}

export const ALERT_WORLD = `publicAlert:
  areas:
    north: { title: North, people: 60000 }
    south: { title: South, people: 40000 }
  staff: 3
  typing: 200
  people: { believes: 80 %, again: 10 %, tells: 0.3, reassures: 0.06, waits: 15m, calms: 40m, contradiction: 50 %, alarm: 10 % }
  words:
    denies: [false alarm, no threat]
    alarms: [seek shelter, stay in shelter, inbound]
  channels:
    wireless: { title: Wireless alert, interrupts: true, reach: 60 %, takes: 30s, repeats: { every: 5m, reach: 10 % }, wording: 4m }
    feed: { title: The agency’s feed, reach: 5 %, takes: 3m, wording: 60s }
    governor-feed: { title: The governor’s feed, by: others, reach: 5 %, takes: 3m }
    press: { title: Press, by: others, reach: 20 %, takes: 5m, relays: { from: [feed, governor-feed], after: 10m } }
    loudspeakers: { title: Loudspeakers, by: others, areas: [south], reach: 20 %, takes: 2m }
  templates:
    missile: { title: MISSILE, text: Missile inbound. Seek shelter., sense: alarm, channels: [wireless] }
    drill-missile: { title: DRILL - MISSILE, text: Missile inbound. Seek shelter., sense: test }
    retraction: { title: RETRACTION, text: False alarm. There is no threat., sense: denial, channels: [wireless] }
  lines:
    ours: { title: Agency, ours: true, lines: 6, answering: 1, talks: 90s, brief: 30s, alarmed: 0.2 % }
    emergency: { title: Emergency, lines: 20, answering: 12, talks: 60s, brief: 20s, alarmed: 0.5 %, ordinary: 4, informedBy: [police] }
  parties:
    supervisor: { title: Shift supervisor, phone: false, answersIn: 20s, talks: 30s, says: Do what you have to do. }
    federal-agency: { title: Federal agency, answersIn: 60s, talks: 60s, says: You need no leave of ours. }
    police: { title: Police, answersIn: 20s, talks: 40s }
    governor: { title: Governor, phone: false, answersIn: 30s, talks: 30s, tells: { channel: governor-feed, text: False alarm., after: 10m, because: the password is forgotten } }
`;
