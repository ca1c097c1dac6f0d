// Taming beyond Alertmanager: maintenance, topology, cooldown, storms and rates decide over what a receiver has not been told yet.
// After document 002 (IntelligentAlertingSystem.should_fire_alert) and 004 (should_fire_alert).
import type { SimTimeUs } from '../schema/index.ts';
import { probableRoot, rootText } from './incidents.ts';
import type { Route } from './model.ts';
import { firingNow, mutedBy, quietedBy } from './mutes.ts';
import { routeIdOf } from './routing.ts';
import type { Hold } from './state.ts';
import { clock, summaryText } from './texts.ts';
import type { Work } from './work.ts';

/**
 * Holds back what the scenario's wishes say; what is left may be told.
 * @param isKnown whether the receiver knows of a firing already
 */
export function holdFresh(work: Work, route: Route, firing: readonly number[], isKnown: (index: number) => boolean): number[] {
  const { dependencies, quality } = work.setup;
  const depth = (index: number): number => dependencies.depthOf(work.firings[index]!.component);
  const fresh = firing.filter((index) => !isKnown(index));
  // What follows from another waits for what is decided over that one.
  if (quality.suppressDownstream) fresh.sort((a, b) => depth(a) - depth(b));
  const held = new Set<number>();
  for (const index of fresh) {
    const why = holdOf(work, route, index, isKnown);
    if (why === undefined) continue;
    work.hold(index, why);
    held.add(index);
  }
  return firing.filter((index) => !held.has(index));
}

function holdOf(work: Work, route: Route, index: number, isKnown: (index: number) => boolean): Hold | undefined {
  const firing = work.firings[index]!;
  const quieted = quietedBy(work.setup, work, route, firing, work.nowUs) ?? duplicateOf(work, route.receiver, index);
  // A summary told a moment ago may have spoken of it.
  if (quieted !== undefined || isKnown(index)) return quieted;
  if (work.storm !== undefined) {
    const saidAtUs = work.storm.told[route.receiver];
    if (saidAtUs !== undefined) return { by: 'storm', because: `Part of the storm told of at ${clock(work.setup, saidAtUs)}` };
    tellSummary(work, route.receiver, false);
    if (isKnown(index)) return undefined;
  }
  return beyondRate(work, route.receiver, firing.alert.alert);
}

/** Notes what a receiver is being told: cooldowns and rates count from here. */
export function noteTold(work: Work, receiver: string, group: string, indices: readonly number[]): void {
  const { nowUs, setup } = work;
  const before = work.told[group];
  const rules = new Set<string>();
  for (const index of indices) {
    const { key, alert } = work.firings[index]!;
    work.change(index, { toldAtUs: nowUs, hold: undefined });
    if (alert.state !== 'firing' || before?.firing.includes(key) === true) continue;
    rules.add(alert.alert);
    if (setup.quality.deduplicate > 0) work.lastTold[`${receiver} ${key}`] = nowUs;
  }
  const perUs = setup.quality.rateLimit?.per;
  if (perUs === undefined) return;
  for (const rule of rules) work.ruleTold[`${receiver} ${rule}`] = [...recent(work.ruleTold[`${receiver} ${rule}`], nowUs - perUs), nowUs];
}

/** Notices that a storm begins or ends; at its end those hear of the rest who were told of its beginning. */
export function watchStorm(work: Work): void {
  const { storm } = work.setup.quality;
  if (storm === undefined) return;
  const sinceUs = work.nowUs - storm.within;
  const reaches = (group: string): boolean => work.setup.receivers.has(work.setup.routes.get(routeIdOf(group))!.receiver);
  const count = work.firings.filter(({ firedAtUs, groups }) => firedAtUs > sinceUs && groups.some(reaches)).length;
  if (count >= storm.count) work.storm ??= { beganAtUs: work.nowUs, told: {} };
  else if (work.storm !== undefined) {
    for (const receiver of Object.keys(work.storm.told)) tellSummary(work, receiver, true);
    work.storm = undefined;
  }
}

function duplicateOf(work: Work, receiver: string, index: number): Hold | undefined {
  const saidAtUs = work.lastTold[`${receiver} ${work.firings[index]!.key}`];
  if (saidAtUs === undefined || work.nowUs - saidAtUs >= work.setup.quality.deduplicate) return undefined;
  return { by: 'duplicate', because: `Told at ${clock(work.setup, saidAtUs)}, which is within the cooldown` };
}

function beyondRate(work: Work, receiver: string, rule: string): Hold | undefined {
  const { rateLimit } = work.setup.quality;
  if (rateLimit === undefined) return undefined;
  const count = recent(work.ruleTold[`${receiver} ${rule}`], work.nowUs - rateLimit.per).length;
  if (count < rateLimit.count) return undefined;
  return { by: 'rate limit', because: `${rule} was told ${count === 1 ? 'once' : `${count} times`} in the last ${minutes(rateLimit.per)}` };
}

/** One message for all that a receiver has not been told and that nothing else holds back; its groups' log says that it was told. */
function tellSummary(work: Work, receiver: string, closing: boolean): void {
  const { setup, nowUs } = work;
  const covered = firingNow(work).flatMap((firing) => {
    const groups = firing.groups.filter((id) => setup.routes.get(routeIdOf(id))!.receiver === receiver);
    const route = setup.routes.get(routeIdOf(groups[0] ?? ''));
    if (route === undefined || firing.toldAtUs !== undefined || (closing && firing.hold?.by !== 'storm')) return [];
    if (mutedBy(setup, work, route, firing, nowUs) !== undefined || quietedBy(setup, work, route, firing, nowUs) !== undefined) return [];
    return duplicateOf(work, receiver, work.newest[firing.key]!) === undefined ? [{ firing, groups }] : [];
  });
  if (work.storm !== undefined) work.storm = { ...work.storm, told: { ...work.storm.told, [receiver]: nowUs } };
  if (covered.length === 0) return;
  for (const { firing, groups } of covered) {
    work.change(work.newest[firing.key]!, { toldAtUs: nowUs, hold: undefined });
    if (setup.quality.deduplicate > 0) work.lastTold[`${receiver} ${firing.key}`] = nowUs;
    for (const id of groups) {
      const entry = work.told[id];
      work.told[id] = { atUs: nowUs, firing: [...(entry?.firing ?? []), firing.key], resolved: entry?.resolved ?? [] };
    }
  }
  const firings = covered.map(({ firing }) => firing);
  const components = [...new Set(firings.flatMap(({ component }) => component ?? []))];
  const alerts = firings.map(({ alert }) => alert);
  const root = probableRoot(firings, setup.dependencies);
  // Where no alert speaks of what they all need, the need itself is worth a look.
  const source = { root: rootText(root), shared: root === undefined ? setup.dependencies.sharedNeed(components) : undefined };
  work.say(receiver, {}, alerts, [], summaryText(alerts, components, source, closing), true);
}

const recent = (instants: readonly SimTimeUs[] | undefined, sinceUs: SimTimeUs): SimTimeUs[] =>
  (instants ?? []).filter((atUs) => atUs > sinceUs);

const minutes = (us: SimTimeUs): string => (us % 60_000_000 === 0 ? `${us / 60_000_000} min` : `${us / 1_000_000} s`);
