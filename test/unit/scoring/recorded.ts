// A recorded run as plain data for the tests of scoring: a shop whose pool fills because of a configuration, and journals against it.
// The world is broken from 60 s to `healsAtS`; 40 % of 100 requests/s fail meanwhile, 10 new users a second are hurt.

import {
  type ComparisonRun,
  ENTRY_ARGS,
  type EntryKind,
  type JournalEntry,
  type Outcome,
  RubricSchema,
  type SampleSeries,
  type Scenario,
  ScenarioSchema,
  type Scorecard,
  type TraceReader,
} from '../../../src/schema/index.ts';
import { type ScoreInput, score } from '../../../src/scoring/index.ts';

export const S = 1_000_000;
export const T0_S = 100;
export const BROKEN_FROM_S = 60;
const STARTS_AT_MS = Date.parse('2024-01-15T09:20:00Z');

const TRUTH = {
  cause: { component: 'payments', kind: 'configuration' },
  alsoAccepted: [{ component: 'payments', kind: 'code change' }],
  evidence: ['deployments', 'diff payments'],
  rivals: [
    { cause: { component: 'provider', kind: 'down' }, named: 'provider', ruledOutBy: ['status provider'] },
    { cause: { component: 'pool', kind: 'too small' }, named: 'pool', ruledOutBy: ['sessions pool', 'metrics Connections'] },
  ],
  remedies: [{ do: 'rollback payments', restores: '4m' }],
  redHerrings: [{ do: 'resize-pool pool 100' }],
  harmful: [{ do: 'restart db', because: 'every connection is lost' }],
};

export interface World {
  truth?: Record<string, unknown>;
  timeline?: unknown[];
  lengthS?: number;
}

export function shop(rubric: unknown, world: World = {}): Scenario {
  const file = ScenarioSchema.parse({
    version: 1,
    meta: { title: 'Shop', summary: '', startsAt: '2024-01-15T09:20:00Z', length: `${world.lengthS ?? 1800}s`, difficulty: 1 },
    world: {
      services: {
        web: { replicas: 1, concurrency: 10, endpoints: { get: [] } },
        payments: { replicas: 1, concurrency: 10, endpoints: { pay: [] } },
      },
    },
    load: { journeys: [{ name: 'buying', does: 'web/get', rate: '100rps' }] },
    observability: {
      dashboards: [
        { title: 'DB', panels: [{ title: 'Connections', series: [{ expr: 'db_client_connection_count{pool="pool"}', legend: 'used' }] }] },
      ],
    },
    timeline: world.timeline ?? [],
    truth: world.truth ?? TRUTH,
  });
  return {
    ...file,
    slug: 'shop',
    hash: '0123456789abcdef',
    rubric: RubricSchema.parse(rubric),
    safeRubric: undefined,
    rules: undefined,
    alertmanager: undefined,
    files: {},
    startsAtMs: STARTS_AT_MS,
  };
}

export type Draft = [atS: number, kind: EntryKind, args: Record<string, unknown>, role?: string];

/** Entries as the authority would record them; `seq` counts from 1, so a pin can name a look by its place. */
export function journalOf(...drafts: Draft[]): JournalEntry[] {
  return drafts.map(
    ([atS, kind, args, role], index) =>
      ({
        seq: index + 1,
        atUs: atS * S,
        actor: 'trainee',
        role: role ?? 'incident commander',
        kind,
        args: ENTRY_ARGS[kind].parse(args),
      }) as JournalEntry,
  );
}

export interface Run {
  nowS?: number;
  healsAtS?: number;
  outcomes?: Record<number, Outcome>;
  tPlusZeroS?: number | undefined;
  comparisons?: ComparisonRun[];
  brokenSpans?: { fromUs: number; toUs: number }[];
  /** New users hurt per second while broken. */
  hurtPerS?: number;
}

export function runOf(journal: JournalEntry[], run: Run = {}): ScoreInput {
  const nowS = run.nowS ?? 1800;
  const healsAtS = run.healsAtS ?? 500;
  const done: Outcome = { status: 'done', text: 'done' };
  const outcomes = journal.flatMap(({ seq, kind }): [number, Outcome][] => {
    const outcome = run.outcomes?.[seq] ?? (kind.startsWith('command.') ? done : undefined);
    return outcome === undefined ? [] : [[seq, outcome]];
  });
  return {
    seed: 'one',
    trace: traceOf(nowS, healsAtS, run.hurtPerS ?? 10),
    journal,
    outcomes: new Map(outcomes),
    tPlusZeroUs: 'tPlusZeroS' in run ? (run.tPlusZeroS === undefined ? undefined : run.tPlusZeroS * S) : T0_S * S,
    brokenSpans: run.brokenSpans ?? [{ fromUs: BROKEN_FROM_S * S, toUs: Math.min(healsAtS, nowS) * S }],
    comparisons: run.comparisons ?? [],
  };
}

const brokenSeconds = (atS: number, healsAtS: number): number => Math.max(0, Math.min(atS, healsAtS) - BROKEN_FROM_S);

