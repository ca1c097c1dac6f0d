// Reading what was kept: searches, the spans of one trace, exemplars. Changes nothing; what it works out of a complete trace it remembers.
import type { Exemplar, SimTimeUs, Span, TraceFilter, TracePage, TraceSummary } from '../../../schema/index.ts';
import { ERROR, type LiveWorld } from '../../world/index.ts';
import type { PodRegister } from '../recorder.ts';
import type { TraceIds } from './ids.ts';
import type { KeptTrace } from './kept.ts';
import { KIND } from './layout.ts';
import { readSlots, type Site, type Slot, SpanWriter, spansIn } from './spans.ts';
import type { Tracer } from './tracer.ts';

/** A trace as a search sees it. */
interface Sheet {
  summary: TraceSummary;
  names: ReadonlySet<string>;
  exemplars: Exemplar[];
}

export class TraceArchive {
  readonly #ids: TraceIds;
  readonly #tracer: Tracer;
  readonly #writer: SpanWriter;
  /** Of complete traces: they never change. */
  readonly #sheets = new WeakMap<KeptTrace, Sheet>();

  constructor(world: LiveWorld, ids: TraceIds, pods: PodRegister, tracer: Tracer) {
    this.#ids = ids;
    this.#tracer = tracer;
    this.#writer = new SpanWriter(world, ids, pods);
  }

  traces(filter: TraceFilter): TracePage {
    const found = this.#candidates(filter).map((trace) => this.#sheetOf(trace));
    const name = filter.name?.toLowerCase() ?? '';
    const matching = found.filter(
      ({ summary, names }) =>
        (filter.service === undefined || summary.services.includes(filter.service)) &&
        (name === '' || [...names].some((each) => each.toLowerCase().includes(name))),
    );
    const summaries = matching.map(({ summary }) => summary).reverse();
    const newest = (a: TraceSummary, b: TraceSummary): number => b.startUs - a.startUs;
    summaries.sort(filter.order === 'slowest' ? (a, b) => b.durationUs - a.durationUs || newest(a, b) : newest);
    return { traces: summaries.slice(0, filter.limit), matched: summaries.length };
  }

  /** Parents before children, ascending by start; undefined when the trace was not kept. */
  spansOf(traceId: string): readonly Span[] | undefined {
    const trace = this.#tracer.kept.all.find(({ request }) => this.#isIdOf(request, traceId));
    return trace === undefined ? undefined : this.#writer.write(trace.request, trace.asks, this.#slotsOf(trace));
  }

  /** The newest so many, ascending. */
  exemplars(filter: { service: string; fromUs: SimTimeUs; toUs: SimTimeUs; limit: number }): Exemplar[] {
    const { service, fromUs, toUs, limit } = filter;
    return this.#tracer.kept.all
      .flatMap((trace) => this.#sheetOf(trace).exemplars)
      .filter((exemplar) => exemplar.service === service && exemplar.atUs >= fromUs && exemplar.atUs <= toUs)
      .sort((a, b) => a.atUs - b.atUs)
      .slice(-limit);
  }

  /** What the entry itself tells is tried first: the spans of the rest need not be read. */
  #candidates(filter: TraceFilter): KeptTrace[] {
    const { minDurationUs = 0, maxDurationUs = Infinity, fromUs = 0, toUs = Infinity } = filter;
    return this.#tracer.kept.all.filter(
      ({ request, startUs, durationUs, failed }) =>
        durationUs >= minDurationUs &&
        durationUs <= maxDurationUs &&
        startUs >= fromUs &&
        startUs <= toUs &&
        (filter.errorsOnly !== true || failed) &&
        (filter.traceId === undefined || this.#isIdOf(request, filter.traceId)),
    );
  }

  /** The first word alone refuses nearly all. */
  #isIdOf(request: number, traceId: string): boolean {
    return this.#ids.firstWordOf(request) === Number.parseInt(traceId.slice(0, 8), 16) && this.#ids.traceIdOf(request) === traceId;
  }

  #slotsOf(trace: KeptTrace): Slot[] {
    return readSlots(trace.slots ?? this.#tracer.slotsOf(trace.record));
  }

  #sheetOf(trace: KeptTrace): Sheet {
    const known = this.#sheets.get(trace);
    if (known !== undefined) return known;
    const sheet = this.#readSheet(trace);
    if (trace.slots !== undefined) this.#sheets.set(trace, sheet);
    return sheet;
  }

  #readSheet(trace: KeptTrace): Sheet {
    const { startUs, durationUs, failed, keptBy } = trace;
    const traceId = this.#ids.traceIdOf(trace.request);
    const slots = this.#slotsOf(trace);
    const sites = new Map<number, Site>();
    const names = new Set<string>();
    const exemplars: Exemplar[] = [];
    let [spans, errors] = [0, 0];
    for (const slot of slots) {
      const { service, card } = this.#writer.siteOf(slot, sites.get(slot.parent));
      sites.set(slot.ordinal, { service, card });
      const counted = spansIn(slot);
      spans += counted.spans;
      errors += counted.errors;
      for (const name of this.#writer.namesOf(slot)) names.add(name);
      if (slot.kind !== KIND.request || slot.endUs < 0) continue;
      const route = this.#writer.routeOf(slot).name;
      const pod = card?.name ?? '';
      const error = slot.error !== ERROR.none;
      exemplars.push({ traceId, atUs: slot.endUs, service, route, pod, durationUs: slot.endUs - slot.startUs, error });
    }
    const root = slots[0]!;
    const summary: TraceSummary = {
      traceId,
      service: sites.get(root.ordinal)!.service,
      name: this.#writer.routeOf(root).name,
      startUs,
      durationUs,
      status: failed ? 'error' : 'ok',
      spans,
      errors,
      services: [...new Set([...sites.values()].map(({ service }) => service))],
      keptBy,
    };
    return { summary, names, exemplars };
  }
}
