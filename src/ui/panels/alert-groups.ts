// How alert groups read in the pager: their name, what is in them, and which of them belong in the list at all.
import type { AlertGroup, AlertState, DrillView, Silence } from '../../schema/index.ts';
import { clockText } from '../theme/format.ts';

type Alerting = DrillView['alerting'];
export interface HeldAlert {
  state: AlertState;
  group: AlertGroup;
}

export const isFiring = ({ alert }: AlertState): boolean => alert.state === 'firing';

/** What speaks for itself: told, or waiting for its turn. */
export const spoken = (group: AlertGroup): AlertState[] => group.alerts.filter(({ heldBack }) => heldBack === undefined);

/** Firing groups as ranked, then those that are over; a group of which everything is held back is not in the list. */
export function listedGroups({ groups }: Alerting): { firing: AlertGroup[]; over: AlertGroup[] } {
  const listed = groups.filter((group) => spoken(group).length > 0);
  return { firing: listed.filter((group) => spoken(group).some(isFiring)), over: listed.filter((group) => !spoken(group).some(isFiring)) };
}

/** How many alerts could be acknowledged now. */
export const pagesWaiting = ({ groups }: Alerting): number =>
  groups.reduce((sum, group) => sum + spoken(group).filter((state) => isFiring(state) && !state.acknowledged).length, 0);

/** Everything held back, what fires first, then the newest; an alert of several groups once, unless one of them tells of it. */
export function heldAlerts({ groups }: Alerting): HeldAlert[] {
  const keyOf = ({ alert }: AlertState): string => `${JSON.stringify(alert.labels)} ${alert.firedAtUs ?? ''}`;
  const told = new Set(groups.flatMap((group) => spoken(group).map(keyOf)));
  const held = new Map<string, HeldAlert>();
  for (const group of groups)
    for (const state of group.alerts) {
      const key = keyOf(state);
      if (state.heldBack !== undefined && !told.has(key) && !held.has(key)) held.set(key, { state, group });
    }
  return [...held.values()].sort(
    (a, b) => Number(isFiring(b.state)) - Number(isFiring(a.state)) || (b.state.alert.firedAtUs ?? 0) - (a.state.alert.firedAtUs ?? 0),
  );
}

/** Names of the alerts with how many of each, the most frequent first. */
export function countedNames(alerts: readonly AlertState[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { alert } of alerts) counts.set(alert.alert, (counts.get(alert.alert) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** The name of its alert, or how many there are. */
export function groupTitle(group: AlertGroup): string {
  const names = countedNames(spoken(group));
  return names.length === 1 ? names[0]![0] : `${names.length} kinds of alerts together`;
}

/** What speaks for itself and fires, by name. */
export const firingNames = ({ groups }: Alerting): string[] =>
  [
    ...new Set(
      groups.flatMap((group) =>
        spoken(group)
          .filter(isFiring)
          .map(({ alert }) => alert.alert),
      ),
    ),
  ].sort();

export const newNames = (known: readonly string[], names: readonly string[]): string[] => names.filter((name) => !known.includes(name));

/** What somebody who is called reads first: which alerts, since when, what they say. */
export function escalationReason(group: AlertGroup, startsAtMs: number): string {
  const firing = spoken(group).filter(isFiring);
  const sinceUs = Math.min(...firing.map(({ alert }) => alert.firedAtUs ?? alert.activeAtUs));
  const names = countedNames(firing).map(([name, count]) => (count === 1 ? name : `${name} ×${count}`));
  const summary = firing[0]?.alert.annotations['summary'];
  return `${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}, firing since ${clockText(startsAtMs, sinceUs)}.${summary === undefined ? '' : ` ${summary.replace(/\.$/, '')}.`}`;
}

/** Labels that tell the alerts of a list apart. */
export function distinctLabels(alerts: readonly AlertState[], { alert }: AlertState): string {
  const same = (name: string): boolean => alerts.every((other) => other.alert.labels[name] === alert.labels[name]);
  const shown = Object.entries(alert.labels).filter(([name]) => name !== 'alertname' && (alerts.length === 1 || !same(name)));
  return shown.map(([name, value]) => `${name}=${value}`).join(' ');
}

type Matcher = Silence['matchers'][number];

/** What a silence for this group would name: the labels its alerts share, or else their names. */
export function sharedMatchers(group: AlertGroup): Matcher[] {
  const alerts = spoken(group);
  const [first, ...others] = alerts;
  if (first === undefined) return [];
  const shared = Object.entries(first.alert.labels)
    .filter(([name, value]) => name !== 'severity' && others.every((other) => other.alert.labels[name] === value))
    .map(([name, value]): Matcher => ({ name, op: '=', value }));
  if (shared.length > 0) return shared;
  const names = countedNames(alerts).map(([name]) => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return [{ name: 'alertname', op: '=~', value: names.join('|') }];
}

/** Whether labels meet the matchers; undefined while one of them cannot be read. The drill decides: this is a preview. */
export function fits(matchers: readonly Matcher[], labels: Readonly<Record<string, string>>): boolean | undefined {
  let all = true;
  for (const { name, op, value } of matchers) {
    const found = labels[name] ?? '';
    if (op === '=' || op === '!=') all &&= (found === value) === (op === '=');
    else {
      try {
        all &&= new RegExp(`^(?:${value})$`, 's').test(found) === (op === '=~');
      } catch {
        return undefined;
      }
    }
  }
  return all;
}
