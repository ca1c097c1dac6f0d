// Log records in typed arrays, in blocks of 4,096 that snapshots and forks share; rendered to text only when somebody reads.
// Rate limit per (source, template, second): what is kept back is counted and told by the next line that is kept (`repeated`).
// The ring is bounded: the oldest blocks are dropped and counted.
import { type Hash, hashFloat64, hashInit, hashMix, hashShare } from '../../math/index.ts';
import type { LogFilter, LogIndex, LogLine, LogPage, SimTimeUs } from '../../schema/index.ts';
import { logTest } from './log-match.ts';

export const LOG_BLOCK_LINES = 4_096;
const LOG_LINES_MAX = 200_000;

/** One record as it is kept. `source` is a pod or component number that the writer can name. */
export interface LogRecord {
  atUs: SimTimeUs;
  template: number;
  source: number;
  target: number;
  request: number;
  a: number;
  b: number;
  repeated: number;
}

interface LogBlock {
  readonly atUs: Float64Array;
  readonly template: Uint8Array;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly request: Uint32Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly repeated: Uint32Array;
}

/** A position in the log; stays valid whatever the store does afterwards. */
export interface LogMark {
  readonly blocks: readonly LogBlock[];
  readonly dropped: number;
  readonly lines: number;
  readonly limits: Int32Array;
  readonly heldBack: number;
  readonly digest: Readonly<Hash>;
}

/** How records become lines: names of sources and targets live with the caller. */
export interface LogRenderer {
  templateCount: number;
  levelOf(template: number): number;
  serviceOf(source: number): string;
  podOf(source: number): string;
  templateOf(template: number): string;
  requestIdOf(request: number): string;
  traceIdOf(request: number): string;
  /** The first 32 bits of the trace's id. */
  traceWordOf(request: number): number;
  /** Everything a search for text looks at. */
  textOf(record: LogRecord): string;
  render(record: LogRecord): Omit<LogLine, 'seq'>;
}

/** Words of rate-limit state for one (source, template): second, lines kept in it, lines held back since the last kept one. */
const LIMIT_WORDS = 3;

/** The second a line falls into, counted from 1: 0 in the state means never. */
export function secondOf(atUs: SimTimeUs): number {
  return Math.floor(atUs / 1_000_000) + 1;
}

export class LogStore {
  readonly #renderer: LogRenderer;
  readonly #templates: number;
  readonly #perSecond: number;
  readonly #linesMax: number;
  #blocks: LogBlock[] = [];
  #tail: LogBlock | undefined;
  /** Lines dropped from the front of the ring, and lines ever kept (dropped included). */
  #dropped = 0;
  #lines = 0;
  #limits = new Int32Array(0);
  #heldBack = 0;
  #digest: Hash = hashInit(0x106);

  /** @param perSecond lines kept per second, source and template, at least 1 */
  constructor(renderer: LogRenderer, perSecond: number, linesMax: number = LOG_LINES_MAX) {
    this.#renderer = renderer;
    this.#templates = renderer.templateCount;
    this.#perSecond = perSecond;
    this.#linesMax = linesMax;
  }

  get lines(): number {
    return this.#lines;
  }
  get dropped(): number {
    return this.#dropped;
  }
  /** Lines the rate limit kept back since the start. */
  get heldBack(): number {
    return this.#heldBack;
  }
  get digest(): Readonly<Hash> {
    return this.#digest;
  }

