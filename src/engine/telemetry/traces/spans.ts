/**
 * Slots as spans, with the attribute names of OpenTelemetry's semantic conventions (HTTP, database, peer and Kubernetes ones); what those do
 * not name begins with `faultline.`. A request becomes the caller's span, the service's own below it, and `queue` below that when it waited.
 * What is still under way ends now and says so in `faultline.unfinished`.
 */
import type { SimTimeUs, Span, SpanEvent } from '../../../schema/index.ts';
import { CALL, type Plan, RETRY, RETRY_WORDS } from '../../compile/plan.ts';
import { DATABASE, ERROR, type LiveWorld, POOL, statusCodeOf } from '../../world/index.ts';
import { requestIdOf } from '../log-templates.ts';
import type { PodCard } from '../recorder.ts';
import type { TraceIds } from './ids.ts';
import { CALL_ERROR_SHIFT, ERROR_MASK, FLAG, KIND, KIND_MASK, SLOT, SLOT_WORDS, TRIES_SHIFT } from './layout.ts';

const S = SLOT;
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

/** One slot of a packed trace. */
export interface Slot {
  kind: number;
  ordinal: number;
  parent: number;
  what: number;
  site: number;
  pod: number;
  queued: boolean;
  probe: boolean;
  tries: number;
  error: number;
  callError: number;
  waitedUs: number;
  startUs: SimTimeUs;
  /** -1 while it has none. */
  endUs: SimTimeUs;
  callEndUs: SimTimeUs;
}

export function readSlots(words: Int32Array): Slot[] {
  const doubles = new Float64Array(words.buffer, words.byteOffset, words.length >> 1);
  const slots: Slot[] = [];
  for (let at = 0; at < words.length; at += SLOT_WORDS) {
    const kind = words[at + S.kind]!;
    slots.push({
      kind: kind & KIND_MASK,
      ordinal: words[at + S.ordinal]!,
      parent: words[at + S.parent]!,
      what: words[at + S.what]!,
      site: words[at + S.site]!,
      pod: words[at + S.pod]!,
      queued: (kind & FLAG.queued) !== 0,
      probe: (kind & FLAG.probe) !== 0,
      tries: kind >>> TRIES_SHIFT,
      error: words[at + S.error]! & ERROR_MASK,
      callError: words[at + S.error]! >> CALL_ERROR_SHIFT,
      waitedUs: words[at + S.waitedUs]!,
      startUs: doubles[(at + S.startF) >> 1]!,
      endUs: doubles[(at + S.endF) >> 1]!,
      callEndUs: doubles[(at + S.callEndF) >> 1]!,
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
interface Site {
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
  readonly #cardOf: (serial: number) => PodCard | undefined;
  /** By instruction that begins a retry step's tries: the call site it waits for, -1 without one. */
  readonly #sleepsFor = new Map<number, number>();
  /** Call sites inside a retry step. */
  readonly #retried: ReadonlySet<number>;

  /** @param cardOf  the pod with this serial, also when it is long gone */
  constructor(world: LiveWorld, ids: TraceIds, cardOf: (serial: number) => PodCard | undefined) {
    this.#plan = world.plan;
    this.#world = world;
    this.#ids = ids;
    this.#cardOf = cardOf;
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
      const card = this.#cardOf(slot.pod) ?? around.card;
      const at = { service: this.serviceOf(slot, around.service), card };
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
        return [
          ...(slot.site >= 0 ? [this.#callName(slot.site)] : []),
          this.#plan.routes[slot.what]!.name,
          ...(slot.queued ? ['queue'] : []),
        ];
      case KIND.branch:
        return [branchName(slot)];
      default:
        return [this.#workDraft(slot, { service: '', card: undefined }).name];
    }
  }

  /** The service that a slot belongs to: `around` when it is no request and its pod is not known. */
  serviceOf(slot: Slot, around: string): string {
    const { services, routes } = this.#plan;
    if (slot.kind === KIND.request) return services[routes[slot.what]!.service]!.name;
    const card = this.#cardOf(slot.pod);
    return card === undefined ? around : services[card.service]!.name;
  }

  #requestDrafts(slot: Slot, at: Site, around: Site, request: number, asks: number): Draft[] {
    const { startUs, endUs, callEndUs, error, callError, site } = slot;
    const route = this.#plan.routes[slot.what]!.name;
    const own: Draft = {
      place: slot.ordinal * PLACES + OWN,
      parent: site >= 0 ? slot.ordinal * PLACES + CALLER : 0,
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
    if (slot.parent === 0) Object.assign(own.attributes, this.#askedBy(asks));
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
    if (site < 0) return drafts;
    const learnt = goneUs === undefined;
    drafts.push({
      place: slot.ordinal * PLACES + CALLER,
      parent: slot.parent * PLACES + OWN,
      name: this.#callName(site),
      kind: 'client',
      at: around,
      startUs,
      endUs: learnt ? endUs : callEndUs,
      error: learnt ? asSeen(error) : callError,
      message: messageOf(learnt ? asSeen(error) : callError),
      attributes: {
        ...this.#callAttributes(slot, site),
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
    const target = code[slot.what + 1]!;
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
        const site = slot.kind === KIND.provider ? calls[target + CALL.index]! : slot.site;
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
  const callFailed = slot.site < 0 ? 0 : gone ? 1 : failed;
  return { spans: 1 + (slot.site >= 0 ? 1 : 0) + (slot.queued ? 1 : 0), errors: failed + callFailed };
}
