// What the engine promises to the rooms above it: commands in, instruments and ground truth out.
// Drill and scoring read these shapes; only the authority holds an engine.
import type { Command, Outcome } from './commands.ts';
import type { Change, Fault } from './scenario/story.ts';
import type { SimTimeUs } from './units.ts';

/** One series of samples; structurally the Series of src/promql. */
export interface SampleSeries {
  labels: Readonly<Record<string, string>>;
  timesMs: ArrayLike<number>;
  values: ArrayLike<number>;
  stale?: ArrayLike<number>;
  length: number;
}
export interface SampleSource {
  select(
    matchers: readonly { name: string; op: '=' | '!=' | '=~' | '!~'; value: string }[],
    fromMs: number,
    toMs: number,
  ): readonly SampleSeries[];
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
/** One log line as a component wrote it; `repeated` counts like lines that the rate limit kept back just before it. */
export interface LogLine {
  atUs: SimTimeUs;
  level: LogLevel;
  service: string;
  pod: string;
  message: string;
  /** Stable id of the message template. */
  template: string;
  requestId: string;
  repeated: number;
}
export interface LogFilter {
  /** Free text, case-insensitive, matched against the whole line. */
  text?: string;
  service?: string;
  level?: LogLevel;
  fromUs?: SimTimeUs;
  toUs?: SimTimeUs;
  /** Newest first when true. */
  newestFirst?: boolean;
  limit: number;
}
export interface LogPage {
  lines: LogLine[];
  /** All lines that match in the interval, including those beyond the limit. */
  matched: number;
}

export interface AlertInstance {
  alert: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  severity: string;
  state: 'pending' | 'firing' | 'resolved';
  activeAtUs: SimTimeUs;
  firedAtUs: SimTimeUs | undefined;
  resolvedAtUs: SimTimeUs | undefined;
  value: number;
}

/** Ground truth: something that happened in the world. Never shown to a trainee as such. */
export interface WorldFact {
  atUs: SimTimeUs;
  kind:
    | 'pool.exhausted'
    | 'pool.recovered'
    | 'breaker.opened'
    | 'breaker.half-open'
    | 'breaker.closed'
    | 'rollout.started'
    | 'rollout.replica'
    | 'rollout.finished'
    | 'rollout.failed'
    | 'replica.ready'
    | 'replica.stopped'
    | 'config.set'
    | 'fault.began'
    | 'fault.ended'
    | 'provider.first-timeout'
    | 'gateway.first-timeout'
    | 'queue.full'
    | 'database.restarted';
  component: string;
  detail: string;
}

/** One row of the deployment history, newest last. `at` may lie before the start of the run. */
export interface DeploymentRecord {
  atUs: SimTimeUs;
  service: string;
  from: string;
  to: string;
  summary: string;
  author: string;
  status: 'rolling out' | 'complete' | 'failed' | 'paused';
  replicasDone: number;
  replicasTotal: number;
  notes: string | undefined;
}

export interface ReplicaState {
  pod: string;
  version: string;
  status: 'starting' | 'ready' | 'stopping' | 'crashed';
  startedAtUs: SimTimeUs;
  inFlight: number;
  queued: number;
}

/** One database session, as `pg_stat_activity` would show it. */
export interface SessionRow {
  pid: number;
  pool: string;
  /** The service that holds it; empty when nobody does. */
  application: string;
  state: 'active' | 'idle' | 'idle in transaction';
  sinceUs: SimTimeUs;
  waitEvent: string;
  /** What it runs or ran last. */
  query: string;
}

/** Gauges for the map at the last scrape. */
export interface ComponentGauge {
  component: string;
  kind: 'service' | 'pool' | 'database' | 'provider' | 'breaker';
  inFlight: number;
  waiting: number;
  capacity: number;
  ratePerS: number;
  errorRatio: number;
  state: string;
  version: string;
}

/** Harm done to users since the start; counted one by one. */
export interface Harm {
  usersAffected: number;
  userMinutes: number;
  failedRequests: number;
  requests: number;
  revenueLost: number;
  revenueEarned: number;
  currency: string;
}

/** Conservation totals of one service or journey, for checks and the run summary. Times in microseconds. */
export interface FlowSummary {
  name: string;
  arrived: number;
  completed: number;
  failed: number;
  shed: number;
  inFlight: number;
  /** Time averages and means over everything finished. */
  meanInSystem: number;
  meanTimeUs: number;
  /** From here on a journey’s figures are those of the endpoint it asks, whoever else asks it. */
  meanWaitUs: number;
  waitedRatio: number;
  p50Us: number;
  p95Us: number;
  p99Us: number;
}

/** Everything that may be read of a run, up to `nowUs`. */
export interface TraceReader {
  readonly nowUs: SimTimeUs;
  readonly series: SampleSource;
  logs(filter: LogFilter): LogPage;
  alerts(): readonly AlertInstance[];
  facts(): readonly WorldFact[];
  deployments(): readonly DeploymentRecord[];
  /** Configuration a version of a service carries, in file order; undefined when there is no such version. */
  configOf(service: string, version: string): Readonly<Record<string, string>> | undefined;
  replicas(service: string): readonly ReplicaState[];
  sessions(pool: string): readonly SessionRow[];
  gauges(): readonly ComponentGauge[];
  harm(): Harm;
  /** Harm at each scrape, ascending; the last is at or before nowUs. */
  harmSeries(): readonly { atUs: SimTimeUs; usersAffected: number; revenueLost: number; failedRequests: number }[];
  flows(): readonly FlowSummary[];
}

/** State at one instant; only meaningful to the engine that made it or one of the same scenario and seed. */
export interface EngineSnapshot {
  atUs: SimTimeUs;
  bytes: ArrayBuffer;
}

/**
 * A simulation of one scenario under one seed. Pure: the same calls give the same bytes on every JavaScript engine.
 * Time moves only by `runUntil`; `execute` and `inject` act at the present instant.
 */
export interface SimulationEngine extends TraceReader {
  /** Events of the world handled since the start; the unit of speed measurements. */
  readonly eventsHandled: number;
  /** Handles every event up to and including `atUs`. Never goes back. @throws RunawayError when the world outgrows its limits */
  runUntil(atUs: SimTimeUs): void;
  /** The next instant at which rules are evaluated (strictly after now): where conditions can change. */
  nextEvaluationUs(): SimTimeUs;
  execute(command: Command): Outcome;
  /** A fault of the time-line whose condition came true (or whose time counts from T+0), or an instructor's inject. */
  inject(fault: Fault): void;
  /** A change of the time-line whose condition came true (or whose time counts from T+0): starts its rollout. */
  deploy(change: Change): void;
  snapshot(): EngineSnapshot;
  /** Exact: running on equals never having stopped, byte for byte. */
  restore(snapshot: EngineSnapshot): void;
  /** An independent engine in the same state, or in that of a snapshot, with its own copy of what was recorded. */
  fork(from?: EngineSnapshot): SimulationEngine;
  /** Hash over state and everything recorded so far; equal runs have equal hashes. */
  hash(): string;
}
