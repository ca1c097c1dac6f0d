// How one wanted thing reads in each place of a reason, and the small words around it: windows, bounds, lists.
import { formatDurationUs, type SimTimeUs } from '../../schema/index.ts';

/** The same thing in five places: "full points needed: {one}", "2 {many}", "{none}", "{did}, then …", "{one} after {did}". */
export interface Phrase {
  one: string;
  many: string;
  none: string;
  did: string;
}

const AN = /^[aeiou]/i;
export const withArticle = (noun: string): string => `${AN.test(noun) ? 'an' : 'a'} ${noun}`;

/** `a, b and c`; each once. */
export function list(items: readonly string[], last: 'and' | 'or'): string {
  const different = [...new Set(items)];
  if (different.length < 2) return different[0] ?? '';
  return `${different.slice(0, -1).join(', ')} ${last} ${different[different.length - 1]}`;
}

export const counted = (count: number, one: string, many: string): string =>
  count === 0 ? `no ${one}` : `${count} ${count === 1 ? one : many}`;

const UNITS: [SimTimeUs, string][] = [
  [3_600_000_000, 'hour'],
  [60_000_000, 'minute'],
  [1_000_000, 'second'],
];

/** `3 minutes`; a span that is no whole number of one unit stays `1m30s`. */
export function spanText(us: SimTimeUs): string {
  for (const [size, name] of UNITS) if (us >= size && us % size === 0) return counted(us / size, name, `${name}s`);
  return formatDurationUs(us);
}

const ANCHORS = { 'T+0': 'the first page', start: 'the start', broken: 'the start of the trouble', resolved: 'the declared end' } as const;

export function windowText(window: { of: keyof typeof ANCHORS; from: SimTimeUs; to: SimTimeUs }): string {
  const anchor = ANCHORS[window.of];
  if (window.from === 0) return `within ${spanText(window.to)} of ${anchor}`;
  return window.from > 0
    ? `between ${spanText(window.from)} and ${spanText(window.to)} after ${anchor}`
    : `from ${spanText(-window.from)} before to ${spanText(window.to)} after ${anchor}`;
}

/** The phrase with words after it, such as a window or "before a rollback". */
export function extended(phrase: Phrase, words: string | undefined): Phrase {
  if (words === undefined) return phrase;
  return { one: `${phrase.one} ${words}`, many: `${phrase.many} ${words}`, none: `${phrase.none} ${words}`, did: `${phrase.did} ${words}` };
}

const BOUND = /^([<>]=?|=) ?(-?\d+(?:\.\d+)?)( ?%| words)?$/;
const OPERATORS: Readonly<Record<string, string>> = {
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  '=': 'exactly',
};

/** `>= 80 %` as "at least 80 %". */
export function boundText(comparison: string): string {
  const parts = BOUND.exec(comparison.trim());
  return parts === null ? comparison : `${OPERATORS[parts[1]!]} ${parts[2]}${parts[3]?.trim() === '%' ? ' %' : (parts[3] ?? '')}`;
}

/** The comparison taken apart: operator, and the bound as written. */
export function boundParts(comparison: string): { operator: string; amount: string } {
  const parts = BOUND.exec(comparison.trim());
  return { operator: parts?.[1] ?? '', amount: parts === null ? comparison : `${parts[2]}${parts[3] === undefined ? '' : ' %'}` };
}

/** A bound on how many: `<= 0` is "no", `>= 1` is "at least 1". */
export function quantity(comparison: string, one: string, many: string): string {
  const text = comparison.replaceAll(' ', '');
  if (text === '<=0' || text === '<1') return `no ${one}`;
  return `${boundText(comparison)} ${text === '>=1' || text === '<=1' ? one : many}`;
}

/** How a count that stands in a reason compares with what was wanted: "at least 2 needed", "none allowed". */
export function demand(comparison: string): string {
  const text = comparison.replaceAll(' ', '');
  if (text === '<=0' || text === '<1') return 'none allowed';
  return `${boundText(comparison)} ${text.startsWith('<') ? 'allowed' : 'needed'}`;
}
