// A month's report on objectives: what was promised and achieved, what each incident cost of the budget, what to do about it.
// A drill lasts an hour, so it is placed in a month in which nothing else failed; several drills share one month.
import { type AlertInstance, allowedRatio, type SimTimeUs, type SloReport } from '../schema/index.ts';
import { type BudgetLedger, policyOf } from './budget.ts';
import { recommend } from './recommend.ts';

/** One run of the month, read to `nowUs`: its objectives in the same order in every run. */
export interface ReportedRun {
  label: string;
  startsAtMs: number;
  nowUs: SimTimeUs;
  ledgers: readonly BudgetLedger[];
  alerts: readonly AlertInstance[];
}
interface Episode {
  fromUs: SimTimeUs;
  untilUs: SimTimeUs;
  firstPageUs: SimTimeUs;
  alerts: string[];
}

const MINUTE_US = 60_000_000;
/** Pages this close to one another belong to one incident. */
const JOIN_US = 5 * MINUTE_US;

/** @param month such as `2024-01`; a name only */
export function monthlyReport(month: string, runs: readonly ReportedRun[]): SloReport {
  const incidents = runs.flatMap((run) => episodesOf(run).map((episode) => incidentOf(run, episode, runs.length > 1)));
  const objectives = (runs[0]?.ledgers ?? []).map(({ slo }, index): SloReport['objectives'][number] => {
    const budgets = runs.map((run) => run.ledgers[index]!.budget(stepsOf(run, index)));
    const spentMinutes = budgets.reduce((sum, budget) => sum + budget.spentMinutes, 0);
    const allowedMinutes = (allowedRatio(slo) * slo.over) / MINUTE_US;
    const spentRatio = allowedMinutes > 0 ? spentMinutes / allowedMinutes : spentMinutes > 0 ? 1 : 0;
    const noticed = incidents.reduce((sum, { shares }) => sum + shares[index]!.spentMinutes, 0);
    const policy = policyOf(slo, spentRatio);
    const missed = allowedMinutes > 0 ? spentRatio > 1 : spentMinutes > 0;
    return {
      name: slo.name,
      objective: slo.objective,
      achieved: 1 - spentMinutes / (slo.over / MINUTE_US),
      status: missed ? 'missed' : policy.state === 'healthy' ? 'met' : 'at risk',
      allowedMinutes,
      spentMinutes,
      spentRatio,
      policy,
      unnoticedRatio: spentMinutes > 0 ? (Math.max(0, spentMinutes - noticed) / spentMinutes) * spentRatio : 0,
    };
  });
  const what = runs.length === 1 ? 'One drill, placed in a month' : `${runs.length} drills, placed in one month`;
  const report = {
    month,
    basis: `${what} in which nothing else failed; every minute of the month weighs the same.`,
    objectives,
    incidents,
  };
  return { ...report, recommendations: recommend(report) };
}

const stepsOf = (run: ReportedRun, index: number): number => Math.floor(run.nowUs / run.ledgers[index]!.stepUs);

/** Stretches in which pages fired, joined when they lie close together, ascending. */
function episodesOf({ alerts, nowUs }: ReportedRun): Episode[] {
  const pages = alerts
    .filter(({ severity, firedAtUs }) => severity === 'page' && firedAtUs !== undefined)
    .map(({ alert, activeAtUs, firedAtUs, resolvedAtUs }) => ({
      alert,
      fromUs: activeAtUs,
      firedUs: firedAtUs ?? activeAtUs,
      untilUs: resolvedAtUs ?? nowUs,
    }))
    .sort((a, b) => a.fromUs - b.fromUs || (a.alert < b.alert ? -1 : 1));
  const episodes: Episode[] = [];
  for (const { alert, fromUs, firedUs, untilUs } of pages) {
    const last = episodes.at(-1);
    if (last === undefined || fromUs > last.untilUs + JOIN_US)
      episodes.push({ fromUs, untilUs: Math.min(untilUs, nowUs), firstPageUs: firedUs, alerts: [alert] });
    else {
      last.untilUs = Math.max(last.untilUs, Math.min(untilUs, nowUs));
      last.firstPageUs = Math.min(last.firstPageUs, firedUs);
      if (!last.alerts.includes(alert)) last.alerts.push(alert);
    }
  }
  return episodes;
}

function incidentOf(run: ReportedRun, episode: Episode, named: boolean): SloReport['incidents'][number] {
  const spans = run.ledgers.map((ledger, index) => burningSpan(ledger, stepsOf(run, index), episode));
  const fromUs = Math.min(episode.fromUs, ...run.ledgers.map((ledger, index) => spans[index]!.from * ledger.stepUs));
  const untilUs = Math.max(episode.untilUs, ...run.ledgers.map((ledger, index) => spans[index]!.to * ledger.stepUs));
  return {
    run: named ? run.label : '',
    from: clockText(run.startsAtMs + fromUs / 1_000),
    minutes: (untilUs - fromUs) / MINUTE_US,
    unnoticedMinutes: Math.max(0, episode.firstPageUs - fromUs) / MINUTE_US,
    alerts: episode.alerts,
    shares: run.ledgers.map((ledger, index) => {
      const { from, to } = spans[index]!;
      const { spentMinutes, spentRatio } = ledger.budget(to, from);
      return { name: ledger.slo.name, spentMinutes, spentRatio };
    }),
  };
}

/** Steps of an episode, with those right before and after it in which the budget burnt faster than allowed: harm begins before its page. */
function burningSpan(ledger: BudgetLedger, count: number, { fromUs, untilUs }: Episode): { from: number; to: number } {
  const steps = ledger.steps(count);
  const allowed = allowedRatio(ledger.slo);
  const burns = (index: number): boolean => (steps[index]?.badRatio ?? 0) > allowed;
  let from = Math.min(count, Math.floor(fromUs / ledger.stepUs));
  let to = Math.min(count, Math.ceil(untilUs / ledger.stepUs));
  while (from > 0 && burns(from - 1)) from--;
  while (to < count && burns(to)) to++;
  return { from, to };
}

/** Time of day, UTC: `09:40`. */
function clockText(ms: number): string {
  const minutes = Math.floor(ms / 60_000) % 1_440;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
