// Reads windows of series: an index by metric name, compiled matchers kept by the identity of the matcher list, typed views instead of copies
// wherever a window lies within one block. Holds caches only; what it returns is never changed afterwards.
import { matcherPredicate, type SeriesEnds, type SeriesSource, type SeriesView } from '../../promql/index.ts';
import type { SampleSeries, SampleSource } from '../../schema/index.ts';
import { aliasOf, type SeriesAlias } from './series-aliases.ts';
import { BLOCK_ROWS, type Block, type Column, copyDense, denseValue, ROW } from './series-block.ts';

type Matchers = Parameters<SampleSource['select']>[0];

/** What the reader may ask of its store. */
export interface SeriesParts {
  blocks(): readonly Block[];
  rows(): number;
  columns(): readonly Column[];
  endRowOf(column: number): number | undefined;
  /** How many columns have ended. */
  endedCount(): number;
  /** By dense column: the last row whose value may be below the one before it, 0 for none. */
  fellAt(): Int32Array;
}

interface Selection {
  name: string | undefined;
  /** Under which the series are shown, when the name is another one for series in the store. */
  alias: SeriesAlias | undefined;
  matches: (labels: Readonly<Record<string, string>>) => boolean;
  columns: Column[];
  /** The labels of these columns as they are shown. */
  shown: Column['labels'][];
  /** Their ids, and the row of their first sample, NEVER for sparse ones: side by side, so that a scan need not touch every column. */
  ids: Int32Array;
  bornRows: Int32Array;
  /** How many columns of the store were looked at. */
  seen: number;
  /** Values of these columns in sealed rows that windows began with lately, by row, the latest last: long windows begin with the same one for long. */
  edges: Map<number, Float64Array>;
}

const EDGES_MAX = 8;
const NEVER = 0x7fff_ffff;
const CACHED_MAX = 4_000;
const NO_VALUES = new Float64Array(0);

export class SeriesReader implements SampleSource, SeriesSource {
  readonly #parts: SeriesParts;
  #byText = new Map<string, Selection>();
  #byIdentity = new WeakMap<object, Selection>();
  #byName = new Map<string, Column[]>();
  #indexed = 0;
  #timesFrom = -1;
  #timesUntil = -1;
  #timesView = NO_VALUES;
  #zeros: Float64Array[] = [];
  #scratch = NO_VALUES;
  #whole = new Uint8Array(0);
  /** Every place at its place. */
  #places = new Int32Array(0);
  readonly #view: SeriesView = { labels: {}, timesMs: NO_VALUES, values: NO_VALUES, start: 0, end: 0, count: 0 };

  constructor(parts: SeriesParts) {
    this.#parts = parts;
  }

  /** Drops every cache: the columns of the store may be others now. */
  forget(): void {
    this.#byText.clear();
    this.#byIdentity = new WeakMap();
    this.#byName.clear();
    this.#indexed = 0;
    this.#timesFrom = -1;
  }

  /** Series with at least one sample or staleness mark at fromMs..toMs, both included. */
  select(matchers: Matchers, fromMs: number, toMs: number): readonly SampleSeries[] {
    const rows = this.#parts.rows();
    const first = this.#firstRowAt(fromMs, rows);
    const end = this.#firstRowAfter(toMs, rows);
    if (first >= end) return [];
    const found: SampleSeries[] = [];
    const { columns, alias } = this.#selectionOf(matchers);
    for (const column of columns) {
      const series = column.sparse ? this.#sparse(column, first, end) : this.#dense(column, first, end);
      if (series !== undefined) found.push(alias === undefined ? series : { ...series, labels: alias.labels(column.labels) });
    }
    return found;
  }

