/**
 * The multi-window burn-rate alert of the SRE workbook (ch. 5): 14.4 times the budget over 1 h and 5 min with an objective of 99.9 % pages after
 * 14.4 × 0.001 × 3,600 s / (share of failing requests), and at most one scrape later than that.
 */
import { describe, expect, it } from 'vitest';
import { MemoryStore, parseRuleGroups, RuleEvaluator } from '../../../src/promql/index.ts';

const SCRAPE_SECONDS = 15;
const OUTAGE_FROM_SECOND = 7200;

function ratio(window: string): string {
  return `sum(rate(requests_total{code="500"}[${window}])) / sum(rate(requests_total[${window}]))`;
}

/** Seconds from the start of the failures until the alert fires, at 100 requests a second. */
function secondsToDetect(failingRatio: number): number | undefined {
  const parsed = parseRuleGroups({
    groups: [{ name: 'slo', rules: [{ alert: 'BurnRate', expr: `${ratio('1h')} > 14.4 * 0.001 and ${ratio('5m')} > 14.4 * 0.001` }] }],
  });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  const store = new MemoryStore();
  const evaluator = new RuleEvaluator(parsed.value);
  for (let second = 0; second <= OUTAGE_FROM_SECOND + 3600; second += SCRAPE_SECONDS) {
    const failed = Math.max(0, second - OUTAGE_FROM_SECOND) * 100 * failingRatio;
    store.append({ __name__: 'requests_total', code: '200' }, second * 1000, second * 100 - failed);
    store.append({ __name__: 'requests_total', code: '500' }, second * 1000, failed);
    const { alerts } = evaluator.evaluate(0, store, second * 1000);
    if (alerts.some((alert) => alert.state === 'firing')) {
      return second - OUTAGE_FROM_SECOND;
    }
  }
  return undefined;
}

describe('a page at 14.4 times the budget over an hour', () => {
  it.each([
    [1, 51.84],
    [0.1, 518.4],
    [0.02, 2592],
  ])('comes in time when a share of %d fails', (failingRatio, seconds) => {
    const found = secondsToDetect(failingRatio);
    expect(found).toBeGreaterThanOrEqual(seconds - 1);
    expect(found).toBeLessThanOrEqual(seconds + SCRAPE_SECONDS + 1);
  });

  it('never comes when one request in a hundred fails', () => {
    expect(secondsToDetect(0.01)).toBeUndefined();
  });
});
