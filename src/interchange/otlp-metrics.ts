// Recorded series as OTLP JSON (ExportMetricsServiceRequest), as `curl` to a collector's /v1/metrics has them. Counters are cumulative monotonic
// sums, info metrics sums that are not monotonic, histograms have buckets that exclude each other; a stale marker is a point without a value.
// Sources: https://github.com/open-telemetry/opentelemetry-proto (metrics.proto);
// https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/
import type { SampleSeries, SampleSource } from '../schema/index.ts';
import { elements, inChunks } from './chunks.ts';
import { boundOf, compareText, type Family, familiesOf, histogramPoints, histogramsOf } from './families.ts';
import { HELP } from './help.ts';
import { double, keyValues, resourceOf, SCOPE } from './otlp-values.ts';

const CUMULATIVE = 2;
/** FLAG_NO_RECORDED_VALUE. */
const NO_VALUE = 1;
/** Units of UCUM by the end of a name. */
const UNITS: readonly (readonly [suffix: string, unit: string])[] = [
  ['_seconds', 's'],
  ['_bytes', 'By'],
  ['_ratio', '1'],
];
/** Labels that say whose a series is. */
const OF_RESOURCE: readonly string[] = ['service', 'pod'];

interface Resource {
  service: string;
  pod: string;
  families: Family[];
}

/** One document, in pieces of some tens of kilobytes: resources by service and pod, their metrics by name, points in the order of time. */
export function otlpMetricChunks(source: SampleSource): Generator<string> {
  return inChunks(documentOf(resourcesOf(familiesOf(source))));
}

function* documentOf(resources: readonly Resource[]): Generator<string> {
  yield '{"resourceMetrics":[';
  yield* elements(resources, function* ({ service, pod, families }) {
    yield `{"resource":${JSON.stringify(resourceOf(service, pod))},"scopeMetrics":[{"scope":${JSON.stringify(SCOPE)},"metrics":[`;
    yield* elements(families, metricText);
    yield ']}]}';
  });
  yield '\n]}\n';
}

function resourcesOf(families: readonly Family[]): Resource[] {
  const resources = new Map<string, Resource>();
  for (const { name, type, series } of families) {
    for (const one of series) {
      const { service = '', pod = '' } = one.labels;
      const key = `${service}\u0001${pod}`;
      let resource = resources.get(key);
      if (resource === undefined) {
        resource = { service, pod, families: [] };
        resources.set(key, resource);
      }
      let family = resource.families.at(-1);
      if (family?.name !== name || family.type !== type) {
        family = { name, type, series: [] };
        resource.families.push(family);
      }
      family.series.push(one);
    }
  }
  return [...resources.keys()].sort(compareText).map((key) => resources.get(key)!);
}

function* metricText(family: Family): Generator<string> {
  const unit = UNITS.find(([suffix]) => family.name.endsWith(suffix))?.[1];
  const description = HELP[family.name];
  const head = { name: family.type === 'info' ? `${family.name}_info` : family.name, unit, description };
  yield `${JSON.stringify(head).slice(0, -1)},${dataHead(family)}"dataPoints":[`;
  if (family.type === 'histogram') yield* elements(histogramsOf(family, keyOf), histogramText);
  else yield* elements(sorted(family.series), (series) => numberText(series, family.type !== 'gauge'));
  yield ']}}';
}

function dataHead({ type }: Family): string {
  if (type === 'gauge') return '"gauge":{';
  if (type === 'histogram') return `"histogram":{"aggregationTemporality":${CUMULATIVE},`;
  return `"sum":{"aggregationTemporality":${CUMULATIVE},"isMonotonic":${type === 'counter'},`;
}

function* numberText(series: SampleSeries, cumulative: boolean): Generator<string> {
  const attributes = attributesOf(series.labels);
  const start = new Start();
  yield* elements(places(series), (place) => {
    const timeUnixNano = nanoOf(series.timesMs[place]!);
    if (series.stale?.[place] === 1) return [JSON.stringify({ attributes, timeUnixNano, flags: NO_VALUE })];
    const value = series.values[place]!;
    const startTimeUnixNano = cumulative ? start.of(timeUnixNano, value) : undefined;
    return [JSON.stringify({ attributes, startTimeUnixNano, timeUnixNano, asDouble: double(value) })];
  });
}

function* histogramText(parts: readonly SampleSeries[]): Generator<string> {
  const attributes = attributesOf(parts[0]!.labels);
  const buckets = parts.filter(({ labels }) => labels['le'] !== undefined);
  const explicitBounds = buckets.map(({ labels }) => boundOf(labels['le']!)).filter(Number.isFinite);
  const ends = (suffix: string): number => parts.findIndex(({ labels }) => labels['__name__']!.endsWith(suffix));
  const [ofCount, ofSum] = [ends('_count'), ends('_sum')];
  const start = new Start();
  yield* elements(histogramPoints(parts), ({ timeMs, places }) => {
    const timeUnixNano = nanoOf(timeMs);
    const value = (part: number): number | undefined => {
      const place = part < 0 ? -1 : places[part]!;
      return place < 0 || parts[part]!.stale?.[place] === 1 ? undefined : parts[part]!.values[place];
    };
    const count = value(ofCount);
    if (count === undefined) return [JSON.stringify({ attributes, timeUnixNano, flags: NO_VALUE })];
    const below = buckets.map((_, part) => value(part) ?? 0);
    const bucketCounts = below.map((counted, i) => String(counted - (below[i - 1] ?? 0)));
    const sum = value(ofSum);
    return [
      JSON.stringify({
        attributes,
        startTimeUnixNano: start.of(timeUnixNano, count),
        timeUnixNano,
        count: String(count),
        ...(sum === undefined ? {} : { sum: double(sum) }),
        bucketCounts,
        explicitBounds,
      }),
    ];
  });
}

/** Since when a cumulative value counts: its first sample, or the one at which it fell, as the collector's Prometheus receiver says. */
class Start {
  #nano: string | undefined;
  #last = 0;

  of(timeUnixNano: string, value: number): string {
    if (this.#nano === undefined || value < this.#last) this.#nano = timeUnixNano;
    this.#last = value;
    return this.#nano;
  }
}

function* places({ length }: SampleSeries): Generator<number> {
  for (let place = 0; place < length; place += 1) yield place;
}

const nanoOf = (timeMs: number): string => String(BigInt(Math.round(timeMs * 1000)) * 1_000n);

function attributesOf(labels: Readonly<Record<string, string>>): unknown[] {
  const names = Object.keys(labels).filter(
    (name) => name !== '__name__' && name !== 'le' && !OF_RESOURCE.includes(name) && labels[name] !== '',
  );
  return keyValues(Object.fromEntries(names.sort(compareText).map((name) => [name, labels[name]!])));
}

const keyOf = (labels: Readonly<Record<string, string>>): string => JSON.stringify(attributesOf(labels));

const sorted = (series: readonly SampleSeries[]): SampleSeries[] =>
  series
    .map((one) => ({ one, key: keyOf(one.labels) }))
    .sort((one, other) => compareText(one.key, other.key))
    .map(({ one }) => one);
