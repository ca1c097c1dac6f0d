/** Reading samples: instant selectors with look-back and staleness, range selectors and subqueries as windows moving over the grid. */
import { type LabelSet, labelSetOf } from '../labels.ts';
import type { AtModifier, MatrixSelector, Subquery, VectorSelector } from '../syntax/ast.ts';
import type { LabelMatcher, NativeHistogram, Series } from '../types.ts';
import { type Grid, type GridSeries, histogramAt, type QueryState } from './context.ts';
import type { Window } from './range-functions.ts';

/** A series whose samples windows may cover: no stale markers and no native histograms left in it. */
export interface SampleSeries {
  labels: LabelSet;
  dropName: boolean;
  timesMs: ArrayLike<number>;
  values: ArrayLike<number>;
  length: number;
  /** The native histograms among the samples, which are not in the arrays above; null when there are none. */
  histograms: HistogramPoints | null;
}

interface HistogramPoints {
  /** Ascending. */
  timesMs: number[];
  points: NativeHistogram[];
}

const NO_TIMES: readonly number[] = [];
const NO_POINTS: readonly NativeHistogram[] = [];

/** The instant a selector looks at when the expression is evaluated at `tMs`. */
function referenceMs(modified: { offsetMs: number; at?: AtModifier }, tMs: number, state: QueryState): number {
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

/** The first place whose time is above `tMs`. */
function firstAfter(timesMs: ArrayLike<number>, length: number, tMs: number): number {
  let low = 0;
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
  const found = select(state, expr.matchers, fromMs - state.lookbackMs, toMs);
  state.charge(found.length * count, expr);
  const out: GridSeries[] = [];
  for (const series of found) {
    const { timesMs, values, stale, histograms, length } = series;
    let next = firstAfter(timesMs, length, fromMs);
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

/** The series of a range selector, ready for windows. Stale markers and native histograms are not float samples, so a stretch that holds any is copied apart. */
export function selectRange(expr: MatrixSelector, grid: Grid): SampleSeries[] {
  const { state } = grid;
  const openMs = referenceMs(expr.selector, grid.startMs, state) - expr.rangeMs;
  const toMs = referenceMs(expr.selector, lastMs(grid), state);
  const out: SampleSeries[] = [];
  for (const series of select(state, expr.selector.matchers, openMs, toMs)) {
    out.push(sampleSeries(series, openMs, toMs));
  }
  return out;
}

function sampleSeries(series: Series, openMs: number, toMs: number): SampleSeries {
  const { timesMs, values, stale, histograms, length } = series;
  const labels = labelSetOf(series.labels);
  if (stale !== undefined || histograms !== undefined) {
    const from = firstAfter(timesMs, length, openMs);
    const to = firstAfter(timesMs, length, toMs);
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
      return { labels, dropName: false, timesMs: times, values: kept, length: times.length, histograms: points };
    }
  }
  return { labels, dropName: false, timesMs, values, length, histograms: null };
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
    return { labels, dropName, timesMs, values: kept, length: timesMs.length, histograms: found.points.length === 0 ? null : found };
  });
}

/** Calls `visit` for every instant whose window holds a sample of either kind. The window object is reused: read it, do not keep it. */
export function eachWindow(
  series: SampleSeries,
  range: { offsetMs: number; at?: AtModifier },
  rangeMs: number,
  grid: Grid,
  visit: (w: Window, step: number) => void,
): void {
  const { timesMs, values, length } = series;
  const firstEndMs = referenceMs(range, grid.startMs, grid.state);
  const w: Window = {
    timesMs,
    values,
    lo: 0,
    hi: 0,
    startMs: 0,
    endMs: 0,
    atMs: 0,
    scalars: [],
    histograms: NO_POINTS,
    histogramTimesMs: NO_TIMES,
  };
  w.lo = firstAfter(timesMs, length, firstEndMs - rangeMs);
  w.hi = w.lo;
  for (let step = 0; step < grid.count; step++) {
    w.endMs = range.at === undefined ? firstEndMs + step * grid.stepMs : firstEndMs;
    w.startMs = w.endMs - rangeMs;
    w.atMs = grid.startMs + step * grid.stepMs;
    while (w.lo < length && (timesMs[w.lo] as number) <= w.startMs) {
      w.lo += 1;
    }
    if (w.hi < w.lo) {
      w.hi = w.lo;
    }
    while (w.hi < length && (timesMs[w.hi] as number) <= w.endMs) {
      w.hi += 1;
    }
    if (series.histograms !== null) {
      const times = series.histograms.timesMs;
      const from = firstAfter(times, times.length, w.startMs);
      const to = firstAfter(times, times.length, w.endMs);
      w.histogramTimesMs = times.slice(from, to);
      w.histograms = series.histograms.points.slice(from, to);
    }
    if (w.hi > w.lo || w.histograms.length > 0) {
      visit(w, step);
    }
  }
}
