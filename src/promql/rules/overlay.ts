/** A source that also shows samples recorded a moment ago, so that a rule sees what the rules before it in its group have just recorded. */
import { SharedSums } from '../eval/shared-sums.ts';
import { labelSetOf } from '../labels.ts';
import { MemoryStore } from '../memory-store.ts';
import type { LabelMatcher, Labels, NativeHistogram, Series, SeriesSource, SeriesView } from '../types.ts';

export class OverlaySource implements SeriesSource {
  private readonly base: SeriesSource;
  private readonly recent = new MemoryStore();
  /** What the rules of the group have summed so far; recording a metric forgets the sums over it. */
  readonly sharedSums = new SharedSums();
  /** As the base can; absent where it cannot, and from the first native histogram on. */
  scan: SeriesSource['scan'];
  ends: SeriesSource['ends'];
  newest: SeriesSource['newest'];

  constructor(base: SeriesSource) {
    this.base = base;
    if (base.scan !== undefined) {
      this.scan = (matchers, openMs, toMs, visit, endsOnly) => this.scanBoth(matchers, openMs, toMs, visit, endsOnly);
    }
    if (base.ends !== undefined) {
      this.ends = (matchers, openMs, toMs) => (this.hasRecent(matchers, openMs, toMs) ? undefined : base.ends?.(matchers, openMs, toMs));
    }
    if (base.newest !== undefined) {
      this.newest = (matchers, openMs, toMs, visit) =>
        !this.hasRecent(matchers, openMs, toMs) && base.newest?.(matchers, openMs, toMs, visit) === true;
    }
  }

  append(labels: Labels, tMs: number, value: number, stale: boolean, histogram: NativeHistogram | undefined): void {
    this.sharedSums.forget(labels['__name__'] ?? '');
    if (stale) {
      this.recent.appendStale(labels, tMs);
    } else if (histogram !== undefined) {
      this.recent.appendHistogram(labels, tMs, histogram);
      this.scan = undefined;
      this.ends = undefined;
    } else {
      this.recent.append(labels, tMs, value);
    }
  }

  select(matchers: readonly LabelMatcher[], fromMs: number, toMs: number): readonly Series[] {
    const older = this.base.select(matchers, fromMs, toMs);
    const newer = this.recent.seriesCount === 0 ? [] : this.recent.select(matchers, fromMs, toMs);
    if (newer.length === 0) {
      return older;
    }
    const byKey = new Map(newer.map((series) => [labelSetOf(series.labels).key, series]));
    const merged = older.map((series) => {
      const key = labelSetOf(series.labels).key;
      const addition = byKey.get(key);
      byKey.delete(key);
      return addition === undefined ? series : joined(series, addition, fromMs);
    });
    return [...merged, ...byKey.values()];
  }

  private hasRecent(matchers: readonly LabelMatcher[], fromMs: number, toMs: number): boolean {
    return this.recent.seriesCount > 0 && this.recent.select(matchers, fromMs, toMs).length > 0;
  }

  private scanBoth(
    matchers: readonly LabelMatcher[],
    openMs: number,
    toMs: number,
    visit: (view: SeriesView) => void,
    endsOnly = false,
  ): void {
    if (!this.hasRecent(matchers, openMs, toMs)) {
      this.base.scan?.(matchers, openMs, toMs, visit, endsOnly);
      return;
    }
    for (const series of this.select(matchers, openMs, toMs)) {
      showNumbers(series, openMs, toMs, visit);
    }
  }
}

/** Calls `visit` with the numbers of a series at `openMs < t <= toMs`. */
function showNumbers(series: Series, openMs: number, toMs: number, visit: (view: SeriesView) => void): void {
  const { labels, stale, length } = series;
  const timesMs: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < length; i++) {
    const tMs = series.timesMs[i] as number;
    if (tMs > openMs && tMs <= toMs && stale?.[i] !== 1) {
      timesMs.push(tMs);
      values.push(series.values[i] as number);
    }
  }
  if (values.length > 0) {
    visit({ labels, timesMs, values, start: 0, end: values.length, count: values.length });
  }
}

function joined(older: Series, newer: Series, fromMs: number): Series {
  const timesMs: number[] = [];
  const values: number[] = [];
  const stale: number[] = [];
  const histograms = older.histograms === undefined && newer.histograms === undefined ? undefined : ([] as (NativeHistogram | undefined)[]);
  const firstMs = newer.timesMs[0] as number;
  for (const [series, untilMs] of [
    [older, firstMs],
    [newer, Infinity],
  ] as const) {
    for (let i = 0; i < series.length; i++) {
      const tMs = series.timesMs[i] as number;
      if (tMs >= fromMs && tMs < untilMs) {
        timesMs.push(tMs);
        values.push(series.values[i] as number);
        stale.push(series.stale?.[i] ?? 0);
        histograms?.push(series.histograms?.[i]);
      }
    }
  }
  return { labels: older.labels, timesMs, values, stale, histograms, length: timesMs.length };
}
