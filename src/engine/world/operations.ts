/** What commands and faults may do to the world, at the present instant. Services, pools and so on by index, replicas by handle. */
import type { Distribution } from '../../schema/index.ts';
import { NOT_SET } from '../compile/config.ts';
import { writeDistribution } from '../kernel/distributions.ts';
import { holdScope, kill, stopWork } from './abandon.ts';
import { fail, loseConnection, told } from './answers.ts';
import { force } from './breakers.ts';
import { scheduleControl } from './controls.ts';
import { leaveDatabase } from './databases.ts';
import { CONTROL } from './events.ts';
import { run } from './interpreter.ts';
import { nextArrival } from './loop.ts';
import { giveBack, leavePool, resizePool as resize } from './pools.ts';
import { addReady, removeReady, stopWhenDrained } from './replicas.ts';
import {
  BREAKER,
  CELL,
  DATABASE,
  DOING,
  END,
  ERROR,
  FRAME,
  FRAME_FLAG,
  FRAME_WORDS,
  JOURNEY,
  NOTE,
  POOL,
  PROVIDER,
  READY_MAX,
  REPLICA,
  REPLICA_STATUS,
  ROUTE,
  SERVICE,
} from './state.ts';
import { workOf } from './tracing.ts';
import { answered } from './users.ts';
import type { World } from './world.ts';

const FR = FRAME;

/** Handles of every frame in use, in order of place. */
export function liveFrames(w: World): number[] {
  const frames: number[] = [];
  for (let f = w.frameBase; f < w.frameTop; f += FRAME_WORDS) if (lives(w, f)) frames.push(f);
  return frames;
}

/** Whether the frame is a request or a branch, and not free or a user about to click. */
function lives(w: World, f: number): boolean {
  const doing = w.I[f + FR.doing];
  return doing !== DOING.nothing && doing !== DOING.clickWait;
}

/** Every `compute` of the service takes `factor` times as long from now on. */
export function setServiceSlow(w: World, service: number, factor: number): void {
  w.F[(w.plan.services[service]!.offset + SERVICE.slowF) >> 1] = factor;
}

/** The service's work stands still until `untilUs`. */
export function stallService(w: World, service: number, untilUs: number): void {
  const at = w.plan.services[service]!.offset;
  if (w.I[at + SERVICE.stalled] === 0) w.F[(at + SERVICE.stallFromF) >> 1] = w.now;
  w.I[at + SERVICE.stalled] = 1;
  w.F[(at + SERVICE.stallUntilF) >> 1] = Math.max(untilUs, w.F[(at + SERVICE.stallUntilF) >> 1]);
  scheduleControl(w, untilUs, CONTROL.stallEnds, at);
}

export function setDatabaseSlow(w: World, database: number, factor: number): void {
  w.F[(w.plan.databases[database]!.offset + DATABASE.slowF) >> 1] = factor;
}

/** Sessions end: requests that hold or await a connection, and queries, fail. Until it is back every new acquire and query fails at once. */
export function restartDatabase(w: World, index: number, forUs: number): void {
  const database = w.plan.databases[index]!.offset;
  const I = w.I;
  I[database + DATABASE.down] = 1;
  I[database + DATABASE.restarts]++;
  w.F[(database + DATABASE.downUntilF) >> 1] = w.now + forUs;
  scheduleControl(w, w.now + forUs, CONTROL.databaseUp, database);
  const ours = (pool: number) => w.I[pool + POOL.database] === database;
  // Those who wait first, so that no connection or worker that falls free begins something.
  eachFrame(w, (f) => {
    const doing = w.I[f + FR.doing];
    const waitsFor = w.I[f + FR.waitsFor];
    const waits = doing === DOING.poolWait ? ours(waitsFor) : doing === DOING.databaseWait && waitsFor === database;
    if (!waits) return 0;
    if (w.tracing !== undefined) w.tracing.worked(f, workOf(doing), ERROR.databaseDown);
    if (doing === DOING.poolWait) leavePool(w, f);
    else leaveDatabase(w, f);
    return fail(w, f, ERROR.databaseDown);
  });
  eachFrame(w, (f) => {
    const scope = holdScope(w, f, ours);
    if (scope !== 0) return loseConnection(w, f, scope, ERROR.crashed);
    if (w.I[f + FR.doing] !== DOING.query || w.I[f + FR.waitsFor] !== database) return 0;
    stopWork(w, f, true);
    return fail(w, f, ERROR.crashed);
  });
  for (const pool of w.plan.pools) if (w.I[pool.offset + POOL.database] === database) forgetLeaks(w, pool.offset);
}

