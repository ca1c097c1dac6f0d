// Wall time for pacing, behind an interface so that tests drive a drill without waiting. Wall time never reaches the engine (DESIGN D4).

export interface HostClock {
  /** Milliseconds that only ever grow. */
  nowMs(): number;
  /** ISO time for `recordedAt`, which is outside every hash. */
  stamp(): string;
  /** Calls `tick` about every `everyMs` until the returned function is called. */
  repeat(everyMs: number, tick: () => void): () => void;
  /** Lets waiting messages through before long work goes on. */
  breathe(): Promise<void>;
}

export const wallClock: HostClock = {
  nowMs: () => performance.now(),
  stamp: () => new Date().toISOString(),
  repeat(everyMs, tick) {
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  },
  breathe: () => new Promise((resolve) => setTimeout(resolve, 0)),
};
