/** Prints a tree back as text that parses to the same tree. */

import { formatNumber } from '../number-text.ts';
import type { AtModifier, Binary, Expr, VectorSelector } from './ast.ts';
import { quote } from './strings.ts';

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A span as Prometheus writes it: `1h30m`, `0s`. */
export function formatDurationMs(ms: number): string {
  if (ms === 0) {
    return '0s';
  }
  let rest = Math.abs(ms);
  let out = ms < 0 ? '-' : '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) {
      out += `${count}${unit}`;
      rest -= count * size;
    }
  }
  return out;
}

export function formatExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return formatNumber(expr.value);
    case 'string':
      return quote(expr.value);
    case 'selector':
      return formatSelector(expr) + modifiers(expr);
    case 'matrix':
      return `${formatSelector(expr.selector)}[${formatDurationMs(expr.rangeMs)}]${modifiers(expr.selector)}`;
    case 'subquery': {
      const step = expr.stepMs === undefined ? '' : formatDurationMs(expr.stepMs);
      return `${formatExpr(expr.expr)}[${formatDurationMs(expr.rangeMs)}:${step}]${modifiers(expr)}`;
    }
    case 'paren':
      return `(${formatExpr(expr.expr)})`;
    case 'unary':
      return `${expr.op}${formatExpr(expr.expr)}`;
    case 'call':
      return `${expr.func}(${expr.args.map(formatExpr).join(', ')})`;
    case 'aggregate': {
      const grouping =
        expr.without || expr.labels.length > 0 ? ` ${expr.without ? 'without' : 'by'} (${expr.labels.map(labelText).join(', ')}) ` : '';
      const param = expr.param === undefined ? '' : `${formatExpr(expr.param)}, `;
      return `${expr.op}${grouping}(${param}${formatExpr(expr.expr)})`;
    }
    case 'binary':
      return `${formatExpr(expr.lhs)} ${expr.op}${binaryModifiers(expr)} ${formatExpr(expr.rhs)}`;
  }
}

function formatSelector(expr: VectorSelector): string {
  const matchers = expr.name === undefined ? expr.matchers : expr.matchers.slice(1);
  const inner = matchers.map((m) => `${labelText(m.name)}${m.op}${quote(m.value)}`).join(',');
  return (expr.name ?? '') + (inner === '' && expr.name !== undefined ? '' : `{${inner}}`);
}

function labelText(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : quote(name);
}

function modifiers(expr: { offsetMs: number; at?: AtModifier }): string {
  const at = expr.at === undefined ? '' : expr.at.kind === 'time' ? ` @ ${(expr.at.tMs / 1000).toFixed(3)}` : ` @ ${expr.at.kind}()`;
  return at + (expr.offsetMs === 0 ? '' : ` offset ${formatDurationMs(expr.offsetMs)}`);
}

function binaryModifiers(expr: Binary): string {
  const matching = expr.matching;
  let out = expr.bool ? ' bool' : '';
  if (matching !== undefined) {
    out += ` ${matching.on ? 'on' : 'ignoring'} (${matching.labels.map(labelText).join(', ')})`;
    if (matching.card !== 'one-to-one') {
      out += ` ${matching.card === 'many-to-one' ? 'group_left' : 'group_right'} (${matching.include.map(labelText).join(', ')})`;
    }
  }
  return out;
}
