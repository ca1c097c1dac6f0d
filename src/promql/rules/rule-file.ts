/** Prometheus rule files (already decoded from YAML): strict shape, every expression, duration, label and template checked, all problems at once. */
import { z } from 'zod';
import type { InputIssue, ParseResult } from '../../schema/index.ts';
import type { Expr } from '../syntax/ast.ts';
import { typeOf } from '../syntax/check.ts';
import { durationSeconds } from '../syntax/lexer.ts';
import { parseExpr } from '../syntax/parser.ts';
import { isWellFormed } from '../syntax/strings.ts';
import { readTemplate, type Template } from './template.ts';
import { TemplateProblem } from './template-parse.ts';

export interface RecordingRule {
  kind: 'recording';
  /** The metric name of the result. */
  record: string;
  exprText: string;
  expr: Expr;
  labels: Readonly<Record<string, string>>;
}

export interface AlertingRule {
  kind: 'alerting';
  alert: string;
  exprText: string;
  expr: Expr;
  /** How long the expression must hold before the alert fires. */
  forMs: number;
  /** How long it fires on after the expression stopped holding. */
  keepFiringForMs: number;
  labels: Readonly<Record<string, Template>>;
  annotations: Readonly<Record<string, Template>>;
}

export type Rule = RecordingRule | AlertingRule;

export interface RuleGroup {
  name: string;
  /** Undefined: the evaluation interval of whoever runs the rules. */
  intervalMs?: number;
  /** Rules look this far back, so that late samples have arrived. */
  queryOffsetMs: number;
  /** Series or alerts one rule may produce; 0 is no limit. */
  limit: number;
  rules: readonly Rule[];
}

export interface RuleGroups {
  groups: readonly RuleGroup[];
}

const LABELS = z.record(z.string(), z.string());
const RULE = z.strictObject({
  record: z.string().optional(),
  alert: z.string().optional(),
  expr: z.union([z.string(), z.number()]),
  for: z.string().optional(),
  keep_firing_for: z.string().optional(),
  labels: LABELS.nullish(),
  annotations: LABELS.nullish(),
});
const FILE = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        name: z.string(),
        interval: z.string().optional(),
        query_offset: z.string().optional(),
        limit: z.int().min(0).optional(),
        labels: LABELS.nullish(),
        rules: z.array(RULE).max(1000).nullish(),
      }),
    )
    .max(200)
    .nullish(),
});

type Path = readonly (string | number)[];
type RawRule = z.infer<typeof RULE>;

/** Checks a decoded rule file. Lines and columns are not known here: whoever decoded the text can find them by `path`. */
export function parseRuleGroups(json: unknown): ParseResult<RuleGroups> {
  const shape = FILE.safeParse(json);
  if (!shape.success) {
    return { ok: false, issues: shape.error.issues.map((issue) => shapeIssue(json, issue)) };
  }
  const reader = new Reader();
  const groups = (shape.data.groups ?? []).map((group, i) => {
    const path = ['groups', i];
    reader.groupName(group.name, [...path, 'name']);
    const interval = group.interval === undefined ? undefined : reader.duration(group.interval, [...path, 'interval']);
    const labels = reader.labels(group.labels ?? {}, [...path, 'labels']);
    const rules = (group.rules ?? []).flatMap((rule, k) => reader.rule(rule, labels, [...path, 'rules', k]) ?? []);
    return {
      name: group.name,
      ...(interval === undefined || interval === 0 ? {} : { intervalMs: interval }),
      queryOffsetMs: group.query_offset === undefined ? 0 : reader.duration(group.query_offset, [...path, 'query_offset']),
      limit: group.limit ?? 0,
      rules,
    };
  });
  return reader.issues.length === 0 ? { ok: true, value: { groups } } : { ok: false, issues: reader.issues };
}

function valueAt(json: unknown, path: Path): unknown {
  let value = json;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
  }
  return value;
}

