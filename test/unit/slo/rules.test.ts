/**
 * The generated multi-window, multi-burn-rate alerts of the SRE Workbook (ch. 5, table 5-8), judged by when they fire: with an objective of 99.9 %
 * the page at 14.4 times the budget over an hour comes after 14.4 × 0.001 × 3,600 s / (share of failing requests), and at most one scrape later.
 */
import { describe, expect, it } from 'vitest';
import { MemoryStore, parseRuleGroups, RuleEvaluator } from '../../../src/promql/index.ts';
import { burnAlertsOf, type Slo } from '../../../src/schema/index.ts';
import { objectiveIssues, ruleGroupsOf, withGeneratedRules } from '../../../src/slo/index.ts';
import { SCRAPE_SECONDS, scrape, slo } from './worlds.ts';

const OUTAGE_S = 7200;

/** Runs the generated groups as the simulation does (each at its interval, what it records goes into the store); seconds until each alert. */
function firings(objective: Slo, ratio: number, lastS = OUTAGE_S + 4000): Map<string, number> {
  const parsed = parseRuleGroups({ groups: ruleGroupsOf(objective) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const evaluator = new RuleEvaluator(parsed.value);
  const store = new MemoryStore();
  const found = new Map<string, number>();
  for (let second = 0; second <= lastS; second += SCRAPE_SECONDS) {
    scrape(store, second, { fromS: OUTAGE_S, untilS: Infinity, ratio });
    evaluator.groups.forEach((group, index) => {
      if (second % ((group.intervalMs ?? 0) / 1000) !== 0) return;
      const { samples, alerts, failures } = evaluator.evaluate(index, store, second * 1000);
      expect(failures).toEqual([]);
      for (const { labels, tMs, value, stale } of samples) {
        if (stale) store.appendStale(labels, tMs);
        else store.append(labels, tMs, value);
      }
      for (const { alert, state } of alerts) if (state === 'firing' && !found.has(alert)) found.set(alert, second - OUTAGE_S);
    });
  }
  return found;
}

describe('generated burn-rate alerts', () => {
  it.each([
    [1, 51.84],
    [0.1, 518.4],
    [0.02, 2592],
  ])('page in time when a share of %d fails', (ratio, seconds) => {
    const found = firings(slo(), ratio).get('APIAvailabilityBudgetBurn1h');
    expect(found).toBeGreaterThanOrEqual(seconds - 1);
    expect(found).toBeLessThanOrEqual(seconds + SCRAPE_SECONDS + 1);
  });

  it('stay silent below the pace, and without failures', () => {
    expect(firings(slo(), 0.01).has('APIAvailabilityBudgetBurn1h')).toBe(false);
    expect(firings(slo(), 0)).toEqual(new Map());
  });

  it('fire also when nothing good happens and no series of good events was ever there', () => {
    const none = slo({ good: 'sum(requests_total{code="204"})' });
    expect(firings(none, 0, 900).size).toBe(4);
  });

  it('say which windows, how severe and what follows', () => {
    const groups = ruleGroupsOf(slo({ service: 'api', runbook: 'runbook-api', dashboard: 'API' }));
    const rules = groups.flatMap((group) => group.rules);
    const alerts = rules.filter((rule) => rule.alert !== undefined);
    expect(alerts.map(({ alert, labels }) => [alert, labels['severity'], labels['long_window'], labels['short_window']])).toEqual([
      ['APIAvailabilityBudgetBurn1h', 'page', '1h', '5m'],
      ['APIAvailabilityBudgetBurn6h', 'page', '6h', '30m'],
      ['APIAvailabilityBudgetBurn1d', 'ticket', '1d', '2h'],
      ['APIAvailabilityBudgetBurn3d', 'ticket', '3d', '6h'],
    ]);
    expect(alerts[0]!.expr).toBe(
      'slo:sli_error:ratio_rate1h{slo="API availability"} > 14.4 * 0.001 and slo:sli_error:ratio_rate5m{slo="API availability"} > 14.4 * 0.001',
    );
    expect(alerts[0]!.labels['service']).toBe('api');
    expect(alerts[0]!.annotations).toMatchObject({ runbook: 'runbook-api', dashboard: 'API' });
    expect(alerts[0]!.annotations!['description']).toContain('the whole budget of 30 d is gone within 50 h');
    expect(rules.filter((rule) => rule.record !== undefined).map(({ record }) => record)).toEqual(
      ['5m', '1h', '30m', '6h', '2h', '1d', '3d'].map((window) => `slo:sli_error:ratio_rate${window}`),
    );
    expect(burnAlertsOf(slo()).map(({ alert }) => alert)).toEqual(alerts.map(({ alert }) => alert));
  });

  it('leave out what no failure could fire, and are not there without being asked for', () => {
    expect(burnAlertsOf(slo({ objective: '90 %' })).map(({ factor }) => factor)).toEqual([6, 3, 1]);
    expect(ruleGroupsOf(slo({ objective: '90 %' })).flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []))).toHaveLength(3);
    expect(ruleGroupsOf(slo({ objective: '100 %' }))).toEqual([]);
    expect(ruleGroupsOf(slo({ alerts: 'none' }))).toEqual([]);
  });

  it('come after the groups of the scenario’s own rule file', () => {
    const own = { groups: [{ name: 'own', rules: [{ record: 'a:b', expr: 'up' }] }] };
    const merged = withGeneratedRules(own, { slos: [slo()], baselines: [] }) as { groups: { name: string }[] };
    expect(merged.groups.map(({ name }) => name)).toEqual([
      'own',
      'slo API availability: fast',
      'slo API availability: slow',
      'slo API availability: tickets',
    ]);
    expect(withGeneratedRules(undefined, { slos: [slo({ alerts: 'none' })], baselines: [] })).toBeUndefined();
  });

  it('survive a name full of signs', () => {
    const odd = slo({ name: '"Odd" {{ $value }} \\ name' });
    const parsed = parseRuleGroups({ groups: ruleGroupsOf(odd) });
    expect(parsed.ok ? [] : parsed.issues).toEqual([]);
    expect(firings(odd, 1, OUTAGE_S + 120).size).toBeGreaterThan(0);
  });

  it('are told beforehand when an objective cannot be read over windows', () => {
    const issues = objectiveIssues([slo(), slo({ name: 'Ratio', good: 'sum(rate(a[5m])) / sum(rate(b[5m]))' })], 'scenario.yaml');
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'slo/not-a-count', path: ['observability', 'slos', 1, 'good'] });
    expect(issues[0]!.expected).toContain('character 1');
  });
});
