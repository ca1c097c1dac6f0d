/** Binary operators: arithmetic, comparisons and set operators, with Prometheus' rules for matching vectors. */
import { atan2, pow } from '../../math/index.ts';
import { addHistograms, divideHistogram, equalHistograms, scaleHistogram, subtractHistograms } from '../histogram/native-histogram.ts';
import { DerivedLabels, type LabelSet } from '../labels.ts';
import { type Binary, type BinaryOp, isComparison, isSetOp, type VectorMatching } from '../syntax/ast.ts';
import type { NativeHistogram } from '../types.ts';
import {
  copyAt,
  EvalProblem,
  type Grid,
  type GridSeries,
  type GridValue,
  hasAt,
  histogramAt,
  isEmpty,
  newSeries,
  setAt,
  setSampleAt,
} from './context.ts';

const DEFAULT_MATCHING: VectorMatching = { card: 'one-to-one', on: false, labels: [], include: [] };

/** The operator on two numbers. Comparisons yield 1 or 0 here; filtering is the caller's. */
function apply(op: BinaryOp, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '^':
      return pow(a, b);
    case 'atan2':
      return atan2(a, b);
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    case '<':
      return a < b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    default:
      return NaN;
  }
}

export function evaluateBinary(expr: Binary, lhs: GridValue, rhs: GridValue, grid: Grid): GridValue {
  if (lhs.kind === 'scalar' && rhs.kind === 'scalar') {
    return { kind: 'scalar', values: lhs.values.map((a, step) => apply(expr.op, a, rhs.values[step] as number)) };
  }
  if (lhs.kind === 'vector' && rhs.kind === 'vector') {
    grid.state.charge((lhs.series.length + rhs.series.length) * grid.count, expr);
    return {
      kind: 'vector',
      series: isSetOp(expr.op) ? setOperator(expr, lhs.series, rhs.series, grid) : joined(expr, lhs.series, rhs.series, grid),
    };
  }
  if (lhs.kind === 'vector' && rhs.kind === 'scalar') {
    return { kind: 'vector', series: withScalar(expr, lhs.series, rhs.values, false, grid) };
  }
  if (lhs.kind === 'scalar' && rhs.kind === 'vector') {
    return { kind: 'vector', series: withScalar(expr, rhs.series, lhs.values, true, grid) };
  }
  throw new EvalProblem('promql/type', 'binary expression must contain only scalar and instant vector types', expr);
}

function withScalar(expr: Binary, input: readonly GridSeries[], scalar: readonly number[], scalarLeft: boolean, grid: Grid): GridSeries[] {
  const filters = isComparison(expr.op) && !expr.bool;
  const out: GridSeries[] = [];
  for (const series of input) {
    const result = newSeries(series.labels, series.dropName || !filters, grid.count);
    for (let step = 0; step < grid.count; step++) {
      const histogram = histogramAt(series, step);
      if (histogram !== undefined) {
        const other = scalar[step] as number;
        const applied = scalarLeft ? applyToHistograms(expr, other, histogram, grid) : applyToHistograms(expr, histogram, other, grid);
        setSampleAt(result, step, applied);
      } else if (hasAt(series, step)) {
        const value = series.values[step] as number;
        const other = scalar[step] as number;
        const applied = scalarLeft ? apply(expr.op, other, value) : apply(expr.op, value, other);
        if (!filters) {
          setAt(result, step, applied);
        } else if (applied === 1) {
          setAt(result, step, value);
        }
      }
    }
    if (!isEmpty(result)) {
      out.push(result);
    }
  }
  return out;
}

/**
 * An operator of which at least one side is a histogram. Comparisons that filter yield the left side. Sides the operator is not defined for, or
 * whose buckets do not fit, yield nothing and a remark, as in Prometheus.
 */
