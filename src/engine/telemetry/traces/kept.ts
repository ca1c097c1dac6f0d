// Traces that were kept: a ring of so many, the oldest go first. An entry never changes but is replaced when its trace is complete, so
// snapshots and forks share entries.
import { type Hash, hashInit, hashInt32s } from '../../../math/index.ts';
import type { SimTimeUs, TraceSummary } from '../../../schema/index.ts';

export interface KeptTrace {
  readonly request: number;
  /** Offset of the journey or check that asked. */
  readonly asks: number;
  readonly startUs: SimTimeUs;
  readonly durationUs: SimTimeUs;
  readonly failed: boolean;
  readonly keptBy: TraceSummary['keptBy'];
  /** Its record while work is under way; 0 when it is complete. */
  readonly record: number;
  /** Its slots once it is complete. */
  readonly slots: Int32Array | undefined;
}

export interface KeptMark {
  readonly traces: readonly KeptTrace[];
  readonly dropped: number;
  readonly digest: Readonly<Hash>;
}

export class KeptTraces {
  readonly #most: number;
  #traces: KeptTrace[] = [];
  #dropped = 0;
  #digest: Hash = hashInit(0x7ace);

  constructor(most: number) {
    this.#most = most;
  }

  /** In the order in which they were answered. */
  get all(): readonly KeptTrace[] {
    return this.#traces;
  }
  get dropped(): number {
    return this.#dropped;
  }
  /** Over the slots of every complete trace, dropped ones too. */
  get digest(): Readonly<Hash> {
    return this.#digest;
  }

  /** @returns its number among all that were ever kept */
  add(trace: KeptTrace): number {
    this.#traces.push(trace);
    if (this.#traces.length > this.#most) {
      this.#traces.shift();
      this.#dropped++;
    }
    return this.#dropped + this.#traces.length - 1;
  }

  /** All its work has ended. */
  complete(number: number, slots: Int32Array): void {
    hashInt32s(this.#digest, slots);
    const place = number - this.#dropped;
    if (place >= 0) this.#traces[place] = { ...this.#traces[place]!, record: 0, slots };
  }

  mark(): KeptMark {
    return { traces: this.#traces.slice(), dropped: this.#dropped, digest: { ...this.#digest } };
  }

  restore(mark: KeptMark): void {
    this.#traces = mark.traces.slice();
    this.#dropped = mark.dropped;
    this.#digest = { ...mark.digest };
  }
}