  /**
   * Visits the same series with exactly their numbers at openMs < t <= toMs, staleness marks left out. The view and the arrays it shows are
   * used again for the next series: this is what rules and charts read thousands of series with.
   */
  scan(matchers: Matchers, openMs: number, toMs: number, visit: (view: SeriesView) => void, endsOnly = false): void {
    const rows = this.#parts.rows();
    const first = this.#firstRowAfter(openMs, rows);
    const end = this.#firstRowAfter(toMs, rows);
    if (first >= end) return;
    const selection = this.#selectionOf(matchers);
    const { shown } = selection;
    const ends = endsOnly ? this.#ends(selection, first, end) : undefined;
    const view = this.#view;
    for (let i = 0; i < shown.length; i++) {
      if (ends?.whole[i] === 1) {
        view.labels = shown[i]!;
        view.timesMs = [ends.firstMs, ends.lastMs];
        view.values = [ends.first[ends.firstAt[i]!]!, ends.last[ends.lastAt[i]!]!];
        view.start = 0;
        view.end = 2;
        view.count = end - first;
        visit(view);
      } else if (this.#show(selection, i, first, end)) visit(view);
    }
  }

  /** The ends of all windows at openMs < t <= toMs in one go; undefined when the store has no row there. */
  ends(matchers: Matchers, openMs: number, toMs: number): SeriesEnds | undefined {
    const rows = this.#parts.rows();
    const first = this.#firstRowAfter(openMs, rows);
    const end = this.#firstRowAfter(toMs, rows);
    return first >= end ? undefined : this.#ends(this.#selectionOf(matchers), first, end);
  }

  /** The newest sample of each series at openMs < t <= toMs; a series that ended or whose newest is a staleness mark has none. */
  newest(matchers: Matchers, openMs: number, toMs: number, visit: (labels: Column['labels'], tMs: number, value: number) => void): true {
    const rows = this.#parts.rows();
    const first = this.#firstRowAfter(openMs, rows);
    const end = this.#firstRowAfter(toMs, rows);
    if (first >= end) return true;
    const { columns, shown } = this.#selectionOf(matchers);
    const blocks = this.#parts.blocks();
    for (let i = 0; i < columns.length; i++) {
      const { id, bornRow, sparse } = columns[i]!;
      if (!sparse && (this.#parts.endRowOf(id) ?? end) < end) continue;
      for (let row = end - 1; row >= first && row >= bornRow; row--) {
        const block = blocks[Math.floor(row / BLOCK_ROWS)]!;
        const place = row % BLOCK_ROWS;
        const chunk = sparse ? block.sparse.get(id) : undefined;
        const state = sparse ? (chunk?.states[place] ?? ROW.absent) : (block.gaps.get(id)?.[place] ?? ROW.present);
        if (state === ROW.absent) continue;
        if (state === ROW.present)
          visit(shown[i]!, block.timesMs[place]!, chunk === undefined ? denseValue(block, id, place) : chunk.values[place]!);
        break;
      }
    }
    return true;
  }

  #ends(selection: Selection, first: number, end: number): SeriesEnds {
    const { ids, bornRows, shown } = selection;
    const { length } = shown;
    if (this.#whole.length < length) {
      this.#whole = new Uint8Array(2 * length);
      this.#places = Int32Array.from(this.#whole, (_, place) => place);
    }
    const whole = this.#whole;
    const anyGaps = this.#anyGaps(first, end);
    const anyEnded = this.#parts.endedCount() > 0;
    const fellAt = this.#parts.fellAt();
    for (let i = 0; i < length; i++) {
      const id = ids[i]!;
      let isWhole = bornRows[i]! <= first && fellAt[id]! <= first;
      if (isWhole && (anyEnded || anyGaps)) isWhole = this.#parts.endRowOf(id) === undefined && !(anyGaps && this.#hasGaps(id, first, end));
      whole[i] = isWhole ? 1 : 0;
    }
    const start = this.#edge(selection, first);
    const last = this.#edge(selection, end - 1);
    return {
      labels: shown,
      count: end - first,
      firstMs: this.#timeMs(first),
      lastMs: this.#timeMs(end - 1),
      first: start.values,
      firstAt: start.at,
      last: last.values,
      lastAt: last.at,
      whole,
      view: (place) => (this.#show(selection, place, first, end) ? this.#view : undefined),
    };
  }

  /** The values of a row, and where those of a selection's columns are among them; those of columns that have none there mean nothing. */
  #edge({ edges, ids, shown }: Selection, row: number): { values: Float64Array; at: Int32Array } {
    const block = this.#parts.blocks()[Math.floor(row / BLOCK_ROWS)]!;
    const place = row % BLOCK_ROWS;
    if (block.rows !== undefined) return { values: block.rows[place]!, at: ids };
    let values = edges.get(row);
    if (values?.length !== shown.length) {
      values = new Float64Array(shown.length);
      for (let i = 0; i < values.length; i++) values[i] = block.chunks[ids[i]!]?.[place] ?? block.constants[ids[i]!]!;
    }
    edges.delete(row);
    edges.set(row, values);
    if (edges.size > EDGES_MAX) edges.delete(edges.keys().next().value!);
    return { values, at: this.#places };
  }

  /** Shows the samples of one series in rows [first, end) in the view. Returns whether there are any. */
  #show(selection: Selection, place: number, first: number, end: number): boolean {
    const column = selection.columns[place]!;
    const view = this.#view;
    view.labels = selection.shown[place]!;
    const until = column.sparse ? end : Math.min(end, this.#parts.endRowOf(column.id) ?? end);
    const from = Math.max(first, column.bornRow);
    if (from >= until) return false;
    if (column.sparse || this.#hasGaps(column.id, from, until)) this.#viewKept(column, from, until);
    else this.#viewDense(column.id, from, until);
    view.count = view.end - view.start;
    return view.count > 0;
  }

  #anyGaps(first: number, end: number): boolean {
    const blocks = this.#parts.blocks();
    for (let block = Math.floor(first / BLOCK_ROWS); block * BLOCK_ROWS < end; block++) if (blocks[block]!.gaps.size > 0) return true;
    return false;
  }

  /** A block's worth of places that hold one value at [from, until). */
  #constant(value: number, from: number, until: number): Float64Array {
    return value === 0 ? this.#unchanging(0, BLOCK_ROWS) : this.#scratchOf(BLOCK_ROWS).fill(value, from, until);
  }

  #viewDense(id: number, from: number, until: number): void {
    const view = this.#view;
    const blocks = this.#parts.blocks();
    const number = Math.floor(from / BLOCK_ROWS);
    const block = blocks[number]!;
    if (block.rows === undefined && number === Math.floor((until - 1) / BLOCK_ROWS)) {
      // The block's own arrays: its rows are its places.
      view.start = from - number * BLOCK_ROWS;
      view.end = until - number * BLOCK_ROWS;
      view.timesMs = block.timesMs;
      view.values = block.chunks[id] ?? this.#constant(block.constants[id]!, view.start, view.end);
      return;
    }
    const values = this.#scratchOf(until - from);
    eachPart(from, until, (part, start, count) => copyDense(blocks[part]!, id, start, count, values, part * BLOCK_ROWS + start - from));
    view.timesMs = this.#times(from, until);
    view.values = values;
    view.start = 0;
    view.end = until - from;
  }

  /** A sparse column, or one with gaps: what is there is gathered. */
  #viewKept(column: Column, from: number, until: number): void {
    const view = this.#view;
    const blocks = this.#parts.blocks();
    const timesMs = new Float64Array(until - from);
    const values = new Float64Array(until - from);
    const { id, sparse } = column;
    let length = 0;
    for (let row = from; row < until; row++) {
      const block = blocks[Math.floor(row / BLOCK_ROWS)]!;
      const place = row % BLOCK_ROWS;
      const chunk = sparse ? block.sparse.get(id) : undefined;
      if (sparse ? chunk?.states[place] !== ROW.present : (block.gaps.get(id)?.[place] ?? ROW.present) !== ROW.present) continue;
      timesMs[length] = block.timesMs[place]!;
      values[length] = chunk === undefined ? denseValue(block, id, place) : chunk.values[place]!;
      length++;
    }
    view.timesMs = timesMs;
    view.values = values;
    view.start = 0;
    view.end = length;
  }

