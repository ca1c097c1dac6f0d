// What every check is given: the parsed scenario, the text it came from, the names that exist, and one way to say what is wrong.
import type { InputIssue } from '../issues.ts';
import type { LoadOptions } from '../load/load-scenario.ts';
import { describe, makeIssue } from '../load/shape.ts';
import { didYouMean } from '../load/suggest.ts';
import type { Path, Source } from '../load/yaml.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { smallWorldComponents } from '../scenario/small-worlds.ts';
import { burnAlertsOf } from '../text/slo-alerts.ts';

export interface Sources {
  scenario: Source;
  rubric: Source | undefined;
  safeRubric?: Source | undefined;
  rules: Source | undefined;
}
export interface Names {
  services: readonly string[];
  pools: readonly string[];
  databases: readonly string[];
  providers: readonly string[];
  breakers: readonly string[];
  people: readonly string[];
  artefacts: readonly string[];
  /** What a hypothesis or a propagation edge can name. */
  components: readonly string[];
  /** Alerts of the rule file and those that objectives generate; undefined when there is neither. */
  alerts: readonly string[] | undefined;
  /** What `metrics …` can open: panel titles and services. */
  panels: readonly string[];
}
export interface Trouble {
  /** The value as it was written, or `saw`: what is there, in words. */
  found?: unknown;
  saw?: string;
  expected: string;
  hint: string;
}

export class Check {
  readonly scenario: Scenario;
  readonly sources: Sources;
  readonly options: LoadOptions;
  readonly names: Names;
  readonly issues: InputIssue[] = [];

  constructor(scenario: Scenario, sources: Sources, options: LoadOptions) {
    this.scenario = scenario;
    this.sources = sources;
    this.options = options;
    this.names = namesOf(scenario);
  }

  /** Says what is wrong at a path of the scenario file, or of another source. */
  add(
    code: string,
    path: Path,
    { found, saw, expected, hint }: Trouble,
    where: { source?: Source | undefined; part?: 'key' | 'value' } = {},
  ): void {
    this.issues.push(
      makeIssue(where.source ?? this.sources.scenario, code, path, where.part ?? 'value', {
        found: saw ?? describe(found),
        expected,
        hint,
      }),
    );
  }

  /** Reports a name that is not among those that exist. */
  mustExist(code: string, path: Path, name: string, names: readonly string[], noun: string, source?: Source): boolean {
    if (names.includes(name)) return true;
    this.add(
      code,
      path,
      { found: name, expected: `the name of ${noun}`, hint: didYouMean(name, names, noun.replace(/^an? /, '')) },
      { source },
    );
    return false;
  }

  /** Reports each name that occurs a second time. */
  mustDiffer(code: string, names: readonly { name: string; path: Path }[], noun: string, source?: Source): void {
    const seen = new Set<string>();
    for (const { name, path } of names) {
      if (seen.has(name))
        this.add(code, path, { found: name, expected: `each ${noun} once`, hint: 'Choose another name for one of them' }, { source });
      seen.add(name);
    }
  }
}

function namesOf(scenario: Scenario): Names {
  const { services, pools, databases, providers, breakers } = scenario.world;
  const of = Object.keys;
  return {
    services: of(services),
    pools: of(pools),
    databases: of(databases),
    providers: of(providers),
    breakers: of(breakers),
    people: of(scenario.people),
    artefacts: scenario.artefacts.map(({ name }) => name),
    components: [...of(services), ...of(pools), ...of(databases), ...of(providers), ...smallWorldComponents(scenario.world), USERS],
    alerts: alertsOf(scenario)?.map(({ alert }) => alert),
    panels: [...scenario.observability.dashboards.flatMap(({ panels }) => panels.map(({ title }) => title)), ...of(services)],
  };
}

/** The name by which the people who use the product take part in a propagation. */
export const USERS = 'users';

interface NamedAlert {
  alert: string;
  severity: string | undefined;
}

/** Alerts of the rule file, of the objectives and of baselines; undefined when a rule file is named and has no groups, or when there is neither. */
export function alertsOf({ rules, observability }: Scenario): NamedAlert[] | undefined {
  const written = writtenAlerts(rules);
  const { slos, baselines } = observability;
  const generated: NamedAlert[] = [
    ...slos.flatMap((slo) => burnAlertsOf(slo)),
    ...baselines.map(({ name, severity }) => ({ alert: name, severity })),
  ];
  if (written === undefined && (generated.length === 0 || observability.rules !== undefined)) return undefined;
  return [...(written ?? []), ...generated];
}

/** Alerting rules of a decoded rule file; undefined when it has no groups. Its rooms check the rest. */
function writtenAlerts(rules: unknown): NamedAlert[] | undefined {
  const groups = (rules as { groups?: unknown } | null | undefined)?.groups;
  if (!Array.isArray(groups)) return undefined;
  return groups
    .flatMap((group: { rules?: unknown } | null) => (Array.isArray(group?.rules) ? (group.rules as unknown[]) : []))
    .flatMap((rule) => {
      const { alert, labels } = (rule ?? {}) as { alert?: unknown; labels?: { severity?: unknown } | null };
      return typeof alert === 'string' ? [{ alert, severity: typeof labels?.severity === 'string' ? labels.severity : undefined }] : [];
    });
}
