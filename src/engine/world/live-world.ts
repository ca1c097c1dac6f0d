/** The world as the rest of the engine uses it: run, look, change. Every method is one function of the modules beside this one. */
import type { Distribution, FlowSummary, SimTimeUs } from '../../schema/index.ts';
import { CALL, CALL_DOUBLES, CALL_TIMES, CALL_WORDS, INSTRUCTION_WORDS, OP } from '../compile/plan.ts';
import { uniform } from '../kernel/random.ts';
import { holdScope, instructionOf } from './abandon.ts';
import { scheduleControl } from './controls.ts';
import { flowsOf } from './flows.ts';
import { lastQuery } from './last-query.ts';
import { runUntil } from './loop.ts';
import * as operations from './operations.ts';
import { DOING, ERROR, FRAME, POOL, REPLICA } from './state.ts';
import { harmOf } from './users.ts';
import { World } from './world.ts';

/** A session of a pool, as its database sees it. */
export interface Session {
  frame: number;
  /** One of DOING. */
  doing: number;
  heldAtUs: SimTimeUs;
  /** Since when it does what it is doing. */
  sinceUs: SimTimeUs;
  /** Text of the query it runs or, between queries, ran last; empty when it ran none. */
  label: string;
}

export class LiveWorld extends World {
  get nowUs(): SimTimeUs {
    return this.now;
  }

  /** Handles every event up to and including `atUs`. @throws RunawayError when the world outgrows its limits */
  runUntil(atUs: SimTimeUs): void {
    runUntil(this, atUs);
  }

  scheduleControl(atUs: SimTimeUs, code: number, argument: number): void {
    scheduleControl(this, atUs, code, argument);
  }

  flows(): FlowSummary[] {
    return flowsOf(this);
  }

  harm(): { usersAffected: number; userMinutes: number } {
    return harmOf(this);
  }

  replicasOf(service: number): number[] {
    return operations.replicasOf(this, service);
  }

  /** The replica with this handle: its service's name and which one since the start. Permanent: a later replica has another name. */
  podName(replica: number): string {
    const rp = this.replicaBase + replica;
    const service = this.plan.services.find((candidate) => candidate.offset === this.I[rp + REPLICA.service]);
    return `${service?.name ?? 'none'}-${this.I[rp + REPLICA.ordinal]}`;
  }

  breakerStates(breaker: number): number[] {
    return operations.breakerStates(this, breaker);
  }

  /** How long the request that has waited longest for a connection has waited; 0 when none waits. */
  longestWaitUs(pool: number): SimTimeUs {
    // Waiting lists are in order of arrival, also when they are served last in first out.
    const head = this.I[this.plan.pools[pool]!.offset + POOL.head];
    return head === 0 ? 0 : this.now - this.F[(head + FRAME.sinceF) >> 1];
  }

  /** Connections of the pool that a request holds, longest held first. */
  sessionsOf(pool: number): Session[] {
    const { offset: at, database: server } = this.plan.pools[pool]!;
    const database = this.plan.databases[server]!.offset;
    const sessions: Session[] = [];
    for (const frame of operations.liveFrames(this)) {
      let level = 0;
      const scope = holdScope(this, frame, (candidate, depth) => {
        if (candidate === at) level = depth;
        return candidate === at;
      });
      if (scope === 0) continue;
      const doing = this.I[frame + FRAME.doing];
      const heldAtUs = this.F[(frame + (level === 0 ? FRAME.held0AtF : FRAME.held1AtF)) >> 1];
      const inDatabase = doing === DOING.query || doing === DOING.databaseWait;
      // A frame that sleeps is at the next instruction already.
      const pc = instructionOf(this, frame) - (doing === DOING.sleep ? INSTRUCTION_WORDS : 0);
      const query = lastQuery(this.code, pc, at, database);
      sessions.push({
        frame,
        doing,
        heldAtUs,
        sinceUs: inDatabase ? this.F[(frame + FRAME.sinceF) >> 1] : heldAtUs,
        label: query < 0 ? '' : this.plan.labels[query]!,
      });
    }
    return sessions.sort((a, b) => a.heldAtUs - b.heldAtUs || a.frame - b.frame);
  }