  #scratchOf(length: number): Float64Array {
    if (this.#scratch.length < length) this.#scratch = new Float64Array(Math.max(length, 2 * this.#scratch.length));
    return this.#scratch;
  }

  #selectionOf(matchers: Matchers): Selection {
    let selection = this.#byIdentity.get(matchers);
    if (selection === undefined) {
      const text = matchers.map((matcher) => `${matcher.name}\u0001${matcher.op}\u0001${matcher.value}`).join('\u0002');
      selection = this.#byText.get(text);
      if (selection === undefined) {
        if (this.#byText.size >= CACHED_MAX) this.#byText.clear();
        selection = compile(matchers);
        this.#byText.set(text, selection);
      }
      this.#byIdentity.set(matchers, selection);
    }
    const columns = this.#parts.columns();
    for (; this.#indexed < columns.length; this.#indexed++) {
      const column = columns[this.#indexed]!;
      const list = this.#byName.get(column.name);
      if (list === undefined) this.#byName.set(column.name, [column]);
      else list.push(column);
    }
    const { name } = selection;
    // A rule that records under such a name hides the alias from then on.
    const alias = name === undefined || this.#byName.has(name) ? undefined : aliasOf(name);
    if (alias !== selection.alias) Object.assign(selection, { alias, ...noColumns() });
    const candidates = name === undefined ? columns : (this.#byName.get(alias?.stored ?? name) ?? []);
    for (; selection.seen < candidates.length; selection.seen++) {
      const column = candidates[selection.seen]!;
      const labels = alias === undefined ? column.labels : alias.labels(column.labels);
      if (!selection.matches(labels)) continue;
      const place = selection.columns.push(column) - 1;
      selection.shown.push(labels);
      if (place === selection.ids.length) {
        selection.ids = widened(selection.ids);
        selection.bornRows = widened(selection.bornRows);
      }
      selection.ids[place] = column.id;
      selection.bornRows[place] = column.sparse ? NEVER : column.bornRow;
    }
    return selection;
  }

  #timeMs(row: number): number {
    return this.#parts.blocks()[Math.floor(row / BLOCK_ROWS)]!.timesMs[row % BLOCK_ROWS]!;
  }

  #firstRowAt(atMs: number, rows: number): number {
    let low = 0;
    let high = rows;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#timeMs(middle) < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #firstRowAfter(atMs: number, rows: number): number {
    let low = 0;
    let high = rows;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#timeMs(middle) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #dense(column: Column, first: number, end: number): SampleSeries | undefined {
    const staleRow = this.#parts.endRowOf(column.id);
    const from = Math.max(first, column.bornRow);
    const until = staleRow === undefined ? end : Math.min(end, staleRow + 1);
    if (from >= until) return undefined;
    if (this.#hasGaps(column.id, from, until)) return this.#withGaps(column, from, until, staleRow);
    const { timesMs, values } = this.#window(column.id, from, until);
    const length = until - from;
    if (staleRow !== until - 1) return { labels: column.labels, timesMs, values, length };
    const stale = new Uint8Array(length);
    stale[length - 1] = 1;
    return { labels: column.labels, timesMs, values, stale, length };
  }

  /** Whether a scrape of a dense column may have failed in rows [from, until). */
  #hasGaps(id: number, from: number, until: number): boolean {
    const blocks = this.#parts.blocks();
    for (let block = Math.floor(from / BLOCK_ROWS); block * BLOCK_ROWS < until; block++) if (blocks[block]!.gaps.has(id)) return true;
    return false;
  }

