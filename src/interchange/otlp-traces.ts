// Kept traces as OTLP JSON (ExportTraceServiceRequest), as a collector's file exporter or `curl` to /v1/traces has them. Ids are hexadecimal,
// times nanoseconds since the epoch as text, 64-bit integers as text (protobuf's JSON mapping, with OTLP's exception for ids).
// Source: https://github.com/open-telemetry/opentelemetry-proto (trace.proto, docs/specification.md)
import type { Span, TraceReader } from '../schema/index.ts';
import { keyValues, resourceOf, SCOPE, unixNano } from './otlp-values.ts';

const KINDS = { internal: 1, server: 2, client: 3 } as const;
const STATUS_CODES = { ok: 1, error: 2 } as const;

/** One document, in pieces of one trace each; traces oldest first. @param startsAtMs when the run began, since the epoch */
export function* otlpTraceChunks(trace: Pick<TraceReader, 'traces' | 'traceSpans'>, startsAtMs: number): Generator<string> {
  const { traces } = trace.traces({ limit: Number.MAX_SAFE_INTEGER });
  const ids = [...traces].sort((one, other) => one.startUs - other.startUs || (one.traceId < other.traceId ? -1 : 1));
  let separator = '';
  yield '{"resourceSpans":[';
  for (const { traceId } of ids) {
    for (const resource of resourceSpans(trace.traceSpans(traceId) ?? [], startsAtMs)) {
      yield `${separator}\n${JSON.stringify(resource)}`;
      separator = ',';
    }
  }
  yield '\n]}\n';
}

/** Spans by the process that made them, in the order in which processes first appear. */
function resourceSpans(spans: readonly Span[], startsAtMs: number): unknown[] {
  const processes = new Map<string, Span[]>();
  for (const span of spans) {
    const key = `${span.service}\u0001${span.pod}`;
    const known = processes.get(key);
    if (known === undefined) processes.set(key, [span]);
    else known.push(span);
  }
  return [...processes.values()].map((own) => {
    const { service, pod } = own[0]!;
    return {
      resource: resourceOf(service, pod),
      scopeSpans: [{ scope: SCOPE, spans: own.map((span) => spanOf(span, startsAtMs)) }],
    };
  });
}

function spanOf(span: Span, startsAtMs: number): unknown {
  const { traceId, spanId, parentSpanId, name, kind, startUs, endUs, status, message, attributes, events } = span;
  return {
    traceId,
    spanId,
    ...(parentSpanId === '' ? {} : { parentSpanId }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: unixNano(startsAtMs, startUs),
    endTimeUnixNano: unixNano(startsAtMs, endUs),
    attributes: keyValues(attributes),
    ...(events.length === 0
      ? {}
      : {
          events: events.map((event) => ({
            timeUnixNano: unixNano(startsAtMs, event.atUs),
            name: event.name,
            attributes: keyValues(event.attributes),
          })),
        }),
    status: status === 'unset' ? {} : { code: STATUS_CODES[status], ...(message === '' ? {} : { message }) },
  };
}
