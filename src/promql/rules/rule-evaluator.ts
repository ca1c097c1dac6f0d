/**
 * Evaluates rule groups as Prometheus 3.5 does (rules/alerting.go, rules/recording.go, rules/group.go): rules of a group in order, alerts through
 * pending and firing to resolved with `for` and `keep_firing_for`, the series ALERTS and ALERTS_FOR_STATE, stale markers for what vanished.
 * State is plain data: saved, restored and continued, it goes on as if never interrupted.
 */
import { evaluateInstant } from '../eval/evaluator.ts';
import { labelSetOf } from '../labels.ts';
import { formatNumber, readNumber } from '../number-text.ts';
import type { EvalOptions, Labels, SeriesSource } from '../types.ts';
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

class RuleProblem extends Error {}

export class RuleEvaluator {
  readonly groups: readonly RuleGroup[];
  private readonly externalLabels: Labels;
  private readonly options: EvalOptions;
  private states: RuleState[][];

  constructor(groups: RuleGroups, externalLabels: Labels = {}, options: EvalOptions = {}) {
    this.groups = groups.groups;
    this.externalLabels = externalLabels;
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
    const tMs = atMs - group.queryOffsetMs;
    const overlay = new OverlaySource(source);
    const result: GroupEvaluation = { samples: [], alerts: [], failures: [] };
    group.rules.forEach((rule, i) => {
      const state = states[i] as RuleState;
      let produced: RecordedSample[] = [];
      try {
        produced =
          rule.kind === 'recording' ? this.record(group, rule, overlay, tMs) : this.alert(group, rule, state, overlay, tMs, result.alerts);
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
      const samples = withStaleMarkers(state, produced, tMs);
      for (const sample of samples) {
        overlay.append(sample.labels, sample.tMs, sample.value, sample.stale);
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

  private query(expr: RecordingRule['expr'], source: SeriesSource, tMs: number): { labels: Labels; value: number }[] {
    const result = evaluateInstant(expr, source, tMs, this.options);
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

  private checkLimit(group: RuleGroup, count: number, what: string): void {
    if (group.limit > 0 && count > group.limit) {
      throw new RuleProblem(`exceeded limit of ${group.limit} with ${count} ${what}`);
    }
  }

  private record(group: RuleGroup, rule: RecordingRule, source: SeriesSource, tMs: number): RecordedSample[] {
    const samples = this.query(rule.expr, source, tMs).map(({ labels, value }) => {
      let set = labelSetOf(labels).with('__name__', rule.record);
      for (const [name, text] of Object.entries(rule.labels)) {
        set = set.with(name, text);
      }
      return { labels: set.toRecord(), tMs, value, stale: false };
    });
    const keys = new Set(samples.map((sample) => labelSetOf(sample.labels).key));
    if (keys.size !== samples.length) {
      throw new RuleProblem('vector contains metrics with the same labelset after applying rule labels');
    }
    this.checkLimit(group, samples.length, 'series');
    return samples;
  }

  private alert(
    group: RuleGroup,
    rule: AlertingRule,
    state: RuleState,
    source: SeriesSource,
    tMs: number,
    alerts: AlertInstance[],
  ): RecordedSample[] {
    const holding = this.holding(group, rule, this.query(rule.expr, source, tMs));
    const samples: RecordedSample[] = [];
    for (const [key, { labels, annotations, value }] of holding) {
      const known = state.active.get(key);
      if (known === undefined) {
        state.active.set(key, { labels, annotations, value, state: 'pending', activeAtMs: tMs, firedAtMs: null, keepFiringSinceMs: null });
      } else {
        known.value = value;
        known.annotations = annotations;
        known.keepFiringSinceMs = null;
      }
    }
    for (const [key, alert] of state.active) {
      const before = holding.has(key) && alert.activeAtMs === tMs ? undefined : alert.state;
      if (!holding.has(key) && !keepsFiring(rule, alert, tMs)) {
        state.active.delete(key);
        if (alert.state === 'firing') {
          alerts.push(instance(group, rule, alert, 'resolved', true, tMs));
        }
        continue;
      }
      if (alert.state === 'pending' && tMs - alert.activeAtMs >= rule.forMs) {
        alert.state = 'firing';
        alert.firedAtMs = tMs;
      }
      alerts.push(instance(group, rule, alert, alert.state, alert.state !== before, undefined));
      samples.push(...stateSamples(rule, alert, tMs));
    }
    return samples;
  }

  /** What the expression yields, as alerts by the key of their labels. */
  private holding(
    group: RuleGroup,
    rule: AlertingRule,
    samples: readonly { labels: Labels; value: number }[],
  ): Map<string, { labels: Labels; annotations: Labels; value: number }> {
    const holding = new Map<string, { labels: Labels; annotations: Labels; value: number }>();
    for (const sample of samples) {
      let set = labelSetOf(sample.labels).keep((name) => name !== '__name__');
      const data = { labels: set.toRecord(), value: sample.value, externalLabels: this.externalLabels };
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
    this.checkLimit(group, holding.size, 'alerts');
    return holding;
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
  const labels = labelSetOf(alert.labels).with('alertname', rule.alert);
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
