// A PromQL answer in the JSON of Prometheus' HTTP interface (status, data.resultType, data.result, warnings, infos).
import type { Authority } from '../../authority/index.ts';
import { type EvalResult, type Expr, evaluateInstant, evaluateRange, parseExpr } from '../../promql/index.ts';
import { parseDurationUs, type SimTimeUs, storyTimeUs } from '../../schema/index.ts';
import { UsageError } from './io.ts';
import { InvalidInput } from './issues.ts';

export type QueryAnswer =
  | { status: 'success'; data: { resultType: string; result: unknown }; warnings?: string[]; infos?: string[] }
  | { status: 'error'; errorType: string; error: string };

/** @throws InvalidInput with every issue of the expression */
export function parseQuery(text: string): Expr {
  const parsed = parseExpr(text);
  if (parsed.ok) return parsed.expr;
  throw new InvalidInput(
    parsed.issues.map((issue) => ({
      code: issue.code,
      file: 'expression',
      line: 1,
      column: issue.from + 1,
      path: [],
      found: text.slice(issue.from, Math.max(issue.to, issue.from + 1)) || 'the end',
      expected: issue.message,
      hint: issue.hint ?? '',
    })),
  );
}

/** @throws UsageError for times that cannot be read */
export function answerQuery(
  authority: Authority,
  expr: Expr,
  args: { at?: string | undefined; from?: string | undefined; to?: string | undefined; step: string },
): QueryAnswer {
  const { startsAtMs } = authority.scenario;
  const { series } = authority.trace;
  const epochMs = (atUs: SimTimeUs): number => startsAtMs + atUs / 1000;
  if (args.from === undefined) return answerOf(evaluateInstant(expr, series, epochMs(instantOf(authority, args.at))));
  const stepUs = parseDurationUs(args.step);
  if (stepUs === undefined || stepUs <= 0) throw new UsageError(`"${args.step}" is no step.`, 'Write a span such as 15s.');
  const fromUs = instantOf(authority, args.from);
  const toUs = instantOf(authority, args.to);
  if (toUs < fromUs) throw new UsageError(`--to ${args.to ?? 'the end'} is before --from ${args.from}.`);
  if ((toUs - fromUs) / stepUs > 11_000)
    throw new UsageError('More than 11,000 steps.', 'Choose a longer --step, as Prometheus asks for too.');
  return answerOf(evaluateRange(expr, series, { startMs: epochMs(fromUs), endMs: epochMs(toUs), stepMs: stepUs / 1000 }));
}

function instantOf(authority: Authority, text: string | undefined): SimTimeUs {
  if (text === undefined) return authority.nowUs;
  if (text.startsWith('T') && authority.tPlusZeroUs === undefined)
    throw new UsageError('Nobody was paged in this run, so there is no T+0.', 'Write +10m after the start, or a time of day.');
  const atUs = storyTimeUs(text, authority.scenario.startsAtMs, authority.tPlusZeroUs);
  if (atUs === undefined) throw new UsageError(`"${text}" is no time.`, 'Write T+3m, +10m or 09:45.');
  if (atUs > authority.nowUs) throw new UsageError(`${text} is after the end of the run.`);
  return atUs;
}

function answerOf(result: EvalResult): QueryAnswer {
  if (result.kind === 'error') return { status: 'error', errorType: result.code, error: result.message };
  const { warn, info } = result.annotations;
  return {
    status: 'success',
    data: { resultType: result.kind, result: resultOf(result) },
    ...(warn.length > 0 ? { warnings: warn } : {}),
    ...(info.length > 0 ? { infos: info } : {}),
  };
}

function resultOf(result: Exclude<EvalResult, { kind: 'error' }>): unknown {
  switch (result.kind) {
    case 'scalar':
      return [result.tMs / 1000, valueText(result.value)];
    case 'string':
      return [result.tMs / 1000, result.value];
    case 'vector':
      return result.samples.map((sample) => ({ metric: sample.labels, value: [sample.tMs / 1000, valueText(sample.value)] }));
    case 'matrix':
      return result.series.map((series) => ({
        metric: series.labels,
        values: series.timesMs.map((timeMs, index) => [timeMs / 1000, valueText(series.values[index]!)]),
      }));
  }
}

/** Prometheus writes sample values as text, so that NaN and infinities survive JSON. */
function valueText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
}
