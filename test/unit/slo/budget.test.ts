/** What a run spends of the budget, against arithmetic on paper. */
import { describe, expect, it } from 'vitest';
import { evaluateInstant, parseExpr } from '../../../src/promql/index.ts';
import { BudgetLedger, budgetLeftText, policyOf } from '../../../src/slo/index.ts';
import { recorded, slo } from './worlds.ts';

const HOUR_US = 3_600_000_000;
/** A tenth of the requests fails for ten minutes: one minute of a budget of 43.2. */
const OUTAGE = { fromS: 1800, untilS: 2400, ratio: 0.1 };
const options = { startsAtMs: 0, scrapeUs: 15_000_000 };

function ledgerAt(nowUs: number, over: Record<string, unknown> = {}) {
  const ledger = new BudgetLedger(slo(over), options);
  return { ledger, count: ledger.readUntil(recorded(3600, OUTAGE), nowUs) };
}

describe('an error budget', () => {
  it('is spent by the share that failed, in minutes, in events and as a share', () => {
    const { ledger, count } = ledgerAt(HOUR_US);
    const budget = ledger.budget(count);
    expect(budget.allowedMinutes).toBeCloseTo(43.2, 9);
    expect(budget.spentMinutes).toBeCloseTo(1, 1);
    expect(budget.spentRatio).toBeCloseTo(1 / 43.2, 2);
    // A rate is not extrapolated beyond a counter's zero, so the first failures count a little short.
    expect(budget.badEvents / 6_000).toBeGreaterThan(0.97);
    expect(budget.badEvents).toBeLessThanOrEqual(6_000);
    expect(budget.totalEvents).toBeGreaterThan(355_000);
    expect(budget.sli).toBeCloseTo(1 - 6_000 / 360_000, 3);
  });

  it('burns at the error ratio over what is allowed, by window', () => {
    const { ledger } = ledgerAt(HOUR_US);
    const atEnd = Math.floor((2_400 * 1e6) / ledger.stepUs);
    expect(ledger.burnRate(atEnd, '5m')).toBeCloseTo(100, 0);
    // A window longer than the run reaches back to its start: 585 s of a tenth in 2,385 s.
    expect(ledger.burnRate(atEnd, '3d')! / 24.5).toBeCloseTo(1, 1);
    expect(ledger.burnRates(atEnd).map(({ window }) => window)).toEqual(['5m', '30m', '1h', '2h', '6h', '1d', '3d']);
  });

  it('reads the same whether read in one go or as time goes on', () => {
    const store = recorded(3600, OUTAGE);
    const slow = new BudgetLedger(slo(), options);
    for (let nowUs = 0; nowUs <= HOUR_US; nowUs += 7_000_000) slow.readUntil(store, nowUs);
    const count = slow.readUntil(store, HOUR_US);
    const { ledger } = ledgerAt(HOUR_US);
    expect(slow.steps(count)).toEqual(ledger.steps(count));
    // An earlier instant sees the same steps and no others.
    expect(slow.steps(slow.readUntil(store, 600_000_000))).toEqual(ledger.steps(Math.floor(600_000_000 / ledger.stepUs)));
  });

  it('knows no share where there was no traffic', () => {
    const { ledger, count } = ledgerAt(HOUR_US, { total: 'sum(requests_total{code="none"})', good: 'sum(requests_total{code="none"})' });
    expect(ledger.budget(count)).toMatchObject({ spentMinutes: 0, totalEvents: 0, sli: undefined });
    expect(ledger.burnRate(count, '1h')).toBeUndefined();
  });

  it('has a chart that tells the same', () => {
    const { ledger, count } = ledgerAt(HOUR_US);
    const text = budgetLeftText(slo(), options.scrapeUs, HOUR_US)!;
    const parsed = parseExpr(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const result = evaluateInstant(parsed.expr, recorded(3600, OUTAGE), 3_600_000);
    if (result.kind !== 'vector') throw new Error(result.kind);
    expect(result.samples[0]!.value).toBeCloseTo(1 - ledger.budget(count).spentRatio, 4);
  });

  it('is healthy, warning or exhausted, with what follows', () => {
    const rules = slo({ policy: { warnAt: '40 %', exhausted: 'Nothing goes out' } });
    expect(policyOf(rules, 0.39).state).toBe('healthy');
    expect(policyOf(rules, 0.4).state).toBe('warning');
    expect(policyOf(rules, 1)).toEqual({ state: 'exhausted', consequence: 'Nothing goes out' });
  });

  it('of an objective of 100 % is gone with the first failure', () => {
    const { ledger, count } = ledgerAt(HOUR_US, { objective: '100 %' });
    expect(ledger.budget(count).spentRatio).toBe(1);
    expect(ledger.burnRate(count, '5m')).toBeUndefined();
    expect(budgetLeftText(slo({ objective: '100 %' }), options.scrapeUs, HOUR_US)).toBeUndefined();
  });
});
