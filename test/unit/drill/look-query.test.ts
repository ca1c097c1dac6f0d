// look.query on a real run: the instant in the evaluator's order, the stretch of time that was asked for, and where an error is.
import { beforeAll, describe, expect, test } from 'vitest';
import { Authority } from '../../../src/authority/index.ts';
import type { LookResult } from '../../../src/schema/index.ts';
import { smallScenario } from '../../support/worlds.ts';

const MINUTE_US = 60_000_000;
let authority: Authority;
beforeAll(() => {
  authority = Authority.open(smallScenario(), 'look-query');
  authority.advanceTo(6 * MINUTE_US);
});

function ask(expr: string, minutes?: number): Extract<LookResult, { kind: 'query' }> {
  const { look } = authority.append({ kind: 'look.query', args: { expr, ...(minutes !== undefined && { minutes }) } }, {});
  if (look?.kind !== 'query') throw new Error('a query was asked for');
  return look;
}

describe('look.query', () => {
  test('the instant keeps the order of a sorting function, the stretch orders by labels', () => {
    const { instant } = ask('sort_desc(sum by (service) (http_server_requests_total))');
    expect(instant.length).toBeGreaterThan(1);
    expect(instant.map(({ value }) => value)).toEqual(instant.map(({ value }) => value).sort((a, b) => b - a));
    const ascending = ask('sort(sum by (service) (http_server_requests_total))').instant;
    expect(ascending).toEqual([...instant].reverse());
  });

  test('minutes say how far back', () => {
    const spanMs = (minutes?: number) => {
      const times = ask('vector(1)', minutes).series[0]?.timesMs ?? [];
      return (times.at(-1) ?? 0) - (times[0] ?? 0);
    };
    expect(spanMs(1)).toBe(60_000);
    expect(spanMs(3)).toBe(180_000);
    expect(spanMs()).toBeGreaterThan(180_000);
  });

  test('a range vector shows its samples, a number is one value without labels', () => {
    const matrix = ask('up[1m]');
    expect(matrix.series[0]?.timesMs.length).toBeGreaterThan(3);
    expect(matrix.instant).toEqual([]);
    expect(ask('1 + 1').instant).toEqual([{ labels: {}, value: 2 }]);
  });

  test('an error says where', () => {
    const text = 'sum(rate(up[1m]) by';
    const { error, place } = ask(text);
    expect(error).toMatch(/^1:18: parse error: unexpected identifier "by"/);
    expect(ask('up +\n  nope(up)').error).toBe('2:3: parse error: unknown function with name "nope"');
    expect(ask('rate(up)').error).toMatch(/^1:6: parse error: expected type range vector .* \(add a range such as \[5m\]/);
    expect(place?.from).toBeGreaterThan(0);
    const meaning = ask('rate(up)');
    expect('rate(up)'.slice(meaning.place?.from, meaning.place?.to)).toBe('up');
  });
});
