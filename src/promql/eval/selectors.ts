/** Reading samples: instant selectors with look-back and staleness, range selectors and subqueries as windows moving over the grid. */
import { type LabelSet, labelSetOf } from '../labels.ts';
import type { AtModifier, MatrixSelector, Subquery, VectorSelector } from '../syntax/ast.ts';
import type { LabelMatcher, Labels, NativeHistogram, Series, SeriesView } from '../types.ts';
import { type Grid, type GridSeries, histogramAt, type QueryState } from './context.ts';
import type { Window } from './range-functions.ts';

const NO_TIMES: readonly number[] = [];
const NO_POINTS: readonly NativeHistogram[] = [];

/** A series whose samples windows may cover: no stale markers and no native histograms left in it. */
export interface SampleSeries {
  readonly labels: LabelSet;
  /** The source's own label object; undefined for series that an expression made. */
  readonly ownLabels: Labels | undefined;
  readonly dropName: boolean;
  timesMs: ArrayLike<number>;
  values: ArrayLike<number>;
  /** Samples lie at places `start` to `length` (excluded). */
  start: number;
  length: number;
  /** Samples it stands for: more than are here when only the ends were asked for. */
  readonly count: number;
  /** There are no samples outside the windows of the grid. */
  readonly clipped: boolean;
  /** The native histograms among the samples, which are not in the arrays above; null when there are none. */
  histograms: HistogramPoints | null;
}

/** A series as a source shows it in passing; its label set is looked up only by those who ask. */
class ShownSeries implements SampleSeries {
  ownLabels: Labels = {};
  readonly dropName = false;
  timesMs: ArrayLike<number> = NO_TIMES;
  values: ArrayLike<number> = NO_TIMES;
  start = 0;
  length = 0;
  count = 0;
  readonly clipped = true;
  readonly histograms = null;

  get labels(): LabelSet {
    return labelSetOf(this.ownLabels);
  }
}

interface HistogramPoints {
  /** Ascending. */
  timesMs: number[];
  points: NativeHistogram[];
}

/** The instant a selector looks at when the expression is evaluated at `tMs`. */
export function referenceMs(modified: { offsetMs: number; at?: AtModifier }, tMs: number, state: QueryState): number {
  const at = modified.at;
  if (at === undefined) {
    return tMs - modified.offsetMs;
  }
  const fixed = at.kind === 'time' ? at.tMs : at.kind === 'start' ? state.queryStartMs : state.queryEndMs;
  return fixed - modified.offsetMs;
}

function lastMs(grid: Grid): number {
  return grid.startMs + (grid.count - 1) * grid.stepMs;
}

/** The first of the places `from` to `length` whose time is above `tMs`. */
function firstAfter(timesMs: ArrayLike<number>, from: number, length: number, tMs: number): number {
  let low = from;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] as number) <= tMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function select(state: QueryState, matchers: readonly LabelMatcher[], fromMs: number, toMs: number): readonly Series[] {
  return state.source.select(matchers, fromMs, toMs);
}

/**
 * The newest sample of each series within the look-back (left-open) at every instant of the grid; nothing where it is a stale marker.
 * With `ofTime` the samples' times in seconds instead of their values.
 */
export function selectInstant(expr: VectorSelector, grid: Grid, ofTime: boolean): GridSeries[] {
  const { state, count } = grid;
  const fromMs = referenceMs(expr, grid.startMs, state);
  const toMs = referenceMs(expr, lastMs(grid), state);
  const out: GridSeries[] = [];
  const { source } = state;
  if (count === 1 && source.newest !== undefined) {
    const seen = source.newest(expr.matchers, fromMs - state.lookbackMs, toMs, (labels, tMs, value) =>
      out.push({ labels: labelSetOf(labels), dropName: false, values: [ofTime ? tMs / 1000 : value], has: null, histograms: null }),
    );
    if (seen) {
      state.charge(out.length, expr);
      return out;
    }
  }
  const found = select(state, expr.matchers, fromMs - state.lookbackMs, toMs);
  state.charge(found.length * count, expr);
  for (const series of found) {
    const { timesMs, values, stale, histograms, length } = series;
    let next = firstAfter(timesMs, 0, length, fromMs);
    if (count === 1) {
      const at = next - 1;
      if (at >= 0 && (timesMs[at] as number) > fromMs - state.lookbackMs && (stale === undefined || stale[at] !== 1)) {
        const value = ofTime ? (timesMs[at] as number) / 1000 : (values[at] as number);
        const found = ofTime ? undefined : histograms?.[at];
        out.push({
          labels: labelSetOf(series.labels),
          dropName: false,
          values: [value],
          has: null,
          histograms: found === undefined ? null : [found],
        });
      }
      continue;
    }
    const result = new Array<number>(count).fill(NaN);
    const has = new Uint8Array(count);
    let ownHistograms: (NativeHistogram | undefined)[] | null = null;
    let hits = 0;
    for (let step = 0; step < count; step++) {
      const refMs = expr.at === undefined ? fromMs + step * grid.stepMs : fromMs;
      while (next < length && (timesMs[next] as number) <= refMs) {
        next += 1;
      }
      const at = next - 1;
      if (at >= 0 && (timesMs[at] as number) > refMs - state.lookbackMs && (stale === undefined || stale[at] !== 1)) {
        result[step] = ofTime ? (timesMs[at] as number) / 1000 : (values[at] as number);
        has[step] = 1;
        hits += 1;
        if (histograms !== undefined && !ofTime && histograms[at] !== undefined) {
          ownHistograms ??= new Array<NativeHistogram | undefined>(count).fill(undefined);
          ownHistograms[step] = histograms[at];
        }
      }
    }
    if (hits > 0) {
      out.push({
        labels: labelSetOf(series.labels),
        dropName: false,
        values: result,
        has: hits === count ? null : has,
        histograms: ownHistograms,
      });
    }
  }
  return out;
}

