/**
 * Turns the steps of an endpoint into instructions and failure scopes (DESIGN D6).
 * Names of random streams are paths of the scenario, so they stay the same when something else is added.
 */
import type { ConfigRef, Distribution, DurationOrRef, Scenario, Step } from '../../schema/index.ts';
import { assert } from '../../schema/index.ts';
import { FRAME_FLAG, SITE_WORDS } from '../world/state.ts';
import { encodeConfig } from './config.ts';
import { NESTING_MAX } from './issues.ts';
import {
  CALL_DOUBLES,
  CALL_WORDS,
  GUARD_WORDS,
  INSTRUCTION_WORDS,
  JITTER,
  OP,
  RETRY_DOUBLES,
  RETRY_WORDS,
  SCOPE,
  SCOPE_WORDS,
  type ServicePlan,
  type SitePlan,
} from './plan.ts';

/** What the compiler of programs asks of the layout: offsets by name, and room for distributions, streams and lanes. */
export interface Resources {
  scenario: Scenario;
  routeOffset(service: string, endpoint: string): number;
  providerOffset(name: string): number;
  poolOffset(name: string): number;
  databaseOffset(name: string): number;
  /** Shared: absolute offset; per replica: offset within the replica record of `service`. */
  guardState(breaker: string, service: ServicePlan): { breaker: number; offset: number; perReplica: boolean };
  distribution(distribution: Distribution, stream: string): number;
  stream(name: string): number;
  tokens(): number;
  lane(us: number): number;
  /** Where section `configBase` and `siteBase` of a replica record begin. */
  configBase: number;
  siteBase: number;
}

export class ProgramWriter {
  readonly code: number[] = [];
  readonly scopeOf: number[] = [];
  readonly scopes: number[] = [0, 0, 0, 0];
  readonly branches: number[] = [];
  readonly constants: number[] = [];
  readonly calls: number[] = [];
  readonly callTimes: number[] = [];
  readonly retries: number[] = [];
  readonly retryDoubles: number[] = [];
  readonly guards: number[] = [];
  readonly labels: string[] = [];
  readonly sites: SitePlan[] = [];
  private readonly resources: Resources;
  private service!: ServicePlan;
  private endpoint = '';
  private scope = 0;

  constructor(resources: Resources) {
    this.resources = resources;
    // A frame that has answered already is parked at the first instruction: going on or failing both end it.
    this.scope = this.addScope(SCOPE.abort, 0, 0);
    this.emit(OP.abort);
    this.emit(OP.abort);
    this.scope = 0;
  }

  /** @returns where the program begins */
  endpointProgram(service: ServicePlan, endpoint: string, steps: readonly Step[]): number {
    this.service = service;
    this.endpoint = endpoint;
    this.scope = 0;
    const entry = this.code.length;
    const branches: { at: number; steps: readonly Step[]; path: string }[] = [];
    this.steps(steps, '', { holds: 0, retries: 0, guards: 0 }, branches);
    this.emit(OP.respond);
    // Branches follow the program: each runs in a frame of its own, so nesting counts from zero again.
    for (let branch = branches.shift(); branch !== undefined; branch = branches.shift()) {
      this.branches[branch.at] = this.code.length;
      this.scope = 0;
      this.steps(branch.steps, branch.path, { holds: 0, retries: 0, guards: 0 }, branches);
      this.emit(OP.branchEnd);
    }
    return entry;
  }

  private steps(
    steps: readonly Step[],
    path: string,
    nesting: Nesting,
    branches: { at: number; steps: readonly Step[]; path: string }[],
  ): void {
    steps.forEach((step, i) => this.step(step, path === '' ? `${i}` : `${path}.${i}`, nesting, branches));
  }

