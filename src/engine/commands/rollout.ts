// Rollouts: replacing the pods of a service by another revision, one after another or all at once beside the old ones (blue-green).
// Replica i (from 0) is swapped at start + (i + 1) × each: the new one serves from that instant, the old one drains. A replica that does not
// come up is tried once more, then the rollout stops where it is. Rules: `src/engine/commands/README.md`.
import type { DeploymentRecord, SimTimeUs } from '../../schema/index.ts';
import type { Control } from '../control/control.ts';
import { comesUp, drainPod, killPod, livePods, podBySerial, reportScaled, startPod, startsUs } from '../control/pods.ts';
import type { Pod, Rollout } from '../control/state.ts';

/** Without a change in its history a service replaces one replica in this time. */
const EACH_DEFAULT_US: SimTimeUs = 20_000_000;

export interface RolloutPlan {
  service: number;
  purpose: Rollout['purpose'];
  strategy: Rollout['strategy'];
  to: number;
  eachUs: SimTimeUs;
  /** Blue-green: from the start until traffic switches. */
  switchesAfterUs?: SimTimeUs;
  fails: number;
  summary: string;
  author: string;
  notes?: string | undefined;
  /** Chance that a replica does not come up when this is rolled back later. */
  rollbackFails?: number;
}

export const rolloutOf = (control: Control, service: number): Rollout | undefined =>
  control.state.rollouts.find((rollout) => rollout.service === service);
const byId = (control: Control, id: number): Rollout | undefined => control.state.rollouts.find((rollout) => rollout.id === id);
const nameOf = (control: Control, service: number): string => control.world.plan.services[service]!.name;
const versionOf = (control: Control, service: number, revision: number): string =>
  control.state.services[service]!.revisions[revision]!.version;

/** Time one replica takes: that of the service’s newest change. */
export function eachOf(control: Control, service: number): SimTimeUs {
  return control.state.services[service]!.history.at(-1)?.eachUs ?? EACH_DEFAULT_US;
}

/** Begins a rollout and returns when it ends if nothing goes wrong. The service has none under way. */
export function beginRollout(control: Control, plan: RolloutPlan): SimTimeUs {
  const { state, nowUs } = control;
  const service = state.services[plan.service]!;
  const outdated = outdatedPods(control, plan.service, plan.to, plan.strategy === 'restart' ? state.nextSerial : undefined);
  const rollout: Rollout = {
    id: control.newId(),
    service: plan.service,
    strategy: plan.strategy,
    purpose: plan.purpose,
    to: plan.to,
    record: -1,
    eachUs: plan.eachUs,
    fails: plan.fails,
    startedAtUs: nowUs,
    firstSerial: state.nextSerial,
    paused: false,
    held: false,
    old: -1,
    fresh: [],
    tries: 0,
    done: 0,
    total: outdated.length,
  };
  if (plan.strategy !== 'restart') {
    rollout.record = recordDeployment(control, plan, nowUs, rollout.total);
    service.history.push({
      from: service.current,
      to: plan.to,
      record: rollout.record,
      eachUs: plan.eachUs,
      rollbackFails: plan.rollbackFails ?? 0,
    });
    service.current = plan.to;
  }
  state.rollouts.push(rollout);
  control.chronicle.fact(
    'rollout.started',
    nameOf(control, plan.service),
    `${plan.purpose} to ${versionOf(control, plan.service, plan.to)}, ${rollout.total} replicas`,
  );
  if (rollout.total === 0) {
    finish(control, rollout);
    return nowUs;
  }
  switch (plan.strategy) {
    case 'rolling':
      scheduleStep(control, rollout);
      return nowUs + rollout.total * stepUs(control, rollout);
    case 'restart':
      control.schedule(nowUs, { do: 'restart.replica', id: rollout.id });
      return nowUs + rollout.total * stepUs(control, rollout);
    case 'blue-green': {
      const switchesAfter = Math.max(plan.switchesAfterUs ?? 0, startsUs(control, plan.service));
      control.schedule(nowUs + switchesAfter - startsUs(control, plan.service), { do: 'rollout.start-green', id: rollout.id });
      return nowUs + switchesAfter;
    }
  }
}

function recordDeployment(control: Control, plan: RolloutPlan, atUs: SimTimeUs, total: number): number {
  const record: DeploymentRecord = {
    atUs,
    service: nameOf(control, plan.service),
    from: versionOf(control, plan.service, control.state.services[plan.service]!.current),
    to: versionOf(control, plan.service, plan.to),
    summary: plan.summary,
    author: plan.author,
    status: 'rolling out',
    replicasDone: 0,
    replicasTotal: total,
    notes: plan.notes,
  };
  return control.state.deployments.push(record) - 1;
}

