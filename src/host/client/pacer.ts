// Tells listeners of a stream of news only as often as they keep up: what comes in while they are busy is told once, afterwards.

/** At most this long between two tellings, however slow the listeners are. */
const PAUSE_MS_MAX = 1_000;

export class Pacer {
  readonly #tell: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = 0;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** There is news. It is told soon; after listeners that took long, only when they had as long for other things. */
  announce(): void {
    this.#timer ??= setTimeout(() => {
      const beganMs = performance.now();
      this.#timer = undefined;
      this.#tell();
      // What listeners drew is drawn before the next task begins.
      setTimeout(() => {
        this.#pauseMs = Math.min(PAUSE_MS_MAX, performance.now() - beganMs);
      }, 0);
    }, this.#pauseMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