function applyToHistograms(
  expr: Binary,
  left: number | NativeHistogram,
  right: number | NativeHistogram,
  grid: Grid,
): number | NativeHistogram | undefined {
  const { op } = expr;
  if (typeof left !== 'number' && typeof right !== 'number') {
    if (op === '+' || op === '-') {
      const result = op === '+' ? addHistograms(left, right) : subtractHistograms(left, right);
      if (typeof result === 'string') {
        grid.state.addWarning(`incompatible bucket layout encountered for binary operator ${op}`, expr);
        return undefined;
      }
      return result;
    }
    if (op === '==' || op === '!=') {
      const holds = equalHistograms(left, right) === (op === '==');
      return expr.bool ? Number(holds) : holds ? left : undefined;
    }
  } else if (op === '*') {
    return typeof left === 'number' ? scaleHistogram(right as NativeHistogram, left) : scaleHistogram(left, right as number);
  } else if (op === '/' && typeof left !== 'number') {
    return divideHistogram(left, right as number);
  }
  const name = (side: number | NativeHistogram): string => (typeof side === 'number' ? 'float' : 'histogram');
  grid.state.addInfo(`incompatible sample types encountered for binary operator "${op}": ${name(left)} ${op} ${name(right)}`, expr);
  return undefined;
}

function sampleAt(series: GridSeries, step: number): number | NativeHistogram {
  return histogramAt(series, step) ?? (series.values[step] as number);
}

/** The operator on samples of either kind; a comparison that filters yields the left one. */
function ofSamples(
  expr: Binary,
  left: number | NativeHistogram,
  right: number | NativeHistogram,
  filters: boolean,
  grid: Grid,
): number | NativeHistogram | undefined {
  if (typeof left !== 'number' || typeof right !== 'number') {
    return applyToHistograms(expr, left, right, grid);
  }
  const applied = apply(expr.op, left, right);
  return !filters ? applied : applied === 1 ? left : undefined;
}

/** Gives series that match each other the same small number. */
class Signatures {
  private readonly ids = new Map<LabelSet, number>();
  private readonly labelsOf: (labels: LabelSet) => LabelSet;

  constructor(matching: VectorMatching) {
    this.labelsOf = matchedLabels.owned(matching);
  }

  get size(): number {
    return this.ids.size;
  }

  of(series: readonly GridSeries[]): Int32Array {
    const out = new Int32Array(series.length);
    for (let i = 0; i < series.length; i++) {
      const key = this.labelsOf((series[i] as GridSeries).labels);
      let id = this.ids.get(key);
      if (id === undefined) {
        id = this.ids.size;
        this.ids.set(key, id);
      }
      out[i] = id;
    }
    return out;
  }
}

const matchedLabels = new DerivedLabels<VectorMatching>((matching, labels) =>
  matching.on
    ? labels.keep((name) => matching.labels.includes(name))
    : labels.keep((name) => name !== '__name__' && !matching.labels.includes(name)),
);

function setOperator(expr: Binary, lhs: readonly GridSeries[], rhs: readonly GridSeries[], grid: Grid): GridSeries[] {
  const signatures = new Signatures(expr.matching ?? DEFAULT_MATCHING);
  const left = signatures.of(lhs);
  const right = signatures.of(rhs);
  const results = new Results(grid.count);
  const present = new Uint8Array(signatures.size);
  const mark = (series: readonly GridSeries[], ids: Int32Array, step: number): void => {
    present.fill(0);
    for (let i = 0; i < series.length; i++) {
      if (hasAt(series[i] as GridSeries, step)) {
        present[ids[i] as number] = 1;
      }
    }
  };
  const copy = (series: readonly GridSeries[], step: number, wanted: (i: number) => boolean): void => {
    for (let i = 0; i < series.length; i++) {
      const one = series[i] as GridSeries;
      if (hasAt(one, step) && wanted(i)) {
        copyAt(one, step, results.of(one.labels, one.dropName));
      }
    }
  };
  for (let step = 0; step < grid.count; step++) {
    if (expr.op === 'or') {
      mark(lhs, left, step);
      copy(lhs, step, () => true);
      copy(rhs, step, (i) => present[right[i] as number] === 0);
    } else {
      mark(rhs, right, step);
      const wanted = expr.op === 'and' ? 1 : 0;
      copy(lhs, step, (i) => present[left[i] as number] === wanted);
    }
  }
  return results.all();
}

/** Output series by their labels. */
class Results {
  private readonly byKey = new Map<string, GridSeries>();
  private readonly count: number;

  constructor(count: number) {
    this.count = count;
  }

  of(labels: LabelSet, dropName: boolean): GridSeries {
    let series = this.byKey.get(labels.key);
    if (series === undefined) {
      series = newSeries(labels, dropName, this.count);
      this.byKey.set(labels.key, series);
    }
    return series;
  }

