// Figures as people read them: story time, spans, counts, shares, money. Pure, so that every screen says a number the same way.

const pad = (value: number): string => String(value).padStart(2, '0');

/** Story time of day, UTC: `09:36:40`. */
export function clockText(startsAtMs: number, atUs: number): string {
  const date = new Date(startsAtMs + atUs / 1000);
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
}

/** `4:05`, or `1:04:05` from an hour on; a leading minus for times before. */
export function spanText(us: number): string {
  const seconds = Math.floor(Math.abs(us) / 1e6);
  const sign = us < 0 && seconds > 0 ? '−' : '';
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${sign}${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${sign}${minutes}:${pad(seconds % 60)}`;
}

/** `T+4:05` after the first page, `T−1:10` before it. */
export function sincePage(atUs: number, tPlusZeroUs: number | undefined): string | undefined {
  if (tPlusZeroUs === undefined) return undefined;
  return atUs >= tPlusZeroUs ? `T+${spanText(atUs - tPlusZeroUs)}` : `T−${spanText(tPlusZeroUs - atUs)}`;
}

/** A span in words: `4 min 5 s`, `45 s`, `1 h 10 min`. */
export function spanWords(us: number): string {
  const seconds = Math.round(us / 1e6);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export interface Figure {
  value: string;
  unit: string;
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const upTo = (digits: number) => new Intl.NumberFormat('en', { maximumFractionDigits: digits });
const short = [upTo(0), upTo(1), upTo(2)] as const;

export const countText = (value: number): string => grouped.format(value);

/** Three significant places are enough to act on. */
function plain(value: number): string {
  const size = Math.abs(value);
  return (size >= 100 ? short[0] : size >= 10 ? short[1] : short[2]).format(value);
}

export function percentText(ratio: number | undefined): string {
  if (ratio === undefined || !Number.isFinite(ratio)) return '–';
  const percent = ratio * 100;
  return `${(Math.abs(percent) >= 10 ? short[0] : short[1]).format(percent)} %`;
}

const nines = upTo(4);
/** An objective or what was achieved: `99.95 %`, never rounded up to what was promised; `71.2 %` where nines no longer count. */
export function objectiveText(ratio: number): string {
  const places = ratio >= 0.98 ? 1e4 : 10;
  return `${nines.format(Math.floor(ratio * 100 * places + 1e-6) / places)} %`;
}

/** How many times faster than allowed a budget burns: `14×`, `0.4×`. */
export const rateText = (rate: number | undefined): string => (rate === undefined ? '–' : `${plain(rate)}×`);

/** Minutes of an error budget: `43 min 12 s`, `3 h 36 min`. */
export const minutesWords = (minutes: number): string => spanWords(minutes * 60e6);

/** For where there is little room: from a billion on in billions, below in full. */
export const amountText = (value: number): string => (Math.abs(value) >= 1e9 ? `${plain(value / 1e9)} bn` : countText(value));

export function moneyText(amount: number, currency: string): string {
  return `${grouped.format(amount)} ${currency}`;
}

/** A value of a panel with the panel's unit; an unknown value is a dash, never a zero. */
function figureOf(value: number | null | undefined, unit: string): Figure {
  if (value === null || value === undefined || Number.isNaN(value)) return { value: '–', unit: '' };
  if (!Number.isFinite(value)) return { value: value > 0 ? '∞' : '−∞', unit: '' };
  switch (unit) {
    case 'seconds':
      if (Math.abs(value) < 0.001 && value !== 0) return { value: plain(value * 1e6), unit: 'µs' };
      return Math.abs(value) < 1 ? { value: plain(value * 1000), unit: 'ms' } : { value: plain(value), unit: 's' };
    case 'ratio':
      return { value: percentText(value).replace(' %', ''), unit: '%' };
    case 'per second':
      return { value: plain(value), unit: '/s' };
    case 'bytes': {
      const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
      let rest = value;
      let index = 0;
      while (Math.abs(rest) >= 1024 && index < units.length - 1) {
        rest /= 1024;
        index += 1;
      }
      return { value: plain(rest), unit: units[index] ?? 'B' };
    }
    default:
      return { value: plain(value), unit: '' };
  }
}

export function figureText(value: number | null | undefined, unit: string): string {
  const figure = figureOf(value, unit);
  return figure.unit === '' ? figure.value : `${figure.value} ${figure.unit}`;
}

/** A short time exactly: `340 µs`, `12.5 ms`, `3.2 s`. */
export const durationText = (us: number): string => figureText(us / 1e6, 'seconds');

/** Fills `{{label}}` of a legend from the series' labels. */
export function legendText(template: string, labels: Readonly<Record<string, string>>): string {
  if (template === '') return seriesName(labels);
  return template.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => labels[name] ?? '');
}

export function seriesName(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).filter(([name]) => name !== '__name__');
  const inner = pairs.map(([name, value]) => `${name}="${value}"`).join(', ');
  return `${labels['__name__'] ?? ''}{${inner}}`;
}
