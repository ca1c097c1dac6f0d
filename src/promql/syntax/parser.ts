/**
 * Recursive-descent parser with operator precedence, after Prometheus' own grammar (promql/parser/generated_parser.y, 3.5).
 * Written here, not taken from the editor's grammar (lezer-promql): that one is made for colouring text and groups `a + b offset 5m` as
 * `(a + b) offset 5m` and `-2^2` as `(-2)^2`. A test checks that the editor's grammar accepts what we accept.
 */
import type { LabelMatcher, PromqlIssue } from '../types.ts';
import {
  AGGREGATE_OPS,
  type AggregateOp,
  type AtModifier,
  type BinaryOp,
  childrenOf,
  type Expr,
  type VectorMatching,
  type VectorSelector,
} from './ast.ts';
import { checkExpr } from './check.ts';
import { DEPTH_MAX, PRECEDENCE } from './cursor.ts';
import { DurationParser } from './durations.ts';
import { type Token, tokenize } from './lexer.ts';
import { SyntaxProblem } from './problem.ts';

const EXPRESSION_LENGTH_MAX = 10_000;

const RESERVED: ReadonlySet<string> = new Set(['bool', 'on', 'ignoring', 'group_left', 'group_right', 'atan2']);

export type ParseExprResult = { ok: true; expr: Expr } | { ok: false; issues: PromqlIssue[] };

/** Parses and checks an expression. A syntax error ends the reading, so it is reported alone; errors of meaning are reported all at once. */
export function parseExpr(text: string): ParseExprResult {
  if (text.length > EXPRESSION_LENGTH_MAX) {
    const message = `expression has ${text.length} characters; at most ${EXPRESSION_LENGTH_MAX} are accepted`;
    return { ok: false, issues: [{ code: 'promql/too-long', message, from: EXPRESSION_LENGTH_MAX, to: text.length }] };
  }
  try {
    const expr = new Parser(tokenize(text)).parse();
    const issues = checkExpr(expr);
    return issues.length === 0 ? { ok: true, expr } : { ok: false, issues };
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) {
      throw problem;
    }
    const issue: PromqlIssue = { code: problem.code, message: problem.message, from: problem.from, to: problem.to };
    if (problem.hint !== undefined) {
      issue.hint = problem.hint;
    }
    return { ok: false, issues: [issue] };
  }
}

/** Parses a lone `name{label="value"}` description, as the test scripts' series have. @throws SyntaxProblem */
export function parseSelectorOnly(text: string): { selector: VectorSelector; rest: string } {
  const parser = new Parser(tokenize(text));
  const selector = parser.seriesDescription();
  return { selector, rest: text.slice(parser.position) };
}

class Parser extends DurationParser {
  private readonly depths = new Map<Expr, number>();

  get position(): number {
    return this.token.from;
  }

  parse(): Expr {
    if (this.atEnd()) {
      throw new SyntaxProblem('promql/empty', 'no expression found in input', 0, 0);
    }
    const expr = this.expression(1);
    if (!this.atEnd()) {
      throw this.unexpected(this.token, 'an operator or the end of the expression');
    }
    return expr;
  }

  seriesDescription(): VectorSelector {
    return this.selector();
  }

  /** Every node passes here, so that no expression can nest deeper than the evaluator's recursion can bear. */
  private node<T extends Expr>(expr: T): T {
    let depth = 0;
    for (const child of childrenOf(expr)) {
      depth = Math.max(depth, this.depths.get(child) ?? 0);
    }
    if (depth + 1 > DEPTH_MAX) {
      throw new SyntaxProblem('promql/too-deep', `expression nests deeper than ${DEPTH_MAX} levels`, expr.from, expr.to);
    }
    this.depths.set(expr, depth + 1);
    return expr;
  }

