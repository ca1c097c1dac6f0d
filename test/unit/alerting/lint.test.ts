// The criteria of a good alert (document 004), each met and missed. The examples of that document are judged with the rest.
import { describe, expect, it } from 'vitest';
import { type LintCheck, lintAlerts } from '../../../src/alerting/index.ts';
import { parseRuleGroups } from '../../../src/promql/index.ts';

const GOOD = {
  alert: 'CheckoutErrorsHigh',
  expr: 'sum by (service) (rate(errors_total[5m])) / sum by (service) (rate(requests_total[5m])) > 0.05',
  for: '5m',
  labels: { severity: 'page', service: 'checkout' },
  annotations: { summary: '{{ $value | humanizePercentage }} of checkouts fail', runbook: 'https://runbooks.example.com/checkout' },
};

function judge(rule: Record<string, unknown>, baseline = { least: 0, most: 0.002 }): Partial<Record<LintCheck, boolean | undefined>> {
  const parsed = parseRuleGroups({ groups: [{ name: 'g', rules: [{ record: 'a:b', expr: '1' }, rule] }] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const [linted, ...others] = lintAlerts(parsed.value, {
    components: ['checkout', 'api'],
    documents: ['runbook-checkout'],
    baseline: (expr) => (expr.startsWith('absent') ? undefined : baseline),
  });
  expect(others).toEqual([]);
  expect(linted).toMatchObject({ group: 'g', alert: rule['alert'], path: ['groups', 0, 'rules', 1] });
  return Object.fromEntries(linted!.verdicts.map(({ check, ok }) => [check, ok]));
}
const ALL_GOOD = { title: true, runbook: true, severity: true, service: true, for: true, threshold: true };

describe('a good alert', () => {
  it('meets every criterion', () => {
    expect(judge(GOOD)).toEqual(ALL_GOOD);
  });
  for (const [name, change] of [
    ['whose runbook is a document of the scenario', { annotations: { ...GOOD.annotations, runbook: 'runbook-checkout' } }],
    ['whose service is that of its series', { labels: { severity: 'SEV-2' } }],
    ['whose threshold is arithmetic', { expr: 'sum(rate(errors_total{service="api"}[5m])) > (14.4 * 0.001)' }],
    ['of two conditions', { expr: '(sum(rate(errors_total{service="api"}[5m])) > 0.1) and on () vector(1)' }],
  ] as const)
    it(`may be one ${name}`, () => {
      expect(judge({ ...GOOD, ...change })).toEqual(ALL_GOOD);
    });
});

describe('what is missed', () => {
  for (const [check, change] of [
    ['title', { alert: 'ALERT' }],
    ['title', { annotations: { runbook: GOOD.annotations.runbook } }],
    ['title', { annotations: { ...GOOD.annotations, summary: 'CheckoutErrorsHigh' } }],
    ['runbook', { annotations: { summary: 'Checkouts fail' } }],
    ['runbook', { annotations: { ...GOOD.annotations, runbook: 'ask Bob' } }],
    ['severity', { labels: { service: 'checkout' } }],
    ['severity', { labels: { service: 'checkout', severity: 'loud' } }],
    ['service', { labels: { severity: 'page', service: 'chekcout' } }],
    ['service', { labels: { severity: 'page' }, expr: 'sum(rate(errors_total[5m])) > 1' }],
    ['for', { for: '0s' }],
  ] as const)
    it(`${check}: ${JSON.stringify(change)}`, () => {
      expect(judge({ ...GOOD, ...change })).toEqual({ ...ALL_GOOD, [check]: false });
    });

  it('threshold: an ordinary day is beyond it', () => {
    expect(judge(GOOD, { least: 0, most: 0.07 }).threshold).toBe(false);
    expect(judge({ ...GOOD, expr: 'sum by (service) (rate(requests_total[5m])) < 1' }, { least: 0.5, most: 40 }).threshold).toBe(false);
    expect(judge({ ...GOOD, expr: 'sum by (service) (rate(requests_total[5m])) < 1' }, { least: 2, most: 40 }).threshold).toBe(true);
  });
  it('threshold: cannot be judged without a number, or without a value', () => {
    expect(judge({ ...GOOD, expr: 'up{service="api"} > on () group_left () vector(1)' }).threshold).toBeUndefined();
    expect(judge({ ...GOOD, expr: 'absent(up{service="api"}) > 0' }).threshold).toBeUndefined();
  });
});
