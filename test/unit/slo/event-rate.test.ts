/** Reading what an objective counts over any window: counters become rates, rates get another range, everything else is refused with its place. */
import { describe, expect, it } from 'vitest';
import { formatExpr, parseExpr } from '../../../src/promql/index.ts';
import { eventRate } from '../../../src/slo/index.ts';

function over(text: string, windowMs: number): string {
  const read = eventRate(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return formatExpr(read.expr(windowMs));
}

describe('what counts events, over another window', () => {
  it.each([
    ['requests_total', 'sum(rate(requests_total[1h]))'],
    ['sum(requests_total{code!~"5.."})', 'sum(rate(requests_total{code!~"5.."}[1h]))'],
    ['sum(rate(requests_total[1m]))', 'sum(rate(requests_total[1h]))'],
    ['(sum(increase(requests_total[5m])))', 'sum(rate(requests_total[1h]))'],
    ['sum by (service) (irate(requests_total[1m]))', 'sum(sum by (service) (rate(requests_total[1h])))'],
    ['sum(requests_total) - sum(failures_total)', 'sum(sum(rate(requests_total[1h])) - sum(rate(failures_total[1h])))'],
    ['sum(good_total or vector(0))', 'sum(rate(good_total[1h]) or vector(0))'],
    ['sum(requests_total{le="0.5"} offset 5m)', 'sum(rate(requests_total{le="0.5"}[1h] offset 5m))'],
    ['sum(rate(requests_total[1m] offset 10m))', 'sum(rate(requests_total[1h] offset 10m))'],
    ['job:requests:rate5m{job="api"}', 'sum(avg_over_time(job:requests:rate5m{job="api"}[1h]))'],
    ['sum_over_time(probe_success[5m])', 'sum(sum_over_time(probe_success[1h]))'],
    ['2 * requests_total / 3', 'sum(2 * rate(requests_total[1h]) / 3)'],
    ['a_total unless on (pod) drained', 'sum(rate(a_total[1h]) unless on (pod) drained)'],
    ['label_replace(a_total, "x", "$1", "y", "(.*)")', 'sum(label_replace(rate(a_total[1h]), "x", "$1", "y", "(.*)"))'],
  ])('%s', (text, expected) => {
    const found = over(text, 3_600_000);
    expect(found).toBe(expected);
    expect(parseExpr(found).ok).toBe(true);
  });

  it.each([
    ['1', 0, 1, /scalar/],
    ['sum(rate(x[5m])) / sum(rate(y[5m]))', 0, 35, /quotient/],
    ['sum(a_total) + 1', 15, 16, /fixed value/],
    ['avg(a_total)', 0, 12, /avg/],
    ['sum(histogram_quantile(0.9, b_bucket))', 4, 37, /histogram_quantile/],
    ['sum(a_total @ end())', 4, 19, /one instant/],
    ['sum(rate(a_total[5m:1m]))', 4, 24, /subquery/],
    ['sum(a_total) > 3', 0, 16, />/],
    ['sum(', 4, 4, /./],
  ])('refuses %s at its place', (text, from, to, message) => {
    const read = eventRate(text);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.issues[0]!.message).toMatch(message);
    expect([read.issues[0]!.from, read.issues[0]!.to]).toEqual([from, to]);
  });
});
