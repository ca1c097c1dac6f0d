// Harm as the business instruments show it at the last scrape, and what it costs a minute now.
import type { DrillView, Scenario, SimTimeUs, TraceReader } from '../schema/index.ts';
import { readValue } from './instruments.ts';

const MINUTE_US = 60_000_000;

export function impactOf(scenario: Scenario, trace: TraceReader): DrillView['impact'] {
  const series = trace.harmSeries();
  const last = series.at(-1);
  const live = trace.harm();
  // Users, failures and money move only with a scrape, like every other figure on the screen.
  const scraped = {
    usersAffected: last?.usersAffected ?? 0,
    revenueLost: last?.revenueLost ?? 0,
    failedRequests: last?.failedRequests ?? 0,
  };
  return {
    ...live,
    ...scraped,
    revenueLostPerMinute: lostPerMinute(series),
    errorRatio: readErrorRatio(scenario, trace, trace.nowUs),
  };
}

/** The figures of the severity matrix as they were shown at an earlier instant. */
export function figuresShownAt(
  scenario: Scenario,
  trace: TraceReader,
  atUs: SimTimeUs,
): Pick<DrillView['impact'], 'errorRatio' | 'usersAffected' | 'revenueLostPerMinute' | 'currency'> {
  const until = trace.harmSeries().filter((point) => point.atUs <= atUs);
  return {
    errorRatio: readErrorRatio(scenario, trace, atUs),
    usersAffected: until.at(-1)?.usersAffected ?? 0,
    revenueLostPerMinute: lostPerMinute(until),
    currency: currencyOf(scenario),
  };
}

/** What users pay in; else what the exchange or the order routers trade in. */
export const currencyOf = ({ load, world }: Scenario): string =>
  load.journeys.find(({ revenue }) => revenue !== undefined)?.revenue?.currency ??
  world.exchange?.currency ??
  world.orderRouting?.currency ??
  'USD';

function lostPerMinute(series: ReturnType<TraceReader['harmSeries']>): number {
  const last = series.at(-1);
  if (last === undefined) return 0;
  const before = series.findLast(({ atUs }) => atUs <= last.atUs - MINUTE_US) ?? series[0]!;
  return last.atUs > before.atUs ? ((last.revenueLost - before.revenueLost) * MINUTE_US) / (last.atUs - before.atUs) : 0;
}

/** Share of failed answers of the services that users talk to, over the minute before an instant; undefined without traffic. */
export function readErrorRatio(scenario: Scenario, trace: TraceReader, atUs: SimTimeUs): number | undefined {
  return readValue(scenario, trace.series, errorRatioExpr(scenario), atUs);
}

function errorRatioExpr(scenario: Scenario): string {
  const doors = [...new Set(scenario.load.journeys.map(({ does }) => does.split('/')[0] ?? does))];
  const services = doors.map((name) => name.replace(/\./g, '\\\\.')).join('|');
  const rate = (more: string): string => `sum(rate(http_server_requests_total{service=~"${services}"${more}}[1m]))`;
  return `(${rate(',http_response_status_code=~"5.."')} or vector(0)) / ${rate('')}`;
}
