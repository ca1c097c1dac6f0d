// What people see of alerting: every firing in its groups, told, waiting or held back with the reason. Derived, never kept.
import type { AlertGroup, AlertingView, AlertState, HeldBackBy, SimTimeUs } from '../schema/index.ts';
import { probableRoot, rootText, wholeIncident } from './incidents.ts';
import { isGone } from './intake.ts';
import type { Route } from './model.ts';
import { mutedBy, quietedBy, silenceState } from './mutes.ts';
import { groupId, routeIdOf } from './routing.ts';
import type { Setup } from './setup.ts';
import type { AlertingState, Firing, Group, Hold } from './state.ts';

/** What the room cannot know by itself. */
export interface AlertingReading {
  nowUs: SimTimeUs;
  /** Names of alerts that somebody acknowledged. */
  acknowledged: Readonly<Record<string, SimTimeUs>>;
  /** Failed requests per second by component, as the instruments show them. */
  failedPerS: Readonly<Record<string, number>>;
}
/** Older notifications are not shown. */
const NOTIFICATIONS_MAX = 200;

interface Shown {
  firing: Firing;
  group: Group;
  route: Route;
  hold: Hold | undefined;
}

export function viewAlerting(setup: Setup, state: AlertingState, reading: AlertingReading): AlertingView {
  const { nowUs } = reading;
  const bundles = new Map<string, Shown[]>();
  const heldBack: Partial<Record<HeldBackBy, number>> = {};
  let [told, waiting] = [0, 0];
  for (const firing of state.firings) {
    const shown = firing.groups.map((id): Shown => {
      const route = setup.routes.get(routeIdOf(id))!;
      return { firing, group: state.groups[id]!, route, hold: holdOf(setup, state, route, firing, nowUs) };
    });
    for (const one of shown) {
      const id = bundleOf(state, one);
      bundles.set(id, [...(bundles.get(id) ?? []), one]);
    }
    const hold = shown.every((one) => one.hold !== undefined) ? shown[0]?.hold : undefined;
    if (firing.toldAtUs !== undefined) told += 1;
    else if (hold === undefined) waiting += 1;
    else heldBack[hold.by] = (heldBack[hold.by] ?? 0) + 1;
  }
  const groups = [...bundles].map(([id, shown]) => viewGroup(setup, state, reading, id, shown));
  return {
    groups: ranked(groups, setup.quality.rank),
    silences: state.silences.map((silence) => ({ ...silence, state: silenceState(silence, nowUs) })),
    notifications: state.notifications.slice(-NOTIFICATIONS_MAX),
    counts: { fired: state.firings.length, told, waiting, heldBack },
  };
}

/** Alerts that page one by one are still read together, rule by rule; incidents that turned out to be one, as one. */
function bundleOf({ incidents }: AlertingState, { route, firing, group }: Shown): string {
  if (route.eager) return `${route.id} ${firing.alert.alert}`;
  return route.groupBy === 'incident' && firing.incident !== undefined
    ? groupId(route, {}, wholeIncident(incidents, firing.incident))
    : group.id;
}

function holdOf(setup: Setup, state: AlertingState, route: Route, firing: Firing, nowUs: SimTimeUs): Hold | undefined {
  if (firing.alert.state !== 'firing') {
    if (firing.toldAtUs !== undefined) return undefined;
    return firing.hold ?? { by: 'ended first', because: 'It was over before its group was due' };
  }
  const muted = mutedBy(setup, state, route, firing, nowUs);
  if (muted !== undefined || firing.toldAtUs !== undefined) return muted;
  // Without timer nothing is looked at again before the next rule instant: what was decided at the last one stands until then.
  const stands = firing.hold !== undefined && (route.eager || ['duplicate', 'rate limit', 'storm'].includes(firing.hold.by));
  const decided = stands ? firing.hold : undefined;
  return quietedBy(setup, state, route, firing, nowUs) ?? decided;
}

