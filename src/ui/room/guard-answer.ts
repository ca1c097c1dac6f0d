// What a person answered to the guard before a command, and whether it opens.
import type { Guard, RequestView } from '../../schema/index.ts';

export interface GuardAnswer {
  confirmed: boolean;
  typed: string;
}
export const NO_ANSWER: GuardAnswer = { confirmed: false, typed: '' };

/**
 * Whether the answer opens the guard; nothing opens one that refuses.
 * @param target what has to be typed
 * @param approval the last request for a second person's agreement to this very command
 */
export function opens(guard: Guard | undefined, { confirmed, typed }: GuardAnswer, target: string, approval?: RequestView): boolean {
  switch (guard?.asks) {
    case undefined:
      return true;
    case 'confirmation':
      return confirmed;
    case 'name':
      return target !== '' && typed.trim() === target;
    case 'approval':
      return approval?.status === 'granted';
    case 'refuses':
      return false;
  }
}