  #withGaps(column: Column, from: number, until: number, staleRow: number | undefined): SampleSeries | undefined {
    const whole = this.#window(column.id, from, until);
    const blocks = this.#parts.blocks();
    const timesMs = new Float64Array(until - from);
    const values = new Float64Array(until - from);
    const stale = new Uint8Array(until - from);
    let length = 0;
    for (let row = from; row < until; row++) {
      const state = blocks[Math.floor(row / BLOCK_ROWS)]!.gaps.get(column.id)?.[row % BLOCK_ROWS] ?? ROW.present;
      if (state === ROW.absent && row !== staleRow) continue;
      timesMs[length] = whole.timesMs[row - from]!;
      values[length] = whole.values[row - from]!;
      stale[length] = state === ROW.stale || row === staleRow ? 1 : 0;
      length++;
    }
    return length === 0 ? undefined : { labels: column.labels, timesMs, values, stale, length };
  }

  #window(id: number, from: number, until: number): { timesMs: Float64Array; values: Float64Array } {
    const blocks = this.#parts.blocks();
    const firstBlock = Math.floor(from / BLOCK_ROWS);
    const place = from % BLOCK_ROWS;
    const timesMs = this.#times(from, until);
    if (firstBlock === Math.floor((until - 1) / BLOCK_ROWS)) {
      const block = blocks[firstBlock]!;
      const chunk = block.chunks[id];
      if (block.rows === undefined)
        return {
          timesMs,
          values: chunk === undefined ? this.#unchanging(block.constants[id]!, until - from) : chunk.subarray(place, place + until - from),
        };
    }
    const values = new Float64Array(until - from);
    eachPart(from, until, (part, start, count) => copyDense(blocks[part]!, id, start, count, values, part * BLOCK_ROWS + start - from));
    return { timesMs, values };
  }

  /** Times of rows [from, until): nearly all series of a selection share them, so the last one is kept. */
  #times(from: number, until: number): Float64Array {
    if (this.#timesFrom === from && this.#timesUntil === until) return this.#timesView;
    const blocks = this.#parts.blocks();
    const view = new Float64Array(until - from);
    eachPart(from, until, (block, start, count) =>
      view.set(blocks[block]!.timesMs.subarray(start, start + count), block * BLOCK_ROWS + start - from),
    );
    this.#timesFrom = from;
    this.#timesUntil = until;
    this.#timesView = view;
    return view;
  }

  /** An array of one value, shared by all that ask for the same zeros. */
  #unchanging(value: number, length: number): Float64Array {
    if (value !== 0) return new Float64Array(length).fill(value);
    return (this.#zeros[length] ??= new Float64Array(length));
  }

  #sparse(column: Column, first: number, end: number): SampleSeries | undefined {
    const blocks = this.#parts.blocks();
    const from = Math.max(first, column.bornRow);
    const timesMs = new Float64Array(Math.max(0, end - from));
    const values = new Float64Array(timesMs.length);
    let stale: Uint8Array | undefined;
    let length = 0;
    for (let row = from; row < end; row++) {
      const block = blocks[Math.floor(row / BLOCK_ROWS)]!;
      const place = row % BLOCK_ROWS;
      const chunk = block.sparse.get(column.id);
      const state = chunk?.states[place] ?? ROW.absent;
      if (chunk === undefined || state === ROW.absent) continue;
      timesMs[length] = block.timesMs[place]!;
      values[length] = chunk.values[place]!;
      if (state === ROW.stale) {
        stale ??= new Uint8Array(timesMs.length);
        stale[length] = 1;
      }
      length++;
    }
    if (length === 0) return undefined;
    return stale === undefined
      ? { labels: column.labels, timesMs, values, length }
      : { labels: column.labels, timesMs, values, stale, length };
  }
}

/** Splits rows [from, until) by block: its number, the first place and how many. */
function eachPart(from: number, until: number, part: (block: number, start: number, count: number) => void): void {
  for (let row = from; row < until; ) {
    const start = row % BLOCK_ROWS;
    const count = Math.min(BLOCK_ROWS - start, until - row);
    part(Math.floor(row / BLOCK_ROWS), start, count);
    row += count;
  }
}

function compile(matchers: Matchers): Selection {
  const name = matchers.find((matcher) => matcher.name === '__name__' && matcher.op === '=')?.value;
  return { name, alias: undefined, matches: matcherPredicate(matchers), ...noColumns() };
}

function noColumns(): Pick<Selection, 'columns' | 'shown' | 'ids' | 'bornRows' | 'seen' | 'edges'> {
  return { columns: [], shown: [], ids: new Int32Array(4), bornRows: new Int32Array(4), seen: 0, edges: new Map() };
}

function widened(from: Int32Array): Int32Array {
  const to = new Int32Array(2 * from.length);
  to.set(from);
  return to;
}
