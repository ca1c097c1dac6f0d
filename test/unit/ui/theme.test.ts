// The tokens themselves: contrast of everything that stands on something in every theme, and states that stay apart for colour-blind eyes.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nextChoice, resolveTheme, THEME_CHOICES, THEMES } from '../../../src/ui/theme/theme-choice.ts';
import { contrastRatio, contrastWanted, PAIRS, parseTokens, rgbOf } from '../../../src/ui/theme/tokens.ts';

const css = readFileSync(new URL('../../../src/ui/theme/tokens.css', import.meta.url), 'utf8');
const tokens = parseTokens(css);

test('contrast is that of WCAG', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBe(21);
  expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrastRatio('#ffffff', '#ffffff')).toBe(1);
});

describe.each(THEMES)('%s', (theme) => {
  test('says every colour', () => {
    const colours = Object.entries(tokens.dark).filter(([, value]) => value.startsWith('#'));
    expect(colours.length).toBeGreaterThan(30);
    for (const [name] of colours) expect(tokens[theme][name], name).toMatch(/^#[0-9a-f]{6}$/);
    if (theme !== 'dark')
      for (const [name, value] of colours) if (name === 'bg' || name === 'text') expect(tokens[theme][name]).not.toBe(value);
  });

  test('everything that stands on something can be told from it', () => {
    const short = PAIRS.flatMap(({ ink, on, use }) => {
      const ratio = contrastRatio(tokens[theme][ink] ?? '', tokens[theme][on] ?? '');
      return ratio >= contrastWanted(theme, use) ? [] : [`${ink} on ${on} (${use}): ${ratio.toFixed(2)}`];
    });
    expect(short).toEqual([]);
  });

  test.each(['protanopia', 'deuteranopia', 'tritanopia'] as const)('states differ with %s', (kind) => {
    const states = ['ok', 'warn', 'bad', 'change'].map((name) => [name, seenWith(kind, rgbOf(tokens[theme][name] ?? ''))] as const);
    for (const [index, [name, colour]] of states.entries())
      for (const [other, otherColour] of states.slice(index + 1))
        expect(Math.hypot(...colour.map((channel, at) => channel - (otherColour[at] ?? 0))), `${name} and ${other}`).toBeGreaterThan(20);
  });
});

test('under forced colours every colour is one of the system’s', () => {
  const forced = css.slice(css.indexOf('forced-colors'));
  for (const [name, value] of Object.entries(tokens.dark))
    if (value.startsWith('#'))
      expect(forced, name).toMatch(new RegExp(`--${name}: (?:Canvas|CanvasText|Field|LinkText|Highlight|HighlightText);`));
});

test('a choice follows the system only where it is asked to', () => {
  const system = (light: boolean, contrast: boolean) => THEME_CHOICES.map((choice) => resolveTheme(choice, { light, contrast }));
  expect(system(false, false)).toEqual(['dark', 'light', 'contrast', 'dark']);
  expect(system(true, false)).toEqual(['dark', 'light', 'contrast-light', 'light']);
  expect(system(false, true)).toEqual(['dark', 'light', 'contrast', 'contrast']);
  expect(system(true, true)).toEqual(['dark', 'light', 'contrast-light', 'contrast-light']);
  expect(THEME_CHOICES.map(nextChoice)).toEqual(['light', 'contrast', 'system', 'dark']);
});

/** Full dichromacy on linear RGB: Machado, Oliveira and Fernandes, IEEE TVCG 15(6), 2009, severity 1.0. */
const DICHROMACY = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
/** Channels 0..255 as that eye sees them. */
function seenWith(kind: keyof typeof DICHROMACY, rgb: readonly number[]): number[] {
  const matrix = DICHROMACY[kind];
  const linear = rgb.map((channel) => (channel / 255) ** 2.2);
  return [0, 3, 6].map((row) => {
    const sum = linear.reduce((total, channel, at) => total + channel * (matrix[row + at] ?? 0), 0);
    return 255 * Math.max(0, Math.min(1, sum)) ** (1 / 2.2);
  });
}
