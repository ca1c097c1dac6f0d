// Places the components in layers, callers before callees, with dagre: deterministic, so the map never jumps between drills.
import { Graph, layout } from '@dagrejs/dagre';
import type { DrillView } from '../../schema/index.ts';

export const NODE_WIDTH = 156;
export const NODE_HEIGHT = 76;

export interface Placed {
  width: number;
  height: number;
  nodes: { id: string; x: number; y: number }[];
  edges: { from: string; to: string; points: { x: number; y: number }[] }[];
}

/** @param direction left to right on wide screens, top to bottom on a phone */
export function placeTopology(topology: DrillView['topology'], direction: 'LR' | 'TB'): Placed {
  const graph = new Graph();
  graph.setGraph({
    rankdir: direction,
    nodesep: direction === 'LR' ? 36 : 14,
    ranksep: direction === 'LR' ? 40 : 40,
    marginx: 10,
    marginy: 12,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of topology.nodes) graph.setNode(node.id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const edge of topology.edges) graph.setEdge(edge.from, edge.to);
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: size.width ?? NODE_WIDTH,
    height: size.height ?? NODE_HEIGHT,
    nodes: topology.nodes.map(({ id }) => {
      const placed = graph.node(id) as { x: number; y: number };
      return { id, x: placed.x, y: placed.y };
    }),
    edges: topology.edges.map(({ from, to }) => ({
      from,
      to,
      points: (graph.edge(from, to) as { points?: { x: number; y: number }[] } | undefined)?.points ?? [],
    })),
  };
}
