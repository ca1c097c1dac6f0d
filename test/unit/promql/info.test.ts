/** info(): enrichment by target, what is left alone, what is left out, and what fails; scripts of our own after the function's documented behaviour. */
import { describe, expect, it } from 'vitest';
import { formatExpr, parseExpr, runPromTest } from '../../../src/promql/index.ts';

function failures(text: string): string[] {
  const records = runPromTest(text, 'info.test');
  expect(records.length).toBeGreaterThan(0);
  return records.filter(({ pass }) => !pass).map(({ line, reason }) => `${line}: ${reason}`);
}

const SHOP = `load 1m
  requests{instance="cart-1", job="cart", code="200"} 10 20 30
  requests{instance="cart-2", job="cart", code="200"} 1 2 3
  requests{instance="search-1", job="search", code="200"} 5 5 5
  up{instance="cart-1", job="cart", version="by hand"} 1 1 1
  idle{code="200"} 7 8 9
  half{instance="cart-1"} 4 4 4
  target_info{instance="cart-1", job="cart", version="v7", zone="a"} 1 1 1
  target_info{instance="cart-2", job="cart", version="v8", zone="b"} 1 1 1
  build_info{instance="cart-1", job="cart", commit="abc", zone="a"} 1 1 1
  build_info{instance="cart-2", job="cart", commit="def", zone="elsewhere"} 1 1 1
  half_info{instance="cart-1", note="no job"} 1 1 1

`;

