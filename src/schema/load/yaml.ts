// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scenarios refer to configuration in this way.
// YAML 1.2 text to plain data that remembers where everything was written. One document, plain values, no tags, no merge keys
// (unless asked for), no key twice; size, nesting and alias growth are bounded before they cost anything.
import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, Parser, type YAMLMap } from 'yaml';
import type { InputIssue, ParseResult } from '../issues.ts';
import { LIMITS } from './limits.ts';

export type Path = readonly PropertyKey[];
export interface Position {
  line: number;
  column: number;
}

/** Plain data and the text it came from. */
export interface Source {
  file: string;
  value: unknown;
  /** Where the value at `path` was written, or its key; the nearest ancestor that exists when it does not. Lines and columns count from 1. */
  locate(path: Path, part: 'key' | 'value'): Position | undefined;
}

/** Keys that reach into the prototypes of JavaScript objects: no name in any file may be one of them. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Other programs' files are read as those programs read them. */
export interface YamlOptions {
  /** `text`: a scalar is what was written (`1.0`, `yes`, `.inf`), for formats whose reader knows the type it wants. Default: `typed`. */
  scalars?: 'typed' | 'text';
  /** `<<: *defaults` fills in keys that are not written out. Default: refused. */
  mergeKeys?: boolean;
}

/** Reads one YAML file; every syntax error at once. */
export function readYaml(text: string, file: string, options: YamlOptions = {}): ParseResult<Source> {
  if (text.length > LIMITS.yamlLength)
    return failure({
      code: 'limit/file-size',
      file,
      found: `${text.length} characters`,
      expected: `at most ${LIMITS.yamlLength}`,
      hint: 'Move long texts to files of their own',
    });
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const tokens = tokenise(text, lines);
  if ('tooDeepAt' in tokens)
    return failure({
      code: 'limit/depth',
      file,
      ...at(tokens.tooDeepAt),
      found: 'deeper nesting',
      expected: `at most ${LIMITS.depth} levels of lists and maps`,
      hint: 'Check for brackets that are never closed',
    });
  if ('tooMany' in tokens)
    return failure({
      code: 'limit/nodes',
      file,
      found: `more than ${LIMITS.lexemes} words and marks`,
      expected: `at most ${LIMITS.lexemes}`,
      hint: 'Make the file smaller',
    });
  const { documents, errors } = compose(tokens, text.length);
  if (errors.length > 0) {
    // One mistake makes the parser stumble several times in its line: the first is the one to fix.
    const issues = errors.map(({ offset, code, message }) => syntaxIssue(text, file, at(offset), code, message));
    return { ok: false, issues: issues.filter(({ line }, index) => issues.findIndex((other) => other.line === line) === index) };
  }
  const document = documents[0];
  if (documents.length > 1) {
    return failure({
      code: 'yaml/several-documents',
      file,
      ...at(documents[1]?.range?.[0] ?? 0),
      found: 'a second document',
      expected: 'one',
      hint: 'Remove the line --- between them',
    });
  }
  const reading = new Reading(file, at, options);
  const value = reading.read(document?.contents);
  if (reading.issues.length > 0) return { ok: false, issues: reading.issues };
  return { ok: true, value: { file, value, locate: (path, part) => reading.locate(document?.contents ?? null, path, part) } };
}

type Token = ReturnType<Parser['next']> extends Generator<infer T> ? T : never;

