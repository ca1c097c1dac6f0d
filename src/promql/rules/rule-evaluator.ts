/**
 * Evaluates rule groups as Prometheus 3.5 does (rules/alerting.go, rules/recording.go, rules/group.go): rules of a group in order, alerts through
 * pending and firing to resolved with `for` and `keep_firing_for`, the series ALERTS and ALERTS_FOR_STATE, stale markers for what vanished.
 * State is plain data: saved, restored and continued, it goes on as if never interrupted.
 */
import { evaluateInstant } from '../eval/evaluator.ts';
import { DerivedLabels, labelSetOf } from '../labels.ts';
import { formatNumber, readNumber } from '../number-text.ts';
import { parseExpr } from '../syntax/parser.ts';
import type { EvalOptions, Labels, NativeHistogram, SeriesSource } from '../types.ts';
import { OverlaySource } from './overlay.ts';
import type { AlertingRule, RecordingRule, RuleGroup, RuleGroups } from './rule-file.ts';
import { renderTemplate, type Template } from './template.ts';
import { TemplateProblem } from './template-parse.ts';

/** A sample to append to the series a rule's source reads. */
export interface RecordedSample {
  labels: Labels;
  tMs: number;
  value: number;
  /** The series ended: append a staleness marker instead of the value. */
  stale: boolean;
  /** Instead of the value, which then is NaN. */
  histogram?: NativeHistogram;
}

export interface AlertInstance {
  group: string;
  alert: string;
  /** `alertname` included. */
  labels: Labels;
  annotations: Labels;
  state: 'pending' | 'firing' | 'resolved';
  /** The state differs from the one before this evaluation. */
  changed: boolean;
  value: number;
  /** When the expression began to hold. */
  activeAtMs: number;
  firedAtMs: number | undefined;
  resolvedAtMs: number | undefined;
}

/** A rule that could not be evaluated this time; its series get no sample and its alerts keep their state. */
export interface RuleFailure {
  group: string;
  rule: string;
  message: string;
}

export interface GroupEvaluation {
  samples: RecordedSample[];
  /** Every alert that is pending or firing, and those resolved by this very evaluation. */
  alerts: AlertInstance[];
  failures: RuleFailure[];
}

interface ActiveAlert {
  labels: Labels;
  annotations: Labels;
  state: 'pending' | 'firing';
  value: number;
  activeAtMs: number;
  firedAtMs: number | null;
  keepFiringSinceMs: number | null;
}

interface RuleState {
  /** Active alerts by the key of their labels. */
  active: Map<string, ActiveAlert>;
  /** Series of the last evaluation by key: what is missing next time gets a stale marker. */
  series: Map<string, Labels>;
}

interface SavedRuleState {
  /** JSON has no NaN, infinities or -0: such values are kept as text. */
  active: [string, Omit<ActiveAlert, 'value'> & { value: number | string }][];
  series: [string, Labels][];
}

/** When a rule is evaluated, and the instant its queries are about and its samples have: earlier by the group's `query_offset`. */
interface RuleTimes {
  atMs: number;
  queryMs: number;
}

interface RuleSample {
  labels: Labels;
  value: number;
  histogram?: NativeHistogram;
}

class RuleProblem extends Error {}

/** The labels of what a rule records. */
const recordedLabels = new DerivedLabels<RecordingRule>((rule, labels) => {
  let set = labels.with('__name__', rule.record);
  for (const [name, text] of Object.entries(rule.labels)) {
    set = set.with(name, text);
  }
  return set;
});

function limitProblem(group: RuleGroup, count: number, what: string): RuleProblem {
  return new RuleProblem(`exceeded limit of ${group.limit} with ${count} ${what}`);
}

export class RuleEvaluator {
  readonly groups: readonly RuleGroup[];
  private readonly externalLabels: Labels;
  private readonly externalUrl: string;
  private readonly options: EvalOptions;
  private states: RuleState[][];

  /** @param externalLabels, externalUrl  what templates see as `$externalLabels` and `$externalURL` */
  constructor(groups: RuleGroups, externalLabels: Labels = {}, options: EvalOptions = {}, externalUrl = '') {
    this.groups = groups.groups;
    this.externalLabels = externalLabels;
    this.externalUrl = externalUrl;
    this.options = options;
    this.states = this.groups.map((group) => group.rules.map(() => ({ active: new Map(), series: new Map() })));
  }

  /**
   * Evaluates one group at `atMs`. The caller appends `samples` to its store before the next evaluation;
   * within the group, later rules already see what earlier ones recorded.
   */
  evaluate(groupIndex: number, source: SeriesSource, atMs: number): GroupEvaluation {
    const group = this.groups[groupIndex] as RuleGroup;
    const states = this.states[groupIndex] as RuleState[];
    const times: RuleTimes = { atMs, queryMs: atMs - group.queryOffsetMs };
    const overlay = new OverlaySource(source);
    const result: GroupEvaluation = { samples: [], alerts: [], failures: [] };
    group.rules.forEach((rule, i) => {
      const state = states[i] as RuleState;
      let produced: RecordedSample[] = [];
      try {
        produced =
          rule.kind === 'recording'
            ? this.record(group, rule, overlay, times.queryMs)
            : this.alert(group, rule, state, overlay, times, result.alerts);
      } catch (problem) {
        if (!(problem instanceof RuleProblem)) {
          throw problem;
        }
        result.failures.push({ group: group.name, rule: rule.kind === 'recording' ? rule.record : rule.alert, message: problem.message });
        if (rule.kind === 'alerting') {
          this.unchanged(group, rule, state, result.alerts);
        }
        return;
      }
      const samples = withStaleMarkers(state, produced, times.queryMs);
      for (const sample of samples) {
        overlay.append(sample.labels, sample.tMs, sample.value, sample.stale, sample.histogram);
      }
      result.samples.push(...samples);
    });
    return result;
  }

