/** Checks of meaning after parsing: types, argument counts, matchers, matching clauses. Reports everything wrong at once, with positions. */

import { compileRegex, RegexError } from '../regex/regex.ts';
import type { PromqlIssue } from '../types.ts';
import {
  type Aggregate,
  type Binary,
  type Call,
  childrenOf,
  type Expr,
  isComparison,
  isSetOp,
  type ValueType,
  type VectorSelector,
} from './ast.ts';
import { FUNCTIONS } from './function-table.ts';
import { isWellFormed } from './strings.ts';

const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};

/** The type an expression evaluates to. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
    case 'aggregate':
      return 'vector';
    case 'matrix':
    case 'subquery':
      return 'matrix';
    case 'paren':
    case 'unary':
      return typeOf(expr.expr);
    case 'call':
      return FUNCTIONS.get(expr.func)?.returns ?? 'vector';
    case 'binary':
      return typeOf(expr.lhs) === 'scalar' && typeOf(expr.rhs) === 'scalar' ? 'scalar' : 'vector';
  }
}

export function checkExpr(expr: Expr): PromqlIssue[] {
  const issues: PromqlIssue[] = [];
  visit(expr, issues);
  return issues.sort((a, b) => a.from - b.from);
}

/** The second argument of info() selects labels, not series. */
function isLabelSelector(child: Expr, parent: Expr): boolean {
  return parent.kind === 'call' && parent.func === 'info' && child === parent.args[1];
}

function visit(expr: Expr, issues: PromqlIssue[], ofLabels = false): void {
  for (const child of childrenOf(expr)) {
    visit(child, issues, isLabelSelector(child, expr));
  }
  const report = (code: string, message: string, at: Expr, hint?: string): void => {
    issues.push({ code, message, from: at.from, to: at.to, ...(hint === undefined ? {} : { hint }) });
  };
  const expectType = (at: Expr, wanted: ValueType, context: string): void => {
    const found = typeOf(at);
    if (found !== wanted) {
      const hint = found === 'vector' && wanted === 'matrix' ? 'add a range such as [5m] to the selector' : undefined;
      report('promql/type', `expected type ${TYPE_NAMES[wanted]} in ${context}, got ${TYPE_NAMES[found]}`, at, hint);
    }
  };
  switch (expr.kind) {
    case 'selector':
      checkSelector(expr, report, ofLabels);
      break;
    case 'subquery':
      if (typeOf(expr.expr) !== 'vector') {
        report('promql/type', `subquery is only allowed on instant vector, got ${TYPE_NAMES[typeOf(expr.expr)]} instead`, expr);
      }
      break;
    case 'unary': {
      const type = typeOf(expr.expr);
      if (type !== 'scalar' && type !== 'vector') {
        report(
          'promql/type',
          `unary expression only allowed on expressions of type scalar or instant vector, got "${TYPE_NAMES[type]}"`,
          expr,
        );
      }
      break;
    }
    case 'call':
      checkCall(expr, report, expectType);
      break;
    case 'aggregate':
      checkAggregate(expr, expectType);
      break;
    case 'binary':
      checkBinary(expr, report);
  }
}

type Report = (code: string, message: string, at: Expr, hint?: string) => void;
type ExpectType = (at: Expr, wanted: ValueType, context: string) => void;

function checkSelector(expr: VectorSelector, report: Report, ofLabels: boolean): void {
  let selective = false;
  for (const matcher of expr.matchers) {
    if (matcher.name === '__name__' && expr.name !== undefined && matcher !== expr.matchers[0]) {
      report('promql/name-twice', `metric name must not be set twice: "${expr.name}" or "${matcher.value}"`, expr);
    }
    if (!isWellFormed(matcher.name) || matcher.name === '') {
      report('promql/label-name', `invalid label name "${matcher.name}"`, expr);
    }
    let matchesEmpty = matcher.value === '';
    if (matcher.op === '=~' || matcher.op === '!~') {
      try {
        matchesEmpty = compileRegex(matcher.value).test('');
      } catch (problem) {
        if (!(problem instanceof RegexError)) {
          throw problem;
        }
        report('promql/regex', `invalid regular expression "${matcher.value}": ${problem.message}`, expr);
      }
    }
    selective ||= matchesEmpty !== (matcher.op === '=' || matcher.op === '=~');
  }
  if (!selective && !ofLabels) {
    const hint = 'name the metric or match one label against a value that is not empty';
    report('promql/matches-all', 'vector selector must contain at least one non-empty matcher', expr, hint);
  }
}

