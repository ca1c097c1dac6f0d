// Dashboards of Grafana (JSON, schema versions up to 41) as dashboards of a scenario: panels with PromQL, their units, legends and first threshold.
// Whatever a scenario's panel cannot show is left out with its reason.
import type { InputIssue, Panel, ParseResult } from '../../schema/index.ts';
import { isMap, type Json, listOf, mapOf, own, readBoundedJson, textOf } from './json.ts';
import { scaled, unitOf } from './units.ts';
import { readVariables, type Variables } from './variables.ts';

export interface ImportedDashboards {
  dashboards: { title: string; panels: Panel[] }[];
  leftOut: { what: string; why: string }[];
}
export interface GrafanaOptions {
  /** What is wrong with a PromQL expression; undefined when nothing is. */
  checkExpr?: (expr: string) => string | undefined;
}

const SHOWN = new Set(['timeseries', 'graph', 'stat', 'singlestat', 'gauge', 'bargauge', 'barchart', 'table', 'table-old']);
/** As the scenario's schema bounds them. */
const MAX = { dashboards: 20, panels: 24, series: 12, title: 80, legend: 80, expr: 2000, walked: 1000 };

export function importGrafana(text: string, file: string, options: GrafanaOptions = {}): ParseResult<ImportedDashboards> {
  const read = readBoundedJson(text);
  if (!read.ok) {
    const before = text.slice(0, read.offset).split('\n');
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    return { ok: false, issues: [issue(file, 'grafana/json', place, read.found, read.expected, 'Export the dashboard as JSON again')] };
  }
  const whole = mapOf(read.value);
  // The HTTP interface wraps a dashboard, an export does not.
  const dashboard = isMap(own(whole, 'dashboard')) ? mapOf(own(whole, 'dashboard')) : whole;
  if (!Array.isArray(own(dashboard, 'panels')) && !Array.isArray(own(dashboard, 'rows'))) {
    const found = isMap(read.value) ? `keys ${Object.keys(dashboard).slice(0, 8).join(', ') || 'none'}` : 'no map';
    const hint = 'Share > Export > Save to file in Grafana; dashboards of the v2 resource format are not read';
    return { ok: false, issues: [issue(file, 'grafana/no-panels', { line: 1, column: 1 }, found, 'a dashboard with panels', hint)] };
  }
  return { ok: true, value: new Importer(dashboard, options).run() };
}

class Importer {
  readonly #dashboard: Json;
  readonly #options: GrafanaOptions;
  readonly #variables: Variables;
  readonly #titles = new Set<string>();
  readonly #leftOut: ImportedDashboards['leftOut'] = [];
  #walked = 0;

  constructor(dashboard: Json, options: GrafanaOptions) {
    this.#dashboard = dashboard;
    this.#options = options;
    this.#variables = readVariables(dashboard);
  }