  /** Plain data that `restoreState` accepts, now or in another process. */
  saveState(): unknown {
    return this.states.map((group) => group.map(({ active, series }): SavedRuleState => ({ active: saved(active), series: [...series] })));
  }

  /** Continues from a saved state of the same rule groups. */
  restoreState(state: unknown): void {
    this.states = (state as SavedRuleState[][]).map((group) =>
      group.map(({ active, series }) => ({ active: restored(active), series: new Map(series) })),
    );
  }

  private query(expr: RecordingRule['expr'], source: OverlaySource, tMs: number): RuleSample[] {
    const result = evaluateInstant(expr, source, tMs, this.options, source.sharedSums);
    switch (result.kind) {
      case 'vector':
        return result.samples;
      case 'scalar':
        return [{ labels: {}, value: result.value }];
      case 'error':
        throw new RuleProblem(result.message);
      default:
        throw new RuleProblem(`rule result is a ${result.kind}, not a vector or scalar`);
    }
  }

  private record(group: RuleGroup, rule: RecordingRule, source: OverlaySource, tMs: number): RecordedSample[] {
    const samples = this.query(rule.expr, source, tMs).map(({ labels, value, histogram }): RecordedSample => {
      const set = recordedLabels.owned(rule)(labelSetOf(labels));
      return { labels: set.toRecord(), tMs, value, stale: false, ...(histogram === undefined ? {} : { histogram }) };
    });
    const keys = new Set(samples.map((sample) => labelSetOf(sample.labels).key));
    if (keys.size !== samples.length) {
      throw new RuleProblem('vector contains metrics with the same labelset after applying rule labels');
    }
    if (group.limit > 0 && samples.length > group.limit) {
      throw limitProblem(group, samples.length, 'series');
    }
    return samples;
  }

  private alert(
    group: RuleGroup,
    rule: AlertingRule,
    state: RuleState,
    source: OverlaySource,
    times: RuleTimes,
    alerts: AlertInstance[],
  ): RecordedSample[] {
    const { atMs } = times;
    const holding = this.holding(rule, source, times);
    const samples: RecordedSample[] = [];
    const told: AlertInstance[] = [];
    for (const [key, { labels, annotations, value }] of holding) {
      const known = state.active.get(key);
      if (known === undefined) {
        state.active.set(key, { labels, annotations, value, state: 'pending', activeAtMs: atMs, firedAtMs: null, keepFiringSinceMs: null });
      } else {
        known.value = value;
        known.annotations = annotations;
        known.keepFiringSinceMs = null;
      }
    }
    for (const [key, alert] of state.active) {
      const before = holding.has(key) && alert.activeAtMs === atMs ? undefined : alert.state;
      if (!holding.has(key) && !keepsFiring(rule, alert, atMs)) {
        state.active.delete(key);
        if (alert.state === 'firing') {
          told.push(instance(group, rule, alert, 'resolved', true, atMs));
        }
        continue;
      }
      if (alert.state === 'pending' && atMs - alert.activeAtMs >= rule.forMs) {
        alert.state = 'firing';
        alert.firedAtMs = atMs;
      }
      told.push(instance(group, rule, alert, alert.state, alert.state !== before, undefined));
      samples.push(...stateSamples(rule, alert, times.queryMs));
    }
    const activeCount = state.active.size;
    if (group.limit > 0 && activeCount > group.limit) {
      alerts.push(...told.filter((one) => one.state === 'resolved'), ...this.forgetAlerts(group, rule, state, atMs));
      throw limitProblem(group, activeCount, 'alerts');
    }
    alerts.push(...told);
    return samples;
  }

  /** After too many alerts of one rule Prometheus forgets all of them: those that fired before are over. */
  private forgetAlerts(group: RuleGroup, rule: AlertingRule, state: RuleState, atMs: number): AlertInstance[] {
    const fired = [...state.active.values()].filter(({ firedAtMs }) => firedAtMs !== null && firedAtMs < atMs);
    state.active.clear();
    return fired.map((alert) => instance(group, rule, alert, 'resolved', true, atMs));
  }

