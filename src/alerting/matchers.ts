// Label matchers as text: `foo="bar"`, `a=~"b|c"`, `{a=b, "any name"!="x"}`. As Alertmanager since 0.27 (matcher/parse/parse.go): names and
// values in UTF-8, quoted or bare, and where that fails the older syntax (pkg/labels/parse.go), in which a bare value may hold anything.
import { matcherPredicate } from '../promql/index.ts';
import type { AlertMatcher } from '../schema/index.ts';

export type MatchersResult = { ok: true; matchers: AlertMatcher[] } | { ok: false; message: string };

/** Characters that end a bare name or value. */
const RESERVED = new Set(['{', '}', '!', '=', '~', ',', '\\', '"', "'", '`']);
const CLASSIC = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!=|!~|=)\s*([\s\S]*?)\s*$/;

class Problem extends Error {}

/** One or several matchers, with or without braces. */
export function parseMatchers(text: string): MatchersResult {
  const modern = attempt(() => new MatcherReader(text).read());
  const result = modern.ok ? modern : (classicMatchers(text) ?? modern);
  if (!result.ok) return result;
  for (const matcher of result.matchers) {
    const problem = matcherProblem(matcher);
    if (problem !== undefined) return { ok: false, message: problem };
  }
  return result;
}

/** What is wrong with a matcher's regular expression; undefined when it can be used. */
export function matcherProblem(matcher: AlertMatcher): string | undefined {
  try {
    matcherPredicate([matcher]);
    return undefined;
  } catch (error) {
    return `the regular expression ${matcher.value} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Whether labels meet all of them; a label that is absent counts as empty. Keep the array: what is compiled is cached by its identity. */
export const matchesAll = (matchers: readonly AlertMatcher[], labels: Readonly<Record<string, string>>): boolean =>
  matcherPredicate(matchers)(labels);

function attempt(read: () => AlertMatcher[]): MatchersResult {
  try {
    return { ok: true, matchers: read() };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ok: false, message: error.message };
  }
}

class MatcherReader {
  readonly #text: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = Array.from(text);
  }

  read(): AlertMatcher[] {
    this.#space();
    const braced = this.#take('{');
    const matchers: AlertMatcher[] = [];
    this.#space();
    while (!this.#ends(braced)) {
      matchers.push(this.#matcher());
      this.#space();
      if (!this.#take(',')) break;
      this.#space();
    }
    if (braced && !this.#take('}')) throw new Problem('a closing brace is missing');
    this.#space();
    if (this.#at < this.#text.length) throw new Problem(`unexpected ${this.#text[this.#at]} after the matcher`);
    if (matchers.length === 0 && !braced) throw new Problem('no matcher');
    return matchers;
  }

  #matcher(): AlertMatcher {
    const name = this.#word('a label name');
    this.#space();
    const op = (['=~', '!~', '!=', '='] as const).find((candidate) => this.#takeAll(candidate));
    if (op === undefined) throw new Problem(`after ${name} one of =, !=, =~, !~ is missing`);
    this.#space();
    return { name, op, value: this.#word('a value') };
  }

  #word(what: string): string {
    if (this.#text[this.#at] === '"') return this.#quoted();
    let word = '';
    for (let c = this.#text[this.#at]; c !== undefined && !RESERVED.has(c) && !/\s/.test(c); c = this.#text[this.#at]) {
      word += c;
      this.#at += 1;
    }
    if (word === '') throw new Problem(`${what} is missing`);
    return word;
  }

  #quoted(): string {
    this.#at += 1;
    let value = '';
    for (;;) {
      const c = this.#text[this.#at];
      if (c === undefined) throw new Problem('a quote is not closed');
      this.#at += 1;
      if (c === '"') return value;
      value += c === '\\' ? this.#escape() : c;
    }
  }

  #escape(): string {
    const c = this.#text[this.#at];
    this.#at += 1;
    const plain = c === undefined ? undefined : ESCAPES[c];
    if (plain !== undefined) return plain;
    const digits = c === undefined ? undefined : { x: 2, u: 4, U: 8 }[c];
    const code = digits === undefined ? '' : this.#text.slice(this.#at, this.#at + digits).join('');
    if (digits === undefined || !/^[0-9a-fA-F]+$/.test(code) || code.length !== digits || Number.parseInt(code, 16) > 0x10ffff)
      throw new Problem(`\\${c ?? ''} is no escape`);
    this.#at += digits;
    return String.fromCodePoint(Number.parseInt(code, 16));
  }

  #ends(braced: boolean): boolean {
    return this.#at >= this.#text.length || (braced && this.#text[this.#at] === '}');
  }
  #space(): void {
    while (/^\s$/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
  #take(c: string): boolean {
    if (this.#text[this.#at] !== c) return false;
    this.#at += 1;
    return true;
  }
  #takeAll(text: string): boolean {
    if (!Array.from(text).every((c, i) => this.#text[this.#at + i] === c)) return false;
    this.#at += text.length;
    return true;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** Undefined when the text is none in the older syntax either. */
function classicMatchers(text: string): MatchersResult | undefined {
  const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(text)?.[1] ?? text;
  const matchers: AlertMatcher[] = [];
  for (const part of splitOutsideQuotes(inner)) {
    const match = CLASSIC.exec(part);
    if (match === null) return undefined;
    const value = classicValue(match[3]!);
    if (value === undefined) return undefined;
    matchers.push({ name: match[1]!, op: match[2] as AlertMatcher['op'], value });
  }
  return matchers.length === 0 ? undefined : { ok: true, matchers };
}

function splitOutsideQuotes(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!;
    if (c === '\\') {
      part += c + (text[i + 1] ?? '');
      i += 1;
    } else if (c === ',' && !quoted) {
      parts.push(part);
      part = '';
    } else {
      if (c === '"') quoted = !quoted;
      part += c;
    }
  }
  return part.trim() === '' ? parts : [...parts, part];
}

/** A bare value, or one in quotes: only `\\`, `\"` and `\n` are escapes, other backslashes are themselves. */
function classicValue(raw: string): string | undefined {
  const quoted = raw.startsWith('"');
  if (quoted && (raw.length < 2 || !raw.endsWith('"'))) return undefined;
  const body = quoted ? raw.slice(1, -1) : raw;
  if (/(?<!\\)(?:\\\\)*"/.test(body)) return undefined;
  return body.replace(/\\([\\"n])/g, (_, c: string) => (c === 'n' ? '\n' : c));
}