/** Tokens of the text, those up to the last syntax error that is told, or where it becomes too much. Watching the parser’s stack here keeps the recursive composer safe. */
function tokenise(text: string, lines: LineCounter): Token[] | { tooDeepAt: number } | { tooMany: true } {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const lexemes: string[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    lexemes.push(lexeme);
    if (lexemes.length > LIMITS.lexemes) return { tooMany: true };
  }
  const tokens: Token[] = [];
  let errors = 0;
  for (const lexeme of lexemes) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') errors += 1;
    }
    if (errors > LIMITS.syntaxErrors) return tokens;
    // A document, a scalar and one entry for each level; compact forms need no more than two entries for a level.
    if (parser.stack.length > 2 * LIMITS.depth + 4) return { tooDeepAt: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

interface SyntaxError {
  offset: number;
  code: string;
  message: string;
}
class TooManyErrors extends Error {}

/** The documents, up to a second one, and the first syntax errors. The composer goes on after each error, so it is stopped from within. */
function compose(tokens: readonly Token[], length: number): { documents: Document.Parsed[]; errors: SyntaxError[] } {
  const composer = new Composer({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false, strict: true, logLevel: 'silent' });
  const errors: SyntaxError[] = [];
  let warnings = 0;
  const onError = (source: ErrorSource, code: string, message: string, warning?: boolean): void => {
    if (warning === true) warnings += 1;
    else if (errors.length < LIMITS.syntaxErrors) errors.push({ offset: offsetOf(source), code, message });
    if (errors.length >= LIMITS.syntaxErrors || warnings > LIMITS.nodes) throw new TooManyErrors();
  };
  (composer as unknown as { onError: typeof onError }).onError = onError;
  const documents: Document.Parsed[] = [];
  try {
    for (const document of composer.compose(tokens, true, length)) {
      documents.push(document as Document.Parsed);
      // Errors beside any node are kept with their document.
      for (const error of document.errors) errors.push({ offset: error.pos[0], code: error.code, message: error.message });
      if (documents.length > 1) break;
    }
  } catch (error) {
    if (!(error instanceof TooManyErrors)) throw error;
  }
  return { documents, errors: errors.slice(0, LIMITS.syntaxErrors) };
}

type ErrorSource = number | [number, number] | { offset: number };
const offsetOf = (source: ErrorSource): number => (typeof source === 'number' ? source : Array.isArray(source) ? source[0] : source.offset);

/** Walks the syntax tree once, in the order of the text, and keeps what each alias stands for. */
class Reading {
  readonly issues: InputIssue[] = [];
  readonly #file: string;
  readonly #at: (offset: number) => Position;
  readonly #options: YamlOptions;
  readonly #anchors = new Map<string, Node>();
  readonly #targets = new Map<Node, Node>();
  #nodes = 0;
  #full = false;

  constructor(file: string, at: (offset: number) => Position, options: YamlOptions) {
    this.#file = file;
    this.#at = at;
    this.#options = options;
  }

  read(node: Node | null | undefined, depth = 0): unknown {
    if (node === null || node === undefined || this.#full) return null;
    this.#nodes += 1;
    if (this.#nodes > LIMITS.nodes)
      return this.#stop(
        node,
        'limit/nodes',
        `more than ${LIMITS.nodes} values`,
        `at most ${LIMITS.nodes}, aliases counted as often as they are used`,
        'Make the file smaller, or use fewer aliases of large parts',
      );
    if (depth > LIMITS.depth)
      return this.#stop(
        node,
        'limit/depth',
        'deeper nesting',
        `at most ${LIMITS.depth} levels of lists and maps`,
        'An alias inside its own anchor never ends; otherwise flatten the structure',
      );
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      if (target === undefined)
        return this.#refuse(
          node,
          'yaml/alias',
          `*${shorten(node.source, 40)}`,
          'an alias of an anchor that was written before',
          `Write &${node.source} before the value it should repeat`,
        );
      this.#targets.set(node, target);
      return this.read(target, depth + 1);
    }
    if (node.tag !== undefined)
      return this.#refuse(
        node,
        'yaml/tag',
        `the tag ${shorten(node.tag, 40)}`,
        'plain values without tags',
        'Remove the tag that begins with !',
      );
    if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, node);
    if (isScalar(node)) {
      const { value } = node;
      if (this.#options.scalars === 'text') return value === null || typeof value === 'string' ? value : (node.source ?? String(value));
      if (typeof value === 'number' && !Number.isFinite(value))
        return this.#refuse(
          node,
          'yaml/not-finite',
          shorten(node.source ?? String(value), 40),
          'a finite number',
          'Leave the key out if you mean "no limit"',
        );
      return value;
    }
    if (isSeq(node)) return node.items.map((item) => this.read(item as Node | null, depth + 1));
    if (isMap(node)) return this.#readMap(node as YAMLMap<Node, Node | null>, depth);
    return this.#refuse(node, 'yaml/syntax', 'something that is no value', 'a text, number, list or map', 'Rewrite this part');
  }

  #readMap(map: YAMLMap<Node, Node | null>, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    const merged: Record<string, unknown>[] = [];
    for (const { key, value } of map.items) {
      const name = keyText(key);
      if (name === undefined)
        this.#refuse(key ?? map, 'yaml/key', 'a key that is no plain text', 'a name', 'Write the key as a single word, or in quotes');
      else if (name === '<<' && this.#options.mergeKeys === true) merged.push(...mapsOf(this.read(value, depth + 1)));
      else if (name === '<<')
        this.#refuse(
          key,
          'yaml/merge-key',
          '<<',
          'keys written out',
          'Merge keys are not part of YAML 1.2: copy the values, or use an alias for one of them',
        );
      else if (FORBIDDEN_KEYS.includes(name))
        this.#refuse(key, 'yaml/forbidden-key', name, 'another name', 'This name has a meaning of its own in JavaScript: choose another');
      else if (Object.hasOwn(result, name))
        this.#refuse(
          key,
          'yaml/duplicate-key',
          `${shorten(name, 60)} a second time`,
          'each key once in a map',
          'Remove or rename one of them',
        );
      else result[name] = this.read(value, depth + 1);
      if (this.#full) break;
    }
    for (const defaults of merged)
      for (const [name, value] of Object.entries(defaults)) if (!Object.hasOwn(result, name)) result[name] = value;
    return result;
  }

  #refuse(node: Node, code: string, found: string, expected: string, hint: string): null {
    if (this.issues.length < LIMITS.issues)
      this.issues.push({ code, file: this.#file, ...this.#at(node.range?.[0] ?? 0), path: [], found, expected, hint });
    return null;
  }

  #stop(node: Node, code: string, found: string, expected: string, hint: string): null {
    this.#full = true;
    return this.#refuse(node, code, found, expected, hint);
  }

  locate(root: Node | null, path: Path, part: 'key' | 'value'): Position | undefined {
    let node = this.#resolve(root);
    let offset = node?.range?.[0] ?? 0;
    for (let i = 0; i < path.length; i++) {
      const last = i === path.length - 1;
      if (isMap(node)) {
        const pair = (node as YAMLMap<Node, Node | null>).items.find(({ key }) => keyText(key) === String(path[i]));
        if (pair === undefined) break;
        const wanted = last && part === 'key' ? pair.key : (pair.value ?? pair.key);
        // An empty value has its place after the key: point at the key instead.
        offset = (isScalar(wanted) && wanted.source === '' ? pair.key.range?.[0] : wanted.range?.[0]) ?? offset;
        node = this.#resolve(pair.value);
      } else if (isSeq(node)) {
        const item = node.items[Number(path[i])] as Node | null | undefined;
        if (item === null || item === undefined) break;
        offset = item.range?.[0] ?? offset;
        node = this.#resolve(item);
      } else break;
    }
    return this.#at(offset);
  }

  #resolve(node: Node | null | undefined): Node | null {
    return node === null || node === undefined ? null : (this.#targets.get(node) ?? node);
  }
}

