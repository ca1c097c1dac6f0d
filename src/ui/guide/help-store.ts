// Which page of the help is open, if any. Beside the room, because figures, palette and keys all open it.
import { useSyncExternalStore } from 'react';

export type HelpPage = 'hints' | 'glossary' | 'keyboard';
export interface HelpPlace {
  page: HelpPage;
  /** A term of the glossary to begin with. */
  term: string;
}

let place: HelpPlace | undefined;
const listeners = new Set<() => void>();

function set(next: HelpPlace | undefined): void {
  place = next;
  for (const listener of listeners) listener();
}

export const openHelp = (page: HelpPage, term = ''): void => set({ page, term });
export const closeHelp = (): void => set(undefined);

export const useHelpPlace = (): HelpPlace | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );
