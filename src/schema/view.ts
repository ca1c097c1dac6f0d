// DrillView: what one audience may see of a drill at one instant (filter first, diff second: DESIGN D2). No ground truth in here.
import type { AlertingView } from './alerting.ts';
import type { CommandKindName, CommandRisk, Outcome } from './commands/index.ts';
import type { ConsoleView, RoutineTaskView, WorldTable } from './console-view.ts';
import type { AudienceName, EntryKind } from './journal.ts';
import type { Level, Role, Severity } from './scenario/command.ts';
import type { ConsoleVariant } from './scenario/console.ts';
import type { Panel } from './scenario/observability.ts';
import type { Guard } from './scenario/scenario.ts';
import type { Cause } from './scenario/truth.ts';
import type {
  AlertInstance,
  CheckResult,
  ClusterEvent,
  ComponentGauge,
  DeploymentRecord,
  Harm,
  LogFilter,
  LogLevel,
  LogLine,
  LogPage,
  NodeState,
  ReplicaState,
  SessionRow,
} from './simulation.ts';
import type { Span, TraceCounts, TracePage, TraceSummary } from './traces.ts';
import type { SimTimeUs } from './units.ts';

export type Phase = 'briefing' | 'detection' | 'response' | 'mitigation' | 'monitoring' | 'resolved' | 'review' | 'scored';

