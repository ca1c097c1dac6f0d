/** What one evaluation carries: the grid of instants, the source, limits, and the remarks it collects. */
import type { LabelSet } from '../labels.ts';
import type { Span } from '../syntax/ast.ts';
import type { Annotations, NativeHistogram, SeriesSource } from '../types.ts';
import type { SharedSums } from './shared-sums.ts';

/** An expected failure at characters `from`..`to` of the expression; becomes an `ErrorResult`. */
export class EvalProblem extends Error {
  readonly code: string;
  readonly from: number;
  readonly to: number;

  constructor(code: string, message: string, at: Span) {
    super(message);
    this.code = code;
    this.from = at.from;
    this.to = at.to;
  }
}

/** One output series over the grid. `has` is null when there is a value at every instant. */
export interface GridSeries {
  labels: LabelSet;
  /** The metric name is to be removed at the very end, so that label functions can still see it (delayed name removal). */
  dropName: boolean;
  /** NaN where the sample is a histogram. */
  values: number[];
  has: Uint8Array | null;
  /** The samples that are histograms; null when there are none, which is what the paths for numbers test. */
  histograms: (NativeHistogram | undefined)[] | null;
}

export type GridValue = { kind: 'scalar'; values: number[] } | { kind: 'string'; value: string } | { kind: 'vector'; series: GridSeries[] };

/** Shared by an evaluation and the subqueries inside it. */
export class QueryState {
  readonly source: SeriesSource;
  readonly lookbackMs: number;
  readonly subqueryStepMs: number;
  readonly queryStartMs: number;
  readonly queryEndMs: number;
  /** Sums that other expressions of the same evaluation may have computed already. */
  readonly sharedSums: SharedSums | undefined;
  private samplesLeft: number;
  private readonly samplesMax: number;
  private readonly warn = new Set<string>();
  private readonly info = new Set<string>();

  constructor(
    source: SeriesSource,
    startMs: number,
    endMs: number,
    lookbackMs: number,
    subqueryStepMs: number,
    samplesMax: number,
    sharedSums?: SharedSums,
  ) {
    this.sharedSums = sharedSums;
    this.source = source;
    this.queryStartMs = startMs;
    this.queryEndMs = endMs;
    this.lookbackMs = lookbackMs;
    this.subqueryStepMs = subqueryStepMs;
    this.samplesMax = samplesMax;
    this.samplesLeft = samplesMax;
  }

  /** Counts samples read or produced. @throws EvalProblem when the query is too large */
  charge(samples: number, at: Span): void {
    this.samplesLeft -= samples;
    if (this.samplesLeft < 0) {
      throw new EvalProblem('promql/too-many-samples', `query processing would load too many samples: more than ${this.samplesMax}`, at);
    }
  }

  addWarning(text: string, at: Span): void {
    this.warn.add(`PromQL warning: ${text} (1:${at.from + 1})`);
  }

  addInfo(text: string, at: Span): void {
    this.info.add(`PromQL info: ${text} (1:${at.from + 1})`);
  }

  annotations(): Annotations {
    return { warn: [...this.warn], info: [...this.info] };
  }
}

/** The instants at which expressions are evaluated together: `startMs + i * stepMs` for i below `count`. */
export interface Grid {
  state: QueryState;
  startMs: number;
  stepMs: number;
  count: number;
}

/** Whether there is a sample, of either kind. */
export function hasAt(series: GridSeries, step: number): boolean {
  return series.has === null || series.has[step] === 1;
}

/** The sample, if it is a histogram. */
export function histogramAt(series: GridSeries, step: number): NativeHistogram | undefined {
  return series.histograms === null ? undefined : series.histograms[step];
}

export function hasFloatAt(series: GridSeries, step: number): boolean {
  return hasAt(series, step) && histogramAt(series, step) === undefined;
}

/** Collects values of one output series; an instant evaluation needs no map of what is there. */
export function newSeries(labels: LabelSet, dropName: boolean, count: number): GridSeries {
  return { labels, dropName, values: new Array<number>(count).fill(NaN), has: new Uint8Array(count), histograms: null };
}

/** One series that has a value at every instant. */
export function fullSeries(labels: LabelSet, values: number[]): GridSeries {
  return { labels, dropName: false, values, has: null, histograms: null };
}

export function setAt(series: GridSeries, step: number, value: number): void {
  series.values[step] = value;
  if (series.has !== null) {
    series.has[step] = 1;
  }
}

export function setHistogramAt(series: GridSeries, step: number, histogram: NativeHistogram): void {
  setAt(series, step, NaN);
  series.histograms ??= new Array<NativeHistogram | undefined>(series.values.length).fill(undefined);
  series.histograms[step] = histogram;
}

/** Sets a sample of either kind; undefined leaves the place empty. */
export function setSampleAt(series: GridSeries, step: number, sample: number | NativeHistogram | undefined): void {
  if (typeof sample === 'number') {
    setAt(series, step, sample);
  } else if (sample !== undefined) {
    setHistogramAt(series, step, sample);
  }
}

/** Copies a sample as it is, histogram or not. */
export function copyAt(from: GridSeries, step: number, to: GridSeries): void {
  setSampleAt(to, step, histogramAt(from, step) ?? (from.values[step] as number));
}

export function isEmpty(series: GridSeries): boolean {
  return series.has !== null && !series.has.includes(1);
}