  private expression(precedenceMin: number): Expr {
    this.enter();
    let lhs = this.unary();
    for (;;) {
      const op = this.binaryOperator();
      const precedence = op === undefined ? 0 : (PRECEDENCE[op] as number);
      if (op === undefined || precedence < precedenceMin) {
        break;
      }
      this.advance();
      const modifiers = this.binaryModifiers();
      const rhs = this.expression(op === '^' ? precedence : precedence + 1);
      lhs = this.node({ kind: 'binary', op, lhs, rhs, ...modifiers, from: lhs.from, to: rhs.to });
    }
    this.leave();
    return lhs;
  }

  private binaryOperator(): BinaryOp | undefined {
    const token = this.token;
    if (token.kind !== 'op' && token.kind !== 'word') {
      return undefined;
    }
    const text = token.kind === 'word' ? token.text.toLowerCase() : token.text;
    return Object.hasOwn(PRECEDENCE, text) ? (text as BinaryOp) : undefined;
  }

  private binaryModifiers(): { bool: boolean; matching?: VectorMatching } {
    const bool = this.isWord('bool');
    if (bool) {
      this.advance();
    }
    if (!this.isWord('on') && !this.isWord('ignoring')) {
      return { bool };
    }
    const on = this.isWord('on', this.advance());
    const matching: VectorMatching = { card: 'one-to-one', on, labels: this.labelList(), include: [] };
    if (this.isWord('group_left') || this.isWord('group_right')) {
      matching.card = this.isWord('group_left', this.advance()) ? 'many-to-one' : 'one-to-many';
      if (this.isOp('(')) {
        matching.include = this.labelList();
      }
    }
    return { bool, matching };
  }

  private labelList(): string[] {
    this.expectOp('(', 'before label names');
    const labels: string[] = [];
    while (!this.isOp(')')) {
      labels.push(this.labelName());
      if (!this.takeOp(',')) {
        break;
      }
    }
    this.expectOp(')', 'or "," in a list of labels');
    return labels;
  }

  private labelName(): string {
    const token = this.token;
    if (token.kind === 'string' || (token.kind === 'word' && !token.text.includes(':'))) {
      this.advance();
      return token.text;
    }
    throw this.unexpected(token, 'a label name');
  }

  private unary(): Expr {
    if (!this.isOp('-') && !this.isOp('+')) {
      return this.postfix(this.primary());
    }
    const token = this.advance();
    const op = token.text as '-' | '+';
    const expr = this.expression(PRECEDENCE['^'] as number);
    if (expr.kind === 'number') {
      return this.node({ kind: 'number', value: op === '-' ? -expr.value : expr.value, from: token.from, to: expr.to });
    }
    return this.node({ kind: 'unary', op, expr, from: token.from, to: expr.to });
  }

  private primary(): Expr {
    const token = this.token;
    if (token.kind === 'number') {
      this.advance();
      return this.node({ kind: 'number', value: token.value, from: token.from, to: token.to });
    }
    if (token.kind === 'string') {
      this.advance();
      return this.node({ kind: 'string', value: token.text, from: token.from, to: token.to });
    }
    if (this.isOp('(')) {
      this.advance();
      const expr = this.expression(1);
      const close = this.expectOp(')', 'to close the parenthesis');
      return this.node({ kind: 'paren', expr, from: token.from, to: close.to });
    }
    if (this.isOp('{')) {
      return this.node(this.selector());
    }
    if (token.kind === 'word') {
      return this.fromWord(token);
    }
    throw this.unexpected(token, 'a number, a string, a selector, a function or an aggregation');
  }

  private fromWord(token: Token): Expr {
    const word = token.text.toLowerCase();
    const next = this.ahead(1);
    if ((word === 'inf' || word === 'nan') && !this.isOp('{', next)) {
      this.advance();
      return this.node({ kind: 'number', value: word === 'inf' ? Infinity : NaN, from: token.from, to: token.to });
    }
    if (
      (AGGREGATE_OPS as readonly string[]).includes(word) &&
      (this.isOp('(', next) || this.isWord('by', next) || this.isWord('without', next))
    ) {
      return this.aggregate(word as AggregateOp);
    }
    if (this.isOp('(', next)) {
      return this.call();
    }
    if (RESERVED.has(word)) {
      throw this.unexpected(token, 'a number, a string, a selector, a function or an aggregation');
    }
    return this.node(this.selector());
  }

