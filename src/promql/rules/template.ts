/**
 * Expands the templates of alert labels and annotations as Prometheus does: `{{ $value | humanizePercentage }}`, `{{ $labels.instance }}`,
 * `{{ if gt $value 0.5 }}…{{ end }}`. Functions that would run queries are refused when the rule file is read.
 */
import { formatNumberG, readNumber } from '../number-text.ts';
import { compileRegex, expandReplacement } from '../regex/regex.ts';
import { durationSeconds } from '../syntax/lexer.ts';
import type { Labels } from '../types.ts';
import { formatSignificantG, goPrintf, humanize, humanize1024, humanizeDuration, humanizeTimestamp } from './go-format.ts';
import { type Command, type Operand, type Pipeline, parseTemplate, type TemplateNode, TemplateProblem } from './template-parse.ts';

export interface TemplateData {
  labels: Labels;
  value: number;
  externalLabels: Labels;
}

type Value = string | number | boolean | null | Labels | TemplateRoot;
interface TemplateRoot {
  readonly Labels: Labels;
  readonly Value: number;
  readonly ExternalLabels: Labels;
  readonly ExternalURL: string;
}

/** A template that was read without error. */
export interface Template {
  readonly text: string;
  readonly nodes: readonly TemplateNode[];
}

const OUTPUT_LENGTH_MAX = 100_000;

function numberOf(value: Value | undefined): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? readNumber(value) : undefined;
  if (number === undefined) {
    throw new TemplateProblem(`can't convert ${typeof value} to a number`);
  }
  return number;
}

function textOf(value: Value | undefined): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number') {
    return formatNumberG(value);
  }
  if (value === null || value === undefined) {
    return '<nil>';
  }
  if (typeof value === 'boolean') {
    return String(value);
  }
  const entries = Object.entries(value as Record<string, unknown>).map(([name, one]) => `${name}:${String(one)}`);
  return `map[${entries.sort().join(' ')}]`;
}

function truth(value: Value | undefined): boolean {
  if (typeof value === 'number') {
    return value !== 0;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length > 0;
  }
  return value !== '' && value !== false && value !== null && value !== undefined;
}

function compare(a: Value | undefined, b: Value | undefined): number {
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) {
    throw new TemplateProblem('incompatible types for comparison');
  }
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : a === b ? 0 : NaN;
}

const one =
  (change: (value: Value | undefined) => Value): TemplateFunction =>
  (args) =>
    change(args[0]);

type TemplateFunction = (args: readonly (Value | undefined)[]) => Value;

const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['humanize', one((v) => humanize(numberOf(v)))],
  ['humanize1024', one((v) => humanize1024(numberOf(v)))],
  ['humanizeDuration', one((v) => humanizeDuration(numberOf(v)))],
  ['humanizePercentage', one((v) => `${formatSignificantG(numberOf(v) * 100)}%`)],
  ['humanizeTimestamp', one((v) => humanizeTimestamp(numberOf(v)))],
  ['title', one((v) => textOf(v).replace(/(^|\s)(\S)/g, (_, gap: string, letter: string) => gap + letter.toUpperCase()))],
  ['toUpper', one((v) => textOf(v).toUpperCase())],
  ['toLower', one((v) => textOf(v).toLowerCase())],
  ['stripPort', one((v) => textOf(v).replace(/:\d+$/, ''))],
  ['stripDomain', one((v) => textOf(v).replace(/^([^.:]+)\.[^:]*/, '$1'))],
  [
    'parseDuration',
    one((v) => {
      const seconds = durationSeconds(textOf(v));
      if (seconds === undefined) {
        throw new TemplateProblem(`not a valid duration string: "${textOf(v)}"`);
      }
      return seconds;
    }),
  ],
  ['len', one((v) => (typeof v === 'object' && v !== null ? Object.keys(v).length : textOf(v).length))],
  ['not', one((v) => !truth(v))],
  ['print', (args) => args.map(textOf).join('')],
  ['println', (args) => `${args.map(textOf).join(' ')}\n`],
  ['printf', ([format, ...args]) => goPrintf(textOf(format), args as (string | number | boolean)[], textOf)],
  ['index', ([map, key]) => (typeof map === 'object' && map !== null ? ((map as Labels)[textOf(key)] ?? '') : '')],
  ['eq', ([first, ...rest]) => rest.some((other) => first === other)],
  ['ne', ([a, b]) => a !== b],
  ['lt', ([a, b]) => compare(a, b) < 0],
  ['le', ([a, b]) => compare(a, b) <= 0],
  ['gt', ([a, b]) => compare(a, b) > 0],
  ['ge', ([a, b]) => compare(a, b) >= 0],
  ['and', (args) => args.find((arg) => !truth(arg)) ?? (args.at(-1) as Value)],
  ['or', (args) => args.find((arg) => truth(arg)) ?? (args.at(-1) as Value)],
  ['match', ([pattern, text]) => compileRegex(`.*(?:${textOf(pattern)}).*`).test(textOf(text))],
  [
    'reReplaceAll',
    ([pattern, replacement, text]) => {
      // Whole-value patterns only: enough for renaming a label's value, and it cannot run away.
      const regex = compileRegex(textOf(pattern));
      const groups = regex.exec(textOf(text));
      return groups === undefined ? textOf(text) : expandReplacement(textOf(replacement), groups, regex.groupNames);
    },
  ],
]);

