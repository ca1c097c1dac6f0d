// Places a large system close together: layers by the longest way from the users, each broken into columns so that the whole keeps the shape of
// a screen. Order within a layer follows the neighbours (barycentre sweeps, after Sugiyama, Tagawa and Toda 1981). Pure and quick.
import { type Direction, NODE_HEIGHT, NODE_WIDTH, type Placed } from './places.ts';

type Edges = readonly { from: string; to: string }[];
const SWEEPS = 6;
const MARGIN = 14;
/** Between columns, where the ways run, and between the components of one. */
const APART = { along: 52, across: 22 };
/** Width to height of the whole, if every column were full; as they are not, it becomes about half as much wider. */
const SHAPE: Record<Direction, number> = { LR: 1, TB: 0.6 };
/** A way leaves and arrives straight, then cuts across. */
const STRAIGHT = 18;

export function placePacked(ids: readonly string[], edges: Edges, direction: Direction, head: number): Omit<Placed, 'zone'> {
  const layers = ordered(layersOf(ids, edges), edges);
  const [stepAlong, stepAcross] =
    direction === 'LR' ? [NODE_WIDTH + APART.along, NODE_HEIGHT + APART.across] : [NODE_HEIGHT + APART.along, NODE_WIDTH + APART.across];
  const shape = direction === 'LR' ? SHAPE.LR : 1 / SHAPE.TB;
  const most = Math.max(1, Math.ceil(Math.sqrt((ids.length * stepAlong) / (stepAcross * shape))));
  const columns = layers.flatMap((layer) => {
    const parts = Math.ceil(layer.length / most);
    return Array.from({ length: parts }, (_, part) => layer.filter((_id, index) => index % parts === part));
  });
  const across = Math.max(...columns.map((column) => column.length)) * stepAcross;
  const nodes = columns.flatMap((column, layer) =>
    column.map((id, index) => {
      const along = MARGIN + (layer + 0.5) * stepAlong;
      const aside = MARGIN + (across - column.length * stepAcross) / 2 + (index + 0.5) * stepAcross;
      return direction === 'LR' ? { id, layer, x: along, y: aside + head } : { id, layer, x: aside, y: along + head };
    }),
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [halfX, halfY] = direction === 'LR' ? [NODE_WIDTH / 2, 0] : [0, NODE_HEIGHT / 2];
  const [aheadX, aheadY] = direction === 'LR' ? [STRAIGHT, 0] : [0, STRAIGHT];
  const extent = columns.length * stepAlong + 2 * MARGIN;
  return {
    direction,
    width: direction === 'LR' ? extent : across + 2 * MARGIN,
    height: (direction === 'LR' ? across + 2 * MARGIN : extent) + head,
    nodes,
    edges: edges.map(({ from, to }) => {
      const [a, b] = [byId.get(from), byId.get(to)];
      if (a === undefined || b === undefined) return { from, to, points: [] };
      const [start, end] = [
        { x: a.x + halfX, y: a.y + halfY },
        { x: b.x - halfX, y: b.y - halfY },
      ];
      return {
        from,
        to,
        points: [start, { x: start.x + aheadX, y: start.y + aheadY }, { x: end.x - aheadX, y: end.y - aheadY }, end],
      };
    }),
  };
}

/** By the longest way from where nothing comes from; a call that closes a circle is left out of the count. */
export function layersOf(ids: readonly string[], edges: Edges): string[][] {
  const calls = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of edges) calls.get(from)?.push(to);
  const rank = new Map<string, number>();
  // Depth first gives an order in which callers come before what they call.
  const state = new Map<string, 'open' | 'done'>();
  const order: string[] = [];
  const back = new Set<string>();
  const visit = (id: string) => {
    state.set(id, 'open');
    for (const to of calls.get(id) ?? []) {
      if (state.get(to) === 'open') back.add(`${id} ${to}`);
      else if (!state.has(to)) visit(to);
    }
    state.set(id, 'done');
    order.unshift(id);
  };
  for (const id of ids) if (!state.has(id)) visit(id);
  for (const id of order) {
    rank.set(id, rank.get(id) ?? 0);
    for (const to of calls.get(id) ?? []) if (!back.has(`${id} ${to}`)) rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(id) ?? 0) + 1));
  }
  const layers: string[][] = [];
  for (const id of ids) {
    const at = rank.get(id) ?? 0;
    const layer = layers[at] ?? [];
    layers[at] = layer;
    layer.push(id);
  }
  return layers;
}

function ordered(layers: readonly string[][], edges: Edges): string[][] {
  const place = new Map<string, number>();
  const note = (layer: readonly string[]) => layer.forEach((id, index) => void place.set(id, (index + 0.5) / layer.length));
  const result = layers.map((layer) => [...layer]);
  for (const layer of result) note(layer);
  const linked = { from: new Map<string, string[]>(), to: new Map<string, string[]>() };
  for (const { from, to } of edges) {
    linked.to.set(from, [...(linked.to.get(from) ?? []), to]);
    linked.from.set(to, [...(linked.from.get(to) ?? []), from]);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const forth = sweep % 2 === 0;
    for (const layer of forth ? result : [...result].reverse()) {
      const pull = new Map(
        layer.map((id) => {
          const others = (forth ? linked.from : linked.to).get(id) ?? [];
          const sum = others.reduce((total, other) => total + (place.get(other) ?? 0), 0);
          return [id, others.length === 0 ? (place.get(id) ?? 0) : sum / others.length] as const;
        }),
      );
      layer.sort((a, b) => (pull.get(a) ?? 0) - (pull.get(b) ?? 0));
      note(layer);
    }
  }
  return result;
}
