// What is scraped, for completion while a query is written: metric names, labels and their values, and a line of help for each metric.
// Answers codemirror-promql's questions from label sets of the run; nothing goes over a network.
import type { PrometheusClient } from '@prometheus-io/codemirror-promql';

type Labels = Readonly<Record<string, string>>;
/** A matcher as the editor found it in the text; `type` is a number of the grammar. */
interface Matcher {
  name: string;
  value: string;
  matchesEmpty(): boolean;
}
interface Metadata {
  type: string;
  help: string;
}

/** New label sets turn up as replicas come and go. */
const FRESH_MS = 15_000;
const SUFFIX = /_(bucket|count|sum|total)$/;

export class Catalogue implements PrometheusClient {
  readonly #read: () => Promise<readonly Labels[]>;
  readonly #help: () => Promise<Readonly<Record<string, string>>>;
  readonly #nowMs: () => number;
  #known: Promise<readonly Labels[]> | undefined;
  #readAtMs = 0;

  constructor(
    read: () => Promise<readonly Labels[]>,
    help: () => Promise<Readonly<Record<string, string>>>,
    nowMs: () => number = () => performance.now(),
  ) {
    this.#read = read;
    this.#help = help;
    this.#nowMs = nowMs;
  }

  async metricNames(): Promise<string[]> {
    return distinct((await this.#all()).map((labels) => labels['__name__']));
  }

  async labelNames(metricName = ''): Promise<string[]> {
    return distinct((await this.#of(metricName)).flatMap((labels) => Object.keys(labels))).filter((name) => name !== '__name__');
  }

  /** Values of a label, among series that carry the other labels asked for by equality. */
  async labelValues(labelName: string, metricName = '', matchers: Matcher[] = []): Promise<string[]> {
    const equal = matchers.filter(({ name, value }) => name !== labelName && value !== '');
    const found = await this.#of(metricName);
    const fitting = found.filter((labels) => equal.every(({ name, value }) => labels[name] === value));
    return distinct((fitting.length > 0 ? fitting : found).map((labels) => labels[labelName]));
  }

  async series(metricName: string): Promise<Map<string, string>[]> {
    return (await this.#of(metricName)).map((labels) => new Map(Object.entries(labels)));
  }

  /** By metric name as it is written, suffix included. */
  async metricMetadata(): Promise<Record<string, Metadata[]>> {
    const [names, help] = await Promise.all([this.metricNames(), this.#help()]);
    return Object.fromEntries(names.map((name) => [name, [metadataOf(name, names, help)]]));
  }

  flags(): Promise<Record<string, string>> {
    return Promise.resolve({});
  }

  async #of(metricName: string): Promise<readonly Labels[]> {
    const all = await this.#all();
    return metricName === '' ? all : all.filter((labels) => labels['__name__'] === metricName);
  }

  #all(): Promise<readonly Labels[]> {
    const nowMs = this.#nowMs();
    if (this.#known === undefined || nowMs - this.#readAtMs > FRESH_MS) {
      this.#readAtMs = nowMs;
      const reading = this.#read();
      this.#known = reading;
      // What failed is asked for again at the next question.
      reading.catch(() => {
        if (this.#known === reading) this.#known = undefined;
      });
    }
    return this.#known;
  }
}

function metadataOf(name: string, names: readonly string[], help: Readonly<Record<string, string>>): Metadata {
  const family = name.replace(SUFFIX, '');
  const histogram = names.includes(`${family}_bucket`);
  const says = help[name] ?? help[family] ?? (name.includes(':') ? 'Recorded by a rule' : 'No description');
  if (histogram && name.endsWith('_bucket')) return { type: 'histogram', help: `${says}: observations up to each bound “le”` };
  if (histogram && name.endsWith('_count')) return { type: 'counter', help: `${says}: number of observations` };
  if (histogram && name.endsWith('_sum')) return { type: 'counter', help: `${says}: sum of observations` };
  return { type: name.endsWith('_total') ? 'counter' : 'gauge', help: says };
}

const distinct = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.filter((value): value is string => value !== undefined && value !== ''))].sort();
