/** Small worlds written as scenario text and read by the real loader, for tests of the engine against theory. */
import { createWorld, type LiveWorld } from '../../src/engine/world/index.ts';
import { type FlowSummary, loadScenario, type Scenario } from '../../src/schema/index.ts';

export const SECOND_US = 1_000_000;
/** Longer runs, with the tolerances of a million jobs, when asked for. */
export const LONG = process.env['FAULTLINE_LONG'] === '1';

/** A scenario from its `world` and `load` sections. */
export function scenarioOf(world: string, load: string, slug = 'small'): Scenario {
  const indent = (text: string) => text.replace(/^/gm, '  ');
  const yaml = `version: 1\nmeta: { title: Small, summary: A world for a test., startsAt: 2024-01-01T00:00:00Z, length: 6h, difficulty: 1 }\nworld:\n${indent(world)}\nload:\n${indent(load)}\n`;
  const loaded = loadScenario(slug, { 'scenario.yaml': yaml });
  if (!loaded.ok)
    throw new Error(
      loaded.issues.map((issue) => `${issue.code} ${issue.path.join('.')}: ${issue.found}, expected ${issue.expected}`).join('\n'),
    );
  return loaded.value;
}

/** A world that has run for so many simulated seconds. */
export function runFor(scenario: Scenario, seed: string, seconds: number): LiveWorld {
  const world = createWorld(scenario, seed);
  world.runUntil(Math.round(seconds * SECOND_US));
  return world;
}

export function flowOf(world: LiveWorld, name: string): FlowSummary {
  const flow = world.flows().find((candidate) => candidate.name === name);
  if (flow === undefined) throw new Error(`no flow ${name}`);
  return flow;
}

/** One service with one endpoint `serve`, and open-loop users. */
export function queueWorld(options: { servers: number; takes: string; perSecond: number; extra?: string }): Scenario {
  return scenarioOf(
    `services:\n  server:\n    replicas: 1\n    concurrency: ${options.servers}\n    queue: 1000000\n${options.extra ?? ''}    endpoints:\n      serve: [ { compute: ${options.takes} } ]`,
    `users: 1000\njourneys: [ { name: jobs, does: server/serve, rate: ${options.perSecond}rps } ]`,
  );
}

/** A world of services and journeys in text, with a hundred users. `rest` comes before the services. */
export const worldOf = (services: string, journeys: string, rest = ''): LiveWorld =>
  createWorld(scenarioOf(`${rest}services:\n${services}`, `users: 100\njourneys:\n${journeys}`), 'unit');

/** Text of a service with one endpoint, `do`. */
export const serviceText = (name: string, steps: string, more = '', replicas = 1): string =>
  `  ${name}:\n    replicas: ${replicas}\n    concurrency: 10\n${more}    endpoints: { do: ${steps} }\n`;

/** Text of a journey that asks for `do` once a second. */
export const everySecondText = (target: string, more = ''): string =>
  `  - { name: visits, does: ${target}/do, rate: 1rps, arrivals: constant${more} }\n`;
