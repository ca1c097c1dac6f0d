/**
 * The layout of the world's state: what each 32-bit word of the arena means (DESIGN D6, D7).
 * Every record is a run of words of one Int32Array; a field whose name ends in F is a double and is read as `F[(offset + field) >> 1]`.
 * Handles are word offsets, absolute for everything of fixed number, relative to `world.replicaBase` for replicas; 0 or -1 is none.
 * Counters only grow; gauges are current. Times are microseconds.
 */

/** One request in one service, one branch of a `parallel` step, or one user waiting to click again. 32 words: two cache lines. */
export const FRAME = {
  next: 0,
  prev: 1,
  /** Offset of the instruction in work. */
  pc: 2,
  /** What it is doing: one of DOING. */
  doing: 3,
  /** The frame that waits for the answer; -journey for a user's request; 0 when nobody waits any more. */
  parent: 4,
  /** Sequence numbers of the pending events: own work or wait, the caller's timeout, the service's timeout. 0: none. */
  timer: 5,
  callTimer: 6,
  serviceTimer: 7,
  /** The frame it called and waits for; first branch of a `parallel` step. */
  child: 8,
  replica: 9,
  route: 10,
  /** Tries after the first in the outer and inner retry step. */
  tries0: 11,
  tries1: 12,
  /** Pool or database it waits for. */
  waitsFor: 13,
  /** Number of the user request it belongs to, counted from 1. */
  request: 14,
  /** A user's request: the user and how often they clicked again. A branch: its neighbours. */
  user: 15,
  clicks: 16,
  siblingNext: 15,
  siblingPrev: 16,
  /** Branches still running. */
  branches: 17,
  flags: 18,
  /** The outcome to report when the step in flight ends. */
  outcome: 19,
  arrivedAtF: 20,
  /** Until when the caller waits; Infinity when it waits for ever. */
  deadlineF: 22,
  held0AtF: 24,
  held1AtF: 26,
  previousWaitF: 28,
  /** Since when it does what it is doing (waiting for a pool or a database, running a query). */
  sinceF: 30,
} as const;
export const FRAME_WORDS = 32;

export const DOING = {
  nothing: 0,
  queued: 1,
  ready: 2,
  compute: 3,
  sleep: 4,
  backoff: 5,
  poolWait: 6,
  databaseWait: 7,
  query: 8,
  call: 9,
  provider: 10,
  join: 11,
  clickWait: 12,
} as const;

export const FRAME_FLAG = {
  /** Answered already (its service timed out): ends when the step in flight ends. */
  answered: 1,
  branch: 2,
  /** Its breaker let it through as a probe. */
  probe: 16,
} as const;

export const SERVICE = {
  index: 0,
  /** Replicas that take requests; their handles begin at word `readyList`. */
  ready: 1,
  readyList: 2,
  /** Handle of the only ready replica, -1 when there are none or several. */
  single: 3,
  turn: 4,
  concurrency: 5,
  queueLimit: 6,
  lifo: 7,
  balancing: 8,
  flags: 9,
  timeoutLane: 10,
  firstRoute: 11,
  routes: 12,
  /** Replicas ever started: the ordinal of the next. */
  started: 13,
  /** Requests that found no ready replica. */
  unreachable: 14,
  stream: 15,
  /** 1 while stalled. */
  stalled: 16,
  deleted: 17,
  timeoutF: 20,
  /** Factor on every `compute`. */
  slowF: 22,
  stallFromF: 24,
  stallUntilF: 26,
} as const;
export const SERVICE_WORDS = 32;
export const SERVICE_FLAG = { cancellation: 1, dropExpired: 2, deadlines: 4 } as const;
export const READY_MAX = 512;

/** One endpoint of one service. */
export const ROUTE = {
  index: 0,
  service: 1,
  entry: 2,
  /** Offset of its counters within a replica record. */
  cell: 3,
  /** Offset of its fine latency histogram. */
  histogram: 4,
  arrived: 5,
  completed: 6,
  failed: 7,
  shed: 8,
  inFlight: 9,
  /** Requests that waited for a concurrency slot. */
  waited: 10,
  /** Dropped when they left the queue, because the caller had given up; counted in `shed` too. */
  dropped: 11,
  /** Time in the system of everything that has ended. */
  sumTimeF: 12,
  sumWaitF: 14,
} as const;
export const ROUTE_WORDS = 16;

