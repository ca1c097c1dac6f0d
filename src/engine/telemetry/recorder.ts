// Writes down what the world and the control plane say: log lines, world facts, pods as they come and go. Changes nothing of the world.
import { type Hash, hashFloat64, hashInit, hashText } from '../../math/index.ts';
import type { LogLine, Scenario, SimTimeUs, WorldFact } from '../../schema/index.ts';
import { GUARD, GUARD_WORDS, RETRY, RETRY_WORDS } from '../compile/plan.ts';
import type { Chronicle } from '../control/control.ts';
import type { Pod } from '../control/state.ts';
import {
  BREAKER,
  BREAKER_STATE,
  DATABASE,
  ERROR,
  FRAME,
  type LiveWorld,
  NOTE,
  type Observer,
  POOL,
  REPLICA,
  ROUTE,
  statusCodeOf,
} from '../world/index.ts';
import { type LogMark, type LogRecord, type LogRenderer, LogStore, secondOf } from './log-store.ts';
import { LEVELS, type LogNames, type LogTemplateId, requestIdOf, TEMPLATE_LEVELS, TEMPLATES, templateNumber } from './log-templates.ts';
import type { TraceIds } from './traces/ids.ts';
import { retriesAround, triesIn } from './tries.ts';

/** A quiet spell after which a timeout counts as the first again. */
const EPISODE_US: SimTimeUs = 60_000_000;
/** Free connections for this long end an episode of exhaustion. */
const RECOVERED_AFTER_US: SimTimeUs = 10_000_000;
const T = Object.fromEntries(TEMPLATES.map((template) => [template.id, templateNumber(template.id as LogTemplateId)])) as Record<
  LogTemplateId,
  number
>;
/** Those that a failing world asks for many times a second. */
const FAILED = T['request.failed'];
const TIMED_OUT = T['request.timeout'];
const SHED = T['request.shed'];
const RETRIES = T['call.retry'];
const POOL_TIMEOUT = T['pool.timeout'];
const SLOW_ACQUIRE = T['pool.slow-acquire'];

/** Which message a failed call leaves, by ERROR. */
const CALL_MESSAGE: Readonly<Record<number, number>> = {
  [ERROR.connectTimeout]: T['call.connect-timeout'],
  [ERROR.readTimeout]: T['call.read-timeout'],
  [ERROR.timeout]: T['call.timeout'],
  [ERROR.refused]: T['call.refused'],
  [ERROR.breakerOpen]: T['call.breaker-open'],
  [ERROR.breakerForced]: T['call.breaker-open'],
  [ERROR.crashed]: T['call.reset'],
};

/** What a log line or a span needs to know of a pod, also when it is long gone. */
export interface PodCard {
  name: string;
  service: number;
  version: string;
  /** The replica whose process it is; records of replicas that are gone are used again. */
  replica: number;
  bornAtUs: SimTimeUs;
  configKeys: string;
}

/** Which pods there were. */
export interface PodRegister {
  /** The pod whose process a replica was at an instant. */
  cardAt(replica: number, atUs: SimTimeUs): PodCard | undefined;
}

export interface RecorderMark {
  readonly log: LogMark;
  readonly facts: readonly WorldFact[];
  readonly factCount: number;
  readonly cards: readonly PodCard[];
  readonly cardCount: number;
  readonly lastTimeoutUs: readonly number[];
  readonly exhaustedUs: readonly number[];
  readonly digest: Readonly<Hash>;
}

export class Recorder implements Observer, Chronicle, PodRegister {
  readonly lines: LogStore;
  readonly #world: LiveWorld;
  readonly #ids: TraceIds;
  readonly #components: { name: string }[];
  readonly #edge: ReadonlySet<number>;
  readonly #retried: ReadonlySet<number>;
  readonly #retriesAround: Uint8Array;
  /** By breaker: the service whose calls it guards, which speaks for it in the log. */
  readonly #guarded: readonly string[];
  #facts: WorldFact[] = [];
  #cards: PodCard[] = [];
  /** By call site: when it last timed out. */
  #lastTimeoutUs: number[];
  /** By pool: when it was last seen exhausted; -Infinity outside an episode. */
  #exhaustedUs: number[];
  #digest: Hash = hashInit(0xfac7);
  #podsOnly = false;
  #podOf: (replica: number) => Pod | undefined = () => undefined;
  #serialOf: (replica: number) => number = () => -1;
  #podEnded: (pod: Pod) => void = () => {};
  #revisionOf: (pod: Pod) => { version: string; config: readonly (readonly [string, unknown])[] } = () => ({ version: '', config: [] });

