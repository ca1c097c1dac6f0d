/** The shapes that cross this room's boundary: series in, results and problems out. All plain data. */

export interface LabelMatcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A series' labels, `__name__` included. An absent label and an empty one are the same thing. Never changed after it was handed over. */
export type Labels = Readonly<Record<string, string>>;

/** Populated buckets on one side of zero: bucket `indexes[i]` holds `counts[i]`. Indexes ascend; a bucket that holds nothing is left out. */
export interface BucketCounts {
  indexes: readonly number[];
  counts: readonly number[];
}

/** What the exposition said about a counter histogram's history. */
export type CounterResetHint = 'unknown' | 'reset' | 'not-reset' | 'gauge';

/**
 * A native histogram, as Prometheus' float histogram. Bucket i of schema s covers (2^((i - 1) / 2^s), 2^(i / 2^s)], on the negative side mirrored.
 * With custom buckets (schema -53) bucket i covers (customBounds[i - 1], customBounds[i]], the first from -Inf and the last to +Inf.
 * Never changed after it was made.
 */
export interface NativeHistogram {
  /** -4..8, or -53 for custom buckets. */
  schema: number;
  /** Observations, NaN ones included. */
  count: number;
  sum: number;
  /** Observations within -zeroThreshold..zeroThreshold. */
  zeroCount: number;
  zeroThreshold: number;
  positive: BucketCounts;
  negative: BucketCounts;
  /** Upper bounds, ascending, +Inf left out; empty for exponential schemas. */
  customBounds: readonly number[];
  resetHint: CounterResetHint;
}

/** One series. Only the first `length` places of the arrays count, so stores may keep spare capacity. */
export interface Series {
  labels: Labels;
  /** Milliseconds since the epoch, ascending. */
  timesMs: ArrayLike<number>;
  values: ArrayLike<number>;
  /** 1 marks Prometheus' staleness marker at that place: the series ended there. (JavaScript cannot keep NaN payloads.) */
  stale?: ArrayLike<number> | undefined;
  /** Native histograms, at the places where the sample is one instead of a number. Absent when the series has none. */
  histograms?: ArrayLike<NativeHistogram | undefined> | undefined;
  length: number;
}

/** Numbers of one series as `scan` shows them: places `start` to `end` (excluded) of the arrays. Valid only during the visit. */
export interface SeriesView {
  labels: Labels;
  timesMs: ArrayLike<number>;
  values: ArrayLike<number>;
  start: number;
  end: number;
  /** Samples the view stands for: more than it shows when only the ends were asked for. */
  count: number;
}

/** What windows of many series begin and end with. Arrays may be longer than needed, and all is valid only until the source is asked again. */
export interface SeriesEnds {
  /** Of every series of the selector, in order. The same list each time for the same matchers; it may grow. */
  labels: readonly Labels[];
  /** By place of `labels`: 1 where the series has all of the window's `count` samples and none is below the one before it. */
  whole: Uint8Array;
  count: number;
  firstMs: number;
  lastMs: number;
  /** Where `whole`: the first and last value of the series at place i are `first[firstAt[i]]` and `last[lastAt[i]]`. */
  first: Float64Array;
  firstAt: Int32Array;
  last: Float64Array;
  lastAt: Int32Array;
  /** The samples of any other series, or undefined when it has none. */
  view(place: number): SeriesView | undefined;
}

/** Where an evaluation finds its samples. */
export interface SeriesSource {
  /**
   * Series whose labels meet every matcher, each label set at most once.
   * Samples with `fromMs <= t <= toMs` must be there; more may be, the evaluator clips.
   * The evaluator passes the same `matchers` array every time it evaluates the same expression, so a source may cache by its identity.
   */
  select(matchers: readonly LabelMatcher[], fromMs: number, toMs: number): readonly Series[];
  /**
   * The same series in the same order without making anything: visits each with exactly its samples at `openMs < t <= toMs`, staleness markers left
   * out, and skips those without any. Only for sources without native histograms; others have no such method.
   * @param endsOnly  the first and last sample will do for a series whose values never fall in between
   */
  scan?(matchers: readonly LabelMatcher[], openMs: number, toMs: number, visit: (view: SeriesView) => void, endsOnly?: boolean): void;
  /** What `scan` would show, for rates over thousands of series: ends side by side. Undefined when the source cannot say so this time. */
  ends?(matchers: readonly LabelMatcher[], openMs: number, toMs: number): SeriesEnds | undefined;
  /**
   * Visits the same series with the newest of their samples at `openMs < t <= toMs`; those whose newest is a staleness marker are skipped.
   * Returns false, having visited none, when the source cannot say so this time.
   */
  newest?(
    matchers: readonly LabelMatcher[],
    openMs: number,
    toMs: number,
    visit: (labels: Labels, tMs: number, value: number) => void,
  ): boolean;
}

/** Something wrong with an expression, at character offsets `from`..`to` of its text. */
export interface PromqlIssue {
  code: string;
  message: string;
  from: number;
  to: number;
  hint?: string;
}

/** Remarks an evaluation makes beside its result; the texts are Prometheus'. */
export interface Annotations {
  warn: string[];
  info: string[];
}

export interface VectorSample {
  labels: Labels;
  tMs: number;
  /** NaN where the sample is a histogram. */
  value: number;
  histogram?: NativeHistogram;
}

export interface MatrixSeries {
  labels: Labels;
  timesMs: number[];
  /** NaN where the sample is a histogram. */
  values: number[];
  /** By the same places as `values`; only when the series has histograms. */
  histograms?: (NativeHistogram | undefined)[];
}

export interface ScalarResult {
  kind: 'scalar';
  tMs: number;
  value: number;
  annotations: Annotations;
}
export interface StringResult {
  kind: 'string';
  tMs: number;
  value: string;
  annotations: Annotations;
}
export interface VectorResult {
  kind: 'vector';
  samples: VectorSample[];
  annotations: Annotations;
}
export interface MatrixResult {
  kind: 'matrix';
  series: MatrixSeries[];
  annotations: Annotations;
}
/** An expected failure of an evaluation, such as ambiguous vector matching or a query that is too large. */
export interface ErrorResult {
  kind: 'error';
  code: string;
  message: string;
  from: number;
  to: number;
  annotations: Annotations;
}

export type EvalResult = ScalarResult | StringResult | VectorResult | MatrixResult | ErrorResult;
export type RangeResult = MatrixResult | ErrorResult;

export interface EvalOptions {
  /** How far back an instant selector looks for a sample. Default 300,000. */
  lookbackMs?: number;
  /** Samples an evaluation may touch before it is refused. Default 50,000,000. */
  samplesMax?: number;
  /** Step of a subquery that names none. Default 60,000. */
  subqueryStepMs?: number;
}

export interface RangeBounds {
  startMs: number;
  endMs: number;
  stepMs: number;
}