/** A deployment from before the run: in the history and applied to every pod, nothing else. */
export function applyHistory(control: Control, plan: RolloutPlan, atUs: SimTimeUs): void {
  const service = control.state.services[plan.service]!;
  const total = control.world.plan.services[plan.service]!.source.replicas;
  const record = recordDeployment(control, plan, atUs, total);
  control.setRecord(record, { status: 'complete', replicasDone: total });
  service.history.push({ from: service.current, to: plan.to, record, eachUs: plan.eachUs, rollbackFails: plan.rollbackFails ?? 0 });
  service.current = plan.to;
}

/** Pods a rollout has to replace, oldest first. A restart replaces those that were there before it. */
function outdatedPods(control: Control, service: number, to: number, beforeSerial: number | undefined): Pod[] {
  return livePods(control, service).filter((pod) => (beforeSerial === undefined ? pod.revision !== to : pod.serial < beforeSerial));
}

function nextOutdated(control: Control, rollout: Rollout): Pod | undefined {
  return outdatedPods(control, rollout.service, rollout.to, rollout.strategy === 'restart' ? rollout.firstSerial : undefined).find(
    (pod) => !rollout.fresh.includes(pod.serial),
  );
}

function stepUs(control: Control, rollout: Rollout): SimTimeUs {
  return Math.max(rollout.eachUs, startsUs(control, rollout.service));
}

function scheduleStep(control: Control, rollout: Rollout): void {
  const beginsIn = stepUs(control, rollout) - startsUs(control, rollout.service);
  control.schedule(control.nowUs + beginsIn, { do: 'rollout.start-replica', id: rollout.id });
}

/** Live pods of the same revision, this one included. */
const siblings = (control: Control, pod: Pod): number =>
  livePods(control, pod.service).filter(({ revision }) => revision === pod.revision).length;

/** Does this replica come up? Drawn from the service’s own stream, once for each start. */
function drawFailure(control: Control, rollout: Rollout): boolean {
  if (rollout.fails === 0) return false;
  return control.world.rolloutChance(rollout.service) < rollout.fails;
}

/** Rolling: the successor of the next pod starts. */
export function startReplica(control: Control, id: number): void {
  const rollout = byId(control, id);
  if (rollout === undefined || holdIfPaused(rollout)) return;
  const old = nextOutdated(control, rollout);
  if (old === undefined) {
    finish(control, rollout);
    return;
  }
  rollout.old = old.serial;
  const pod = startPod(control, rollout.service, rollout.to, startsUs(control, rollout.service), drawFailure(control, rollout));
  rollout.fresh = pod === undefined ? [] : [pod.serial];
  if (pod !== undefined) reportScaled(control, pod, siblings(control, pod) - 1, siblings(control, pod));
  control.schedule(control.nowUs + startsUs(control, rollout.service), { do: 'rollout.swap', id });
}

/** Rolling: the successor serves, the old pod drains; or the successor did not come up. */
export function swapReplica(control: Control, id: number): void {
  const rollout = byId(control, id);
  if (rollout === undefined) return;
  const fresh = podBySerial(control, rollout.fresh[0] ?? -1);
  if (fresh === undefined || fresh.status !== 'ready') {
    if (fresh !== undefined) killPod(control, fresh, 'process.not-ready');
    rollout.fresh = [];
    if (rollout.tries > 0) {
      stop(control, rollout, 'a replica did not come up twice');
      return;
    }
    rollout.tries = 1;
    scheduleStep(control, rollout);
    return;
  }
  const old = podBySerial(control, rollout.old);
  if (old !== undefined) {
    reportScaled(control, old, siblings(control, old), siblings(control, old) - 1);
    drainPod(control, old);
  }
  rollout.tries = 0;
  rollout.fresh = [];
  countReplica(control, rollout, fresh.name);
  if (nextOutdated(control, rollout) === undefined) finish(control, rollout);
  else scheduleStep(control, rollout);
}

/** Blue-green: the whole new set starts, so that it is ready when traffic switches. One that does not come up is tried once more, which delays the switch. */
export function startGreen(control: Control, id: number): void {
  const rollout = byId(control, id);
  if (rollout === undefined || holdIfPaused(rollout)) return;
  const starts = startsUs(control, rollout.service);
  const count = livePods(control, rollout.service).length;
  const failing = Array.from({ length: count }, () => drawFailure(control, rollout));
  const retrying = failing.some((fails) => fails);
  rollout.tries = retrying ? 1 : 0;
  rollout.fresh = [];
  for (const fails of failing) {
    const pod = startPod(control, rollout.service, rollout.to, retrying ? 2 * starts : starts, fails);
    if (pod !== undefined) rollout.fresh.push(pod.serial);
  }
  const first = podBySerial(control, rollout.fresh[0] ?? -1);
  if (first !== undefined) reportScaled(control, first, 0, rollout.fresh.length);
  control.schedule(control.nowUs + starts, { do: 'rollout.switch', id });
}

