/**
 * Functions of a range selector or subquery: rate, *_over_time and the like. Series are read one after the other and windows move over them, so
 * nothing is made per window; a sum over such a function goes straight into its groups and makes nothing per series either.
 */

import { type LabelSet, labelSetOf } from '../labels.ts';
import { formatNumberG } from '../number-text.ts';
import { type Aggregate, type Call, type Expr, type MatrixSelector, type Subquery, unparen } from '../syntax/ast.ts';
import { typeOf } from '../syntax/check.ts';
import type { Labels } from '../types.ts';
import { groupLabels } from './aggregate.ts';
import { EvalProblem, type Grid, type GridSeries, hasFloatAt, isEmpty, newSeries, setAt, setSampleAt } from './context.ts';
import { overHistogramWindow, type WindowRemarks } from './histogram-windows.ts';
import {
  ArgumentProblem,
  ENDS_FUNCTIONS,
  INCREMENTAL_FUNCTIONS,
  ofEnds,
  RANGE_FUNCTIONS,
  type RangeFunction,
  type Window,
} from './range-functions.ts';
import { eachRangeSeries, referenceMs, type SampleSeries, WindowWalker } from './selectors.ts';
import { KahanSum } from './sums.ts';

/** The series a range argument stands for: a selector's are visited as they are read, a subquery's inner expression is evaluated first. */
export interface RangeOperand {
  range: MatrixSelector['selector'] | Subquery;
  rangeMs: number;
  each(visit: (series: SampleSeries) => void): void;
}

export function rangeArgument(expr: Call): MatrixSelector | Subquery {
  return unparen(expr.args.find((arg) => typeOf(arg) === 'matrix') as Expr) as MatrixSelector | Subquery;
}

/** @param func  what will be made of the windows; undefined when every sample is needed */
export function selectorOperand(expr: MatrixSelector, grid: Grid, func?: string): RangeOperand {
  const endsOnly = func !== undefined && ENDS_FUNCTIONS.has(func);
  return { range: expr.selector, rangeMs: expr.rangeMs, each: (visit) => eachRangeSeries(expr, grid, visit, endsOnly) };
}

const COUNTER_NAME = /_(?:total|sum|count|bucket)$/;

/** One call on its way over the series of its operand. */
class RangeCall {
  private readonly expr: Call;
  private readonly grid: Grid;
  private readonly scalars: readonly (readonly number[])[];
  private readonly compute: RangeFunction;
  private readonly argument: MatrixSelector | Subquery;
  readonly walker: WindowWalker;
  private readonly incremental: boolean;
  private readonly remarks: WindowRemarks;
  readonly mayRemark: boolean;
  private remarkedName = '';

  constructor(expr: Call, operand: RangeOperand, scalars: readonly (readonly number[])[], grid: Grid) {
    this.expr = expr;
    this.grid = grid;
    this.scalars = scalars;
    this.compute = RANGE_FUNCTIONS.get(expr.func) as RangeFunction;
    this.argument = rangeArgument(expr);
    this.walker = new WindowWalker(operand.range, operand.rangeMs, grid);
    this.incremental = INCREMENTAL_FUNCTIONS.has(expr.func);
    // The usual case, a selector with the name of a counter, never needs the remark; looking at every series' name would be most of the work.
    const name = this.argument.kind === 'matrix' ? this.argument.selector.name : undefined;
    this.mayRemark = (expr.func === 'rate' || expr.func === 'increase') && (name === undefined || !COUNTER_NAME.test(name));
    this.remarks = {
      metricName: '',
      warn: (text) => grid.state.addWarning(text, this.argument),
      info: (text) => grid.state.addInfo(text, this.argument),
    };
  }

  /** Calls `emit` with each number, `emitAny` with each other sample. */
  over(series: SampleSeries, emit: (step: number, value: number) => void, emitAny: (step: number, w: Window) => void): void {
    const { walker, expr, grid, scalars, compute, incremental } = this;
    const { state } = grid;
    const w = walker.window;
    let seen = 0;
    walker.walk(series, (step) => {
      // Work is charged: whole windows, or only what is new in them.
      state.charge(incremental ? w.hi - Math.max(seen, w.lo) + 1 : w.hi - w.lo + w.histograms.length, expr);
      seen = w.hi;
      if (scalars.length > 0) {
        w.scalars = scalars.map((values) => values[step] as number);
        if (w.hi > w.lo) {
          warnAboutQuantile(expr, w.scalars[0] as number, grid);
        }
      }
      if (w.histograms.length > 0) {
        emitAny(step, w);
        return;
      }
      const value = computed(compute, w, expr);
      if (value !== undefined) {
        emit(step, value);
      }
    });
  }

