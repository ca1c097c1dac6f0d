// Places the components in layers, callers before callees, with dagre: deterministic, so the map never jumps between drills.
import { Graph, layout } from '@dagrejs/dagre';
import type { DrillView } from '../../schema/index.ts';

export const NODE_WIDTH = 156;
export const NODE_HEIGHT = 76;
/** How far a zone reaches beyond what is in it. */
export const ZONE_REACH = 13;
/** Room for the name of the zones above what is in them. */
const ZONE_HEAD = 22;

export type Direction = 'LR' | 'TB';
export interface Point {
  x: number;
  y: number;
}
/** Everything that runs in the scenario's zones: the boxes of components and the ways between them, under one name. */
export interface PlacedZone {
  label: string;
  labelAt: Point;
  nodes: Point[];
  links: Point[][];
}
export interface Placed {
  direction: Direction;
  width: number;
  height: number;
  /** `layer`: how far from the users along the map; 0 is nearest. */
  nodes: { id: string; x: number; y: number; layer: number }[];
  edges: { from: string; to: string; points: Point[] }[];
  /** undefined: the scenario names no zones. */
  zone: PlacedZone | undefined;
}
type Drawn = Pick<DrillView['topology'], 'edges'> & {
  nodes: readonly { id: string; kind: string }[];
  zones?: readonly string[];
};

/** @param direction left to right on wide screens, top to bottom on a phone */
export function placeTopology(topology: Drawn, direction: Direction): Placed {
  const zones = topology.zones ?? [];
  const graph = new Graph();
  const head = zones.length > 0 ? ZONE_HEAD : 0;
  graph.setGraph({ rankdir: direction, nodesep: direction === 'LR' ? 36 : 14, ranksep: 40, marginx: 14, marginy: 14 + head });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of topology.nodes) graph.setNode(node.id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const edge of topology.edges) graph.setEdge(edge.from, edge.to);
  layout(graph);
  const places = topology.nodes.map(({ id }) => {
    const { x, y } = graph.node(id) as Point;
    return { id, x, y };
  });
  const along = (node: Point) => (direction === 'LR' ? node.x : node.y);
  const layers = [...new Set(places.map(along))].sort((a, b) => a - b);
  const nodes = places.map((node) => ({ ...node, layer: layers.indexOf(along(node)) }));
  const edges = topology.edges.map(({ from, to }) => ({
    from,
    to,
    points: (graph.edge(from, to) as { points?: Point[] } | undefined)?.points ?? [],
  }));
  const size = graph.graph() as { width?: number; height?: number };
  const kinds = new Map(topology.nodes.map(({ id, kind }) => [id, kind]));
  const isOwn = (id: string) => kinds.get(id) !== 'users' && kinds.get(id) !== 'provider';
  const own = nodes.filter(({ id }) => isOwn(id));
  const top = own.reduce<Point | undefined>((best, node) => (best === undefined || node.y < best.y ? node : best), undefined);
  return {
    direction,
    width: size.width ?? NODE_WIDTH,
    height: size.height ?? NODE_HEIGHT,
    nodes,
    edges,
    zone:
      zones.length === 0 || top === undefined
        ? undefined
        : {
            label: zones.join(' · '),
            labelAt: { x: top.x - NODE_WIDTH / 2, y: top.y - NODE_HEIGHT / 2 - ZONE_REACH },
            nodes: own.map(({ x, y }) => ({ x, y })),
            links: edges.filter(({ from, to }) => isOwn(from) && isOwn(to)).map(({ points }) => points),
          },
  };
}
