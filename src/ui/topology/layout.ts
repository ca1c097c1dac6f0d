// Places the components in layers, callers before callees: deterministic, so the map never jumps between drills.
import { Graph, layout } from '@dagrejs/dagre';
import type { DrillView } from '../../schema/index.ts';
import { placePacked } from './packed.ts';
import { type Direction, NODE_HEIGHT, NODE_WIDTH, type Placed, type PlacedZone, type Point, ZONE_REACH } from './places.ts';

export * from './places.ts';

/** Room for the name of the zones above what is in them. */
const ZONE_HEAD = 22;

type Drawn = Pick<DrillView['topology'], 'edges'> & {
  nodes: readonly { id: string; kind: string }[];
  zones?: readonly string[];
};

/** From here on a map is packed: dagre leaves a system of 150 ten times as high as wide, and takes long. */
export const LARGE_FROM = 25;

/** @param direction left to right on wide screens, top to bottom on a phone */
export function placeTopology(topology: Drawn, direction: Direction): Placed {
  const zones = topology.zones ?? [];
  const head = zones.length > 0 ? ZONE_HEAD : 0;
  const ids = topology.nodes.map(({ id }) => id);
  const placed =
    ids.length < LARGE_FROM ? placeWithDagre(ids, topology.edges, direction, head) : placePacked(ids, topology.edges, direction, head);
  return { ...placed, zone: zoneOf(placed, topology, zones) };
}

function placeWithDagre(ids: readonly string[], edges: Drawn['edges'], direction: Direction, head: number): Omit<Placed, 'zone'> {
  const graph = new Graph();
  graph.setGraph({ rankdir: direction, nodesep: direction === 'LR' ? 36 : 14, ranksep: 40, marginx: 14, marginy: 14 + head });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const places = ids.map((id) => {
    const { x, y } = graph.node(id) as Point;
    return { id, x, y };
  });
  const along = (node: Point) => (direction === 'LR' ? node.x : node.y);
  const layers = [...new Set(places.map(along))].sort((a, b) => a - b);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    direction,
    width: size.width ?? NODE_WIDTH,
    height: size.height ?? NODE_HEIGHT,
    nodes: places.map((node) => ({ ...node, layer: layers.indexOf(along(node)) })),
    edges: edges.map(({ from, to }) => ({
      from,
      to,
      points: (graph.edge(from, to) as { points?: Point[] } | undefined)?.points ?? [],
    })),
  };
}

function zoneOf({ nodes, edges }: Omit<Placed, 'zone'>, topology: Drawn, zones: readonly string[]): PlacedZone | undefined {
  const kinds = new Map(topology.nodes.map(({ id, kind }) => [id, kind]));
  const isOwn = (id: string) => kinds.get(id) !== 'users' && kinds.get(id) !== 'provider';
  const own = nodes.filter(({ id }) => isOwn(id));
  const top = own.reduce<Point | undefined>((best, node) => (best === undefined || node.y < best.y ? node : best), undefined);
  if (zones.length === 0 || top === undefined) return undefined;
  return {
    label: zones.join(' · '),
    labelAt: { x: top.x - NODE_WIDTH / 2, y: top.y - NODE_HEIGHT / 2 - ZONE_REACH },
    nodes: own.map(({ x, y }) => ({ x, y })),
    links: edges.filter(({ from, to }) => isOwn(from) && isOwn(to)).map(({ points }) => points),
  };
}
