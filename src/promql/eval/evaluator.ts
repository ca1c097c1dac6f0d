/**
 * Evaluates expressions with the semantics of Prometheus 3.5: left-open ranges, delayed removal of metric names.
 * One pass evaluates every instant of the grid together, so a range query selects its series once and walks each of them once.
 */

import { PI } from '../../math/index.ts';
import { assert, InvariantError } from '../../schema/index.ts';
import { NO_LABELS } from '../labels.ts';
import { type Call, type Expr, isSetOp, type MatrixSelector, type StringLiteral, type Subquery, unparen } from '../syntax/ast.ts';
import { typeOf } from '../syntax/check.ts';
import type {
  EvalOptions,
  EvalResult,
  MatrixSeries,
  NativeHistogram,
  RangeBounds,
  RangeResult,
  SeriesSource,
  VectorSample,
} from '../types.ts';
import { aggregate, countValues } from './aggregate.ts';
import { evaluateBinary } from './binary.ts';
import { CALENDAR } from './calendar.ts';
import { EvalProblem, fullSeries, type Grid, type GridSeries, type GridValue, hasAt, histogramAt, QueryState } from './context.ts';
import * as functions from './functions.ts';
import { HISTOGRAM_FUNCTIONS, histogramFraction, histogramQuantile, ofHistograms } from './histogram-functions.ts';
import { withInfo } from './info.ts';
import { isSumOverRange, overRange, type RangeOperand, rangeArgument, selectorOperand, summedMetric, sumOverRange } from './over-range.ts';
import { RANGE_FUNCTIONS } from './range-functions.ts';
import { asSamples, selectInstant, subqueryGrid, WindowWalker } from './selectors.ts';
import type { SharedSums } from './shared-sums.ts';

const LOOKBACK_MS = 300_000;
const SUBQUERY_STEP_MS = 60_000;
const SAMPLES_MAX = 50_000_000;
/** As Prometheus' HTTP interface: more points than this per series is a mistake in the step. */
const STEPS_MAX = 11_000;
/** Bounds the memory of one subquery's intermediate series. */
const SUBQUERY_STEPS_MAX = 1_000_000;

function queryState(source: SeriesSource, startMs: number, endMs: number, options: EvalOptions, sharedSums?: SharedSums): QueryState {
  return new QueryState(
    source,
    startMs,
    endMs,
    options.lookbackMs ?? LOOKBACK_MS,
    options.subqueryStepMs ?? SUBQUERY_STEP_MS,
    options.samplesMax ?? SAMPLES_MAX,
    sharedSums,
  );
}

/**
 * Evaluates at one instant. Vectors keep the order that sorting functions gave them.
 * @param sharedSums  what other evaluations of the same source at the same time have summed, for rules
 */
export function evaluateInstant(
  expr: Expr,
  source: SeriesSource,
  atMs: number,
  options: EvalOptions = {},
  sharedSums?: SharedSums,
): EvalResult {
  const state = queryState(source, atMs, atMs, options, sharedSums);
  const grid: Grid = { state, startMs: atMs, stepMs: 1, count: 1 };
  try {
    if (typeOf(expr) === 'matrix') {
      return { kind: 'matrix', series: rangeAsMatrix(expr, grid), annotations: state.annotations() };
    }
    const value = evaluate(expr, grid);
    if (value.kind === 'scalar') {
      return { kind: 'scalar', tMs: atMs, value: value.values[0] as number, annotations: state.annotations() };
    }
    if (value.kind === 'string') {
      return { kind: 'string', tMs: atMs, value: value.value, annotations: state.annotations() };
    }
    const samples = withFinalLabels(value.series, expr).map((s) => {
      const sample: VectorSample = { labels: s.labels.toRecord(), tMs: atMs, value: s.values[0] as number };
      const histogram = histogramAt(s, 0);
      return histogram === undefined ? sample : { ...sample, histogram };
    });
    return { kind: 'vector', samples, annotations: state.annotations() };
  } catch (problem) {
    return errorResult(problem, state);
  }
}

