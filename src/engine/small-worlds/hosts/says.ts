// Sizes, times and counts as hosts print them. No locale is asked.
import type { Scenario, SimTimeUs } from '../../../schema/index.ts';

const STEPS: readonly (readonly [number, string])[] = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
];

/** `310 GB`, `4.5 GB`, `0 B`. */
export function sizeText(bytes: number): string {
  const [step, unit] = STEPS.find(([size]) => bytes >= size) ?? [1, 'B'];
  const amount = bytes / step;
  return `${amount >= 100 || step === 1 ? Math.round(amount) : Math.round(amount * 10) / 10} ${unit}`;
}

export const rateText = (bytesPerS: number): string => `${sizeText(bytesPerS)}/s`;

const DAY_MS = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** The time of day in UTC, `17:20`. */
export function clockText(scenario: Scenario, atUs: SimTimeUs): string {
  const minutes = Math.floor(((((scenario.startsAtMs + atUs / 1000) % DAY_MS) + DAY_MS) % DAY_MS) / 60_000);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)} UTC`;
}

/** `2h10m`, `45s`. */
export function spanText(us: SimTimeUs): string {
  const seconds = Math.max(0, Math.round(us / 1_000_000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m${two(seconds % 60)}s` : `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}

/** `12 projects, 3 users`. */
export const rowsText = (kinds: readonly string[], rows: readonly number[]): string =>
  kinds.map((kind, index) => `${rows[index]} ${kind}`).join(', ');
