// The shape of a scenario's system, read off its request programs: who calls whom, and which journeys pass through what.
// Nothing of the story or the truth enters here, so all of it may be shown to a trainee.
import { type DrillView, type Scenario, type Step, smallWorldComponents } from '../schema/index.ts';
import { smallWorldParts } from './small-worlds/index.ts';

export type Topology = DrillView['topology'];

/** Everything a hypothesis or a cascade may name: services, pools, databases, providers, and the users. */
export function componentsOf(scenario: Scenario): string[] {
  const { services, pools, databases, providers } = scenario.world;
  return [
    ...Object.keys(services),
    ...Object.keys(pools),
    ...Object.keys(databases),
    ...Object.keys(providers),
    ...smallWorldComponents(scenario.world),
    'users',
  ];
}

export function topologyOf(scenario: Scenario): Topology {
  const { services, pools, databases, providers } = scenario.world;
  const nodes: Topology['nodes'] = [{ id: 'users', kind: 'users', label: 'users' }];
  for (const id of Object.keys(services)) nodes.push({ id, kind: 'service', label: id });
  for (const id of Object.keys(pools)) nodes.push({ id, kind: 'pool', label: id });
  for (const id of Object.keys(databases)) nodes.push({ id, kind: 'database', label: id });
  for (const id of Object.keys(providers)) nodes.push({ id, kind: 'provider', label: id });

  const parts = smallWorldParts(scenario);
  for (const part of parts) nodes.push(...part.nodes);

  const edges = new Map<string, { from: string; to: string }>();
  const connect = (from: string, to: string) => edges.set(`${from} ${to}`, { from, to });
  const breakers = new Map<string, Topology['breakers'][number]>();
  for (const { from, to } of parts.flatMap((part) => part.edges)) connect(from, to);
  for (const journey of scenario.load.journeys) connect('users', serviceOf(journey.does));
  for (const [service, { endpoints }] of Object.entries(services)) {
    for (const steps of Object.values(endpoints)) {
      for (const use of usesOf(steps)) {
        if (use.kind === 'breaker') continue;
        const from = (use.kind === 'database' && use.throughPool) || service;
        const to = use.kind === 'endpoint' ? serviceOf(use.name) : use.name;
        connect(from, to);
        if (use.behind !== undefined) breakers.set(`${use.behind} ${from} ${to}`, { name: use.behind, from, to });
      }
    }
  }
  for (const [pool, { database }] of Object.entries(pools)) connect(pool, database);
  const known = new Set(nodes.map((node) => node.id));
  const drawn = ({ from, to }: { from: string; to: string }) => from !== to && known.has(from) && known.has(to);
  return {
    nodes,
    edges: [...edges.values()].filter(drawn),
    zones: [...scenario.world.zones],
    breakers: [...breakers.values()].filter(drawn),
  };
}

/** Names of components that a service's endpoints use directly, in the order of the map. */
export function dependenciesOf(scenario: Scenario, service: string): string[] {
  return topologyOf(scenario)
    .edges.filter((edge) => edge.from === service)
    .map((edge) => edge.to);
}

/** Who would feel it if `target` (a service, pool, database, provider or breaker) stopped working: callers and journeys, in words. */
export function blastRadius(scenario: Scenario, target: string): string {
  const reach = endpointsReaching(scenario, target);
  const callers = [...new Set([...reach].map(serviceOf))].filter((service) => service !== target);
  const journeys = scenario.load.journeys.filter((journey) => reach.has(journey.does)).map((journey) => journey.name);
  if (journeys.length === 0 && callers.length === 0) return 'No journey of users passes through it';
  const ofUsers = journeys.length > 0 ? `Journeys that pass through it: ${journeys.join(', ')}` : 'No journey of users passes through it';
  return callers.length > 0 ? `${ofUsers}. Used by ${callers.join(', ')}` : ofUsers;
}

interface Use {
  kind: 'endpoint' | 'pool' | 'database' | 'provider' | 'breaker';
  name: string;
  /** The pool held around a query, when it is a pool of steps above. */
  throughPool?: string | undefined;
  /** The innermost breaker around the use. */
  behind?: string | undefined;
}

/** All endpoints (`service/endpoint`) whose program touches the target, directly or through other endpoints. */
function endpointsReaching(scenario: Scenario, target: string): Set<string> {
  const touches = new Map<string, string[]>();
  for (const [service, { endpoints }] of Object.entries(scenario.world.services)) {
    for (const [endpoint, steps] of Object.entries(endpoints)) {
      const names = [service];
      for (const use of usesOf(steps)) {
        names.push(use.name);
        if (use.kind === 'pool') names.push(scenario.world.pools[use.name]?.database ?? use.name);
      }
      touches.set(`${service}/${endpoint}`, names);
    }
  }
  const reach = new Set<string>();
  let frontier = [target];
  while (frontier.length > 0) {
    const next: string[] = [];
    for (const [endpoint, names] of touches) {
      if (reach.has(endpoint) || !names.some((name) => frontier.includes(name))) continue;
      reach.add(endpoint);
      next.push(endpoint);
    }
    frontier = next;
  }
  return reach;
}

function usesOf(steps: readonly Step[], pool?: string, behind?: string): Use[] {
  return steps.flatMap((step): Use[] => {
    if ('query' in step) return [{ kind: 'database', name: step.query.database, throughPool: pool, behind }];
    if ('hold' in step) return [{ kind: 'pool', name: step.hold, behind }, ...usesOf(step.steps, step.hold, behind)];
    if ('call' in step) return [{ kind: step.call.includes('/') ? 'endpoint' : 'provider', name: step.call, behind }];
    if ('breaker' in step) return [{ kind: 'breaker', name: step.breaker }, ...usesOf(step.steps, pool, step.breaker)];
    if ('retry' in step) return usesOf(step.retry.steps, pool, behind);
    if ('parallel' in step) return step.parallel.flatMap((branch) => usesOf(branch, pool, behind));
    if ('if' in step) return [...usesOf(step.steps, pool, behind), ...usesOf(step.else ?? [], pool, behind)];
    return [];
  });
}

function serviceOf(endpoint: string): string {
  return endpoint.split('/')[0] ?? endpoint;
}