  run(): ImportedDashboards {
    const title = textOf(own(this.#dashboard, 'title')) || 'Imported';
    const panels = this.#panelsOf(this.#dashboard).flatMap((panel) => this.#panel(panel) ?? []);
    const count = Math.ceil(panels.length / MAX.panels);
    if (count > MAX.dashboards) this.#leave(title, `More than ${MAX.dashboards * MAX.panels} panels: the rest`);
    const dashboards = Array.from({ length: Math.min(count, MAX.dashboards) }, (_, index) => ({
      title: titled(title, count === 1 ? '' : ` ${index + 1} of ${count}`),
      panels: panels.slice(index * MAX.panels, (index + 1) * MAX.panels),
    }));
    return { dashboards, leftOut: this.#leftOut };
  }

  #leave(what: string, why: string): undefined {
    this.#leftOut.push({ what: what.slice(0, 120), why });
    return undefined;
  }

  /** Panels in reading order; those of rows in their row's place. */
  #panelsOf(holder: Json): Json[] {
    const found: Json[] = [];
    const rows = listOf(own(holder, 'rows')).flatMap((row) => listOf(own(mapOf(row), 'panels')));
    for (const entry of [...listOf(own(holder, 'panels')), ...rows]) {
      this.#walked++;
      if (this.#walked > MAX.walked) {
        this.#leave('the dashboard', `More than ${MAX.walked} panels: the rest`);
        break;
      }
      const panel = mapOf(entry);
      if (textOf(own(panel, 'type')) === 'row') found.push(...this.#panelsOf({ panels: own(panel, 'panels') }));
      else found.push(panel);
    }
    return found;
  }

  #panel(panel: Json): Panel | undefined {
    const type = textOf(own(panel, 'type'));
    const name =
      this.#variables.fill(textOf(own(panel, 'title'))).text.trim() || `Panel ${String(own(panel, 'id') ?? this.#titles.size + 1)}`;
    if (own(panel, 'libraryPanel') !== undefined && own(panel, 'targets') === undefined)
      return this.#leave(name, 'A library panel: its queries are not in this file');
    if (!SHOWN.has(type)) return this.#leave(name, `Panels of type ${type === '' ? 'unknown' : type} are not shown`);
    const defaults = mapOf(own(mapOf(own(panel, 'fieldConfig')), 'defaults'));
    const unitName =
      textOf(own(defaults, 'unit')) || textOf(own(panel, 'format')) || textOf(own(mapOf(listOf(own(panel, 'yaxes'))[0]), 'format'));
    const { unit, per, known } = unitOf(unitName);
    if (!known) this.#leave(name, `The unit ${unitName} is not known: values stand without one`);
    const targets = listOf(own(panel, 'targets'));
    if (listOf(own(panel, 'transformations')).length > 0) this.#leave(name, 'Its transformations are not applied');
    if (targets.length > MAX.series) this.#leave(name, `Queries after the first ${MAX.series}`);
    const series = targets.slice(0, MAX.series).flatMap((target) => this.#series(mapOf(target), panel, name, per) ?? []);
    if (series.length === 0) return this.#leave(name, 'No query of it can be used');
    const threshold = thresholdOf(panel, defaults);
    return {
      title: this.#free(name),
      unit,
      series,
      ...(threshold === undefined ? {} : { threshold: per >= 1 ? threshold / per : threshold * Math.round(1 / per) }),
    };
  }

  #series(target: Json, panel: Json, name: string, per: number): Panel['series'][number] | undefined {
    if (own(target, 'hide') === true) return undefined;
    const source = sourceType(own(target, 'datasource') ?? own(panel, 'datasource'));
    if (source !== undefined && !/prometheus/i.test(source))
      return this.#leave(name, `A query for ${source.slice(0, 40)}, not for Prometheus`);
    const written = textOf(own(target, 'expr')).trim();
    if (written === '') return this.#leave(name, 'A target without PromQL');
    const { text, missing } = this.#variables.fill(written);
    if (missing.length > 0) return this.#leave(name, `Unknown variable ${missing.slice(0, 3).join(', ')} in ${written.slice(0, 80)}`);
    const expr = scaled(text, per);
    if (expr.length > MAX.expr) return this.#leave(name, `A query of ${expr.length} characters; at most ${MAX.expr}`);
    const wrong = this.#options.checkExpr?.(expr);
    if (wrong !== undefined) return this.#leave(name, `${wrong}: ${expr.slice(0, 80)}`);
    const legend = textOf(own(target, 'legendFormat'));
    return { expr, legend: legend === '__auto' ? '' : this.#variables.fill(legend).text.slice(0, MAX.legend) };
  }

  /** Panels are opened by title, so each has its own. */
  #free(name: string): string {
    for (let turn = 1; ; turn++) {
      const title = titled(name, turn === 1 ? '' : ` ${turn}`);
      if (this.#titles.has(title)) continue;
      this.#titles.add(title);
      return title;
    }
  }
}

const titled = (title: string, suffix: string): string => title.slice(0, MAX.title - suffix.length) + suffix;

/** The first limit: of the field's thresholds, or of an old graph's. */
function thresholdOf(panel: Json, defaults: Json): number | undefined {
  const thresholds = mapOf(own(defaults, 'thresholds'));
  const steps = textOf(own(thresholds, 'mode')) === 'percentage' ? [] : listOf(own(thresholds, 'steps'));
  const values = [...steps, ...listOf(own(panel, 'thresholds'))].map((step) => own(mapOf(step), 'value'));
  return values.find((value): value is number => typeof value === 'number' && Number.isFinite(value));
}

/** Of a reference by type, or by a name that says it; undefined when nothing is said (the default source, or a variable). */
function sourceType(reference: unknown): string | undefined {
  if (isMap(reference)) {
    const type = textOf(own(reference, 'type'));
    // `datasource` is Grafana's word for a mixture; each query then names its own.
    return type === '' || type === 'datasource' || type.startsWith('$') ? undefined : type;
  }
  const name = textOf(reference);
  return /^(?:loki|elasticsearch|influxdb|graphite|cloudwatch|mysql|postgres|tempo|jaeger|-- (?:grafana|mixed|dashboard) --)$/i.test(
    name,
  ) && !/mixed/i.test(name)
    ? name
    : undefined;
}

function issue(
  file: string,
  code: string,
  place: { line: number; column: number },
  found: string,
  expected: string,
  hint: string,
): InputIssue {
  return { code, file, ...place, path: [], found, expected, hint };
}
