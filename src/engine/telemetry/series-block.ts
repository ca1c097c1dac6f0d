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

/** 128 rows of all columns. Owned (written) by one store; read by any store that shares it. */
export interface Block {
  readonly timesMs: Float64Array;
  /** By column: the value as long as it has not changed within the block. */
  readonly constants: number[];
  readonly chunks: (Float64Array | undefined)[];
  readonly states: (Uint8Array | undefined)[];
}

/** The identity of a label set: names sorted. */
export function labelKey(labels: Readonly<Record<string, string>>): string {
  return Object.keys(labels)
    .sort()
    .map((name) => `${name}\u0001${labels[name]}`)
    .join('\u0002');
}

/** The first `rows` rows of a block, in arrays of their own. */
export function copyRows(block: Block, rows: number, columnCount: number): Block {
  const timesMs = new Float64Array(BLOCK_ROWS);
  timesMs.set(block.timesMs.subarray(0, rows));
  const chunks: (Float64Array | undefined)[] = [];
  const states: (Uint8Array | undefined)[] = [];
  for (let id = 0; id < columnCount; id++) {
    const chunk = block.chunks[id];
    if (chunk !== undefined) {
      const copy = new Float64Array(BLOCK_ROWS);
      copy.set(chunk.subarray(0, rows));
      chunks[id] = copy;
    }
    const state = block.states[id];
    if (state !== undefined) {
      const copy = new Uint8Array(BLOCK_ROWS);
      copy.set(state.subarray(0, rows));
      states[id] = copy;
    }
  }
  return { timesMs, constants: block.constants.slice(0, columnCount), chunks, states };
}