function checkCall(expr: Call, report: Report, expectType: ExpectType): void {
  const signature = FUNCTIONS.get(expr.func);
  if (signature === undefined) {
    const near = nearestFunction(expr.func);
    report(
      'promql/unknown-function',
      `unknown function with name "${expr.func}"`,
      expr,
      near === undefined ? undefined : `did you mean ${near}?`,
    );
    return;
  }
  const most = signature.args.length;
  const least = signature.optional === 'any' ? most - 1 : most - signature.optional;
  const count = expr.args.length;
  if (count < least || (signature.optional !== 'any' && count > most)) {
    const bound = least === most ? '' : count < least ? 'at least ' : 'at most ';
    const wanted = count < least ? least : most;
    report('promql/argument-count', `expected ${bound}${wanted} argument(s) in call to "${expr.func}", got ${count}`, expr);
    return;
  }
  expr.args.forEach((arg, i) => {
    expectType(arg, signature.args[Math.min(i, most - 1)] as ValueType, `call to function "${expr.func}"`);
  });
  const selector = expr.args[1];
  if (expr.func === 'info' && selector !== undefined && (selector.kind !== 'selector' || selector.name !== undefined)) {
    const hint = 'select labels as in {version=~".+"}, another metric as in {__name__="build_info"}';
    report('promql/label-selector', 'expected label selectors only, got vector selector instead', selector, hint);
  }
}

/** The known function that starts alike, if any. */
function nearestFunction(name: string): string | undefined {
  const lower = name.toLowerCase();
  return FUNCTIONS.has(lower) ? lower : [...FUNCTIONS.keys()].find((known) => known.startsWith(lower) || lower.startsWith(`${known}_`));
}

function checkAggregate(expr: Aggregate, expectType: ExpectType): void {
  expectType(expr.expr, 'vector', 'aggregation expression');
  if (expr.param !== undefined) {
    expectType(expr.param, expr.op === 'count_values' ? 'string' : 'scalar', 'aggregation parameter');
  }
}

function checkBinary(expr: Binary, report: Report): void {
  const left = typeOf(expr.lhs);
  const right = typeOf(expr.rhs);
  if (expr.bool && !isComparison(expr.op)) {
    report('promql/bool', 'bool modifier can only be used on comparison operators', expr);
  }
  for (const side of [expr.lhs, expr.rhs]) {
    const type = typeOf(side);
    if (type !== 'scalar' && type !== 'vector') {
      report('promql/type', 'binary expression must contain only scalar and instant vector types', side);
    }
  }
  if (isComparison(expr.op) && !expr.bool && left === 'scalar' && right === 'scalar') {
    report('promql/bool', 'comparisons between scalars must use BOOL modifier', expr, `write ${expr.op} bool`);
  }
  if (isSetOp(expr.op) && (left === 'scalar' || right === 'scalar')) {
    report(
      'promql/type',
      `set operator "${expr.op}" not allowed in binary scalar expression`,
      expr,
      'turn the number into a vector with vector()',
    );
  }
  const matching = expr.matching;
  if (matching === undefined) {
    return;
  }
  if ((left !== 'vector' || right !== 'vector') && matching.labels.length > 0) {
    report('promql/matching', 'vector matching only allowed between instant vectors', expr);
  }
  if (isSetOp(expr.op) && matching.card !== 'one-to-one') {
    report('promql/matching', `no grouping allowed for "${expr.op}" operation`, expr);
  }
  if (matching.on) {
    for (const label of matching.labels) {
      if (matching.include.includes(label)) {
        report('promql/matching', `label "${label}" must not occur in ON and GROUP clause at once`, expr);
      }
    }
  }
}
