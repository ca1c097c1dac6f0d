// What the orchestrator reports about its objects, in the words of `kubectl get events`. It knows what it did and what it saw of a process from
// outside, never why. Bounded: the oldest reports go first, as real ones expire.
import { type Hash, hashFloat64, hashInit, hashText } from '../../math/index.ts';
import type { ClusterEvent, SimTimeUs } from '../../schema/index.ts';

const EVENTS_MAX = 1_000;

export interface ClusterEventsMark {
  readonly events: readonly ClusterEvent[];
  readonly digest: Readonly<Hash>;
}

export class ClusterEvents {
  #events: ClusterEvent[] = [];
  #digest: Hash = hashInit(0xc1e5);
  readonly #nowUs: () => SimTimeUs;

  constructor(nowUs: () => SimTimeUs) {
    this.#nowUs = nowUs;
  }

  /** Oldest first. */
  get all(): readonly ClusterEvent[] {
    return this.#events;
  }
  get digest(): Readonly<Hash> {
    return this.#digest;
  }

  /** @param object such as `pod/payment-service-7c9f-abcde` */
  add(type: ClusterEvent['type'], reason: string, object: string, message: string): void {
    const atUs = this.#nowUs();
    this.#events.push({ atUs, type, reason, object, message });
    if (this.#events.length > EVENTS_MAX) this.#events.shift();
    hashFloat64(this.#digest, atUs);
    hashText(this.#digest, `${reason} ${object} ${message}`);
  }

  mark(): ClusterEventsMark {
    return { events: this.#events.slice(), digest: { ...this.#digest } };
  }
  restore(mark: ClusterEventsMark): void {
    this.#events = mark.events.slice();
    this.#digest = { ...mark.digest };
  }
}
