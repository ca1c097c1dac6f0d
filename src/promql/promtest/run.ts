/**
 * Runs Prometheus' test scripts against our evaluator, as its own runner does: every successful instant evaluation also as the middle step of a
 * range query, and with `@` pinned while the evaluation time moves.
 */
import { evaluateInstant, evaluateRange } from '../eval/evaluator.ts';
import { formatHistogram } from '../histogram/format.ts';
import { labelSetOf } from '../labels.ts';
import { MemoryStore } from '../memory-store.ts';
import { readNumber } from '../number-text.ts';
import { compileRegex, RegexError } from '../regex/regex.ts';
import { childrenOf, type Expr } from '../syntax/ast.ts';
import { TIME_DEPENDENT_FUNCTIONS } from '../syntax/function-table.ts';
import { parseExpr } from '../syntax/parser.ts';
import type { EvalResult, LabelMatcher, Labels, MatrixSeries, NativeHistogram, Series, SeriesSource, VectorSample } from '../types.ts';
import { type ClassicHistogram, fromClassic } from './histogram-literal.ts';
import {
  type EvalCommand,
  type Expectation,
  type LoadCommand,
  parseScript,
  ScriptProblem,
  type ScriptSeries,
  type ScriptValue,
} from './script.ts';

/** The verdict on one evaluation of a script. */
export interface PromTestRecord {
  file: string;
  line: number;
  kind: 'instant' | 'range' | 'script';
  expr: string;
  /** Float samples suffice: no native histogram is met, or the expectation also holds when all of them are left out of the store. */
  floatOnly: boolean;
  pass: boolean;
  /** Why it did not pass; empty when it did. */
  reason: string;
}

const EPSILON = 1e-6;
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** Runs a script. One record per evaluation; a script that cannot be read yields one failing record of kind `script`. */
export function runPromTest(text: string, file: string): PromTestRecord[] {
  let commands: ReturnType<typeof parseScript>;
  try {
    commands = parseScript(text);
  } catch (problem) {
    if (!(problem instanceof ScriptProblem)) {
      throw problem;
    }
    return [{ file, line: problem.line, kind: 'script', expr: '', floatOnly: true, pass: false, reason: problem.message }];
  }
  const records: PromTestRecord[] = [];
  let storage = new ScriptStorage(true);
  let floats = new ScriptStorage(false);
  for (const command of commands) {
    if (command.kind === 'clear') {
      storage = new ScriptStorage(true);
      floats = new ScriptStorage(false);
    } else if (command.kind === 'load') {
      storage.load(command);
      floats.load(command);
    } else {
      storage.sawHistogram = false;
      const problem = checkEval(command, storage);
      const meetsHistogram = storage.sawHistogram || command.series.some(({ values }) => values.some(({ kind }) => kind === 'histogram'));
      const floatOnly = !meetsHistogram || checkEval(command, floats) === undefined;
      const { line, kind, expr } = command;
      records.push({ file, line, kind, expr, floatOnly, pass: problem === undefined, reason: problem ?? '' });
    }
  }
  return records;
}

/** The script's samples, with or without native histograms, and a note whether an evaluation met any. */
class ScriptStorage implements SeriesSource {
  sawHistogram = false;
  private readonly store = new MemoryStore();
  private readonly keepsHistograms: boolean;

  constructor(keepsHistograms: boolean) {
    this.keepsHistograms = keepsHistograms;
  }

  load(command: LoadCommand): void {
    for (const { labels, values } of command.series) {
      values.forEach((value, i) => {
        const tMs = i * command.stepMs;
        if (value.kind === 'float') {
          this.store.append(labels, tMs, value.value);
        } else if (value.kind === 'stale') {
          this.store.appendStale(labels, tMs);
        } else if (value.kind === 'histogram' && this.keepsHistograms) {
          this.store.appendHistogram(labels, tMs, value.histogram);
        }
      });
    }
    if (command.withNativeHistograms && this.keepsHistograms) {
      this.convertClassic(command);
    }
  }

  /** Adds to every classic histogram of the command its native twin, named without the suffix. */
  private convertClassic(command: LoadCommand): void {
    for (const { labels, steps } of classicHistograms(command.series)) {
      for (const [step, classic] of [...steps].sort(([a], [b]) => a - b)) {
        const histogram = fromClassic(classic);
        if (histogram !== undefined) {
          this.store.appendHistogram(labels, step * command.stepMs, histogram);
        }
      }
    }
  }

