// What a look shows, in a few words and as figures that can be compared between two worlds.
import type { LookResult } from '../../schema/index.ts';

/** Figures this far apart (share of the larger) tell two worlds apart. */
const APART_RATIO = 0.25;

/** A few words; undefined when the look shows nothing. */
export function contentOf(result: LookResult): string | undefined {
  const some = (number: number, text: string): string | undefined => (number > 0 ? `${number} ${text}` : undefined);
  switch (result.kind) {
    case 'alert':
      return result.alert === undefined ? undefined : `alert ${result.alert.state}`;
    case 'metrics':
      return some(
        result.panels.flatMap((panel) => panel.series).filter((series) => series.values.some((value) => value !== null)).length,
        'series',
      );
    case 'query':
      return some(result.series.length, 'series');
    case 'logs':
      return some(result.page.matched, 'lines');
    case 'log-context':
      return some(result.lines.length, 'lines');
    case 'traces':
      return some(result.page.matched, 'traces');
    case 'trace':
      return some(result.spans.length, 'spans');
    case 'checks':
      return some(result.results.length, 'results of checks');
    case 'alerts':
      return some(result.alerting.groups.length, 'groups of alerts');
    case 'pods':
      return some(result.pods.length, 'pods');
    case 'events':
      return some(result.events.length, 'events');
    case 'slos':
      return some(result.slos.length, 'objectives');
    case 'deployments':
      return some(result.rows.length, 'deployments');
    case 'diff':
      return result.before === result.after ? undefined : `${result.from} to ${result.to} differ`;
    case 'status-page':
      return result.shows;
    case 'artefact':
      return some(result.markdown.length, 'characters');
    case 'sessions':
      return some(result.rows.length, 'sessions');
    case 'service':
      return some(result.replicas.length, 'replicas');
    case 'preflight':
      return some(result.checks.length, 'checks');
    case 'console':
      return some(result.readouts.length + result.tables.length, 'readouts and tables');
    case 'table':
      return some(result.table.rows.length, 'rows');
    case 'missing':
      return undefined;
  }
}

/** Whether the look is written down (a page, a diff, a list) rather than measured: then its author vouches for what it shows. */
export const isWritten = (result: LookResult): boolean =>
  ['status-page', 'diff', 'deployments', 'artefact', 'preflight', 'service', 'alert', 'console', 'table'].includes(result.kind);

/** The figure that differs most between two worlds, in words; undefined when none is a quarter apart. */
export function differenceOf(here: LookResult, there: LookResult): string | undefined {
  const own = figuresOf(here);
  const other = figuresOf(there);
  let most: { name: string; apart: number } | undefined;
  for (const name of new Set([...own.keys(), ...other.keys()])) {
    const [one, two] = [own.get(name) ?? 0, other.get(name) ?? 0];
    const apart = Math.abs(one - two) / Math.max(Math.abs(one), Math.abs(two), 1e-9);
    if (apart >= APART_RATIO && apart > (most?.apart ?? 0)) most = { name, apart };
  }
  return most === undefined ? undefined : `${most.name} ${short(own.get(most.name))}, were it so ${short(other.get(most.name))}`;
}

const short = (value: number | undefined): string => (value === undefined ? 'absent' : String(Math.round(value * 1000) / 1000));

function figuresOf(result: LookResult): Map<string, number> {
  const figures = new Map<string, number>();
  const add = (name: string, value: number): void => void figures.set(name, (figures.get(name) ?? 0) + value);
  if (result.kind === 'metrics')
    for (const panel of result.panels)
      for (const series of panel.series) addLatest(figures, `${panel.panel.title}, ${series.legend}`, series.values);
  if (result.kind === 'query') for (const series of result.series) addLatest(figures, series.legend, series.values);
  if (result.kind === 'logs') add('lines', result.page.matched);
  if (result.kind === 'traces')
    for (const { from, to, calls, errors, p50Us } of result.graph.edges) {
      add(`median seconds of ${from} > ${to}`, p50Us / 1e6);
      add(`share failed of ${from} > ${to}`, errors / Math.max(1, calls));
    }
  if (result.kind === 'checks')
    for (const check of new Set(result.results.map((each) => each.check))) {
      const own = result.results.filter((each) => each.check === check);
      addLatest(
        figures,
        `seconds of ${check}`,
        own.map(({ durationUs }) => durationUs / 1e6),
      );
      addLatest(
        figures,
        `${check} gets through`,
        own.map(({ ok }) => (ok ? 1 : 0)),
      );
    }
  if (result.kind === 'sessions') for (const row of result.rows) add(`sessions of ${row.application} ${row.state}`, 1);
  return figures;
}

/** Mean of the last dozen samples. */
function addLatest(figures: Map<string, number>, name: string, values: readonly (number | null)[]): void {
  const last = values.filter((value): value is number => value !== null && !Number.isNaN(value)).slice(-12);
  if (last.length > 0) figures.set(name, last.reduce((sum, value) => sum + value, 0) / last.length);
}
