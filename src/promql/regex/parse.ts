/**
 * Parser for RE2's regular-expression syntax (github.com/google/re2/wiki/Syntax), without what RE2 itself refuses: no back-references, no
 * look-around. It yields a tree that `compile.ts` turns into a program for a machine that runs in time proportional to the text.
 */

const REPEAT_MAX = 1000;

export type Node =
  | { kind: 'empty' }
  | { kind: 'char'; matches: CharTest }
  | { kind: 'concat'; parts: Node[] }
  | { kind: 'alternate'; parts: Node[] }
  | { kind: 'repeat'; node: Node; min: number; max: number; greedy: boolean }
  | { kind: 'group'; node: Node; index: number }
  | { kind: 'assert'; at: 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word' | 'not-word' };

/** Whether a code point belongs to a class. */
export type CharTest = (codePoint: number) => boolean;

export interface ParsedPattern {
  node: Node;
  groupCount: number;
  groupNames: ReadonlyMap<string, number>;
}

export class RegexError extends Error {}

interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  U: boolean;
}

/** @throws RegexError saying what RE2 would not accept */
export function parsePattern(pattern: string, dotMatchesNewline: boolean): ParsedPattern {
  return new Parser(pattern, dotMatchesNewline).parse();
}

class Parser {
  private readonly text: readonly number[];
  private position = 0;
  private groups = 0;
  private depth = 0;
  private readonly names = new Map<string, number>();
  private flags: Flags;

  constructor(pattern: string, dotMatchesNewline: boolean) {
    this.text = Array.from(pattern, (c) => c.codePointAt(0) as number);
    this.flags = { i: false, m: false, s: dotMatchesNewline, U: false };
  }

  parse(): ParsedPattern {
    const node = this.alternation();
    if (this.position < this.text.length) {
      throw new RegexError('unexpected )');
    }
    return { node, groupCount: this.groups, groupNames: this.names };
  }

