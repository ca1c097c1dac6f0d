// Alerts come in: each firing is noted once, put into its incident and into the groups of its routes
// (dispatch/dispatch.go: processAlert, aggrGroup.insert, the maintenance that removes empty groups).
import { type AlertInstance, canonicalJson, type SimTimeUs } from '../schema/index.ts';
import { incidentsOf } from './incidents.ts';
import type { Route } from './model.ts';
import { groupId, groupLabels, matchRoutes } from './routing.ts';
import type { Group } from './state.ts';
import type { Work } from './work.ts';

/** Empty groups are removed at multiples of this (dispatch.go: the ticker of Dispatcher.run). */
const MAINTENANCE_US = 30_000_000;
const keys = new WeakMap<AlertInstance['labels'], string>();

/** Takes in what the rules say now: alerts that began to fire, went on with other values, or ended. Pending ones are nobody's business yet. */
export function takeIn(work: Work, alerts: readonly AlertInstance[]): void {
  for (const alert of alerts) {
    if (alert.state === 'pending' || alert.firedAtUs === undefined) continue;
    const key = keyOf(alert.labels);
    const index = work.newest[key];
    const known = index === undefined ? undefined : work.firings[index];
    if (index !== undefined && known?.firedAtUs === alert.firedAtUs) {
      if (known.alert !== alert) work.change(index, { alert });
    } else if (alert.state === 'firing' && (known === undefined || known.firedAtUs < alert.firedAtUs)) {
      begin(work, key, alert, alert.firedAtUs);
    }
  }
}

function begin(work: Work, key: string, alert: AlertInstance, firedAtUs: SimTimeUs): void {
  const { setup } = work;
  const index = work.firings.length;
  const component = setup.dependencies.componentOf(alert.labels);
  const withinUs = setup.quality.correlate;
  const incident = withinUs === 0 ? undefined : joinIncident(work, index, component, alert, withinUs);
  const routes = matchRoutes(setup.route, alert.labels);
  const groups = routes.map((route) => {
    const labels = groupLabels(route, alert.labels);
    const id = groupId(route, labels, incident);
    work.groups[id] = insert(work, route, work.groups[id] ?? newGroup(work, route, id, labels), key, index);
    return id;
  });
  work.firings.push({ key, alert, firedAtUs, component, incident, groups, toldAtUs: undefined, hold: undefined });
  work.newest[key] = index;
}

/** An alert that connects incidents makes them one, the oldest. */
function joinIncident(work: Work, index: number, component: string | undefined, alert: AlertInstance, withinUs: SimTimeUs): number {
  const { activeAtUs } = alert;
  const found = incidentsOf(work.incidents, work.firings, work.setup.dependencies, { component, activeAtUs }, withinUs);
  const [whole = work.incidents.length, ...parts] = found;
  const members = [...found.flatMap((incident) => work.incidents[incident]!.firings), index].sort((a, b) => a - b);
  for (const part of parts) work.incidents[part] = { firings: [], partOf: whole };
  work.incidents[whole] = { firings: members, partOf: undefined };
  return whole;
}

function newGroup(work: Work, route: Route, id: string, labels: Group['labels']): Group {
  const flushAtUs = route.eager ? undefined : work.nowUs + route.groupWaitUs;
  return { id, route: route.id, labels, members: {}, flushAtUs, flushed: false, emptySinceUs: undefined };
}

function insert(work: Work, route: Route, group: Group, key: string, index: number): Group {
  const base = isGone(group, work.nowUs) ? newGroup(work, route, group.id, group.labels) : group;
  let { flushAtUs } = base;
  // An empty group's timer goes on ticking until the group is removed.
  while (flushAtUs !== undefined && flushAtUs < work.nowUs) flushAtUs += route.groupIntervalUs;
  return { ...base, flushAtUs, members: { ...base.members, [key]: index }, emptySinceUs: undefined };
}

/** Whether a group without members was removed by now. */
export function isGone({ emptySinceUs }: Pick<Group, 'emptySinceUs'>, nowUs: SimTimeUs): boolean {
  return emptySinceUs !== undefined && (Math.floor(emptySinceUs / MAINTENANCE_US) + 1) * MAINTENANCE_US <= nowUs;
}

function keyOf(labels: AlertInstance['labels']): string {
  let key = keys.get(labels);
  if (key === undefined) keys.set(labels, (key = canonicalJson(labels)));
  return key;
}
