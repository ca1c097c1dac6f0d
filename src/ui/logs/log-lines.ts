// All lines of a search as a list to scroll through: which there are is known, texts come page by page while they are in sight.
// Positions count from the oldest line. One request at a time, and the newest wish first, so that a fast scroll asks for little.
import type { LogFilter, LogIndex, LogLine, LogPage } from '../../schema/index.ts';

type Filter = Omit<LogFilter, 'limit' | 'newestFirst'>;
/** Where the lines are: the session of the drill. */
export interface LogSource {
  logs(filter: LogFilter): Promise<LogPage>;
  logIndex(filter: LogFilter): Promise<LogIndex>;
}

export const PAGE_LINES = 200;
/** Pages kept at once; more than ten screens in either direction. */
const PAGES_MAX = 60;
/** New lines come with their texts when there are at most so many. */
const GROWN_MAX = 5 * PAGE_LINES;
const NO_NUMBERS = new Float64Array(0);

/** Texts of a page as far as they were read: positions before `until`. */
interface Page {
  until: number;
  lines: ReadonlyMap<number, LogLine>;
}

export class LogLines {
  readonly #source: LogSource;
  readonly #filter: Filter;
  readonly #pages = new Map<number, Page>();
  readonly #listeners = new Set<() => void>();
  #seqs = NO_NUMBERS;
  #atUs = NO_NUMBERS;
  #levels = new Uint8Array(0);
  #heldBack = 0;
  #wanted: readonly number[] = [];
  #loading = false;
  #asking = false;
  #problem: string | undefined;
  #version = 0;

  constructor(source: LogSource, filter: Filter) {
    this.#source = source;
    this.#filter = filter;
  }

  get count(): number {
    return this.#seqs.length;
  }
  /** Instants, ascending. */
  get atUs(): Float64Array {
    return this.#atUs;
  }
  /** 0 debug, 1 info, 2 warn, 3 error. */
  get levels(): Uint8Array {
    return this.#levels;
  }
  get heldBack(): number {
    return this.#heldBack;
  }
  get problem(): string | undefined {
    return this.#problem;
  }

  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  seqAt(position: number): number {
    return this.#seqs[position] ?? -1;
  }

  /** The first line at or after an instant. */
  positionAt(atUs: number): number {
    let low = 0;
    let high = this.#atUs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#atUs[middle] as number) < atUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Its text when it has been read. */
  lineAt(position: number): LogLine | undefined {
    return this.#pages.get(Math.floor(position / PAGE_LINES))?.lines.get(this.seqAt(position));
  }

  /** Asks for the lines that are not known yet, up to `untilUs`. One at a time; a second call while one is under way does nothing. */
  async grow(untilUs: number): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const last = this.#seqs.at(-1);
      const fromSeq = last === undefined ? this.#filter.fromSeq : last + 1;
      const more = await this.#source.logIndex({
        ...this.#filter,
        toUs: untilUs,
        ...(fromSeq !== undefined && { fromSeq }),
        limit: 0,
      });
      const grown = last === undefined ? undefined : await this.#textsOf(more);
      const from = this.count;
      this.#heldBack += more.heldBack;
      if (more.seqs.length > 0) this.#append(more);
      if (grown !== undefined) this.#fill(from, grown);
      this.#tell(undefined);
    } catch (error) {
      this.#tell(error);
    } finally {
      this.#asking = false;
    }
  }

  /** Lines that are followed appear with their texts, never as empty rows first. */
  async #textsOf({ seqs, atUs }: LogIndex): Promise<ReadonlyMap<number, LogLine> | undefined> {
    if (seqs.length === 0 || seqs.length > GROWN_MAX) return undefined;
    const read = await this.#source.logs({
      ...this.#filter,
      toUs: atUs.at(-1) as number,
      fromSeq: seqs[0] as number,
      toSeq: seqs.at(-1) as number,
      limit: seqs.length,
    });
    return new Map(read.lines.map((line) => [line.seq, line]));
  }

  /** Adds the texts of the newest positions to pages of which everything before is known; others are read when they come into sight. */
  #fill(from: number, lines: ReadonlyMap<number, LogLine>): void {
    for (let page = Math.floor(from / PAGE_LINES); page * PAGE_LINES < this.count; page += 1) {
      const old = this.#pages.get(page);
      const first = page * PAGE_LINES;
      const known = old?.until ?? first;
      if (known !== Math.max(from, first)) continue;
      const until = Math.min(this.count, first + PAGE_LINES);
      const texts = new Map(old?.lines);
      for (let position = known; position < until; position += 1) {
        const line = lines.get(this.seqAt(position));
        if (line !== undefined) texts.set(line.seq, line);
      }
      this.#keep(page, { until, lines: texts });
    }
  }

  /** The positions in sight, `until` exclusive: their texts are read next, whatever was wanted before. */
  want(from: number, until: number): void {
    const wanted: number[] = [];
    for (let page = Math.floor(Math.max(0, from) / PAGE_LINES); page * PAGE_LINES < Math.min(until, this.count); page += 1)
      wanted.push(page);
    this.#wanted = wanted;
    if (!this.#loading) void this.#load();
  }

  async #load(): Promise<void> {
    this.#loading = true;
    try {
      for (let page = this.#missing(); page !== undefined; page = this.#missing()) {
        const first = page * PAGE_LINES;
        const last = Math.min(this.count, first + PAGE_LINES) - 1;
        const read = await this.#source.logs({
          ...this.#filter,
          toUs: this.#atUs[last] as number,
          fromSeq: this.seqAt(first),
          toSeq: this.seqAt(last),
          limit: PAGE_LINES,
        });
        this.#keep(page, { until: last + 1, lines: new Map(read.lines.map((line) => [line.seq, line])) });
        this.#tell(undefined);
      }
    } catch (error) {
      // Asked for again when somebody scrolls.
      this.#wanted = [];
      this.#tell(error);
    } finally {
      this.#loading = false;
    }
  }

  #missing(): number | undefined {
    // A page that was not full is read again with what came since; until then what is known of it stays.
    return this.#wanted.find((page) => (this.#pages.get(page)?.until ?? 0) < Math.min(this.count, (page + 1) * PAGE_LINES));
  }

  #keep(page: number, texts: Page): void {
    this.#pages.set(page, texts);
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_MAX) break;
      if (!this.#wanted.includes(old)) this.#pages.delete(old);
    }
  }

  #append(more: LogIndex): void {
    this.#seqs = joined(this.#seqs, more.seqs);
    this.#atUs = joined(this.#atUs, more.atUs);
    const levels = new Uint8Array(this.#levels.length + more.levels.length);
    levels.set(this.#levels);
    levels.set(more.levels, this.#levels.length);
    this.#levels = levels;
  }

  #tell(error: unknown): void {
    this.#problem = error === undefined ? undefined : error instanceof Error ? error.message : String(error);
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

function joined(left: Float64Array<ArrayBuffer>, right: Float64Array): Float64Array<ArrayBuffer> {
  const all = new Float64Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  return all;
}
