// Rules that an objective generates, as a plain Prometheus rule file: the share of failed events over seven windows, and the multi-window,
// multi-burn-rate alerts of the SRE Workbook (ch. 5, table 5-8). Long windows are evaluated less often, because they change slowly and cost more.
import { allowedRatio, type Baseline, BURN_WINDOWS, type BurnAlert, type BurnWindow, burnAlertsOf, type Slo } from '../schema/index.ts';
import { baselineGroupOf } from './baseline.ts';
import { type Objective, openObjective } from './objective.ts';
import { escaped, objectiveText, percentText, quoted } from './words.ts';

export interface GeneratedRule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
}
export interface GeneratedGroup {
  name: string;
  interval: string;
  rules: GeneratedRule[];
}

export const WINDOW_MS: Readonly<Record<BurnWindow, number>> = {
  '5m': 300_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '2h': 7_200_000,
  '6h': 21_600_000,
  '1d': 86_400_000,
  '3d': 259_200_000,
};
/** Which windows are recorded together, and how often. Each alert stands in the group of its long window. */
const GROUPS: readonly { name: string; interval: string; windows: readonly BurnWindow[] }[] = [
  { name: 'fast', interval: '15s', windows: ['5m', '1h'] },
  { name: 'slow', interval: '1m', windows: ['30m', '6h'] },
  { name: 'tickets', interval: '2m', windows: ['2h', '1d', '3d'] },
];

/** The series an objective's failed share over a window is recorded as. */
export const recordName = (window: BurnWindow): string => `slo:sli_error:ratio_rate${window}`;

/** Groups of one objective; none when it asks for no alerts. */
export function ruleGroupsOf(slo: Slo): GeneratedGroup[] {
  const alerts = burnAlertsOf(slo);
  if (alerts.length === 0) return [];
  const objective = openObjective(slo);
  const used = new Set(alerts.flatMap(({ long, short }) => [long, short]));
  const windows = BURN_WINDOWS.filter((window) => used.has(window));
  return GROUPS.flatMap(({ name, interval, windows: own }) => {
    const rules = [
      ...own.filter((window) => windows.includes(window)).map((window) => recordingRule(objective, window)),
      ...alerts.filter(({ long }) => own.includes(long)).map((alert) => alertingRule(slo, alert)),
    ];
    return rules.length === 0 ? [] : [{ name: `slo ${slo.name}: ${name}`, interval, rules }];
  });
}

/** The sections of a scenario that generate rules. */
interface Generating {
  slos: readonly Slo[];
  baselines: readonly Baseline[];
}

/** A decoded rule file (or nothing) with the generated groups after its own. */
export function withGeneratedRules(rules: unknown, { slos, baselines }: Generating): unknown {
  const generated = [...slos.flatMap(ruleGroupsOf), ...baselines.map(baselineGroupOf)];
  if (generated.length === 0) return rules;
  const file = (rules ?? {}) as { groups?: unknown };
  return { ...file, groups: [...(Array.isArray(file.groups) ? (file.groups as unknown[]) : []), ...generated] };
}

function recordingRule(objective: Objective, window: BurnWindow): GeneratedRule {
  const { name, service } = objective.slo;
  return {
    record: recordName(window),
    expr: objective.errorRatio(WINDOW_MS[window]),
    labels: { slo: name, ...(service === undefined ? {} : { service }) },
  };
}

function alertingRule(slo: Slo, { alert, severity, factor, long, short }: BurnAlert): GeneratedRule {
  const allowed = allowedRatio(slo);
  const burns = (window: BurnWindow): string => `${recordName(window)}{slo=${quoted(slo.name)}} > ${factor} * ${allowed}`;
  const name = escaped(slo.name);
  return {
    alert,
    expr: `${burns(long)} and ${burns(short)}`,
    labels: {
      slo: name,
      ...(slo.service === undefined ? {} : { service: slo.service, component: slo.service }),
      severity,
      long_window: long,
      short_window: short,
    },
    annotations: {
      summary: `${name}: {{ $value | humanizePercentage }} of events failed over ${long}; more than ${factor === 1 ? '' : `${factor} times `}the ${percentText(allowed)} that may`,
      description: `${name} (objective ${objectiveText(slo.objective)}): at this pace ${leftText(slo, factor)}. Both the last ${long} and the last ${short} are above it.`,
      ...(slo.runbook === undefined ? {} : { runbook: escaped(slo.runbook) }),
      ...(slo.dashboard === undefined ? {} : { dashboard: escaped(slo.dashboard) }),
    },
  };
}

/** `the whole budget of 30 d is gone within 50 h`. */
function leftText(slo: Slo, factor: number): string {
  const hours = slo.over / 3_600_000_000;
  const gone = hours / factor;
  const text = (value: number): string => (value >= 72 ? `${Math.round(value / 24)} d` : `${Math.round(value * 10) / 10} h`);
  return `the whole budget of ${text(hours)} is gone within ${text(gone)}`;
}