export interface MessageView {
  id: string;
  atUs: SimTimeUs;
  channel: 'pager' | 'war room' | 'executive' | 'support' | 'specialists' | 'status page';
  from: string;
  text: string;
  /** An update that is owed: to whom and by when. */
  expects?: { audience: AudienceName; byUs: SimTimeUs; answered: boolean };
}
export interface BeliefView {
  cause: Cause;
  probability: number;
  history: { atUs: SimTimeUs; probability: number }[];
  pins: { seq: number; look: number; supports: 'for' | 'against'; note: string; label: string }[];
}
export interface TimelineItem {
  seq: number;
  atUs: SimTimeUs;
  actor: string;
  /** In which the actor acted: one of the incident's roles, or what the entry says. */
  role: string;
  kind: EntryKind;
  text: string;
  outcome: Outcome | undefined;
}
/** A change that the trainee knows of. */
export type DeploymentMark = Pick<DeploymentRecord, 'atUs' | 'service' | 'from' | 'to'>;
export interface ActionInFlight {
  seq: number;
  text: string;
  startedAtUs: SimTimeUs;
  progress: number;
  status: 'running' | 'done' | 'failed' | 'paused';
}
/** Who holds a role. What nobody holds is left undone; a person of the scenario plays it plainly. */
export interface RoleView {
  role: Role;
  holder: { kind: 'you' } | { kind: 'person'; id: string; name: string } | { kind: 'nobody' };
  sinceUs: SimTimeUs | undefined;
  /** Somebody was asked and has not answered yet. */
  asked: string | undefined;
}
/** Something a severity asks for by an instant. */
export interface TargetView {
  what: 'acknowledge' | 'declare' | 'commander' | 'first update';
  byUs: SimTimeUs;
  doneAtUs: SimTimeUs | undefined;
}
export interface ChecklistItemView {
  id: string;
  phase: Phase;
  text: string;
  doneAtUs: SimTimeUs | undefined;
  /** Ticked by what the journal shows, not by hand. */
  auto: boolean;
}
/** What was asked of a person. */
export interface RequestView {
  seq: number;
  atUs: SimTimeUs;
  kind: 'question' | 'task' | 'call' | 'approval' | 'role';
  person: string;
  about: string;
  status: 'waiting' | 'granted' | 'declined' | 'done' | 'no answer' | 'used' | 'expired';
  answeredAtUs: SimTimeUs | undefined;
  text: string;
}
/** One criterion for the end of an incident; undefined when no instrument shows it. */
export interface ResolutionView {
  says: string;
  met: boolean | undefined;
  reading: string;
}
export interface CommandOption {
  kind: CommandKindName;
  title: string;
  usage: string;
  risk: CommandRisk;
  effect: string;
  undo: string;
  /** One form per target; `args` are complete but for those named in `asks`. */
  targets: {
    label: string;
    args: Record<string, unknown>;
    asks: { name: string; type: 'number' | 'text' | 'choice'; current: string; choices?: string[] }[];
    blastRadius: string;
  }[];
}
export interface DrillView {
  scenario: {
    slug: string;
    hash: string;
    title: string;
    summary: string;
    objectives: string[];
    startsAtMs: number;
    lengthUs: SimTimeUs;
    difficulty: number;
  };
  seed: string;
  nowUs: SimTimeUs;
  seq: number;
  phase: Phase;
  ended: boolean;
  severity: string | undefined;
  tPlusZeroUs: SimTimeUs | undefined;
  declaredAtUs: SimTimeUs | undefined;
  resolvedAtUs: SimTimeUs | undefined;
  /** After the incident: when the next document will turn up; undefined before that, and when there is none. */
  nextRevealAtUs: SimTimeUs | undefined;
  /** As the business instruments show it at the last scrape. */
  impact: Harm & { revenueLostPerMinute: number; errorRatio: number | undefined };
  slos: {
    name: string;
    objective: number;
    budgetSpentRatio: number;
    /** Over the last five minutes. */
    burnRate: number | undefined;
    /** Of the multi-window alerts: `1h`, `5m`, …; a window longer than the run reaches back to its start. */
    burnRates: { window: string; rate: number | undefined }[];
    policy: { state: 'healthy' | 'warning' | 'exhausted'; consequence: string };
  }[];
  alerting: AlertingView;
  checks: { name: string; from: string; everyUs: SimTimeUs; last: CheckResult | undefined; failuresInARow: number }[];
  guards: Guard[];
  alerts: (AlertInstance & { acknowledged: boolean })[];
  messages: MessageView[];
  owedUpdate: { audience: AudienceName; byUs: SimTimeUs } | undefined;
  beliefs: BeliefView[];
  somethingElse: number;
  causes: { components: string[]; kinds: readonly string[] };
  facts: { seq: number; atUs: SimTimeUs; text: string; status: 'known' | 'unknown' }[];
  cascade: { from: string; to: string }[];
  plan: {
    seq: number;
    atUs: SimTimeUs;
    command: string;
    expects: string;
    verifies: string;
    ifItFails: string;
    confidence: number | undefined;
  }[];
  updates: { seq: number; atUs: SimTimeUs; audience: AudienceName; state: string; summary: string }[];
  lessons: { seq: number; kind: string; text: string }[];
  actionItems: { seq: number; text: string; priority: string; owner: string }[];
  timeline: TimelineItem[];
  inFlight: ActionInFlight[];
  /** What the last look at the history showed, and what the trainee’s own commands began since; oldest first. */
  deployments: DeploymentMark[];
  commands: CommandOption[];
  level: Level;
  /** False: the clock moves only when it is told to, nothing is late, hints are free. */
  timed: boolean;
  roles: RoleView[];
  /** What the matrix says of the figures on the instruments, with the figures; undefined before T+0. */
  severityAdvice: { severity: Severity; because: string } | undefined;
  matrix: { severity: Severity; says: string; when: string }[];
  /** Of the declared severity, else of the advised one; empty before T+0. */
  targets: TargetView[];
  /** When each audience is to hear next by the severity’s cadence; empty until one is declared. */
  cadence: { audience: AudienceName; everyUs: SimTimeUs; lastUs: SimTimeUs | undefined; nextUs: SimTimeUs }[];
  checklist: ChecklistItemView[];
  resolution: ResolutionView[];
  requests: RequestView[];
  hints: { offered: number; taken: { seq: number; atUs: SimTimeUs; text: string }[] };
  /** A guided drill; `current` is the first step that is not done, `steps.length` at the end. */
  guide:
    | {
        /** `read`: it waits for nothing but the word that it was read. */
        steps: { title: string; text: string; shows: string | undefined; stuck: string; read: boolean; done: boolean }[];
        current: number;
      }
    | undefined;
  handOvers: { seq: number; atUs: SimTimeUs; role: Role; to: string }[];
  people: {
    id: string;
    name: string;
    role: string;
    channel: string;
    knows: string[];
    takes: Role[];
    /** Commands as patterns this person carries out, and those that they agree to as the second one. */
    does: string[];
    approves: string[];
    limits: string;
    /** Position on the escalation ladder from 1; undefined when not on it. */
    rung: number | undefined;
    /** So long the ladder waits for this person before the next one is called. */
    timeoutUs: SimTimeUs | undefined;
  }[];
  /** `revealed`: hidden at first, the story brought it up. */
  artefacts: { name: string; title: string; kind: string; revealed: boolean }[];
  dashboards: { title: string; panels: Panel[] }[];
  topology: {
    nodes: { id: string; kind: 'users' | 'service' | 'pool' | 'database' | 'provider'; label: string }[];
    edges: { from: string; to: string }[];
    /** Where the own system runs; empty when the scenario does not say. */
    zones: string[];
    /** Which calls each breaker guards, by component. */
    breakers: { name: string; from: string; to: string }[];
  };
  gauges: ComponentGauge[];
  /** Judged criteria open for self-assessment; filled in the review. */
  judged: { id: string; title: string; question: string; anchors: Record<string, string>; pointsMax: number; given: number | undefined }[];
  /** Services with replicas, traces, sessions and a terminal run here; false where a scenario consists of small worlds alone. */
  platform: boolean;
  /** What can be looked at with `look.table`, in the worlds' own order; empty without a small world. */
  tables: { name: string; title: string }[];
  /** Empty in a scenario without consoles. */
  consoles: ConsoleView[];
  consoleVariant: ConsoleVariant;
  /** Routine work that was handed over, oldest first. */
  routine: RoutineTaskView[];
  speed: number;
  paused: boolean;
}

