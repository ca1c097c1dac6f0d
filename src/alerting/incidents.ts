// Alerts that belong together: of components of which one needs the other, begun within a given time; and which of them the others follow from.
import type { SimTimeUs } from '../schema/index.ts';
import type { Dependencies } from './graph.ts';
import type { Firing, Incident } from './state.ts';

/** All incidents a new firing belongs to, oldest first; none when it begins one. An alert that names no component stands alone. */
export function incidentsOf(
  incidents: readonly Incident[],
  firings: readonly Firing[],
  dependencies: Dependencies,
  { component, activeAtUs }: { component: string | undefined; activeAtUs: SimTimeUs },
  withinUs: SimTimeUs,
): number[] {
  if (component === undefined) return [];
  const belongs = ({ firings: members, partOf }: Incident): boolean =>
    partOf === undefined &&
    members.some((member) => {
      const other = firings[member];
      return (
        other?.component !== undefined &&
        Math.abs(other.alert.activeAtUs - activeAtUs) <= withinUs &&
        dependencies.connected(component, other.component)
      );
    });
  return incidents.flatMap((incident, index) => (belongs(incident) ? index : []));
}

/** The incident of which this one turned out to be a part, or itself. */
export function wholeIncident(incidents: readonly Incident[], index: number): number {
  let whole = index;
  for (let next = incidents[whole]?.partOf; next !== undefined; next = incidents[whole]?.partOf) whole = next;
  return whole;
}

/**
 * The firing from which most others probably follow: of those whose component needs no other of them, the one that most of them need, then
 * the one that began first. An alert that no other depends on is nobody's root.
 */
export function probableRoot(firings: readonly Firing[], dependencies: Dependencies): Firing | undefined {
  const placed = firings.filter(({ component }) => component !== undefined);
  const follows = (root: Firing): number =>
    placed.filter(
      (other) => other !== root && (other.component === root.component || dependencies.isDownstream(other.component!, root.component!)),
    ).length;
  const upstream = placed.filter((one) => !placed.some((other) => dependencies.isDownstream(one.component!, other.component!)));
  return upstream
    .map((root) => ({ root, count: follows(root) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.root.alert.activeAtUs - b.root.alert.activeAtUs)[0]?.root;
}

export const rootText = (root: Firing | undefined): string | undefined =>
  root === undefined ? undefined : `${root.alert.alert} on ${root.component}`;
