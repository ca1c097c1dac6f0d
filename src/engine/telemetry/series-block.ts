// Blocks and columns: how scraped series lie in memory. Shared by the store (which writes) and the reader.

export const BLOCK_ROWS = 128;

/** State of a row in a sparse column. */
export const ROW = { absent: 0, present: 1, stale: 2 } as const;

export interface Column {
  readonly id: number;
  readonly name: string;
  /** With `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly key: string;
  /** Row of the first sample of a dense column. */
  readonly bornRow: number;
  readonly sparse: boolean;
}

/**
 * 128 rows of all columns. Owned (written) by one store; read by any store that shares it. While it fills, it holds whole rows, which is how it is
 * written and how the ends of windows are read; full, it is turned into columns, of which those that never changed cost eight bytes.
 */
export interface Block {
  readonly timesMs: Float64Array;
  /** By place, then column: dense values of an open block. Undefined once it is sealed. */
  rows: Float64Array[] | undefined;
  /** By dense column of a sealed block: its only value, unless it has a chunk. */
  readonly constants: number[];
  readonly chunks: (Float64Array | undefined)[];
  /** Sparse columns with a sample here. */
  readonly sparse: Map<number, SparseChunk>;
  /** States by place of dense columns of which a scrape failed here. */
  readonly gaps: Map<number, Uint8Array>;
}

interface SparseChunk {
  readonly values: Float64Array;
  readonly states: Uint8Array;
}

export function newBlock(): Block {
  return { timesMs: new Float64Array(BLOCK_ROWS), rows: [], constants: [], chunks: [], sparse: new Map(), gaps: new Map() };
}

/** What was written of a dense column at a place. */
export function denseValue(block: Block, id: number, place: number): number {
  if (block.rows !== undefined) return block.rows[place]![id]!;
  const chunk = block.chunks[id];
  return chunk === undefined ? block.constants[id]! : chunk[place]!;
}

/** Values of a dense column at places [start, start + count), written to `to` from `at` on. */
export function copyDense(block: Block, id: number, start: number, count: number, to: Float64Array, at: number): void {
  if (block.rows !== undefined) for (let i = 0; i < count; i++) to[at + i] = block.rows[start + i]![id]!;
  else {
    const chunk = block.chunks[id];
    if (chunk === undefined) to.fill(block.constants[id]!, at, at + count);
    else for (let i = 0; i < count; i++) to[at + i] = chunk[start + i]!;
  }
}

/**
 * Turns the rows of a full block into columns; what it holds stays the same.
 * @param firstRow  the row at place 0
 */
export function sealBlock(block: Block, firstRow: number, columns: readonly Column[], endRowOf: (id: number) => number | undefined): void {
  const { rows } = block;
  if (rows === undefined) return;
  const varying: number[] = [];
  const { constants, chunks } = block;
  for (const { id, sparse, bornRow } of columns) {
    constants.push(0);
    chunks.push(undefined);
    const from = Math.max(0, bornRow - firstRow);
    const until = Math.min(BLOCK_ROWS, (endRowOf(id) ?? Infinity) - firstRow);
    if (sparse || from >= until) continue;
    const value = rows[from]![id]!;
    constants[id] = value;
    for (let place = from + 1; place < until; place++) {
      const other = rows[place]![id]!;
      if (other !== value && (other === other || value === value)) {
        varying.push(id);
        break;
      }
    }
  }
  const values = new Float64Array(varying.length * BLOCK_ROWS);
  varying.forEach((id, i) => {
    const chunk = values.subarray(i * BLOCK_ROWS, (i + 1) * BLOCK_ROWS);
    copyDense(block, id, 0, BLOCK_ROWS, chunk, 0);
    chunks[id] = chunk;
  });
  block.rows = undefined;
}

/** The identity of a label set: names sorted. */
export function labelKey(labels: Readonly<Record<string, string>>): string {
  return Object.keys(labels)
    .sort()
    .map((name) => `${name}\u0001${labels[name]}`)
    .join('\u0002');
}

/** The first `count` rows of a block, as an open block of its own. Rows of values are shared: they are never changed again. */
export function copyRows(block: Block, count: number, columnCount: number): Block {
  const copy = newBlock();
  copy.timesMs.set(block.timesMs.subarray(0, count));
  for (let place = 0; place < count; place++) copy.rows!.push(rowOf(block, place, columnCount));
  for (const [id, { values, states }] of block.sparse) {
    if (id < columnCount) copy.sparse.set(id, { values: firstPlaces(values, count), states: firstStates(states, count) });
  }
  for (const [id, states] of block.gaps) if (id < columnCount) copy.gaps.set(id, firstStates(states, count));
  return copy;
}

/** The dense values at a place, by column. Not to be changed. */
export function rowOf(block: Block, place: number, columnCount: number): Float64Array {
  if (block.rows !== undefined) return block.rows[place]!;
  const row = new Float64Array(columnCount);
  for (let id = 0; id < columnCount; id++) row[id] = block.chunks[id]?.[place] ?? block.constants[id] ?? 0;
  return row;
}

function firstPlaces(values: Float64Array, count: number): Float64Array {
  const copy = new Float64Array(BLOCK_ROWS);
  copy.set(values.subarray(0, count));
  return copy;
}

function firstStates(states: Uint8Array, count: number): Uint8Array {
  const copy = new Uint8Array(BLOCK_ROWS);
  copy.set(states.subarray(0, count));
  return copy;
}
