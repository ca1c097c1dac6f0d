/** Walking over tokens: what every part of the parser shares. */
import type { Token } from './lexer.ts';
import { SyntaxProblem } from './problem.ts';

/** No expression nests deeper: the checks and the evaluator recurse over it. */
export const DEPTH_MAX = 250;

export const PRECEDENCE: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '>': 3,
  '<=': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};

export class TokenCursor {
  private readonly tokens: readonly Token[];
  private index = 0;
  private nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  /** Where the token just taken ended. */
  protected get previousEnd(): number {
    return this.tokens[this.index - 1]?.to ?? 0;
  }

  /** Begins a level of nesting; `leave` ends it. @throws SyntaxProblem when there are too many */
  protected enter(): void {
    this.nesting += 1;
    if (this.nesting > DEPTH_MAX) {
      throw new SyntaxProblem('promql/too-deep', `expression nests deeper than ${DEPTH_MAX} levels`, this.token.from, this.token.to);
    }
  }

  protected leave(): void {
    this.nesting -= 1;
  }

  protected get token(): Token {
    return this.tokens[this.index] as Token;
  }

  protected atEnd(): boolean {
    return this.token.kind === 'end';
  }

  protected ahead(count: number): Token {
    return this.tokens[Math.min(this.index + count, this.tokens.length - 1)] as Token;
  }

  protected advance(): Token {
    const token = this.token;
    if (token.kind !== 'end') {
      this.index += 1;
    }
    return token;
  }

  protected isOp(text: string, token: Token = this.token): boolean {
    return token.kind === 'op' && token.text === text;
  }

  protected isWord(text: string, token: Token = this.token): boolean {
    return token.kind === 'word' && token.text.toLowerCase() === text;
  }

  protected takeOp(text: string): boolean {
    if (this.isOp(text)) {
      this.index += 1;
      return true;
    }
    return false;
  }

  protected expectOp(text: string, context: string): Token {
    if (!this.isOp(text)) {
      throw this.unexpected(this.token, `"${text}" ${context}`);
    }
    return this.advance();
  }

  protected unexpected(token: Token, expected: string): SyntaxProblem {
    if (token.kind === 'end') return new SyntaxProblem('promql/syntax', this.endsTooSoon(), token.from, token.to, `expected ${expected}`);
    const found = token.kind === 'string' ? 'string' : `${token.kind === 'word' ? 'identifier ' : ''}"${token.text}"`;
    return new SyntaxProblem('promql/syntax', `unexpected ${found}, expected ${expected}`, token.from, token.to);
  }

  /** What Prometheus' lexer says of a text that stops within braces, parentheses or brackets. */
  private endsTooSoon(): string {
    const open = (text: string, closing: string): boolean =>
      this.tokens.filter((token) => this.isOp(text, token)).length > this.tokens.filter((token) => this.isOp(closing, token)).length;
    if (open('{', '}')) return 'unexpected end of input inside braces';
    if (open('(', ')')) return 'unclosed left parenthesis';
    return open('[', ']') ? 'unclosed left bracket' : 'unexpected end of input';
  }
}