  all(): GridSeries[] {
    return [...this.byKey.values()];
  }
}

/** Arithmetic and comparisons between vectors: every series of the "many" side with the one on the other side that has its signature. */
function joined(expr: Binary, lhs: readonly GridSeries[], rhs: readonly GridSeries[], grid: Grid): GridSeries[] {
  const matching = expr.matching ?? DEFAULT_MATCHING;
  const swapped = matching.card === 'one-to-many';
  const many = swapped ? rhs : lhs;
  const one = swapped ? lhs : rhs;
  const signatures = new Signatures(matching);
  const manyIds = signatures.of(many);
  const oneIds = signatures.of(one);
  const filters = isComparison(expr.op) && !expr.bool;
  const results = new Results(grid.count);
  const pairs = new Map<number, GridSeries>();
  const oneBySignature = new Int32Array(signatures.size);
  const matched = new Uint8Array(signatures.size);
  for (let step = 0; step < grid.count; step++) {
    if (!many.some((series) => hasAt(series, step))) {
      continue;
    }
    oneBySignature.fill(-1);
    for (let i = 0; i < one.length; i++) {
      if (hasAt(one[i] as GridSeries, step)) {
        const id = oneIds[i] as number;
        const earlier = oneBySignature[id] as number;
        if (earlier >= 0) {
          throw duplicateOnOneSide(expr, matching, one[i] as GridSeries, one[earlier] as GridSeries, swapped);
        }
        oneBySignature[id] = i;
      }
    }
    matched.fill(0);
    for (let i = 0; i < many.length; i++) {
      const id = manyIds[i] as number;
      const partner = oneBySignature[id] as number;
      if (partner < 0 || !hasAt(many[i] as GridSeries, step)) {
        continue;
      }
      const leftSeries = (swapped ? one[partner] : many[i]) as GridSeries;
      const rightSeries = (swapped ? many[i] : one[partner]) as GridSeries;
      const left = leftSeries.values[step] as number;
      let sample: number | NativeHistogram | undefined;
      if (leftSeries.histograms === null && rightSeries.histograms === null) {
        const applied = apply(expr.op, left, rightSeries.values[step] as number);
        sample = !filters ? applied : applied === 1 ? left : undefined;
      } else {
        sample = ofSamples(expr, sampleAt(leftSeries, step), sampleAt(rightSeries, step), filters, grid);
      }
      if (sample === undefined) {
        continue;
      }
      if (matching.card === 'one-to-one' && matched[id] === 1) {
        throw new EvalProblem(
          'promql/matching',
          'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
          expr,
        );
      }
      matched[id] = 1;
      const pair = i * one.length + partner;
      let result = pairs.get(pair);
      if (result === undefined) {
        const labels = resultLabels((many[i] as GridSeries).labels, (one[partner] as GridSeries).labels, expr, matching);
        result = results.of(labels, expr.bool);
        pairs.set(pair, result);
      }
      if (hasAt(result, step)) {
        throw new EvalProblem('promql/matching', 'multiple matches for labels: grouping labels must ensure unique matches', expr);
      }
      setSampleAt(result, step, sample);
    }
  }
  return results.all();
}

function resultLabels(many: LabelSet, one: LabelSet, expr: Binary, matching: VectorMatching): LabelSet {
  let labels = labelsOfMany.owned(expr)(many);
  for (const name of matching.include) {
    labels = labels.with(name, one.get(name));
  }
  return labels;
}

/** What a pair keeps of the labels of its "many" side. */
const labelsOfMany = new DerivedLabels<Binary>((expr, many) => {
  const labels = isComparison(expr.op) ? many : many.withoutMetadata();
  const { card, on, labels: names } = expr.matching ?? DEFAULT_MATCHING;
  return card === 'one-to-one' ? labels.keep((name) => names.includes(name) === on) : labels;
});

function duplicateOnOneSide(expr: Binary, matching: VectorMatching, a: GridSeries, b: GridSeries, swapped: boolean): EvalProblem {
  const side = swapped ? 'left' : 'right';
  return new EvalProblem(
    'promql/matching',
    `found duplicate series for the match group ${matchedLabels.owned(matching)(a.labels)} on the ${side} hand-side of the operation: ` +
      `[${a.labels}, ${b.labels}];many-to-many matching not allowed: matching labels must be unique on one side`,
    expr,
  );
}
