// While a line runs, the process's clock and dice are those of the drill: bash's `date`-like expansions, awk's srand and PostgreSQL's
// current_timestamp read them. Put back afterwards, so that a host that shares the process keeps its own.
import seedrandom from 'seedrandom';

const RealDate = Date;
const realRandom = Math.random;
let depth = 0;

/** @param nowMs milliseconds since the epoch @param seed the same seed gives the same draws */
export async function withSimClock<T>(nowMs: number, seed: string, run: () => Promise<T>): Promise<T> {
  class SimDate extends RealDate {
    constructor(...parts: ConstructorParameters<typeof RealDate> | []) {
      if (parts.length === 0) super(nowMs);
      else super(...(parts as ConstructorParameters<typeof RealDate>));
    }
    static override now(): number {
      return nowMs;
    }
  }
  depth += 1;
  globalThis.Date = SimDate as DateConstructor;
  Math.random = seedrandom.alea(seed);
  try {
    return await run();
  } finally {
    depth -= 1;
    if (depth === 0) {
      globalThis.Date = RealDate;
      Math.random = realRandom;
    }
  }
}
