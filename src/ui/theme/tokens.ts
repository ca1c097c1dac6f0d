// The tokens as data, read from tokens.css itself: for the page that shows them and the test that measures them. Pure.
import { THEMES, type Theme } from './theme-choice.ts';

export type Tokens = Readonly<Record<string, string>>;

/** Custom properties of each theme; those that a theme does not change are the ones of the dark one. */
export function parseTokens(css: string): Record<Theme, Tokens> {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const block = (selector: string): Tokens => {
    const at = text.indexOf(`${selector} {`);
    const body = at < 0 ? '' : text.slice(text.indexOf('{', at) + 1, text.indexOf('}', at));
    return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', (value ?? '').trim()]));
  };
  const dark = block(':root');
  const entries = THEMES.map((theme) => [theme, theme === 'dark' ? dark : { ...dark, ...block(`:root[data-theme="${theme}"]`) }] as const);
  return Object.fromEntries(entries) as Record<Theme, Tokens>;
}

/** @param hex `#rrggbb` */
export function rgbOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

const linear = (channel: number): number => (channel <= 10.31475 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map(linear) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21, WCAG 2.2. */
export function contrastRatio(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ['bg', 'surface', 'raised', 'sunken', 'field', 'zone'];
const TONES = ['ok', 'warn', 'bad', 'change', 'accent'];
export interface Pair {
  /** What is read or seen. */
  ink: string;
  on: string;
  /** text: words and figures; mark: shapes, lines and edges that carry a meaning. */
  use: 'text' | 'mark';
}

/** Everything that stands on something. Lines that only divide (`line`) need no contrast. */
export const PAIRS: readonly Pair[] = [
  ...['text', 'text-2', 'text-3'].flatMap((ink) => GROUNDS.map((on): Pair => ({ ink, on, use: 'text' }))),
  ...TONES.flatMap((ink) => ['bg', 'surface', 'raised', `${ink}-soft`].map((on): Pair => ({ ink, on, use: 'text' }))),
  ...TONES.map((tone): Pair => ({ ink: 'text', on: `${tone}-soft`, use: 'text' })),
  { ink: 'on-accent', on: 'accent-fill', use: 'text' },
  { ink: 'on-bad', on: 'bad-fill', use: 'text' },
  ...[...TONES, 'line-strong'].flatMap((ink) => GROUNDS.map((on): Pair => ({ ink, on, use: 'mark' }))),
  ...[1, 2, 3, 4, 5, 6].flatMap((series) => ['bg', 'surface'].map((on): Pair => ({ ink: `series-${series}`, on, use: 'mark' }))),
];

/** What a pair must reach. */
export const contrastWanted = (theme: Theme, use: Pair['use']): number => (use === 'mark' ? 3 : theme.startsWith('contrast') ? 7 : 4.5);
