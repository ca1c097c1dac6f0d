/** The month's report: what was promised and kept, what each incident cost, what follows from the figures. */
import { describe, expect, it } from 'vitest';
import type { AlertInstance } from '../../../src/schema/index.ts';
import { BudgetLedger, monthlyReport, type ReportedRun, reportMarkdown, reportText } from '../../../src/slo/index.ts';
import { type Outage, recorded, slo } from './worlds.ts';

const MIN_US = 60_000_000;
const HOUR_US = 60 * MIN_US;

function page(alert: string, activeMin: number, firedMin: number, resolvedMin: number | undefined): AlertInstance {
  return {
    alert,
    labels: {},
    annotations: {},
    severity: 'page',
    state: resolvedMin === undefined ? 'firing' : 'resolved',
    activeAtUs: activeMin * MIN_US,
    firedAtUs: firedMin * MIN_US,
    resolvedAtUs: resolvedMin === undefined ? undefined : resolvedMin * MIN_US,
    value: 1,
  };
}

/** An hour that begins at 09:00. */
function run(outage: Outage, alerts: AlertInstance[], over: Record<string, unknown> = {}, label = 'drill'): ReportedRun {
  const ledger = new BudgetLedger(slo(over), { startsAtMs: 0, scrapeUs: 15_000_000 });
  ledger.readUntil(recorded(3600, outage), HOUR_US);
  return { label, startsAtMs: 9 * 3_600_000, nowUs: HOUR_US, ledgers: [ledger], alerts };
}
const TOTAL_OUTAGE = { fromS: 1200, untilS: 2100, ratio: 1 };
const PAGES = [page('ErrorsHigh', 22, 24, 36), page('LatencyHigh', 23, 25, 38)];

describe('the report of a month', () => {
  it('says what was kept of each promise', () => {
    const { objectives, basis } = monthlyReport('2024-01', [run(TOTAL_OUTAGE, PAGES)]);
    expect(basis).toContain('One drill, placed in a month in which nothing else failed');
    const [objective] = objectives;
    // Fifteen minutes of 43.2, in a month of 43,200.
    expect(objective!.spentMinutes).toBeCloseTo(15, 0);
    expect(objective!.spentRatio).toBeCloseTo(15 / 43.2, 1);
    expect(objective!.achieved).toBeCloseTo(1 - 15 / 43_200, 4);
    expect(objective!.status).toBe('met');
  });

  it('finds the incident behind the pages, from when harm began, with its share', () => {
    const { incidents } = monthlyReport('2024-01', [run(TOTAL_OUTAGE, PAGES)]);
    expect(incidents).toHaveLength(1);
    const [incident] = incidents;
    // Steps of 45 s: the one in which harm began starts at 09:19:30.
    expect(incident).toMatchObject({ from: '09:19', alerts: ['ErrorsHigh', 'LatencyHigh'], run: '' });
    expect(incident!.unnoticedMinutes).toBe(4.5);
    expect(incident!.shares[0]!.spentMinutes).toBeCloseTo(15, 0);
  });

  it.each([
    ['met', '99.9 %', /under 10 %|alone took/],
    ['at risk', '99.94 %', /at risk: 5\d(\.\d)? % of its budget is spent/],
    ['missed', '99.99 %', /was missed: 3\d\d % of its budget is spent/],
  ])('calls it %s at %s and says what to do', (status, objective, advice) => {
    const report = monthlyReport('2024-01', [run(TOTAL_OUTAGE, PAGES, { objective })]);
    expect(report.objectives[0]!.status).toBe(status);
    expect(report.recommendations.join('\n')).toMatch(advice);
  });

  it('tells what was spent with nobody paged, and pages that came late', () => {
    const silent = monthlyReport('2024-01', [run(TOTAL_OUTAGE, [])]);
    expect(silent.incidents).toEqual([]);
    expect(silent.recommendations.join('\n')).toContain('while nobody was paged');
    const late = monthlyReport('2024-01', [run(TOTAL_OUTAGE, [page('ErrorsHigh', 28, 30, undefined)])]);
    expect(late.recommendations.join('\n')).toMatch(/first page came 1?\d min( \d+ s)? after the budget began to burn/);
  });

  it('finds nothing to say against a quiet month', () => {
    const report = monthlyReport('2024-01', [run({ fromS: 0, untilS: 0, ratio: 0 }, [])]);
    expect(report.objectives[0]).toMatchObject({ achieved: 1, status: 'met', spentMinutes: 0 });
    expect(report.recommendations).toEqual([expect.stringContaining('There is room')]);
  });

  it('adds up several drills', () => {
    const report = monthlyReport('2024-01', [run(TOTAL_OUTAGE, PAGES, {}, 'first'), run(TOTAL_OUTAGE, PAGES, {}, 'second')]);
    expect(report.basis).toContain('2 drills, placed in one month');
    expect(report.objectives[0]!.spentMinutes).toBeCloseTo(30, 0);
    expect(report.objectives[0]!.status).toBe('at risk');
    expect(report.incidents.map(({ run: label }) => label)).toEqual(['first', 'second']);
  });

  it('keeps incidents apart that lie far apart', () => {
    const pages = [page('ErrorsHigh', 2, 4, 6), page('ErrorsHigh', 22, 24, 36)];
    expect(monthlyReport('2024-01', [run(TOTAL_OUTAGE, pages)]).incidents).toHaveLength(2);
  });

  it('reads as text and as Markdown', () => {
    const report = monthlyReport('2024-01', [run(TOTAL_OUTAGE, PAGES, { name: 'API | edge' })]);
    const text = reportText(report);
    expect(text).toContain('Reliability report 2024-01\n');
    expect(text).toMatch(/API \| edge +99\.9 % +99\.96\d+ % +43 min 12 s +1[45] min/);
    const markdown = reportMarkdown(report);
    expect(markdown).toContain('| API \\| edge | 99.9 % |');
    expect(markdown).toContain('## Recommendations\n\n- ');
    expect(markdown.split('\n').filter((line) => line.startsWith('| ---'))).toHaveLength(2);
  });
});
