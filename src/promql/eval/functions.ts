/** Functions over instant vectors: mathematics, labels, sorting, histograms, presence and time. */
import { acos, acosh, asin, asinh, atan, atanh, cos, cosh, exp, ln, log2, log10, PI, sin, sinh, tan, tanh } from '../../math/index.ts';
import { scaleHistogram } from '../histogram/native-histogram.ts';
import { compareText, type LabelSet, NO_LABELS } from '../labels.ts';
import { compileRegex, expandReplacement, RegexError } from '../regex/regex.ts';
import { type Call, type Expr, type StringLiteral, unparen } from '../syntax/ast.ts';
import { isWellFormed } from '../syntax/strings.ts';
import { EvalProblem, type Grid, type GridSeries, hasFloatAt, histogramAt, isEmpty, newSeries, setAt, setHistogramAt } from './context.ts';
import { compareNanFirst } from './sums.ts';

/** Functions of one number. */
export const MATH_FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  sqrt: Math.sqrt,
  sgn: (x) => (x < 0 ? -1 : x > 0 ? 1 : x),
  exp,
  ln,
  log2,
  log10,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  asinh,
  acosh,
  atanh,
  rad: (x) => (x * PI) / 180,
  deg: (x) => (x * 180) / PI,
};

/** The same series with every value replaced; `change` may drop a value by returning undefined. The metric name and native histograms go. */
export function mapValues(
  input: readonly GridSeries[],
  grid: Grid,
  change: (value: number, step: number) => number | undefined,
): GridSeries[] {
  const out: GridSeries[] = [];
  for (const series of input) {
    const result = newSeries(series.labels, true, grid.count);
    for (let step = 0; step < grid.count; step++) {
      if (hasFloatAt(series, step)) {
        const value = change(series.values[step] as number, step);
        if (value !== undefined) {
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

/** The time of evaluation where there is a sample of either kind. */
export function evaluationTimes(input: readonly GridSeries[], grid: Grid): GridSeries[] {
  return input.map((series) => ({
    ...series,
    dropName: true,
    values: series.values.map((_, step) => (grid.startMs + step * grid.stepMs) / 1000),
    histograms: null,
  }));
}

/** Unary minus. */
export function negated(input: readonly GridSeries[], grid: Grid): GridSeries[] {
  return input.map((series) => {
    const result: GridSeries = { ...series, dropName: true, values: series.values.map((x) => -x), histograms: null };
    for (let step = 0; series.histograms !== null && step < grid.count; step++) {
      const histogram = histogramAt(series, step);
      if (histogram !== undefined) {
        setHistogramAt(result, step, scaleHistogram(histogram, -1));
      }
    }
    return result;
  });
}

/** The value where exactly one series has one, NaN elsewhere. */
export function toScalar(input: readonly GridSeries[], grid: Grid): number[] {
  const out = new Array<number>(grid.count).fill(NaN);
  for (let step = 0; step < grid.count; step++) {
    const present = input.filter((series) => hasFloatAt(series, step));
    if (present.length === 1) {
      out[step] = (present[0] as GridSeries).values[step] as number;
    }
  }
  return out;
}

/** One series of value 1 at the instants where no input has a value, labelled by the selector's equality matchers. */
export function absent(argument: Expr, isPresent: (step: number) => boolean, grid: Grid): GridSeries[] {
  const result = newSeries(absentLabels(unparen(argument)), false, grid.count);
  for (let step = 0; step < grid.count; step++) {
    if (!isPresent(step)) {
      setAt(result, step, 1);
    }
  }
  return isEmpty(result) ? [] : [result];
}

function absentLabels(expr: Expr): LabelSet {
  const selector = expr.kind === 'matrix' ? expr.selector : expr;
  let labels = NO_LABELS;
  if (selector.kind !== 'selector') {
    return labels;
  }
  const seen = new Set<string>();
  for (const { name, op, value } of selector.matchers) {
    if (name !== '__name__') {
      // A label matched twice is left out, whichever way: what it would have been is not known.
      labels = labels.with(name, op === '=' && !seen.has(name) ? value : '');
      if (op === '=') {
        seen.add(name);
      }
    }
  }
  return labels;
}

function stringArgument(expr: Call, index: number): string {
  return (unparen(expr.args[index] as Expr) as StringLiteral).value;
}

function checkLabelName(name: string, role: string, expr: Call): void {
  if (name === '' || !isWellFormed(name)) {
    throw new EvalProblem('promql/label-name', `invalid ${role} label name in ${expr.func}(): ${name}`, expr);
  }
}

function relabelled(input: readonly GridSeries[], expr: Call, change: (series: GridSeries) => LabelSet | undefined): GridSeries[] {
  const target = stringArgument(expr, 1);
  const seen = new Set<string>();
  return input.map((series) => {
    const labels = change(series);
    const result = labels === undefined ? series : { ...series, labels, dropName: target === '__name__' ? false : series.dropName };
    if (seen.has(result.labels.key)) {
      throw duplicateLabels(expr);
    }
    seen.add(result.labels.key);
    return result;
  });
}

export function duplicateLabels(at: { from: number; to: number }): EvalProblem {
  return new EvalProblem('promql/duplicate-series', 'vector cannot contain metrics with the same labelset', at);
}

export function labelReplace(expr: Call, input: readonly GridSeries[]): GridSeries[] {
  const [target, replacement, source, pattern] = [1, 2, 3, 4].map((i) => stringArgument(expr, i)) as [string, string, string, string];
  checkLabelName(target, 'destination', expr);
  let regex: ReturnType<typeof compileRegex>;
  try {
    regex = compileRegex(pattern);
  } catch (problem) {
    if (!(problem instanceof RegexError)) {
      throw problem;
    }
    throw new EvalProblem('promql/regex', `invalid regular expression in label_replace(): ${pattern}: ${problem.message}`, expr);
  }
  return relabelled(input, expr, ({ labels }) => {
    const groups = regex.exec(labels.get(source));
    return groups === undefined ? undefined : labels.with(target, expandReplacement(replacement, groups, regex.groupNames));
  });
}

export function labelJoin(expr: Call, input: readonly GridSeries[]): GridSeries[] {
  const target = stringArgument(expr, 1);
  const separator = stringArgument(expr, 2);
  const sources = expr.args.slice(3).map((_, i) => stringArgument(expr, i + 3));
  checkLabelName(target, 'destination', expr);
  for (const source of sources) {
    checkLabelName(source, 'source', expr);
  }
  return relabelled(input, expr, ({ labels }) => labels.with(target, sources.map((source) => labels.get(source)).join(separator)));
}

/** Sorting changes what an instant query returns; a range query's series have no order of values. NaN comes last either way. */
export function sortByValue(input: readonly GridSeries[], descending: boolean): GridSeries[] {
  return input
    .filter((series) => histogramAt(series, 0) === undefined)
    .sort((a, b) => {
      const x = a.values[0] as number;
      const y = b.values[0] as number;
      return descending || Number.isNaN(x) || Number.isNaN(y) ? -compareNanFirst(x, y) : compareNanFirst(x, y);
    });
}

export function sortByLabel(expr: Call, input: readonly GridSeries[], descending: boolean): GridSeries[] {
  const names = expr.args.slice(1).map((_, i) => stringArgument(expr, i + 1));
  const sign = descending ? -1 : 1;
  return [...input].sort((a, b) => {
    for (const name of names) {
      const order = compareNatural(a.labels.get(name), b.labels.get(name));
      if (order !== 0) {
        return sign * order;
      }
    }
    return sign * a.labels.compare(b.labels);
  });
}

/** Runs of digits compare as numbers, everything else as text: `4m5` before `4m1000`. */
function compareNatural(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const x = left[i] as string;
    const y = right[i] as string;
    if (x === y) {
      continue;
    }
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const [p, q] = [x.replace(/^0+(?=\d)/, ''), y.replace(/^0+(?=\d)/, '')];
      if (p !== q) {
        return p.length - q.length || compareText(p, q);
      }
    }
    return compareText(x, y);
  }
  return left.length - right.length;
}
