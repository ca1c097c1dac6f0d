// Traces of one run, or none at all: with `traces.on: false` the world is not followed and every answer is empty.
import type { Exemplar, Observability, SimTimeUs, Span, TraceCounts, TraceFilter, TracePage } from '../../../schema/index.ts';
import type { LiveWorld } from '../../world/index.ts';
import type { PodRegister } from '../recorder.ts';
import { TraceArchive } from './archive.ts';
import type { TraceIds } from './ids.ts';
import { Tracer, type TracerMark } from './tracer.ts';

export type TracingMark = TracerMark | undefined;
interface Parts {
  tracer: Tracer;
  archive: TraceArchive;
}

const NOTHING: TraceCounts = { requests: 0, keptByHead: 0, keptByError: 0, keptBySlow: 0, rateLimited: 0, dropped: 0, cut: 0 };

export class Tracing {
  readonly #parts: Parts | undefined;

  constructor(world: LiveWorld, rules: Observability['traces'], ids: TraceIds, pods: PodRegister) {
    if (!rules.on) return;
    const tracer = new Tracer(world, rules, ids);
    this.#parts = { tracer, archive: new TraceArchive(world, ids, pods, tracer) };
    world.tracing = tracer;
  }

  get counts(): TraceCounts {
    return this.#parts?.tracer.counts ?? { ...NOTHING };
  }

  search(filter: TraceFilter): TracePage {
    return this.#parts?.archive.traces(filter) ?? { traces: [], matched: 0 };
  }

  spansOf(traceId: string): readonly Span[] | undefined {
    return this.#parts?.archive.spansOf(traceId);
  }

  exemplars(filter: { service: string; fromUs: SimTimeUs; toUs: SimTimeUs; limit: number }): readonly Exemplar[] {
    return this.#parts?.archive.exemplars(filter) ?? [];
  }

  hash(): string {
    return this.#parts?.tracer.hash() ?? '';
  }

  mark(): TracingMark {
    return this.#parts?.tracer.mark();
  }

  restore(mark: TracingMark): void {
    if (mark !== undefined) this.#parts?.tracer.restore(mark);
  }
}