/** Calls `act` for every frame that still lives when its turn comes, and runs what becomes ready. */
function eachFrame(w: World, act: (f: number) => number): void {
  for (const f of liveFrames(w)) if (lives(w, f)) run(w, act(f));
}

export function resizePool(w: World, pool: number, size: number): void {
  resize(w, w.plan.pools[pool]!.offset, size);
  run(w, 0);
}

/** One connection is lost for ever. @returns false when every connection is in use */
export function leakConnection(w: World, pool: number): boolean {
  const at = w.plan.pools[pool]!.offset;
  if (w.I[at + POOL.inUse] >= w.I[at + POOL.size]) return false;
  w.I[at + POOL.inUse]++;
  w.I[at + POOL.leaked]++;
  return true;
}

/** Every lost connection comes back. */
export function returnLeaked(w: World, pool: number): void {
  forgetLeaks(w, w.plan.pools[pool]!.offset);
  run(w, 0);
}

function forgetLeaks(w: World, pool: number, most = Infinity): void {
  for (let left = Math.min(most, w.I[pool + POOL.leaked]); left > 0; left--) {
    w.I[pool + POOL.leaked]--;
    giveBack(w, pool);
  }
}

/** Ends the sessions of a pool that have been open for at least `openForUs`, lost ones too. @returns how many */
export function killSessions(w: World, index: number, openForUs: number): number {
  const old = (f: number, level: number) => w.now - w.F[(f + (level === 0 ? FR.held0AtF : FR.held1AtF)) >> 1] >= openForUs;
  return endSessions(w, index, w.I[w.plan.pools[index]!.offset + POOL.leaked], old);
}

/** Ends the sessions of a pool that these frames hold, and so many lost ones. @returns how many */
export function killSessionsOf(w: World, index: number, frames: ReadonlySet<number>, leaked: number): number {
  return endSessions(w, index, leaked, (f) => frames.has(f));
}

function endSessions(w: World, index: number, leaked: number, meant: (f: number, level: number) => boolean): number {
  const pool = w.plan.pools[index]!.offset;
  let count = Math.min(leaked, w.I[pool + POOL.leaked]);
  forgetLeaks(w, pool, count);
  run(w, 0);
  eachFrame(w, (f) => {
    const scope = holdScope(w, f, (candidate, level) => candidate === pool && meant(f, level));
    if (scope === 0) return 0;
    count++;
    return loseConnection(w, f, scope, ERROR.crashed);
  });
  return count;
}

/** Offsets of a breaker's states: one when shared, else one for each replica that is not gone. */
export function breakerStates(w: World, index: number): number[] {
  const breaker = w.plan.breakers[index]!;
  if (breaker.offset !== 0) return [breaker.offset];
  const states: number[] = [];
  for (const service of w.plan.services) {
    const own = service.ownBreakers.find((candidate) => candidate.breaker === index);
    if (own !== undefined) for (const replica of replicasOf(w, service.index)) states.push(w.replicaBase + replica + own.offset);
  }
  return states;
}

/** Holds a breaker open by hand, or gives it back to automatic (then it is closed). */
export function forceBreaker(w: World, index: number, open: boolean): void {
  for (const at of breakerStates(w, index)) force(w, at, open);
}

/** What a provider does from now on; what is not named goes on as it is. */
export function setProvider(
  w: World,
  index: number,
  change: { connect?: Distribution | undefined; reply?: Distribution | undefined; errors?: number | undefined },
): void {
  const at = w.plan.providers[index]!.offset;
  if (change.connect !== undefined) writeDistribution(w.I, w.F, w.I[at + PROVIDER.connect], change.connect);
  if (change.reply !== undefined) writeDistribution(w.I, w.F, w.I[at + PROVIDER.reply], change.reply);
  if (change.errors !== undefined) w.F[(at + PROVIDER.errorsF) >> 1] = change.errors;
}

