// Health of a run over time, by the scenario's own PromQL: when an expression held, and whether a figure lies in its bounds.
import { type Authority, parseComparison } from '../authority/index.ts';
import { type Expr, evaluateInstant, evaluateRange, parseExpr } from '../promql/index.ts';
import { assert, type SimTimeUs } from '../schema/index.ts';

const MINUTE_US = 60_000_000;
/** Restored means healthy through this long. */
export const STEADY_US = 2 * MINUTE_US;

const parsed = new Map<string, Expr>();

/** @throws InvariantError for an expression that the loader should have refused */
function exprOf(text: string): Expr {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const result = parseExpr(text);
  assert(result.ok, 'a health expression that parses', { text });
  parsed.set(text, result.expr);
  return result.expr;
}

/** Rule instants from `fromUs` to `toUs`, both included, at which the comparison had a result. */
export function heldAt(run: Authority, text: string, fromUs: SimTimeUs, toUs: SimTimeUs): { atUs: SimTimeUs; held: boolean }[] {
  const stepUs = run.scenario.observability.scrape;
  const firstUs = Math.ceil(fromUs / stepUs) * stepUs;
  const lastUs = Math.floor(Math.min(toUs, run.nowUs) / stepUs) * stepUs;
  if (lastUs < firstUs) return [];
  const { startsAtMs } = run.scenario;
  const result = evaluateRange(exprOf(text), run.trace.series, {
    startMs: startsAtMs + firstUs / 1000,
    endMs: startsAtMs + lastUs / 1000,
    stepMs: stepUs / 1000,
  });
  assert(result.kind === 'matrix', 'a health expression that can be evaluated', {
    text,
    result: result.kind === 'error' ? result.message : result.kind,
  });
  const times = new Set(result.series.flatMap((series) => series.timesMs));
  const instants: { atUs: SimTimeUs; held: boolean }[] = [];
  for (let atUs = firstUs; atUs <= lastUs; atUs += stepUs) instants.push({ atUs, held: times.has(startsAtMs + atUs / 1000) });
  return instants;
}

/** First instant from which the comparison held at every rule instant to `toUs`, for at least two minutes; undefined when it did not. */
export function heldForGoodFrom(run: Authority, text: string, fromUs: SimTimeUs, toUs: SimTimeUs): SimTimeUs | undefined {
  const instants = heldAt(run, text, fromUs, toUs);
  let index = instants.length;
  while (index > 0 && instants[index - 1]!.held) index -= 1;
  const since = instants[index]?.atUs;
  return since !== undefined && toUs - since >= STEADY_US ? since : undefined;
}

/** `< 0.3 %`, `>= 99.5`, `5..12`. @throws InvariantError for text the schema would have refused */
export function parseBounds(text: string): (value: number) => boolean {
  const range = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/.exec(text);
  if (range !== null) return (value) => value >= Number(range[1]) && value <= Number(range[2]);
  return parseComparison(text).test;
}

/** All values an expression has at an instant. */
export function valuesAt(run: Authority, text: string, atUs: SimTimeUs): number[] {
  const result = evaluateInstant(exprOf(text), run.trace.series, run.scenario.startsAtMs + atUs / 1000);
  if (result.kind === 'scalar') return [result.value];
  return result.kind === 'vector' ? result.samples.map((sample) => sample.value) : [];
}
