// The time of day as systems of a small world write it into their tables: 08:07:12, in the story’s own time.
import type { SimTimeUs } from '../../schema/index.ts';

const DAY_S = 86_400;

export function timeOfDay(startsAtMs: number, atUs: SimTimeUs): string {
  const seconds = Math.floor((startsAtMs + atUs / 1_000) / 1_000) % DAY_S;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3_600)}:${two((seconds % 3_600) / 60)}:${two(seconds % 60)}`;
}
