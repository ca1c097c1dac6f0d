// `{field}` in expressions and sentences: whatever was typed becomes a value, and the parser reads back exactly that value.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expr, parseExpr } from '../../../src/promql/index.ts';
import { enteredNumber, exprWithFields, textWithFields, wordsWithFields } from '../../../src/schema/index.ts';

/** Every matcher of an expression as `name op value`, and every number in it. */
function readBack(text: string): string[] {
  const parsed = parseExpr(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.issues.map(({ message }) => message).join('; ')}`);
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { name, op, value, kind } = node as { name?: unknown; op?: unknown; value?: unknown; kind?: unknown };
    if (typeof name === 'string' && typeof op === 'string' && typeof value === 'string') found.push(`${name} ${op} ${value}`);
    if (kind === 'number') found.push(String(value));
    for (const each of Object.values(node)) walk(each);
  };
  walk(parsed.expr satisfies Expr);
  return found;
}

describe('an expression', () => {
  it.each([
    ['{q} > bool 10 * {p}', { q: '610000', p: '1' }, '610000 > bool 10 * 1'],
    ['{q} + 1', { q: '-3.50' }, '(-3.5) + 1'],
    ['x{host={h}} > {q}', { h: '12', q: '007' }, 'x{host="12"} > 7'],
    ['x{host="{h}", path=~"{h}/.*"}', { h: 'db.1' }, 'x{host="db.1", path=~"db\\x5c.1/.*"}'],
    ['x{host!~{h}}', { h: 'a|b' }, 'x{host!~"a\\x5c|b"}'],
    ['vector({q}) > 1', { q: '1) or vector(2' }, 'vector("1) or vector(2") > 1'],
    ['x{a={missing}}', {}, 'x{a=""}'],
    ['x{a="}"} > {q}', { q: '2' }, 'x{a="}"} > 2'],
  ])('%s', (expr, values, expected) => {
    expect(exprWithFields(expr, values)).toBe(expected);
  });

  it('has in its matcher exactly what was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (value) => {
        expect(readBack(exprWithFields('x{h={v}} > 5', { v: value }))).toEqual(
          readBack('x{h="PLACE"} > 5').map((each) => each.replace('PLACE', value)),
        );
      }),
    );
  });

  it('never has more in it than one string where a number was meant', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (value) => {
        const text = exprWithFields('vector({v})', { v: value });
        const number = enteredNumber(value);
        if (number === undefined) expect(text).toMatch(/^vector\("[^"\n]*"\)$/);
        else expect(readBack(text)).toHaveLength(number === undefined ? 0 : 1);
      }),
    );
  });
});

describe('a sentence', () => {
  const read = (text: string) => `<${text}>`;
  it('shows values as they were typed and hands on instruments with values put in', () => {
    expect(textWithFields('{h} has {{ x{host={h}} | humanize }} of {{y}}, {none}.', { h: 'db-1' }, read)).toBe(
      'db-1 has <{{ x{host="db-1"} | humanize }}> of <{{y}}>, .',
    );
  });
  it('never reads an instrument that was typed', () => {
    expect(textWithFields('{h}', { h: '{{ secret }}' }, () => 'read')).toBe('{{ secret }}');
    expect(textWithFields('{{ x{a={h}} }}', { h: '}} {{ secret' }, read)).toBe('<{{ x{a="\\x7d\\x7d \\x7b\\x7b secret"} }}>');
  });
});

it('puts words into commands as they were typed', () => {
  expect(wordsWithFields('scale {service} {n}', { service: 'web', n: '3' })).toBe('scale web 3');
});

it.each(['', ' ', '1e5', '0x10', 'NaN', 'Infinity', '1,000', '1.', '.5', '1234567890123456'])('%s is no number', (text) => {
  expect(enteredNumber(text)).toBeUndefined();
});
