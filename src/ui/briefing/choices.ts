// How one wants to play: what was chosen last, as far as it still makes sense. Pure but for the words.
import type { ConsoleVariant, Level, Role } from '../../schema/index.ts';

export interface Choices {
  level: Level;
  timed: boolean;
  /** `none`: one answers without holding a role. */
  role: Role | 'none';
  /** Only where the scenario has consoles. */
  consoles: ConsoleVariant;
}

export const PREFERENCE = 'briefing';

export const LEVEL_CHOICES: readonly { value: Level; label: string; says: string }[] = [
  { value: 'beginner', label: 'Beginner', says: 'Every figure is explained as you go, and hints can be asked for.' },
  { value: 'intermediate', label: 'Intermediate', says: 'Explanations when you ask for them, and hints.' },
  { value: 'expert', label: 'Expert', says: 'Nothing is explained, as at work.' },
  { value: 'debug', label: 'Debug', says: 'Explained when asked, with the names of series and the identity of every instant.' },
];

export const ROLE_CHOICES: readonly { value: Choices['role']; label: string; says: string }[] = [
  { value: 'commander', label: 'Commander', says: 'You decide what is looked at, what is done and what is said, until it is over.' },
  { value: 'technical lead', label: 'Technical lead', says: 'You find out what is wrong and what would cure it.' },
  { value: 'communications', label: 'Communications', says: 'You keep those who wait informed, with figures that are true.' },
  { value: 'scribe', label: 'Scribe', says: 'You write down what happens, when, and why.' },
  { value: 'none', label: 'No role yet', says: 'You answer the page; roles are taken in the room.' },
];

export const CONSOLE_CHOICES: readonly { value: ConsoleVariant; label: string; says: string }[] = [
  { value: 'dangerous', label: 'As it was (dangerous)', says: 'The console of those days, with its traps. Then the response counts.' },
  {
    value: 'safe',
    label: 'Safe',
    says: 'The same work behind safeguards that show what will happen. See what they catch, and what they cost.',
  },
];

/** @param first nothing was played yet, or the drill is a guided one */
export const usualChoices = (first: boolean): Choices => ({
  level: first ? 'beginner' : 'intermediate',
  timed: true,
  role: 'commander',
  consoles: 'dangerous',
});

/** What was remembered, piece by piece: a choice that no longer exists falls back to the usual one. */
export function remembered(kept: unknown, usual: Choices): Choices {
  const { level, timed, role, consoles } = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  return {
    level: LEVEL_CHOICES.find(({ value }) => value === level)?.value ?? usual.level,
    timed: typeof timed === 'boolean' ? timed : usual.timed,
    role: ROLE_CHOICES.find(({ value }) => value === role)?.value ?? usual.role,
    consoles: CONSOLE_CHOICES.find(({ value }) => value === consoles)?.value ?? usual.consoles,
  };
}
