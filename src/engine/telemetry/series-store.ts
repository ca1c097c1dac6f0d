// Scraped series in columns: one column a label set, one row a scrape, in blocks of 128 rows.
// Rows once written are never rewritten, so marks and forks share blocks: only the last, unfinished block is copied on restore.
// A column whose values stay the same through a block costs eight bytes there. Rule results live in sparse columns with a state per row.
import { type Hash, hashFloat64, hashInit, hashMix, hashText } from '../../math/index.ts';
import { assert, type SampleSource } from '../../schema/index.ts';
import { BLOCK_ROWS, type Block, type Column, copyRows, labelKey, ROW } from './series-block.ts';
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
  /** Between beginRow and endRow. */
  #open = false;
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
    this.#rows = row + 1;
    this.#open = true;
    hashFloat64(this.#digest, atMs);
  }

  /** Closes the open row: what is added now begins with the next. */
  endRow(): void {
    this.#open = false;
  }

  timeOfRowMs(row: number): number {
    return this.#blocks[Math.floor(row / BLOCK_ROWS)]!.timesMs[row % BLOCK_ROWS]!;
  }

  /** The dense column of a label set: written at every row, from the open row or (between rows) the next, until it ends. Made when it is new. */
  denseColumn(labels: Readonly<Record<string, string>>): Column {
    const key = labelKey(labels);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      assert(!known.sparse && !this.#endRow.has(known.id), 'a series that ended does not come back', { labels });
      return known;
    }
    return this.#append(labels, this.#open ? this.#rows - 1 : this.#rows, false, key);
  }

  /** The sparse column of a label set, made when it is new. */
  sparseColumn(labels: Readonly<Record<string, string>>): Column {
    const key = labelKey(labels);
    return this.#byKey.get(key) ?? this.#append(labels, this.#rows - 1, true, key);
  }

  #append(labels: Readonly<Record<string, string>>, bornRow: number, sparse: boolean, key: string): Column {
    const column: Column = { id: this.#columns.length, name: labels['__name__'] ?? '', labels, key, bornRow, sparse };
    this.#columns.push(column);
    this.#byKey.set(key, column);
    hashText(this.#digest, key);
    return column;
  }

  /** The value of a dense column in the open row. */
  write(id: number, value: number): void {
    const block = this.#tail!;
    const place = (this.#rows - 1) % BLOCK_ROWS;
    hashFloat64(this.#digest, value);
    const states = block.states[id];
    if (states !== undefined) states[place] = ROW.present;
    const chunk = block.chunks[id];
    if (chunk !== undefined) {
      chunk[place] = value;
      return;
    }
    const first = this.#columns[id]!.bornRow === this.#rows - 1 || place === 0;
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

  /** Dense columns that the open row has: those that have begun and have not ended. */
  written(): readonly Column[] {
    return this.#columns.filter(({ id, sparse, bornRow }) => !sparse && bornRow < this.#rows && !this.#endRow.has(id));
  }

  /** What a row shows of a dense column; undefined where it shows nothing. */
  shown(id: number, row: number): number | undefined {
    if (row < this.#columns[id]!.bornRow) return undefined;
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)]!;
    const place = row % BLOCK_ROWS;
    if ((block.states[id]?.[place] ?? ROW.present) !== ROW.present) return undefined;
    return block.chunks[id]?.[place] ?? block.constants[id];
  }

  /** The open row has no sample of a dense column, whatever was written; the first such row is a staleness mark. */
  leaveOut(id: number): void {
    const row = this.#rows - 1;
    const place = row % BLOCK_ROWS;
    const states = (this.#tail!.states[id] ??= new Uint8Array(BLOCK_ROWS).fill(ROW.present, 0, place));
    states[place] = this.shown(id, row - 1) === undefined ? ROW.absent : ROW.stale;
    hashMix(this.#digest, ~id);
  }

  /** The value of a sparse column in the open row; `stale` marks that it ended. */
  writeSparse(id: number, value: number, stale = false): void {
    const block = this.#tail!;
    const place = (this.#rows - 1) % BLOCK_ROWS;
    const chunk = (block.chunks[id] ??= new Float64Array(BLOCK_ROWS));
    const states = (block.states[id] ??= new Uint8Array(BLOCK_ROWS));
    chunk[place] = value;
    states[place] = stale ? ROW.stale : ROW.present;
    hashMix(this.#digest, stale ? -id - 1 : id);
    hashFloat64(this.#digest, value);
  }

  /** Ends the dense columns whose labels meet a test: the open row is their staleness mark. They must not be written any more. */
  endColumns(test: (labels: Readonly<Record<string, string>>) => boolean): void {
    const row = this.#rows - 1;
    for (const { id, labels, sparse, bornRow } of this.#columns) {
      if (sparse || bornRow >= row || this.#endRow.has(id) || !test(labels)) continue;
      this.#ends.push({ column: id, row });
      this.#endRow.set(id, row);
      hashMix(this.#digest, ~id);
    }
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
    this.#open = false;
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
