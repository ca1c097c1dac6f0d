/** Prometheus rule files: strict shape, every expression, duration, label and template checked, all problems at once. */
import { z } from 'zod';
import { type InputIssue, type ParseResult, readYaml } from '../../schema/index.ts';
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
  record: z.string().nullish(),
  alert: z.string().nullish(),
  expr: z.union([z.string(), z.number()]),
  for: z.string().nullish(),
  keep_firing_for: z.string().nullish(),
  labels: LABELS.nullish(),
  annotations: LABELS.nullish(),
});
const FILE = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        name: z.string(),
        interval: z.string().nullish(),
        query_offset: z.string().nullish(),
        limit: z
          .union(
            [
              z.int().min(0),
              z
                .string()
                .regex(/^\d{1,9}$/)
                .transform(Number),
            ],
            'Invalid input: expected a whole number from 0 up',
          )
          .nullish(),
        labels: LABELS.nullish(),
        rules: z.array(RULE).max(1000).nullish(),
      }),
    )
    .max(200)
    .nullish(),
});

type Path = readonly (string | number)[];
type RawRule = z.infer<typeof RULE>;

/** What `readRuleFile` and the reader of rule tests ask of YAML: Prometheus' decoder takes scalars as text and follows merge keys. */
export const PROMETHEUS_YAML = { scalars: 'text', mergeKeys: true } as const;

/** Reads a rule file as Prometheus does; every problem with its line and column. An empty file has no groups. */
export function readRuleFile(text: string, file: string): ParseResult<RuleGroups> {
  const source = readYaml(text, file, PROMETHEUS_YAML);
  if (!source.ok) {
    return source;
  }
  const parsed = parseRuleGroups(source.value.value ?? {});
  if (parsed.ok) {
    return parsed;
  }
  return {
    ok: false,
    issues: parsed.issues.map((issue) => {
      const at = source.value.locate(issue.path, issue.code === 'rules/unknown-key' || issue.code === 'rules/kind' ? 'key' : 'value');
      return { ...issue, file, line: at?.line, column: at?.column };
    }),
  };
}

/** Checks a decoded rule file. Lines and columns are not known here: whoever decoded the text can find them by `path`. */
export function parseRuleGroups(json: unknown): ParseResult<RuleGroups> {
  const shape = FILE.safeParse(json);
  if (!shape.success) {
    const issues = shape.error.issues.flatMap((issue) => shapeIssues(json, issue));
    // A key too many does not hide what else is wrong.
    const rest = issues.every(({ code }) => code === 'rules/unknown-key') ? parseRuleGroups(without(json, issues)) : undefined;
    return { ok: false, issues: [...issues, ...(rest?.ok === false ? rest.issues : [])] };
  }
  const reader = new Reader();
  const groups = (shape.data.groups ?? []).map((group, i) => {
    const path = ['groups', i];
    reader.groupName(group.name, [...path, 'name']);
    const interval = isAbsent(group.interval) ? undefined : reader.duration(group.interval, [...path, 'interval']);
    const labels = reader.labels(group.labels ?? {}, [...path, 'labels']);
    const rules = (group.rules ?? []).flatMap((rule, k) => reader.rule(rule, labels, [...path, 'rules', k]) ?? []);
    return {
      name: group.name,
      ...(interval === undefined || interval === 0 ? {} : { intervalMs: interval }),
      queryOffsetMs: isAbsent(group.query_offset) ? 0 : reader.duration(group.query_offset, [...path, 'query_offset']),
      limit: group.limit ?? 0,
      rules,
    };
  });
  return reader.issues.length === 0 ? { ok: true, value: { groups } } : { ok: false, issues: reader.issues };
}

/** Left out, null and empty are the same to Prometheus. */
function isAbsent(text: string | null | undefined): text is '' | null | undefined {
  return text === undefined || text === null || text === '';
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

/** A copy without the keys that the issues are about. */
function without(json: unknown, issues: readonly InputIssue[]): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(json));
  for (const { path } of issues) {
    delete (valueAt(copy, path.slice(0, -1)) as Record<string, unknown>)[String(path.at(-1))];
  }
  return copy;
}

function shapeIssues(json: unknown, issue: z.core.$ZodIssue): InputIssue[] {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  const hint = 'See https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/ for the format.';
  const nowhere = { file: '', line: undefined, column: undefined, hint };
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...nowhere,
      code: 'rules/unknown-key',
      path: [...path, key],
      found: `the key ${key}`,
      expected: 'only keys of a Prometheus rule file',
    }));
  }
  return [{ ...nowhere, code: 'rules/shape', path, found: describe(valueAt(json, path)), expected: issue.message }];
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
    if (isAbsent(rule.record) === isAbsent(rule.alert)) {
      const found = isAbsent(rule.record) ? 'neither record nor alert' : 'both record and alert';
      this.report('rules/kind', path, found, 'exactly one of record and alert', 'A rule either records a series or raises an alert.');
      return undefined;
    }
    const expr = this.expression(String(rule.expr), [...path, 'expr']);
    const labels = { ...groupLabels, ...this.labels(rule.labels ?? {}, [...path, 'labels']) };
    if (!isAbsent(rule.record)) {
      return this.recording(rule, rule.record, expr, labels, path);
    }
    const templates = (texts: Readonly<Record<string, string>>, key: string): Record<string, Template> =>
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, this.template(text, [...path, key, name])]));
    const alert: Omit<AlertingRule, 'expr'> = {
      kind: 'alerting',
      alert: rule.alert as string,
      exprText: String(rule.expr),
      forMs: isAbsent(rule.for) ? 0 : this.duration(rule.for, [...path, 'for']),
      keepFiringForMs: isAbsent(rule.keep_firing_for) ? 0 : this.duration(rule.keep_firing_for, [...path, 'keep_firing_for']),
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
      const value = rule[key];
      const empty = typeof value === 'string' ? durationSeconds(value) === 0 || value === '0' : Object.keys(value ?? {}).length === 0;
      if (!empty) {
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
        'Templates are Go text templates: {{ $value }}, {{ $labels.name }}, functions such as humanize or printf.',
      );
      return readTemplate('');
    }
  }
}
