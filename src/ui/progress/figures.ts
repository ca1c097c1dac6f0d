// A figure of the history in words, by its unit.
import { percentText, spanWords } from '../theme/index.ts';
import type { Measure } from './history.ts';

const UNKNOWN = '–';

export function measureText(value: number | undefined, unit: Measure['unit']): string {
  if (value === undefined) return UNKNOWN;
  if (unit === 'time') return spanWords(value);
  return unit === 'brier' ? scoreText(value) : percentText(value);
}

/** A Brier score or a part of one. */
export const scoreText = (value: number): string => (Object.is(Math.round(value * 1000), -0) ? 0 : value).toFixed(3).replace('-', '−');

export const dayText = (iso: string): string =>
  new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Round steps for an axis from 0 to at least `max`: 1, 2 or 5 times a power of ten, or of minutes for times. */
export function axisSteps(max: number, unit: Measure['unit']): number[] {
  const scale = unit === 'time' ? 60_000_000 : 1;
  const wanted = Math.max(max / scale, unit === 'time' ? 1 : 0.01) / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= wanted - 1e-12) ?? 10) * power;
  return Array.from({ length: Math.max(1, Math.ceil(max / scale / step - 1e-9)) + 1 }, (_, index) => index * step * scale);
}