/** Evaluates at `startMs`, `startMs + stepMs`, ... up to `endMs`. A scalar becomes one series without labels; series are ordered by labels. */
export function evaluateRange(expr: Expr, source: SeriesSource, bounds: RangeBounds, options: EvalOptions = {}): RangeResult {
  const { startMs, endMs, stepMs } = bounds;
  const state = queryState(source, startMs, endMs, options);
  const count = Math.max(0, Math.floor((endMs - startMs) / stepMs) + 1);
  const grid: Grid = { state, startMs, stepMs, count };
  try {
    if (!(stepMs > 0) || !Number.isFinite(startMs) || !Number.isFinite(endMs)) {
      throw new EvalProblem('promql/bounds', 'start and end must be times, and the step above zero', expr);
    }
    if (count > STEPS_MAX) {
      throw new EvalProblem('promql/bounds', `exceeded maximum resolution of ${STEPS_MAX} points per series: use a larger step`, expr);
    }
    const type = typeOf(expr);
    if (type !== 'vector' && type !== 'scalar') {
      throw new EvalProblem('promql/type', `invalid expression type "${type}" for range query, must be Scalar or instant Vector`, expr);
    }
    const value = count === 0 ? { kind: 'vector' as const, series: [] } : evaluate(expr, grid);
    const series = value.kind === 'scalar' ? [fullSeries(NO_LABELS, value.values)] : vectorOf(value);
    const sorted = withFinalLabels(series, expr).sort((a, b) => a.labels.compare(b.labels));
    return { kind: 'matrix', series: sorted.map((one) => asMatrixSeries(one, grid)), annotations: state.annotations() };
  } catch (problem) {
    return errorResult(problem, state);
  }
}

function errorResult(problem: unknown, state: QueryState): Extract<EvalResult, { kind: 'error' }> {
  if (!(problem instanceof EvalProblem)) {
    throw problem;
  }
  const { code, message, from, to } = problem;
  return { kind: 'error', code, message, from, to, annotations: state.annotations() };
}

function asMatrixSeries(series: GridSeries, grid: Grid): MatrixSeries {
  const timesMs: number[] = [];
  const values: number[] = [];
  const histograms: (NativeHistogram | undefined)[] = [];
  for (let step = 0; step < grid.count; step++) {
    if (hasAt(series, step)) {
      timesMs.push(grid.startMs + step * grid.stepMs);
      values.push(series.values[step] as number);
      if (series.histograms !== null) {
        histograms.push(series.histograms[step]);
      }
    }
  }
  return { labels: series.labels.toRecord(), timesMs, values, ...(series.histograms === null ? {} : { histograms }) };
}

/** Removes the metric names whose removal was put off, and refuses a result in which two series then look alike. */
function withFinalLabels(input: readonly GridSeries[], expr: Expr): GridSeries[] {
  const seen = new Set<string>();
  return input.map((series) => {
    const labels = series.dropName ? series.labels.withoutMetadata() : series.labels;
    if (input.length > 1) {
      if (seen.has(labels.key)) {
        throw functions.duplicateLabels(expr);
      }
      seen.add(labels.key);
    }
    return labels === series.labels ? series : { ...series, labels };
  });
}

function rangeAsMatrix(expr: Expr, grid: Grid): MatrixSeries[] {
  const inner = unparen(expr) as MatrixSelector | Subquery;
  const operand = rangeOf(inner, grid);
  const walker = new WindowWalker(operand.range, operand.rangeMs, grid);
  const w = walker.window;
  const out: MatrixSeries[] = [];
  operand.each((series) => {
    walker.walk(series, () => {
      const points: { tMs: number; value: number; histogram: NativeHistogram | undefined }[] = w.histogramTimesMs.map((tMs, i) => ({
        tMs,
        value: NaN,
        histogram: w.histograms[i],
      }));
      for (let i = w.lo; i < w.hi; i++) {
        points.push({ tMs: w.timesMs[i] as number, value: w.values[i] as number, histogram: undefined });
      }
      points.sort((a, b) => a.tMs - b.tMs);
      grid.state.charge(points.length, expr);
      const labels = series.dropName ? series.labels.withoutMetadata() : series.labels;
      out.push({
        labels: labels.toRecord(),
        timesMs: points.map(({ tMs }) => tMs),
        values: points.map(({ value }) => value),
        ...(w.histograms.length === 0 ? {} : { histograms: points.map(({ histogram }) => histogram) }),
      });
    });
  });
  return out;
}

