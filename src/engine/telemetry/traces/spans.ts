/**
 * Slots as spans, with the attribute names of OpenTelemetry's semantic conventions (HTTP, database, peer and Kubernetes ones); what those do
 * not name begins with `faultline.`. A request becomes the caller's span, the service's own below it, and `queue` below that when it waited.
 * What is still under way ends now and says so in `faultline.unfinished`.
 */
import type { SimTimeUs, Span, SpanEvent } from '../../../schema/index.ts';
import { CALL, type Plan, RETRY, RETRY_WORDS, type RoutePlan } from '../../compile/plan.ts';
import { DATABASE, ERROR, type LiveWorld, POOL, statusCodeOf } from '../../world/index.ts';
import { requestIdOf } from '../log-templates.ts';
import type { PodCard, PodRegister } from '../recorder.ts';
import type { TraceIds } from './ids.ts';
import { KIND, KIND_BITS, KIND_MASK, ORDINAL_MASK, PARENT_SHIFT, SLOT, SLOT_WORDS } from './layout.ts';

const S = SLOT;
const K = KIND_BITS;
type Attributes = Record<string, string | number | boolean>;

/** What an error is called in `error.type`, and what a person reads. */
const ERRORS: Readonly<Record<number, readonly [type: string, message: string]>> = {
  [ERROR.connectTimeout]: ['connect_timeout', 'no connection in time'],
  [ERROR.readTimeout]: ['read_timeout', 'no reply in time'],
  [ERROR.timeout]: ['timeout', 'no answer in time'],
  [ERROR.refused]: ['unavailable', 'refused: no room or nobody ready'],
  [ERROR.breakerOpen]: ['circuit_breaker_open', 'not made: the circuit breaker is open'],
  [ERROR.breakerForced]: ['circuit_breaker_open', 'not made: the circuit breaker is held open'],
  [ERROR.poolTimeout]: ['pool_timeout', 'no connection of the pool in time'],
  [ERROR.providerError]: ['500', 'answered with an error'],
  [ERROR.failed]: ['500', 'failed'],
  [ERROR.crashed]: ['connection_reset', 'connection lost'],
  [ERROR.cancelled]: ['cancelled', 'stopped: nobody waits for it any more'],
  [ERROR.serviceTimeout]: ['deadline_exceeded', 'not answered within the time-out of the service'],
  [ERROR.databaseDown]: ['database_unavailable', 'the database takes no connections'],
};

/** One slot of a trace. */
export interface Slot {
  kind: number;
  ordinal: number;
  /** Ordinal of the slot around it; 0 for the root. */
  parent: number;
  what: number;
  replica: number;
  queued: boolean;
  probe: boolean;
  tries: number;
  error: number;
  callError: number;
  waitedUs: number;
  startUs: SimTimeUs;
  /** -1 while it goes on. */
  endUs: SimTimeUs;
  /** When the caller stopped waiting; -1 when it did not. */
  callEndUs: SimTimeUs;
}

export function readSlots(words: Int32Array): Slot[] {
  const doubles = new Float64Array(words.buffer, words.byteOffset, words.length >> 1);
  const slots: Slot[] = [];
  for (let at = 0; at < words.length; at += SLOT_WORDS) {
    const bits = words[at + S.kind]!;
    const ordinals = words[at + S.ordinals]!;
    const callError = (bits >> K.callErrorShift) & K.errorMask;
    slots.push({
      kind: bits & KIND_MASK,
      ordinal: ordinals & ORDINAL_MASK,
      parent: ordinals >> PARENT_SHIFT,
      what: words[at + S.what]!,
      replica: words[at + S.replica]!,
      queued: (bits & K.queued) !== 0,
      probe: (bits & K.probe) !== 0,
      tries: bits >> K.triesShift,
      error: (bits >> K.errorShift) & K.errorMask,
      callError,
      waitedUs: words[at + S.waitedUs]!,
      startUs: doubles[(at + S.startF) >> 1]!,
      endUs: doubles[(at + S.endF) >> 1]!,
      callEndUs: callError === ERROR.none ? -1 : doubles[(at + S.callEndF) >> 1]!,
    });
  }
  return slots;
}

