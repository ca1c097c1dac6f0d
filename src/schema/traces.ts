// Distributed traces as a collector keeps them: spans, summaries, searches, exemplars. Names follow OpenTelemetry.
import type { SimTimeUs } from './units.ts';

export interface SpanEvent {
  atUs: SimTimeUs;
  name: string;
  attributes: Readonly<Record<string, string | number | boolean>>;
}
/** One unit of work: a request in a service (server), a call (client), a wait, query or retry (internal). */
export interface Span {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits. */
  spanId: string;
  /** Empty for the root. */
  parentSpanId: string;
  /** Such as `GET /pay`-like route, `acquire shop-db-pool`, `query shop-db`, `call payments.example`, `backoff`. */
  name: string;
  kind: 'server' | 'client' | 'internal';
  service: string;
  pod: string;
  startUs: SimTimeUs;
  endUs: SimTimeUs;
  status: 'unset' | 'ok' | 'error';
  /** Why, for an error. */
  message: string;
  attributes: Readonly<Record<string, string | number | boolean>>;
  events: readonly SpanEvent[];
}
/** One finished request of a user (or of a synthetic check) that was kept. */
export interface TraceSummary {
  traceId: string;
  service: string;
  name: string;
  startUs: SimTimeUs;
  durationUs: SimTimeUs;
  status: 'ok' | 'error';
  spans: number;
  errors: number;
  services: readonly string[];
  /** Why it was kept. */
  keptBy: 'head' | 'error' | 'slow';
}
export interface TraceFilter {
  /** Only this one. */
  traceId?: string;
  /** A service that takes part. */
  service?: string;
  /** Part of a span's name, any case. */
  name?: string;
  minDurationUs?: SimTimeUs;
  maxDurationUs?: SimTimeUs;
  errorsOnly?: boolean;
  /** Start of the trace. */
  fromUs?: SimTimeUs;
  toUs?: SimTimeUs;
  order?: 'newest' | 'slowest';
  limit: number;
}
export interface TracePage {
  traces: TraceSummary[];
  /** All that match, including those beyond the limit. */
  matched: number;
}
/** One observed request behind a point of a latency or error series. */
export interface Exemplar {
  traceId: string;
  atUs: SimTimeUs;
  service: string;
  route: string;
  pod: string;
  durationUs: SimTimeUs;
  error: boolean;
}
/** How tracing itself went: what was seen, what was kept and why, what had to be let go. */
export interface TraceCounts {
  requests: number;
  keptByHead: number;
  keptByError: number;
  keptBySlow: number;
  /** Failed or slow, but one too many within its second. */
  rateLimited: number;
  /** Kept once, gone since because newer ones took the place. */
  dropped: number;
  /** Spans for which there was no room: too many in one trace, or in flight at once. */
  cut: number;
}