/** Visits the series of a range selector, ready for windows. The object may be reused: read it during the visit only. */
export function eachRangeSeries(expr: MatrixSelector, grid: Grid, visit: (series: SampleSeries) => void, endsOnly: boolean): void {
  const { state } = grid;
  const { matchers } = expr.selector;
  const openMs = referenceMs(expr.selector, grid.startMs, state) - expr.rangeMs;
  const toMs = referenceMs(expr.selector, lastMs(grid), state);
  if (state.source.scan === undefined) {
    for (const series of select(state, matchers, openMs, toMs)) {
      visit(sampleSeries(series, openMs, toMs));
    }
    return;
  }
  const shown = new ShownSeries();
  state.source.scan(
    matchers,
    openMs,
    toMs,
    (view) => {
      shown.ownLabels = view.labels;
      shown.timesMs = view.timesMs;
      shown.values = view.values;
      shown.start = view.start;
      shown.length = view.end;
      shown.count = view.count;
      visit(shown);
    },
    endsOnly && grid.count === 1,
  );
}

/** Stale markers and native histograms are no numbers, so a stretch that holds any is copied apart. */
function sampleSeries(series: Series, openMs: number, toMs: number): SampleSeries {
  const { timesMs, values, stale, histograms, length } = series;
  const { labels: ownLabels } = series;
  const labels = labelSetOf(ownLabels);
  if (stale !== undefined || histograms !== undefined) {
    const from = firstAfter(timesMs, 0, length, openMs);
    const to = firstAfter(timesMs, 0, length, toMs);
    let any = false;
    for (let i = from; i < to && !any; i++) {
      any = stale?.[i] === 1 || histograms?.[i] !== undefined;
    }
    if (any) {
      const times: number[] = [];
      const kept: number[] = [];
      const found: HistogramPoints = { timesMs: [], points: [] };
      for (let i = from; i < to; i++) {
        const point = histograms?.[i];
        if (point !== undefined) {
          found.timesMs.push(timesMs[i] as number);
          found.points.push(point);
        } else if (stale?.[i] !== 1) {
          times.push(timesMs[i] as number);
          kept.push(values[i] as number);
        }
      }
      const points = found.points.length === 0 ? null : found;
      return {
        labels,
        ownLabels,
        dropName: false,
        timesMs: times,
        values: kept,
        start: 0,
        length: times.length,
        count: times.length,
        clipped: false,
        histograms: points,
      };
    }
  }
  return { labels, ownLabels, dropName: false, timesMs, values, start: 0, length, count: length, clipped: false, histograms: null };
}

/** The grid on which a subquery's inner expression is evaluated: multiples of its step within the outer grid's windows. */
export function subqueryGrid(expr: Subquery, grid: Grid): Grid {
  const { state } = grid;
  const stepMs = expr.stepMs ?? state.subqueryStepMs;
  const endMs = referenceMs(expr, lastMs(grid), state);
  const openMs = referenceMs(expr, grid.startMs, state) - expr.rangeMs;
  let startMs = stepMs * Math.trunc(openMs / stepMs);
  if (startMs <= openMs) {
    startMs += stepMs;
  }
  return { state, startMs, stepMs, count: Math.max(0, Math.floor((endMs - startMs) / stepMs) + 1) };
}

/** A subquery may skip samples or read one twice, so what was said about resets between neighbours no longer holds. */
function withoutResetHint(histogram: NativeHistogram): NativeHistogram {
  const { resetHint } = histogram;
  return resetHint === 'reset' || resetHint === 'not-reset' ? { ...histogram, resetHint: 'unknown' } : histogram;
}

