// look.trace: one trace as a waterfall, the chain of spans that bounds its end, and the lines its request wrote.
import { criticalPath } from '../traces/critical-path.ts';
import { type Look, missing } from './look.ts';

const LINES_MAX = 200;

export const lookTrace: Look<'look.trace'> = ({ trace, atUs }, { trace: traceId }) => {
  const spans = trace.traceSpans(traceId);
  const [summary] = trace.traces({ traceId, limit: 1 }).traces;
  if (spans === undefined || summary === undefined)
    return missing(`Trace “${traceId}” is not there: it was not sampled, or newer ones have taken its place`);
  const { lines } = trace.logs({
    stages: [{ on: 'field', field: 'trace_id', op: '=', value: traceId }],
    fromUs: summary.startUs,
    toUs: atUs,
    limit: LINES_MAX,
  });
  return { kind: 'trace', summary, spans: [...spans], criticalPath: criticalPath(spans), logs: lines };
};
