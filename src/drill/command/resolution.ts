// What has to hold before an incident counts as over (document 004), as instruments show it: the scenario's criteria and the usual ones.
import type { ActionInFlight, DrillView, ResolutionView, Scenario, SimTimeUs, TraceReader } from '../../schema/index.ts';
import { figureText } from '../format.ts';
import { readErrorRatio } from '../impact.ts';
import { readComparison } from '../instruments.ts';

/** A figure is back when it is this close to the best of the time before. */
const BASELINE_SLACK_RATIO = 0.005;
const BASELINE_READINGS = 6;
const MINUTE_US = 60_000_000;

export interface ResolutionInput {
  scenario: Scenario;
  trace: TraceReader;
  tPlusZeroUs: SimTimeUs;
  errorRatio: number | undefined;
  checks: DrillView['checks'];
  inFlight: readonly ActionInFlight[];
}

export function resolutionOf(input: ResolutionInput): ResolutionView[] {
  return [
    ...input.scenario.incident.resolution.map((criterion) => criterionOf(input, criterion)),
    baselineOf(input),
    alertsOf(input),
    ...checksOf(input),
    underWayOf(input),
  ];
}

/** Holds now and at every scrape for as long as it asks. */
function criterionOf(
  { scenario, trace }: ResolutionInput,
  { says, holds, for: forUs, unit }: Scenario['incident']['resolution'][number],
): ResolutionView {
  const { scrape } = scenario.observability;
  const { nowUs } = trace;
  const now = readComparison(scenario, trace.series, holds, nowUs);
  const reading = now.value === undefined ? 'no reading' : `${figureText(now.value, unit)} now`;
  if (now.met !== true) return { says, met: now.met, reading };
  let sinceUs = nowUs;
  while (sinceUs > nowUs - forUs && readComparison(scenario, trace.series, holds, Math.max(0, sinceUs - scrape)).met === true) {
    sinceUs -= scrape;
    if (sinceUs <= 0) break;
  }
  const stable = nowUs - sinceUs >= forUs || sinceUs <= 0;
  return {
    says,
    met: stable,
    reading: stable ? reading : `${reading}, for ${Math.round((nowUs - sinceUs) / 1e6)} s of ${Math.round(forUs / 1e6)} s`,
  };
}

/** The lowest ratio of the time before the first page is what this system is like when it is well. */
function baselineOf({ scenario, trace, tPlusZeroUs, errorRatio }: ResolutionInput): ResolutionView {
  const says = 'The share of failed requests is back at its baseline';
  const before: number[] = [];
  for (let index = 0; index < BASELINE_READINGS; index++) {
    const atUs = Math.floor(MINUTE_US + ((tPlusZeroUs - MINUTE_US) * index) / BASELINE_READINGS);
    const ratio = atUs < tPlusZeroUs ? readErrorRatio(scenario, trace, atUs) : undefined;
    if (ratio !== undefined && ratio >= 0) before.push(ratio);
  }
  if (errorRatio === undefined || before.length === 0) return { says, met: undefined, reading: 'no reading' };
  const baseline = Math.min(...before);
  return {
    says,
    met: errorRatio <= baseline + BASELINE_SLACK_RATIO,
    reading: `${figureText(errorRatio, 'ratio')} now, ${figureText(baseline, 'ratio')} before`,
  };
}

function alertsOf({ trace, scenario }: ResolutionInput): ResolutionView {
  const says = 'No alert is firing';
  if (scenario.rules === undefined && scenario.observability.slos.length === 0)
    return { says, met: undefined, reading: 'there are no alerts' };
  const firing = trace.alerts().flatMap(({ alert, state }) => (state === 'firing' ? [alert] : []));
  return { says, met: firing.length === 0, reading: firing.length === 0 ? 'none' : [...new Set(firing)].join(', ') };
}

function checksOf({ checks }: ResolutionInput): ResolutionView[] {
  if (checks.length === 0) return [];
  const says = 'The checks from outside get through';
  const failing = checks.filter(({ last }) => last?.ok === false).map(({ name }) => name);
  const met = checks.some(({ last }) => last === undefined) ? undefined : failing.length === 0;
  return [
    {
      says,
      met,
      reading:
        failing.length > 0
          ? `failing: ${failing.join(', ')}`
          : met === undefined
            ? 'no result yet'
            : `${checks.length} of ${checks.length}`,
    },
  ];
}

function underWayOf({ inFlight }: ResolutionInput): ResolutionView {
  const running = inFlight.filter(({ status }) => status === 'running' || status === 'paused').map(({ text }) => text);
  return { says: 'No action is under way', met: running.length === 0, reading: running.length === 0 ? 'none' : running.join(', ') };
}
