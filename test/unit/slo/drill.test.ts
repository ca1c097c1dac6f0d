/** Objectives in a running drill: generated alerts page and can be waited for, the policy speaks, a look shows budgets and the month's report. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compileIssues } from '../../../src/authority/index.ts';
import type { DrillView, LookResult } from '../../../src/schema/index.ts';
import { Drill, MIN, S } from '../../support/drills.ts';
import { smallScenario } from '../../support/worlds.ts';

const FROM = '{ name: Payments succeed, objective: 99 %, over: 30d,';
const TO = '{ name: Payments succeed, objective: 99 %, over: 1h, alerts: workbook, service: payments, dashboard: Front, runbook: overview,';
const ALERT = 'PaymentsSucceedBudgetBurn1h';
const strict = () => smallScenario({ [FROM]: TO, 'firing: WebErrors': `firing: ${ALERT}` });

const deploysOf = (view: DrillView) => view.commands.find(({ kind }) => kind === 'command.deploy')!.targets;

describe('an objective with burn-rate alerts', () => {
  let drill: Drill;
  let slos: Extract<LookResult, { kind: 'slos' }>;
  let before: DrillView;
  beforeAll(() => {
    drill = new Drill(strict());
    before = drill.at(90 * S).view;
    drill.paged(4 * MIN);
    slos = drill.look('slos') as typeof slos;
  });

  it('spends nothing and burns nothing while all is well', () => {
    const slo = before.slos[1]!;
    expect(slo.policy.state).toBe('healthy');
    expect(slo.budgetSpentRatio).toBe(0);
    expect(slo.burnRates.map(({ rate }) => rate)).toEqual(Array(7).fill(0));
    expect(deploysOf(before).every(({ blastRadius }) => !blastRadius.includes('budget'))).toBe(true);
  });

  it('pages by a rule nobody wrote, with what a responder needs', () => {
    const alert = drill.view.alerts.find((candidate) => candidate.alert === ALERT);
    expect(alert).toMatchObject({ state: 'firing', severity: 'page', labels: { slo: 'Payments succeed', service: 'payments' } });
    expect(alert!.annotations).toMatchObject({ runbook: 'overview', dashboard: 'Front' });
    expect(alert!.annotations['summary']).toMatch(/^Payments succeed: [\d.]+% of events failed over 1h/);
    // A condition of the time-line waited for it.
    expect(drill.messages('specialists').some((text) => text.includes('We are fine'))).toBe(true);
  });

  it('records the failed share over each window', () => {
    const { startsAtMs } = drill.authority.scenario;
    const recorded = drill.authority.trace.series.select(
      [{ name: '__name__', op: '=~', value: 'slo:sli_error:ratio_rate.+' }],
      startsAtMs,
      startsAtMs + drill.authority.nowUs / 1000,
    );
    expect(recorded.map(({ labels }) => labels['__name__']).sort()).toEqual(
      ['1d', '1h', '2h', '30m', '3d', '5m', '6h'].map((window) => `slo:sli_error:ratio_rate${window}`),
    );
    for (const { labels } of recorded) expect(labels).toMatchObject({ slo: 'Payments succeed', service: 'payments' });
  });

  it('exhausts its budget, and the policy speaks against releases of its service, not against going back', () => {
    const { view } = drill;
    expect(view.slos[1]!.policy).toEqual({ state: 'exhausted', consequence: 'No releases but fixes until the budget recovers' });
    const warned = deploysOf(view).filter(({ blastRadius }) =>
      blastRadius.startsWith('Releases are frozen: the error budget of “Payments succeed”'),
    );
    expect(warned.map(({ label }) => label)).toEqual(['payments']);
    const back = view.commands.find(({ kind }) => kind === 'command.rollback')!.targets;
    expect(back.every(({ blastRadius }) => !blastRadius.includes('frozen'))).toBe(true);
  });

  it('is shown by a look: budget in minutes and events, alerts with their state, a chart', () => {
    const detail = slos.details[1]!;
    expect(detail.budget.allowedMinutes).toBeCloseTo(0.6, 9);
    expect(detail.budget.spentMinutes).toBeGreaterThan(0.6);
    expect(detail.budget.leftMinutes).toBe(0);
    expect(detail.budget.badEvents).toBeGreaterThan(50);
    expect(detail.sli).toBeLessThan(0.99);
    expect(detail.alerts.map(({ long, generated, firing }) => [long, generated, firing])).toContainEqual(['1h', true, true]);
    expect(slos.details[0]!.alerts.every(({ generated, firing }) => !generated && !firing)).toBe(true);
    const { series, error } = drill.authority.chart(detail.chart.series[0]!.expr, 0, drill.authority.nowUs, 5 * S);
    expect(error).toBeUndefined();
    expect(series[0]!.values.at(-1)!).toBeCloseTo(1 - slos.slos[1]!.budgetSpentRatio, 1);
  });

  it('is judged by the month: missed, by which incident, and what to do', () => {
    const { report } = slos;
    expect(report.month).toBe('2024-03');
    expect(report.objectives.map(({ name, status }) => [name, status])).toContainEqual(['Payments succeed', 'missed']);
    expect(report.incidents).toHaveLength(1);
    expect(report.incidents[0]!.alerts).toContain(ALERT);
    const share = report.incidents[0]!.shares.find(({ name }) => name === 'Payments succeed')!;
    expect(share.spentRatio / report.objectives[1]!.spentRatio).toBeGreaterThan(0.95);
    expect(report.recommendations[0]).toContain('Payments succeed was missed');
  });

  it('shows the same when looked at again from an earlier instant', () => {
    const { look } = drill.authority.append({ kind: 'look.slos', args: {} });
    expect(look).toEqual(slos);
    expect(drill.authority.seek(90 * S).slos).toEqual(before.slos);
  });
});

describe('objectives that cannot be', () => {
  it('names one that counts no events, with its place', () => {
    const scenario = smallScenario({
      'total: \'sum(business_requests_total{journey="paying"})\'': "total: 'avg(business_requests_total)'",
    });
    expect(compileIssues(scenario)).toMatchObject([{ code: 'slo/not-a-count', path: ['observability', 'slos', 1, 'total'] }]);
  });
  it.each([
    ['runbook: nothing', 'nothing'],
    ['dashboard: Nowhere', 'Nowhere'],
    ['service: nobody', 'nobody'],
  ])('refuses %s', (key, found) => {
    expect(() => smallScenario({ [FROM]: `${FROM} ${key},` })).toThrow(found);
  });
  it('refuses to wait for an alert that no objective generates', () => {
    expect(() => smallScenario({ 'firing: WebErrors': `firing: ${ALERT}` })).toThrow(ALERT);
  });
  it('refuses two objectives whose alerts would have one name', () => {
    expect(() =>
      smallScenario({ [FROM]: `${FROM} alerts: workbook,`, '{ name: Web answers,': '{ name: payments-succeed, alerts: workbook,' }),
    ).toThrow(/PaymentsSucceed/);
  });
});