function vectorOf(value: GridValue): GridSeries[] {
  assert(value.kind === 'vector', 'the type check refuses other values here', { kind: value.kind });
  return value.series;
}

function scalarOf(value: GridValue): number[] {
  assert(value.kind === 'scalar', 'the type check refuses other values here', { kind: value.kind });
  return value.values;
}

function evaluate(expr: Expr, grid: Grid): GridValue {
  switch (expr.kind) {
    case 'number':
      return { kind: 'scalar', values: new Array<number>(grid.count).fill(expr.value) };
    case 'string':
      return { kind: 'string', value: expr.value };
    case 'paren':
      return evaluate(expr.expr, grid);
    case 'selector':
      return { kind: 'vector', series: selectInstant(expr, grid, false) };
    case 'unary': {
      const value = evaluate(expr.expr, grid);
      if (expr.op === '+') {
        return value;
      }
      return value.kind === 'scalar'
        ? { kind: 'scalar', values: value.values.map((x) => -x) }
        : { kind: 'vector', series: functions.negated(vectorOf(value), grid) };
    }
    case 'binary': {
      const lhs = evaluate(expr.lhs, grid);
      if (lhs.kind === 'vector' && lhs.series.length === 0 && (expr.op === 'and' || expr.op === 'unless' || !isSetOp(expr.op))) {
        return lhs;
      }
      return evaluateBinary(expr, lhs, evaluate(expr.rhs, grid), grid);
    }
    case 'aggregate': {
      if (isSumOverRange(expr, grid)) {
        const { sharedSums } = grid.state;
        const sum = (): GridSeries[] => sumOverRange(expr, grid);
        return { kind: 'vector', series: sharedSums === undefined ? sum() : sharedSums.of(expr, summedMetric(expr), grid, sum) };
      }
      const input = vectorOf(evaluate(expr.expr, grid));
      if (expr.op === 'count_values') {
        return { kind: 'vector', series: countValues(expr, (unparen(expr.param as Expr) as StringLiteral).value, input, grid) };
      }
      const param = expr.param === undefined ? [] : scalarOf(evaluate(expr.param, grid));
      return { kind: 'vector', series: aggregate(expr, input, param, grid) };
    }
    case 'call':
      return evaluateCall(expr, grid);
    case 'matrix':
    case 'subquery':
      throw new EvalProblem('promql/type', 'a range vector must be the argument of a function', expr);
  }
}