  /** What the expression yields, as alerts by the key of their labels. */
  private holding(
    rule: AlertingRule,
    source: OverlaySource,
    { atMs, queryMs }: RuleTimes,
  ): Map<string, { labels: Labels; annotations: Labels; value: number }> {
    const holding = new Map<string, { labels: Labels; annotations: Labels; value: number }>();
    const query = (text: string): ReturnType<NonNullable<Data['query']>> => this.templateQuery(text, source, atMs);
    for (const sample of this.query(rule.expr, source, queryMs)) {
      const { externalLabels, externalUrl } = this;
      const value = sample.histogram ?? sample.value;
      const data: Data = { labels: sample.labels, value, externalLabels, externalUrl, atMs, query };
      let set = labelSetOf(sample.labels).keep((name) => name !== '__name__');
      for (const [name, template] of Object.entries(rule.labels)) {
        set = set.with(name, expanded(template, data));
      }
      set = set.with('alertname', rule.alert);
      if (holding.has(set.key)) {
        throw new RuleProblem('vector contains metrics with the same labelset after applying alert labels');
      }
      const annotations: Record<string, string> = {};
      for (const [name, template] of Object.entries(rule.annotations)) {
        annotations[name] = expanded(template, data);
      }
      holding.set(set.key, { labels: set.toRecord(), annotations, value: sample.value });
    }
    return holding;
  }

  /** `query` inside a template: an instant query at the time of the evaluation, without the group's offset. */
  private templateQuery(text: string, source: OverlaySource, atMs: number): readonly RuleSample[] | string {
    const parsed = parseExpr(text);
    if (!parsed.ok) {
      return parsed.issues.map((issue) => issue.message).join('; ');
    }
    try {
      return this.query(parsed.expr, source, atMs);
    } catch (problem) {
      if (!(problem instanceof RuleProblem)) {
        throw problem;
      }
      return problem.message;
    }
  }

  private unchanged(group: RuleGroup, rule: AlertingRule, state: RuleState, alerts: AlertInstance[]): void {
    for (const alert of state.active.values()) {
      alerts.push(instance(group, rule, alert, alert.state, false, undefined));
    }
  }
}

/** Alerts are changed in place while they are active, so a saved one is a copy; labels and annotations never change. */
function saved(active: ReadonlyMap<string, ActiveAlert>): SavedRuleState['active'] {
  return [...active].map(([key, alert]) => {
    const plain = Number.isFinite(alert.value) && !Object.is(alert.value, -0);
    return [key, { ...alert, value: plain ? alert.value : formatNumber(alert.value) }];
  });
}

function restored(active: SavedRuleState['active']): Map<string, ActiveAlert> {
  return new Map(
    active.map(([key, alert]) => [
      key,
      { ...alert, value: typeof alert.value === 'number' ? alert.value : (readNumber(alert.value) as number) },
    ]),
  );
}

type Data = Parameters<typeof renderTemplate>[1];

function expanded(template: Template, data: Data): string {
  try {
    return renderTemplate(template, data);
  } catch (problem) {
    if (!(problem instanceof TemplateProblem)) {
      throw problem;
    }
    return `<error expanding template: ${problem.message}>`;
  }
}

/** A firing alert whose expression no longer holds fires on for the rule's `keep_firing_for`. */
function keepsFiring(rule: AlertingRule, alert: ActiveAlert, tMs: number): boolean {
  if (alert.state !== 'firing' || rule.keepFiringForMs === 0) {
    return false;
  }
  alert.keepFiringSinceMs ??= tMs;
  return tMs - alert.keepFiringSinceMs < rule.keepFiringForMs;
}

function instance(
  group: RuleGroup,
  rule: AlertingRule,
  alert: ActiveAlert,
  state: AlertInstance['state'],
  changed: boolean,
  resolvedAtMs: number | undefined,
): AlertInstance {
  const { labels, annotations, value, activeAtMs } = alert;
  const firedAtMs = alert.firedAtMs ?? undefined;
  return { group: group.name, alert: rule.alert, labels, annotations, state, changed, value, activeAtMs, firedAtMs, resolvedAtMs };
}

function stateSamples(rule: AlertingRule, alert: ActiveAlert, tMs: number): RecordedSample[] {
  let labels = labelSetOf(alert.labels).with('alertname', rule.alert);
  // As Prometheus: a label whose template came out empty shows the template itself here, though the alert does not have it.
  for (const [name, { text }] of Object.entries(rule.labels)) {
    if (labels.get(name) === '') {
      labels = labels.with(name, text);
    }
  }
  const states = labels.with('__name__', 'ALERTS').with('alertstate', alert.state);
  const since = labels.with('__name__', 'ALERTS_FOR_STATE');
  return [
    { labels: states.toRecord(), tMs, value: 1, stale: false },
    { labels: since.toRecord(), tMs, value: Math.trunc(alert.activeAtMs / 1000), stale: false },
  ];
}

/** Adds markers for the series that the rule produced last time and not now, and remembers the ones it produced. */
function withStaleMarkers(state: RuleState, produced: readonly RecordedSample[], tMs: number): RecordedSample[] {
  const now = new Map(produced.map((sample) => [labelSetOf(sample.labels).key, sample.labels]));
  const ended: RecordedSample[] = [];
  for (const [key, labels] of state.series) {
    if (!now.has(key)) {
      ended.push({ labels, tMs, value: NaN, stale: true });
    }
  }
  state.series = now;
  return [...produced, ...ended];
}
