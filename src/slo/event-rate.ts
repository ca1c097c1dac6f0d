// The rate of the events that an objective counts, over any window. An objective is written once, with counters or with rates;
// the expression is walked and every counter read as `rate(counter[window])`. What has no such reading is refused, with its place.
import { type Expr, formatExpr, parseExpr, typeOf } from '../promql/index.ts';

/** Something wrong with an expression, at characters `from`..`to` of its text. */
export interface EventIssue {
  message: string;
  hint: string;
  from: number;
  to: number;
}
export type EventRate = { ok: true; expr: (windowMs: number) => Expr } | { ok: false; issues: EventIssue[] };

class Unreadable extends Error {
  readonly issue: EventIssue;
  constructor(issue: EventIssue) {
    super(issue.message);
    this.issue = issue;
  }
}

/** Series that are rates already, as recording rules name them (`job:requests:rate5m`): their mean over a window is the rate over it. */
const RECORDED_RATE = /:(?:i?rate|increase|per_second)/;
/** Functions over ranges that count events, and what counts them over another window. */
const COUNTING: Readonly<Record<string, string>> = {
  rate: 'rate',
  irate: 'rate',
  increase: 'rate',
  sum_over_time: 'sum_over_time',
  count_over_time: 'count_over_time',
};
/** Functions that change labels or order and leave the numbers as they are; the series is their first argument. */
const PASSING: readonly string[] = ['label_replace', 'label_join', 'sort', 'sort_desc', 'sort_by_label', 'sort_by_label_desc'];

/**
 * How an expression that counts events (or gives their rate) reads over a window: events per second, one series, summed.
 * Counts and rates may be added, subtracted, multiplied by a number, joined by `or` and summed; offsets are kept.
 */
export function eventRate(text: string): EventRate {
  const parsed = parseExpr(text);
  if (!parsed.ok)
    return { ok: false, issues: parsed.issues.map(({ message, hint, from, to }) => ({ message, hint: hint ?? '', from, to })) };
  const type = typeOf(parsed.expr);
  if (type !== 'vector' && type !== 'matrix')
    return {
      ok: false,
      issues: [{ message: `a ${type} counts no events`, hint: 'Write a counter, or a rate of one', ...spanOf(parsed.expr) }],
    };
  try {
    over(parsed.expr, 300_000);
  } catch (problem) {
    if (problem instanceof Unreadable) return { ok: false, issues: [problem.issue] };
    throw problem;
  }
  return { ok: true, expr: (windowMs) => summed(over(parsed.expr, windowMs)) };
}

/** `sum(…)` around what may be several series. */
function summed(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === 'paren') inner = inner.expr;
  if (inner.kind === 'aggregate' && inner.op === 'sum' && !inner.without && inner.labels.length === 0) return inner;
  return { kind: 'aggregate', op: 'sum', expr: inner, without: false, labels: [], ...spanOf(expr) };
}

function over(expr: Expr, windowMs: number): Expr {
  switch (expr.kind) {
    case 'selector':
      refuseAt(expr);
      return {
        kind: 'call',
        func: RECORDED_RATE.test(expr.name ?? '') ? 'avg_over_time' : 'rate',
        args: [{ kind: 'matrix', selector: expr, rangeMs: windowMs, ...spanOf(expr) }],
        ...spanOf(expr),
      };
    case 'paren':
    case 'unary':
      return { ...expr, expr: over(expr.expr, windowMs) };
    case 'aggregate':
      if (expr.op === 'sum') return { ...expr, expr: over(expr.expr, windowMs) };
      return refuse(expr, `${expr.op} of counters counts no events`, 'Use sum');
    case 'call':
      return callOver(expr, windowMs);
    case 'binary':
      return binaryOver(expr, windowMs);
    case 'matrix':
      return over(expr.selector, windowMs);
    case 'subquery':
      return refuse(expr, 'a subquery has a step and a range of its own', 'Write the counter itself, or a rate of it');
    default:
      return refuse(expr, 'a fixed value counts no events', 'Write a counter, or a rate of one');
  }
}

function callOver(expr: Expr & { kind: 'call' }, windowMs: number): Expr {
  const first = expr.args[0];
  const counting = Object.hasOwn(COUNTING, expr.func) ? COUNTING[expr.func] : undefined;
  if (counting !== undefined && first?.kind === 'matrix') {
    refuseAt(first.selector);
    return { ...expr, func: counting, args: [{ ...first, rangeMs: windowMs }] };
  }
  if (counting !== undefined)
    return refuse(expr, `${expr.func} of a subquery cannot be read over another window`, 'Use the counter itself');
  if (PASSING.includes(expr.func) && first !== undefined) return { ...expr, args: [over(first, windowMs), ...expr.args.slice(1)] };
  // Nothing is nothing over any window: `… or vector(0)`.
  if (expr.func === 'vector' && first?.kind === 'number' && first.value === 0) return expr;
  return refuse(expr, `${expr.func} counts no events`, 'Use counters, rate, increase, sum_over_time or count_over_time');
}

function binaryOver(expr: Expr & { kind: 'binary' }, windowMs: number): Expr {
  const { op, lhs, rhs } = expr;
  switch (op) {
    case '+':
    case '-':
    case 'or':
      return { ...expr, lhs: over(lhs, windowMs), rhs: over(rhs, windowMs) };
    case 'and':
    case 'unless':
      return { ...expr, lhs: over(lhs, windowMs) };
    case '*':
      if (isNumber(lhs)) return { ...expr, rhs: over(rhs, windowMs) };
      if (isNumber(rhs)) return { ...expr, lhs: over(lhs, windowMs) };
      return refuse(expr, 'a product of two series counts no events', 'Multiply by a number only');
    case '/':
      if (isNumber(rhs)) return { ...expr, lhs: over(lhs, windowMs) };
      return refuse(expr, 'a quotient is no count of events', 'Put what is divided into `good` and what it is divided by into `total`');
    default:
      return refuse(expr, `${op} leaves no count of events`, 'Use +, -, or, and numbers as factors');
  }
}

/** Made of numbers alone. */
function isNumber(expr: Expr): boolean {
  if (expr.kind === 'number') return true;
  if (expr.kind === 'paren' || expr.kind === 'unary') return isNumber(expr.expr);
  return expr.kind === 'binary' && isNumber(expr.lhs) && isNumber(expr.rhs);
}

function refuseAt(selector: Expr & { kind: 'selector' }): void {
  if (selector.at !== undefined) refuse(selector, '`@` holds the reading at one instant', 'Leave it out; an offset may stay');
}
const spanOf = ({ from, to }: Expr): { from: number; to: number } => ({ from, to });
function refuse(expr: Expr, message: string, hint: string): never {
  throw new Unreadable({ message, hint, ...spanOf(expr) });
}

/**
 * PromQL of the share of events that failed over a window, from 0 to 1; no value without traffic. When nothing good happened at all, no series of
 * good events may exist: that is a share of 1, not of nothing.
 */
export function errorRatioText(good: Expr, total: Expr): string {
  return `clamp(1 - (${formatExpr(good)} or vector(0)) / (${formatExpr(total)} > 0), 0, 1)`;
}
