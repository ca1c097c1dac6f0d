// Dark until somebody chooses otherwise: the room is read at night. Remembered in this browser only.
import { useEffect, useState } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'faultline/theme';

function remembered(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'system' ? value : 'dark';
}

export function useTheme(): { choice: ThemeChoice; setChoice: (choice: ThemeChoice) => void } {
  const [choice, setChoice] = useState<ThemeChoice>(remembered);
  useEffect(() => {
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
    localStorage.setItem(KEY, choice);
    window.dispatchEvent(new Event('faultline-theme'));
  }, [choice]);
  return { choice, setChoice };
}

/** Reads tokens for what is not styled by CSS (canvas); calls back whenever the theme changes. */
export function watchTheme(changed: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: light)');
  media.addEventListener('change', changed);
  window.addEventListener('faultline-theme', changed);
  return () => {
    media.removeEventListener('change', changed);
    window.removeEventListener('faultline-theme', changed);
  };
}

export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