  private alternation(): Node {
    this.depth += 1;
    if (this.depth > 100) {
      throw new RegexError('expression nests too deeply');
    }
    const parts = [this.concatenation()];
    while (this.take('|')) {
      parts.push(this.concatenation());
    }
    this.depth -= 1;
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'alternate', parts };
  }

  private concatenation(): Node {
    const parts: Node[] = [];
    while (this.position < this.text.length && !this.at('|') && !this.at(')')) {
      const atom = this.atom();
      if (atom !== undefined) {
        parts.push(this.quantified(atom));
      }
    }
    return parts.length === 0 ? { kind: 'empty' } : parts.length === 1 ? (parts[0] as Node) : { kind: 'concat', parts };
  }

  private quantified(atom: Node): Node {
    let node = atom;
    let quantified = false;
    for (;;) {
      const range = this.quantifier();
      if (range === undefined) {
        return node;
      }
      if (quantified) {
        throw new RegexError('invalid nested repetition operator');
      }
      quantified = true;
      const lazy = this.take('?');
      node = { kind: 'repeat', node, min: range[0], max: range[1], greedy: lazy === this.flags.U };
    }
  }

  private quantifier(): readonly [min: number, max: number] | undefined {
    if (this.take('*')) {
      return [0, Infinity];
    }
    if (this.take('+')) {
      return [1, Infinity];
    }
    if (this.take('?')) {
      return [0, 1];
    }
    if (!this.at('{')) {
      return undefined;
    }
    const rest = String.fromCodePoint(...this.text.slice(this.position, this.position + 12));
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(rest);
    if (match === null) {
      return undefined;
    }
    this.position += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
    if (min > REPEAT_MAX || (max !== Infinity && max > REPEAT_MAX) || min > max) {
      throw new RegexError(`invalid repeat count: ${match[0]}`);
    }
    return [min, max];
  }

  /** One item, or undefined when it was only a change of flags. */
  private atom(): Node | undefined {
    const c = this.next();
    switch (String.fromCodePoint(c)) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'char', matches: this.folded(this.charClass()) };
      case '.':
        return { kind: 'char', matches: this.flags.s ? () => true : (x) => x !== 0x0a };
      case '^':
        return { kind: 'assert', at: this.flags.m ? 'line-start' : 'text-start' };
      case '$':
        return { kind: 'assert', at: this.flags.m ? 'line-end' : 'text-end' };
      case '\\':
        return this.escapeAtom();
      case '*':
      case '+':
      case '?':
        throw new RegexError(`missing argument to repetition operator: ${String.fromCodePoint(c)}`);
      default:
        return this.literal(c);
    }
  }

  private literal(c: number): Node {
    return { kind: 'char', matches: this.folded((x) => x === c) };
  }

  private folded(test: CharTest): CharTest {
    return this.flags.i ? (x) => test(x) || test(swapCase(x, true)) || test(swapCase(x, false)) : test;
  }

  private group(): Node | undefined {
    if (!this.take('?')) {
      return this.captured(undefined);
    }
    const rest = String.fromCodePoint(...this.text.slice(this.position, this.position + 80));
    if (/^(=|!|<=|<!|>)/.test(rest)) {
      throw new RegexError('look-around and atomic groups are not supported by RE2');
    }
    const named = /^P?<([A-Za-z0-9_]+)>/.exec(rest);
    if (named !== null) {
      this.position += named[0].length;
      return this.captured(named[1]);
    }
    const outer = { ...this.flags };
    const flags = { ...this.flags };
    let value = true;
    for (;;) {
      const c = String.fromCodePoint(this.next());
      if (c === '-' && value) {
        value = false;
      } else if (c === 'i' || c === 'm' || c === 's' || c === 'U') {
        flags[c] = value;
      } else if (c === ')') {
        this.flags = flags;
        return undefined;
      } else if (c === ':') {
        this.flags = flags;
        const node = this.alternation();
        this.expectClose();
        this.flags = outer;
        return node;
      } else {
        throw new RegexError(`invalid or unsupported group syntax: (?${rest.slice(0, 4)}`);
      }
    }
  }

  private captured(name: string | undefined): Node {
    this.groups += 1;
    const index = this.groups;
    if (name !== undefined) {
      if (this.names.has(name)) {
        throw new RegexError(`duplicate capture group name: ${name}`);
      }
      this.names.set(name, index);
    }
    const outer = { ...this.flags };
    const node = this.alternation();
    this.expectClose();
    this.flags = outer;
    return { kind: 'group', node, index };
  }

  private expectClose(): void {
    if (!this.take(')')) {
      throw new RegexError('missing closing )');
    }
  }

  private escapeAtom(): Node {
    const c = this.peekChar();
    const asserts: Record<string, 'text-start' | 'text-end' | 'word' | 'not-word'> = {
      A: 'text-start',
      z: 'text-end',
      b: 'word',
      B: 'not-word',
    };
    const assertion = asserts[c];
    if (assertion !== undefined) {
      this.position += 1;
      return { kind: 'assert', at: assertion };
    }
    if (c === 'Q') {
      this.position += 1;
      return this.quoted();
    }
    const set = this.classEscape();
    if (set !== undefined) {
      return { kind: 'char', matches: this.folded(set) };
    }
    return this.literal(this.escapedChar());
  }

  private quoted(): Node {
    const parts: Node[] = [];
    while (this.position < this.text.length) {
      const c = this.next();
      if (c === 0x5c && this.at('E')) {
        this.position += 1;
        break;
      }
      parts.push(this.literal(c));
    }
    return { kind: 'concat', parts };
  }

  /** `\d`, `\pL` and the like; undefined when the escape stands for one character. The backslash is already taken. */
  private classEscape(): CharTest | undefined {
    const c = this.peekChar();
    const perl = PERL_CLASSES[c.toLowerCase()];
    if (perl !== undefined) {
      this.position += 1;
      return c === c.toLowerCase() ? perl : (x) => !perl(x);
    }
    if (c === 'p' || c === 'P') {
      this.position += 1;
      return this.unicodeClass(c === 'P');
    }
    return undefined;
  }

  private unicodeClass(negatedByCase: boolean): CharTest {
    let negated = negatedByCase;
    let name = '';
    if (this.take('{')) {
      if (this.take('^')) {
        negated = !negated;
      }
      while (!this.at('}')) {
        name += String.fromCodePoint(this.next());
      }
      this.position += 1;
    } else {
      name = String.fromCodePoint(this.next());
    }
    const property = unicodeProperty(name);
    return (x) => property.test(String.fromCodePoint(x)) !== negated;
  }

  private escapedChar(): number {
    const c = this.next();
    const text = String.fromCodePoint(c);
    const simple: Record<string, number> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
    const code = simple[text];
    if (code !== undefined) {
      return code;
    }
    if (text === 'x') {
      return this.hexEscape();
    }
    if (c >= 0x30 && c <= 0x37) {
      // \123 is octal only when more digits follow, or it is \0; \1 alone is a back-reference, which RE2 refuses.
      let value = c - 0x30;
      let digits = 1;
      while (digits < 3 && this.position < this.text.length && isOctal(this.text[this.position] as number)) {
        value = value * 8 + (this.next() - 0x30);
        digits += 1;
      }
      if (c !== 0x30 && digits === 1) {
        throw new RegexError(`invalid escape sequence: \\${text} (RE2 has no back-references)`);
      }
      return value;
    }
    if (/[A-Za-z0-9]/.test(text)) {
      throw new RegexError(`invalid escape sequence: \\${text}`);
    }
    return c;
  }

  private hexEscape(): number {
    let digits = '';
    if (this.take('{')) {
      while (!this.at('}')) {
        digits += String.fromCodePoint(this.next());
      }
      this.position += 1;
    } else {
      digits = String.fromCodePoint(this.next(), this.next());
    }
    const value = /^[0-9a-fA-F]{1,6}$/.test(digits) ? Number.parseInt(digits, 16) : Infinity;
    if (value > 0x10ffff) {
      throw new RegexError(`invalid escape sequence: \\x${digits}`);
    }
    return value;
  }

  private charClass(): CharTest {
    const negated = this.take('^');
    const tests: CharTest[] = [];
    let first = true;
    while (first || !this.at(']')) {
      if (this.position >= this.text.length) {
        throw new RegexError('missing closing ]');
      }
      first = false;
      const set = this.posixClass() ?? this.classMember();
      tests.push(set);
    }
    this.position += 1;
    return (x) => tests.some((test) => test(x)) !== negated;
  }

  private posixClass(): CharTest | undefined {
    const rest = String.fromCodePoint(...this.text.slice(this.position, this.position + 14));
    const match = /^\[:(\^?)([a-z]+):\]/.exec(rest);
    if (match === null) {
      return undefined;
    }
    const test = POSIX_CLASSES[match[2] as string];
    if (test === undefined) {
      throw new RegexError(`invalid character class range: ${match[0]}`);
    }
    this.position += match[0].length;
    return match[1] === '^' ? (x) => !test(x) : test;
  }

  private classMember(): CharTest {
    if (this.take('\\')) {
      const set = this.classEscape();
      if (set !== undefined) {
        return set;
      }
      return this.classRange(this.escapedChar());
    }
    return this.classRange(this.next());
  }

  private classRange(low: number): CharTest {
    if (this.at('-') && this.position + 1 < this.text.length && this.text[this.position + 1] !== 0x5d) {
      this.position += 1;
      const high = this.take('\\') ? this.escapedChar() : this.next();
      if (high < low) {
        throw new RegexError(`invalid character class range: ${String.fromCodePoint(low)}-${String.fromCodePoint(high)}`);
      }
      return (x) => x >= low && x <= high;
    }
    return (x) => x === low;
  }

  private at(c: string): boolean {
    return this.text[this.position] === c.codePointAt(0);
  }

  private take(c: string): boolean {
    if (this.at(c)) {
      this.position += 1;
      return true;
    }
    return false;
  }

  private peekChar(): string {
    const c = this.text[this.position];
    if (c === undefined) {
      throw new RegexError('trailing backslash at end of expression');
    }
    return String.fromCodePoint(c);
  }

  private next(): number {
    const c = this.text[this.position];
    if (c === undefined) {
      throw new RegexError('unexpected end of expression');
    }
    this.position += 1;
    return c;
  }
}

