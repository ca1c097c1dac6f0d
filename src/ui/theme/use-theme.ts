// Dark until somebody chooses otherwise: the room is read at night. Remembered in this browser only.
// The choice becomes one of four themes on the root element as soon as this file is read; the system's wishes are followed where they are asked for.
import { useEffect, useState } from 'react';
import { resolveTheme, THEME_CHOICES, type ThemeChoice } from './theme-choice.ts';

const KEY = 'faultline/theme';
const CHANGED = 'faultline-theme';
const SYSTEM_QUERIES = ['(prefers-color-scheme: light)', '(prefers-contrast: more)', '(forced-colors: active)'];

const asked = (query: string): boolean => matchMedia(query).matches;

function remembered(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return THEME_CHOICES.find((choice) => choice === value) ?? (asked('(prefers-contrast: more)') ? 'contrast' : 'dark');
}

function apply(choice: ThemeChoice): void {
  document.documentElement.dataset['theme'] = resolveTheme(choice, {
    light: asked('(prefers-color-scheme: light)'),
    contrast: asked('(prefers-contrast: more)'),
  });
  window.dispatchEvent(new Event(CHANGED));
}

let chosen = remembered();
// A story or a page around us may have set a theme of its own.
if (document.documentElement.dataset['theme'] === undefined) apply(chosen);
for (const query of SYSTEM_QUERIES) matchMedia(query).addEventListener('change', () => apply(chosen));

export function useTheme(): { choice: ThemeChoice; setChoice: (choice: ThemeChoice) => void } {
  const [choice, setShown] = useState<ThemeChoice>(chosen);
  useEffect(() => {
    const changed = () => setShown(chosen);
    window.addEventListener(CHANGED, changed);
    return () => window.removeEventListener(CHANGED, changed);
  }, []);
  const setChoice = (next: ThemeChoice) => {
    chosen = next;
    localStorage.setItem(KEY, next);
    apply(next);
  };
  return { choice, setChoice };
}

/** Calls back whenever the colours change: for what is not styled by CSS. */
export function watchTheme(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  return () => window.removeEventListener(CHANGED, changed);
}

/** The value of a token as CSS says it; a colour of the system (under forced colours) as `rgb(…)`, which a canvas understands. */
export function token(name: string): string {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  if (!/^[A-Z][A-Za-z]+$/.test(value)) return value;
  const probe = document.createElement('span');
  probe.style.cssText = `display: none; forced-color-adjust: none; color: ${value}`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
