/**
 * Parser for Go's text/template as alert annotations use it: actions with pipelines, variables, if / else / range / with / define / template,
 * break and continue, trimming and comments. What lies outside is refused with a message, never passed through.
 */

export type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'output'; pipeline: Pipeline }
  | { kind: 'assign'; name: string; declares: boolean; pipeline: Pipeline }
  | { kind: 'if' | 'with'; variable: string | undefined; pipeline: Pipeline; body: TemplateNode[]; otherwise: TemplateNode[] }
  | {
      kind: 'range';
      key: string | undefined;
      value: string | undefined;
      pipeline: Pipeline;
      body: TemplateNode[];
      otherwise: TemplateNode[];
    }
  | { kind: 'template'; name: string; pipeline: Pipeline | undefined }
  | { kind: 'break' | 'continue' };

/** The nodes of a text, and the templates it defines by name. */
export interface ParsedTemplate {
  nodes: readonly TemplateNode[];
  defined: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** Commands joined by `|`: each gets the previous result as its last argument. */
export type Pipeline = readonly Command[];
export type Command = readonly Operand[];
/** Whole numbers are bigint, as Go tells int from float64. */
export type Operand =
  | { kind: 'literal'; value: string | number | bigint | boolean | null }
  | { kind: 'function'; name: string }
  | { kind: 'path'; variable: string; fields: readonly string[] }
  | { kind: 'pipeline'; pipeline: Pipeline; fields: readonly string[] };

export class TemplateProblem extends Error {}

const NESTING_MAX = 50;
const TEXT_MAX = 10_000;

const TOKEN =
  /\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)'|:=|[|(,=]|\)(?:\.[A-Za-z_][A-Za-z_0-9]*)*|\$[A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*)*|\.(?:[A-Za-z_][A-Za-z_0-9]*)(?:\.[A-Za-z_][A-Za-z_0-9]*)*|[-+]?0[xX][0-9a-fA-F]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\.|[A-Za-z_][A-Za-z_0-9]*/y;

/** @param functions  names that may be called @throws TemplateProblem */
export function parseTemplate(text: string, functions: ReadonlySet<string>): ParsedTemplate {
  if (text.length > TEXT_MAX) {
    throw new TemplateProblem(`template is longer than ${TEXT_MAX} characters`);
  }
  const parser = new TemplateParser(pieces(text), functions);
  return parser.parse();
}

type Piece = { kind: 'text'; text: string } | { kind: 'action'; tokens: string[] };

function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  let trimNext = false;
  for (;;) {
    const open = text.indexOf('{{', at);
    let before = text.slice(at, open < 0 ? text.length : open);
    if (trimNext) {
      before = before.trimStart();
    }
    if (open < 0) {
      out.push({ kind: 'text', text: before });
      return out;
    }
    let from = open + 2;
    if (/^-\s/.test(text.slice(from, from + 2))) {
      before = before.trimEnd();
      from += 1;
    }
    out.push({ kind: 'text', text: before });
    const { body, to } = actionBody(text, from);
    trimNext = /\s-$/.test(body);
    const inner = trimNext ? body.slice(0, -1) : body;
    if (!/^\s*\/\*.*\*\/\s*$/s.test(inner)) {
      out.push({ kind: 'action', tokens: tokenize(inner) });
    }
    at = to;
  }
}

/** The text up to `}}`, not counting one inside a string. */
function actionBody(text: string, from: number): { body: string; to: number } {
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const c = text[i] as string;
    if (quote !== '') {
      if (c === '\\' && quote === '"') {
        i += 1;
      } else if (c === quote) {
        quote = '';
      }
    } else if (c === '"' || c === '`') {
      quote = c;
    } else if (c === '}' && text[i + 1] === '}') {
      return { body: text.slice(from, i), to: i + 2 };
    }
  }
  throw new TemplateProblem('unclosed action: "{{" without "}}"');
}

function tokenize(body: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < body.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(body);
    if (match === null) {
      throw new TemplateProblem(`unexpected "${body.slice(at, at + 10)}" in action`);
    }
    at += match[0].length;
    if (match[0].trim() !== '') {
      tokens.push(match[0]);
    }
  }
  return tokens;
}

class TemplateParser {
  private readonly source: readonly Piece[];
  private readonly functions: ReadonlySet<string>;
  private index = 0;
  private tokens: readonly string[] = [];
  private token = 0;
  private nesting = 0;
  private loops = 0;
  private variables = ['$', '$labels', '$externalLabels', '$externalURL', '$value'];
  private readonly defined = new Map<string, readonly TemplateNode[]>();