/** Header of a replica; behind it come CELLs (one per endpoint), SITEs (one per call site), its own breakers and its configuration. */
export const REPLICA = {
  /** Offset of its service's record. */
  service: 1,
  status: 2,
  /** Concurrency slots in use. */
  busy: 3,
  queued: 4,
  queueHead: 5,
  queueTail: 6,
  concurrency: 7,
  ordinal: 8,
  /** Index into the versions that telemetry keeps for the service. */
  version: 9,
  /** Lines of success it may still log before the next refill. */
  logCredit: 10,
  index: 12,
  queueLimit: 13,
  startedAtF: 14,
  readyAtF: 16,
} as const;
export const REPLICA_WORDS = 18;
export const REPLICA_STATUS = { free: 0, starting: 1, ready: 2, stopping: 3, crashed: 4 } as const;

/** Answers of one endpoint on one replica by status code, and the counts of the latency buckets. */
export const CELL = { ok: 0, failed: 1, unavailable: 2, timedOut: 3, sumUsF: 4, buckets: 6 } as const;
export const CELL_WORDS = 6;

/** Outcomes of calls from one call site on one replica. Indices are OUTCOME. */
export const OUTCOME = { ok: 0, timeout: 1, connectTimeout: 2, readTimeout: 3, refused: 4, error: 5, breakerOpen: 6 } as const;
export const SITE = { outcomes: 0, retries: 7 } as const;
export const SITE_WORDS = 8;

export const POOL = {
  index: 0,
  database: 1,
  size: 2,
  inUse: 3,
  waiting: 4,
  head: 5,
  tail: 6,
  lifo: 7,
  timeoutLane: 8,
  acquired: 9,
  timeouts: 10,
  /** Connections lost for ever; they count as in use. */
  leaked: 11,
  /** 1 from the first wait with every connection in use until one is idle again. */
  exhausted: 12,
  /** Offset of the bucket counts of waits. */
  waitBuckets: 13,
  peakInUse: 14,
  acquireTimeoutF: 16,
  sumWaitF: 18,
} as const;
export const POOL_WORDS = 20;

export const DATABASE = {
  index: 0,
  workers: 1,
  active: 2,
  waiting: 3,
  head: 4,
  tail: 5,
  queries: 6,
  /** 1 while restarting. */
  down: 7,
  restarts: 8,
  slowF: 10,
  downUntilF: 12,
  sumUsF: 14,
} as const;
/** Behind it: bucket counts of the time from asking to the result. */
export const DATABASE_WORDS = 16;

export const PROVIDER = {
  index: 0,
  connect: 1,
  reply: 2,
  errorStream: 5,
  outcomes: 6,
  errorsF: 14,
  inFlight: 13,
  sumUsF: 16,
} as const;
/** Behind it: bucket counts of the time until an answer or the end of patience. */
export const PROVIDER_WORDS = 18;

/** A breaker's state, shared or one replica's. */
export const BREAKER = {
  state: 0,
  /** Failures in a row. */
  failures: 1,
  /** Probes under way and probes that succeeded. */
  probing: 2,
  succeeded: 3,
  /** 1 while held open by hand. */
  forced: 4,
  toClosed: 5,
  toHalfOpen: 6,
  toOpen: 7,
  index: 8,
  openUntilF: 10,
  /** The sliding window: ten slices of (slice number, calls, failures). */
  slices: 12,
} as const;
export const BREAKER_SLICES = 10;
export const BREAKER_WORDS = 12 + BREAKER_SLICES * 3;
export const BREAKER_STATE = { closed: 0, halfOpen: 1, open: 2 } as const;