  private call(): Expr {
    const name = this.advance();
    const { args, to } = this.callArguments();
    return this.node({ kind: 'call', func: name.text, args, from: name.from, to });
  }

  private callArguments(): { args: Expr[]; to: number } {
    this.expectOp('(', 'before arguments');
    const args: Expr[] = [];
    while (!this.isOp(')')) {
      args.push(this.expression(1));
      if (!this.takeOp(',')) {
        break;
      }
      if (this.isOp(')')) {
        throw new SyntaxProblem('promql/syntax', 'trailing commas not allowed in function call args', this.token.from, this.token.to);
      }
    }
    return { args, to: this.expectOp(')', 'or "," between arguments').to };
  }

  private aggregate(op: AggregateOp): Expr {
    const start = this.advance();
    let modifier = this.groupingModifier();
    const { args, to } = this.callArguments();
    let end = to;
    if (modifier === undefined) {
      modifier = this.groupingModifier();
      end = modifier === undefined ? to : this.previousEnd;
    }
    const wantsParameter = ['topk', 'bottomk', 'count_values', 'quantile', 'limitk', 'limit_ratio'].includes(op);
    const wanted = wantsParameter ? 2 : 1;
    if (args.length !== wanted) {
      throw new SyntaxProblem(
        'promql/argument-count',
        `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
        start.from,
        end,
      );
    }
    const expr = args[wanted - 1] as Expr;
    const grouping = { without: modifier?.without ?? false, labels: modifier?.labels ?? [] };
    const param = wantsParameter ? { param: args[0] as Expr } : {};
    return this.node({ kind: 'aggregate', op, expr, ...param, ...grouping, from: start.from, to: end });
  }

  private groupingModifier(): { without: boolean; labels: string[] } | undefined {
    if (!this.isWord('by') && !this.isWord('without')) {
      return undefined;
    }
    const without = this.isWord('without', this.advance());
    return { without, labels: this.labelList() };
  }

  private selector(): VectorSelector {
    const start = this.token;
    const matchers: LabelMatcher[] = [];
    let name: string | undefined;
    if (start.kind === 'word') {
      name = this.advance().text;
      matchers.push({ name: '__name__', op: '=', value: name });
    }
    let to = start.to;
    if (this.isOp('{')) {
      this.advance();
      while (!this.isOp('}')) {
        matchers.push(this.matcher(name !== undefined || matchers.some((m) => m.name === '__name__' && m.op === '=')));
        if (!this.takeOp(',')) {
          break;
        }
      }
      to = this.expectOp('}', 'or "," between label matchers').to;
    }
    return { kind: 'selector', ...(name === undefined ? {} : { name }), matchers, offsetMs: 0, from: start.from, to };
  }

  private matcher(named: boolean): LabelMatcher {
    const start = this.token;
    const name = this.labelName();
    if (start.kind === 'string' && !this.isOp('=') && !this.isOp('!=') && !this.isOp('=~') && !this.isOp('!~')) {
      if (named) {
        throw new SyntaxProblem('promql/name-twice', `metric name must not be set twice: "${name}"`, start.from, start.to);
      }
      return { name: '__name__', op: '=', value: name };
    }
    const op = this.token;
    if (op.kind !== 'op' || !['=', '!=', '=~', '!~'].includes(op.text)) {
      throw this.unexpected(op, 'a label matching operator: =, !=, =~ or !~');
    }
    this.advance();
    if (this.token.kind !== 'string') {
      throw this.unexpected(this.token, 'a quoted label value');
    }
    return { name, op: op.text as LabelMatcher['op'], value: this.advance().text };
  }

  private postfix(start: Expr): Expr {
    let expr = start;
    for (;;) {
      if (this.isOp('[')) {
        expr = this.range(expr);
      } else if (this.isWord('offset')) {
        expr = this.offset(expr);
      } else if (this.isOp('@')) {
        expr = this.atModifier(expr);
      } else {
        return expr;
      }
    }
  }

  private range(expr: Expr): Expr {
    const open = this.advance();
    const rangeMs = this.positiveDuration();
    if (this.takeOp(':')) {
      const step = this.isOp(']') ? {} : { stepMs: this.positiveDuration() };
      const close = this.expectOp(']', 'to close the subquery');
      return this.node({ kind: 'subquery', expr, rangeMs, ...step, offsetMs: 0, from: expr.from, to: close.to });
    }
    const close = this.expectOp(']', 'or ":" after the range');
    if (expr.kind !== 'selector') {
      const hint = 'write a subquery, [range:step], to look back over an expression';
      throw new SyntaxProblem('promql/range', 'ranges only allowed for vector selectors', open.from, close.to, hint);
    }
    if (expr.offsetMs !== 0 || expr.at !== undefined) {
      throw new SyntaxProblem('promql/range', 'no offset or @ modifiers allowed before range', open.from, close.to);
    }
    return this.node({ kind: 'matrix', selector: expr, rangeMs, from: expr.from, to: close.to });
  }

  private offset(expr: Expr): Expr {
    const word = this.advance();
    // Without parentheses only a sign and one value belong to the offset: `x offset 5m + 2` adds 2 to the result.
    let sign = 1;
    while (this.isOp('-') || this.isOp('+')) {
      sign *= this.advance().text === '-' ? -1 : 1;
    }
    const offsetMs = this.durationMs(sign * this.durationPrimary());
    const to = this.previousEnd;
    const target = modifierTarget(expr);
    if (target === undefined) {
      const message = 'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery';
      throw new SyntaxProblem('promql/offset', message, word.from, to);
    }
    if (target.offsetMs !== 0) {
      throw new SyntaxProblem('promql/offset', 'offset may not be set multiple times', word.from, to);
    }
    return this.modified(expr, { offsetMs }, to);
  }

  private atModifier(expr: Expr): Expr {
    const symbol = this.advance();
    const at = this.atTime();
    const to = this.previousEnd;
    const target = modifierTarget(expr);
    if (target === undefined) {
      const message = '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery';
      throw new SyntaxProblem('promql/at', message, symbol.from, to);
    }
    if (target.at !== undefined) {
      throw new SyntaxProblem('promql/at', '@ <timestamp> may not be set multiple times', symbol.from, to);
    }
    return this.modified(expr, { at }, to);
  }

  private atTime(): AtModifier {
    if ((this.isWord('start') || this.isWord('end')) && this.isOp('(', this.ahead(1))) {
      const kind = this.isWord('start') ? 'start' : 'end';
      this.advance();
      this.advance();
      this.expectOp(')', `after @ ${kind}(`);
      return { kind };
    }
    let sign = 1;
    if (this.isOp('-') || this.isOp('+')) {
      sign = this.advance().text === '-' ? -1 : 1;
    }
    const token = this.token;
    const tMs = token.kind === 'number' ? Math.round(sign * token.value * 1000) : NaN;
    if (!(Math.abs(tMs) < 9_007_199_254_740_992)) {
      throw token.kind === 'number' || this.isWord('inf') || this.isWord('nan')
        ? new SyntaxProblem('promql/at', `timestamp out of bounds for @ modifier: ${token.text}`, token.from, token.to)
        : this.unexpected(token, 'a time in seconds, start() or end()');
    }
    this.advance();
    return { kind: 'time', tMs };
  }

  private modified(expr: Expr, change: { offsetMs?: number; at?: AtModifier }, to: number): Expr {
    if (expr.kind === 'matrix') {
      return this.node({ ...expr, selector: { ...expr.selector, ...change }, to });
    }
    return this.node({ ...(expr as VectorSelector), ...change, to });
  }
}

function modifierTarget(expr: Expr): { offsetMs: number; at?: AtModifier } | undefined {
  return expr.kind === 'matrix' ? expr.selector : expr.kind === 'selector' || expr.kind === 'subquery' ? expr : undefined;
}
