// Small programs that read counters from the world’s arena: built once for a pod or component, run at every scrape without allocating.
// Each step changes one accumulator and may write it to a column, which gives sums over call sites and cumulative buckets for nothing.
import type { SeriesStore } from './series-store.ts';

const READ = { word: 0, addWord: 1, double: 2, takeAway: 3, constant: 4, keep: 5, addDouble: 6 } as const;
type Read = (typeof READ)[keyof typeof READ];

/** A reading under construction. Offsets are relative to the base given at each scrape. */
export class Reading {
  /** By step: the column it writes, -1 for none. */
  readonly #columns: number[] = [];
  readonly #labels: (Record<string, string> | undefined)[] = [];
  readonly #kinds: Read[] = [];
  readonly #offsets: number[] = [];
  readonly #numbers: number[] = [];

  #step(kind: Read, offset: number, number: number, labels: Record<string, string> | undefined): this {
    this.#kinds.push(kind);
    this.#offsets.push(offset);
    this.#numbers.push(number);
    this.#labels.push(labels);
    return this;
  }

  /** The accumulator becomes a word. */
  word(offset: number, labels?: Record<string, string>): this {
    return this.#step(READ.word, offset, 0, labels);
  }
  /** A word is added to the accumulator. */
  add(offset: number, labels?: Record<string, string>): this {
    return this.#step(READ.addWord, offset, 0, labels);
  }
  /** A word is taken away, never below 0. */
  takeAway(offset: number, labels?: Record<string, string>): this {
    return this.#step(READ.takeAway, offset, 0, labels);
  }
  /** A double times `factor`. */
  double(offset: number, factor: number, labels?: Record<string, string>): this {
    return this.#step(READ.double, offset, factor, labels);
  }
  /** A double times `factor` is added. */
  addDouble(offset: number, factor: number, labels?: Record<string, string>): this {
    return this.#step(READ.addDouble, offset, factor, labels);
  }
  constant(value: number, labels?: Record<string, string>): this {
    return this.#step(READ.constant, 0, value, labels);
  }
  /** Writes the accumulator as it is. */
  keep(labels: Record<string, string>): this {
    return this.#step(READ.keep, 0, 0, labels);
  }
  /** A classic histogram: buckets that are not cumulative in the arena, the sum in microseconds. */
  histogram(name: string, labels: Record<string, string>, bucketsAt: number, sumAt: number, leTexts: readonly string[]): this {
    leTexts.forEach((le, bucket) => {
      const of = { __name__: `${name}_bucket`, ...labels, le };
      if (bucket === 0) this.word(bucketsAt, of);
      else this.add(bucketsAt + bucket, of);
    });
    return this.keep({ __name__: `${name}_count`, ...labels }).double(sumAt, 1e-6, { __name__: `${name}_sum`, ...labels });
  }

  /** Finds or makes the columns. */
  attach(store: SeriesStore): this {
    for (const labels of this.#labels) this.#columns.push(labels === undefined ? -1 : store.denseColumn(labels).id);
    this.#labels.length = 0;
    return this;
  }

  /** Runs the program against records at `base`. */
  run(store: SeriesStore, I: Int32Array, F: Float64Array, base: number): void {
    const columns = this.#columns;
    const kinds = this.#kinds;
    const offsets = this.#offsets;
    let value = 0;
    for (let i = 0; i < kinds.length; i++) {
      switch (kinds[i]) {
        case READ.word:
          value = I[base + offsets[i]!]!;
          break;
        case READ.addWord:
          value += I[base + offsets[i]!]!;
          break;
        case READ.takeAway:
          value = Math.max(0, value - I[base + offsets[i]!]!);
          break;
        case READ.double:
          value = F[(base + offsets[i]!) >> 1]! * this.#numbers[i]!;
          break;
        case READ.addDouble:
          value += F[(base + offsets[i]!) >> 1]! * this.#numbers[i]!;
          break;
        case READ.constant:
          value = this.#numbers[i]!;
          break;
      }
      if (columns[i]! >= 0) store.write(columns[i]!, value);
    }
  }
}