function viewGroup(setup: Setup, state: AlertingState, reading: AlertingReading, id: string, shown: readonly Shown[]): AlertGroup {
  const { group, route, firing: first } = shown[0]!;
  const own = [...new Set(shown.map((one) => one.group))];
  const told = own.flatMap((one) => state.told[one.id]?.atUs ?? []);
  const incidents = new Set(
    shown.flatMap(({ firing: { incident } }) => (incident === undefined ? [] : wholeIncident(state.incidents, incident))),
  );
  const together = [...incidents].slice(0, 1).flatMap((index) => state.incidents[index]!.firings.map((member) => state.firings[member]!));
  const burning = together.filter(({ alert }) => alert.state === 'firing');
  const active = shown.filter(({ firing }) => firing.alert.state === 'firing').map(({ firing }) => firing);
  return {
    id,
    receiver: setup.receivers.has(route.receiver) ? route.receiver : '',
    labels: route.eager ? { alertname: first.alert.alert } : group.labels,
    rank: 0,
    failedPerS: active.reduce(
      (most, { component }) =>
        component === undefined ? most : Math.max(most, setup.dependencies.failedPerS(component, reading.failedPerS)),
      0,
    ),
    probableRoot: rootText(probableRoot(burning.length > 0 ? burning : together, setup.dependencies)),
    alerts: shown.map(
      ({ firing, hold }): AlertState => ({
        alert: firing.alert,
        receivers: [...new Set(firing.groups.map((one) => setup.routes.get(routeIdOf(one))!.receiver))],
        toldAtUs: firing.toldAtUs,
        heldBack: hold,
        acknowledged: Object.hasOwn(reading.acknowledged, firing.alert.alert),
      }),
    ),
    lastToldAtUs: told.length === 0 ? undefined : Math.max(...told),
    nextTellAtUs: least(own.flatMap((one) => nextTell(setup, state, one, route, shown, reading.nowUs) ?? [])),
  };
}

function nextTell(
  setup: Setup,
  state: AlertingState,
  group: Group,
  route: Route,
  shown: readonly Shown[],
  nowUs: SimTimeUs,
): SimTimeUs | undefined {
  const { flushAtUs } = group;
  if (flushAtUs === undefined || isGone(group, nowUs)) return undefined;
  const members = new Set(Object.values(group.members).map((index) => state.firings[index]));
  const open = shown.filter(({ firing, hold }) => members.has(firing) && hold === undefined);
  const ends = setup.receivers.get(route.receiver)?.sendsResolved === true;
  if (open.some(({ firing }) => (firing.alert.state === 'firing' ? firing.toldAtUs === undefined : ends))) return flushAtUs;
  const told = state.told[group.id];
  if (open.length === 0 || told === undefined || route.repeatIntervalUs === Number.POSITIVE_INFINITY) return undefined;
  const missingUs = Math.max(0, told.atUs + route.repeatIntervalUs - flushAtUs);
  return flushAtUs + Math.ceil(missingUs / route.groupIntervalUs) * route.groupIntervalUs;
}

const least = (instants: readonly SimTimeUs[]): SimTimeUs | undefined => (instants.length === 0 ? undefined : Math.min(...instants));

/** What fires comes first: by impact, then by the instant it began; what is over follows, the newest first. */
function ranked(groups: readonly AlertGroup[], byImpact: boolean): AlertGroup[] {
  const firing = ({ alerts }: AlertGroup): AlertState[] => alerts.filter(({ alert }) => alert.state === 'firing');
  const begin = (group: AlertGroup): SimTimeUs =>
    firing(group).reduce((least, { alert }) => Math.min(least, alert.firedAtUs ?? alert.activeAtUs), Number.POSITIVE_INFINITY);
  const end = ({ alerts }: AlertGroup): SimTimeUs => alerts.reduce((most, { alert }) => Math.max(most, alert.resolvedAtUs ?? 0), 0);
  const now = groups.filter((group) => firing(group).length > 0);
  const over = groups.filter((group) => firing(group).length === 0);
  now.sort((a, b) => (byImpact ? b.failedPerS - a.failedPerS : 0) || begin(a) - begin(b));
  over.sort((a, b) => end(b) - end(a));
  return [...now, ...over].map((group, index) => ({ ...group, rank: index + 1 }));
}
