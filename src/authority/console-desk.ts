// People at consoles: entries of the trainee, slips of the scenario's people, routine work, and what is seen of all of it.
import type { DrillView } from '../schema/index.ts';

/** What a view shows of consoles and routine work. */
export type ConsolePart = Pick<DrillView, 'consoles' | 'consoleVariant' | 'routine'>;

export const NO_CONSOLES: ConsolePart = { consoles: [], consoleVariant: 'dangerous', routine: [] };
