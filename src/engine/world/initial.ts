/** The world at the start of a run: records filled from the scenario, streams from the seed, replicas ready, first arrivals scheduled. */
import type { Scenario, Seed } from '../../schema/index.ts';
import { compile } from '../compile/compile.ts';
import { encodeConfig } from '../compile/config.ts';
import { DISTRIBUTION, writeDistribution } from '../kernel/distributions.ts';
import { exponential, seedStream } from '../kernel/random.ts';
import { LiveWorld } from './live-world.ts';
import { nextArrival } from './loop.ts';
import { startReplica } from './operations.ts';
import { firstRun } from './probes.ts';
import { BALANCING } from './replicas.ts';
import {
  BREAKER,
  DATABASE,
  JOURNEY,
  POOL,
  POOL_WORDS,
  PROBE,
  PROBE_STEP,
  PROBE_STEP_WORDS,
  PROBE_WORDS,
  PROVIDER,
  REPLICA_WORDS,
  ROUTE,
  SERVICE,
  SERVICE_FLAG,
} from './state.ts';
import { think } from './users.ts';
import type { World } from './world.ts';

const BALANCING_CODES = {
  'round robin': BALANCING.roundRobin,
  random: BALANCING.random,
  'least loaded': BALANCING.leastLoaded,
  'two choices': BALANCING.twoChoices,
} as const;

/** A world at time 0. */
export function createWorld(scenario: Scenario, seed: Seed): LiveWorld {
  const plan = compile(scenario);
  const w = new LiveWorld(plan);
  const { I, F } = w;
  for (const { name, offset } of plan.streams) seedStream(I, offset, seed, name);
  for (const { offset, source, table, points, stream } of plan.distributions) {
    I[offset + DISTRIBUTION.stream] = stream;
    I[offset + DISTRIBUTION.table] = table;
    I[offset + DISTRIBUTION.tableMax] = points;
    writeDistribution(I, F, offset, source);
  }
  fillServices(w);
  fillDependencies(w);
  fillJourneys(w);
  fillProbes(w);
  for (const service of plan.services) {
    const config = service.configKeys.map((key) => encodeConfig(service.source.config[key]));
    for (let i = 0; i < service.source.replicas; i++) startReplica(w, service.index, 0, config, 0);
  }
  plan.journeys.forEach(({ source, offset }, index) => {
    if (source.rate !== undefined && source.rate > 0) {
      w.scratch[0] = source.arrivals === 'constant' ? 1 : exponential(w.I, w.I[offset + JOURNEY.arrivalStream]);
      nextArrival(w, offset);
    }
    for (let user = 0; user < (source.closed?.users ?? 0); user++) think(w, offset, plan.journeyExtras[index]!.firstClosedUser + user);
  });
  for (const { index } of plan.probes) firstRun(w, index);
  return w;
}

function fillProbes(w: World): void {
  const { I, F, plan } = w;
  plan.probes.forEach(({ offset, source }, index) => {
    const extra = plan.probeExtras[index]!;
    I[offset + PROBE.index] = index;
    I[offset + PROBE.steps] = extra.routes.length;
    I[offset + PROBE.step] = -1;
    I[offset + PROBE.lane] = extra.lane;
    F[(offset + PROBE.everyF) >> 1] = source.every;
    F[(offset + PROBE.timeoutF) >> 1] = source.timeout;
    extra.routes.forEach((route, step) => {
      I[offset + PROBE_WORDS + step * PROBE_STEP_WORDS + PROBE_STEP.route] = route;
    });
  });
}

