/**
 * Lays a scenario out in the arena: records of fixed number first, programs as flat tables, streams by name.
 * `compile` trusts its input (src/schema has checked names and units); `compileIssues` says when a world is too big or too deeply nested.
 */
import { assert, type Distribution, type Scenario } from '../../schema/index.ts';
import { DISTRIBUTION_WORDS, tableSize } from '../kernel/distributions.ts';
import { LANE_WORDS } from '../kernel/lanes.ts';
import { STREAM_WORDS } from '../kernel/random.ts';
import * as state from '../world/state.ts';
import type { Plan, RoutePlan, ServicePlan } from './plan.ts';
import { ProgramWriter } from './program.ts';
import { callCount, referencedKeys } from './steps.ts';

/** Words at the beginning of the arena for scalars. */
const HEAD_WORDS = 64;
/** Fine latency histogram: 64 bins an octave, so that a quantile is within 0.8 % before interpolation. */
export const HISTOGRAM_WORDS = 1664;
/** Room for the points of an empirical distribution that a fault may put in the place of a provider's own. */
const PROVIDER_TABLE_POINTS = 64;
/** OpenTelemetry's advice for http.server.request.duration, with 7.5 s, and 15 and 30 s for long timeouts. */
const BUCKETS_US = [
  5_000, 10_000, 25_000, 50_000, 75_000, 100_000, 250_000, 500_000, 750_000, 1_000_000, 2_500_000, 5_000_000, 7_500_000, 10_000_000,
  15_000_000, 30_000_000,
];

/** Gives out word offsets, aligned to doubles. */
class Words {
  next: number;
  constructor(from: number) {
    this.next = from;
  }
  take(words: number): number {
    const at = this.next;
    this.next += (words + 1) & ~1;
    return at;
  }
}

