// Results of the synthetic checks: kept when a run ends, shown `reportsAfter` later, to looks and series alike.
// Names of the series are those of Prometheus' blackbox exporter.
import { type Hash, hashFloat64, hashInit, hashMix } from '../../math/index.ts';
import type { CheckResult, SimTimeUs } from '../../schema/index.ts';
import { END, type LiveWorld, PROBE, PROBE_STEP, PROBE_STEP_WORDS, PROBE_WORDS } from '../world/index.ts';
import type { SeriesStore } from './series-store.ts';

/** By END: the status code, 0 without an answer. */
const STATUS = [200, 500, 503, 504, 0, 0, 0, 0];

export interface ChecksMark {
  readonly results: readonly CheckResult[];
  readonly count: number;
  readonly digest: Readonly<Hash>;
}

export class Checks {
  readonly #world: LiveWorld;
  /** In the order of their ends. */
  #results: CheckResult[] = [];
  #digest: Hash = hashInit(0xb1ac);

  constructor(world: LiveWorld) {
    this.#world = world;
    world.onProbe = (index) => this.#keep(index);
  }

  get digest(): Readonly<Hash> {
    return this.#digest;
  }

  #keep(index: number): void {
    const { I, F, plan, nowUs } = this.#world;
    const { name, offset, steps, source } = plan.probes[index]!;
    const startedAtUs = F[(offset + PROBE.startedAtF) >> 1]!;
    const tried: CheckResult['steps'][number][] = [];
    steps.forEach((step, k) => {
      const at = offset + PROBE_WORDS + k * PROBE_STEP_WORDS;
      const end = I[at + PROBE_STEP.end]!;
      if (end === END.notTried) return;
      tried.push({
        name: step,
        status: STATUS[end]!,
        durationUs: F[(at + PROBE_STEP.tookF) >> 1]!,
        error: errorOf(end, source.timeout),
      });
      hashMix(this.#digest, end);
    });
    hashMix(this.#digest, index);
    hashFloat64(this.#digest, nowUs);
    this.#results.push({
      check: name,
      startedAtUs,
      visibleAtUs: nowUs + source.reportsAfter,
      ok: tried.length === steps.length && tried.every(({ status }) => status === 200),
      durationUs: nowUs - startedAtUs,
      steps: tried,
    });
  }

  /** What can be seen now, in the order in which it became visible. */
  visible(): readonly CheckResult[] {
    const { nowUs } = this.#world;
    return this.#results.filter(({ visibleAtUs }) => visibleAtUs <= nowUs).sort((a, b) => a.visibleAtUs - b.visibleAtUs);
  }

  /** Writes the newest visible result of each check into the open row. A check without one has no series yet. */
  scrape(store: SeriesStore): void {
    const { plan, nowUs } = this.#world;
    for (const { name: check, steps, source } of plan.probes) {
      const last = this.#results.findLast((result) => result.check === check && result.visibleAtUs <= nowUs);
      if (last === undefined) continue;
      const write = (labels: Record<string, string>, value: number): void => store.write(store.denseColumn(labels).id, value);
      write({ __name__: 'probe_success', check, from: source.from }, last.ok ? 1 : 0);
      write({ __name__: 'probe_duration_seconds', check }, last.durationUs / 1e6);
      steps.forEach((step, k) => write({ __name__: 'probe_http_status_code', check, step }, last.steps[k]?.status ?? 0));
    }
  }

  mark(): ChecksMark {
    return { results: this.#results, count: this.#results.length, digest: { ...this.#digest } };
  }
  restore(mark: ChecksMark): void {
    this.#results = mark.results.slice(0, mark.count);
    this.#digest = { ...mark.digest };
  }
}

function errorOf(end: number, timeoutUs: SimTimeUs): string {
  switch (end) {
    case END.ok:
      return '';
    case END.noAnswer:
      return `no answer within ${timeoutUs / 1e6} s`;
    case END.reset:
      return 'connection reset';
    case END.refused:
      return 'connection refused';
    default:
      return `HTTP ${STATUS[end]}`;
  }
}
