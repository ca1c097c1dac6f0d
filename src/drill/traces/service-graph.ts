// Who called whom, from the spans of traces: one edge for each pair of a calling and a called component, with failures and times.
import type { ServiceGraph, Span } from '../../schema/index.ts';

interface Edge {
  from: string;
  to: string;
  durationsUs: number[];
  errors: number;
}

export function serviceGraph(traces: readonly (readonly Span[])[]): ServiceGraph {
  const nodes = new Map<string, { name: string; spans: number; errors: number }>();
  const edges = new Map<string, Edge>();
  const nodeOf = (name: string) => {
    const known = nodes.get(name) ?? { name, spans: 0, errors: 0 };
    nodes.set(name, known);
    return known;
  };
  for (const span of traces.flat()) {
    const failed = span.status === 'error';
    const node = nodeOf(span.service);
    node.spans++;
    if (failed) node.errors++;
    const to = calledBy(span);
    if (to === undefined) continue;
    if (span.attributes['peer.service'] === undefined) nodeOf(to).spans++;
    else nodeOf(to);
    const key = `${span.service}\n${to}`;
    const edge = edges.get(key) ?? { from: span.service, to, durationsUs: [], errors: 0 };
    edges.set(key, edge);
    edge.durationsUs.push(span.endUs - span.startUs);
    if (failed) edge.errors++;
  }
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()].map(({ from, to, durationsUs, errors }) => {
      durationsUs.sort((a, b) => a - b);
      return { from, to, calls: durationsUs.length, errors, p50Us: rank(durationsUs, 0.5), p95Us: rank(durationsUs, 0.95) };
    }),
  };
}

/** The service, provider or database that a client span asks. */
function calledBy(span: Span): string | undefined {
  if (span.kind !== 'client') return undefined;
  const name = span.attributes['peer.service'] ?? span.attributes['server.address'];
  return name === undefined ? undefined : String(name);
}

/** The nearest-rank quantile of ascending values. */
const rank = (ascending: readonly number[], q: number): number => ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)] ?? 0;
