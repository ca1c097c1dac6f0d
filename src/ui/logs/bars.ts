// How many lines there were over time and by level, from their instants alone.

export const LEVEL_NAMES = ['debug', 'info', 'warn', 'error'] as const;

export interface Bars {
  fromUs: number;
  stepUs: number;
  /** Per bar: counts of debug, info, warn, error. */
  counts: readonly (readonly [number, number, number, number])[];
  greatest: number;
  totals: readonly [number, number, number, number];
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600] as const;

/** Bars of a round length between two instants, at most `barsMax`. `atUs` ascends. */
export function barsOf(atUs: Float64Array, levels: Uint8Array, fromUs: number, toUs: number, barsMax: number): Bars {
  const spanS = Math.max(1, (toUs - fromUs) / 1e6);
  const stepUs = (STEPS_S.find((step) => spanS / step <= barsMax - 1) ?? Math.ceil(spanS / barsMax)) * 1e6;
  const startUs = Math.floor(fromUs / stepUs) * stepUs;
  const bars = Math.max(1, Math.floor((toUs - startUs) / stepUs) + 1);
  const counts = Array.from({ length: bars }, (): [number, number, number, number] => [0, 0, 0, 0]);
  const totals: [number, number, number, number] = [0, 0, 0, 0];
  for (let i = 0; i < atUs.length; i += 1) {
    const at = atUs[i] as number;
    if (at < fromUs || at > toUs) continue;
    const level = levels[i] as 0 | 1 | 2 | 3;
    const bar = counts[Math.floor((at - startUs) / stepUs)];
    if (bar !== undefined) bar[level] += 1;
    totals[level] += 1;
  }
  return { fromUs: startUs, stepUs, counts, greatest: Math.max(1, ...counts.map((bar) => bar[0] + bar[1] + bar[2] + bar[3])), totals };
}