/** The provider is again as the scenario describes it. */
export function resetProvider(w: World, index: number): void {
  const { connect, reply, errors } = w.plan.providers[index]!.source;
  setProvider(w, index, { connect, reply, errors });
}

/** Demand of an open-loop journey times `factor` from now on; what was left of the present gap stretches with it. */
export function setJourneyFactor(w: World, index: number, factor: number): void {
  const journey = w.plan.journeys[index]!.offset;
  const { I, F } = w;
  if (I[journey + JOURNEY.closedUsers] > 0) return;
  const before = F[(journey + JOURNEY.factorF) >> 1];
  if (before === factor) return;
  const mean = F[(journey + JOURNEY.meanGapF) >> 1];
  // A rate of 0: nobody comes, however often.
  if (mean === Infinity) return;
  if (before > 0) F[(journey + JOURNEY.leftF) >> 1] = ((F[(journey + JOURNEY.nextAtF) >> 1] - w.now) * before) / mean;
  F[(journey + JOURNEY.factorF) >> 1] = factor;
  I[journey + JOURNEY.arrivalTimer] = 0;
  if (factor === 0) return;
  w.scratch[0] = F[(journey + JOURNEY.leftF) >> 1];
  nextArrival(w, journey);
}

/** Handles of a service's replicas that are not gone, in order of start. */
export function replicasOf(w: World, service: number): number[] {
  const { I, plan } = w;
  const at = plan.services[service]!.offset;
  const handles: number[] = [];
  for (let replica = 0; replica < w.replicaTop; replica += plan.replicaWords) {
    const rp = w.replicaBase + replica;
    if (I[rp + REPLICA.service] === at && I[rp + REPLICA.status] !== REPLICA_STATUS.free) handles.push(replica);
  }
  return handles.sort((a, b) => I[w.replicaBase + a + REPLICA.ordinal] - I[w.replicaBase + b + REPLICA.ordinal]);
}

/**
 * Starts a replica with a version and the values of its configuration (in the order of the service's `configKeys`).
 * @param readyInUs  0: takes requests at once
 * @returns its handle, -1 when the service has as many as it may have
 */
export function startReplica(w: World, service: number, version: number, config: ArrayLike<number>, readyInUs: number): number {
  const { plan } = w;
  const servicePlan = plan.services[service]!;
  if (replicasOf(w, service).length >= READY_MAX) return -1;
  const replica = freeRecord(w);
  const rp = w.replicaBase + replica;
  const { I, F } = w;
  I.fill(0, rp, rp + plan.replicaWords);
  const at = servicePlan.offset;
  I[rp + REPLICA.service] = at;
  I[rp + REPLICA.status] = REPLICA_STATUS.starting;
  I[rp + REPLICA.concurrency] = I[at + SERVICE.concurrency];
  I[rp + REPLICA.queueLimit] = I[at + SERVICE.queueLimit];
  I[rp + REPLICA.ordinal] = I[at + SERVICE.started]++;
  I[rp + REPLICA.version] = version;
  I[rp + REPLICA.index] = replica / plan.replicaWords;
  for (const own of servicePlan.ownBreakers) I[rp + own.offset + BREAKER.index] = own.breaker;
  F[(rp + REPLICA.startedAtF) >> 1] = w.now;
  F[(rp + REPLICA.readyAtF) >> 1] = w.now + readyInUs;
  servicePlan.configKeys.forEach((_, key) => {
    F[(rp + plan.configBase + 2 * key) >> 1] = config[key] ?? NOT_SET;
  });
  if (readyInUs > 0) {
    scheduleControl(w, w.now + readyInUs, CONTROL.replicaReady, replica);
  } else {
    I[rp + REPLICA.status] = REPLICA_STATUS.ready;
    addReady(w, replica);
    w.observer.note(NOTE.replicaReady, 0, replica, 0);
  }
  return replica;
}

/** A replica that would never have become ready starts now. */
export function beginStart(w: World, replica: number, readyInUs: number): void {
  w.F[(w.replicaBase + replica + REPLICA.readyAtF) >> 1] = w.now + readyInUs;
  scheduleControl(w, w.now + readyInUs, CONTROL.replicaReady, replica);
}