/** Blue-green: all traffic moves to the new set and the old one drains. */
export function switchTraffic(control: Control, id: number): void {
  const rollout = byId(control, id);
  if (rollout === undefined) return;
  const stillborn = rollout.fresh
    .map((serial) => podBySerial(control, serial))
    .filter((pod) => pod !== undefined && !comesUp(pod)) as Pod[];
  if (rollout.tries === 2 && stillborn.length > 0) {
    abandonFresh(control, rollout);
    stop(control, rollout, 'a replica did not come up twice');
    return;
  }
  if (rollout.tries === 1) {
    rollout.tries = 2;
    for (const pod of stillborn) {
      killPod(control, pod, 'process.not-ready');
      const again = startPod(control, rollout.service, rollout.to, startsUs(control, rollout.service), drawFailure(control, rollout));
      rollout.fresh = rollout.fresh.filter((serial) => serial !== pod.serial);
      if (again !== undefined) rollout.fresh.push(again.serial);
    }
    control.schedule(control.nowUs + startsUs(control, rollout.service), { do: 'rollout.switch', id });
    return;
  }
  const blue = livePods(control, rollout.service).filter(({ serial }) => !rollout.fresh.includes(serial));
  if (blue[0] !== undefined) reportScaled(control, blue[0], blue.length, 0);
  for (const old of blue) drainPod(control, old);
  for (const serial of rollout.fresh) countReplica(control, rollout, podBySerial(control, serial)?.name ?? '');
  finish(control, rollout);
}

/** Restart: the next process ends, with what it has in work, and a new one of the same revision starts. */
export function restartReplica(control: Control, id: number): void {
  const rollout = byId(control, id);
  if (rollout === undefined || holdIfPaused(rollout)) return;
  const old = nextOutdated(control, rollout);
  if (old === undefined) {
    finish(control, rollout);
    return;
  }
  killPod(control, old, 'process.killed');
  const pod = startPod(control, rollout.service, old.revision, startsUs(control, rollout.service));
  countReplica(control, rollout, pod?.name ?? '');
  control.schedule(control.nowUs + stepUs(control, rollout), { do: 'restart.replica', id });
}

function holdIfPaused(rollout: Rollout): boolean {
  if (rollout.paused) rollout.held = true;
  return rollout.paused;
}

function countReplica(control: Control, rollout: Rollout, pod: string): void {
  rollout.done++;
  if (rollout.record >= 0) control.setRecord(rollout.record, { replicasDone: rollout.done });
  control.chronicle.fact('rollout.replica', nameOf(control, rollout.service), `${rollout.done} of ${rollout.total}: ${pod}`);
}

function finish(control: Control, rollout: Rollout): void {
  remove(control, rollout);
  if (rollout.record >= 0)
    control.setRecord(rollout.record, {
      status: 'complete',
      replicasDone: rollout.done,
      replicasTotal: Math.max(rollout.done, rollout.total),
    });
  control.chronicle.fact('rollout.finished', nameOf(control, rollout.service), versionOf(control, rollout.service, rollout.to));
}

/** Ends a rollout where it is. */
export function stop(control: Control, rollout: Rollout, why: string): void {
  remove(control, rollout);
  if (rollout.record >= 0) control.setRecord(rollout.record, { status: 'failed' });
  control.chronicle.fact('rollout.failed', nameOf(control, rollout.service), why);
}

/** Takes the pods that a rollout started but that do not serve yet away again. */
export function abandonFresh(control: Control, rollout: Rollout): void {
  for (const serial of rollout.fresh) {
    const pod = podBySerial(control, serial);
    if (pod !== undefined) killPod(control, pod, comesUp(pod) ? 'process.stopped' : 'process.not-ready');
  }
  rollout.fresh = [];
}

function remove(control: Control, rollout: Rollout): void {
  control.state.rollouts = control.state.rollouts.filter((other) => other !== rollout);
}

export function pauseRollout(control: Control, rollout: Rollout): void {
  rollout.paused = true;
  if (rollout.record >= 0) control.setRecord(rollout.record, { status: 'paused' });
}

/** Goes on with the next replica, which begins anew to be replaced. */
export function resumeRollout(control: Control, rollout: Rollout): void {
  rollout.paused = false;
  if (rollout.record >= 0) control.setRecord(rollout.record, { status: 'rolling out' });
  if (!rollout.held) return;
  rollout.held = false;
  const action =
    rollout.strategy === 'restart'
      ? 'restart.replica'
      : rollout.strategy === 'blue-green'
        ? 'rollout.start-green'
        : 'rollout.start-replica';
  control.schedule(control.nowUs, { do: action, id: rollout.id });
}

/** Expected end of a rollout from now on. */
export function remainingUs(control: Control, rollout: Rollout): SimTimeUs {
  return control.nowUs + (rollout.total - rollout.done) * stepUs(control, rollout);
}
