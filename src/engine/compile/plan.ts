/**
 * A compiled scenario: where every component lies in the arena and the flat tables the interpreter reads.
 * Nothing in a plan changes during a run; what can change (distributions, sizes, counters) is in the arena.
 */
import type { Breaker, Check, Database, Distribution, Journey, Pool, Provider, Scenario, Service } from '../../schema/index.ts';

/** Instructions, four words each: operation and operands a, b, c. */
export const OP = {
  /** a: distribution, b: service */
  compute: 0,
  /** a: distribution */
  sleep: 1,
  /** a: call record */
  callService: 2,
  callProvider: 3,
  /** a: pool, b: level of nesting */
  acquire: 4,
  release: 5,
  /** a: database, b: distribution, c: label */
  query: 6,
  /** a: retry record */
  retry: 7,
  /** a: breaker site record */
  breakerEnter: 8,
  breakerExit: 9,
  /** a: first entry in the branch table, b: how many */
  fork: 10,
  branchEnd: 11,
  /** a: configuration slot, b: index of the constant, c: where to go when they differ */
  ifConfig: 12,
  /** a: where to go */
  jump: 13,
  /** a: index of the constant ratio, b: stream */
  fail: 14,
  respond: 15,
  /** Ends a frame that has answered already. */
  abort: 16,
} as const;
export const INSTRUCTION_WORDS = 4;

/** What a failure meets on its way out, four words each: kind, a, b, the next scope outwards (0: none). */
export const SCOPE = { none: 0, hold: 1, retry: 2, breaker: 3, optional: 4, abort: 5 } as const;
export const SCOPE_WORDS = 4;

/** Call records: integers and doubles. A slot is an offset within a replica, -1 when the value is constant. */
export const CALL = { target: 0, site: 1, lane: 2, timeoutSlot: 3, connectSlot: 4, readSlot: 5, index: 6, deadlines: 7 } as const;
export const CALL_WORDS = 8;
export const CALL_TIMES = { timeout: 0, connect: 1, read: 2 } as const;
export const CALL_DOUBLES = 4;

export const RETRY = {
  retries: 0,
  retriesSlot: 1,
  level: 2,
  jitter: 3,
  site: 4,
  stream: 5,
  body: 6,
  index: 7,
  tokens: 8,
  siteIndex: 9,
} as const;
export const RETRY_WORDS = 10;
export const RETRY_DOUBLE = { base: 0, factor: 1, cap: 2, budget: 3 } as const;
export const RETRY_DOUBLES = 4;
export const JITTER = { none: 0, full: 1, equal: 2, half: 2, decorrelated: 3 } as const;

/** Breaker sites: which breaker, where its state is and whose calls it guards. `offset` is absolute when shared, else within a replica. */
export const GUARD = { breaker: 0, offset: 1, perReplica: 2, site: 3, siteIndex: 4, flag: 5 } as const;
export const GUARD_WORDS = 6;

export interface SitePlan {
  index: number;
  service: number;
  /** Position among the call sites of its service. */
  local: number;
  peer: string;
  kind: 'service' | 'provider';
  endpoint: string;
}
export interface RoutePlan {
  name: string;
  index: number;
  service: number;
  offset: number;
}
export interface ServicePlan {
  name: string;
  index: number;
  offset: number;
  routes: RoutePlan[];
  sites: SitePlan[];
  /** Keys of the configuration, in file order; the value of key k of a replica is double (configBase + 2k) of its record. */
  configKeys: string[];
  /** Breakers with one state per replica: where it lies within a replica record. */
  ownBreakers: { breaker: number; offset: number }[];
  source: Service;
}
export interface PoolPlan {
  name: string;
  index: number;
  offset: number;
  database: number;
  source: Pool;
}
export interface DatabasePlan {
  name: string;
  index: number;
  offset: number;
  restartTakesUs: number;
  source: Database;
}
export interface BreakerPlan {
  name: string;
  index: number;
  /** Offset of its state when shared; 0 when each replica has its own. */
  offset: number;
  source: Breaker;
}
export interface ProviderPlan {
  name: string;
  index: number;
  offset: number;
  source: Provider;
}
export interface JourneyPlan {
  name: string;
  index: number;
  offset: number;
  source: Journey;
}

/** A synthetic check. */
export interface ProbePlan {
  name: string;
  index: number;
  offset: number;
  /** Names of its steps. */
  steps: string[];
  source: Check;
}

export interface Plan {
  scenario: Scenario;
  services: ServicePlan[];
  routes: RoutePlan[];
  sites: SitePlan[];
  pools: PoolPlan[];
  databases: DatabasePlan[];
  breakers: BreakerPlan[];
  providers: ProviderPlan[];
  journeys: JourneyPlan[];
  probes: ProbePlan[];
  /** Records of probes lie behind those of the journeys: where they begin. */
  probesOffset: number;
  streams: { name: string; offset: number }[];
  distributions: { offset: number; source: Distribution; table: number; points: number; stream: number }[];
  /** Where the program of each route begins. */
  entries: number[];
  /** What belongs to each service, provider, journey, pool besides its record. `rolloutStream` is for commands: chances that a replica does not come up. */
  serviceExtras: { readyList: number; stream: number; rolloutStream: number; timeoutLane: number }[];
  providerExtras: { connect: number; reply: number; errors: number }[];
  journeyExtras: {
    route: number;
    arrivals: number;
    users: number;
    clicks: number;
    clickAfter: number;
    think: number;
    patienceLane: number;
    firstClosedUser: number;
  }[];
  poolExtras: { timeoutLane: number }[];
  /** By probe: the routes of its steps, the lane of their timeout, the stream that says when it first runs. */
  probeExtras: { routes: number[]; lane: number; start: number }[];
  /** Offset of the fine latency histogram of each route. */
  histograms: number[];

  code: Int32Array;
  /** The scope a failure of an instruction meets first, by instruction number. */
  scopeOf: Int32Array;
  scopes: Int32Array;
  branches: Int32Array;
  constants: Float64Array;
  calls: Int32Array;
  callTimes: Float64Array;
  retries: Int32Array;
  retryDoubles: Float64Array;
  guards: Int32Array;
  labels: string[];

  /** Lengths of the timer lanes. */
  lanesUs: number[];
  lanesOffset: number;
  /** Upper bounds of the latency buckets, ascending, without +Inf. */
  bucketsUs: number[];
  /** Words of one CELL with its bucket counts, and where the sections of a replica record begin. */
  cellWords: number;
  siteBase: number;
  configBase: number;
  ownBreakersBase: number;
  replicaWords: number;
  usersOffset: number;
  users: number;
  closedUsers: number;
  harmOffset: number;
  /** Words of everything of fixed number; frames begin here. A multiple of 32. */
  fixedWords: number;
  initialReplicas: number;
}
