// OpenMetrics 1.0 text of everything a run recorded, with timestamps, so that any Prometheus tool can read a drill.
// Types follow from names: `_total` counters, `_bucket` histograms, `_info` info, the rest gauges. Stale markers are left out.
// Kept traces become exemplars of the latency buckets their requests were counted in.
// Source: https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md
import type { Exemplar, SampleSeries, SampleSource, TraceReader } from '../schema/index.ts';
import { inChunks } from './chunks.ts';
import { boundOf, compareText, type Family, familiesOf, histogramPoints, histogramsOf } from './families.ts';
import { HELP } from './help.ts';

const UNITS = ['seconds', 'bytes', 'ratio'];
/** The latency of requests, the one histogram whose observations are traced. */
const TRACED = 'http_server_request_duration_seconds';

/** A recorded run: its series and, where it was traced, kept requests and the beginning of the run since the epoch. */
export interface RecordedRun {
  series: SampleSource;
  traced?: { exemplars: TraceReader['exemplars']; startsAtMs: number };
}

/** The whole text; for long runs write `openMetricsChunks` to a stream instead. */
export function toOpenMetrics(run: RecordedRun): string {
  return [...openMetricsChunks(run)].join('');
}

/** The text in pieces of some tens of kilobytes, ending with `# EOF`. Families and series are in the order of their names. */
export function openMetricsChunks(run: RecordedRun): Generator<string> {
  return inChunks(lines(run));
}

function* lines(run: RecordedRun): Generator<string> {
  for (const family of familiesOf(run.series)) yield* familyLines(family, run);
  yield '# EOF\n';
}

function* familyLines(family: Family, run: RecordedRun): Generator<string> {
  const unit = UNITS.find((name) => family.name.endsWith(`_${name}`));
  yield `# TYPE ${family.name} ${family.type}\n`;
  if (unit !== undefined) yield `# UNIT ${family.name} ${unit}\n`;
  const help = HELP[family.name];
  if (help !== undefined) yield `# HELP ${family.name} ${escapeText(help)}\n`;
  if (family.type === 'histogram') yield* histogramLines(family, family.name === TRACED ? run.traced : undefined);
  else for (const { series, key } of sorted(family.series)) yield* seriesLines(series, key);
}

function* seriesLines(series: SampleSeries, labels: string): Generator<string> {
  const name = `${series.labels['__name__']}${labels}`;
  for (let index = 0; index < series.length; index += 1) {
    if (series.stale?.[index] === 1) continue;
    yield `${name} ${numberText(series.values[index]!)} ${secondsText(series.timesMs[index]!)}\n`;
  }
}

/** A histogram's points are whole: at each time its buckets in order, then count and sum. */
function* histogramLines(family: Family, traced: RecordedRun['traced']): Generator<string> {
  for (const parts of histogramsOf(family, (labels) => labelText(labels, 'le'))) {
    const names = parts.map((series) => `${series.labels['__name__']}${labelText(series.labels)}`);
    const observed = traced === undefined ? undefined : new BucketExemplars(parts, traced);
    for (const { timeMs, places } of histogramPoints(parts)) {
      const told = places.map((place, part) => place >= 0 && parts[part]!.stale?.[place] !== 1);
      if (!told.includes(true)) continue;
      observed?.moveTo(timeMs);
      for (const [part, series] of parts.entries())
        if (told[part])
          yield `${names[part]} ${numberText(series.values[places[part]!]!)} ${secondsText(timeMs)}${observed?.textOf(part) ?? ''}\n`;
    }
  }
}

/** For the buckets of one histogram: the last kept request that each counted since the scrape before. */
class BucketExemplars {
  readonly #bounds: readonly number[];
  readonly #startsAtMs: number;
  readonly #kept: readonly Exemplar[];
  #next = 0;
  #now: (Exemplar | undefined)[] = [];

  constructor(parts: readonly SampleSeries[], { exemplars, startsAtMs }: NonNullable<RecordedRun['traced']>) {
    const { service = '', pod, http_route: route } = parts[0]!.labels;
    this.#bounds = parts.flatMap((series) => (series.labels['le'] === undefined ? [] : [boundOf(series.labels['le'])]));
    this.#startsAtMs = startsAtMs;
    const all = exemplars({ service, fromUs: 0, toUs: Number.MAX_SAFE_INTEGER, limit: Number.MAX_SAFE_INTEGER });
    this.#kept = all.filter((one) => one.pod === pod && one.route === route);
  }

  moveTo(timeMs: number): void {
    this.#now = [];
    for (; this.#next < this.#kept.length && this.#timeMs(this.#kept[this.#next]!) <= timeMs; this.#next++) {
      const exemplar = this.#kept[this.#next]!;
      const bucket = this.#bounds.findIndex((bound) => exemplar.durationUs / 1e6 <= bound);
      if (bucket >= 0) this.#now[bucket] = exemplar;
    }
  }

  /** What follows the sample of a bucket: `# {trace_id="…"} value time`. */
  textOf(part: number): string {
    const exemplar = this.#now[part];
    if (exemplar === undefined) return '';
    return ` # {trace_id="${exemplar.traceId}"} ${numberText(exemplar.durationUs / 1e6)} ${this.#timeMs(exemplar) / 1000}`;
  }

  #timeMs(exemplar: Exemplar): number {
    return this.#startsAtMs + exemplar.atUs / 1000;
  }
}

function sorted(series: readonly SampleSeries[]): { series: SampleSeries; key: string }[] {
  return series.map((one) => ({ series: one, key: labelText(one.labels) })).sort((one, other) => compareText(one.key, other.key));
}

function labelText(labels: Readonly<Record<string, string>>, without?: string): string {
  const parts = Object.keys(labels)
    .filter((name) => name !== '__name__' && name !== without && labels[name] !== '')
    .sort(compareText)
    .map((name) => `${name}="${escapeText(name === 'le' ? boundText(labels[name]!) : labels[name]!)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

/** Bounds are floats in OpenMetrics: 1 is written 1.0. */
const boundText = (bound: string): string => (/^-?\d+$/.test(bound) ? `${bound}.0` : bound);

const escapeText = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return String(value);
}

/** Seconds since the epoch with as many decimals as milliseconds need. */
const secondsText = (timeMs: number): string => String(timeMs / 1000);