  private step(step: Step, path: string, nesting: Nesting, branches: { at: number; steps: readonly Step[]; path: string }[]): void {
    const r = this.resources;
    const stream = (purpose: string) => `service/${this.service.name}/${this.endpoint}/${path}/${purpose}`;
    if ('compute' in step) {
      this.emit(OP.compute, r.distribution(step.compute, stream('service-time')), this.service.offset);
    } else if ('sleep' in step) {
      this.emit(OP.sleep, r.distribution(step.sleep, stream('sleep')));
    } else if ('query' in step) {
      this.labels.push(step.query.label ?? `${this.endpoint}`);
      this.emit(OP.query, r.databaseOffset(step.query.database), r.distribution(step.query.takes, stream('query')), this.labels.length - 1);
    } else if ('hold' in step) {
      assert(nesting.holds < NESTING_MAX, 'too many pools held at once', { path });
      const pool = r.poolOffset(step.hold);
      this.emit(OP.acquire, pool, nesting.holds);
      this.within(SCOPE.hold, pool, nesting.holds, () => {
        this.steps(step.steps, path, { ...nesting, holds: nesting.holds + 1 }, branches);
        this.emit(OP.release, pool, nesting.holds);
      });
    } else if ('call' in step) {
      this.call(step, step.optional === true);
    } else if ('breaker' in step) {
      assert(nesting.guards < 1, 'breakers cannot be nested', { path });
      const { breaker, offset, perReplica } = r.guardState(step.breaker, this.service);
      const guard = this.guards.length;
      this.guards.push(breaker, offset, perReplica ? 1 : 0, 0, -1, FRAME_FLAG.probe);
      assert(GUARD_WORDS === 6, 'a guard record has six words');
      this.emit(OP.breakerEnter, guard);
      const firstSite = this.sites.length;
      this.within(SCOPE.breaker, guard, 0, () => {
        this.steps(step.steps, path, { ...nesting, guards: nesting.guards + 1 }, branches);
        this.emit(OP.breakerExit, guard);
      });
      this.linkSite(this.guards, guard + 3, firstSite, guard + 4);
    } else if ('retry' in step) {
      this.retry(step.retry, path, nesting, branches, stream('backoff'));
    } else if ('parallel' in step) {
      const first = this.branches.length;
      step.parallel.forEach((branchSteps, i) => {
        branches.push({ at: first + i, steps: branchSteps, path: `${path}.${i}` });
        this.branches.push(0);
      });
      this.emit(OP.fork, first, step.parallel.length);
    } else if ('if' in step) {
      const slot = this.configSlot({ config: step.if.config });
      this.constants.push(encodeConfig(step.if.is));
      const test = this.emit(OP.ifConfig, slot, this.constants.length - 1, 0);
      this.steps(step.steps, path, nesting, branches);
      if (step.else !== undefined) {
        const jump = this.emit(OP.jump, 0);
        this.code[test + 3] = this.code.length;
        this.steps(step.else, `${path}.else`, nesting, branches);
        this.code[jump + 1] = this.code.length;
      } else {
        this.code[test + 3] = this.code.length;
      }
    } else {
      this.constants.push(step.fail.ratio);
      this.emit(OP.fail, this.constants.length - 1, r.stream(stream('fail')));
    }
  }

