// look.query: any PromQL over the scraped series.
import { readRange } from '../instruments.ts';
import { LOOK_BACK_US, type Look } from './look.ts';

export const lookQuery: Look<'look.query'> = ({ scenario, trace, atUs }, { expr }) => {
  const { series, error, warnings } = readRange(
    scenario,
    trace.series,
    { expr, legend: '' },
    { fromUs: Math.max(0, atUs - LOOK_BACK_US), toUs: atUs },
  );
  return error === undefined ? { kind: 'query', expr, series, warnings } : { kind: 'query', expr, series: [], error, warnings };
};
