// Reading instruments: PromQL over the scraped series, with times of the run in and chart series out. The one place of this room that knows the evaluator.

import { evaluateInstant, evaluateRange, type ParseExprResult, parseExpr } from '../promql/index.ts';
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

/** Whether an expression has a result at this instant. An expression that cannot be evaluated has none. */
export function holds(scenario: Scenario, source: SampleSource, expr: string, atUs: SimTimeUs): boolean {
  return readValue(scenario, source, expr, atUs) !== undefined;
}

/** The first value of an expression at an instant; undefined without one. */
export function readValue(scenario: Scenario, source: SampleSource, expr: string, atUs: SimTimeUs): number | undefined {
  const read = parse(expr);
  if (!read.ok) return undefined;
  const result = evaluateInstant(read.expr, source, wallMs(scenario, atUs));
  if (result.kind === 'scalar') return result.value;
  return result.kind === 'vector' ? result.samples[0]?.value : undefined;
}

export function readRange(
  scenario: Scenario,
  source: SampleSource,
  shown: Panel['series'][number],
  span: { fromUs: SimTimeUs; toUs: SimTimeUs; stepUs?: SimTimeUs },
): RangeReading {
  const read = parse(shown.expr);
  if (!read.ok)
    return {
      series: [],
      error: read.issues.map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`)).join('; '),
      warnings: [],
    };
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
  const series = result.series.map(
    ({ labels, timesMs, values }): ChartSeries => ({
      legend: fillLegend(shown.legend, labels),
      labels,
      timesMs: [...timesMs],
      values: values.map((value) => (Number.isFinite(value) ? value : null)),
    }),
  );
  return { series, warnings: [...result.annotations.warn, ...result.annotations.info] };
}

export function readPanel(
  scenario: Scenario,
  source: SampleSource,
  panel: Panel,
  span: { fromUs: SimTimeUs; toUs: SimTimeUs },
): ChartSeries[] {
  return panel.series.flatMap((shown) => readRange(scenario, source, shown, span).series);
}
