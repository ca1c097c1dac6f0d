/** The typed syntax tree of an expression. Plain data; every node knows its characters `from`..`to` in the text. */
import type { LabelMatcher } from '../types.ts';

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

export interface Span {
  from: number;
  to: number;
}

/** The `@` modifier: a fixed instant, or the start or end of the query. */
export type AtModifier = { kind: 'time'; tMs: number } | { kind: 'start' } | { kind: 'end' };

export interface NumberLiteral extends Span {
  kind: 'number';
  value: number;
}
export interface StringLiteral extends Span {
  kind: 'string';
  value: string;
}
export interface VectorSelector extends Span {
  kind: 'selector';
  /** The metric name when it stands before the braces; a matcher for it is among `matchers` too. */
  name?: string;
  matchers: readonly LabelMatcher[];
  offsetMs: number;
  at?: AtModifier;
}
export interface MatrixSelector extends Span {
  kind: 'matrix';
  selector: VectorSelector;
  rangeMs: number;
}
export interface Subquery extends Span {
  kind: 'subquery';
  expr: Expr;
  rangeMs: number;
  /** Undefined: the evaluator's default. */
  stepMs?: number;
  offsetMs: number;
  at?: AtModifier;
}
export interface Paren extends Span {
  kind: 'paren';
  expr: Expr;
}
export interface Unary extends Span {
  kind: 'unary';
  op: '+' | '-';
  expr: Expr;
}
export interface Call extends Span {
  kind: 'call';
  func: string;
  args: readonly Expr[];
}
export interface Aggregate extends Span {
  kind: 'aggregate';
  op: AggregateOp;
  expr: Expr;
  param?: Expr;
  without: boolean;
  labels: readonly string[];
}

export const AGGREGATE_OPS = [
  'sum',
  'avg',
  'count',
  'min',
  'max',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'count_values',
  'quantile',
  'limitk',
  'limit_ratio',
] as const;
export type AggregateOp = (typeof AGGREGATE_OPS)[number];

export type ArithmeticOp = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
export type ComparisonOp = '==' | '!=' | '<' | '>' | '<=' | '>=';
export type SetOp = 'and' | 'or' | 'unless';
export type BinaryOp = ArithmeticOp | ComparisonOp | SetOp;

export interface VectorMatching {
  card: 'one-to-one' | 'many-to-one' | 'one-to-many';
  on: boolean;
  labels: readonly string[];
  /** Labels that group_left or group_right copies from the "one" side. */
  include: readonly string[];
}
export interface Binary extends Span {
  kind: 'binary';
  op: BinaryOp;
  lhs: Expr;
  rhs: Expr;
  bool: boolean;
  /** Present only when the text says `on`, `ignoring` or a group modifier. */
  matching?: VectorMatching;
}

export type Expr = NumberLiteral | StringLiteral | VectorSelector | MatrixSelector | Subquery | Paren | Unary | Call | Aggregate | Binary;

const COMPARISON_OPS: readonly string[] = ['==', '!=', '<', '>', '<=', '>='];
const SET_OPS: readonly string[] = ['and', 'or', 'unless'];

export function isComparison(op: BinaryOp): op is ComparisonOp {
  return COMPARISON_OPS.includes(op);
}

export function isSetOp(op: BinaryOp): op is SetOp {
  return SET_OPS.includes(op);
}

/** The expression inside any number of parentheses. */
export function unparen(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === 'paren') {
    inner = inner.expr;
  }
  return inner;
}

/** The expressions directly below a node. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return [];
    case 'matrix':
      return [expr.selector];
    case 'subquery':
    case 'paren':
    case 'unary':
      return [expr.expr];
    case 'call':
      return expr.args;
    case 'aggregate':
      return expr.param === undefined ? [expr.expr] : [expr.param, expr.expr];
    case 'binary':
      return [expr.lhs, expr.rhs];
  }
}
