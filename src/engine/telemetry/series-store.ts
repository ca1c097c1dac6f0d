// Scraped series in columns: one column a label set, one row a scrape, in blocks of 128 rows.
// Rows once written are never rewritten, so marks and forks share blocks: only the last, unfinished block is copied on restore.
// A column whose values stay the same through a block costs eight bytes there. Rule results live in sparse columns with a state per row.
import { type Hash, hashFloat64, hashInit, hashMix, hashText } from '../../math/index.ts';
import { assert, type SampleSource } from '../../schema/index.ts';
import { type Block, BLOCK_ROWS, type Column, copyRows, labelKey, ROW } from './series-block.ts';
import { SeriesReader } from './series-reader.ts';

/** A position in the records; stays valid whatever the store does afterwards. */
export interface SeriesMark {
  readonly rows: number;
  readonly blocks: readonly Block[];
  readonly columns: readonly Column[];
  readonly columnCount: number;
  readonly ends: readonly { column: number; row: number }[];
  readonly endCount: number;
  readonly digest: Readonly<Hash>;
}

export class SeriesStore {
  #rows = 0;
  #blocks: Block[] = [];
  #tail: Block | undefined;
  #columns: Column[] = [];
  #ends: { column: number; row: number }[] = [];
  #endRow = new Map<number, number>();
  #byKey = new Map<string, Column>();
  #digest: Hash = hashInit(0x5e41e5);
  #row = -1;
  readonly #reader: SeriesReader;

  constructor() {
    this.#reader = new SeriesReader({
      blocks: () => this.#blocks,
      rows: () => this.#rows,
      columns: () => this.#columns,
      endRowOf: (column) => this.#endRow.get(column),
    });
  }

  get source(): SampleSource {
    return this.#reader;
  }
  get rows(): number {
    return this.#rows;
  }
  get columnCount(): number {
    return this.#columns.length;
  }
  get digest(): Readonly<Hash> {
    return this.#digest;
  }

  /** Opens the next row; later rows must be later in time. */
  beginRow(atMs: number): void {
    const row = this.#rows;
    const place = row % BLOCK_ROWS;
    if (place === 0) {
      this.#tail = { timesMs: new Float64Array(BLOCK_ROWS), constants: [], chunks: [], states: [] };
      this.#blocks.push(this.#tail);
    }
    const block = this.#tail!;
    const before = row === 0 ? Number.NEGATIVE_INFINITY : this.timeOfRowMs(row - 1);
    assert(atMs > before, 'rows go forward in time', { atMs, before });
    block.timesMs[place] = atMs;
    this.#row = row;
    this.#rows = row + 1;
    hashFloat64(this.#digest, atMs);
  }

  timeOfRowMs(row: number): number {
    return this.#blocks[Math.floor(row / BLOCK_ROWS)]!.timesMs[row % BLOCK_ROWS]!;
  }

  /** A new dense column: written at every row from the open row (or the next one) until it ends. */
  addColumn(labels: Readonly<Record<string, string>>, bornRow: number = this.#rows): Column {
    return this.#append(labels, bornRow, false);
  }

  /** The sparse column of a label set, made when it is new. */
  sparseColumn(labels: Readonly<Record<string, string>>): Column {
    const key = labelKey(labels);
    return this.#byKey.get(key) ?? this.#append(labels, this.#row, true, key);
  }

  #append(labels: Readonly<Record<string, string>>, bornRow: number, sparse: boolean, key: string = labelKey(labels)): Column {
    assert(!this.#byKey.has(key), 'a label set has one column', { labels });
    const column: Column = { id: this.#columns.length, name: labels['__name__'] ?? '', labels, key, bornRow, sparse };
    this.#columns.push(column);
    this.#byKey.set(key, column);
    hashText(this.#digest, key);
    return column;
  }

  /** The value of a dense column in the open row. */
  write(id: number, value: number): void {
    const block = this.#tail!;
    const place = this.#row % BLOCK_ROWS;
    hashFloat64(this.#digest, value);
    const chunk = block.chunks[id];
    if (chunk !== undefined) {
      chunk[place] = value;
      return;
    }
    const first = this.#columns[id]!.bornRow === this.#row || place === 0;
    if (first) {
      block.constants[id] = value;
      return;
    }
    const constant = block.constants[id]!;
    if (value === constant || (value !== value && constant !== constant)) return;
    const fresh = new Float64Array(BLOCK_ROWS).fill(constant, 0, place);
    fresh[place] = value;
    block.chunks[id] = fresh;
  }

  /** The value of a sparse column in the open row; `stale` marks that it ended. */
  writeSparse(id: number, value: number, stale = false): void {
    const block = this.#tail!;
    const place = this.#row % BLOCK_ROWS;
    const chunk = (block.chunks[id] ??= new Float64Array(BLOCK_ROWS));
    const states = (block.states[id] ??= new Uint8Array(BLOCK_ROWS));
    chunk[place] = value;
    states[place] = stale ? ROW.stale : ROW.present;
    hashMix(this.#digest, stale ? -id - 1 : id);
    hashFloat64(this.#digest, value);
  }

  /** Ends a dense column: the open row is its staleness mark. It must not be written any more. */
  endColumn(id: number): void {
    this.#ends.push({ column: id, row: this.#row });
    this.#endRow.set(id, this.#row);
    hashMix(this.#digest, ~id);
  }

  mark(): SeriesMark {
    return {
      rows: this.#rows,
      blocks: this.#blocks.slice(),
      columns: this.#columns,
      columnCount: this.#columns.length,
      ends: this.#ends,
      endCount: this.#ends.length,
      digest: { ...this.#digest },
    };
  }

  /** Takes the records as they were at `mark`, of this store or of another one. */
  restore(mark: SeriesMark): void {
    this.#rows = mark.rows;
    this.#row = mark.rows - 1;
    this.#columns = mark.columns.slice(0, mark.columnCount);
    this.#ends = mark.ends.slice(0, mark.endCount);
    this.#endRow = new Map(this.#ends.map((end) => [end.column, end.row]));
    this.#byKey = new Map(this.#columns.map((column) => [column.key, column]));
    this.#digest = { ...mark.digest };
    this.#blocks = mark.blocks.slice();
    const rest = mark.rows % BLOCK_ROWS;
    if (rest > 0) this.#blocks[this.#blocks.length - 1] = copyRows(this.#blocks.at(-1)!, rest, mark.columnCount);
    this.#tail = this.#blocks.at(-1);
    this.#reader.forget();
  }
}
