// look.query: any PromQL over the scraped series, over a stretch of time and at the look's instant.
import { readInstant, readRange } from '../instruments.ts';
import { LOOK_BACK_US, type Look } from './look.ts';

export const lookQuery: Look<'look.query'> = ({ scenario, trace, atUs }, { expr, minutes }) => {
  const now = readInstant(scenario, trace.series, expr, atUs);
  const failed = (error: string) => ({
    kind: 'query' as const,
    expr,
    series: [],
    instant: [],
    error,
    ...(now.place !== undefined && { place: now.place }),
    warnings: now.warnings,
  });
  if (now.error !== undefined) return failed(now.error);
  // A range vector has its samples at one instant; over a stretch of time there is no such thing.
  if (now.matrix !== undefined) return { kind: 'query', expr, series: now.matrix, instant: [], warnings: now.warnings };
  const backUs = minutes === undefined ? LOOK_BACK_US : Math.round(minutes * 60_000_000);
  const { series, error, warnings } = readRange(
    scenario,
    trace.series,
    { expr, legend: '' },
    { fromUs: Math.max(0, atUs - backUs), toUs: atUs },
  );
  if (error !== undefined) return failed(error);
  return { kind: 'query', expr, series, instant: now.samples, warnings: [...new Set([...now.warnings, ...warnings])] };
};
