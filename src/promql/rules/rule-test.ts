/**
 * Runs promtool's unit tests of rules: loads the series step by step, evaluates every group at every evaluation interval, compares firing alerts
 * and the results of expressions. Verdicts are those of promtool 3.x: ranges are open on the left, NaN equals NaN.
 */
import { evaluateInstant } from '../eval/evaluator.ts';
import { formatHistogram } from '../histogram/format.ts';
import { equalHistograms } from '../histogram/native-histogram.ts';
import { labelSetOf } from '../labels.ts';
import { MemoryStore } from '../memory-store.ts';
import { formatNumber } from '../number-text.ts';
import type { ScriptSeries, ScriptValue } from '../promtest/script.ts';
import { formatDurationMs } from '../syntax/format.ts';
import type { Labels, NativeHistogram } from '../types.ts';
import { RuleEvaluator } from './rule-evaluator.ts';
import type { RuleGroups } from './rule-file.ts';
import type { AlertCase, ExpectedAlert, ExprCase, RuleTestFile, RuleTestGroup } from './rule-test-file.ts';

/** The verdict on one expectation, or on a rule that could not be evaluated. */
export interface RuleTestRecord {
  /** Name of the test group, or its number from 1. */
  group: string;
  kind: 'alert' | 'expr' | 'rule';
  /** The alert's name, the expression or the rule. */
  what: string;
  line: number | undefined;
  /** From the start of the test. */
  atMs: number;
  pass: boolean;
  /** One line each; empty means nothing was expected. */
  expected: string[];
  got: string[];
  /** Why there is nothing to compare; empty otherwise. */
  error: string;
}

const EVALUATIONS_MAX = 1_000_000;

/** @param rules  the rule files of the test, in their order */
export function runRuleTests(test: RuleTestFile, rules: readonly RuleGroups[]): RuleTestRecord[] {
  return test.groups.flatMap((group, i) => new GroupRun(test, group, group.name === '' ? String(i + 1) : group.name, rules).run());
}

/** A rule group of some file, in the order of evaluation. */
interface Turn {
  evaluator: RuleEvaluator;
  index: number;
}

function orderedTurns(test: RuleTestFile, evaluators: readonly RuleEvaluator[]): Turn[] {
  const turns = evaluators.flatMap((evaluator) => evaluator.groups.map((_, index) => ({ evaluator, index })));
  // Groups that are not mentioned share the first place with the first one that is, as in promtool.
  const rank = ({ evaluator, index }: Turn): number => Math.max(0, test.groupOrder.indexOf(evaluator.groups[index]?.name ?? ''));
  return turns.sort((a, b) => rank(a) - rank(b));
}

class GroupRun {
  private readonly test: RuleTestFile;
  private readonly group: RuleTestGroup;
  private readonly name: string;
  private readonly turns: readonly Turn[];
  private readonly store = new MemoryStore();
  private loaded = 0;
  private readonly records: RuleTestRecord[] = [];

  constructor(test: RuleTestFile, group: RuleTestGroup, name: string, rules: readonly RuleGroups[]) {
    this.test = test;
    this.group = group;
    this.name = name;
    const options = { subqueryStepMs: test.evaluationIntervalMs };
    const evaluators = rules.map((one) => new RuleEvaluator(one, group.externalLabels, options, group.externalUrl));
    this.turns = orderedTurns(test, evaluators);
  }

  run(): RuleTestRecord[] {
    const { evaluationIntervalMs } = this.test;
    const endMs = Math.max(0, ...[...this.group.alerts, ...this.group.exprs].map(({ atMs }) => atMs));
    if (endMs / evaluationIntervalMs > EVALUATIONS_MAX) {
      this.fail('rule', 'evaluation_interval', endMs, `more than ${EVALUATIONS_MAX} evaluations until ${formatDurationMs(endMs)}`);
      return this.records;
    }
    for (let atMs = 0; atMs <= endMs; atMs += evaluationIntervalMs) {
      this.loadUntil(atMs);
      const firing = this.evaluate(atMs);
      if (firing === undefined) {
        return this.records;
      }
      for (const test of this.group.alerts) {
        if (test.atMs >= atMs && test.atMs < atMs + evaluationIntervalMs) {
          this.compareAlerts(test, firing);
        }
      }
    }
    for (const test of this.group.exprs) {
      this.compareExpr(test);
    }
    return this.records;
  }

  private loadUntil(atMs: number): void {
    for (; this.loaded * this.group.intervalMs <= atMs; this.loaded++) {
      for (const { labels, values } of this.group.series) {
        const value = values[this.loaded];
        if (value !== undefined) {
          append(this.store, labels, this.group.startMs + this.loaded * this.group.intervalMs, value);
        }
      }
    }
  }

