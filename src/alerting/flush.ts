// A group's turn to be told: what may pass, whether anything changed since the last time, and the notification
// (dispatch/dispatch.go: aggrGroup.run and flush; notify/notify.go: MuteStage, TimeMuteStage, DedupStage.needsUpdate, RetryStage).
import type { AlertInstance } from '../schema/index.ts';
import type { Route } from './model.ts';
import { mutedBy } from './mutes.ts';
import { holdFresh, noteTold } from './quality.ts';
import type { Firing, Group, Told } from './state.ts';
import { clock, notificationText } from './texts.ts';
import type { Work } from './work.ts';

/** Flushes a group and sets its timer for the next time. */
export function flush(work: Work, id: string): void {
  const group = work.groups[id]!;
  const route = work.setup.routes.get(group.route)!;
  const flushAtUs = group.flushAtUs === undefined ? undefined : work.nowUs + route.groupIntervalUs;
  work.groups[id] = { ...group, flushAtUs, flushed: true };
  const members = Object.values(group.members);
  if (members.length === 0) return;
  const { receiver } = route;
  const entry = lastTold(work, group, route);
  const passing = members.filter((index) => passes(work, route, index));
  const firing = holdFresh(
    work,
    route,
    passing.filter((index) => isFiring(work, index)),
    (index) => entryNow(work, id, entry)?.firing.includes(work.firings[index]!.key) === true,
  );
  // What was never told and was held back is not told as over either.
  const resolved = passing.filter((index) => !isFiring(work, index) && work.firings[index]!.hold === undefined);
  const told = entryNow(work, id, entry);
  notice(work, told, firing);
  if (needsUpdate(work, route, told, firing, resolved)) tell(work, group, receiver, firing, resolved);
  forget(work, id);
}

/** The entry as it was, or as a storm's summary has just written it. */
const entryNow = (work: Work, id: string, entry: Told | undefined): Told | undefined =>
  work.told[id]?.atUs === work.nowUs ? work.told[id] : entry;

const isFiring = (work: Work, index: number): boolean => work.firings[index]!.alert.state === 'firing';

/** Entries of the log expire after twice the repeat interval. */
function lastTold(work: Work, group: Group, { repeatIntervalUs }: Route): Told | undefined {
  const entry = work.told[group.id];
  return entry === undefined || work.nowUs > entry.atUs + 2 * repeatIntervalUs ? undefined : entry;
}

function passes(work: Work, route: Route, index: number): boolean {
  const firing = work.firings[index]!;
  const hold = mutedBy(work.setup, work, route, firing, work.nowUs);
  if (hold === undefined) return true;
  if (isFiring(work, index)) work.hold(index, hold);
  return false;
}

/** What the receiver knows already is held back no longer; a new firing of it is the same alert to the log. */
function notice(work: Work, told: Told | undefined, firing: readonly number[]): void {
  for (const index of firing) {
    const { key, toldAtUs } = work.firings[index]!;
    if (told?.firing.includes(key) !== true) continue;
    const because = `Told at ${clock(work.setup, told.atUs)}; it ended and began again before its group was due`;
    work.hold(index, toldAtUs === undefined ? { by: 'duplicate', because } : undefined);
  }
}

function needsUpdate(work: Work, route: Route, told: Told | undefined, firing: readonly number[], resolved: readonly number[]): boolean {
  const keyOf = (index: number): string => work.firings[index]!.key;
  if (told === undefined) return firing.length > 0;
  if (!firing.every((index) => told.firing.includes(keyOf(index)))) return true;
  if (firing.length === 0) return told.firing.length > 0;
  if (work.setup.receivers.get(route.receiver)?.sendsResolved === true && !resolved.every((index) => told.resolved.includes(keyOf(index))))
    return true;
  return work.nowUs - told.atUs >= Math.max(route.repeatIntervalUs, work.setup.quality.deduplicate);
}

function tell(work: Work, group: Group, receiver: string, firing: readonly number[], resolved: readonly number[]): void {
  const sendsResolved = work.setup.receivers.get(receiver)?.sendsResolved === true;
  const over = sendsResolved ? resolved : [];
  const keys = (indices: readonly number[]): string[] => indices.map((index) => work.firings[index]!.key);
  noteTold(work, receiver, group.id, [...firing, ...over]);
  work.told[group.id] = { atUs: work.nowUs, firing: keys(firing), resolved: keys(resolved) };
  if (firing.length + over.length === 0) return;
  const alerts = (indices: readonly number[]): AlertInstance[] =>
    inOrder(indices.map((index) => work.firings[index]!)).map(({ alert }) => alert);
  const [now, ended] = [alerts(firing), alerts(over)];
  work.say(receiver, group.labels, now, ended, notificationText(now, ended), false);
}

/** By the instant they fired, then as the rules gave them. */
function inOrder(firings: readonly Firing[]): Firing[] {
  return [...firings].sort((a, b) => a.firedAtUs - b.firedAtUs);
}

/** Alerts that are over leave the group, told or not. */
function forget(work: Work, id: string): void {
  const group = work.groups[id]!;
  const members = Object.fromEntries(Object.entries(group.members).filter(([, index]) => isFiring(work, index)));
  work.groups[id] = { ...group, members, emptySinceUs: Object.keys(members).length === 0 ? work.nowUs : undefined };
}
