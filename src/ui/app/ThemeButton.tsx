// Cycles system, light and dark.
import { Monitor, Moon, Sun } from 'lucide-react';
import { Button } from '../theme/index.ts';
import { type ThemeChoice, useTheme } from '../theme/use-theme.ts';

const NEXT: Record<ThemeChoice, ThemeChoice> = { dark: 'light', light: 'system', system: 'dark' };
const WORDS: Record<ThemeChoice, string> = { system: 'as the system', light: 'light', dark: 'dark' };

export function ThemeButton() {
  const { choice, setChoice } = useTheme();
  const Icon = choice === 'system' ? Monitor : choice === 'light' ? Sun : Moon;
  return (
    <Button kind="quiet" onPress={() => setChoice(NEXT[choice])} aria-label={`Theme: ${WORDS[choice]}. Change to ${WORDS[NEXT[choice]]}`}>
      <Icon size={16} aria-hidden="true" />
    </Button>
  );
}
