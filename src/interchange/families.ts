// Recorded series as metric families. Types follow from names: `_total` counters, `_bucket` histograms, `_info` info, the rest gauges.
import type { SampleSeries, SampleSource } from '../schema/index.ts';

export type FamilyType = 'counter' | 'histogram' | 'info' | 'gauge';
export interface Family {
  /** Without the suffix that its type gives to series. */
  name: string;
  type: FamilyType;
  series: SampleSeries[];
}

/** Every family, by name. */
export function familiesOf(source: SampleSource): Family[] {
  const all = source.select([{ name: '__name__', op: '!=', value: '' }], 0, Number.MAX_SAFE_INTEGER);
  const names = new Set(all.map((series) => series.labels['__name__'] ?? ''));
  const byName = new Map<string, Family>();
  for (const series of all) {
    const { name, type } = familyOf(series.labels['__name__'] ?? '', names);
    const family = byName.get(name);
    if (family === undefined) byName.set(name, { name, type, series: [series] });
    else family.series.push(series);
  }
  return [...byName.values()].sort((one, other) => compareText(one.name, other.name));
}

/** Family and type of a series by its name; `_count` and `_sum` belong to a histogram only beside its buckets. */
function familyOf(metric: string, names: ReadonlySet<string>): { name: string; type: FamilyType } {
  for (const suffix of ['_bucket', '_count', '_sum']) {
    const stem = metric.endsWith(suffix) ? metric.slice(0, -suffix.length) : undefined;
    if (stem !== undefined && names.has(`${stem}_bucket`)) return { name: stem, type: 'histogram' };
  }
  if (metric.endsWith('_total')) return { name: metric.slice(0, -'_total'.length), type: 'counter' };
  if (metric.endsWith('_info')) return { name: metric.slice(0, -'_info'.length), type: 'info' };
  return { name: metric, type: 'gauge' };
}

/** The histograms of a family: the series of each, buckets by their bound, then count, then sum. @param keyOf says which belong together */
export function histogramsOf({ series }: Family, keyOf: (labels: Readonly<Record<string, string>>) => string): SampleSeries[][] {
  const groups = new Map<string, SampleSeries[]>();
  for (const one of series) {
    const key = keyOf(one.labels);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const name = (one: SampleSeries): string => one.labels['__name__'] ?? '';
  return [...groups.keys()]
    .sort(compareText)
    .map((key) => groups.get(key)!.sort((one, other) => rank(one) - rank(other) || compareText(name(one), name(other))));
}

/** One point of a histogram: by series the place of its sample at this time, -1 where it has none. */
export interface HistogramPoint {
  timeMs: number;
  places: number[];
}

/** Every time at which any of the series has a sample or a stale marker, ascending. */
export function* histogramPoints(parts: readonly SampleSeries[]): Generator<HistogramPoint> {
  const cursors = parts.map(() => 0);
  for (;;) {
    const timeMs = Math.min(...parts.map(({ timesMs, length }, part) => (cursors[part]! < length ? timesMs[cursors[part]!]! : Infinity)));
    if (timeMs === Number.POSITIVE_INFINITY) return;
    const places = parts.map(({ timesMs, length }, part) => {
      const cursor = cursors[part]!;
      if (cursor >= length || timesMs[cursor] !== timeMs) return -1;
      cursors[part] = cursor + 1;
      return cursor;
    });
    yield { timeMs, places };
  }
}

/** The upper bound of a bucket. */
export const boundOf = (text: string): number => (text === '+Inf' ? Number.POSITIVE_INFINITY : Number(text));

export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function rank(series: SampleSeries): number {
  const bound = series.labels['le'];
  if (bound === undefined) return Number.MAX_VALUE;
  return bound === '+Inf' ? Number.MAX_VALUE / 2 : Number(bound);
}
