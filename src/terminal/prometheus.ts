// What Prometheus and its tools say: one query is one look. Used by promtool and by the HTTP interface that curl reaches.
import type { ChartSeries, SimTimeUs } from '../schema/index.ts';
import { formatNumber } from './lib/number.ts';
import { chart, look, type Steps } from './program.ts';

export interface InstantReading {
  rows: { labels: Record<string, string>; value: number }[];
  error: string | undefined;
}

/** @param atUs an earlier instant; what is asked about the future is answered for now */
export function* queryInstant(expr: string, atUs?: SimTimeUs): Steps<InstantReading> {
  const seen = yield* look('look.query', { expr });
  if (atUs === undefined || seen.error !== undefined) return { rows: seen.instant, error: seen.error };
  const { series, error } = yield* chart({ expr, fromUs: atUs, toUs: atUs, stepUs: 1e6 });
  const rows = series.flatMap(({ labels, values: [value = null] }) => (value === null ? [] : [{ labels, value }]));
  return { rows, error };
}

export function* queryRange(
  expr: string,
  span: { fromUs: SimTimeUs; toUs: SimTimeUs; stepUs: SimTimeUs },
): Steps<{ series: ChartSeries[]; error: string | undefined }> {
  const seen = yield* look('look.query', { expr, minutes: Math.max(1, Math.min(10_000, (span.toUs - span.fromUs) / 60e6)) });
  if (seen.error !== undefined) return { series: [], error: seen.error };
  const { series, error } = yield* chart({ expr, ...span });
  return { series, error };
}

/** What the HTTP interface answers to a query that failed: an expression that cannot be read is a wrong parameter. */
export const apiError = (error: string, parameter = 'query'): string =>
  /^\d+:\d+: parse error: /.test(error) ? `invalid parameter "${parameter}": ${error}` : error;

/** `name{a="b"}`, as promtool and the expression browser write series. */
export function seriesText(labels: Readonly<Record<string, string>>): string {
  const { __name__: name = '', ...rest } = labels;
  const inner = Object.keys(rest)
    .sort()
    .map((key) => `${key}=${JSON.stringify(rest[key])}`);
  return inner.length === 0 && name !== '' ? name : `${name}{${inner.join(', ')}}`;
}

/** `{__name__="name", a="b"}`, as promtool lists series. */
export const labelsText = (labels: Readonly<Record<string, string>>): string =>
  `{${Object.keys(labels)
    .sort()
    .map((key) => `${key}=${JSON.stringify(labels[key])}`)
    .join(', ')}}`;

/** What Prometheus adds to what it scrapes: alerts and recorded rules. */
export const SCRAPED = '__name__!~"ALERTS.*|.*:.*"';

/** Series of one process or component at the last scrape, in the text format. */
export function exposition(rows: InstantReading['rows']): string {
  const names = new Set(rows.map(({ labels }) => labels['__name__'] ?? ''));
  const familyOf = (name: string): string => {
    const family = name.replace(/_(bucket|sum|count)$/, '');
    return names.has(`${family}_bucket`) ? family : name;
  };
  let last = '';
  return rows
    .map(({ labels, value }) => ({
      name: labels['__name__'] ?? '',
      text: `${seriesText(labels).replaceAll(', ', ',')} ${formatNumber(value)}\n`,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, text }) => {
      const family = familyOf(name);
      const head =
        family === last ? '' : `# TYPE ${family} ${family !== name ? 'histogram' : name.endsWith('_total') ? 'counter' : 'gauge'}\n`;
      last = family;
      return head + text;
    })
    .join('');
}
