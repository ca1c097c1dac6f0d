// Scraped series: one column a label set, one row a scrape, in blocks of 128 rows; a full block is turned from rows into columns.
// Rows once closed are never rewritten, so marks and forks share them: only the last, unfinished block gets a frame of its own on restore.
// A column whose values stay the same through a block costs eight bytes there. Rule results live in sparse columns with a state per row.
import { type Hash, hashFloat64, hashInit, hashMix, hashText } from '../../math/index.ts';
import { assert, type SampleSource } from '../../schema/index.ts';
import { BLOCK_ROWS, type Block, type Column, copyRows, denseValue, labelKey, newBlock, ROW, rowOf, sealBlock } from './series-block.ts';
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
  readonly fellAt: Int32Array;
}

const NO_ROW = new Float64Array(0);

export class SeriesStore {
  #rows = 0;
  #blocks: Block[] = [];
  #tail: Block | undefined;
  /** The open row and the one before it. */
  #row: Float64Array = NO_ROW;
  #previous: Float64Array = NO_ROW;
  /** By dense column: the last row whose value may be below the one before it, 0 for none. */
  #fellAt = new Int32Array(0);
  #columns: Column[] = [];
  #ends: { column: number; row: number }[] = [];
  #endRow = new Map<number, number>();
  #byKey = new Map<string, Column>();
  /** Rules record under the same label objects again and again. */
  #sparseByLabels = new WeakMap<object, Column>();
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
      endedCount: () => this.#endRow.size,
      fellAt: () => this.#fellAt,
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
      if (this.#tail !== undefined) sealBlock(this.#tail, row - BLOCK_ROWS, this.#columns, (id) => this.#endRow.get(id));
      this.#tail = newBlock();
      this.#blocks.push(this.#tail);
    }
    const block = this.#tail!;
    this.#previous = this.#row;
    this.#row = new Float64Array(this.#columns.length);
    block.rows![place] = this.#row;
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
    let column = this.#sparseByLabels.get(labels);
    if (column === undefined) {
      const key = labelKey(labels);
      column = this.#byKey.get(key) ?? this.#append(labels, this.#rows - 1, true, key);
      this.#sparseByLabels.set(labels, column);
    }
    return column;
  }

  #append(labels: Readonly<Record<string, string>>, bornRow: number, sparse: boolean, key: string): Column {
    const column: Column = { id: this.#columns.length, name: labels['__name__'] ?? '', labels, key, bornRow, sparse };
    this.#columns.push(column);
    if (this.#fellAt.length <= column.id) this.#fellAt = grown(this.#fellAt, new Int32Array(2 * column.id + 64));
    this.#byKey.set(key, column);
    hashText(this.#digest, key);
    return column;
  }

  /** The value of a dense column in the open row. */
  write(id: number, value: number): void {
    hashFloat64(this.#digest, value);
    const gaps = this.#tail!.gaps;
    if (gaps.size > 0) {
      const states = gaps.get(id);
      if (states !== undefined) states[(this.#rows - 1) % BLOCK_ROWS] = ROW.present;
    }
    if (id >= this.#row.length) this.#widenRow();
    this.#row[id] = value;
    if (value < this.#previous[id]!) this.#fellAt[id] = this.#rows - 1;
  }

  /** Columns were added to the open row. */
  #widenRow(): void {
    this.#row = grown(this.#row, new Float64Array(this.#columns.length + 64));
    this.#tail!.rows![(this.#rows - 1) % BLOCK_ROWS] = this.#row;
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
    if ((block.gaps.get(id)?.[place] ?? ROW.present) !== ROW.present) return undefined;
    return denseValue(block, id, place);
  }

  /** The open row has no sample of a dense column, whatever was written; the first such row is a staleness mark. */
  leaveOut(id: number): void {
    const row = this.#rows - 1;
    const place = row % BLOCK_ROWS;
    let states = this.#tail!.gaps.get(id);
    if (states === undefined) {
      states = new Uint8Array(BLOCK_ROWS).fill(ROW.present, 0, place);
      this.#tail!.gaps.set(id, states);
    }
    states[place] = this.shown(id, row - 1) === undefined ? ROW.absent : ROW.stale;
    hashMix(this.#digest, ~id);
  }

  /** The value of a sparse column in the open row; `stale` marks that it ended. */
  writeSparse(id: number, value: number, stale = false): void {
    const block = this.#tail!;
    const place = (this.#rows - 1) % BLOCK_ROWS;
    let chunk = block.sparse.get(id);
    if (chunk === undefined) {
      chunk = { values: new Float64Array(BLOCK_ROWS), states: new Uint8Array(BLOCK_ROWS) };
      block.sparse.set(id, chunk);
    }
    chunk.values[place] = value;
    chunk.states[place] = stale ? ROW.stale : ROW.present;
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
      fellAt: this.#fellAt.slice(0, this.#columns.length),
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
    this.#sparseByLabels = new WeakMap();
    this.#digest = { ...mark.digest };
    this.#blocks = mark.blocks.slice();
    const rest = mark.rows % BLOCK_ROWS;
    if (rest > 0) this.#blocks[this.#blocks.length - 1] = copyRows(this.#blocks.at(-1)!, rest, mark.columnCount);
    this.#tail = this.#blocks.at(-1);
    this.#row = this.#tail === undefined ? NO_ROW : rowOf(this.#tail, (mark.rows - 1) % BLOCK_ROWS, mark.columnCount);
    this.#previous = NO_ROW;
    this.#fellAt = mark.fellAt.slice();
    this.#reader.forget();
  }
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