  private call(step: Extract<Step, { call: string }>, optional: boolean): void {
    const r = this.resources;
    const slash = step.call.indexOf('/');
    const site: SitePlan = {
      index: this.sites.length,
      service: this.service.index,
      local: this.service.sites.length,
      peer: slash < 0 ? step.call : step.call.slice(0, slash),
      kind: slash < 0 ? 'provider' : 'service',
      endpoint: slash < 0 ? '' : step.call.slice(slash + 1),
    };
    this.sites.push(site);
    this.service.sites.push(site);
    const record = this.calls.length;
    const target = slash < 0 ? r.providerOffset(step.call) : r.routeOffset(site.peer, site.endpoint);
    const [timeout, timeoutSlot] = this.duration(step.timeout);
    const [connect, connectSlot] = this.duration(step.connectTimeout);
    const [read, readSlot] = this.duration(step.readTimeout);
    const lane = slash >= 0 && timeoutSlot < 0 && timeout !== Infinity ? r.lane(timeout) : -1;
    const deadlines = r.scenario.world.services[this.service.name]!.deadlines ? 1 : 0;
    this.calls.push(target, r.siteBase + site.local * SITE_WORDS, lane, timeoutSlot, connectSlot, readSlot, site.index, deadlines);
    this.callTimes.push(timeout, connect, read, 0);
    assert(this.calls.length === (this.callTimes.length / CALL_DOUBLES) * CALL_WORDS, 'one row of times for each call record');
    const op = slash < 0 ? OP.callProvider : OP.callService;
    if (!optional) {
      this.emit(op, record);
      return;
    }
    this.within(SCOPE.optional, this.code.length + INSTRUCTION_WORDS, 0, () => this.emit(op, record));
  }

  private retry(
    retry: Extract<Step, { retry: unknown }>['retry'],
    path: string,
    nesting: Nesting,
    branches: { at: number; steps: readonly Step[]; path: string }[],
    stream: string,
  ): void {
    const r = this.resources;
    assert(nesting.retries < NESTING_MAX, 'too many retry steps inside one another', { path });
    const record = this.retries.length;
    const { backoff } = retry;
    const [retries, slot] = typeof retry.retries === 'number' ? [retry.retries, -1] : [0, this.configSlot(retry.retries)];
    const tokens = retry.budget === undefined ? 0 : r.tokens();
    this.emit(OP.retry, record);
    this.retries.push(
      retries,
      slot,
      nesting.retries,
      JITTER[backoff.jitter],
      0,
      r.stream(stream),
      this.code.length,
      record / RETRY_WORDS,
      tokens,
      -1,
    );
    this.retryDoubles.push(backoff.base, backoff.factor, backoff.cap ?? Infinity, retry.budget ?? 0);
    assert(this.retries.length === (this.retryDoubles.length / RETRY_DOUBLES) * RETRY_WORDS, 'one row of doubles for each retry record');
    const firstSite = this.sites.length;
    this.within(SCOPE.retry, record, nesting.retries, () =>
      this.steps(retry.steps, path, { ...nesting, retries: nesting.retries + 1 }, branches),
    );
    this.linkSite(this.retries, record + 4, firstSite, record + 9);
  }

  /** A retry or a breaker counts at the first call site inside it; at none when there is no call in it. */
  private linkSite(table: number[], at: number, firstSite: number, indexAt: number): void {
    const site = this.sites[firstSite];
    if (site === undefined) return;
    table[at] = this.resources.siteBase + site.local * SITE_WORDS;
    table[indexAt] = site.index;
  }

  private duration(value: DurationOrRef | undefined): [us: number, slot: number] {
    if (value === undefined) return [Infinity, -1];
    return typeof value === 'number' ? [value, -1] : [Infinity, this.configSlot(value)];
  }

  private configSlot(ref: ConfigRef): number {
    const k = this.service.configKeys.indexOf(ref.config);
    assert(k >= 0, 'a step refers to a configuration key that the service does not have', { service: this.service.name, key: ref.config });
    return this.resources.configBase + 2 * k;
  }

  private within(kind: number, a: number, b: number, body: () => void): void {
    const outer = this.scope;
    this.scope = this.addScope(kind, a, b);
    body();
    this.scope = outer;
  }

  private addScope(kind: number, a: number, b: number): number {
    const offset = this.scopes.length;
    this.scopes.push(kind, a, b, this.scope);
    assert(this.scopes.length % SCOPE_WORDS === 0, 'a scope has four words');
    return offset;
  }

  private emit(op: number, a = 0, b = 0, c = 0): number {
    const at = this.code.length;
    this.code.push(op, a, b, c);
    this.scopeOf.push(this.scope);
    return at;
  }
}

interface Nesting {
  holds: number;
  retries: number;
  guards: number;
}
