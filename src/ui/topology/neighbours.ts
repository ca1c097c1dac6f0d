// Who stands beside whom: for the focus that dims the rest, for arrow keys, and for search. Pure.
import type { Placed } from './layout.ts';

type Edges = readonly { from: string; to: string }[];

/** The component itself, its callers and what it calls. */
export function neighbourhood(id: string, edges: Edges): Set<string> {
  const near = new Set([id]);
  for (const { from, to } of edges) {
    if (from === id) near.add(to);
    if (to === id) near.add(from);
  }
  return near;
}

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
export type Arrow = (typeof ARROWS)[number];
export const isArrow = (key: string): key is Arrow => (ARROWS as readonly string[]).includes(key);

/** Where an arrow key leads: along the flow to the nearest that is called or that calls, across it to the next of the same layer. */
export function stepTo(id: string, arrow: Arrow, { nodes, edges, direction }: Placed): string | undefined {
  const here = nodes.find((node) => node.id === id);
  if (here === undefined) return undefined;
  const across = (node: { x: number; y: number }) => (direction === 'LR' ? node.y - here.y : node.x - here.x);
  const [back, forth] = direction === 'LR' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (arrow === back || arrow === forth) {
    const linked = edges.flatMap(({ from, to }) => (arrow === forth ? (from === id ? [to] : []) : to === id ? [from] : []));
    return nearest(
      nodes.filter((node) => linked.includes(node.id)),
      (node) => Math.abs(across(node)),
    );
  }
  const sign = arrow === 'ArrowDown' || arrow === 'ArrowRight' ? 1 : -1;
  return nearest(
    nodes.filter((node) => node.layer === here.layer && across(node) * sign > 0),
    (node) => Math.abs(across(node)),
  );
}

function nearest<N extends { id: string }>(nodes: readonly N[], distance: (node: N) => number): string | undefined {
  let best: N | undefined;
  for (const node of nodes) if (best === undefined || distance(node) < distance(best)) best = node;
  return best?.id;
}

/** Components whose name or kind contains every word; those whose name begins with the text come first. */
export function searchNodes<N extends { id: string; label: string; kind: string }>(nodes: readonly N[], text: string): N[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = nodes.filter(({ label, kind }) => words.every((word) => `${label} ${kind}`.toLowerCase().includes(word)));
  const begins = ({ label }: N) => label.toLowerCase().startsWith(words[0] ?? '');
  return [...found.filter(begins), ...found.filter((node) => !begins(node))];
}
