// Figures as text, with their unit, and inside texts: `{{ expr | format }}` in what people say, and `{{label}}` in legends. Portable: no locale, no Intl.
import type { FigureUnit } from '../schema/index.ts';

/** Formats a text may ask for; each takes the value read from an instrument. */
const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  humanize: (value) => grouped(Math.round(value)),
  percent: (value) => `${(value * 100).toFixed(1)} %`,
  seconds: (value) => `${value.toFixed(1)} s`,
  money: (value) => grouped(Math.round(value)),
  number: (value) => plain(value),
  yesNo: (value) => (value === 0 ? 'no' : 'yes'),
};

const UNREADABLE = '(no reading)';

/**
 * Fills every `{{ expr | format }}` of a text with what the instrument shows; without a format, at most three decimals.
 * An expression without a value becomes "(no reading)".
 * @param read value of a PromQL expression at this instant
 */
export function fillReadings(text: string, read: (expr: string) => number | undefined): string {
  return text.replace(/\{\{(.+?)\}\}(?!\})/gs, (_, inner: string) => {
    const bar = inner.lastIndexOf('|');
    const name = bar < 0 ? '' : inner.slice(bar + 1).trim();
    const format = Object.hasOwn(FORMATS, name) ? FORMATS[name]! : plain;
    const value = read((Object.hasOwn(FORMATS, name) ? inner.slice(0, bar) : inner).trim());
    return value === undefined || Number.isNaN(value) ? UNREADABLE : format(value);
  });
}

/** Fills `{{label}}` of a legend from a series' labels; an empty legend lists them. */
export function fillLegend(legend: string, labels: Readonly<Record<string, string>>): string {
  if (legend !== '') return legend.replace(/\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g, (_, name: string) => labels[name] ?? '');
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}="${value}"`);
  return pairs.length === 0 ? name || 'value' : `${name}{${pairs.join(', ')}}`;
}

const KIB = 1024;

/** A reading with its unit, such as `0.3 %`, `118 ms`, `1.25 s`, `4.2 /s`, `2.5 MiB`; without a unit, at most four decimals. */
export function figureText(value: number, unit: FigureUnit = 'none'): string {
  switch (unit) {
    case 'ratio':
      return `${rounded(value * 100, 1)} %`;
    case 'seconds':
      return Math.abs(value) < 1 ? `${rounded(value * 1000, 0)} ms` : `${rounded(value, 2)} s`;
    case 'per second':
      return `${rounded(value, 1)} /s`;
    case 'bytes':
      return Math.abs(value) < KIB * KIB ? `${rounded(value / KIB, 1)} KiB` : `${rounded(value / (KIB * KIB), 1)} MiB`;
    case 'count':
    case 'money':
      return grouped(Math.round(value));
    case 'none':
      return rounded(value, 4);
  }
}

/** @param places 0..4 */
function rounded(value: number, places: 0 | 1 | 2 | 4): string {
  const scale = { 0: 1, 1: 10, 2: 100, 4: 10_000 }[places];
  return String(Math.round(value * scale) / scale);
}

function plain(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