/** A record that no frame refers to any more. */
function freeRecord(w: World): number {
  const { plan } = w;
  const inUse = new Set<number>();
  for (const f of liveFrames(w)) inUse.add(w.I[f + FR.replica]);
  for (let replica = 0; replica < w.replicaTop; replica += plan.replicaWords) {
    if (w.I[w.replicaBase + replica + REPLICA.status] === REPLICA_STATUS.free && !inUse.has(replica)) return replica;
  }
  if (w.replicaTop + plan.replicaWords > w.replicaEnd) w.growReplicas();
  const replica = w.replicaTop;
  w.replicaTop += plan.replicaWords;
  return replica;
}

/** Takes no new requests; gone when those it has are answered. */
export function stopReplica(w: World, replica: number): void {
  const rp = w.replicaBase + replica;
  const status = w.I[rp + REPLICA.status];
  if (status !== REPLICA_STATUS.ready && status !== REPLICA_STATUS.starting && status !== REPLICA_STATUS.crashed) return;
  if (status === REPLICA_STATUS.ready) removeReady(w, replica);
  w.I[rp + REPLICA.status] = REPLICA_STATUS.stopping;
  stopWhenDrained(w, replica);
}

/** Everything on the replica is lost: callers see a broken connection. It stays as `crashed` until `removeReplica`. */
export function crashReplica(w: World, replica: number): void {
  const rp = w.replicaBase + replica;
  const status = w.I[rp + REPLICA.status];
  if (status === REPLICA_STATUS.free || status === REPLICA_STATUS.crashed) return;
  if (status === REPLICA_STATUS.ready) removeReady(w, replica);
  w.I[rp + REPLICA.status] = REPLICA_STATUS.crashed;
  w.observer.note(NOTE.replicaCrashed, 0, replica, 0);
  const callers: { parent: number; child: number }[] = [];
  const mine = liveFrames(w).filter((f) => w.I[f + FR.replica] === replica);
  // The queue first, so that no slot that falls free starts a request of a dead replica.
  for (const f of mine) if (w.I[f + FR.doing] === DOING.queued) lose(w, f, callers);
  for (const f of mine) if (lives(w, f) && (w.I[f + FR.flags] & FRAME_FLAG.branch) === 0) lose(w, f, callers);
  for (const f of mine) if (lives(w, f)) kill(w, f);
  for (const { parent, child } of callers) {
    if (w.I[parent + FR.doing] === DOING.call && w.I[parent + FR.child] === child)
      run(w, fail(w, told(w, parent, ERROR.crashed), ERROR.crashed));
  }
  run(w, 0);
}

function lose(w: World, f: number, callers: { parent: number; child: number }[]): void {
  const parent = w.I[f + FR.parent];
  if (parent < 0) answered(w, f, END.reset);
  else if (parent > 0) callers.push({ parent, child: f });
  w.I[f + FR.parent] = 0;
  if (w.tracing !== undefined) w.tracing.failed(f, ERROR.crashed);
  const begun = w.I[f + FR.doing] !== DOING.queued && (w.I[f + FR.flags] & FRAME_FLAG.answered) === 0;
  if (begun) w.I[w.replicaBase + w.I[f + FR.replica] + w.I[w.I[f + FR.route] + ROUTE.cell] + CELL.failed]++;
  kill(w, f);
}

/** A crashed replica is gone; its record can be used again. */
export function removeReplica(w: World, replica: number): void {
  const rp = w.replicaBase + replica;
  if (w.I[rp + REPLICA.status] !== REPLICA_STATUS.crashed) return;
  w.I[rp + REPLICA.status] = REPLICA_STATUS.free;
  w.observer.note(NOTE.replicaStopped, 0, replica, 0);
}

/** From now on the replica says `lines` of its successes, then no more. */
export function allowSuccessLines(w: World, replica: number, lines: number): void {
  w.I[w.replicaBase + replica + REPLICA.logCredit] = lines;
}

/** Every replica crashes and none starts again. */
export function deleteService(w: World, service: number): void {
  w.I[w.plan.services[service]!.offset + SERVICE.deleted] = 1;
  for (const replica of replicasOf(w, service)) {
    crashReplica(w, replica);
    removeReplica(w, replica);
  }
}