  /** Firing alerts by name; undefined after a rule failed, which ends the test. */
  private evaluate(atMs: number): Map<string, ExpectedAlert[]> | undefined {
    const firing = new Map<string, ExpectedAlert[]>();
    let failed = false;
    for (const { evaluator, index } of this.turns) {
      const { samples, alerts, failures } = evaluator.evaluate(index, this.store, this.group.startMs + atMs);
      for (const { labels, tMs, value, stale, histogram } of samples) {
        append(this.store, labels, tMs, stale ? { kind: 'stale' } : sampleOf(value, histogram));
      }
      for (const { rule, message } of failures) {
        this.fail('rule', rule, atMs, message);
        failed = true;
      }
      for (const { alert, state, labels, annotations } of alerts) {
        if (state === 'firing') {
          firing.set(alert, [...(firing.get(alert) ?? []), { labels, annotations }]);
        }
      }
    }
    return failed ? undefined : firing;
  }

  private fail(kind: RuleTestRecord['kind'], what: string, atMs: number, error: string, line?: number): void {
    this.records.push({ group: this.name, kind, what, line, atMs, pass: false, expected: [], got: [], error });
  }

  private compareAlerts({ alert, atMs, line, expected }: AlertCase, firing: ReadonlyMap<string, readonly ExpectedAlert[]>): void {
    const [wanted, found] = [expected, firing.get(alert) ?? []].map((alerts) => alerts.map(alertText).sort()) as [string[], string[]];
    const pass = wanted.length === found.length && wanted.every((text, i) => text === found[i]);
    this.records.push({ group: this.name, kind: 'alert', what: alert, line, atMs, pass, expected: wanted, got: found, error: '' });
  }

  private compareExpr({ expr, exprText, atMs, line, expected }: ExprCase): void {
    const { startMs } = this.group;
    const result = evaluateInstant(expr, this.store, startMs + atMs, { subqueryStepMs: this.test.evaluationIntervalMs });
    if (result.kind === 'error') {
      this.fail('expr', exprText, atMs, result.message, line);
      return;
    }
    if (result.kind === 'string' || result.kind === 'matrix') {
      this.fail('expr', exprText, atMs, 'rule result is not a vector or scalar', line);
      return;
    }
    const samples: Sample[] = result.kind === 'scalar' ? [{ labels: {}, value: result.value }] : result.samples;
    const found = inOrder(samples.map(({ labels, value, histogram }): ScriptSeries => ({ labels, values: [sampleOf(value, histogram)] })));
    const wanted = inOrder(expected);
    const pass = wanted.length === found.length && wanted.every((series, i) => this.isSame(series, found[i] as ScriptSeries));
    const record = { group: this.name, kind: 'expr', what: exprText, line, atMs, pass, error: '' } as const;
    this.records.push({ ...record, expected: wanted.map(seriesText), got: found.map(seriesText) });
  }

  private isSame(wanted: ScriptSeries, found: ScriptSeries): boolean {
    const [a, b] = [wanted.values[0], found.values[0]];
    if (labelSetOf(wanted.labels).key !== labelSetOf(found.labels).key) {
      return false;
    }
    if (a?.kind === 'histogram' && b?.kind === 'histogram') {
      return equalHistograms(a.histogram, b.histogram);
    }
    return a?.kind === 'float' && b?.kind === 'float' && this.isEqual(a.value, b.value);
  }

  private isEqual(a: number, b: number): boolean {
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) {
      return true;
    }
    return this.test.fuzzyCompare && areNeighbours(a, b);
  }
}

interface Sample {
  labels: Labels;
  value: number;
  histogram?: NativeHistogram;
}

function sampleOf(value: number, histogram: NativeHistogram | undefined): ScriptValue {
  return histogram === undefined ? { kind: 'float', value } : { kind: 'histogram', histogram };
}

function append(store: MemoryStore, labels: Labels, tMs: number, value: ScriptValue): void {
  if (value.kind === 'float') {
    store.append(labels, tMs, value.value);
  } else if (value.kind === 'stale') {
    store.appendStale(labels, tMs);
  } else if (value.kind === 'histogram') {
    store.appendHistogram(labels, tMs, value.histogram);
  }
}

/** Whether there is no float between them. */
function areNeighbours(a: number, b: number): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b) || a < 0 !== b < 0) {
    return false;
  }
  const [left, right] = new BigInt64Array(new Float64Array([a, b]).buffer) as unknown as [bigint, bigint];
  return left - right === 1n || right - left === 1n;
}

function inOrder(series: readonly ScriptSeries[]): ScriptSeries[] {
  return [...series].sort((a, b) => labelSetOf(a.labels).compare(labelSetOf(b.labels)));
}

function seriesText({ labels, values: [value] }: ScriptSeries): string {
  const text =
    value?.kind === 'float' ? formatNumber(value.value) : value?.kind === 'histogram' ? formatHistogram(value.histogram) : 'nothing';
  return `${labelSetOf(labels)} ${text}`;
}

/** Every pair, empty texts included: Prometheus compares them all. */
function alertText({ labels, annotations }: ExpectedAlert): string {
  const pairs = (record: Labels): string =>
    Object.keys(record)
      .sort()
      .map((name) => `${name}=${JSON.stringify(record[name])}`)
      .join(', ');
  return `{${pairs(labels)}} annotations {${pairs(annotations)}}`;
}