  /** The result for a window with histograms in it. */
  ofHistograms(series: SampleSeries, w: Window): ReturnType<typeof overHistogramWindow> {
    this.remarks.metricName = series.labels.get('__name__');
    return overHistogramWindow(this.expr.func, w, this.remarks, () => computed(this.compute, w, this.expr));
  }

  /** A rate over something that does not look like a counter is probably a mistake. */
  remarkOnCounter(series: SampleSeries): void {
    if (!this.mayRemark) {
      return;
    }
    const name = series.labels.get('__name__');
    if (name !== this.remarkedName && name !== '' && !COUNTER_NAME.test(name)) {
      const text = `metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ${JSON.stringify(name)}`;
      this.grid.state.addInfo(text, this.argument);
    }
    this.remarkedName = name;
  }
}

export function overRange(expr: Call, operand: RangeOperand, scalars: readonly (readonly number[])[], grid: Grid): GridSeries[] {
  const call = new RangeCall(expr, operand, scalars, grid);
  const dropName = expr.func !== 'last_over_time';
  const out: GridSeries[] = [];
  operand.each((series) => {
    const result = newSeries(series.labels, dropName || series.dropName, grid.count);
    call.over(
      series,
      (step, value) => setAt(result, step, value),
      (step, w) => setSampleAt(result, step, call.ofHistograms(series, w)),
    );
    if (!isEmpty(result)) {
      out.push(result);
      if (!onlyHistograms(result, grid)) {
        call.remarkOnCounter(series);
      }
    }
  });
  return out;
}

/** Whether `sumOverRange` can evaluate this: the sum of a moving function without further arguments over a selector of numbers. */
export function isSumOverRange(expr: Aggregate, grid: Grid): boolean {
  const inner = unparen(expr.expr);
  return (
    expr.op === 'sum' &&
    grid.state.source.scan !== undefined &&
    inner.kind === 'call' &&
    inner.args.length === 1 &&
    INCREMENTAL_FUNCTIONS.has(inner.func) &&
    rangeArgument(inner).kind === 'matrix'
  );
}

/** The metric that such a sum reads; undefined when its selector names none. */
export function summedMetric(expr: Aggregate): string | undefined {
  const { selector } = rangeArgument(unparen(expr.expr) as Call) as MatrixSelector;
  return selector.matchers.find(({ name, op }) => name === '__name__' && op === '=')?.value;
}

interface GroupSums {
  result: GridSeries;
  sums: KahanSum[];
}

/** Numbers for the groups of one aggregation, by the series in the order they come in: a source shows the same ones in the same order again and again. */
class GroupNumbers {
  readonly labels: LabelSet[] = [];
  private readonly numbers = new Map<LabelSet, number>();
  private readonly seen: Labels[] = [];
  private readonly found: number[] = [];
  private list: readonly Labels[] = [];
  private ofList: Int32Array = new Int32Array(0);
  private listed = 0;
  private readonly expr: Aggregate;
  private readonly labelsOf: (labels: LabelSet) => LabelSet;
  /** Of `by`: groups by the values of its labels, for which a series needs no label set. */
  private readonly byValues = new Map<string, number>();

  constructor(expr: Aggregate) {
    this.expr = expr;
    this.labelsOf = groupLabels.owned(expr);
  }

  of(ordinal: number, labels: Labels): number {
    if (this.seen[ordinal] === labels) {
      return this.found[ordinal] as number;
    }
    const number = this.expr.without ? this.numberOf(labels) : this.numberOfValues(labels);
    this.seen[ordinal] = labels;
    this.found[ordinal] = number;
    return number;
  }

  /** Of all series of a list that is the same each time, and may grow. */
  ofAll(list: readonly Labels[]): Int32Array {
    if (this.list !== list) {
      this.list = list;
      this.listed = 0;
    }
    if (this.ofList.length < list.length) {
      this.ofList = new Int32Array(list.length + (list.length >> 3));
      this.listed = 0;
    }
    for (; this.listed < list.length; this.listed++) {
      const labels = list[this.listed] as Labels;
      this.ofList[this.listed] = this.expr.without ? this.numberOf(labels) : this.numberOfValues(labels);
    }
    return this.ofList;
  }

