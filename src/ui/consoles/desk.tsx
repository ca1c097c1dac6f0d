// What the parts of a console share: whose it is, what time it is, whether it may be used, and the one way an entry leaves it.
import { createContext, useContext } from 'react';
import type { ConsoleView, EntryDraft } from '../../schema/index.ts';

export interface Desk {
  view: ConsoleView;
  nowUs: number;
  startsAtMs: number;
  /** Without a clock nothing counts down by itself, and holding a key goes nowhere. */
  timed: boolean;
  paused: boolean;
  /** An earlier instant is shown, or the run belongs to somebody else: everything is seen, nothing is pressed. */
  readOnly: boolean;
  /** A safeguard that opens takes the focus; off where many stand side by side. */
  takesFocus: boolean;
  /** @returns whether it was accepted as an entry */
  send: (draft: EntryDraft) => Promise<boolean>;
  /** A person of the scenario in words; `you` for the trainee. */
  nameOf: (by: string) => string;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('This part of a console belongs on one');
  return desk;
}