  constructor(source: readonly Piece[], functions: ReadonlySet<string>) {
    this.source = source;
    this.functions = functions;
  }

  parse(): ParsedTemplate {
    const { nodes, ended } = this.block();
    if (ended !== undefined) {
      throw new TemplateProblem(`unexpected {{${ended}}}`);
    }
    return { nodes, defined: this.defined };
  }

  private block(): { nodes: TemplateNode[]; ended: string | undefined } {
    this.nesting += 1;
    if (this.nesting > NESTING_MAX) {
      throw new TemplateProblem('template nests too deeply');
    }
    const scope = this.variables.length;
    const nodes: TemplateNode[] = [];
    for (;;) {
      const piece = this.source[this.index];
      if (piece === undefined || (piece.kind === 'action' && (piece.tokens[0] === 'end' || piece.tokens[0] === 'else'))) {
        this.nesting -= 1;
        this.variables.length = scope;
        return { nodes, ended: piece === undefined ? undefined : (piece.tokens as string[])[0] };
      }
      this.index += 1;
      if (piece.kind === 'text') {
        nodes.push(piece);
      } else if (piece.tokens[0] === 'define') {
        this.define(piece.tokens);
      } else {
        nodes.push(this.action(piece.tokens));
      }
    }
  }

  /** A defined template sees only what it is given: its variables begin anew. */
  private define(tokens: readonly string[]): string {
    const name = tokens[1];
    if (name === undefined || !/^["`]/.test(name)) {
      throw new TemplateProblem(`{{${tokens[0]}}} needs a name in quotes`);
    }
    const { variables, loops } = this;
    this.variables = ['$'];
    this.loops = 0;
    const body = this.block();
    this.expectEnd(body.ended);
    this.variables = variables;
    this.loops = loops;
    this.defined.set(unquote(name), body.nodes);
    return unquote(name);
  }

  private action(tokens: readonly string[]): TemplateNode {
    this.tokens = tokens;
    this.token = 0;
    const word = tokens[0];
    if (word === 'if' || word === 'with' || word === 'range') {
      this.token = 1;
      return this.control(word);
    }
    if (word === 'break' || word === 'continue') {
      if (this.loops === 0) {
        throw new TemplateProblem(`{{${word}}} outside {{range}}`);
      }
      return { kind: word };
    }
    if (word === 'template' || word === 'block') {
      this.token = 2;
      const pipeline = tokens.length > 2 ? this.wholePipeline() : undefined;
      const name = word === 'block' ? this.define(tokens) : /^["`]/.test(tokens[1] ?? '') ? unquote(tokens[1] as string) : undefined;
      if (name === undefined) {
        throw new TemplateProblem('{{template}} needs a name in quotes');
      }
      return { kind: 'template', name, pipeline };
    }
    if (word?.startsWith('$') && (tokens[1] === ':=' || tokens[1] === '=')) {
      this.token = 2;
      const pipeline = this.wholePipeline();
      if (tokens[1] === ':=') {
        this.variables.push(word);
      } else if (!this.variables.includes(word)) {
        throw new TemplateProblem(`undefined variable "${word}"`);
      }
      return { kind: 'assign', name: word, declares: tokens[1] === ':=', pipeline };
    }
    return { kind: 'output', pipeline: this.wholePipeline() };
  }

  private control(kind: 'if' | 'with' | 'range'): TemplateNode {
    const scope = this.variables.length;
    let key: string | undefined;
    let value: string | undefined;
    const declared = this.tokens.slice(this.token).indexOf(':=');
    let names: string[] = [];
    if (declared > 0) {
      names = this.tokens.slice(this.token, this.token + declared).filter((token) => token !== ',');
      if (names.length > (kind === 'range' ? 2 : 1)) {
        throw new TemplateProblem(`too many declarations in ${kind}`);
      }
      [key, value] = names.length === 2 ? names : [undefined, names[0]];
      this.token += declared + 1;
    }
    const pipeline = this.wholePipeline();
    this.variables.push(...names);
    this.loops += kind === 'range' ? 1 : 0;
    const body = this.block();
    this.loops -= kind === 'range' ? 1 : 0;
    let otherwise: TemplateNode[] = [];
    if (body.ended === 'else') {
      const piece = this.source[this.index] as { tokens: string[] };
      this.index += 1;
      if (piece.tokens.length > 1) {
        // {{else if x}} is an if inside the else, sharing the end.
        this.variables.length = scope;
        const node = this.action(piece.tokens.slice(1));
        return kind === 'range'
          ? { kind, key, value, pipeline, body: body.nodes, otherwise: [node] }
          : { kind, variable: value, pipeline, body: body.nodes, otherwise: [node] };
      }
      const rest = this.block();
      otherwise = rest.nodes;
      this.expectEnd(rest.ended);
    } else {
      this.expectEnd(body.ended);
    }
    this.variables.length = scope;
    return kind === 'range'
      ? { kind, key, value, pipeline, body: body.nodes, otherwise }
      : { kind, variable: value, pipeline, body: body.nodes, otherwise };
  }

  private expectEnd(ended: string | undefined): void {
    if (ended !== 'end') {
      throw new TemplateProblem('{{end}} is missing');
    }
    this.index += 1;
  }

  private wholePipeline(): Pipeline {
    const pipeline = this.pipeline();
    if (this.token < this.tokens.length) {
      throw new TemplateProblem(`unexpected "${this.tokens[this.token]}" in action`);
    }
    return pipeline;
  }

  private pipeline(): Pipeline {
    const commands: Command[] = [];
    do {
      const operands: Operand[] = [];
      for (;;) {
        const token = this.tokens[this.token];
        if (token === undefined || token === '|' || token.startsWith(')')) {
          break;
        }
        operands.push(this.operand());
      }
      if (operands.length === 0) {
        throw new TemplateProblem('missing value for command');
      }
      const first = operands[0] as Operand;
      if (first.kind === 'literal' && operands.length > 1) {
        throw new TemplateProblem('can only call a function by its name');
      }
      commands.push(operands);
    } while (this.take('|'));
    return commands;
  }

  private take(text: string): boolean {
    if (this.tokens[this.token] === text) {
      this.token += 1;
      return true;
    }
    return false;
  }

  private operand(): Operand {
    const token = this.tokens[this.token] as string;
    this.token += 1;
    if (token === '(') {
      this.nesting += 1;
      if (this.nesting > NESTING_MAX) {
        throw new TemplateProblem('template nests too deeply');
      }
      const pipeline = this.pipeline();
      this.nesting -= 1;
      const close = this.tokens[this.token];
      if (close?.startsWith(')') !== true) {
        throw new TemplateProblem('unclosed parenthesis');
      }
      this.token += 1;
      return { kind: 'pipeline', pipeline, fields: close.split('.').slice(1) };
    }
    if (token.startsWith('"') || token.startsWith('`')) {
      return { kind: 'literal', value: unquote(token) };
    }
    if (token.startsWith("'")) {
      return { kind: 'literal', value: BigInt(unquote(token).codePointAt(0) ?? 0) };
    }
    if (/^[-+]?\.?\d/.test(token)) {
      return { kind: 'literal', value: numberLiteral(token) };
    }
    if (token.startsWith('.')) {
      return { kind: 'path', variable: '.', fields: token.split('.').filter((field) => field !== '') };
    }
    if (token.startsWith('$')) {
      const [variable, ...fields] = token.split('.') as [string, ...string[]];
      if (!this.variables.includes(variable)) {
        throw new TemplateProblem(`undefined variable "${variable}"`);
      }
      return { kind: 'path', variable, fields };
    }
    if (token === 'true' || token === 'false' || token === 'nil') {
      return { kind: 'literal', value: token === 'nil' ? null : token === 'true' };
    }
    if (/^[A-Za-z_]/.test(token)) {
      if (!this.functions.has(token)) {
        throw new TemplateProblem(`function "${token}" not defined`);
      }
      return { kind: 'function', name: token };
    }
    throw new TemplateProblem(`unexpected "${token}" in action`);
  }
}

/** As Go: a point or an exponent makes a float64, anything else an int. */
function numberLiteral(token: string): number | bigint {
  if (!/0x/i.test(token) && /[.e]/i.test(token)) {
    return Number(token);
  }
  const size = BigInt(token.replace(/^[-+]/, ''));
  return token.startsWith('-') ? -size : size;
}

function unquote(token: string): string {
  if (token.startsWith('`')) {
    return token.slice(1, -1);
  }
  return token.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, (_, sequence: string) => {
    if (sequence.length > 1) {
      return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
    }
    return { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' }[sequence] ?? sequence;
  });
}
