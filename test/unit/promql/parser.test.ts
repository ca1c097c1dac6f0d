/** The parser: how operators bind, what is refused and where, that printing reads back, and that the editor's grammar accepts what we accept. */
import { parser as editorGrammar } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { type Expr, formatExpr, type PromqlIssue, parseExpr } from '../../../src/promql/index.ts';

function parsed(text: string): Expr {
  const result = parseExpr(text);
  if (!result.ok) {
    throw new Error(`${text}: ${JSON.stringify(result.issues)}`);
  }
  return result.expr;
}

function issues(text: string): PromqlIssue[] {
  const result = parseExpr(text);
  return result.ok ? [] : result.issues;
}

/** The tree with parentheses around everything. */
function shape(expr: Expr): string {
  switch (expr.kind) {
    case 'binary':
      return `(${shape(expr.lhs)} ${expr.op} ${shape(expr.rhs)})`;
    case 'unary':
      return `(${expr.op}${shape(expr.expr)})`;
    case 'paren':
      return shape(expr.expr);
    case 'subquery':
      return `${shape(expr.expr)}[sub]${expr.offsetMs === 0 ? '' : `~${expr.offsetMs}`}`;
    case 'selector':
      return `${expr.name}${expr.offsetMs === 0 ? '' : `~${expr.offsetMs}`}`;
    case 'number':
      return String(expr.value);
    default:
      return expr.kind;
  }
}

describe('binding', () => {
  it.each([
    ['1 + 2 * 3 ^ 2 ^ 2', '(1 + (2 * (3 ^ (2 ^ 2))))'],
    ['-2 ^ 2', '(-(2 ^ 2))'],
    ['2 ^ -1 * 3', '((2 ^ -1) * 3)'],
    ['-a * b', '((-a) * b)'],
    ['a or b and c unless d', '(a or ((b and c) unless d))'],
    ['a == bool b + 1', '(a == (b + 1))'],
    ['a + b offset 5m', '(a + b~300000)'],
    ['a offset -1m + 2', '(a~-60000 + 2)'],
    ['-a offset 1m', '(-a~60000)'],
    ['a atan2 b % c', '((a atan2 b) % c)'],
    ['(a + b)[5m:1m] offset 2m', '(a + b)[sub]~120000'],
  ])('%s', (text, wanted) => {
    expect(shape(parsed(text))).toBe(wanted);
  });

  it('reads numbers, durations and hexadecimal', () => {
    expect(
      ['1e3', '.5', '0x1F', '1_000', '5m', '1h30m', '100ms', 'Inf', '-inf'].map((text) => (parsed(text) as { value: number }).value),
    ).toEqual([1000, 0.5, 31, 1000, 300, 5400, 0.1, Infinity, -Infinity]);
  });

  it('computes durations while parsing', () => {
    expect(parsed('x[1h/2+30s]')).toMatchObject({ rangeMs: 1_830_000 });
    expect(parsed('x[5m] offset (2*3)')).toMatchObject({ selector: { offsetMs: 6000 } });
    expect(parsed('x @ 1.5')).toMatchObject({ at: { kind: 'time', tMs: 1500 } });
    expect(parsed('x[5m:] @ end()')).toMatchObject({ kind: 'subquery', at: { kind: 'end' } });
  });

  it('reads strings with every escape, and metric names in quotes', () => {
    expect(parsed(String.raw`"a\n\x41\101\u00e9\\"`)).toMatchObject({ value: 'a\nAAé\\' });
    expect(parsed('`raw\\n`')).toMatchObject({ value: 'raw\\n' });
    expect(parsed('{"a.metric", "a label"="x"}')).toMatchObject({
      matchers: [
        { name: '__name__', op: '=', value: 'a.metric' },
        { name: 'a label', op: '=', value: 'x' },
      ],
    });
  });

  it('allows keywords as metric names where they cannot be keywords', () => {
    expect(parsed('sum + by + offset')).toMatchObject({ kind: 'binary' });
    expect(parsed('sum(sum)')).toMatchObject({ kind: 'aggregate', expr: { kind: 'selector', name: 'sum' } });
  });
});

