// Small pieces of printed text: tables, times, numbers.
import { formatTPlus, type SimTimeUs } from '../../schema/index.ts';

/** Columns padded to their widest cell; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[], indent = '  '): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, String(cell).length)));
  return rows
    .map((row) =>
      `${indent}${row.map((cell, column) => (typeof cell === 'number' ? String(cell).padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ')}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

export const tPlus = (atUs: SimTimeUs | undefined, zeroUs: SimTimeUs | undefined): string =>
  atUs === undefined ? '–' : zeroUs === undefined ? `+${span(atUs)}` : formatTPlus(atUs - zeroUs);

/** A span to the second: `4:30`, `1:04:30`. */
export function span(us: SimTimeUs | undefined): string {
  if (us === undefined) return '–';
  const seconds = Math.round(Math.abs(us) / 1e6);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${us < 0 ? '-' : ''}${hours > 0 ? `${hours}:${two(Math.floor(seconds / 60) % 60)}` : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

export const percent = (ratio: number | undefined): string => (ratio === undefined ? '–' : `${Math.round(ratio * 1000) / 10} %`);

/** A count with a thin reading aid: 47,312. */
export const count = (value: number): string => String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');

export const decimals = (value: number | undefined, digits: number): string => (value === undefined ? '–' : value.toFixed(digits));