  private numberOfValues(labels: Labels): number {
    let values = '';
    for (const name of this.expr.labels) {
      const value = labels[name] ?? '';
      values += `${value.length} ${value}`;
    }
    let number = this.byValues.get(values);
    if (number === undefined) {
      number = this.numberOf(labels);
      this.byValues.set(values, number);
    }
    return number;
  }

  private numberOf(labels: Labels): number {
    const group = this.labelsOf(labelSetOf(labels));
    let number = this.numbers.get(group);
    if (number === undefined) {
      number = this.labels.push(group) - 1;
      this.numbers.set(group, number);
    }
    return number;
  }
}

const groupNumbers = new WeakMap<Aggregate, GroupNumbers>();

function groupNumbersOf(expr: Aggregate): GroupNumbers {
  const numbers = groupNumbers.get(expr) ?? new GroupNumbers(expr);
  groupNumbers.set(expr, numbers);
  return numbers;
}

/** The groups of one aggregation at one instant: their compensated sums side by side. */
class InstantSums {
  readonly numbers: GroupNumbers;
  private sums: Float64Array = new Float64Array(64);
  private compensations: Float64Array = new Float64Array(64);
  private has: Uint8Array = new Uint8Array(64);
  private readonly order: number[] = [];

  constructor(numbers: GroupNumbers) {
    this.numbers = numbers;
  }

  start(): void {
    const count = this.numbers.labels.length;
    if (this.sums.length < count) {
      this.sums = new Float64Array(2 * count);
      this.compensations = new Float64Array(2 * count);
      this.has = new Uint8Array(2 * count);
    }
    this.has.fill(0);
    this.order.length = 0;
  }

  /** As `KahanSum.add`. */
  add(group: number, value: number): void {
    const { sums, compensations } = this;
    if (this.has[group] === 0) {
      this.has[group] = 1;
      this.order.push(group);
      sums[group] = value;
      compensations[group] = 0;
      return;
    }
    const sum = sums[group] as number;
    const t = sum + value;
    if (t === Infinity || t === -Infinity) {
      compensations[group] = 0;
    } else if (Math.abs(sum) >= Math.abs(value)) {
      compensations[group] = (compensations[group] as number) + (sum - t + value);
    } else {
      compensations[group] = (compensations[group] as number) + (value - t + sum);
    }
    sums[group] = t;
  }

  result(dropName: boolean): GridSeries[] {
    const { numbers, sums, compensations } = this;
    return this.order.map((group) => ({
      labels: numbers.labels[group] as LabelSet,
      dropName,
      values: [(sums[group] as number) + (compensations[group] as number)],
      has: null,
      histograms: null,
    }));
  }
}

const instantSums = new WeakMap<Aggregate, InstantSums>();

/** The sum at one instant from the first and last samples of its windows, read side by side; undefined where the source has no such reading. */
function sumOfEnds(expr: Aggregate, inner: Call, call: RangeCall, grid: Grid, dropName: boolean): GridSeries[] | undefined {
  const argument = rangeArgument(inner) as MatrixSelector;
  if (grid.count !== 1 || call.mayRemark || !ENDS_FUNCTIONS.has(inner.func)) {
    return undefined;
  }
  const { window: w } = call.walker;
  w.endMs = referenceMs(argument.selector, grid.startMs, grid.state);
  w.startMs = w.endMs - argument.rangeMs;
  w.atMs = grid.startMs;
  const ends = grid.state.source.ends?.(argument.selector.matchers, w.startMs, w.endMs);
  if (ends === undefined) {
    return undefined;
  }
  const compute = RANGE_FUNCTIONS.get(inner.func) as RangeFunction;
  const whenWhole = ofEnds(inner.func, ends, w.startMs, w.endMs);
  const { labels, whole, first, firstAt, last, lastAt } = ends;
  const sums = instantSums.get(expr) ?? new InstantSums(groupNumbersOf(expr));
  instantSums.set(expr, sums);
  const groups = sums.numbers.ofAll(labels);
  sums.start();
  let samples = 0;
  for (let place = 0; place < labels.length; place++) {
    if (whole[place] === 1) {
      samples += ends.count + 1;
      if (whenWhole !== undefined) {
        sums.add(groups[place] as number, whenWhole(first[firstAt[place] as number] as number, last[lastAt[place] as number] as number));
      }
      continue;
    }
    const view = ends.view(place);
    if (view === undefined) {
      continue;
    }
    samples += view.count + 1;
    call.walker.show(view);
    const value = compute(w);
    if (value !== undefined) {
      sums.add(groups[place] as number, value);
    }
  }
  grid.state.charge(samples, inner);
  return sums.result(dropName);
}

