// What keeps an alert of a group from being told whatever the group has been told before: silences, inhibition, times
// (notify/mute.go, inhibit/inhibit.go: InhibitRule.hasEqual, silence/silence.go), and the scenario's maintenance windows and topology.
import type { HeldBackBy, Silence, SimTimeUs } from '../schema/index.ts';
import { matchesAll } from './matchers.ts';
import type { Route } from './model.ts';
import { routeIdOf } from './routing.ts';
import type { Setup } from './setup.ts';
import type { AlertingState, Firing, Hold } from './state.ts';
import { clock } from './texts.ts';
import { containsTime } from './time-intervals.ts';

type Known = Pick<AlertingState, 'firings' | 'newest' | 'silences'>;

/** As Alertmanager decides it: a route without receiver, inhibition, times, silences. */
export function mutedBy(setup: Setup, known: Known, route: Route, firing: Firing, nowUs: SimTimeUs): Hold | undefined {
  if (!setup.receivers.has(route.receiver)) return { by: 'no receiver', because: setup.unrouted };
  return inhibitedBy(setup, known, firing) ?? mutedByTime(setup, route, nowUs) ?? silencedBy(setup, known.silences, firing, nowUs);
}

/** As the scenario wishes it, beyond Alertmanager. */
export function quietedBy(setup: Setup, known: Known, route: Route, firing: Firing, nowUs: SimTimeUs): Hold | undefined {
  const window = setup.maintenance.find(
    ({ fromUs, toUs, components }) =>
      nowUs >= fromUs &&
      nowUs < toUs &&
      (components.length === 0 || (firing.component !== undefined && components.includes(firing.component))),
  );
  if (window !== undefined)
    return { by: 'maintenance', because: `Maintenance until ${clock(setup, window.toUs)}${window.note === '' ? '' : `: ${window.note}`}` };
  const root = setup.quality.suppressDownstream ? upstreamOf(setup, known, route, firing) : undefined;
  if (root === undefined) return undefined;
  return { by: 'downstream', because: `${firing.component} depends on ${root.component}, of which ${root.alert.alert} tells` };
}

export function silenceState({ startsAtUs, endsAtUs }: Silence, nowUs: SimTimeUs): 'pending' | 'active' | 'expired' {
  if (nowUs >= endsAtUs) return 'expired';
  return nowUs < startsAtUs ? 'pending' : 'active';
}

/** The newest firing of every alert that fires now. */
export function firingNow({ firings, newest }: Pick<AlertingState, 'firings' | 'newest'>): Firing[] {
  return Object.values(newest).flatMap((index) => {
    const firing = firings[index];
    return firing !== undefined && firing.alert.state === 'firing' ? [firing] : [];
  });
}

function inhibitedBy(setup: Setup, known: Known, { alert: { labels } }: Firing): Hold | undefined {
  for (const { source, target, equal } of setup.inhibitRules) {
    if (!matchesAll(target, labels)) continue;
    // An alert on both sides is not inhibited by others on both sides, itself among them.
    const twoSided = matchesAll(source, labels);
    const by = firingNow(known).find(
      ({ alert: other }) =>
        matchesAll(source, other.labels) &&
        equal.every((name) => labelOf(other.labels, name) === labelOf(labels, name)) &&
        !(twoSided && matchesAll(target, other.labels)),
    );
    if (by !== undefined) return { by: 'inhibition', because: `Inhibited while ${by.alert.alert} fires` };
  }
  return undefined;
}

const labelOf = (labels: Firing['alert']['labels'], name: string): string => (Object.hasOwn(labels, name) ? labels[name]! : '');

function mutedByTime(setup: Setup, route: Route, nowUs: SimTimeUs): Hold | undefined {
  const atMs = setup.startsAtMs + nowUs / 1_000;
  const holds = (name: string): boolean => (setup.timeIntervals[name] ?? []).some((span) => containsTime(span, atMs));
  if (route.activeTimes.length > 0 && !route.activeTimes.some(holds))
    return { by: 'mute time', because: `Told only during ${route.activeTimes.join(', ')}` };
  const mute = route.muteTimes.find(holds);
  return mute === undefined ? undefined : { by: 'mute time', because: `Not told during ${mute}` };
}

function silencedBy(setup: Setup, silences: readonly Silence[], firing: Firing, nowUs: SimTimeUs): Hold | undefined {
  const silence = silences.find(
    (candidate) => silenceState(candidate, nowUs) === 'active' && matchesAll(candidate.matchers, firing.alert.labels),
  );
  if (silence === undefined) return undefined;
  const comment = silence.comment === '' ? '' : `: ${silence.comment}`;
  return { by: 'silence', because: `Silence ${silence.id} of ${silence.createdBy} until ${clock(setup, silence.endsAtUs)}${comment}` };
}

/** What keeps an alert from being told although its receiver knows of it, or somebody does. */
const KNOWN: readonly HeldBackBy[] = ['silence', 'inhibition', 'downstream', 'duplicate', 'storm'];

/** An alert of the same receiver further up that is told, waits for its group, or is known all the same. */
function upstreamOf(setup: Setup, known: Known, route: Route, { component }: Firing): Firing | undefined {
  if (component === undefined) return undefined;
  const { dependencies } = setup;
  const candidates = firingNow(known).filter(
    (other) =>
      other.component !== undefined &&
      dependencies.isDownstream(component, other.component) &&
      other.groups.some((id) => setup.routes.get(routeIdOf(id))?.receiver === route.receiver) &&
      (other.toldAtUs !== undefined || other.hold === undefined || KNOWN.includes(other.hold.by)),
  );
  return candidates.find(
    (one) => !candidates.some((other) => other.component !== one.component && dependencies.isDownstream(one.component!, other.component!)),
  );
}
