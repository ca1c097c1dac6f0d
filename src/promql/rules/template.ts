/**
 * Expands the templates of alert labels and annotations as Prometheus 3.5 does: `{{ $value | humanizePercentage }}`, `{{ $labels.instance }}`,
 * `{{ with query "up" }}…{{ end }}`. Types are Go's: an int compared with a float64 is an error, a field that does not exist too.
 */
import { formatHistogram } from '../histogram/format.ts';
import type { Labels, NativeHistogram } from '../types.ts';
import { TEMPLATE_FUNCTIONS, type TemplateContext, type TemplateFunction } from './template-functions.ts';
import {
  type Command,
  type Operand,
  type ParsedTemplate,
  type Pipeline,
  parseTemplate,
  type TemplateNode,
  TemplateProblem,
} from './template-parse.ts';
import { GoStruct, GoTime, textOf, truth, typeName, type Value } from './template-values.ts';

export interface TemplateData {
  /** Of the sample, `__name__` included. */
  labels: Labels;
  value: number | NativeHistogram;
  externalLabels: Labels;
  /** Address of the Prometheus, for links. Default: none. */
  externalUrl?: string;
  /** Time of the evaluation, milliseconds since the epoch. Default: 0. */
  atMs?: number;
  /** Answers `query`; a text is what went wrong. Default: queries fail. */
  query?: (text: string) => readonly { labels: Labels; value: number; histogram?: NativeHistogram }[] | string;
}

/** A template that was read without error. */
export interface Template extends ParsedTemplate {
  readonly text: string;
}

const OUTPUT_LENGTH_MAX = 100_000;
const TEMPLATE_DEPTH_MAX = 50;
const FUNCTION_NAMES: ReadonlySet<string> = new Set(TEMPLATE_FUNCTIONS.keys());
const NO_TEMPLATES: ReadonlyMap<string, readonly TemplateNode[]> = new Map();

/** @throws TemplateProblem for what Prometheus would refuse, or what is outside the supported part */
export function readTemplate(text: string): Template {
  return text.includes('{{')
    ? { text, ...parseTemplate(text, FUNCTION_NAMES) }
    : { text, nodes: [{ kind: 'text', text }], defined: NO_TEMPLATES };
}