  /** Records one line, unless its source said the like too often within this second. */
  add(atUs: SimTimeUs, template: number, source: number, target: number, request: number, a: number, b: number): void {
    const second = secondOf(atUs);
    if (this.holdsBack(second, template, source)) return;
    const at = (source * this.#templates + template) * LIMIT_WORDS;
    if (at >= this.#limits.length) this.#grow(at + LIMIT_WORDS);
    const limits = this.#limits;
    limits[at + 1] = limits[at] === second ? limits[at + 1]! + 1 : 1;
    limits[at] = second;
    const repeated = limits[at + 2]!;
    limits[at + 2] = 0;
    if (this.#isLost(atUs, template, source, request)) return;
    this.#append(atUs, template, source, target, request, a, b, repeated);
  }

  /** The share of a service's lines that is lost on the way here. */
  lostRatioOf: (service: string) => number = () => 0;

  #isLost(atUs: SimTimeUs, template: number, source: number, request: number): boolean {
    const ratio = this.lostRatioOf(this.#renderer.serviceOf(source));
    if (ratio <= 0) return false;
    const hash = hashInit(template);
    hashFloat64(hash, atUs);
    hashMix(hash, source);
    hashMix(hash, request);
    return hashShare(hash) < ratio;
  }

  /**
   * Whether a line is one too many within its second (see `secondOf`). Such a line is counted here and must not be added:
   * under load most lines are held back, so a writer asks first and finds out what the line says only when it is kept.
   */
  holdsBack(second: number, template: number, source: number): boolean {
    const at = (source * this.#templates + template) * LIMIT_WORDS;
    const limits = this.#limits;
    if (at >= limits.length || limits[at] !== second || limits[at + 1]! < this.#perSecond) return false;
    limits[at + 2]!++;
    this.#heldBack++;
    return true;
  }

  #append(
    atUs: SimTimeUs,
    template: number,
    source: number,
    target: number,
    request: number,
    a: number,
    b: number,
    repeated: number,
  ): void {
    const place = this.#lines % LOG_BLOCK_LINES;
    if (place === 0) this.#openBlock();
    const block = this.#tail!;
    block.atUs[place] = atUs;
    block.template[place] = template;
    block.source[place] = source;
    block.target[place] = target;
    block.request[place] = request;
    block.a[place] = a;
    block.b[place] = b;
    block.repeated[place] = repeated;
    this.#lines++;
    const digest = this.#digest;
    hashFloat64(digest, atUs);
    hashMix(digest, (template << 24) ^ source);
    hashMix(digest, request ^ (target << 16));
    hashFloat64(digest, a);
    hashFloat64(digest, b);
    hashMix(digest, repeated);
  }

  #openBlock(): void {
    if (this.#lines - this.#dropped + LOG_BLOCK_LINES > this.#linesMax && this.#blocks.length > 1) {
      this.#blocks.shift();
      this.#dropped += LOG_BLOCK_LINES;
    }
    this.#tail = newBlock();
    this.#blocks.push(this.#tail);
  }

  #grow(words: number): void {
    const limits = new Int32Array(Math.max(words, this.#limits.length * 2, 1_024));
    limits.set(this.#limits);
    this.#limits = limits;
  }

  /** Lines that match, oldest first unless asked otherwise; `matched` counts all of them. @throws RegexError for a pattern that RE2 would refuse */
  search(filter: LogFilter): LogPage {
    const lines: LogLine[] = [];
    let matched = 0;
    const [from, until] = this.#range(filter);
    const step = filter.newestFirst === true ? -1 : 1;
    const test = logTest(filter, this.#renderer);
    for (let i = step > 0 ? from : until - 1; i >= from && i < until; i += step) {
      const record = this.#record(i);
      if (!test(record)) continue;
      matched++;
      if (lines.length < filter.limit) lines.push({ seq: i, ...this.#renderer.render(record) });
    }
    return { lines, matched };
  }

  /** Which lines match, oldest first, without rendering any that need not be read. @throws RegexError as `search` */
  index(filter: LogFilter): LogIndex {
    const [from, until] = this.#range(filter);
    const test = logTest(filter, this.#renderer);
    const count = Math.max(0, until - from);
    const seqs = new Float64Array(count);
    const atUs = new Float64Array(count);
    const levels = new Uint8Array(count);
    let found = 0;
    let heldBack = 0;
    for (let i = from; i < until; i++) {
      const record = this.#record(i);
      if (!test(record)) continue;
      seqs[found] = i;
      atUs[found] = record.atUs;
      levels[found] = this.#renderer.levelOf(record.template);
      heldBack += record.repeated;
      found++;
    }
    return { seqs: seqs.slice(0, found), atUs: atUs.slice(0, found), levels: levels.slice(0, found), heldBack };
  }

  #at(line: number): { block: LogBlock; place: number } {
    const index = line - this.#dropped;
    return { block: this.#blocks[Math.floor(index / LOG_BLOCK_LINES)]!, place: index % LOG_BLOCK_LINES };
  }

  #record(i: number): LogRecord {
    const { block, place } = this.#at(i);
    return {
      atUs: block.atUs[place]!,
      template: block.template[place]!,
      source: block.source[place]!,
      target: block.target[place]!,
      request: block.request[place]!,
      a: block.a[place]!,
      b: block.b[place]!,
      repeated: block.repeated[place]!,
    };
  }

  /** Line numbers [from, until) of an interval; times never decrease, so by bisection. */
  #range(filter: Pick<LogFilter, 'fromUs' | 'toUs' | 'fromSeq' | 'toSeq'>): [number, number] {
    const from = filter.fromUs === undefined ? this.#dropped : this.#firstNotBefore(filter.fromUs);
    const until = filter.toUs === undefined ? this.#lines : this.#firstNotBefore(filter.toUs + 1);
    return [Math.max(from, filter.fromSeq ?? from), Math.min(until, (filter.toSeq ?? until) + 1)];
  }

  #firstNotBefore(atUs: SimTimeUs): number {
    let low = this.#dropped;
    let high = this.#lines;
    while (low < high) {
      const middle = low + ((high - low) >> 1);
      const { block, place } = this.#at(middle);
      if (block.atUs[place]! < atUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  mark(): LogMark {
    return {
      blocks: this.#blocks.slice(),
      dropped: this.#dropped,
      lines: this.#lines,
      limits: this.#limits.slice(),
      heldBack: this.#heldBack,
      digest: { ...this.#digest },
    };
  }

  /** Takes the log as it was at `mark`, of this store or of another one. */
  restore(mark: LogMark): void {
    this.#blocks = mark.blocks.slice();
    this.#dropped = mark.dropped;
    this.#lines = mark.lines;
    this.#limits = mark.limits.slice();
    this.#heldBack = mark.heldBack;
    this.#digest = { ...mark.digest };
    if (mark.lines % LOG_BLOCK_LINES > 0) this.#blocks[this.#blocks.length - 1] = copyBlock(this.#blocks.at(-1)!);
    this.#tail = this.#blocks.at(-1);
  }
}

function newBlock(): LogBlock {
  return {
    atUs: new Float64Array(LOG_BLOCK_LINES),
    template: new Uint8Array(LOG_BLOCK_LINES),
    source: new Int32Array(LOG_BLOCK_LINES),
    target: new Int32Array(LOG_BLOCK_LINES),
    request: new Uint32Array(LOG_BLOCK_LINES),
    a: new Float64Array(LOG_BLOCK_LINES),
    b: new Float64Array(LOG_BLOCK_LINES),
    repeated: new Uint32Array(LOG_BLOCK_LINES),
  };
}

function copyBlock(block: LogBlock): LogBlock {
  return {
    atUs: block.atUs.slice(),
    template: block.template.slice(),
    source: block.source.slice(),
    target: block.target.slice(),
    request: block.request.slice(),
    a: block.a.slice(),
    b: block.b.slice(),
    repeated: block.repeated.slice(),
  };
}
