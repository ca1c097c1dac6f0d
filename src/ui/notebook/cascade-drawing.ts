// The drawing of a cascade: edges from cause to effect, their places by depth, and steps back and forth. Pure.
export interface Edge {
  from: string;
  to: string;
}

export const sameEdge = (a: Edge, b: Edge): boolean => a.from === b.from && a.to === b.to;
export const sameEdges = (a: readonly Edge[], b: readonly Edge[]): boolean =>
  a.length === b.length && a.every((edge, index) => sameEdge(edge, b[index] as Edge));

/** Draws one more edge; the same one again takes it away. A component does not hurt itself. */
export function toggleEdge(edges: readonly Edge[], edge: Edge): Edge[] {
  if (edge.from === edge.to) return [...edges];
  return edges.some((known) => sameEdge(known, edge)) ? edges.filter((known) => !sameEdge(known, edge)) : [...edges, edge];
}

export const reversed = (edges: readonly Edge[], edge: Edge): Edge[] =>
  edges.map((known) => (sameEdge(known, edge) ? { from: edge.to, to: edge.from } : known));

/** Drawings before the present one, and those that were gone back from; the latest of each last. */
export interface Steps {
  past: readonly (readonly Edge[])[];
  future: readonly (readonly Edge[])[];
}
export const NO_STEPS: Steps = { past: [], future: [] };

export const stepTaken = ({ past }: Steps, present: readonly Edge[]): Steps => ({ past: [...past, present], future: [] });

/** @returns what is drawn after it, undefined when there is nothing to go back to */
export function undo({ past, future }: Steps, present: readonly Edge[]): { edges: readonly Edge[]; steps: Steps } | undefined {
  const edges = past.at(-1);
  return edges === undefined ? undefined : { edges, steps: { past: past.slice(0, -1), future: [...future, present] } };
}

export function redo({ past, future }: Steps, present: readonly Edge[]): { edges: readonly Edge[]; steps: Steps } | undefined {
  const edges = future.at(-1);
  return edges === undefined ? undefined : { edges, steps: { past: [...past, present], future: future.slice(0, -1) } };
}

export interface CascadePlace {
  id: string;
  row: number;
  /** Of how many beside each other. */
  column: number;
  columns: number;
}

/** Sources on top, each component below everything that hurts it; in a circle, below what was drawn first. */
export function placeCascade(edges: readonly Edge[]): CascadePlace[] {
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const row = new Map(names.map((name) => [name, 0]));
  // Longest way from a source; a circle ends after as many rounds as there are names.
  const forward = withoutCircles(edges);
  for (let round = 0; round < names.length; round += 1)
    for (const { from, to } of forward) row.set(to, Math.max(row.get(to) ?? 0, (row.get(from) ?? 0) + 1));
  const rows = new Map<number, string[]>();
  for (const name of names) {
    const at = row.get(name) ?? 0;
    rows.set(at, [...(rows.get(at) ?? []), name]);
  }
  return names.map((id) => {
    const at = row.get(id) ?? 0;
    const beside = rows.get(at) ?? [id];
    return { id, row: at, column: beside.indexOf(id), columns: beside.length };
  });
}

/** Edges in the order they were drawn, without those that close a circle. */
function withoutCircles(edges: readonly Edge[]): Edge[] {
  const kept: Edge[] = [];
  for (const edge of edges) if (!reaches(kept, edge.to, edge.from)) kept.push(edge);
  return kept;
}

function reaches(edges: readonly Edge[], from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true;
    for (const edge of edges)
      if (edge.from === name && !seen.has(edge.to)) {
        seen.add(edge.to);
        open.push(edge.to);
      }
  }
  return false;
}