function traceOf(nowS: number, healsAtS: number, hurtPerS: number): TraceReader {
  const scrapes = Array.from({ length: Math.floor(nowS / 5) + 1 }, (_, index) => index * 5);
  const counter = (labels: Record<string, string>, valueAt: (atS: number) => number): SampleSeries => ({
    labels: { __name__: 'business_requests_total', journey: 'buying', ...labels },
    timesMs: scrapes.map((atS) => STARTS_AT_MS + atS * 1000),
    values: scrapes.map(valueAt),
    length: scrapes.length,
  });
  const all = [
    counter({ outcome: 'ok' }, (atS) => 100 * atS - 40 * brokenSeconds(atS, healsAtS)),
    counter({ outcome: 'failed' }, (atS) => 40 * brokenSeconds(atS, healsAtS)),
  ];
  const harm = harmCurve(nowS, healsAtS, hurtPerS);
  const none = (): never => {
    throw new Error('not recorded');
  };
  return {
    nowUs: nowS * S,
    series: { select: (matchers) => all.filter((series) => matchers.every((matcher) => series.labels[matcher.name] === matcher.value)) },
    alerts: () => [
      {
        alert: 'ErrorsHigh',
        labels: {},
        annotations: {},
        severity: 'page',
        state: 'firing',
        activeAtUs: 70 * S,
        firedAtUs: T0_S * S,
        resolvedAtUs: undefined,
        value: 0.4,
      },
    ],
    harmSeries: () => harm,
    facts: () => [],
    deployments: () => [],
    logs: none,
    configOf: none,
    replicas: none,
    sessions: none,
    gauges: none,
    tables: () => ({}),
    balances: () => [],
    harm: none,
    flows: none,
    logIndex: none,
    traces: none,
    traceSpans: none,
    traceCounts: none,
    exemplars: none,
    clusterEvents: none,
    nodes: none,
    checkResults: none,
  };
}

export function harmCurve(
  nowS: number,
  healsAtS: number,
  hurtPerS = 10,
): { atUs: number; usersAffected: number; revenueLost: number; failedRequests: number; requests: number }[] {
  return Array.from({ length: Math.floor(nowS / 5) + 1 }, (_, index) => {
    const broken = brokenSeconds(index * 5, healsAtS);
    const harm = { usersAffected: hurtPerS * broken, revenueLost: hurtPerS * 2 * broken, failedRequests: 40 * broken };
    return { atUs: index * 5 * S, ...harm, requests: 500 * index };
  });
}

export const idleRun = (nowS = 1800): ComparisonRun => {
  const curve = harmCurve(nowS, nowS);
  const last = curve[curve.length - 1]!;
  return { label: 'idle', usersAffected: last.usersAffected, revenueLost: last.revenueLost, userMinutes: 0, curve };
};

/** A rubric with one criterion of ten points for this pattern. */
export const rubricOf = (when: unknown): unknown => ({
  categories: [{ id: 'one', title: 'One', criteria: [{ id: 'it', title: 'It', points: 10, award: [{ points: 10, when }] }] }],
});

export function judge(when: unknown, drafts: Draft[], run: Run & World = {}): Scorecard['categories'][number]['criteria'][number] {
  const card = score(shop(rubricOf(when), run), runOf(journalOf(...drafts), run));
  return card.categories[0]!.criteria[0]!;
}
export const verdict = (when: unknown, drafts: Draft[], run: Run & World = {}): string => judge(when, drafts, run).verdict;

export const believe = (atS: number, shares: Record<string, number>): Draft => [
  atS,
  'hypothesis.set',
  {
    beliefs: Object.entries(shares).map(([cause, probability]) => ({
      cause: { component: cause.split(' ')[0], kind: cause.slice(cause.indexOf(' ') + 1) },
      probability,
    })),
  },
];
export const pin = (atS: number, cause: string, look: number, supports: 'for' | 'against'): Draft => [
  atS,
  'hypothesis.pin',
  { cause: { component: cause.split(' ')[0], kind: cause.slice(cause.indexOf(' ') + 1) }, look, supports },
];
export const DIFF = (atS: number): Draft => [atS, 'look.diff', { service: 'payments' }];
export const DEPLOYMENTS = (atS: number): Draft => [atS, 'look.deployments', {}];
export const STATUS = (atS: number): Draft => [atS, 'look.status-page', { provider: 'provider' }];
export const SESSIONS = (atS: number): Draft => [atS, 'look.sessions', { pool: 'pool' }];
export const ROLLBACK = (atS: number): Draft => [atS, 'command.rollback', { service: 'payments' }];
export const RESTART = (atS: number, target = 'db'): Draft => [atS, 'command.restart', { target }];
export const RESOLVE = (atS: number): Draft => [atS, 'incident.resolve', {}];
export const UPDATE = (atS: number, args: Record<string, unknown> = {}): Draft => [
  atS,
  'comms.status-update',
  { audience: 'executive', state: 'investigating', ...args },
];
