// The choices of the briefing: remembered piece by piece, and only what can still be chosen.
import { expect, test } from 'vitest';
import { LEVEL_CHOICES, ROLE_CHOICES, remembered, usualChoices } from '../../../src/ui/briefing/choices.ts';

test('who never played begins as a beginner and commander, against the clock', () => {
  expect(usualChoices(true)).toEqual({ level: 'beginner', timed: true, role: 'commander', consoles: 'dangerous' });
  expect(usualChoices(false).level).toBe('intermediate');
});

test('what was chosen last comes back; what is no choice does not', () => {
  const usual = usualChoices(false);
  const kept = { level: 'expert', timed: false, role: 'none', consoles: 'safe' };
  expect(remembered(kept, usual)).toEqual(kept);
  // Kept before there was a choice of consoles.
  expect(remembered({ ...kept, consoles: undefined }, usual)).toEqual({ ...kept, consoles: 'dangerous' });
  expect(remembered({ level: 'wizard', timed: 'yes', role: 'scribe' }, usual)).toEqual({ ...usual, role: 'scribe' });
  expect(remembered(undefined, usual)).toEqual(usual);
  expect(remembered('expert', usual)).toEqual(usual);
});

test('every level and role of the contract can be chosen', async () => {
  const { LEVELS, ROLES } = await import('../../../src/schema/index.ts');
  expect(LEVEL_CHOICES.map(({ value }) => value)).toEqual([...LEVELS]);
  expect(ROLE_CHOICES.map(({ value }) => value)).toEqual([...ROLES, 'none']);
});