/** Places of the spans of a slot within its ordinal: the caller's comes before the own one, and that before the queue's. */
const CALLER = 0;
const OWN = 1;
const QUEUE = 2;
const PLACES = 4;

/** Where a span happens. */
export interface Site {
  service: string;
  card: PodCard | undefined;
}
type Draft = Pick<Span, 'name' | 'kind' | 'startUs' | 'message'> & {
  place: number;
  parent: number;
  at: Site;
  /** -1: it goes on. */
  endUs: SimTimeUs;
  /** One of ERROR. */
  error: number;
  attributes: Attributes;
  events?: SpanEvent[];
};

export class SpanWriter {
  readonly #plan: Plan;
  readonly #world: LiveWorld;
  readonly #ids: TraceIds;
  readonly #pods: PodRegister;
  /** By call site: the endpoint it asks; undefined for providers. */
  readonly #routeOfSite: readonly (RoutePlan | undefined)[];
  /** By instruction that begins a retry step's tries: the call site it waits for, -1 without one. */
  readonly #sleepsFor = new Map<number, number>();
  /** Call sites inside a retry step. */
  readonly #retried: ReadonlySet<number>;

  constructor(world: LiveWorld, ids: TraceIds, pods: PodRegister) {
    this.#plan = world.plan;
    this.#world = world;
    this.#ids = ids;
    this.#pods = pods;
    const { services } = world.plan;
    this.#routeOfSite = world.plan.sites.map(({ peer, endpoint }) =>
      services.find(({ name }) => name === peer)?.routes.find(({ name }) => name === endpoint),
    );
    const { retries } = world.plan;
    for (let at = 0; at < retries.length; at += RETRY_WORDS) this.#sleepsFor.set(retries[at + RETRY.body]!, retries[at + RETRY.siteIndex]!);
    this.#retried = new Set(this.#sleepsFor.values());
  }

  /** The spans of a trace, parents before children, ascending by start. */
  write(request: number, asks: number, slots: readonly Slot[]): Span[] {
    const traceId = this.#ids.traceIdOf(request);
    const sites = new Map<number, Site>([[0, { service: '', card: undefined }]]);
    const drafts: Draft[] = [];
    for (const slot of slots) {
      const around = sites.get(slot.parent)!;
      const at = this.siteOf(slot, around);
      sites.set(slot.ordinal, at);
      if (slot.kind === KIND.request) drafts.push(...this.#requestDrafts(slot, at, around, request, asks));
      else drafts.push(slot.kind === KIND.branch ? branchDraft(slot, at) : this.#workDraft(slot, at));
    }
    drafts.sort((a, b) => a.startUs - b.startUs || a.place - b.place);
    return drafts.map((draft) => this.#span(traceId, request, draft));
  }

  /** Names of the spans of a slot. */
  namesOf(slot: Slot): string[] {
    switch (slot.kind) {
      case KIND.request:
        return [...(slot.parent > 0 ? [this.#callName(slot.what)] : []), this.routeOf(slot).name, ...(slot.queued ? ['queue'] : [])];
      case KIND.branch:
        return [branchName(slot)];
      default:
        return [this.#workDraft(slot, { service: '', card: undefined }).name];
    }
  }

  /** Where a slot happens: a request on its replica, anything else where the request `around` it does. */
  siteOf(slot: Slot, around: Site | undefined): Site {
    if (slot.kind !== KIND.request) return around ?? { service: '', card: undefined };
    const service = this.#plan.services[this.routeOf(slot).service]!.name;
    return { service, card: this.#pods.cardAt(slot.replica, slot.startUs) };
  }

  /** The endpoint of a request. */
  routeOf(slot: Slot): RoutePlan {
    return slot.parent === 0 ? this.#plan.routes[slot.what]! : this.#routeOfSite[slot.what]!;
  }

  #requestDrafts(slot: Slot, at: Site, around: Site, request: number, asks: number): Draft[] {
    const { startUs, endUs, callEndUs, error, callError } = slot;
    const isRoot = slot.parent === 0;
    const route = this.routeOf(slot).name;
    const own: Draft = {
      place: slot.ordinal * PLACES + OWN,
      parent: isRoot ? 0 : slot.ordinal * PLACES + CALLER,
      name: route,
      kind: 'server',
      at,
      startUs,
      endUs,
      error,
      message: messageOf(error),
      attributes: { 'http.route': route, 'faultline.request_id': requestIdOf(request) },
    };
    if (endUs >= 0 && error !== ERROR.cancelled && error !== ERROR.crashed)
      own.attributes['http.response.status_code'] = statusCodeOf(error);
    if (isRoot) Object.assign(own.attributes, this.#askedBy(asks));
    const goneUs = callEndUs >= 0 && callEndUs < (endUs < 0 ? Infinity : endUs) ? callEndUs : undefined;
    if (goneUs !== undefined) own.events = [{ atUs: goneUs, name: 'caller.gone', attributes: {} }];
    const drafts = [own];
    if (slot.queued)
      drafts.push({
        place: slot.ordinal * PLACES + QUEUE,
        parent: own.place,
        name: 'queue',
        kind: 'internal',
        at,
        startUs,
        endUs: slot.waitedUs >= 0 ? startUs + slot.waitedUs : endUs,
        error: ERROR.none,
        message: '',
        attributes: {},
      });
    if (isRoot) return drafts;
    const learnt = goneUs === undefined;
    drafts.push({
      place: slot.ordinal * PLACES + CALLER,
      parent: slot.parent * PLACES + OWN,
      name: this.#callName(slot.what),
      kind: 'client',
      at: around,
      startUs,
      endUs: learnt ? endUs : callEndUs,
      error: learnt ? asSeen(error) : callError,
      message: messageOf(learnt ? asSeen(error) : callError),
      attributes: {
        ...this.#callAttributes(slot, slot.what),
        ...(learnt && own.attributes['http.response.status_code'] !== undefined
          ? { 'http.response.status_code': own.attributes['http.response.status_code'] }
          : {}),
      },
    });
    return drafts;
  }

  /** Work whose instruction says what it was. */
  #workDraft(slot: Slot, at: Site): Draft {
    const { code, calls, pools, databases, labels } = this.#plan;
    const { I } = this.#world;
    const target = code[slot.what + 1] ?? 0;
    const draft: Draft = {
      place: slot.ordinal * PLACES + OWN,
      parent: slot.parent * PLACES + OWN,
      name: '',
      kind: 'client',
      at,
      startUs: slot.startUs,
      endUs: slot.endUs,
      error: slot.error,
      message: messageOf(slot.error),
      attributes: {},
    };
    switch (slot.kind) {
      case KIND.acquire: {
        const { name } = pools[I[target + POOL.index]!]!;
        return { ...draft, name: `acquire ${name}`, kind: 'internal', attributes: { 'db.client.connection.pool.name': name } };
      }
      case KIND.query: {
        const { name } = databases[I[target + DATABASE.index]!]!;
        const text = labels[code[slot.what + 3]!]!;
        const attributes = { 'db.system': 'postgresql', 'db.query.text': text, 'server.address': name };
        const started = { atUs: slot.startUs + slot.waitedUs, name: 'query.started', attributes: {} };
        return { ...draft, name: `query ${name}`, attributes, ...(slot.waitedUs > 0 && { events: [started] }) };
      }
      case KIND.backoff: {
        const site = this.#sleepsFor.get(slot.what) ?? -1;
        const attributes: Attributes = { 'retry.attempt': slot.tries };
        if (site >= 0) attributes['peer.service'] = this.#plan.sites[site]!.peer;
        return { ...draft, name: 'backoff', kind: 'internal', attributes };
      }
      default: {
        const site = slot.kind === KIND.provider ? calls[target + CALL.index]! : slot.what;
        return { ...draft, name: this.#callName(site), attributes: this.#callAttributes(slot, site) };
      }
    }
  }

  #callName(site: number): string {
    const { peer, kind, endpoint } = this.#plan.sites[site]!;
    return `call ${kind === 'service' ? `${peer}/${endpoint}` : peer}`;
  }

  #callAttributes(slot: Slot, site: number): Attributes {
    const { peer } = this.#plan.sites[site]!;
    const attributes: Attributes = { 'peer.service': peer, 'server.address': peer };
    if (this.#retried.has(site)) attributes['retry.attempt'] = slot.tries + 1;
    if (slot.tries > 0) attributes['http.request.resend_count'] = slot.tries;
    if (slot.probe) attributes['faultline.breaker.probe'] = true;
    return attributes;
  }

  #askedBy(asks: number): Attributes {
    const journey = this.#plan.journeys.find(({ offset }) => offset === asks);
    if (journey !== undefined) return { 'faultline.journey': journey.name };
    const probe = this.#plan.probes.find(({ offset }) => offset === asks);
    return probe === undefined ? {} : { 'faultline.check': probe.name };
  }

  #span(traceId: string, request: number, draft: Draft): Span {
    const { at, error, endUs } = draft;
    const attributes = draft.attributes;
    if (at.card !== undefined) {
      attributes['k8s.pod.name'] = at.card.name;
      attributes['service.version'] = at.card.version;
    }
    if (error !== ERROR.none) attributes['error.type'] = ERRORS[error]![0];
    if (endUs < 0) attributes['faultline.unfinished'] = true;
    return {
      traceId,
      spanId: this.#ids.spanIdOf(request, draft.place),
      parentSpanId: draft.parent < PLACES ? '' : this.#ids.spanIdOf(request, draft.parent),
      name: draft.name,
      kind: draft.kind,
      service: at.service,
      pod: at.card?.name ?? '',
      startUs: draft.startUs,
      endUs: endUs < 0 ? this.#world.nowUs : endUs,
      status: error === ERROR.none ? 'unset' : 'error',
      message: draft.message,
      attributes,
      events: draft.events ?? [],
    };
  }
}

function branchDraft(slot: Slot, at: Site): Draft {
  return {
    place: slot.ordinal * PLACES + OWN,
    parent: slot.parent * PLACES + OWN,
    name: branchName(slot),
    kind: 'internal',
    at,
    startUs: slot.startUs,
    endUs: slot.endUs,
    error: slot.error,
    message: messageOf(slot.error),
    attributes: {},
  };
}

const branchName = (slot: Slot): string => `branch ${slot.what + 1}`;
const messageOf = (error: number): string => (error === ERROR.none ? '' : ERRORS[error]![1]);

/** What a caller learns of the reason why there was no good answer: that there was none, or that the connection broke. */
function asSeen(error: number): number {
  return error === ERROR.none || error === ERROR.crashed ? error : ERROR.failed;
}

/** How many spans a slot becomes, and how many of them failed. */
export function spansIn(slot: Slot): { spans: number; errors: number } {
  const failed = slot.error === ERROR.none ? 0 : 1;
  if (slot.kind !== KIND.request) return { spans: 1, errors: failed };
  const gone = slot.callEndUs >= 0 && slot.callEndUs < (slot.endUs < 0 ? Infinity : slot.endUs);
  const isRoot = slot.parent === 0;
  const callFailed = isRoot ? 0 : gone ? 1 : failed;
  return { spans: 1 + (isRoot ? 0 : 1) + (slot.queued ? 1 : 0), errors: failed + callFailed };
}
