// Log lines as JSON lines, as a log shipper writes them: one object a line, oldest first, times in UTC to the microsecond.
import type { LogLine, TraceReader } from '../schema/index.ts';

const CHUNK_LINES = 500;

/** The lines in pieces of some hundred. @param startsAtMs when the run began, since the epoch */
export function* logLineChunks(trace: Pick<TraceReader, 'logs'>, startsAtMs: number): Generator<string> {
  const { lines } = trace.logs({ limit: Number.MAX_SAFE_INTEGER });
  for (let from = 0; from < lines.length; from += CHUNK_LINES)
    yield lines
      .slice(from, from + CHUNK_LINES)
      .map((line) => `${JSON.stringify(recordOf(line, startsAtMs))}\n`)
      .join('');
}

function recordOf(line: LogLine, startsAtMs: number): unknown {
  const { atUs, level, service, pod, message, template, requestId, traceId, repeated } = line;
  return { time: rfc3339(startsAtMs, atUs), level, service, pod, message, template, request_id: requestId, trace_id: traceId, repeated };
}

function rfc3339(startsAtMs: number, atUs: number): string {
  const wholeMs = Math.floor(atUs / 1000);
  const micros = String(Math.round(atUs - wholeMs * 1000)).padStart(3, '0');
  return new Date(startsAtMs + wholeMs).toISOString().replace('Z', `${micros}Z`);
}