const FUNCTION_NAMES: ReadonlySet<string> = new Set(FUNCTIONS.keys());

/** @throws TemplateProblem for what Prometheus would refuse, or what is outside the supported part */
export function readTemplate(text: string): Template {
  return { text, nodes: text.includes('{{') ? parseTemplate(text, FUNCTION_NAMES) : [{ kind: 'text', text }] };
}

/** @throws TemplateProblem when a function cannot make sense of its arguments */
export function renderTemplate(template: Template, data: TemplateData): string {
  const first = template.nodes[0];
  if (template.nodes.length === 1 && first?.kind === 'text') {
    return first.text;
  }
  return new Renderer(data).render(template.nodes);
}

/** Reads and expands a template in one go. */
export function expandTemplate(text: string, data: TemplateData): { ok: true; text: string } | { ok: false; message: string } {
  try {
    return { ok: true, text: renderTemplate(readTemplate(text), data) };
  } catch (problem) {
    if (problem instanceof TemplateProblem) {
      return { ok: false, message: problem.message };
    }
    throw problem;
  }
}

class Renderer {
  private readonly variables: Map<string, Value>;
  private dot: Value;
  private out = '';

  constructor(data: TemplateData) {
    const root: TemplateRoot = { Labels: data.labels, Value: data.value, ExternalLabels: data.externalLabels, ExternalURL: '' };
    this.dot = root;
    this.variables = new Map<string, Value>([
      ['$', root],
      ['$labels', data.labels],
      ['$value', data.value],
      ['$externalLabels', data.externalLabels],
      ['$externalURL', ''],
    ]);
  }

  render(nodes: readonly TemplateNode[]): string {
    this.block(nodes);
    return this.out;
  }

  private block(nodes: readonly TemplateNode[]): void {
    for (const node of nodes) {
      this.node(node);
      if (this.out.length > OUTPUT_LENGTH_MAX) {
        throw new TemplateProblem(`expansion is longer than ${OUTPUT_LENGTH_MAX} characters`);
      }
    }
  }

  private node(node: TemplateNode): void {
    switch (node.kind) {
      case 'text':
        this.out += node.text;
        return;
      case 'output':
        this.out += textOf(this.pipeline(node.pipeline));
        return;
      case 'assign':
        this.variables.set(node.name, this.pipeline(node.pipeline));
        return;
      case 'if':
        this.block(truth(this.pipeline(node.pipeline)) ? node.body : node.otherwise);
        return;
      case 'with': {
        const value = this.pipeline(node.pipeline);
        this.withDot(truth(value) ? value : this.dot, truth(value) ? node.body : node.otherwise);
        return;
      }
      case 'range':
        this.range(node);
    }
  }

  private withDot(dot: Value, nodes: readonly TemplateNode[]): void {
    const outer = this.dot;
    this.dot = dot;
    this.block(nodes);
    this.dot = outer;
  }

  private range(node: Extract<TemplateNode, { kind: 'range' }>): void {
    const over = this.pipeline(node.pipeline);
    if (typeof over !== 'object' || over === null) {
      throw new TemplateProblem("range can't iterate over a single value");
    }
    const entries = Object.entries(over as Labels).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, value] of entries) {
      if (node.key !== undefined) {
        this.variables.set(node.key, key);
      }
      if (node.value !== undefined) {
        this.variables.set(node.value, value);
      }
      this.withDot(value, node.body);
    }
    if (entries.length === 0) {
      this.block(node.otherwise);
    }
  }

  private pipeline(pipeline: Pipeline): Value {
    let piped: Value | undefined;
    pipeline.forEach((command, i) => {
      piped = this.command(command, i === 0 ? [] : [piped as Value]);
    });
    return piped as Value;
  }

  private command(command: Command, piped: readonly Value[]): Value {
    const [first, ...rest] = command as [Operand, ...Operand[]];
    if (first.kind !== 'function') {
      return this.value(first);
    }
    const call = FUNCTIONS.get(first.name) as TemplateFunction;
    return call([...rest.map((operand) => this.value(operand)), ...piped]);
  }

  private value(operand: Operand): Value {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'pipeline':
        return this.pipeline(operand.pipeline);
      case 'function':
        return (FUNCTIONS.get(operand.name) as TemplateFunction)([]);
      case 'path': {
        let value: Value = operand.variable === '.' ? this.dot : (this.variables.get(operand.variable) ?? null);
        for (const field of operand.fields) {
          if (typeof value !== 'object' || value === null) {
            throw new TemplateProblem(`can't evaluate field ${field}`);
          }
          // A label that is not there is empty, as in Prometheus (missingkey=zero); prototype members are not labels.
          value = Object.hasOwn(value, field) ? ((value as unknown as Record<string, Value>)[field] as Value) : '';
        }
        return value;
      }
    }
  }
}
