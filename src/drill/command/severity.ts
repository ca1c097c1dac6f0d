// How severe the incident looks by the matrix, and what a severity asks for by when (document 004). Figures are those of the instruments.
import {
  type AudienceName,
  type DrillView,
  type IncidentCommand,
  type Scenario,
  type Severity,
  type SimTimeUs,
  severityTargets,
} from '../../schema/index.ts';
import type { DrillState } from '../state.ts';

type Row = IncidentCommand['matrix'][number];
type Impact = Pick<DrillView['impact'], 'errorRatio' | 'usersAffected' | 'revenueLostPerMinute' | 'currency'>;

const percent = (ratio: number): string => `${Math.round(ratio * 1000) / 10} %`;
const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

interface Figure {
  exceeded: boolean;
  /** What the instruments show, with what it is a figure of. */
  shows: string;
  bound: string;
  of: string;
}

/** Every figure of a row: its bound and what the instruments show, in words. */
function figuresOf(row: Row, impact: Impact | undefined, currency: string): Figure[] {
  const figures: Figure[] = [];
  const figure = (bound: number | undefined, now: number | undefined, say: (value: number) => string, of: string): void => {
    if (bound === undefined) return;
    figures.push({
      exceeded: now !== undefined && now > bound,
      shows: now === undefined ? '' : `${say(now)} ${of}`,
      bound: `more than ${say(bound)}`,
      of,
    });
  };
  figure(row.errorRatio, impact?.errorRatio, percent, 'of requests fail');
  figure(row.usersAffected, impact?.usersAffected, grouped, 'users are affected');
  figure(row.revenuePerHour, impact && impact.revenueLostPerMinute * 60, grouped, `${currency} are lost per hour`);
  return figures;
}

/** The first row of the matrix that applies, with the figure that makes it apply. */
export function adviceOf(scenario: Scenario, impact: Impact): DrillView['severityAdvice'] {
  for (const row of scenario.incident.matrix) {
    const figures = figuresOf(row, impact, impact.currency);
    if (figures.length === 0) return { severity: row.severity, because: `no figure reaches a higher row${row.says && `: ${row.says}`}` };
    const exceeded = figures.find((figure) => figure.exceeded);
    if (exceeded !== undefined) return { severity: row.severity, because: `${exceeded.shows} (${exceeded.bound})` };
  }
  return undefined;
}

export function matrixOf(scenario: Scenario, currency: string): DrillView['matrix'] {
  return scenario.incident.matrix.map((row) => ({
    severity: row.severity,
    says: row.says,
    when:
      figuresOf(row, undefined, currency)
        .map(({ bound, of }) => `${bound} ${of}`)
        .join(', or ') || 'anything else',
  }));
}

/** @param severity the declared one, else the advised one */
export function targetsOf(
  scenario: Scenario,
  drill: DrillState,
  severity: Severity | undefined,
  tPlusZeroUs: SimTimeUs | undefined,
): DrillView['targets'] {
  if (severity === undefined || tPlusZeroUs === undefined) return [];
  const targets = severityTargets(scenario.incident, severity);
  const first = (instants: readonly (SimTimeUs | undefined)[]): SimTimeUs | undefined => {
    const known = instants.filter((atUs) => atUs !== undefined);
    return known.length === 0 ? undefined : Math.max(tPlusZeroUs, Math.min(...known));
  };
  return [
    // Who declares has taken notice.
    {
      what: 'acknowledge',
      byUs: tPlusZeroUs + targets.acknowledge,
      doneAtUs: first([...Object.values(drill.acknowledged), drill.declaredAtUs]),
    },
    { what: 'declare', byUs: tPlusZeroUs + targets.respond, doneAtUs: first([drill.declaredAtUs]) },
    { what: 'commander', byUs: tPlusZeroUs + targets.commander, doneAtUs: first([drill.commandedAtUs]) },
    { what: 'first update', byUs: tPlusZeroUs + targets.update, doneAtUs: first([drill.updates[0]?.atUs]) },
  ];
}

/** Those who hear of the incident in turns: whoever has a reader here, and the public. The war room hears everything as it happens. */
function audiencesOf(scenario: Scenario): AudienceName[] {
  const channels = Object.values(scenario.people).map(({ channel }) => channel);
  return (['executive', 'support', 'status page'] as const).filter((audience) => audience === 'status page' || channels.includes(audience));
}

/** @param severity the declared one; undefined when none is, or when the incident is over */
export function cadenceOf(
  scenario: Scenario,
  drill: DrillState,
  severity: Severity | undefined,
  tPlusZeroUs: SimTimeUs | undefined,
): DrillView['cadence'] {
  if (severity === undefined) return [];
  const everyUs = severityTargets(scenario.incident, severity).update;
  const fromUs = tPlusZeroUs ?? drill.declaredAtUs ?? 0;
  return audiencesOf(scenario).map((audience) => {
    const lastUs = drill.updates.findLast((update) => update.audience === audience)?.atUs;
    return { audience, everyUs, lastUs, nextUs: (lastUs ?? fromUs) + everyUs };
  });
}