  select(matchers: readonly LabelMatcher[], fromMs: number, toMs: number): readonly Series[] {
    const found = this.store.select(matchers, fromMs, toMs);
    for (const { timesMs, histograms, length } of found) {
      for (let i = 0; histograms !== undefined && i < length; i++) {
        const tMs = timesMs[i] as number;
        this.sawHistogram ||= histograms[i] !== undefined && tMs >= fromMs && tMs <= toMs;
      }
    }
    return found;
  }
}

interface ClassicSeries {
  labels: Labels;
  /** By place in the series. */
  steps: Map<number, ClassicHistogram>;
}

/** The classic histograms among the series: what carries the suffixes `_bucket`, `_count` and `_sum`. */
function classicHistograms(all: readonly ScriptSeries[]): ClassicSeries[] {
  const byKey = new Map<string, ClassicSeries>();
  for (const series of all) {
    const [, base, part] = /^(.+)_(bucket|count|sum)$/.exec(series.labels['__name__'] ?? '') ?? [];
    const { le = '', ...rest } = series.labels;
    const bound = readNumber(le);
    if (base === undefined || (part === 'bucket' && (bound === undefined || Number.isNaN(bound)))) {
      continue;
    }
    const labels: Labels = { ...rest, __name__: base };
    const { key } = labelSetOf(labels);
    const found = byKey.get(key) ?? { labels, steps: new Map<number, ClassicHistogram>() };
    byKey.set(key, found);
    series.values.forEach((value, step) => {
      if (value.kind === 'float') {
        const classic = found.steps.get(step) ?? { buckets: new Map<number, number>(), count: undefined, sum: 0 };
        found.steps.set(step, classic);
        if (part === 'bucket') {
          classic.buckets.set(bound as number, value.value);
        } else if (part === 'count') {
          classic.count = value.value;
        } else {
          classic.sum = value.value;
        }
      }
    });
  }
  return [...byKey.values()];
}

function wants(command: EvalCommand, what: Expectation['what']): boolean {
  return command.expectations.some((expectation) => expectation.what === what);
}

/** What is wrong with the evaluation, or undefined. */
function checkEval(command: EvalCommand, storage: ScriptStorage): string | undefined {
  const parsed = parseExpr(command.expr);
  if (!parsed.ok) {
    const text = parsed.issues.map((issue) => `${issue.message} (1:${issue.from + 1})`).join('; ');
    return wants(command, 'fail') ? checkFailure(command, text) : `parse error: ${text}`;
  }
  if (command.kind === 'range') {
    const { startMs, endMs, stepMs } = command;
    const result = evaluateRange(parsed.expr, storage, { startMs, endMs, stepMs });
    return checkOutcome(command, result) ?? (result.kind === 'error' ? undefined : compareResult(command, result));
  }
  for (const { expr, atMs } of [{ expr: parsed.expr, atMs: command.startMs }, ...pinnedVariants(parsed.expr, command.startMs)]) {
    const problem = checkInstant(command, expr, atMs, storage);
    if (problem !== undefined) {
      return expr === parsed.expr ? problem : `with @ ${command.startMs / 1000} evaluated at ${atMs / 1000}: ${problem}`;
    }
  }
  return undefined;
}

function checkInstant(command: EvalCommand, expr: Expr, atMs: number, storage: ScriptStorage): string | undefined {
  const result = evaluateInstant(expr, storage, atMs);
  const problem = checkOutcome(command, result) ?? (result.kind === 'error' ? undefined : compareResult(command, result));
  if (problem !== undefined || result.kind === 'error' || result.kind === 'string' || result.kind === 'matrix') {
    return problem;
  }
  const range = evaluateRange(expr, storage, { startMs: atMs - 60_000, endMs: atMs + 60_000, stepMs: 60_000 });
  if (range.kind === 'error') {
    return `in range mode: ${range.message}`;
  }
  if (wants(command, 'ordered')) {
    return undefined;
  }
  const samples = range.series.flatMap(({ labels, timesMs, values, histograms }) => {
    const i = timesMs.indexOf(atMs);
    const histogram = histograms?.[i];
    return i < 0 ? [] : [{ labels, tMs: atMs, value: values[i] as number, ...(histogram === undefined ? {} : { histogram }) }];
  });
  const { annotations } = range;
  const middle: EvalResult =
    result.kind === 'scalar'
      ? { kind: 'scalar', tMs: atMs, value: samples[0]?.value ?? NaN, annotations }
      : { kind: 'vector', samples, annotations };
  const rangeProblem = compareResult(command, middle);
  return rangeProblem === undefined ? undefined : `in range mode: ${rangeProblem}`;
}

