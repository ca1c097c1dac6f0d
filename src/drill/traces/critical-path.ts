/**
 * The chain of spans that bounds the end of a trace, as CRISP finds it (Zhang et al., "CRISP: Critical Path Analysis of Large-Scale
 * Microservice Architectures", USENIX ATC 2022; in use at Uber since 2021): from the end of a span backwards, the child that ended last is
 * on the path, then the last that had ended when that one began, and so on; what no child covers is the span's own time.
 * A child that outlives its parent (work that goes on when the caller has given up) counts only up to where the parent ends.
 */
import type { Span } from '../../schema/index.ts';

/** Ids of the spans on the path, parents before their children, those of one parent in order of time. `spans[0]` is the root. */
export function criticalPath(spans: readonly Span[]): string[] {
  const root = spans[0];
  if (root === undefined) return [];
  const children = new Map<string, Span[]>();
  for (const span of spans) {
    const siblings = children.get(span.parentSpanId);
    if (siblings === undefined) children.set(span.parentSpanId, [span]);
    else siblings.push(span);
  }
  const path: string[] = [];
  const walk = (span: Span, untilUs: number): void => {
    path.push(span.spanId);
    const chosen: { child: Span; untilUs: number }[] = [];
    // What outlives this span is taken to end with it.
    let rest = (children.get(span.spanId) ?? [])
      .filter(({ startUs, endUs }) => startUs < untilUs && endUs > startUs)
      .map((child) => ({ child, untilUs: Math.min(child.endUs, untilUs) }));
    while (rest.length > 0) {
      const last = rest.reduce((a, b) => (b.untilUs > a.untilUs || (b.untilUs === a.untilUs && b.child.startUs < a.child.startUs) ? b : a));
      chosen.push(last);
      rest = rest.filter((other) => other !== last && other.untilUs <= last.child.startUs);
    }
    for (const { child, untilUs: childUntilUs } of chosen.reverse()) walk(child, childUntilUs);
  };
  walk(root, root.endUs);
  return path;
}