/** What a merge key may refer to: a map, or a list of them; earlier ones win. */
const mapsOf = (value: unknown): Record<string, unknown>[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));

function keyText(key: Node | null | undefined): string | undefined {
  if (!isScalar(key) || key.tag !== undefined || key.value === null) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function syntaxIssue(text: string, file: string, position: Position, code: string, message: string): InputIssue {
  const line = text.split('\n', position.line)[position.line - 1] ?? '';
  let hint = 'Check indentation, quotes and brackets around here';
  if (/[{,][^"']*\$\{/.test(line)) hint = 'Inside { } write a reference in quotes: "${config.key}"';
  else if (code === 'TAB_AS_INDENT') hint = 'Indent with spaces';
  else if (code === 'RESOURCE_EXHAUSTION') hint = 'Flatten the structure';
  return {
    code: 'yaml/syntax',
    file,
    ...position,
    path: [],
    found: line.trim() === '' ? 'an empty line' : shorten(line.trim(), 60),
    expected: `YAML: ${shorten(message, 160)}`,
    hint,
  };
}

function failure(issue: Pick<InputIssue, 'code' | 'file' | 'found' | 'expected' | 'hint'> & Partial<InputIssue>): {
  ok: false;
  issues: InputIssue[];
} {
  return { ok: false, issues: [{ line: undefined, column: undefined, path: [], ...issue }] };
}

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);