/** Whether it failed or not as it should, with the remarks it should. */
function checkOutcome(command: EvalCommand, result: EvalResult): string | undefined {
  if (result.kind === 'error') {
    return wants(command, 'fail') ? checkFailure(command, result.message) : `error: ${result.message}`;
  }
  if (wants(command, 'fail')) {
    return 'expected an error but got none';
  }
  for (const level of ['warn', 'info'] as const) {
    const found = result.annotations[level].map((text) => text.replace(/ \(\d+:\d+\)$/, ''));
    if (wants(command, `no_${level}`) && found.length > 0) {
      return `unexpected ${level} annotations: ${found.join('; ')}`;
    }
    for (const { what, match } of command.expectations) {
      if (what === level && !found.some((text) => matchesText(text, match))) {
        return `expected ${level} annotation${match === undefined ? '' : ` "${match.text}"`}, got ${found.length === 0 ? 'none' : found.join('; ')}`;
      }
    }
  }
  return undefined;
}

function matchesText(text: string, match: Expectation['match']): boolean {
  if (match === undefined || match.how === 'msg') {
    return match === undefined || text === match.text;
  }
  try {
    return compileRegex(`.*(?:${match.text}).*`).test(text);
  } catch (problem) {
    if (problem instanceof RegexError) {
      return false;
    }
    throw problem;
  }
}

function checkFailure(command: EvalCommand, message: string): string | undefined {
  for (const { what, match } of command.expectations) {
    if (what === 'fail' && match !== undefined && !matchesText(message, match)) {
      return `expected the error "${match.text}", got "${message}"`;
    }
  }
  return undefined;
}

function almostEqual(a: number, b: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) {
    return true;
  }
  const size = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || size < SMALLEST_NORMAL) {
    return difference < EPSILON * SMALLEST_NORMAL;
  }
  return difference / Math.min(size, Number.MAX_VALUE) < EPSILON;
}

function compareResult(command: EvalCommand, result: Exclude<EvalResult, { kind: 'error' }>): string | undefined {
  if (command.text !== undefined || result.kind === 'string') {
    return result.kind === 'string' && result.value === command.text ? undefined : `expected string ${command.text}, got ${result.kind}`;
  }
  if (command.scalar !== undefined || result.kind === 'scalar') {
    if (result.kind !== 'scalar' || command.scalar === undefined) {
      return `expected ${command.scalar === undefined ? 'a vector' : 'a scalar'}, got ${result.kind}`;
    }
    return almostEqual(command.scalar, result.value) ? undefined : `expected scalar ${command.scalar}, got ${result.value}`;
  }
  return result.kind === 'vector' ? compareVector(command, result.samples) : compareMatrix(command, result.series);
}

/** Whether a sample is what the script wants, histograms compared as loosely as numbers. */
function matchesValue(want: ScriptValue | undefined, value: number, histogram: NativeHistogram | undefined): boolean {
  if (want?.kind === 'histogram') {
    return histogram !== undefined && almostEqualHistograms(want.histogram, histogram);
  }
  return want?.kind === 'float' && histogram === undefined && almostEqual(want.value, value);
}

function almostEqualHistograms(a: NativeHistogram, b: NativeHistogram): boolean {
  const close = (x: readonly number[], y: readonly number[]): boolean =>
    x.length === y.length && x.every((value, i) => almostEqual(value, y[i] as number));
  return (
    close([a.schema, a.count, a.sum, a.zeroThreshold, a.zeroCount], [b.schema, b.count, b.sum, b.zeroThreshold, b.zeroCount]) &&
    close(a.customBounds, b.customBounds) &&
    close(a.positive.indexes, b.positive.indexes) &&
    close(a.positive.counts, b.positive.counts) &&
    close(a.negative.indexes, b.negative.indexes) &&
    close(a.negative.counts, b.negative.counts)
  );
}

function shown(value: number | undefined, histogram: NativeHistogram | undefined): string {
  return histogram === undefined ? String(value) : formatHistogram(histogram);
}

function shownValue(want: ScriptValue | undefined): string {
  return want?.kind === 'float' || want?.kind === 'histogram'
    ? shown(want.kind === 'float' ? want.value : undefined, want.kind === 'histogram' ? want.histogram : undefined)
    : String(want?.kind);
}