/** What a look shows. The content is derived from the run at the look’s instant and is the same at every replay. */
export type LookResult =
  | {
      kind: 'alert';
      alert: AlertInstance | undefined;
      /** As the rule file has it; undefined for alerts that objectives or baselines generate. */
      rule: { expr: string; for: string } | undefined;
    }
  | { kind: 'metrics'; title: string; panels: { panel: Panel; series: ChartSeries[] }[] }
  | {
      kind: 'query';
      expr: string;
      series: ChartSeries[];
      /** The result at the look's instant, in the evaluator's order. */
      instant: { labels: Record<string, string>; value: number }[];
      error?: string;
      /** Where in the expression the error is, in characters. */
      place?: { from: number; to: number };
      warnings: string[];
    }
  | {
      kind: 'logs';
      page: LogPage;
      /** What was searched for, so that more of the same can be read without another look. */
      filter: Omit<LogFilter, 'limit' | 'newestFirst'>;
      histogram: { fromUs: SimTimeUs; counts: number[]; byLevel: Record<LogLevel, number[]>; stepUs: SimTimeUs };
    }
  | { kind: 'log-context'; line: number; lines: LogLine[] }
  | { kind: 'alerts'; alerting: AlertingView }
  | { kind: 'traces'; page: TracePage; counts: TraceCounts; graph: ServiceGraph }
  | { kind: 'trace'; summary: TraceSummary; spans: Span[] /** Span ids, root first. */; criticalPath: string[]; logs: LogLine[] }
  | { kind: 'pods'; pods: (ReplicaState & { service: string })[]; nodes: NodeState[] }
  | { kind: 'events'; events: ClusterEvent[] }
  | { kind: 'slos'; slos: DrillView['slos']; details: SloDetail[]; report: SloReport }
  | { kind: 'checks'; results: CheckResult[] }
  | { kind: 'deployments'; rows: DeploymentRecord[] }
  | { kind: 'diff'; service: string; from: string; to: string; fileName: string; before: string; after: string }
  | { kind: 'status-page'; provider: string; component: string; shows: string; text: string; updatedAtUs: SimTimeUs }
  | { kind: 'artefact'; title: string; markdown: string }
  | { kind: 'sessions'; pool: string; rows: SessionRow[] }
  | {
      kind: 'service';
      service: string;
      replicas: ReplicaState[];
      version: string;
      config: { key: string; value: string }[];
      dependencies: string[];
    }
  | {
      kind: 'preflight';
      service: string;
      current: string;
      target: string | undefined;
      checks: { label: string; ok: boolean; detail: string }[];
    }
  | { kind: 'console'; title: string; readouts: ConsoleView['readouts']; tables: WorldTable[] }
  | { kind: 'table'; table: WorldTable }
  | { kind: 'missing'; reason: string };
/** What an objective's panel shows beside the figures of the view; by the order of `slos`. */
export interface SloDetail {
  name: string;
  /** Share of good events over the run; undefined without traffic. */
  sli: number | undefined;
  budget: {
    /** Of the compliance period, if everything failed that long. */
    allowedMinutes: number;
    spentMinutes: number;
    leftMinutes: number;
    badEvents: number;
    totalEvents: number;
    /** Events that may fail in the whole period at the run's mean traffic. */
    allowedEvents: number | undefined;
  };
  alerts: {
    alert: string;
    severity: 'page' | 'ticket';
    factor: number;
    long: string;
    short: string;
    /** False: table 5-8 for comparison only, no such rule exists. */
    generated: boolean;
    firing: boolean;
  }[];
  /** The budget left over time. */
  chart: Panel;
}
/** How objectives did over a month; a drill is placed in a month without other failures. */
export interface SloReport {
  month: string;
  /** What the figures assume. */
  basis: string;
  objectives: {
    name: string;
    objective: number;
    achieved: number;
    status: 'met' | 'at risk' | 'missed';
    allowedMinutes: number;
    spentMinutes: number;
    spentRatio: number;
    policy: { state: 'healthy' | 'warning' | 'exhausted'; consequence: string };
    /** Spent while no page was firing. */
    unnoticedRatio: number;
  }[];
  incidents: {
    /** The run it happened in, when there are several. */
    run: string;
    /** Time of day. */
    from: string;
    minutes: number;
    /** From when the budget began to burn until the first page. */
    unnoticedMinutes: number;
    alerts: string[];
    shares: { name: string; spentMinutes: number; spentRatio: number }[];
  }[];
  recommendations: string[];
}
/** Who called whom in the kept traces, with rates of failure and times. */
export interface ServiceGraph {
  nodes: { name: string; spans: number; errors: number }[];
  edges: { from: string; to: string; calls: number; errors: number; p50Us: number; p95Us: number }[];
}
export interface ChartSeries {
  legend: string;
  labels: Record<string, string>;
  timesMs: number[];
  values: (number | null)[];
}
