// Dots of kept traces, few enough that the lines behind them can be seen.

/**
 * At most `max` of them: the slowest of each of `max` equal stretches of time. The slowest of all is always kept.
 * @param max greater than 0
 */
export function thinned<Dot extends { atMs: number; value: number }>(dots: readonly Dot[], max: number): readonly Dot[] {
  if (dots.length <= max) return dots;
  const times = dots.map(({ atMs }) => atMs);
  const from = times.reduce((least, time) => Math.min(least, time));
  const stretch = (times.reduce((greatest, time) => Math.max(greatest, time)) - from) / max;
  const slowest = new Map<number, Dot>();
  for (const dot of dots) {
    const place = stretch === 0 ? 0 : Math.min(max - 1, Math.floor((dot.atMs - from) / stretch));
    const kept = slowest.get(place);
    if (kept === undefined || dot.value > kept.value) slowest.set(place, dot);
  }
  return [...slowest.values()];
}