function evaluateCall(expr: Call, grid: Grid): GridValue {
  const name = expr.func;
  if (RANGE_FUNCTIONS.has(name)) {
    const scalars = expr.args.filter((arg) => typeOf(arg) === 'scalar').map((arg) => scalarOf(evaluate(arg, grid)));
    return { kind: 'vector', series: overRange(expr, rangeOf(rangeArgument(expr), grid), scalars, grid) };
  }
  const vector = (index: number): GridSeries[] => vectorOf(evaluate(expr.args[index] as Expr, grid));
  const scalar = (index: number): number[] => scalarOf(evaluate(expr.args[index] as Expr, grid));
  const series = (result: GridSeries[]): GridValue => ({ kind: 'vector', series: result });
  const seconds = (step: number): number => (grid.startMs + step * grid.stepMs) / 1000;
  const perStep = (value: (step: number) => number): number[] => Array.from({ length: grid.count }, (_, step) => value(step));
  const ofNumber = functions.MATH_FUNCTIONS[name];
  if (ofNumber !== undefined) {
    return series(functions.mapValues(vector(0), grid, (x) => ofNumber(x)));
  }
  const ofHistogram = HISTOGRAM_FUNCTIONS[name];
  if (ofHistogram !== undefined) {
    return series(ofHistograms(vector(0), grid, ofHistogram));
  }
  const ofDate = CALENDAR[name];
  if (ofDate !== undefined) {
    return series(
      expr.args.length === 0
        ? [
            fullSeries(
              NO_LABELS,
              perStep((step) => ofDate(seconds(step))),
            ),
          ]
        : functions.mapValues(vector(0), grid, ofDate),
    );
  }
  switch (name) {
    case 'time':
      return { kind: 'scalar', values: perStep(seconds) };
    case 'pi':
      return { kind: 'scalar', values: perStep(() => PI) };
    case 'scalar':
      return { kind: 'scalar', values: functions.toScalar(vector(0), grid) };
    case 'vector':
      return series([fullSeries(NO_LABELS, scalar(0))]);
    case 'timestamp': {
      const inner = unparen(expr.args[0] as Expr);
      return series(
        inner.kind === 'selector'
          ? selectInstant(inner, grid, true).map((one) => ({ ...one, dropName: true }))
          : functions.evaluationTimes(vector(0), grid),
      );
    }
    case 'absent': {
      const input = vector(0);
      return series(functions.absent(expr.args[0] as Expr, (step) => input.some((one) => hasAt(one, step)), grid));
    }
    case 'absent_over_time':
      return series(absentOverTime(expr, grid));
    case 'clamp':
    case 'clamp_min':
    case 'clamp_max':
      return series(clamp(expr, vector(0), scalar, grid));
    case 'round': {
      const nearest = expr.args.length > 1 ? scalar(1) : perStep(() => 1);
      return series(
        functions.mapValues(vector(0), grid, (x, step) => {
          const inverse = 1 / (nearest[step] as number);
          return Math.floor(x * inverse + 0.5) / inverse;
        }),
      );
    }
    case 'label_replace':
      return series(functions.labelReplace(expr, vector(0)));
    case 'label_join':
      return series(functions.labelJoin(expr, vector(0)));
    case 'sort':
    case 'sort_desc':
      return series(grid.count === 1 ? functions.sortByValue(vector(0), name === 'sort_desc') : vector(0));
    case 'sort_by_label':
    case 'sort_by_label_desc':
      return series(grid.count === 1 ? functions.sortByLabel(expr, vector(0), name === 'sort_by_label_desc') : vector(0));
    case 'histogram_quantile':
      return series(histogramQuantile(expr, scalar(0), vector(1), grid));
    case 'histogram_fraction':
      return series(histogramFraction(expr, scalar(0), scalar(1), vector(2), grid));
    case 'info':
      return series(withInfo(expr, vector(0), grid));
    default:
      throw new InvariantError('the check refuses unknown functions', { name });
  }
}

function clamp(expr: Call, input: readonly GridSeries[], scalar: (index: number) => number[], grid: Grid): GridSeries[] {
  const lower = expr.func === 'clamp_max' ? undefined : scalar(1);
  const upper = expr.func === 'clamp_min' ? undefined : scalar(expr.func === 'clamp' ? 2 : 1);
  return functions.mapValues(input, grid, (x, step) => {
    const low = lower?.[step] ?? -Infinity;
    const high = upper?.[step] ?? Infinity;
    return high < low ? undefined : Math.max(low, Math.min(high, x));
  });
}

function rangeOf(expr: MatrixSelector | Subquery, grid: Grid): RangeOperand {
  if (expr.kind === 'matrix') {
    return selectorOperand(expr, grid);
  }
  const inner = subqueryGrid(expr, grid);
  grid.state.charge(inner.count, expr);
  if (inner.count > SUBQUERY_STEPS_MAX) {
    throw new EvalProblem(
      'promql/too-many-samples',
      `subquery has ${inner.count} steps, at most ${SUBQUERY_STEPS_MAX} are evaluated`,
      expr,
    );
  }
  const series = inner.count === 0 ? [] : vectorOf(evaluate(expr.expr, inner));
  return { range: expr, rangeMs: expr.rangeMs, each: (visit) => asSamples(series, inner).forEach(visit) };
}

function absentOverTime(expr: Call, grid: Grid): GridSeries[] {
  const argument = rangeArgument(expr);
  const operand = rangeOf(argument, grid);
  const walker = new WindowWalker(operand.range, operand.rangeMs, grid);
  const present = new Uint8Array(grid.count);
  operand.each((series) =>
    walker.walk(series, (step) => {
      present[step] = 1;
    }),
  );
  return functions.absent(argument, (step) => present[step] === 1, grid);
}
