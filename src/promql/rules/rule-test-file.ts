/** Files of promtool's unit tests for rules: strict shape, every duration, series, expression and label set checked, all problems at once. */
import { z } from 'zod';
import { type InputIssue, type ParseResult, parseUtcMs, readYaml, type YamlSource } from '../../schema/index.ts';
import { readNumber } from '../number-text.ts';
import { LOAD_VALUES_MAX, parseScript, ScriptProblem, type ScriptSeries } from '../promtest/script.ts';
import type { Expr } from '../syntax/ast.ts';
import { durationSeconds } from '../syntax/lexer.ts';
import { parseExpr } from '../syntax/parser.ts';
import type { Labels } from '../types.ts';
import { PROMETHEUS_YAML } from './rule-file.ts';

export interface ExpectedAlert {
  labels: Labels;
  annotations: Labels;
}

export interface AlertCase {
  line: number | undefined;
  alert: string;
  atMs: number;
  expected: readonly ExpectedAlert[];
}

export interface ExprCase {
  line: number | undefined;
  exprText: string;
  expr: Expr;
  atMs: number;
  /** One value each. */
  expected: readonly ScriptSeries[];
}

export interface RuleTestGroup {
  name: string;
  /** Step of the input series. */
  intervalMs: number;
  /** When the test begins; its instants count from here. */
  startMs: number;
  series: readonly ScriptSeries[];
  externalLabels: Labels;
  externalUrl: string;
  alerts: readonly AlertCase[];
  exprs: readonly ExprCase[];
}

export interface RuleTestFile {
  /** Paths of rule files, relative to the test file; `*` and `?` may stand in them. */
  ruleFiles: readonly string[];
  evaluationIntervalMs: number;
  /** A difference in the last bit of a value does not count. */
  fuzzyCompare: boolean;
  groupOrder: readonly string[];
  groups: readonly RuleTestGroup[];
}

const TEXTS = z.record(z.string(), z.string().nullable());
const ALERT = z.strictObject({ exp_labels: TEXTS.nullish(), exp_annotations: TEXTS.nullish() });
const SAMPLE = z.strictObject({ labels: z.string().nullish(), value: z.string().nullish(), histogram: z.string().nullish() });
const GROUP = z.strictObject({
  interval: z.string().nullish(),
  input_series: z.array(z.strictObject({ series: z.string(), values: z.string().nullish() })).nullish(),
  alert_rule_test: z
    .array(
      z.strictObject({ eval_time: z.string().nullish(), alertname: z.string().nullish(), exp_alerts: z.array(ALERT.nullable()).nullish() }),
    )
    .nullish(),
  promql_expr_test: z
    .array(z.strictObject({ expr: z.string(), eval_time: z.string().nullish(), exp_samples: z.array(SAMPLE).nullish() }))
    .nullish(),
  external_labels: TEXTS.nullish(),
  external_url: z.string().nullish(),
  name: z.string().nullish(),
  start_timestamp: z.string().nullish(),
});
const FILE = z.strictObject({
  rule_files: z.array(z.string()).nullish(),
  evaluation_interval: z.string().nullish(),
  fuzzy_compare: z.enum(['true', 'false']).nullish(),
  group_eval_order: z.array(z.string()).nullish(),
  tests: z.array(GROUP).nullish(),
});

const MINUTE_MS = 60_000;
type Path = readonly (string | number)[];
type RawGroup = z.output<typeof GROUP>;

/** Reads a test file as promtool does. */
export function readRuleTestFile(text: string, file: string): ParseResult<RuleTestFile> {
  const source = readYaml(text, file, PROMETHEUS_YAML);
  if (!source.ok) {
    return source;
  }
  const reader = new Reader(source.value);
  const shape = FILE.safeParse(source.value.value ?? {});
  if (!shape.success) {
    for (const issue of shape.error.issues) {
      reader.reportShape(issue);
    }
    return { ok: false, issues: reader.issues };
  }
  const value = reader.file(shape.data);
  return reader.issues.length === 0 ? { ok: true, value } : { ok: false, issues: reader.issues };
}

