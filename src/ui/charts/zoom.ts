// Which stretch of time charts show: pure arithmetic on instants in milliseconds of story time.

export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** Nobody sees more by going closer than this: instruments are read every few seconds. */
const SPAN_MS_MIN = 10_000;

/** Both ends in order, at least ten seconds long, and within `limits` where they are given. */
export function fitted(wanted: Stretch, limits?: Stretch): Stretch {
  const middle = (wanted.fromMs + wanted.toMs) / 2;
  const span = Math.max(SPAN_MS_MIN, Math.abs(wanted.toMs - wanted.fromMs));
  const longest = limits === undefined ? span : Math.min(span, Math.max(SPAN_MS_MIN, limits.toMs - limits.fromMs));
  let fromMs = middle - longest / 2;
  if (limits !== undefined) fromMs = Math.max(limits.fromMs, Math.min(fromMs, limits.toMs - longest));
  return { fromMs: Math.round(fromMs), toMs: Math.round(fromMs + longest) };
}

/** Closer (`factor` < 1) or farther (> 1) around an instant, which keeps its place. */
export function zoomedAround(shown: Stretch, aroundMs: number, factor: number, limits?: Stretch): Stretch {
  const fromMs = aroundMs - (aroundMs - shown.fromMs) * factor;
  const toMs = aroundMs + (shown.toMs - aroundMs) * factor;
  return fitted({ fromMs, toMs }, limits);
}

/** A part of its own length to the left (negative) or right. */
export function moved(shown: Stretch, share: number, limits?: Stretch): Stretch {
  const by = (shown.toMs - shown.fromMs) * share;
  return fitted({ fromMs: shown.fromMs + by, toMs: shown.toMs + by }, limits);
}

/** The index of the sample nearest to an instant; -1 when there is none. Times ascend. */
export function nearestIndex(times: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && at - (times[low - 1] as number) <= (times[low] as number) - at) return low - 1;
  return times.length === 0 ? -1 : low;
}

/** Farther away around an instant; undefined as soon as that is the whole range again. */
export function widened(shown: Stretch, aroundMs: number, full: Stretch): Stretch | undefined {
  const next = zoomedAround(shown, aroundMs, 2);
  return next.toMs - next.fromMs >= full.toMs - full.fromMs ? undefined : fitted(next, full);
}
