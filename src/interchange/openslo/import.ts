// OpenSLO objectives as objectives of a scenario. What a scenario cannot say is left out, with the reason; nothing is guessed in silence.
import { DURATION_MAX_US, type ParseResult, type Slo } from '../../schema/index.ts';
import { type Indicator, type OpenSloDocument, parseOpenSloDocuments } from './documents.ts';

/** As a scenario's author would write it. */
export interface WrittenSlo extends Pick<Slo, 'name' | 'good' | 'total'> {
  /** `99.9 %`. */
  objective: string;
  /** `30d`. */
  over: string;
  alerts?: Slo['alerts'];
  service?: string;
}
export interface LeftOut {
  what: string;
  why: string;
  line: number;
}
export interface ImportedSlos {
  slos: WrittenSlo[];
  /** What was left out, or taken for something similar. */
  leftOut: LeftOut[];
}

class Unconvertible extends Error {}

/** Reads a file and converts what it can; issues only when it is no valid OpenSLO v1. */
export function importOpenSlo(text: string, file: string): ParseResult<ImportedSlos> {
  const parsed = parseOpenSloDocuments(text, file);
  if (!parsed.ok) return parsed;
  const importer = new Importer(parsed.value);
  for (const document of parsed.value) if (isOf(document, 'SLO')) importer.objective(document);
  return { ok: true, value: importer.result };
}

const isOf = <K extends OpenSloDocument['kind']>(document: OpenSloDocument, kind: K): document is OpenSloDocument<K> =>
  document.kind === kind;

class Importer {
  readonly result: ImportedSlos = { slos: [], leftOut: [] };
  readonly #documents: readonly OpenSloDocument[];

  constructor(documents: readonly OpenSloDocument[]) {
    this.#documents = documents;
  }

  objective(document: OpenSloDocument<'SLO'>): void {
    const { metadata, spec, line } = document;
    const title = metadata.displayName ?? metadata.name;
    const note = (why: string): void => void this.result.leftOut.push({ what: title, why, line });
    try {
      const { good, total } = this.#events(this.#indicator(document));
      const over = periodOf(spec.timeWindow?.[0], note);
      if (spec.budgetingMethod === 'Timeslices')
        note('Timeslices: the budget is reckoned by the share of failed events of every half minute, not by good and bad slices');
      if (spec.objectives.length === 0) note('It has no objectives');
      const policies = spec.alertPolicies ?? [];
      if (policies.length > 0)
        note(`Alert policies ${policies.join(', ')}: the multi-window alerts of the SRE Workbook stand in their place`);
      for (const { displayName, target } of spec.objectives) {
        const name = spec.objectives.length > 1 && displayName !== undefined ? `${title}: ${displayName}` : title;
        this.result.slos.push({
          name: this.#free(name),
          objective: `${Math.round(target * 1e8) / 1e6} %`,
          over,
          good,
          total,
          ...(policies.length > 0 ? { alerts: 'workbook' as const } : {}),
          service: spec.service.slice(0, 80),
        });
      }
    } catch (problem) {
      if (!(problem instanceof Unconvertible)) throw problem;
      note(problem.message);
    }
  }

  #indicator({ spec }: OpenSloDocument<'SLO'>): Indicator {
    if (spec.indicator !== undefined) return spec.indicator.spec;
    const found = this.#documents.find((candidate) => isOf(candidate, 'SLI') && candidate.metadata.name === spec.indicatorRef);
    if (found === undefined || !isOf(found, 'SLI'))
      throw new Unconvertible(`The indicator ${spec.indicatorRef} is not in this file: put the SLI beside the SLO`);
    return found.spec;
  }

  #events({ ratioMetric }: Indicator): { good: string; total: string } {
    if (ratioMetric === undefined)
      throw new Unconvertible(
        'A thresholdMetric is one value, not a count of events: count the good ones instead, such as the histogram bucket below the threshold',
      );
    const { counter, good, bad, total } = ratioMetric;
    const all = this.#query(total, counter);
    if (good !== undefined) return { good: this.#query(good, counter), total: all };
    // Labels of the two may differ; their sums always match. No bad event at all is none, not nothing.
    return { good: `sum(${all}) - (sum(${this.#query(bad!, counter)}) or vector(0))`, total: `sum(${all})` };
  }

  #query({ metricSource }: NonNullable<Indicator['thresholdMetric']>, counter: boolean): string {
    const { metricSourceRef, spec } = metricSource;
    const source = this.#documents.find((candidate) => isOf(candidate, 'DataSource') && candidate.metadata.name === metricSourceRef);
    const type = metricSource.type ?? (source !== undefined && isOf(source, 'DataSource') ? source.spec.type : undefined);
    if (type !== undefined && !/^prometheus$|^thanos$|^mimir$|^cortex$|^victoriametrics$/i.test(type))
      throw new Unconvertible(`Its queries are for ${type.slice(0, 60)}, which scenarios do not speak: write them in PromQL`);
    const query = spec['query'] ?? spec['promql'];
    if (typeof query !== 'string' || query.trim() === '') throw new Unconvertible('A metricSource has no `query`');
    if (query.length > 1900) throw new Unconvertible(`A query has ${query.length} characters; at most 1900 are taken`);
    if (!counter && !/\b(?:i?rate|increase|sum_over_time|count_over_time)\s*\(|:(?:i?rate|increase)/.test(query))
      throw new Unconvertible('`counter: false` without rate or increase: single values count no events');
    return query.trim();
  }

  /** A name of at most 80 characters that no other objective has. */
  #free(name: string): string {
    const taken = new Set(this.result.slos.map((slo) => slo.name));
    for (let turn = 1; ; turn++) {
      const suffix = turn === 1 ? '' : ` ${turn}`;
      const candidate = name.slice(0, 80 - suffix.length) + suffix;
      if (!taken.has(candidate)) return candidate;
    }
  }
}

const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, M: 30, Q: 90, Y: 365 };

function periodOf(window: { duration: string; isRolling?: boolean | undefined } | undefined, note: (why: string) => void): string {
  if (window === undefined) {
    note('It names no period: 30 days are taken');
    return '30d';
  }
  const unit = window.duration.slice(-1);
  const count = Number(window.duration.slice(0, -1));
  const days = DAYS[unit];
  const us = days === undefined ? count * (unit === 'h' ? 3_600_000_000 : 60_000_000) : count * days * 86_400_000_000;
  if (us > DURATION_MAX_US)
    throw new Unconvertible(
      `Its period of ${window.duration} is longer than the ${DURATION_MAX_US / 86_400_000_000} days a scenario knows`,
    );
  if (unit === 'M') note('A month is taken as 30 days');
  if (window.isRolling !== true) note('Its calendar period is taken as a rolling one of the same length');
  return days === undefined ? window.duration : `${count * days}d`;
}
