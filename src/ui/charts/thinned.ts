// Dots of kept traces, few enough that the lines behind them can be seen.

/**
 * Of each of `parts` equal parts of a stretch of time the slowest dot, so the slowest of all is always among them.
 * @param toMs dots lie from `fromMs` to `toMs`
 */
export function thinned<Dot extends { atMs: number; value: number }>(
  dots: readonly Dot[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
  parts: number,
): readonly Dot[] {
  const slowest = new Map<number, Dot>();
  for (const dot of dots) {
    const place = toMs > fromMs ? Math.min(parts - 1, Math.floor(((dot.atMs - fromMs) / (toMs - fromMs)) * parts)) : 0;
    const kept = slowest.get(place);
    if (kept === undefined || dot.value > kept.value) slowest.set(place, dot);
  }
  return [...slowest.values()];
}
