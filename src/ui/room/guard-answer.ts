// What a person answered to the guard before a command, and whether it opens.
import type { Guard } from '../../schema/index.ts';

export interface GuardAnswer {
  confirmed: boolean;
  typed: string;
}
export const NO_ANSWER: GuardAnswer = { confirmed: false, typed: '' };

/** Whether the answer opens the guard; nothing opens one that refuses. @param target what has to be typed */
export function opens(guard: Guard | undefined, { confirmed, typed }: GuardAnswer, target: string): boolean {
  if (guard === undefined) return true;
  return guard.asks === 'confirmation' ? confirmed : guard.asks === 'name' && target !== '' && typed.trim() === target;
}
