// Reading instruments: PromQL over the scraped series, with times of the run in and chart series out. The one place of this room that knows the evaluator.

import {
  type Expr,
  evaluateInstant,
  evaluateRange,
  type MatrixSeries,
  type ParseExprResult,
  parseErrorText,
  parseExpr,
} from '../promql/index.ts';
import type { ChartSeries, Panel, SampleSource, Scenario, SimTimeUs } from '../schema/index.ts';
import { fillLegend } from './format.ts';

export interface RangeReading {
  series: ChartSeries[];
  error?: string;
  warnings: string[];
}
/** Points of a chart at most; longer spans get a coarser step, a multiple of the scrape interval. */
const POINTS_MAX = 400;

const wallMs = (scenario: Scenario, atUs: SimTimeUs): number => scenario.startsAtMs + Math.floor(atUs / 1000);

/** Expressions already parsed. A source may cache by the identity of their matchers, and conditions are read at every scrape. */
const parsed = new Map<string, ParseExprResult>();
const PARSED_MAX = 500;

function parse(text: string): ParseExprResult {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size >= PARSED_MAX) parsed.clear();
  const result = parseExpr(text);
  parsed.set(text, result);
  return result;
}

const placeOf = (issue: { from: number; to: number } | undefined) =>
  issue === undefined ? {} : { place: { from: issue.from, to: issue.to } };

function chartSeries({ labels, timesMs, values }: MatrixSeries, legend: string): ChartSeries {
  return {
    legend: fillLegend(legend, labels),
    labels,
    timesMs: [...timesMs],
    values: values.map((value) => (Number.isFinite(value) ? value : null)),
  };
}

/**
 * Whether an expression has a result at this instant; of two bare numbers (`3 > bool 2`, which PromQL answers by 0 or 1), whether it is not 0.
 * An expression that cannot be evaluated has none.
 */
export function holds(scenario: Scenario, source: SampleSource, expr: string, atUs: SimTimeUs): boolean {
  const read = parse(expr);
  if (!read.ok) return false;
  const result = evaluateInstant(read.expr, source, wallMs(scenario, atUs));
  if (result.kind === 'scalar') return result.value !== 0 && !Number.isNaN(result.value);
  return result.kind === 'vector' && result.samples.length > 0;
}

/** The first value of an expression at an instant; undefined without one. */
export function readValue(scenario: Scenario, source: SampleSource, expr: string, atUs: SimTimeUs): number | undefined {
  const read = parse(expr);
  if (!read.ok) return undefined;
  const result = evaluateInstant(read.expr, source, wallMs(scenario, atUs));
  if (result.kind === 'scalar') return result.value;
  return result.kind === 'vector' ? result.samples[0]?.value : undefined;
}

/** A comparison at an instant. `value` is what is compared, as far as it is shown; `met` is undefined when it is not. */
export function readComparison(
  scenario: Scenario,
  source: SampleSource,
  text: string,
  atUs: SimTimeUs,
): { met: boolean | undefined; value: number | undefined } {
  const read = parse(text);
  if (!read.ok) return { met: undefined, value: undefined };
  const first = (expr: Expr): number | undefined => {
    const result = evaluateInstant(expr, source, wallMs(scenario, atUs));
    if (result.kind === 'scalar') return result.value;
    return result.kind === 'vector' ? result.samples[0]?.value : undefined;
  };
  const values = comparedIn(read.expr).map(first);
  if (first(read.expr) !== undefined) return { met: true, value: values[0] };
  return { met: values.some((value) => value === undefined) ? undefined : false, value: values[0] };
}

const COMPARES: readonly string[] = ['==', '!=', '<', '>', '<=', '>='];
const COMBINES: readonly string[] = ['and', 'or', 'unless'];

/** The left sides of the comparisons that an expression is made of. */
function comparedIn(expr: Expr): Expr[] {
  if (expr.kind === 'paren') return comparedIn(expr.expr);
  if (expr.kind !== 'binary') return [expr];
  if (COMBINES.includes(expr.op)) return [...comparedIn(expr.lhs), ...comparedIn(expr.rhs)];
  return COMPARES.includes(expr.op) ? [expr.lhs] : [expr];
}

export function readRange(
  scenario: Scenario,
  source: SampleSource,
  shown: Panel['series'][number],
  span: { fromUs: SimTimeUs; toUs: SimTimeUs; stepUs?: SimTimeUs },
): RangeReading {
  const read = parse(shown.expr);
  if (!read.ok) return { series: [], error: parseErrorText(shown.expr, read.issues), warnings: [] };
  const { scrape } = scenario.observability;
  const stepUs =
    span.stepUs !== undefined
      ? Math.max(1000, Math.round(span.stepUs / 1000) * 1000)
      : scrape * Math.max(1, Math.ceil((span.toUs - span.fromUs) / (scrape * POINTS_MAX)));
  // Points lie on multiples of the step, so that a chart does not shimmer as time goes on.
  const fromUs = Math.floor(span.fromUs / stepUs) * stepUs;
  const toUs = Math.max(fromUs, Math.floor(span.toUs / stepUs) * stepUs);
  const result = evaluateRange(read.expr, source, {
    startMs: wallMs(scenario, fromUs),
    endMs: wallMs(scenario, toUs),
    stepMs: stepUs / 1000,
  });
  if (result.kind === 'error') return { series: [], error: result.message, warnings: [] };
  return {
    series: result.series.map((series) => chartSeries(series, shown.legend)),
    warnings: [...result.annotations.warn, ...result.annotations.info],
  };
}

export interface InstantReading {
  /** In the evaluator's order, which sorting functions decide. */
  samples: { labels: Record<string, string>; value: number }[];
  /** What a range vector holds; undefined for any other expression. */
  matrix: ChartSeries[] | undefined;
  error?: string;
  /** Where in the text the error is, in characters. */
  place?: { from: number; to: number };
  warnings: string[];
}

/** One expression at one instant. */
export function readInstant(scenario: Scenario, source: SampleSource, expr: string, atUs: SimTimeUs): InstantReading {
  const read = parse(expr);
  if (!read.ok)
    return { samples: [], matrix: undefined, error: parseErrorText(expr, read.issues), ...placeOf(read.issues[0]), warnings: [] };
  const result = evaluateInstant(read.expr, source, wallMs(scenario, atUs));
  if (result.kind === 'error') return { samples: [], matrix: undefined, error: result.message, ...placeOf(result), warnings: [] };
  const warnings = [...result.annotations.warn, ...result.annotations.info];
  switch (result.kind) {
    case 'scalar':
      return { samples: [{ labels: {}, value: result.value }], matrix: undefined, warnings };
    case 'string':
      return { samples: [], matrix: undefined, error: `The expression is a text, “${result.value}”, and has no series.`, warnings };
    case 'vector':
      return { samples: result.samples.map(({ labels, value }) => ({ labels: { ...labels }, value })), matrix: undefined, warnings };
    case 'matrix':
      return { samples: [], matrix: result.series.map((series) => chartSeries(series, '')), warnings };
  }
}

export function readPanel(
  scenario: Scenario,
  source: SampleSource,
  panel: Panel,
  span: { fromUs: SimTimeUs; toUs: SimTimeUs },
): ChartSeries[] {
  return panel.series.flatMap((shown) => readRange(scenario, source, shown, span).series);
}
