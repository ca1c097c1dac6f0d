/** How long queries and calls of providers took, as their callers saw it: counted in the record of what was called when they end. */
import { binOf } from './latency.ts';
import { FRAME } from './state.ts';
import type { World } from './world.ts';

/** Counts the time since the frame began what it was doing. `buckets` is where the counts begin, `sum` the double of their sum. */
export function countDuration(w: World, f: number, buckets: number, sum: number): void {
  const us = w.now - w.F[(f + FRAME.sinceF) >> 1];
  let bucket = w.bucketOfBin[binOf(us)];
  while (us > w.bounds[bucket]) bucket++;
  w.I[buckets + bucket]++;
  w.F[sum >> 1] += us;
}
