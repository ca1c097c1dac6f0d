// Which answers open the guard before a dangerous command.
import { describe, expect, it } from 'vitest';
import { NO_ANSWER, opens } from '../../../src/ui/room/guard-answer.ts';

const guard = (asks: 'confirmation' | 'name' | 'refuses') => ({ do: 'delete *', asks, says: '' });

describe('the guard before a command', () => {
  it('is open where none stands', () => {
    expect(opens(undefined, NO_ANSWER, 'web')).toBe(true);
  });

  it('opens for a confirmation, and stays closed without one whatever is typed', () => {
    expect(opens(guard('confirmation'), { confirmed: true, typed: '' }, 'web')).toBe(true);
    expect(opens(guard('confirmation'), { confirmed: false, typed: 'web' }, 'web')).toBe(false);
  });

  it('opens for the whole name of the target and no other', () => {
    const typed = (text: string) => opens(guard('name'), { confirmed: true, typed: text }, 'web');
    expect([typed('web'), typed(' web '), typed('we'), typed('Web'), typed('')]).toEqual([true, true, false, false, false]);
    expect(opens(guard('name'), NO_ANSWER, '')).toBe(false);
  });

  it('never opens where a command is refused', () => {
    expect(opens(guard('refuses'), { confirmed: true, typed: 'web' }, 'web')).toBe(false);
  });
});