describe('info()', () => {
  it('adds the data labels of target_info with the same instance and job, and leaves the rest as it is', () => {
    expect(
      failures(`${SHOP}
eval range from 0 to 2m step 1m info(requests)
  requests{instance="cart-1", job="cart", code="200", version="v7", zone="a"} 10 20 30
  requests{instance="cart-2", job="cart", code="200", version="v8", zone="b"} 1 2 3
  requests{instance="search-1", job="search", code="200"} 5 5 5

eval instant at 1m info(idle)
  idle{code="200"} 8

eval instant at 1m sum by (version) (info(rate(requests[2m])))
  {version="v7"} 0.166666666667
  {version="v8"} 0.016666666667
  {} 0

eval instant at 1m info(rate(requests{instance="cart-1"}[2m]))
  {instance="cart-1", job="cart", code="200", version="v7", zone="a"} 0.166666666667

eval instant at 1m info(half)
  half{instance="cart-1"} 4

eval instant at 1m info(half, {__name__="half_info"})
  half{instance="cart-1", note="no job"} 4
`),
    ).toEqual([]);
  });

  it('keeps a label the series has already', () => {
    expect(
      failures(`${SHOP}
eval instant at 0 info(up)
  up{instance="cart-1", job="cart", version="by hand", zone="a"} 1

eval instant at 0 info(up, {version=~".+"})
  up{instance="cart-1", job="cart", version="by hand"} 1

eval instant at 0 info(up, {version="v7"})
  up{instance="cart-1", job="cart", version="by hand"} 1
`),
    ).toEqual([]);
  });

  it('copies the labels that are named; a series without any of them stays only when their absence is accepted', () => {
    expect(
      failures(`${SHOP}
eval instant at 1m info(requests, {version=~".+"})
  requests{instance="cart-1", job="cart", code="200", version="v7"} 20
  requests{instance="cart-2", job="cart", code="200", version="v8"} 2

eval instant at 1m info(requests, {version="v8", zone=~".*"})
  requests{instance="cart-2", job="cart", code="200", version="v8", zone="b"} 2

eval instant at 1m info(requests, {version=~".*"})
  requests{instance="cart-1", job="cart", code="200", version="v7"} 20
  requests{instance="cart-2", job="cart", code="200", version="v8"} 2
  requests{instance="search-1", job="search", code="200"} 5

eval instant at 1m info(requests, {})
  requests{instance="cart-1", job="cart", code="200", version="v7", zone="a"} 20
  requests{instance="cart-2", job="cart", code="200", version="v8", zone="b"} 2
  requests{instance="search-1", job="search", code="200"} 5

eval instant at 1m info(requests, {colour=~".+"})

eval instant at 1m info(idle, {version=~".+"})
`),
    ).toEqual([]);
  });

  it('takes other info metrics by name, several at once when they agree', () => {
    expect(
      failures(`${SHOP}
eval instant at 0 info(requests, {__name__="build_info"})
  requests{instance="cart-1", job="cart", code="200", commit="abc", zone="a"} 10
  requests{instance="cart-2", job="cart", code="200", commit="def", zone="elsewhere"} 1
  requests{instance="search-1", job="search", code="200"} 5

eval instant at 0 info(requests{instance="cart-1"}, {__name__=~"(target|build)_info"})
  requests{instance="cart-1", job="cart", code="200", commit="abc", version="v7", zone="a"} 10

eval instant at 0 info(requests{instance="cart-1"}, {__name__=~".+_info", __name__!="target_info"})
  requests{instance="cart-1", job="cart", code="200", commit="abc", zone="a"} 10

eval instant at 0 info(requests{instance="cart-1"}, {__name__!~"target_info|half_info"})
  requests{instance="cart-1", job="cart", code="200", commit="abc", zone="a"} 10

eval instant at 0 info(requests{instance="cart-1"}, {__name__="other_info"})
  requests{instance="cart-1", job="cart", code="200"} 10

eval instant at 0 info(requests, {__name__=~".+_info"})
  expect fail msg: conflicting label: zone
`),
    ).toEqual([]);
  });

  it('leaves info metrics themselves alone', () => {
    expect(
      failures(`${SHOP}
eval instant at 0 info(target_info{instance="cart-1"})
  target_info{instance="cart-1", job="cart", version="v7", zone="a"} 1

eval instant at 0 info({job="cart", instance="cart-1"}, {__name__=~"(target|build)_info", commit=~".+"})
  build_info{instance="cart-1", job="cart", commit="abc", zone="a"} 1
  requests{instance="cart-1", job="cart", code="200", commit="abc"} 10
  target_info{instance="cart-1", job="cart", version="v7", zone="a"} 1
  up{instance="cart-1", job="cart", version="by hand", commit="abc"} 1

eval instant at 0 info(build_info{instance="cart-1"})
  build_info{instance="cart-1", job="cart", commit="abc", version="v7", zone="a"} 1
`),
    ).toEqual([]);
  });

  it('follows labels that change: the newest sample counts, at the time the series is read', () => {
    expect(
      failures(`load 1m
  m{instance="i", job="j"} 0 1 2 3
  target_info{instance="i", job="j", version="old"} 1 1 _ _
  target_info{instance="i", job="j", version="new"} _ _ 1 1

eval range from 0 to 3m step 1m info(m)
  m{instance="i", job="j", version="old"} 0 1 _ _
  m{instance="i", job="j", version="new"} _ _ 2 3

eval range from 1m to 3m step 1m info(m offset 1m)
  m{instance="i", job="j", version="old"} 0 1 _
  m{instance="i", job="j", version="new"} _ _ 2

eval range from 1m to 3m step 1m info(m @ 0)
  m{instance="i", job="j", version="old"} 0 0 0

eval instant at 30m info(last_over_time((m offset 1m)[5m:1m] @ 120))
  m{instance="i", job="j", version="old"} 1

eval range from 4m to 5m step 1m info(last_over_time(m[1m:1m] offset 3m))
  m{instance="i", job="j", version="old"} 1 _
  m{instance="i", job="j", version="new"} _ 2

eval instant at 9m info(last_over_time(m[10m]))
  m{instance="i", job="j"} 3
`),
    ).toEqual([]);
  });

  it('fails on info series that are equally new, on native histograms and on results that look alike', () => {
    expect(
      failures(`load 1m
  m{instance="i", job="j"} 0 1
  m{instance="i", job="j", version="v1"} 5 6
  twice_info{instance="i", job="j", version="v1"} 1 1
  twice_info{instance="i", job="j", version="v2"} 1 1
  once_info{instance="i", job="j", version="v1"} 1 1
  shape_info{instance="i", job="j"} {{schema:1 sum:3 count:22 buckets:[5 10 7]}}

eval instant at 1m info(m, {__name__="twice_info"})
  expect fail regex: found duplicate series for info metric: existing .*v1.* @ 60000, new .*v2.* @ 60000

eval instant at 0 info(m, {__name__="shape_info"})
  expect fail msg: info sample should be float

eval instant at 1m info(m, {__name__="once_info"})
  expect fail msg: vector cannot contain metrics with the same labelset
`),
    ).toEqual([]);
  });

  it('wants labels, not a series, as second argument', () => {
    const issues = (text: string): string[] => {
      const parsed = parseExpr(text);
      return parsed.ok ? [] : parsed.issues.map(({ code, from }) => `${code} ${from}`);
    };
    expect(issues('info(m, build_info)')).toEqual(['promql/label-selector 8']);
    expect(issues('info(m, sum(m))')).toEqual(['promql/label-selector 8']);
    expect(issues('info(m, 1)')).toContain('promql/type 8');
    expect(issues('info()')).toEqual(['promql/argument-count 0']);
    expect(issues('info({}, {})')).toEqual(['promql/matches-all 5']);
    const parsed = parseExpr('info(m, {__name__="build_info",zone=~".*"})');
    expect(parsed.ok && formatExpr(parsed.expr)).toBe('info(m, {__name__="build_info",zone=~".*"})');
  });
});
