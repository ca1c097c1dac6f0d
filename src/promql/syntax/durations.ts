/** Duration expressions: arithmetic over durations and numbers inside `[...]` and after `offset`, computed while parsing. */
import { pow } from '../../math/index.ts';
import { PRECEDENCE, TokenCursor } from './cursor.ts';
import { SyntaxProblem } from './problem.ts';

export class DurationParser extends TokenCursor {
  protected positiveDuration(): number {
    const from = this.token.from;
    const ms = this.durationMs(this.durationExpression(1));
    if (!(ms > 0)) {
      const to = this.token.from;
      throw new SyntaxProblem('promql/duration', 'duration must be greater than 0', from, to);
    }
    return ms;
  }

  protected durationMs(seconds: number): number {
    const ms = Math.round(seconds * 1000);
    // 2^53 microseconds: far beyond any series, far below where millisecond arithmetic would lose digits.
    if (!(Math.abs(ms) <= 9_007_199_254_740)) {
      throw new SyntaxProblem('promql/duration', 'duration out of range', this.token.from, this.token.to);
    }
    return ms;
  }

  /** Arithmetic over durations and numbers inside `[...]`, in seconds. */
  private durationExpression(precedenceMin: number): number {
    this.enter();
    let value = this.durationPrimary();
    for (;;) {
      const op = this.token.kind === 'op' ? this.token.text : '';
      const precedence = ['+', '-', '*', '/', '%', '^'].includes(op) ? (PRECEDENCE[op] as number) : 0;
      if (precedence === 0 || precedence < precedenceMin) {
        break;
      }
      const at = this.advance();
      const rhs = this.durationExpression(op === '^' ? precedence : precedence + 1);
      if ((op === '/' || op === '%') && rhs === 0) {
        throw new SyntaxProblem('promql/duration', op === '/' ? 'division by zero' : 'modulo by zero', at.from, at.to);
      }
      value = durationArithmetic(op, value, rhs);
    }
    this.leave();
    return value;
  }

  protected durationPrimary(): number {
    if (this.isOp('-') || this.isOp('+')) {
      const sign = this.advance().text === '-' ? -1 : 1;
      return sign * this.durationExpression(PRECEDENCE['^'] as number);
    }
    if (this.takeOp('(')) {
      const value = this.durationExpression(1);
      this.expectOp(')', 'to close the parenthesis');
      return value;
    }
    if (this.token.kind === 'number') {
      return this.advance().value;
    }
    throw this.unexpected(this.token, 'a duration');
  }
}

function durationArithmetic(op: string, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      return pow(a, b);
  }
}
