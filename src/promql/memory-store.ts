/** A series source in plain arrays, for tests, test scripts and importers. Appending is ordered in time per series; selecting is indexed by metric name. */
import { labelSetOf } from './labels.ts';
import { matcherPredicate } from './matchers.ts';
import type { LabelMatcher, Labels, NativeHistogram, Series, SeriesSource } from './types.ts';

interface StoredSeries extends Series {
  timesMs: number[];
  values: number[];
  stale: number[] | undefined;
  histograms: (NativeHistogram | undefined)[] | undefined;
}

export class MemoryStore implements SeriesSource {
  private readonly byKey = new Map<string, StoredSeries>();
  private readonly byName = new Map<string, StoredSeries[]>();
  private readonly all: StoredSeries[] = [];
  private selections = new WeakMap<readonly LabelMatcher[], { seriesCount: number; found: StoredSeries[] }>();

  /**
   * Adds a sample; one at the time of the series' last sample replaces it.
   * @returns false, changing nothing, when `tMs` lies before the series' last sample
   */
  append(labels: Labels, tMs: number, value: number): boolean {
    return this.add(labels, tMs, value, false, undefined);
  }

  /** Marks that the series ended at `tMs`: until a later sample an instant selector finds nothing. */
  appendStale(labels: Labels, tMs: number): boolean {
    return this.add(labels, tMs, NaN, true, undefined);
  }

  /** Adds a native histogram, as `append` adds a number. */
  appendHistogram(labels: Labels, tMs: number, histogram: NativeHistogram): boolean {
    return this.add(labels, tMs, NaN, false, histogram);
  }

  /** Forgets a series and its samples. */
  remove(labels: Labels): void {
    const series = this.byKey.get(labelSetOf(labels).key);
    if (series !== undefined) {
      this.byKey.delete(labelSetOf(labels).key);
      const named = this.byName.get(series.labels['__name__'] ?? '') as StoredSeries[];
      named.splice(named.indexOf(series), 1);
      this.all.splice(this.all.indexOf(series), 1);
      this.selections = new WeakMap();
    }
  }

  get seriesCount(): number {
    return this.all.length;
  }

  select(matchers: readonly LabelMatcher[], fromMs: number, toMs: number): readonly Series[] {
    let selection = this.selections.get(matchers);
    if (selection === undefined || selection.seriesCount !== this.all.length) {
      const name = matchers.find((m) => m.name === '__name__' && m.op === '=');
      const candidates = name === undefined ? this.all : (this.byName.get(name.value) ?? []);
      const matches = matcherPredicate(matchers);
      selection = { seriesCount: this.all.length, found: candidates.filter((series) => matches(series.labels)) };
      this.selections.set(matchers, selection);
    }
    return selection.found.filter((s) => s.length > 0 && (s.timesMs[0] as number) <= toMs && (s.timesMs[s.length - 1] as number) >= fromMs);
  }

  private add(labels: Labels, tMs: number, value: number, isStale: boolean, histogram: NativeHistogram | undefined): boolean {
    const key = labelSetOf(labels).key;
    let series = this.byKey.get(key);
    if (series === undefined) {
      series = { labels, timesMs: [], values: [], stale: undefined, histograms: undefined, length: 0 };
      this.byKey.set(key, series);
      this.all.push(series);
      const name = labels['__name__'] ?? '';
      const named = this.byName.get(name);
      if (named === undefined) {
        this.byName.set(name, [series]);
      } else {
        named.push(series);
      }
    }
    const last = series.timesMs[series.length - 1];
    if (last !== undefined && tMs < last) {
      return false;
    }
    if (last === tMs) {
      series.length -= 1;
    }
    series.timesMs[series.length] = tMs;
    series.values[series.length] = value;
    if (isStale) {
      series.stale ??= new Array<number>(series.length).fill(0);
    }
    if (series.stale !== undefined) {
      series.stale[series.length] = isStale ? 1 : 0;
    }
    if (histogram !== undefined) {
      series.histograms ??= new Array<NativeHistogram | undefined>(series.length).fill(undefined);
    }
    if (series.histograms !== undefined) {
      series.histograms[series.length] = histogram;
    }
    series.length += 1;
    return true;
  }
}
