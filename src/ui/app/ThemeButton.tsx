// Goes round dark, light, high contrast, and what the system asks for.
import { Contrast, Monitor, Moon, Sun } from 'lucide-react';
import { Button } from '../theme/index.ts';
import { nextChoice, THEME_WORDS } from '../theme/theme-choice.ts';
import { useTheme } from '../theme/use-theme.ts';

const ICONS = { dark: Moon, light: Sun, contrast: Contrast, system: Monitor };

export function ThemeButton() {
  const { choice, setChoice } = useTheme();
  const Icon = ICONS[choice];
  const next = nextChoice(choice);
  return (
    <Button kind="quiet" onPress={() => setChoice(next)} aria-label={`Theme: ${THEME_WORDS[choice]}. Change to ${THEME_WORDS[next]}`}>
      <Icon size={16} aria-hidden="true" />
    </Button>
  );
}
