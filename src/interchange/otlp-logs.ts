// Log lines as OTLP JSON (ExportLogsServiceRequest), as `curl` to a collector's /v1/logs has them: a resource for each process.
// Source: https://github.com/open-telemetry/opentelemetry-proto (logs.proto)
import type { LogLevel, LogLine, TraceReader } from '../schema/index.ts';
import { elements, inChunks } from './chunks.ts';
import { keyValues, resourceOf, SCOPE, unixNano } from './otlp-values.ts';

/** The first number of each range of SeverityNumber. */
const SEVERITIES: Readonly<Record<LogLevel, number>> = { debug: 5, info: 9, warn: 13, error: 17 };

/** One document, in pieces of some tens of kilobytes: processes in the order of their first line, lines oldest first. @param startsAtMs when the run began, since the epoch */
export function otlpLogChunks(trace: Pick<TraceReader, 'logs'>, startsAtMs: number): Generator<string> {
  return inChunks(documentOf(processesOf(trace.logs({ limit: Number.MAX_SAFE_INTEGER }).lines), startsAtMs));
}

function* documentOf(processes: Iterable<readonly LogLine[]>, startsAtMs: number): Generator<string> {
  yield '{"resourceLogs":[';
  yield* elements(processes, function* (lines) {
    const { service, pod } = lines[0]!;
    yield `{"resource":${JSON.stringify(resourceOf(service, pod))},"scopeLogs":[{"scope":${JSON.stringify(SCOPE)},"logRecords":[`;
    yield* elements(lines, (line) => [JSON.stringify(recordOf(line, startsAtMs))]);
    yield ']}]}';
  });
  yield '\n]}\n';
}

function processesOf(lines: readonly LogLine[]): Iterable<readonly LogLine[]> {
  const processes = new Map<string, LogLine[]>();
  for (const line of lines) {
    const key = `${line.service}\u0001${line.pod}`;
    const known = processes.get(key);
    if (known === undefined) processes.set(key, [line]);
    else known.push(line);
  }
  return processes.values();
}

function recordOf(line: LogLine, startsAtMs: number): unknown {
  const { atUs, level, message, template, requestId, traceId, repeated } = line;
  const timeUnixNano = unixNano(startsAtMs, atUs);
  return {
    timeUnixNano,
    observedTimeUnixNano: timeUnixNano,
    severityNumber: SEVERITIES[level],
    severityText: level.toUpperCase(),
    ...(traceId === '' ? {} : { traceId }),
    body: { stringValue: message },
    attributes: keyValues({
      'faultline.template': template,
      ...(requestId === '' ? {} : { 'faultline.request_id': requestId }),
      ...(repeated === 0 ? {} : { 'faultline.repeated': repeated }),
    }),
  };
}