/** @throws TemplateProblem when a function cannot make sense of its arguments */
export function renderTemplate(template: Template, data: TemplateData): string {
  const first = template.nodes[0];
  if (template.nodes.length === 1 && first?.kind === 'text') {
    return first.text;
  }
  return new Renderer(template, data).render();
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

function mapOf(labels: Labels): ReadonlyMap<string, Value> {
  return new Map(Object.entries(labels));
}

/** A histogram is only good for printing. */
function goValue(value: number | NativeHistogram): Value {
  return typeof value === 'number' ? value : formatHistogram(value);
}

function contextOf(data: TemplateData): TemplateContext {
  return {
    nowSeconds: (data.atMs ?? 0) / 1000,
    externalUrl: data.externalUrl ?? '',
    query: (text) => {
      const samples = data.query?.(text) ?? 'there is nothing to query';
      if (typeof samples === 'string') {
        throw new TemplateProblem(`error calling query: ${samples}`);
      }
      return samples.map(
        ({ labels, value, histogram }) => new GoStruct('sample', { Labels: mapOf(labels), Value: goValue(histogram ?? value) }),
      );
    },
  };
}

/** How a block of nodes ended: at its end, or at a break or continue of the loop around it. */
type Ended = 'end' | 'break' | 'continue';

class Renderer {
  private readonly template: Template;
  private readonly context: TemplateContext;
  /** Innermost last. */
  private variables: { name: string; value: Value }[];
  private dot: Value;
  private depth = 0;
  private out = '';

  constructor(template: Template, data: TemplateData) {
    this.template = template;
    this.context = contextOf(data);
    const value = goValue(data.value);
    const [labels, externalLabels, externalUrl] = [mapOf(data.labels), mapOf(data.externalLabels), data.externalUrl ?? ''];
    this.dot = new GoStruct('alert', { Labels: labels, ExternalLabels: externalLabels, ExternalURL: externalUrl, Value: value });
    this.variables = [
      { name: '$', value: this.dot },
      { name: '$labels', value: labels },
      { name: '$externalLabels', value: externalLabels },
      { name: '$externalURL', value: externalUrl },
      { name: '$value', value },
    ];
  }

  render(): string {
    this.block(this.template.nodes);
    return this.out;
  }

  private block(nodes: readonly TemplateNode[]): Ended {
    const scope = this.variables.length;
    let ended: Ended = 'end';
    for (const node of nodes) {
      ended = this.node(node);
      if (this.out.length > OUTPUT_LENGTH_MAX) {
        throw new TemplateProblem(`expansion is longer than ${OUTPUT_LENGTH_MAX} characters`);
      }
      if (ended !== 'end') {
        break;
      }
    }
    this.variables.length = scope;
    return ended;
  }

  private node(node: TemplateNode): Ended {
    switch (node.kind) {
      case 'text':
        this.out += node.text;
        return 'end';
      case 'output':
        this.out += textOf(this.pipeline(node.pipeline));
        return 'end';
      case 'assign':
        this.assign(node.name, this.pipeline(node.pipeline), node.declares);
        return 'end';
      case 'break':
      case 'continue':
        return node.kind;
      case 'template':
        this.include(node.name, node.pipeline === undefined ? null : this.pipeline(node.pipeline));
        return 'end';
      case 'range':
        return this.range(node);
      case 'if':
      case 'with':
        return this.branch(node);
    }
  }

  private assign(name: string, value: Value, declares: boolean): void {
    const known = declares ? undefined : this.variables.findLast((variable) => variable.name === name);
    if (known === undefined) {
      this.variables.push({ name, value });
    } else {
      known.value = value;
    }
  }

  private branch(node: Extract<TemplateNode, { kind: 'if' | 'with' }>): Ended {
    const scope = this.variables.length;
    const value = this.pipeline(node.pipeline);
    if (node.variable !== undefined) {
      this.assign(node.variable, value, true);
    }
    const holds = truth(value);
    const ended = this.withDot(holds && node.kind === 'with' ? value : this.dot, holds ? node.body : node.otherwise);
    this.variables.length = scope;
    return ended;
  }

  private include(name: string, dot: Value): void {
    const nodes = this.template.defined.get(name);
    if (nodes === undefined) {
      throw new TemplateProblem(`template "${name}" not defined`);
    }
    this.depth += 1;
    if (this.depth > TEMPLATE_DEPTH_MAX) {
      throw new TemplateProblem('exceeded maximum template depth');
    }
    const outer = this.variables;
    this.variables = [{ name: '$', value: dot }];
    this.withDot(dot, nodes);
    this.variables = outer;
    this.depth -= 1;
  }

  private withDot(dot: Value, nodes: readonly TemplateNode[]): Ended {
    const outer = this.dot;
    this.dot = dot;
    const ended = this.block(nodes);
    this.dot = outer;
    return ended;
  }

  private range(node: Extract<TemplateNode, { kind: 'range' }>): Ended {
    const entries = entriesOf(this.pipeline(node.pipeline));
    const scope = this.variables.length;
    for (const [key, value] of entries) {
      if (node.key !== undefined) {
        this.assign(node.key, key, true);
      }
      if (node.value !== undefined) {
        this.assign(node.value, value, true);
      }
      const ended = this.withDot(value, node.body);
      this.variables.length = scope;
      if (ended === 'break') {
        break;
      }
    }
    return entries.length === 0 ? this.block(node.otherwise) : 'end';
  }

  private pipeline(pipeline: Pipeline): Value {
    let piped: Value[] = [];
    for (const command of pipeline) {
      piped = [this.command(command, piped)];
    }
    return piped[0] as Value;
  }

  private command(command: Command, piped: readonly Value[]): Value {
    const [first, ...rest] = command as [Operand, ...Operand[]];
    if (first.kind === 'function') {
      return this.call(first.name, rest, piped);
    }
    if (first.kind === 'literal') {
      return first.value;
    }
    return this.value(first, [...rest.map((operand) => this.value(operand, [])), ...piped]);
  }

  private call(name: string, operands: readonly Operand[], piped: readonly Value[]): Value {
    const { argsMin, argsMax, call } = TEMPLATE_FUNCTIONS.get(name) as TemplateFunction;
    const args: Value[] = [];
    for (const operand of operands) {
      const arg = this.value(operand, []);
      args.push(arg);
      // What decides `and` and `or` ends them: the rest is not evaluated.
      if ((name === 'and' && !truth(arg)) || (name === 'or' && truth(arg))) {
        return arg;
      }
    }
    args.push(...piped);
    if (args.length < argsMin || args.length > argsMax) {
      throw new TemplateProblem(`wrong number of args for ${name}: want ${argsMin} got ${args.length}`);
    }
    return call(args, this.context);
  }

  private value(operand: Operand, args: readonly Value[]): Value {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'pipeline':
        return fieldOf(this.pipeline(operand.pipeline), operand.fields, args);
      case 'function':
        return this.call(operand.name, [], []);
      case 'path': {
        const start = operand.variable === '.' ? this.dot : this.variables.findLast(({ name }) => name === operand.variable)?.value;
        return fieldOf(start ?? null, operand.fields, args);
      }
    }
  }
}

/** Follows fields; arguments go to a method at the end. @throws TemplateProblem for a field that is not there */
function fieldOf(start: Value, fields: readonly string[], args: readonly Value[]): Value {
  let value = start;
  for (const [i, field] of fields.entries()) {
    if (value instanceof GoTime) {
      const last = i === fields.length - 1;
      value = value.call(field, last ? args : []);
      if (last) {
        return value;
      }
    } else if (value instanceof Map) {
      // A label that is not there is empty (missingkey=zero).
      value = (value as ReadonlyMap<string, Value>).get(field) ?? '';
    } else {
      const inner: Value | undefined = value instanceof GoStruct ? value.fields.get(field) : undefined;
      if (inner === undefined) {
        throw new TemplateProblem(`can't evaluate field ${field} in type ${typeName(value)}`);
      }
      value = inner;
    }
  }
  if (args.length > 0) {
    throw new TemplateProblem("can't give argument to non-function");
  }
  return value;
}

function entriesOf(value: Value): [Value, Value][] {
  if (value instanceof Map) {
    return [...(value as ReadonlyMap<string, Value>)].sort(([a], [b]) => (a < b ? -1 : 1));
  }
  if (value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new TemplateProblem(`range can't iterate over ${textOf(value)}`);
  }
  return (value as readonly Value[]).map((item, i) => [BigInt(i), item]);
}