class Reader {
  readonly issues: InputIssue[] = [];
  private readonly source: YamlSource;
  /** In all input series so far. */
  private valueCount = 0;

  constructor(source: YamlSource) {
    this.source = source;
  }

  private report(code: string, path: Path, found: string, expected: string, hint: string, part: 'key' | 'value' = 'value'): void {
    const at = this.source.locate(path, part);
    this.issues.push({ code, file: this.source.file, line: at?.line, column: at?.column, path: [...path], found, expected, hint });
  }

  reportShape(issue: z.core.$ZodIssue): void {
    const path = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        this.report(
          'rule-test/unknown-key',
          [...path, key],
          `the key ${key}`,
          'only keys of a rule test file',
          'Check the spelling.',
          'key',
        );
      }
      return;
    }
    const hint = 'See https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ for the format.';
    this.report('rule-test/shape', path, 'another shape', issue.message, hint);
  }

  file(raw: z.output<typeof FILE>): RuleTestFile {
    const interval = this.duration(raw.evaluation_interval, ['evaluation_interval'], 0);
    const evaluationIntervalMs = interval === 0 ? MINUTE_MS : interval;
    const groupOrder = raw.group_eval_order ?? [];
    groupOrder.forEach((name, i) => {
      if (groupOrder.indexOf(name) !== i) {
        this.report('rule-test/group-order', ['group_eval_order', i], name, 'each group once', 'Remove the repetition.');
      }
    });
    return {
      ruleFiles: raw.rule_files ?? [],
      evaluationIntervalMs,
      fuzzyCompare: raw.fuzzy_compare === 'true',
      groupOrder,
      groups: (raw.tests ?? []).map((group, i) => this.group(group, ['tests', i], evaluationIntervalMs)),
    };
  }

  private group(raw: RawGroup, path: Path, evaluationIntervalMs: number): RuleTestGroup {
    const interval = this.duration(raw.interval, [...path, 'interval'], 0);
    return {
      name: raw.name ?? '',
      intervalMs: interval === 0 ? evaluationIntervalMs : interval,
      startMs: this.start(raw.start_timestamp, [...path, 'start_timestamp']),
      series: this.inputSeries(raw, path),
      externalLabels: texts(raw.external_labels),
      externalUrl: raw.external_url ?? '',
      alerts: (raw.alert_rule_test ?? []).map((test, i) => this.alertCase(test, [...path, 'alert_rule_test', i])),
      exprs: (raw.promql_expr_test ?? []).flatMap((test, i) => this.exprCase(test, [...path, 'promql_expr_test', i]) ?? []),
    };
  }

  private duration(text: string | null | undefined, path: Path, otherwise: number): number {
    if (text === null || text === undefined || text === '') {
      return otherwise;
    }
    const seconds = text === '0' ? 0 : durationSeconds(text);
    if (seconds === undefined) {
      this.report('rules/duration', path, text, 'a duration such as 30s, 5m or 1h30m', 'Units from large to small: y, w, d, h, m, s, ms.');
    }
    return Math.round((seconds ?? otherwise) * 1000);
  }

  private start(text: string | null | undefined, path: Path): number {
    if (text === null || text === undefined || text === '') {
      return 0;
    }
    const seconds = /^[-+]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
    const ms = seconds === undefined ? parseUtcMs(text) : Math.round(seconds * 1000);
    if (ms === undefined) {
      this.report('rule-test/start', path, text, 'seconds since 1970 or a time such as 2026-03-01T09:00:00Z', 'Write the time in UTC.');
    }
    return ms ?? 0;
  }

  /** All series as one `load` of a test script, so that the notation is read in one place only. */
  private inputSeries(raw: RawGroup, path: Path): ScriptSeries[] {
    const lines = (raw.input_series ?? []).map(({ series, values }) => `${series} ${values ?? ''}`.replace(/\s+/g, ' ').trim());
    const good = lines.filter((line, i) => this.isUsable(line, [...path, 'input_series', i]));
    return good.length === 0 ? [] : (this.loads(good, path) ?? []);
  }

  /** Whether it can be read, and the file's values do not become too many with it. */
  private isUsable(line: string, path: Path): boolean {
    if (this.valueCount > LOAD_VALUES_MAX) {
      return false;
    }
    const series = this.loads([line], path);
    this.valueCount += series?.[0]?.values.length ?? 0;
    if (this.valueCount > LOAD_VALUES_MAX) {
      this.report('rule-test/series', path, line, `at most ${LOAD_VALUES_MAX} values in all series of the file`, 'Shorten the series.');
      return false;
    }
    return series !== undefined;
  }

  private loads(lines: readonly string[], path: Path): ScriptSeries[] | undefined {
    try {
      const [command] = parseScript(['load 1s', ...lines.map((line) => `  ${line}`)].join('\n'));
      return command?.kind === 'load' ? command.series : [];
    } catch (problem) {
      if (!(problem instanceof ScriptProblem)) {
        throw problem;
      }
      this.report('rule-test/series', path, lines.join(' '), problem.message, 'Such as up{job="api"} and 0 1+2x3 _ stale.');
      return undefined;
    }
  }

  private alertCase(raw: NonNullable<RawGroup['alert_rule_test']>[number], path: Path): AlertCase {
    if ((raw.alertname ?? '') === '') {
      this.report('rule-test/alertname', path, 'no alertname', 'the name of an alert', 'Add alertname: to this item.', 'key');
    }
    const alert = raw.alertname ?? '';
    return {
      line: this.source.locate(path, 'value')?.line,
      alert,
      atMs: this.duration(raw.eval_time, [...path, 'eval_time'], 0),
      expected: (raw.exp_alerts ?? []).map((expected) => ({
        labels: { ...texts(expected?.exp_labels), alertname: alert },
        annotations: texts(expected?.exp_annotations),
      })),
    };
  }

  private exprCase(raw: NonNullable<RawGroup['promql_expr_test']>[number], path: Path): ExprCase | undefined {
    const atMs = this.duration(raw.eval_time, [...path, 'eval_time'], 0);
    const expected = (raw.exp_samples ?? []).flatMap((sample, i) => this.sample(sample, [...path, 'exp_samples', i]) ?? []);
    const parsed = parseExpr(raw.expr);
    if (!parsed.ok) {
      for (const { code, message, from, hint } of parsed.issues) {
        const expectedText = `a PromQL expression; at character ${from + 1}: ${message}`;
        this.report(code, [...path, 'expr'], raw.expr, expectedText, hint ?? 'Correct the expression.');
      }
      return undefined;
    }
    return { line: this.source.locate(path, 'value')?.line, exprText: raw.expr, expr: parsed.expr, atMs, expected };
  }

  private sample(raw: z.output<typeof SAMPLE>, path: Path): ScriptSeries | undefined {
    const labels = raw.labels ?? '';
    const description = labels.trim() === '' ? '{}' : labels;
    if ((raw.histogram ?? '') !== '') {
      return this.loads([`${description} ${(raw.histogram as string).trim()}`], path)?.[0];
    }
    const value = sampleValue(raw.value ?? '0');
    if (value === undefined) {
      this.report('rule-test/value', [...path, 'value'], String(raw.value), 'a number, .inf or .nan', 'Write the number without quotes.');
      return undefined;
    }
    const series = this.loads([`${description} 0`], [...path, 'labels'])?.[0];
    return series === undefined ? undefined : { labels: series.labels, values: [{ kind: 'float', value }] };
  }
}

/** A float as YAML writes it. */
function sampleValue(text: string): number | undefined {
  const special = /^([-+]?)\.(inf|nan)$/i.exec(text);
  return special === null ? readNumber(text) : readNumber((special[1] as string) + (special[2] as string));
}

function texts(record: Readonly<Record<string, string | null>> | null | undefined): Labels {
  return Object.fromEntries(Object.entries(record ?? {}).map(([name, text]) => [name, text ?? '']));
}
