/**
 * Runs Prometheus' test scripts against our evaluator, as its own runner does: every successful instant evaluation also as the middle step of a
 * range query, and with `@` pinned while the evaluation time moves.
 */
import { evaluateInstant, evaluateRange } from '../eval/evaluator.ts';
import { labelSetOf } from '../labels.ts';
import { MemoryStore } from '../memory-store.ts';
import { compileRegex, RegexError } from '../regex/regex.ts';
import { childrenOf, type Expr } from '../syntax/ast.ts';
import { TIME_DEPENDENT_FUNCTIONS } from '../syntax/function-table.ts';
import { parseExpr } from '../syntax/parser.ts';
import type { EvalResult, LabelMatcher, Labels, Series, SeriesSource } from '../types.ts';
import { type EvalCommand, type Expectation, type LoadCommand, parseScript, ScriptProblem, type ScriptSeries } from './script.ts';

/** The verdict on one evaluation of a script. */
export interface PromTestRecord {
  file: string;
  line: number;
  kind: 'instant' | 'range' | 'script';
  expr: string;
  /** No native histogram is read or expected. */
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
  let storage = new ScriptStorage();
  for (const command of commands) {
    if (command.kind === 'clear') {
      storage = new ScriptStorage();
    } else if (command.kind === 'load') {
      storage.load(command);
    } else {
      storage.sawHistogram = false;
      const problem = checkEval(command, storage);
      const expectsHistogram = command.series.some((series) => series.values.some((value) => value.kind === 'histogram'));
      const { line, kind, expr } = command;
      const floatOnly = !expectsHistogram && !storage.sawHistogram && !/\bhistogram_(?:avg|count|sum|stddev|stdvar)\b/.test(expr);
      records.push({ file, line, kind, expr, floatOnly, pass: problem === undefined, reason: problem ?? '' });
    }
  }
  return records;
}

/** The script's samples, with a note whether an evaluation met native histograms. */
class ScriptStorage implements SeriesSource {
  sawHistogram = false;
  private readonly store = new MemoryStore();

  load(command: LoadCommand): void {
    for (const { labels, values } of command.series) {
      const base = /^(.+)_(?:bucket|count|sum)$/.exec(labels['__name__'] ?? '')?.[1];
      const { le: _, ...withoutBucket } = labels;
      const native = command.withNativeHistograms && base !== undefined ? { ...withoutBucket, __name__: base } : undefined;
      values.forEach((value, i) => {
        const tMs = i * command.stepMs;
        if (value.kind === 'float') {
          this.store.append(labels, tMs, value.value);
          if (native !== undefined) {
            this.store.appendHistogram(native, tMs);
          }
        } else if (value.kind === 'stale') {
          this.store.appendStale(labels, tMs);
        } else if (value.kind === 'histogram') {
          this.store.appendHistogram(labels, tMs);
        }
      });
    }
  }

  select(matchers: readonly LabelMatcher[], fromMs: number, toMs: number): readonly Series[] {
    const found = this.store.select(matchers, fromMs, toMs);
    for (const { timesMs, histogram, length } of found) {
      for (let i = 0; histogram !== undefined && i < length; i++) {
        const tMs = timesMs[i] as number;
        this.sawHistogram ||= histogram[i] === 1 && tMs >= fromMs && tMs <= toMs;
      }
    }
    return found;
  }
}

function wants(command: EvalCommand, what: Expectation['what']): boolean {
  return command.expectations.some((expectation) => expectation.what === what);
}

/** What is wrong with the evaluation, or undefined. */
function checkEval(command: EvalCommand, storage: ScriptStorage): string | undefined {
  const parsed = parseExpr(command.expr);
  if (!parsed.ok) {
    const text = parsed.issues.map((issue) => `${issue.message} (1:${issue.from + 1})`).join('; ');
    return wants(command, 'fail') && parsed.issues.every((issue) => !issue.code.includes('histogram'))
      ? checkFailure(command, text)
      : `parse error: ${text}`;
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
  const samples = range.series.flatMap(({ labels, timesMs, values }) => {
    const i = timesMs.indexOf(atMs);
    return i < 0 ? [] : [{ labels, tMs: atMs, value: values[i] as number }];
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
    return wants(command, 'fail') && result.code !== 'promql/native-histogram'
      ? checkFailure(command, result.message)
      : `error: ${result.message}`;
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

function expectedByKey(command: EvalCommand): Map<string, { series: ScriptSeries; position: number }> {
  return new Map(command.series.map((series, position) => [labelSetOf(series.labels).key, { series, position }]));
}

function compareVector(command: EvalCommand, samples: readonly { labels: Labels; value: number }[]): string | undefined {
  const expected = expectedByKey(command);
  const seen = new Set<string>();
  for (const [position, { labels, value }] of samples.entries()) {
    const set = labelSetOf(labels);
    const want = expected.get(set.key);
    if (want === undefined) {
      return `unexpected series ${set} in the result, value ${value}`;
    }
    if (wants(command, 'ordered') && want.position !== position) {
      return `expected ${set} at position ${want.position + 1}, it was at ${position + 1}`;
    }
    const first = want.series.values[0];
    if (first?.kind !== 'float' || !almostEqual(first.value, value)) {
      return `expected ${first?.kind === 'float' ? first.value : first?.kind} for ${set}, got ${value}`;
    }
    seen.add(set.key);
  }
  return missingSeries(expected, seen);
}

function compareMatrix(
  command: EvalCommand,
  series: readonly { labels: Labels; timesMs: number[]; values: number[] }[],
): string | undefined {
  const startMs = command.rangeVector?.startMs ?? command.startMs;
  const stepMs = command.rangeVector?.stepMs ?? command.stepMs;
  const expected = expectedByKey(command);
  const seen = new Set<string>();
  for (const { labels, timesMs, values } of series) {
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
      if (tMs !== timesMs[i] || value.kind !== 'float' || !almostEqual(value.value, values[i] as number)) {
        return `expected ${value.kind === 'float' ? value.value : value.kind} for ${set} at ${tMs / 1000}, got ${values[i]} at ${(timesMs[i] as number) / 1000}`;
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