function describe(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function shapeIssue(json: unknown, issue: z.core.$ZodIssue): InputIssue {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined;
  return {
    code: unknownKeys === undefined ? 'rules/shape' : 'rules/unknown-key',
    file: '',
    line: undefined,
    column: undefined,
    path,
    found: unknownKeys === undefined ? describe(valueAt(json, path)) : `the key ${unknownKeys}`,
    expected: unknownKeys === undefined ? issue.message : 'only keys of a Prometheus rule file',
    hint: 'See https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/ for the format.',
  };
}

class Reader {
  readonly issues: InputIssue[] = [];
  private readonly names = new Set<string>();

  private report(code: string, path: Path, found: string, expected: string, hint: string): void {
    this.issues.push({ code, file: '', line: undefined, column: undefined, path: [...path], found, expected, hint });
  }

  groupName(name: string, path: Path): void {
    if (name === '' || this.names.has(name)) {
      this.report(
        'rules/group-name',
        path,
        describe(name),
        'a group name that is not empty and not used twice',
        'Give every group its own name.',
      );
    }
    this.names.add(name);
  }

  duration(text: string, path: Path): number {
    const seconds = text === '0' ? 0 : durationSeconds(text);
    if (seconds === undefined) {
      this.report(
        'rules/duration',
        path,
        describe(text),
        'a duration such as 30s, 5m or 1h30m',
        'Units from large to small: y, w, d, h, m, s, ms.',
      );
      return 0;
    }
    return Math.round(seconds * 1000);
  }

  labels(labels: Readonly<Record<string, string>>, path: Path): Readonly<Record<string, string>> {
    for (const name of Object.keys(labels)) {
      if (name === '' || name === '__name__' || !isWellFormed(name)) {
        this.report('rules/label-name', [...path, name], describe(name), 'a label name other than __name__', 'Rename the label.');
      }
    }
    return labels;
  }

  rule(rule: RawRule, groupLabels: Readonly<Record<string, string>>, path: Path): Rule | undefined {
    if ((rule.record === undefined || rule.record === '') === (rule.alert === undefined || rule.alert === '')) {
      const found = rule.record === undefined || rule.record === '' ? 'neither record nor alert' : 'both record and alert';
      this.report('rules/kind', path, found, 'exactly one of record and alert', 'A rule either records a series or raises an alert.');
      return undefined;
    }
    const expr = this.expression(String(rule.expr), [...path, 'expr']);
    const labels = { ...groupLabels, ...this.labels(rule.labels ?? {}, [...path, 'labels']) };
    if (rule.record !== undefined && rule.record !== '') {
      return this.recording(rule, rule.record, expr, labels, path);
    }
    const templates = (texts: Readonly<Record<string, string>>, key: string): Record<string, Template> =>
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, this.template(text, [...path, key, name])]));
    const alert: Omit<AlertingRule, 'expr'> = {
      kind: 'alerting',
      alert: rule.alert as string,
      exprText: String(rule.expr),
      forMs: rule.for === undefined ? 0 : this.duration(rule.for, [...path, 'for']),
      keepFiringForMs: rule.keep_firing_for === undefined ? 0 : this.duration(rule.keep_firing_for, [...path, 'keep_firing_for']),
      labels: templates(labels, 'labels'),
      annotations: templates(this.labels(rule.annotations ?? {}, [...path, 'annotations']), 'annotations'),
    };
    return expr === undefined ? undefined : { ...alert, expr };
  }

  private recording(
    rule: RawRule,
    record: string,
    expr: Expr | undefined,
    labels: Readonly<Record<string, string>>,
    path: Path,
  ): Rule | undefined {
    for (const key of ['for', 'keep_firing_for', 'annotations'] as const) {
      if (rule[key] !== undefined && rule[key] !== null) {
        this.report(
          'rules/recording',
          [...path, key],
          describe(rule[key]),
          `no ${key} in a recording rule`,
          'Only alerts have it: remove it.',
        );
      }
    }
    if (!isWellFormed(record) || /[{}]/.test(record)) {
      this.report('rules/record-name', [...path, 'record'], describe(record), 'a metric name', 'Such as service:requests:rate5m.');
    }
    return expr === undefined ? undefined : { kind: 'recording', record, exprText: String(rule.expr), expr, labels };
  }

  private expression(text: string, path: Path): Expr | undefined {
    const parsed = parseExpr(text);
    if (!parsed.ok) {
      for (const issue of parsed.issues) {
        const where = `at character ${issue.from + 1}`;
        this.report(
          issue.code,
          path,
          describe(text),
          `a PromQL expression; ${where}: ${issue.message}`,
          issue.hint ?? 'Correct the expression.',
        );
      }
      return undefined;
    }
    const type = typeOf(parsed.expr);
    if (type !== 'vector' && type !== 'scalar') {
      this.report('rules/expr-type', path, `a ${type}`, 'an instant vector or a scalar', 'Reduce a range with a function such as rate().');
      return undefined;
    }
    return parsed.expr;
  }

  private template(text: string, path: Path): Template {
    try {
      return readTemplate(text);
    } catch (problem) {
      if (!(problem instanceof TemplateProblem)) {
        throw problem;
      }
      this.report(
        'rules/template',
        path,
        describe(text),
        `a template; ${problem.message}`,
        'Functions: humanize, humanizePercentage, humanizeDuration, printf and others.',
      );
      return { text, nodes: [] };
    }
  }
}