  constructor(world: LiveWorld, scenario: Scenario, ids: TraceIds) {
    this.#world = world;
    this.#ids = ids;
    const { plan } = world;
    this.#components = [...plan.services, ...plan.pools, ...plan.databases, ...plan.breakers, ...plan.providers];
    this.#edge = new Set(plan.journeys.map(({ source }) => plan.services.findIndex(({ name }) => name === source.does.split('/')[0])));
    const retried = new Set<number>();
    for (let at = RETRY.siteIndex; at < plan.retries.length; at += RETRY_WORDS) retried.add(plan.retries[at]!);
    this.#retried = retried;
    this.#retriesAround = retriesAround(plan);
    this.#guarded = plan.breakers.map(({ name, index }) => {
      for (let at = 0; at < plan.guards.length; at += GUARD_WORDS) {
        const site = plan.sites[plan.guards[at + GUARD.siteIndex]!];
        if (plan.guards[at + GUARD.breaker] === index && site !== undefined) return plan.services[site.service]!.name;
      }
      return name;
    });
    this.#lastTimeoutUs = plan.sites.map(() => Number.NEGATIVE_INFINITY);
    this.#exhaustedUs = plan.pools.map(() => Number.NEGATIVE_INFINITY);
    this.lines = new LogStore(this.#renderer(), scenario.observability.logs.perSecond);
  }

  /** Gives the recorder its view of the pods; called once the control plane exists. */
  attach(parts: {
    podOf(replica: number): Pod | undefined;
    serialOf(replica: number): number;
    podEnded(pod: Pod): void;
    revisionOf(pod: Pod): { version: string; config: readonly (readonly [string, unknown])[] };
  }): void {
    this.#podOf = parts.podOf;
    this.#serialOf = parts.serialOf;
    this.#podEnded = parts.podEnded;
    this.#revisionOf = parts.revisionOf;
  }

  /** From now on writes down nothing more than which pods come, are ready and go, which the control plane goes by. */
  followPodsOnly(): void {
    this.#podsOnly = true;
  }

  get facts(): readonly WorldFact[] {
    return this.#facts;
  }
  get digests(): readonly Readonly<Hash>[] {
    return [this.#digest, this.lines.digest];
  }

  cardAt(replica: number, atUs: SimTimeUs): PodCard | undefined {
    return this.#cards.findLast((card) => card.replica === replica && card.bornAtUs <= atUs);
  }

  podBorn(pod: Pod): void {
    const { version, config } = this.#revisionOf(pod);
    this.#cards.push({
      name: pod.name,
      service: pod.service,
      version,
      replica: pod.replica,
      bornAtUs: this.#world.nowUs,
      configKeys: config.map(([key]) => key).join(', '),
    });
  }

  fact(kind: WorldFact['kind'], component: string, detail: string): void {
    if (this.#podsOnly) return;
    this.#facts.push({ atUs: this.#world.nowUs, kind, component, detail });
    hashFloat64(this.#digest, this.#world.nowUs);
    hashText(this.#digest, `${kind}/${component}/${detail}`);
  }

  log(template: LogTemplateId, source: { pod: number } | { component: string }, target: number, a: number, b: number): void {
    if (this.#podsOnly) return;
    const number = 'pod' in source ? this.#components.length + source.pod : this.#component(source.component);
    this.lines.add(this.#world.nowUs, T[template], number, target, 0, a, b);
  }

  #component(name: string): number {
    return this.#components.findIndex((component) => component.name === name);
  }

  /** Who says a line of this kind for a frame; -1 when the pod is gone already or has said it too often in this second. */
  #speaker(template: number, frame: number): number {
    const serial = this.#serialOf(this.#world.I[frame + FRAME.replica]!);
    if (serial < 0) return -1;
    const source = this.#components.length + serial;
    return this.lines.holdsBack(secondOf(this.#world.now), template, source) ? -1 : source;
  }

  /** Keeps a line of a frame that `#speaker` let pass. */
  #say(speaker: number, template: number, frame: number, target: number, a: number, b: number): void {
    this.lines.add(this.#world.now, template, speaker, target, this.#world.I[frame + FRAME.request]!, a, b);
  }

  #spentUs(frame: number): SimTimeUs {
    return this.#world.now - this.#world.F[(frame + FRAME.arrivedAtF) >> 1]!;
  }

  note(code: number, frame: number, a: number, b: number): void {
    if (this.#podsOnly && code !== NOTE.replicaReady && code !== NOTE.replicaStopped) return;
    const { I, plan } = this.#world;
    switch (code) {
      case NOTE.answered: {
        const speaker = this.#speaker(T['request.done'], frame);
        if (speaker >= 0) this.#say(speaker, T['request.done'], frame, I[a + ROUTE.index]!, b, 200);
        return;
      }
      case NOTE.failed: {
        if (b === ERROR.serviceTimeout) return;
        const speaker = this.#speaker(FAILED, frame);
        if (speaker >= 0) this.#say(speaker, FAILED, frame, I[a + ROUTE.index]!, this.#spentUs(frame), statusCodeOf(b));
        return;
      }
      case NOTE.serviceTimeout: {
        const speaker = this.#speaker(TIMED_OUT, frame);
        if (speaker >= 0) this.#say(speaker, TIMED_OUT, frame, I[I[frame + FRAME.route]! + ROUTE.index]!, this.#spentUs(frame), 0);
        return;
      }
      case NOTE.shed:
        this.#shed(frame, a, b);
        return;
      case NOTE.callFailed:
        this.#callFailed(frame, a, b);
        return;
      case NOTE.retryWaits: {
        const speaker = this.#speaker(RETRIES, frame);
        if (speaker >= 0) this.#say(speaker, RETRIES, frame, a, b, this.#attempt(frame));
        return;
      }
      case NOTE.slowAcquire: {
        const speaker = this.#speaker(SLOW_ACQUIRE, frame);
        if (speaker >= 0) this.#say(speaker, SLOW_ACQUIRE, frame, I[a + POOL.index]!, b, 0);
        return;
      }
      case NOTE.poolTimeout: {
        const speaker = this.#speaker(POOL_TIMEOUT, frame);
        if (speaker >= 0) this.#say(speaker, POOL_TIMEOUT, frame, I[a + POOL.index]!, b, I[a + POOL.inUse]!);
        return;
      }
      case NOTE.poolExhausted:
        this.#poolExhausted(I[a + POOL.index]!);
        return;
      case NOTE.breaker:
        this.#breaker(frame, a, b);
        return;
      case NOTE.replicaReady:
        this.#replicaReady(a);
        return;
      case NOTE.replicaStopped:
        this.#replicaStopped(a);
        return;
      case NOTE.databaseUp: {
        const { name } = plan.databases[I[a + DATABASE.index]!]!;
        this.fact('database.restarted', name, '');
        this.log('database.ready', { component: name }, 0, 0, 0);
        return;
      }
    }
  }

  #shed(caller: number, replica: number, route: number): void {
    const { I, plan, replicaBase } = this.#world;
    const index = I[route + ROUTE.index]!;
    const pod = replica < 0 ? undefined : this.#podOf(replica);
    if (pod === undefined) return;
    const queued = I[replicaBase + replica + REPLICA.queued]!;
    const request = caller > 0 ? I[caller + FRAME.request]! : -caller;
    this.lines.add(this.#world.nowUs, SHED, this.#components.length + pod.serial, index, request, queued, 0);
    const service = plan.services[pod.service]!.name;
    if (
      this.#facts.findLast(
        (fact) => fact.kind === 'queue.full' && fact.component === service && fact.atUs > this.#world.nowUs - EPISODE_US,
      ) === undefined
    )
      this.fact('queue.full', service, pod.name);
  }

  /** Tries after the first, in the retry steps around what the frame is doing. */
  #attempt(frame: number): number {
    return triesIn(this.#world, frame, this.#retriesAround[this.#world.I[frame + FRAME.pc]! >> 2]!);
  }

  #callFailed(frame: number, site: number, error: number): void {
    const timedOut = error === ERROR.connectTimeout || error === ERROR.readTimeout || error === ERROR.timeout;
    const template = CALL_MESSAGE[error] ?? T['call.error'];
    const speaker = this.#speaker(template, frame);
    if (speaker >= 0) {
      const limitUs = timedOut ? (this.#world.callLimitUs(frame, error) ?? 0) : 0;
      this.#say(speaker, template, frame, site, limitUs, this.#retried.has(site) ? this.#attempt(frame) + 1 : 0);
    }
    if (!timedOut) return;
    const nowUs = this.#world.now;
    const fresh = nowUs - this.#lastTimeoutUs[site]! > EPISODE_US;
    this.#lastTimeoutUs[site] = nowUs;
    if (!fresh) return;
    const { plan } = this.#world;
    const { peer, kind, service } = plan.sites[site]!;
    if (kind === 'provider') this.fact('provider.first-timeout', plan.services[service]!.name, peer);
    else if (this.#edge.has(service)) this.fact('gateway.first-timeout', plan.services[service]!.name, peer);
  }

  /** A pool at its limit has and lacks a free connection many times a second: that is one episode. */
  #poolExhausted(index: number): void {
    const { I, plan, nowUs } = this.#world;
    const { name, offset } = plan.pools[index]!;
    const [size, inUse] = [I[offset + POOL.size]!, I[offset + POOL.inUse]!];
    if (this.#exhaustedUs[index] === Number.NEGATIVE_INFINITY) this.fact('pool.exhausted', name, `${inUse} of ${size}`);
    this.#exhaustedUs[index] = nowUs;
    this.log('pool.exhausted', { component: name }, index, size, inUse);
  }

  /** At each scrape: a pool that has had free connections for a while has recovered. */
  watchPools(): void {
    const { I, plan, nowUs } = this.#world;
    for (const { index, name, offset } of plan.pools) {
      if (this.#exhaustedUs[index] === Number.NEGATIVE_INFINITY) continue;
      const [size, inUse] = [I[offset + POOL.size]!, I[offset + POOL.inUse]!];
      if (I[offset + POOL.exhausted] !== 0) {
        this.#exhaustedUs[index] = nowUs;
      } else if (nowUs - this.#exhaustedUs[index]! >= RECOVERED_AFTER_US) {
        this.#exhaustedUs[index] = Number.NEGATIVE_INFINITY;
        this.fact('pool.recovered', name, `${inUse} of ${size}`);
        this.log('pool.recovered', { component: name }, index, size, inUse);
      }
    }
  }

  #breaker(from: number, state: number, to: number): void {
    const { I, plan } = this.#world;
    const pod = this.#podOfBreaker(state);
    const index = I[state + BREAKER.index]!;
    const { name, source } = plan.breakers[index]!;
    const speaker = pod === undefined ? { component: this.#guarded[index]! } : { pod: pod.serial };
    const forced = I[state + BREAKER.forced] !== 0;
    if (to === BREAKER_STATE.open) {
      this.fact('breaker.opened', name, forced ? 'by hand' : (pod?.name ?? ''));
      if (from === BREAKER_STATE.halfOpen && !forced) this.log('breaker.probe-failed', speaker, index, 0, 0);
      else this.log('breaker.opened', speaker, index, forced ? 0 : (source.failures ?? -1), 0);
    } else if (to === BREAKER_STATE.halfOpen) {
      this.fact('breaker.half-open', name, pod?.name ?? '');
      this.log('breaker.half-open', speaker, index, 0, 0);
    } else {
      this.fact('breaker.closed', name, pod?.name ?? '');
      this.log('breaker.closed', speaker, index, 0, 0);
    }
  }

  /** The pod whose own breaker this is; undefined for a shared one. */
  #podOfBreaker(state: number): Pod | undefined {
    const { plan, replicaBase } = this.#world;
    if (state < replicaBase) return undefined;
    return this.#podOf(state - replicaBase - ((state - replicaBase) % plan.replicaWords));
  }

  #replicaReady(replica: number): void {
    const pod = this.#podOf(replica);
    if (pod === undefined) return;
    pod.status = 'ready';
    this.fact('replica.ready', this.#world.plan.services[pod.service]!.name, pod.name);
    this.log('process.ready', { pod: pod.serial }, 0, this.#world.nowUs - pod.startedAtUs, 0);
  }

  #replicaStopped(replica: number): void {
    const pod = this.#podOf(replica);
    if (pod === undefined) return;
    this.log('process.stopped', { pod: pod.serial }, 0, 0, 0);
    this.#podEnded(pod);
  }

  #renderer(): LogRenderer {
    const { plan } = this.#world;
    const isPod = (source: number) => source >= this.#components.length;
    const card = (source: number) => this.#cards[source - this.#components.length]!;
    const serviceOf = (source: number) => (isPod(source) ? plan.services[card(source).service]!.name : this.#components[source]!.name);
    const names: LogNames = {
      peer: (site) => {
        const { peer, kind, endpoint } = plan.sites[site]!;
        return kind === 'service' ? `${peer}/${endpoint}` : peer;
      },
      pool: (index) => plan.pools[index]!.name,
      breaker: (index) => plan.breakers[index]!.name,
      route: (index) => plan.routes[index]!.name,
      database: (index) => plan.databases[index]!.name,
      versionOf: (source) => card(source).version,
      configKeysOf: (source) => card(source).configKeys,
    };
    const podNameOf = (source: number) => (isPod(source) ? card(source).name : '');
    const messageOf = (record: LogRecord) => TEMPLATES[record.template]!.render(record, names);
    const levelNameOf = (template: number) => LEVELS[TEMPLATE_LEVELS[template]!]!;
    return {
      templateCount: TEMPLATES.length,
      levelOf: (template) => TEMPLATE_LEVELS[template]!,
      serviceOf,
      podOf: podNameOf,
      templateOf: (template) => TEMPLATES[template]!.id,
      requestIdOf,
      traceIdOf: (request) => this.#ids.traceIdOf(request),
      traceWordOf: (request) => this.#ids.firstWordOf(request),
      textOf: (record) =>
        `${levelNameOf(record.template)} ${serviceOf(record.source)} ${podNameOf(record.source)} ${messageOf(record)} ${requestIdOf(record.request)}`,
      render: (record): Omit<LogLine, 'seq'> => ({
        atUs: record.atUs,
        level: levelNameOf(record.template),
        service: serviceOf(record.source),
        pod: podNameOf(record.source),
        message: messageOf(record),
        template: TEMPLATES[record.template]!.id,
        requestId: requestIdOf(record.request),
        traceId: this.#ids.traceIdOf(record.request),
        repeated: record.repeated,
      }),
    };
  }

  mark(): RecorderMark {
    return {
      log: this.lines.mark(),
      facts: this.#facts,
      factCount: this.#facts.length,
      cards: this.#cards,
      cardCount: this.#cards.length,
      lastTimeoutUs: this.#lastTimeoutUs.slice(),
      exhaustedUs: this.#exhaustedUs.slice(),
      digest: { ...this.#digest },
    };
  }

  restore(mark: RecorderMark): void {
    this.lines.restore(mark.log);
    this.#facts = mark.facts.slice(0, mark.factCount);
    this.#cards = mark.cards.slice(0, mark.cardCount);
    this.#lastTimeoutUs = mark.lastTimeoutUs.slice();
    this.#exhaustedUs = mark.exhaustedUs.slice();
    this.#digest = { ...mark.digest };
  }
}