/** `sum by (…) (rate(x[5m]))` in one go: the same additions in the same order as in two steps. */
export function sumOverRange(expr: Aggregate, grid: Grid): GridSeries[] {
  const inner = unparen(expr.expr) as Call;
  const operand = selectorOperand(rangeArgument(inner) as MatrixSelector, grid, inner.func);
  const call = new RangeCall(inner, operand, [], grid);
  const compute = RANGE_FUNCTIONS.get(inner.func) as RangeFunction;
  const numbers = groupNumbersOf(expr);
  const dropName = inner.func !== 'last_over_time' && (expr.labels.length > 0 || expr.without);
  const quick = sumOfEnds(expr, inner, call, grid, dropName);
  if (quick !== undefined) {
    return quick;
  }
  const byNumber: (GroupSums | undefined)[] = [];
  const groups: GroupSums[] = [];
  const walker = new WindowWalker(operand.range, operand.rangeMs, grid);
  const w = walker.window;
  let current: SampleSeries | undefined;
  let group: GroupSums | undefined;
  let ordinal = 0;
  const groupOfCurrent = (): GroupSums => {
    const series = current as SampleSeries;
    const number = numbers.of(ordinal, series.ownLabels as Labels);
    let found = byNumber[number];
    if (found === undefined) {
      const labels = numbers.labels[number] as LabelSet;
      found = { result: newSeries(labels, dropName, grid.count), sums: Array.from({ length: grid.count }, () => new KahanSum()) };
      byNumber[number] = found;
      groups.push(found);
    }
    call.remarkOnCounter(series);
    return found;
  };
  const isOfEnds = ENDS_FUNCTIONS.has(inner.func);
  const addWindow = (step: number): void => {
    const change = (w.values[w.hi - 1] as number) - (w.values[w.lo] as number);
    // Nothing happened, as in most windows of most series: extrapolating leaves zero what it is.
    const isStill = change === 0 && isOfEnds && w.falls === 0 && w.count > 1;
    const value = isStill ? change : compute(w);
    if (value === undefined) {
      return;
    }
    group ??= groupOfCurrent();
    const sum = group.sums[step] as KahanSum;
    const has = group.result.has as Uint8Array;
    if (has[step] === 0) {
      has[step] = 1;
      sum.sum = value;
    } else {
      sum.add(value);
    }
  };
  operand.each((series) => {
    current = series;
    group = undefined;
    grid.state.charge(series.count + grid.count, inner);
    walker.walk(series, addWindow);
    ordinal += 1;
  });
  return groups.map(({ result, sums }) => {
    sums.forEach((sum, step) => {
      if (hasFloatAt(result, step)) {
        result.values[step] = sum.sum + sum.compensation;
      }
    });
    return result;
  });
}

function onlyHistograms(series: GridSeries, grid: Grid): boolean {
  if (series.histograms === null) {
    return false;
  }
  for (let step = 0; step < grid.count; step++) {
    if (hasFloatAt(series, step)) {
      return false;
    }
  }
  return true;
}

function computed(compute: RangeFunction, w: Window, expr: Call): number | undefined {
  try {
    return compute(w);
  } catch (problem) {
    if (problem instanceof ArgumentProblem) {
      throw new EvalProblem('promql/argument', problem.message, expr);
    }
    throw problem;
  }
}

function warnAboutQuantile(expr: Call, q: number, grid: Grid): void {
  if (expr.func === 'quantile_over_time' && !(q >= 0 && q <= 1)) {
    grid.state.addWarning(`quantile value should be between 0 and 1, got ${formatNumberG(q)}`, expr.args[0] as Expr);
  }
}