  /** The limit that a call of this frame ran into, in microseconds; undefined when the error is no timeout of the call. The frame must be at the call. */
  callLimitUs(frame: number, error: number): SimTimeUs | undefined {
    const pc = this.I[frame + FRAME.pc];
    const op = this.code[pc];
    if (op !== OP.callProvider && op !== OP.callService) return undefined;
    const call = this.code[pc + 1];
    const kind =
      error === ERROR.connectTimeout ? 'connect' : error === ERROR.readTimeout ? 'read' : error === ERROR.timeout ? 'timeout' : undefined;
    if (kind === undefined) return undefined;
    const slot = this.calls[call + CALL[`${kind}Slot`]]!;
    const us =
      slot < 0
        ? this.callTimes[(call / CALL_WORDS) * CALL_DOUBLES + CALL_TIMES[kind]]!
        : this.F[(this.replicaBase + this.I[frame + FRAME.replica] + slot) >> 1];
    return us >= 0 && us < Infinity ? us : undefined;
  }

  /** A draw in 0..1 from the stream for rollouts of a service: whether a replica comes up. */
  rolloutChance(service: number): number {
    return uniform(this.I, this.plan.serviceExtras[service]!.rolloutStream);
  }

  setServiceSlow(service: number, factor: number): void {
    operations.setServiceSlow(this, service, factor);
  }

  stallService(service: number, untilUs: SimTimeUs): void {
    operations.stallService(this, service, untilUs);
  }

  setDatabaseSlow(database: number, factor: number): void {
    operations.setDatabaseSlow(this, database, factor);
  }

  restartDatabase(database: number, forUs: SimTimeUs): void {
    operations.restartDatabase(this, database, forUs);
  }

  resizePool(pool: number, size: number): void {
    operations.resizePool(this, pool, size);
  }

  leakConnection(pool: number): boolean {
    return operations.leakConnection(this, pool);
  }

  returnLeaked(pool: number): void {
    operations.returnLeaked(this, pool);
  }

  killSessions(pool: number, openForUs: SimTimeUs): number {
    return operations.killSessions(this, pool, openForUs);
  }

  killSessionsOf(pool: number, frames: ReadonlySet<number>, leaked: number): number {
    return operations.killSessionsOf(this, pool, frames, leaked);
  }

  forceBreaker(breaker: number, open: boolean): void {
    operations.forceBreaker(this, breaker, open);
  }

  setProvider(
    provider: number,
    change: { connect?: Distribution | undefined; reply?: Distribution | undefined; errors?: number | undefined },
  ): void {
    operations.setProvider(this, provider, change);
  }

  resetProvider(provider: number): void {
    operations.resetProvider(this, provider);
  }

  setJourneyFactor(journey: number, factor: number): void {
    operations.setJourneyFactor(this, journey, factor);
  }

  startReplica(service: number, version: number, config: ArrayLike<number>, readyInUs: SimTimeUs): number {
    return operations.startReplica(this, service, version, config, readyInUs);
  }

  beginStart(replica: number, readyInUs: SimTimeUs): void {
    operations.beginStart(this, replica, readyInUs);
  }

  stopReplica(replica: number): void {
    operations.stopReplica(this, replica);
  }

  crashReplica(replica: number): void {
    operations.crashReplica(this, replica);
  }

  removeReplica(replica: number): void {
    operations.removeReplica(this, replica);
  }

  allowSuccessLines(replica: number, lines: number): void {
    operations.allowSuccessLines(this, replica, lines);
  }

  deleteService(service: number): void {
    operations.deleteService(this, service);
  }
}