describe('printing', () => {
  it.each([
    'sum by (job, le) (rate(http_requests_total{status=~"5..",path!="/\\"x\\""}[5m] offset 1m))',
    'a{b="c"} / on (x) group_left (y, z) d > bool 0.5',
    'histogram_quantile(0.99, sum without (pod) (rate(x_bucket[1h30m])))[1d:5m] @ 1000.000 offset -30s',
    '-(a + b) * -1 or vector(1)',
    'count_values("v", {"odd name"="1"} @ start() offset -30s)',
  ])('%s reads back to itself', (text) => {
    const once = formatExpr(parsed(text));
    expect(formatExpr(parsed(once))).toBe(once);
    expect(shape(parsed(once))).toBe(shape(parsed(text)));
  });
});

describe('errors', () => {
  it.each([
    ['sum(rate(x[5m])', 15, 'unclosed left parenthesis'],
    ['a + * b', 4, 'unexpected "*", expected a number, a string, a selector, a function or an aggregation'],
    ['rate(x)', 5, 'expected type range vector in call to function "rate", got instant vector'],
    ['foo{a="b" c="d"}', 10, 'unexpected identifier "c", expected "}" or "," between label matchers'],
    ['nosuch(x)', 0, 'unknown function with name "nosuch"'],
    ['1 > 2', 0, 'comparisons between scalars must use BOOL modifier'],
    ['x[0s]', 2, 'duration must be greater than 0'],
    ['x{a=', 4, 'unexpected end of input inside braces'],
    ['x +', 3, 'unexpected end of input'],
    ['x[5m', 4, 'unclosed left bracket'],
    ['{a=""}', 0, 'vector selector must contain at least one non-empty matcher'],
    ['a and on(b) group_left c', 0, 'no grouping allowed for "and" operation'],
    ['sum(x) offset 5m', 7, 'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery'],
    ['x{a=~"(?=b)"}', 0, 'invalid regular expression "(?=b)": look-around and atomic groups are not supported by RE2'],
    ['"open', 0, 'unterminated string'],
    ['a ! b', 2, 'unexpected character: "!"'],
    ['5mm', 0, 'bad number or duration syntax: "5mm"'],
    ['topk(x)', 0, 'wrong number of arguments for aggregate expression provided, expected 2, got 1'],
    ['', 0, 'no expression found in input'],
  ])('%s', (text, from, message) => {
    const [first] = issues(text);
    expect(first).toMatchObject({ from, message });
  });

  it('reports every mistake of meaning at once, in order', () => {
    expect(issues('rate(a) + nosuch(b) + abs(1)').map((issue) => [issue.from, issue.code])).toEqual([
      [5, 'promql/type'],
      [10, 'promql/unknown-function'],
      [26, 'promql/type'],
    ]);
  });

  it('refuses what is too long or nests too deeply, quickly and without exhausting the stack', () => {
    expect(issues('a'.repeat(10_001))[0]?.code).toBe('promql/too-long');
    for (const hostile of [
      '('.repeat(4000),
      '-'.repeat(9000),
      `${'a+'.repeat(4000)}a`,
      `x[${'('.repeat(4000)}`,
      `${'abs('.repeat(2000)}x`,
      `a${'[1m:1m]'.repeat(1000)}`,
    ]) {
      expect(issues(hostile)[0]?.code).toMatch(/promql\/(too-deep|syntax|type)/);
    }
  });
});

describe('the editor', () => {
  it.each([
    'sum by (a) (rate(x{b="c"}[5m])) / 2',
    'a + on (x) group_left (y) b offset 5m @ 10',
    'max_over_time(rate(x[1m])[10m:30s])',
    'x[29m+60s]',
    'quantile without (p) (0.9, x) > bool 1',
    'label_replace(x, "a", "$1", "b", "(.*)")',
    '{"quoted.name", l=~".+"}',
    'limit_ratio(0.5, x) unless y',
    '-1 ^ 2 atan2 z',
  ])('accepts %s, as we do', (text) => {
    expect(parseExpr(text).ok).toBe(true);
    expect(editorGrammar.parse(text).toString()).not.toContain('⚠');
  });
});