/** An inner expression's values as samples. */
export function asSamples(series: readonly GridSeries[], grid: Grid): SampleSeries[] {
  return series.map((one) => {
    const { labels, dropName, values, has } = one;
    const timesMs: number[] = [];
    const kept: number[] = [];
    const found: HistogramPoints = { timesMs: [], points: [] };
    for (let step = 0; step < grid.count; step++) {
      if (has === null || has[step] === 1) {
        const tMs = grid.startMs + step * grid.stepMs;
        const point = histogramAt(one, step);
        if (point !== undefined) {
          found.timesMs.push(tMs);
          found.points.push(withoutResetHint(point));
        } else {
          timesMs.push(tMs);
          kept.push(values[step] as number);
        }
      }
    }
    return {
      labels,
      ownLabels: undefined,
      dropName,
      timesMs,
      values: kept,
      start: 0,
      length: timesMs.length,
      count: timesMs.length,
      clipped: false,
      histograms: found.points.length === 0 ? null : found,
    };
  });
}

/**
 * Windows that move over the grid, one series after the other, without allocating: one object serves all of them. Read it, do not keep it.
 */
export class WindowWalker {
  readonly window: Window = {
    timesMs: NO_TIMES,
    values: NO_TIMES,
    lo: 0,
    hi: 0,
    count: 0,
    startMs: 0,
    endMs: 0,
    atMs: 0,
    falls: 0,
    scalars: [],
    histograms: NO_POINTS,
    histogramTimesMs: NO_TIMES,
  };
  private readonly grid: Grid;
  private readonly rangeMs: number;
  private readonly firstEndMs: number;
  private readonly moveMs: number;

  constructor(range: { offsetMs: number; at?: AtModifier }, rangeMs: number, grid: Grid) {
    this.grid = grid;
    this.rangeMs = rangeMs;
    this.firstEndMs = referenceMs(range, grid.startMs, grid.state);
    this.moveMs = range.at === undefined ? grid.stepMs : 0;
  }

  /** Makes the samples of a view, all of them, the window. */
  show({ timesMs, values, start, end, count }: SeriesView): void {
    this.window.timesMs = timesMs;
    this.window.values = values;
    this.whole(values, start, end, count);
  }

  /** The window of a single instant, for which the samples were picked. */
  private whole(values: ArrayLike<number>, start: number, length: number, count: number): void {
    const { window: w, grid } = this;
    w.lo = start;
    w.hi = length;
    w.count = count;
    w.endMs = this.firstEndMs;
    w.startMs = w.endMs - this.rangeMs;
    w.atMs = grid.startMs;
    w.falls = 0;
    let previous = values[start] as number;
    for (let i = start + 1; i < length; i++) {
      const value = values[i] as number;
      if (value < previous) {
        w.falls += 1;
      }
      previous = value;
    }
  }

  /** Calls `visit` for every instant whose window holds a sample of either kind. */
  walk(series: SampleSeries, visit: (step: number) => void): void {
    const { window: w, grid } = this;
    const { timesMs, values, length, histograms } = series;
    w.timesMs = timesMs;
    w.values = values;
    w.histograms = NO_POINTS;
    w.histogramTimesMs = NO_TIMES;
    if (series.clipped && grid.count === 1) {
      this.whole(values, series.start, length, series.count);
      visit(0);
      return;
    }
    let lo = firstAfter(timesMs, series.start, length, this.firstEndMs - this.rangeMs);
    let hi = lo;
    let falls = 0;
    for (let step = 0; step < grid.count; step++) {
      w.endMs = this.firstEndMs + step * this.moveMs;
      w.startMs = w.endMs - this.rangeMs;
      w.atMs = grid.startMs + step * grid.stepMs;
      while (lo < length && (timesMs[lo] as number) <= w.startMs) {
        lo += 1;
        if (lo < hi && (values[lo] as number) < (values[lo - 1] as number)) {
          falls -= 1;
        }
      }
      if (hi < lo) {
        hi = lo;
      }
      while (hi < length && (timesMs[hi] as number) <= w.endMs) {
        if (hi > lo && (values[hi] as number) < (values[hi - 1] as number)) {
          falls += 1;
        }
        hi += 1;
      }
      w.lo = lo;
      w.hi = hi;
      w.count = hi - lo;
      w.falls = falls;
      if (histograms !== null) {
        const from = firstAfter(histograms.timesMs, 0, histograms.timesMs.length, w.startMs);
        const to = firstAfter(histograms.timesMs, 0, histograms.timesMs.length, w.endMs);
        w.histogramTimesMs = histograms.timesMs.slice(from, to);
        w.histograms = histograms.points.slice(from, to);
      }
      if (hi > lo || w.histograms.length > 0) {
        visit(step);
      }
    }
  }
}
