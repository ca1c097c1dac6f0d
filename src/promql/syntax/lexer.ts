/** Splits an expression into tokens. Words keep their spelling; what they mean depends on their place and is the parser's business. */
import { SyntaxProblem } from './problem.ts';
import { readString } from './strings.ts';

export type TokenKind = 'number' | 'string' | 'word' | 'op' | 'end';

export interface Token {
  kind: TokenKind;
  /** As written; for strings the unescaped value. */
  text: string;
  /** Numbers: the value, durations in seconds. */
  value: number;
  from: number;
  to: number;
}

const SPACE = /[ \t\r\n]+|#[^\n]*/y;
const DURATION = /(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?(?![A-Za-z0-9_.])/y;
const NUMBER = /(?:0[xX][0-9a-fA-F]+|(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+)?)(?![A-Za-z0-9_])/y;
const WORD = /[A-Za-z_:][A-Za-z0-9_:]*/y;
const OPERATOR = /==|!=|=~|!~|<=|>=|[-+*/%^<>=@(){}[\],:]/y;

const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { y: 31536000, w: 604800, d: 86400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** Seconds of a Prometheus duration such as `1h30m`, or undefined. Computed in whole milliseconds, so `100ms` is 0.1 exactly as typed. */
export function durationSeconds(text: string): number | undefined {
  DURATION.lastIndex = 0;
  const match = DURATION.exec(text);
  if (match === null || match[0] === '' || match[0].length !== text.length) {
    return undefined;
  }
  let ms = 0;
  for (const part of text.matchAll(/(\d+)(ms|[ywdhms])/g)) {
    ms += Number(part[1]) * Math.round((SECONDS_PER_UNIT[part[2] as string] as number) * 1000);
  }
  return ms / 1000;
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match === null || match[0] === '' ? undefined : match[0];
  };
  for (;;) {
    const space = take(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    if (at >= text.length) {
      tokens.push({ kind: 'end', text: 'end of input', value: 0, from: at, to: at });
      return tokens;
    }
    const from = at;
    const c = text[at] as string;
    if (c === '"' || c === "'" || c === '`') {
      const { value, to } = readString(text, at);
      at = to;
      tokens.push({ kind: 'string', text: value, value: 0, from, to });
      continue;
    }
    const previous = tokens.at(-1);
    // Between brackets a colon divides range and step, and must not begin or continue a metric name: `[5m:rate]` is nonsense anyway.
    const duration = take(DURATION);
    const number = duration === undefined ? take(NUMBER) : undefined;
    if (duration !== undefined || number !== undefined) {
      const raw = (duration ?? number) as string;
      at += raw.length;
      const value = duration === undefined ? Number(raw.replaceAll('_', '')) : (durationSeconds(raw) as number);
      tokens.push({ kind: 'number', text: raw, value, from, to: at });
      continue;
    }
    const word = c === ':' && previous !== undefined && isBeforeStep(previous, tokens) ? undefined : take(WORD);
    const raw = word ?? take(OPERATOR);
    if (raw === undefined) {
      throw unexpectedCharacter(text, at);
    }
    at += raw.length;
    tokens.push({ kind: word === undefined ? 'op' : 'word', text: raw, value: 0, from, to: at });
  }
}

/** A colon after something inside open brackets is the separator of a subquery. */
function isBeforeStep(previous: Token, tokens: readonly Token[]): boolean {
  if (previous.kind === 'op' && previous.text !== ')') {
    return false;
  }
  let open = 0;
  for (const token of tokens) {
    if (token.kind === 'op' && token.text === '[') {
      open += 1;
    } else if (token.kind === 'op' && token.text === ']') {
      open -= 1;
    }
  }
  return open > 0;
}

function unexpectedCharacter(text: string, at: number): SyntaxProblem {
  const c = String.fromCodePoint(text.codePointAt(at) as number);
  const number = /^[0-9][A-Za-z0-9_.:]*/.exec(text.slice(at));
  if (number !== null) {
    return new SyntaxProblem(
      'promql/bad-number',
      `bad number or duration syntax: "${number[0]}"`,
      at,
      at + number[0].length,
      'durations are whole numbers with units in descending order: y, w, d, h, m, s, ms, as in 1h30m',
    );
  }
  const hint = c === '!' ? 'use != or !~' : c === '&' || c === '|' ? 'use `and`, `or`, `unless`' : undefined;
  return new SyntaxProblem('promql/unexpected-character', `unexpected character: "${c}"`, at, at + c.length, hint);
}
