// Objectives as a trainee sees them: budgets spent, burn rates by window, what the policy says now; in detail and as a month's report for a look.
// A cache over the trace, not state: a prefix of a run gives a prefix of its steps, so live view and seeks share one meter.
import {
  allowedRatio,
  burnAlertsOf,
  type DrillView,
  type Scenario,
  type SloDetail,
  type SloReport,
  type TraceReader,
} from '../schema/index.ts';
import { BudgetLedger, budgetLeftText, monthlyReport, policyOf } from '../slo/index.ts';

export class SloMeter {
  readonly #scenario: Scenario;
  readonly #ledgers: readonly BudgetLedger[];

  constructor(scenario: Scenario) {
    const { startsAtMs, observability } = scenario;
    this.#scenario = scenario;
    this.#ledgers = observability.slos.map((slo) => new BudgetLedger(slo, { startsAtMs, scrapeUs: observability.scrape }));
  }

  read(trace: TraceReader): DrillView['slos'] {
    return this.#ledgers.map((ledger) => {
      const count = ledger.readUntil(trace.series, trace.nowUs);
      const { spentRatio } = ledger.budget(count);
      return {
        name: ledger.slo.name,
        objective: ledger.slo.objective,
        budgetSpentRatio: spentRatio,
        burnRate: ledger.burnRate(count, '5m'),
        burnRates: ledger.burnRates(count),
        policy: policyOf(ledger.slo, spentRatio),
      };
    });
  }

  details(trace: TraceReader): SloDetail[] {
    return this.#ledgers.map((ledger) => this.#detail(ledger, ledger.readUntil(trace.series, trace.nowUs), trace));
  }

  #detail(ledger: BudgetLedger, count: number, trace: TraceReader): SloDetail {
    const { slo, stepUs } = ledger;
    const { allowedMinutes, spentMinutes, badEvents, totalEvents, sli } = ledger.budget(count);
    const { meta, observability } = this.#scenario;
    const firing = new Set(trace.alerts().flatMap(({ alert, state }) => (state === 'firing' ? [alert] : [])));
    const left = budgetLeftText(slo, observability.scrape, meta.length);
    return {
      name: slo.name,
      sli,
      budget: {
        allowedMinutes,
        spentMinutes,
        leftMinutes: Math.max(0, allowedMinutes - spentMinutes),
        badEvents,
        totalEvents,
        allowedEvents: totalEvents > 0 ? (allowedRatio(slo) * totalEvents * slo.over) / (count * stepUs) : undefined,
      },
      alerts: burnAlertsOf({ ...slo, alerts: 'workbook' }).map(({ alert, severity, factor, long, short }) => ({
        alert,
        severity,
        factor,
        long,
        short,
        generated: slo.alerts === 'workbook',
        firing: slo.alerts === 'workbook' && firing.has(alert),
      })),
      chart: {
        title: `Budget left: ${slo.name}`,
        unit: 'ratio',
        series: left === undefined ? [] : [{ expr: left, legend: 'budget left' }],
      },
    };
  }

  /** The drill placed in the month in which its story plays. */
  report(trace: TraceReader): SloReport {
    const { nowUs } = trace;
    const { slug, startsAtMs, meta } = this.#scenario;
    for (const ledger of this.#ledgers) ledger.readUntil(trace.series, nowUs);
    return monthlyReport(meta.startsAt.slice(0, 7), [{ label: slug, startsAtMs, nowUs, ledgers: this.#ledgers, alerts: trace.alerts() }]);
  }
}