export const JOURNEY = {
  index: 0,
  route: 1,
  patienceLane: 2,
  clicks: 3,
  arrivalTimer: 4,
  arrivalStream: 5,
  userStream: 6,
  clickStream: 7,
  clickAfter: 8,
  think: 9,
  firstClosedUser: 10,
  closedUsers: 11,
  constant: 12,
  /** Requests, including clicks again; then what became of them. */
  requests: 13,
  succeeded: 14,
  failed: 15,
  /** Successes slower than `tooSlow`; counted in `succeeded` too. */
  slow: 16,
  gaveUp: 17,
  inFlight: 18,
  /** Requests whose user ran out of patience; counted in `failed` too. */
  impatient: 19,
  meanGapF: 20,
  factorF: 22,
  nextAtF: 24,
  patienceF: 26,
  tooSlowF: 28,
  shareF: 30,
  revenueF: 32,
  earnedF: 34,
  lostF: 36,
  sumTimeF: 38,
  /** What is left of the drawn gap while the factor is 0, in gaps. */
  leftF: 40,
} as const;
export const JOURNEY_WORDS = 42;

/** Harm done to users, one record. */
export const HARM = { affected: 0, hurting: 1, minute: 2, slices: 4, userUsF: 12, lastAtF: 14 } as const;
/** Minutes after which a user who has not come back no longer counts as hurting. */
export const HARM_MINUTES = 5;
export const HARM_WORDS = 16;

/** A synthetic check and the run under way. Behind it: for each step its route, one of END, and how long it took (a double). */
export const PROBE = {
  index: 0,
  steps: 1,
  /** The step under way or next; -1 between runs. */
  step: 2,
  lane: 3,
  /** Runs begun. */
  runs: 4,
  everyF: 6,
  timeoutF: 8,
  startedAtF: 10,
  stepAtF: 12,
} as const;
export const PROBE_WORDS = 14;
export const PROBE_STEP = { route: 0, end: 1, tookF: 2 } as const;
export const PROBE_STEP_WORDS = 4;

/** How a request from outside ended: the fields of CELL for an answer, or without one. */
export const END = { ok: 0, failed: 1, unavailable: 2, timedOut: 3, noAnswer: 4, reset: 5, refused: 6, notTried: 7 } as const;

/** Why something failed. `breakerForced` and `cancelled` are never tried again. */
export const ERROR = {
  none: 0,
  connectTimeout: 1,
  readTimeout: 2,
  timeout: 3,
  refused: 4,
  breakerOpen: 5,
  breakerForced: 6,
  poolTimeout: 7,
  providerError: 8,
  failed: 9,
  crashed: 10,
  cancelled: 11,
  serviceTimeout: 12,
  databaseDown: 13,
} as const;

/** What the world tells its observer, as it happens. Arguments are handles unless said otherwise. */
export const NOTE = {
  /** (frame, route, latencyUs) an answer 200; only while the replica has log credit. */
  answered: 0,
  /** (frame, route, error) an answer 5xx; the frame still lives. */
  failed: 1,
  /** (replica, route) shed: the queue is full, or (-1, route) nobody is ready. `frame` is the caller, or minus the number of a request from outside. */
  shed: 2,
  /** (frame, site index, error) a call failed or was refused. */
  callFailed: 3,
  /** (frame, site index, wait in microseconds) a retry step goes to sleep. */
  retryWaits: 4,
  /** (frame, pool, wait in microseconds) waited at least a second for a connection and got one. */
  slowAcquire: 5,
  /** (frame, pool, wait in microseconds) gave up waiting for a connection. */
  poolTimeout: 6,
  /** (0, pool, 0) every connection is in use and somebody waits; later: a connection is idle again. */
  poolExhausted: 7,
  poolRecovered: 8,
  /** (state before, breaker state offset, new state) */
  breaker: 9,
  /** (0, replica, 0) */
  replicaReady: 10,
  replicaStopped: 11,
  replicaCrashed: 12,
  /** (0, database, 0) restarted and takes connections again. */
  databaseUp: 13,
  /** (frame, service, 0) a request ran into its service's own timeout. */
  serviceTimeout: 14,
  /** (0, journey, user) a user gave up. */
  gaveUp: 15,
} as const;

/** Told what happens, at the instant it happens; must change nothing of the world. */
export interface Observer {
  note(code: number, frame: number, a: number, b: number): void;
}
