/** The shapes that cross this room's boundary: series in, results and problems out. All plain data. */

export interface LabelMatcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A series' labels, `__name__` included. An absent label and an empty one are the same thing. Never changed after it was handed over. */
export type Labels = Readonly<Record<string, string>>;

/** One series. Only the first `length` places of the arrays count, so stores may keep spare capacity. */
export interface Series {
  labels: Labels;
  /** Milliseconds since the epoch, ascending. */
  timesMs: ArrayLike<number>;
  values: ArrayLike<number>;
  /** 1 marks Prometheus' staleness marker at that place: the series ended there. (JavaScript cannot keep NaN payloads.) */
  stale?: ArrayLike<number> | undefined;
  /** 1 marks a native histogram at that place. It is carried along or ignored as Prometheus would; whatever must look into it is refused. */
  histogram?: ArrayLike<number> | undefined;
  length: number;
}

/** Where an evaluation finds its samples. */
export interface SeriesSource {
  /**
   * Series whose labels meet every matcher, each label set at most once.
   * Samples with `fromMs <= t <= toMs` must be there; more may be, the evaluator clips.
   * The evaluator passes the same `matchers` array every time it evaluates the same expression, so a source may cache by its identity.
   */
  select(matchers: readonly LabelMatcher[], fromMs: number, toMs: number): readonly Series[];
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
  value: number;
}

export interface MatrixSeries {
  labels: Labels;
  timesMs: number[];
  values: number[];
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