function isOctal(c: number): boolean {
  return c >= 0x30 && c <= 0x37;
}

function swapCase(codePoint: number, upper: boolean): number {
  const text = String.fromCodePoint(codePoint);
  const other = upper ? text.toUpperCase() : text.toLowerCase();
  const result = other.codePointAt(0) as number;
  return other.length === (result > 0xffff ? 2 : 1) ? result : codePoint;
}

const between =
  (...ranges: readonly (readonly [number, number])[]): CharTest =>
  (x) =>
    ranges.some(([low, high]) => x >= low && x <= high);
const DIGIT = between([0x30, 0x39]);
const WORD = between([0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]);
const PERL_CLASSES: Readonly<Record<string, CharTest>> = { d: DIGIT, w: WORD, s: between([9, 10], [12, 13], [32, 32]) };

const POSIX_CLASSES: Readonly<Record<string, CharTest>> = {
  alnum: between([0x30, 0x39], [0x41, 0x5a], [0x61, 0x7a]),
  alpha: between([0x41, 0x5a], [0x61, 0x7a]),
  ascii: between([0, 0x7f]),
  blank: between([9, 9], [32, 32]),
  cntrl: between([0, 0x1f], [0x7f, 0x7f]),
  digit: DIGIT,
  graph: between([0x21, 0x7e]),
  lower: between([0x61, 0x7a]),
  print: between([0x20, 0x7e]),
  punct: between([0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]),
  space: between([9, 13], [32, 32]),
  upper: between([0x41, 0x5a]),
  word: WORD,
  xdigit: between([0x30, 0x39], [0x41, 0x46], [0x61, 0x66]),
};

/** Tests a single character, so the platform's own engine is safe here: there is nothing to backtrack over. */
function unicodeProperty(name: string): RegExp {
  for (const property of [name, `Script=${name}`]) {
    try {
      return new RegExp(`^\\p{${property}}$`, 'u');
    } catch {
      // Not a property of this kind: try the next.
    }
  }
  throw new RegexError(`invalid character class range: \\p{${name}}`);
}

export const isWordChar: CharTest = WORD;
