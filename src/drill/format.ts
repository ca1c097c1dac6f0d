// Figures inside texts: `{{ expr | format }}` in what people say, and `{{label}}` in legends. Portable: no locale, no Intl.

/** Formats a text may ask for; each takes the value read from an instrument. */
const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  humanize: (value) => grouped(Math.round(value)),
  percent: (value) => `${(value * 100).toFixed(1)} %`,
  seconds: (value) => `${value.toFixed(1)} s`,
  money: (value) => grouped(Math.round(value)),
  number: (value) => plain(value),
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

function plain(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