function expectedByKey(command: EvalCommand): Map<string, { series: ScriptSeries; position: number }> {
  return new Map(command.series.map((series, position) => [labelSetOf(series.labels).key, { series, position }]));
}

function compareVector(command: EvalCommand, samples: readonly VectorSample[]): string | undefined {
  const expected = expectedByKey(command);
  const seen = new Set<string>();
  for (const [position, { labels, value, histogram }] of samples.entries()) {
    const set = labelSetOf(labels);
    const want = expected.get(set.key);
    if (want === undefined) {
      return `unexpected series ${set} in the result, value ${shown(value, histogram)}`;
    }
    if (wants(command, 'ordered') && want.position !== position) {
      return `expected ${set} at position ${want.position + 1}, it was at ${position + 1}`;
    }
    const first = want.series.values[0];
    if (!matchesValue(first, value, histogram)) {
      return `expected ${shownValue(first)} for ${set}, got ${shown(value, histogram)}`;
    }
    seen.add(set.key);
  }
  return missingSeries(expected, seen);
}

function compareMatrix(command: EvalCommand, series: readonly MatrixSeries[]): string | undefined {
  const startMs = command.rangeVector?.startMs ?? command.startMs;
  const stepMs = command.rangeVector?.stepMs ?? command.stepMs;
  const expected = expectedByKey(command);
  const seen = new Set<string>();
  for (const { labels, timesMs, values, histograms } of series) {
    const set = labelSetOf(labels);
    const want = expected.get(set.key);
    if (want === undefined) {
      return `unexpected series ${set} in the result, values ${values.join(' ')}`;
    }
    const points = want.series.values.flatMap((value, i) => (value.kind === 'missing' ? [] : [{ tMs: startMs + i * stepMs, value }]));
    if (points.length !== timesMs.length) {
      return `expected ${points.length} points for ${set}, got ${timesMs.length}: ${values.join(' ')}`;
    }
    for (const [i, { tMs, value }] of points.entries()) {
      if (tMs !== timesMs[i] || !matchesValue(value, values[i] as number, histograms?.[i])) {
        const found = shown(values[i], histograms?.[i]);
        return `expected ${shownValue(value)} for ${set} at ${tMs / 1000}, got ${found} at ${(timesMs[i] as number) / 1000}`;
      }
    }
    seen.add(set.key);
  }
  return missingSeries(expected, seen);
}

function missingSeries(expected: ReadonlyMap<string, { series: ScriptSeries }>, seen: ReadonlySet<string>): string | undefined {
  for (const [key, { series }] of expected) {
    if (!seen.has(key)) {
      return `expected series ${labelSetOf(series.labels)} not found`;
    }
  }
  return undefined;
}

/** The expression with every selector pinned to `atMs`, at other evaluation times; none when its functions depend on the time of evaluation. */
function pinnedVariants(expr: Expr, atMs: number): { expr: Expr; atMs: number }[] {
  if (usesTime(expr)) {
    return [];
  }
  const pinned = pin(expr, atMs);
  const times = atMs === 0 ? [-1000, 0, 1000] : [-10 * atMs, 0, Math.trunc(atMs / 5), atMs, 10 * atMs];
  return times.map((time) => ({ expr: pinned, atMs: time }));
}

function usesTime(expr: Expr): boolean {
  return (expr.kind === 'call' && TIME_DEPENDENT_FUNCTIONS.has(expr.func)) || childrenOf(expr).some(usesTime);
}

function pin(expr: Expr, atMs: number): Expr {
  const at = { kind: 'time' as const, tMs: atMs };
  switch (expr.kind) {
    case 'number':
    case 'string':
      return expr;
    case 'selector':
      return expr.at === undefined ? { ...expr, at } : expr;
    case 'matrix':
      return expr.selector.at === undefined ? { ...expr, selector: { ...expr.selector, at } } : expr;
    case 'subquery':
      // What is inside a subquery moves with its instants.
      return expr.at === undefined ? { ...expr, at } : expr;
    case 'paren':
    case 'unary':
      return { ...expr, expr: pin(expr.expr, atMs) };
    case 'call':
      return { ...expr, args: expr.args.map((arg) => pin(arg, atMs)) };
    case 'aggregate':
      return { ...expr, expr: pin(expr.expr, atMs), ...(expr.param === undefined ? {} : { param: pin(expr.param, atMs) }) };
    case 'binary':
      return { ...expr, lhs: pin(expr.lhs, atMs), rhs: pin(expr.rhs, atMs) };
  }
}
