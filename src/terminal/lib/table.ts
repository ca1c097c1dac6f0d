// Columns as kubectl's tabwriter sets them, and spans as it writes ages.
import type { SimTimeUs } from '../../schema/index.ts';

/** @param gap spaces between columns; kubectl puts three, rollout history two */
export function table(rows: readonly (readonly string[])[], gap = 3): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows
    .map((row) => `${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd((widths[i] ?? 0) + gap))).join('')}\n`)
    .join('');
}

/** As apimachinery's HumanDuration: `45s`, `3m10s`, `27m`, `5h12m`, `3d`. */
export function age(us: SimTimeUs): string {
  const s = Math.max(0, Math.floor(us / 1_000_000));
  const m = Math.floor(s / 60);
  const h = Math.floor(m / 60);
  const d = Math.floor(h / 24);
  const with2 = (a: number, unitA: string, b: number, unitB: string): string => (b === 0 ? `${a}${unitA}` : `${a}${unitA}${b}${unitB}`);
  if (s < 120) return `${s}s`;
  if (m < 10) return with2(m, 'm', s % 60, 's');
  if (m < 180) return `${m}m`;
  if (h < 8) return with2(h, 'h', m % 60, 'm');
  if (h < 48) return `${h}h`;
  return d < 8 ? with2(d, 'd', h % 24, 'h') : `${d}d`;
}