export function compile(scenario: Scenario): Plan {
  const { world, load } = scenario;
  const words = new Words(HEAD_WORDS);
  const bucketsUs = [...new Set(scenario.observability.buckets ?? BUCKETS_US)].sort((a, b) => a - b);
  const cellWords = (state.CELL_WORDS + bucketsUs.length + 2) & ~1;

  const services: ServicePlan[] = Object.entries(world.services).map(([name, source], index) => ({
    name,
    index,
    offset: words.take(state.SERVICE_WORDS),
    routes: [],
    sites: [],
    configKeys: referencedKeys(scenario, name),
    ownBreakers: [],
    source,
  }));
  const routes: RoutePlan[] = [];
  for (const service of services)
    for (const name of Object.keys(service.source.endpoints)) {
      const route = { name, index: routes.length, service: service.index, offset: words.take(state.ROUTE_WORDS) };
      routes.push(route);
      service.routes.push(route);
    }
  const databases = Object.entries(world.databases).map(([name, source], index) => ({
    name,
    index,
    offset: words.take(state.DATABASE_WORDS + bucketsUs.length + 1),
    restartTakesUs: source.restartTakes,
    source,
  }));
  const databaseByName = new Map(databases.map((database) => [database.name, database]));
  const pools = Object.entries(world.pools).map(([name, source], index) => ({
    name,
    index,
    offset: words.take(state.POOL_WORDS + bucketsUs.length + 1),
    database: need(databaseByName, source.database).index,
    source,
  }));
  const breakers = Object.entries(world.breakers).map(([name, source], index) => ({
    name,
    index,
    offset: source.scope === 'shared' ? words.take(state.BREAKER_WORDS) : 0,
    source,
  }));
  const providers = Object.entries(world.providers).map(([name, source], index) => ({
    name,
    index,
    offset: words.take(state.PROVIDER_WORDS + bucketsUs.length + 1),
    source,
  }));
  const journeys = load.journeys.map((source, index) => ({ name: source.name, index, offset: words.take(state.JOURNEY_WORDS), source }));

  const probesOffset = words.take(0);
  const probes = scenario.observability.checks.map((source, index) => ({
    name: source.name,
    index,
    offset: words.take(state.PROBE_WORDS + source.steps.length * state.PROBE_STEP_WORDS),
    steps: source.steps.map(({ name, does }) => name ?? does),
    source,
  }));

  // A replica record: header, cells, configuration, its own breakers, call sites.
  const ownBreakersMax = breakers.filter((breaker) => breaker.offset === 0).length;
  const configBase = state.REPLICA_WORDS + Math.max(0, ...services.map((service) => service.routes.length)) * cellWords;
  const ownBreakersBase = configBase + 2 * Math.max(0, ...services.map((service) => service.configKeys.length));
  const siteBase = ownBreakersBase + ownBreakersMax * state.BREAKER_WORDS;
  const sitesMax = Math.max(0, ...services.map((service) => callCount(Object.values(service.source.endpoints).flat())));
  const replicaWords = siteBase + sitesMax * state.SITE_WORDS;

  const streams: Plan['streams'] = [];
  const stream = (name: string): number => {
    const offset = words.take(STREAM_WORDS);
    streams.push({ name, offset });
    return offset;
  };
  const distributions: Plan['distributions'] = [];
  const distribution = (source: Distribution, streamName: string, pointsMin = 0): number => {
    const offset = words.take(DISTRIBUTION_WORDS);
    const points = Math.max(pointsMin, tableSize(source));
    distributions.push({ offset, source, table: words.take(points * 4), points, stream: stream(streamName) });
    return offset;
  };
  const lanesUs: number[] = [];
  const lane = (us: number): number => {
    const at = lanesUs.indexOf(us);
    return at >= 0 ? at : lanesUs.push(us) - 1;
  };

  const serviceByName = new Map(services.map((service) => [service.name, service]));
  const providerByName = new Map(providers.map((provider) => [provider.name, provider]));
  const poolByName = new Map(pools.map((pool) => [pool.name, pool]));
  const breakerByName = new Map(breakers.map((breaker) => [breaker.name, breaker]));
  const routeOf = (path: string): RoutePlan => {
    const slash = path.indexOf('/');
    const route = need(serviceByName, path.slice(0, slash)).routes.find((candidate) => candidate.name === path.slice(slash + 1));
    assert(route !== undefined, 'no such endpoint', { path });
    return route;
  };
  const writer = new ProgramWriter({
    scenario,
    routeOffset: (service, endpoint) => routeOf(`${service}/${endpoint}`).offset,
    providerOffset: (name) => need(providerByName, name).offset,
    poolOffset: (name) => need(poolByName, name).offset,
    databaseOffset: (name) => need(databaseByName, name).offset,
    guardState: (name, service) => {
      const breaker = need(breakerByName, name);
      if (breaker.offset !== 0) return { breaker: breaker.index, offset: breaker.offset, perReplica: false };
      let own = service.ownBreakers.find((candidate) => candidate.breaker === breaker.index);
      if (own === undefined) {
        own = { breaker: breaker.index, offset: ownBreakersBase + service.ownBreakers.length * state.BREAKER_WORDS };
        service.ownBreakers.push(own);
      }
      return { breaker: breaker.index, offset: own.offset, perReplica: true };
    },
    distribution,
    stream,
    tokens: () => words.take(2),
    lane,
    configBase,
    siteBase,
  });
  const entries: number[] = [];
  for (const service of services)
    for (const route of service.routes)
      entries[route.index] = writer.endpointProgram(service, route.name, service.source.endpoints[route.name]!);

  const serviceExtras = services.map((service) => ({
    readyList: words.take(state.READY_MAX),
    stream: stream(`service/${service.name}/balancing`),
    rolloutStream: stream(`service/${service.name}/rollout`),
    timeoutLane: service.source.timeout === undefined ? -1 : lane(service.source.timeout),
  }));
  const providerExtras = providers.map(({ name, source }) => ({
    connect: distribution(source.connect, `provider/${name}/connect`, PROVIDER_TABLE_POINTS),
    reply: distribution(source.reply, `provider/${name}/reply`, PROVIDER_TABLE_POINTS),
    errors: stream(`provider/${name}/errors`),
  }));
  let closedUsers = 0;
  const journeyExtras = journeys.map(({ name, source }) => {
    const clicks = source.onFailure?.clicksAgain;
    const extra = {
      route: routeOf(source.does).offset,
      arrivals: stream(`journey/${name}/arrivals`),
      users: stream(`journey/${name}/users`),
      clicks: stream(`journey/${name}/clicks`),
      clickAfter: clicks === undefined ? 0 : distribution(clicks.after, `journey/${name}/clicks-after`),
      think: source.closed === undefined ? 0 : distribution(source.closed.think, `journey/${name}/think`),
      patienceLane: source.patience === undefined ? -1 : lane(source.patience),
      firstClosedUser: closedUsers,
    };
    closedUsers += source.closed?.users ?? 0;
    return extra;
  });
  const poolExtras = pools.map(({ source }) => ({ timeoutLane: lane(source.acquireTimeout) }));
  const probeExtras = probes.map(({ name, source }) => ({
    routes: source.steps.map(({ does }) => routeOf(does).offset),
    lane: lane(source.timeout),
    start: stream(`check/${name}/start`),
  }));
  const histograms = routes.map(() => words.take(HISTOGRAM_WORDS));
  const lanesOffset = words.take(lanesUs.length * LANE_WORDS);
  const harmOffset = words.take(state.HARM_WORDS);
  const usersOffset = words.take(Math.ceil(load.users / 2));
  const replicas = services.reduce((sum, service) => sum + service.source.replicas, 0);

  return {
    scenario,
    services,
    routes,
    sites: writer.sites,
    pools,
    databases,
    breakers,
    providers,
    journeys,
    probes,
    probesOffset,
    streams,
    distributions,
    entries,
    serviceExtras,
    providerExtras,
    journeyExtras,
    poolExtras,
    probeExtras,
    histograms,
    code: Int32Array.from(writer.code),
    scopeOf: Int32Array.from(writer.scopeOf),
    scopes: Int32Array.from(writer.scopes),
    branches: Int32Array.from(writer.branches),
    constants: Float64Array.from(writer.constants),
    calls: Int32Array.from(writer.calls),
    callTimes: Float64Array.from(writer.callTimes),
    retries: Int32Array.from(writer.retries),
    retryDoubles: Float64Array.from(writer.retryDoubles),
    guards: Int32Array.from(writer.guards),
    labels: writer.labels,
    lanesUs,
    lanesOffset,
    bucketsUs,
    cellWords,
    siteBase,
    configBase,
    ownBreakersBase,
    replicaWords: (replicaWords + 1) & ~1,
    usersOffset,
    users: load.users,
    closedUsers,
    harmOffset,
    fixedWords: (words.next + state.FRAME_WORDS - 1) & ~(state.FRAME_WORDS - 1),
    initialReplicas: replicas,
  };
}

function need<T>(byName: ReadonlyMap<string, T>, name: string): T {
  const found = byName.get(name);
  assert(found !== undefined, 'a name that nothing has', { name });
  return found;
}
