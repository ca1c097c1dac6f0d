// The world as it would be if a rival explanation were the true one: the trigger taken away, the rival's fault put in its place.
// Only kinds that the fault catalogue can express have such a world.
import type { Authority } from '../../authority/index.ts';
import { type Cause, type Fault, type Scenario, type SimTimeUs, storyTimeUs, type TimelineEvent } from '../../schema/index.ts';
import { valuesAt } from '../health.ts';

/**
 * @param idle the true world, for how busy a service usually is
 * @returns undefined when no fault of the catalogue expresses this cause
 */
export function rivalWorld(idle: Authority, cause: Cause): Scenario | undefined {
  const { scenario } = idle;
  const timeline = scenario.timeline.filter((event) => !isTrigger(scenario, event));
  const { component, kind } = cause;
  const pool = scenario.world.pools[component];
  if (pool !== undefined && kind === 'too small') {
    return {
      ...scenario,
      timeline,
      world: {
        ...scenario.world,
        pools: { ...scenario.world.pools, [component]: { ...pool, size: Math.max(1, Math.floor(pool.size / 10)) } },
      },
    };
  }
  const fault = faultOf(scenario, cause);
  const atUs = triggerUs(scenario);
  if (fault === undefined || atUs === undefined) return undefined;
  const world = kind === 'overload' ? withLittleRoom(idle, component, atUs) : scenario.world;
  return { ...scenario, world, timeline: [...timeline, { at: `+${Math.round(atUs / 1000)}ms`, fault }] };
}

/** The world in which the service can do a tenth more than it ever had to in the two minutes before the trigger. */
function withLittleRoom(idle: Authority, component: string, atUs: SimTimeUs): Scenario['world'] {
  const { world } = idle.scenario;
  const service = world.services[component];
  if (service === undefined) return world;
  const busiest = Math.max(1, ...valuesAt(idle, `max(max_over_time(http_server_active_requests{service="${component}"}[2m]))`, atUs));
  const concurrency = Math.min(service.concurrency, Math.ceil(1.1 * busiest));
  return { ...world, services: { ...world.services, [component]: { ...service, concurrency } } };
}

function faultOf(scenario: Scenario, { component, kind }: Cause): Fault | undefined {
  const { providers, databases, pools, services } = scenario.world;
  if (Object.hasOwn(providers, component)) {
    if (kind === 'down') return { provider: component, errors: 1 };
    if (kind === 'slow' || kind === 'overload') return { provider: component, reply: { constant: 20_000_000 } };
  }
  if (Object.hasOwn(databases, component) && (kind === 'slow' || kind === 'overload')) return { slowDatabase: component, factor: 30 };
  if (Object.hasOwn(pools, component) && kind === 'leak') return { leakConnections: component, rate: 1 };
  const service = services[component];
  if (service === undefined) return undefined;
  if (kind === 'overload') return { surge: 'all', factor: 4 };
  if (kind === 'slow' || kind === 'code change') return { slowService: component, factor: 20 };
  return kind === 'down' ? { crashReplicas: component, count: Math.max(1, service.replicas), restarts: false } : undefined;
}

/** Faults, and changes of the component that is truly at fault. */
const isTrigger = (scenario: Scenario, event: TimelineEvent): boolean =>
  event.fault !== undefined || (event.change !== undefined && event.change.deploy === scenario.truth.cause?.component);

function triggerUs(scenario: Scenario): SimTimeUs | undefined {
  const times = scenario.timeline.flatMap((event) => {
    const atUs = isTrigger(scenario, event) && event.at !== undefined ? storyTimeUs(event.at, scenario.startsAtMs) : undefined;
    return atUs === undefined || atUs < 0 ? [] : [atUs];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}
