// The spans of a trace as the rows of a waterfall: depth first, children by their start, what is folded away left out. Pure.
import type { Span } from '../../schema/index.ts';

export interface SpanRow {
  span: Span;
  /** 0 for the root. */
  depth: number;
  /** Spans directly below it. */
  children: number;
  folded: boolean;
  critical: boolean;
  /** Another service than that of the span above. */
  enters: boolean;
}

export interface SpanFilter {
  folded: ReadonlySet<string>;
  criticalPath: readonly string[];
  criticalOnly: boolean;
}

/** Rows in the order of a waterfall. A span whose parent is missing stands at the top, so that none is lost. */
export function spanRows(spans: readonly Span[], { folded, criticalPath, criticalOnly }: SpanFilter): SpanRow[] {
  const known = new Map(spans.map((span) => [span.spanId, span]));
  const below = new Map<string, Span[]>();
  for (const span of spans) {
    const parent = known.has(span.parentSpanId) ? span.parentSpanId : '';
    below.set(parent, [...(below.get(parent) ?? []), span]);
  }
  const critical = new Set(criticalPath);
  const rows: SpanRow[] = [];
  const pending = byStart(below.get('') ?? []).map((span) => ({ span, depth: 0 }));
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { span, depth } = next;
    const children = (below.get(span.spanId) ?? []).filter(({ spanId }) => !criticalOnly || critical.has(spanId));
    const isFolded = folded.has(span.spanId);
    rows.push({
      span,
      depth,
      children: children.length,
      folded: isFolded,
      critical: critical.has(span.spanId),
      enters: known.get(span.parentSpanId)?.service !== span.service,
    });
    if (!isFolded) pending.unshift(...byStart(children).map((child) => ({ span: child, depth: depth + 1 })));
  }
  return rows;
}

/** Time in which the span did or waited for something itself, with no child running. */
export function ownTimeUs(span: Span, spans: readonly Span[]): number {
  const children = byStart(spans.filter(({ parentSpanId }) => parentSpanId === span.spanId));
  let covered = 0;
  let untilUs = span.startUs;
  for (const child of children) {
    const fromUs = Math.max(untilUs, child.startUs);
    const toUs = Math.min(span.endUs, child.endUs);
    if (toUs > fromUs) {
      covered += toUs - fromUs;
      untilUs = toUs;
    }
  }
  return span.endUs - span.startUs - covered;
}

const byStart = (spans: readonly Span[]): Span[] => [...spans].sort((a, b) => a.startUs - b.startUs || (a.spanId < b.spanId ? -1 : 1));
