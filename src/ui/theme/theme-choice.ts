// What a choice of theme means, given what the system asks for. Pure.
export const THEME_CHOICES = ['dark', 'light', 'contrast', 'system'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export const THEMES = ['dark', 'light', 'contrast', 'contrast-light'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_WORDS: Readonly<Record<ThemeChoice, string>> = {
  dark: 'dark',
  light: 'light',
  contrast: 'high contrast',
  system: 'as the system',
};

/** High contrast keeps to the system's side, dark or light; light and dark are what they say. */
export function resolveTheme(choice: ThemeChoice, system: { light: boolean; contrast: boolean }): Theme {
  if (choice === 'contrast' || (choice === 'system' && system.contrast)) return system.light ? 'contrast-light' : 'contrast';
  if (choice === 'system') return system.light ? 'light' : 'dark';
  return choice;
}

/** The next of the button that goes round. */
export const nextChoice = (choice: ThemeChoice): ThemeChoice =>
  THEME_CHOICES[(THEME_CHOICES.indexOf(choice) + 1) % THEME_CHOICES.length] ?? 'dark';
