// What the engine promises to the rooms above it: commands in, instruments and ground truth out.
// Drill and scoring read these shapes; only the authority holds an engine.
import type { Command, Outcome } from './commands/index.ts';
import type { WorldTable } from './console-view.ts';
import type { Change, Fault } from './scenario/story.ts';
import type { Exemplar, Span, TraceCounts, TraceFilter, TracePage } from './traces.ts';
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
  /** Counts lines kept since the start; a name for this line. */
  seq: number;
  atUs: SimTimeUs;
  level: LogLevel;
  service: string;
  pod: string;
  message: string;
  /** Stable id of the message template. */
  template: string;
  requestId: string;
  /** 32 hexadecimal digits; empty when the line belongs to no request. The trace itself may not have been kept. */
  traceId: string;
  repeated: number;
}
/** One step of a search, as in LogQL: a filter over the text of the line, or over one of its fields. */
export type LogStage =
  | { on: 'line'; op: '|=' | '!=' | '|~' | '!~'; value: string }
  | {
      on: 'field';
      field: 'service' | 'pod' | 'level' | 'request_id' | 'trace_id' | 'template';
      op: '=' | '!=' | '=~' | '!~';
      value: string;
    };
export interface LogFilter {
  /** Words and "quoted phrases", case-insensitive; the line holds each of them somewhere. */
  text?: string;
  service?: string;
  level?: LogLevel;
  /** All of them have to hold. Regular expressions are RE2, anchored for fields, unanchored for lines. */
  stages?: readonly LogStage[];
  /** Lines by seq, both ends included. */
  fromSeq?: number;
  toSeq?: number;
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

/** Which lines match, without their texts: enough to scroll through all of them and to draw when they came. Arrays of equal length, oldest first. */
export interface LogIndex {
  seqs: Float64Array;
  atUs: Float64Array;
  /** 0 debug, 1 info, 2 warn, 3 error. */
  levels: Uint8Array;
  /** Lines like these that the rate limit kept back. */
  heldBack: number;
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

/** What the orchestrator reports about its objects, as `kubectl get events` shows it. */
export interface ClusterEvent {
  atUs: SimTimeUs;
  type: 'Normal' | 'Warning';
  reason: string;
  /** Such as `pod/payment-service-7c9f-abcde` or `deployment/payment-service`. */
  object: string;
  message: string;
}
/** One run of a synthetic check whose result is visible. */
export interface CheckResult {
  check: string;
  startedAtUs: SimTimeUs;
  visibleAtUs: SimTimeUs;
  ok: boolean;
  durationUs: SimTimeUs;
  /** Steps tried, in order; `status` 0 when no answer came. */
  steps: readonly { name: string; status: number; durationUs: SimTimeUs; error: string }[];
}
export interface NodeState {
  node: string;
  schedulable: boolean;
  pods: number;
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
    | 'database.restarted'
    /** Of a small world; `detail` says what. */
    | 'world.event';
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
  /** The machine it runs on. */
  node: string;
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
  /** All lines that match, whatever limit and order the filter names. */
  logIndex(filter: LogFilter): LogIndex;
  /** Traces that were kept, by default newest first. */
  traces(filter: TraceFilter): TracePage;
  /** Spans of a trace, parents before children, ascending by start; undefined when it was not kept. */
  traceSpans(traceId: string): readonly Span[] | undefined;
  traceCounts(): TraceCounts;
  /** Kept requests of a service, ascending. */
  exemplars(filter: { service: string; fromUs: SimTimeUs; toUs: SimTimeUs; limit: number }): readonly Exemplar[];
  /** Oldest first. */
  clusterEvents(): readonly ClusterEvent[];
  nodes(): readonly NodeState[];
  /** Visible results of the synthetic checks, oldest first. */
  checkResults(): readonly CheckResult[];
  alerts(): readonly AlertInstance[];
  facts(): readonly WorldFact[];
  deployments(): readonly DeploymentRecord[];
  /** Configuration a version of a service carries, in file order; undefined when there is no such version. */
  configOf(service: string, version: string): Readonly<Record<string, string>> | undefined;
  replicas(service: string): readonly ReplicaState[];
  sessions(pool: string): readonly SessionRow[];
  gauges(): readonly ComponentGauge[];
  /** Tables of the small worlds by name, as their systems show them now. */
  tables(): Readonly<Record<string, WorldTable>>;
  /** What has to balance in the small worlds: shares, cash, people, bytes. Empty without one. */
  balances(): readonly { what: string; balanced: boolean; detail: string }[];
  harm(): Harm;
  /** Harm at each scrape, ascending; the last is at or before nowUs. */
  harmSeries(): readonly { atUs: SimTimeUs; usersAffected: number; revenueLost: number; failedRequests: number; requests: number }[];
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
  /**
   * From now on only harm is recorded: no series and so no rules, no lines, no traces. The world goes on as it would have. For
   * counterfactuals, of which only harm is read; there is no way back.
   */
  recordHarmOnly(): void;
  snapshot(): EngineSnapshot;
  /** Exact: running on equals never having stopped, byte for byte. */
  restore(snapshot: EngineSnapshot): void;
  /** An independent engine in the same state, or in that of a snapshot, with its own copy of what was recorded. */
  fork(from?: EngineSnapshot): SimulationEngine;
  /** Hash over state and everything recorded so far; equal runs have equal hashes. */
  hash(): string;
}