function fillServices(w: World): void {
  const { I, F, plan } = w;
  for (const { index, offset, source, routes } of plan.services) {
    const extra = plan.serviceExtras[index]!;
    I[offset + SERVICE.index] = index;
    I[offset + SERVICE.readyList] = extra.readyList;
    I[offset + SERVICE.single] = -1;
    I[offset + SERVICE.concurrency] = source.concurrency;
    I[offset + SERVICE.queueLimit] = source.queue;
    I[offset + SERVICE.lifo] = source.order === 'lifo' ? 1 : 0;
    I[offset + SERVICE.balancing] = BALANCING_CODES[source.balancing];
    I[offset + SERVICE.flags] =
      (source.cancellation ? SERVICE_FLAG.cancellation : 0) |
      (source.dropExpired ? SERVICE_FLAG.dropExpired : 0) |
      (source.deadlines ? SERVICE_FLAG.deadlines : 0);
    I[offset + SERVICE.timeoutLane] = extra.timeoutLane;
    I[offset + SERVICE.firstRoute] = routes[0]?.index ?? 0;
    I[offset + SERVICE.routes] = routes.length;
    I[offset + SERVICE.stream] = extra.stream;
    F[(offset + SERVICE.timeoutF) >> 1] = source.timeout ?? Infinity;
    F[(offset + SERVICE.slowF) >> 1] = 1;
    routes.forEach((route, local) => {
      I[route.offset + ROUTE.index] = route.index;
      I[route.offset + ROUTE.service] = offset;
      I[route.offset + ROUTE.entry] = plan.entries[route.index]!;
      I[route.offset + ROUTE.cell] = REPLICA_WORDS + local * plan.cellWords;
      I[route.offset + ROUTE.histogram] = plan.histograms[route.index]!;
    });
  }
}

function fillDependencies(w: World): void {
  const { I, F, plan } = w;
  for (const { index, offset } of plan.breakers) if (offset !== 0) I[offset + BREAKER.index] = index;
  plan.databases.forEach(({ offset, source }, index) => {
    I[offset + DATABASE.index] = index;
    I[offset + DATABASE.workers] = source.workers;
    F[(offset + DATABASE.slowF) >> 1] = 1;
  });
  plan.pools.forEach(({ offset, source, database }, index) => {
    I[offset + POOL.index] = index;
    I[offset + POOL.database] = plan.databases[database]!.offset;
    I[offset + POOL.size] = source.size;
    I[offset + POOL.lifo] = source.order === 'lifo' ? 1 : 0;
    I[offset + POOL.timeoutLane] = plan.poolExtras[index]!.timeoutLane;
    I[offset + POOL.waitBuckets] = offset + POOL_WORDS;
    F[(offset + POOL.acquireTimeoutF) >> 1] = source.acquireTimeout;
  });
  plan.providers.forEach(({ offset, source }, index) => {
    const extra = plan.providerExtras[index]!;
    I[offset + PROVIDER.index] = index;
    I[offset + PROVIDER.connect] = extra.connect;
    I[offset + PROVIDER.reply] = extra.reply;
    I[offset + PROVIDER.errorStream] = extra.errors;
    F[(offset + PROVIDER.errorsF) >> 1] = source.errors;
  });
}

function fillJourneys(w: World): void {
  const { I, F, plan } = w;
  plan.journeys.forEach(({ offset, source }, index) => {
    const extra = plan.journeyExtras[index]!;
    const clicks = source.onFailure?.clicksAgain;
    I[offset + JOURNEY.index] = index;
    I[offset + JOURNEY.route] = extra.route;
    I[offset + JOURNEY.patienceLane] = extra.patienceLane;
    I[offset + JOURNEY.clicks] = clicks?.times ?? 0;
    I[offset + JOURNEY.arrivalStream] = extra.arrivals;
    I[offset + JOURNEY.userStream] = extra.users;
    I[offset + JOURNEY.clickStream] = extra.clicks;
    I[offset + JOURNEY.clickAfter] = extra.clickAfter;
    I[offset + JOURNEY.think] = extra.think;
    I[offset + JOURNEY.firstClosedUser] = extra.firstClosedUser;
    I[offset + JOURNEY.closedUsers] = source.closed?.users ?? 0;
    I[offset + JOURNEY.constant] = source.arrivals === 'constant' ? 1 : 0;
    F[(offset + JOURNEY.meanGapF) >> 1] = source.rate === undefined || source.rate === 0 ? Infinity : 1e6 / source.rate;
    F[(offset + JOURNEY.factorF) >> 1] = 1;
    F[(offset + JOURNEY.patienceF) >> 1] = source.patience ?? Infinity;
    F[(offset + JOURNEY.tooSlowF) >> 1] = source.tooSlow ?? Infinity;
    F[(offset + JOURNEY.shareF) >> 1] = clicks?.share ?? 0;
    F[(offset + JOURNEY.revenueF) >> 1] = source.revenue?.amount ?? 0;
  });
}
