// What of the world's course depends on instruments, so that a run of which only harm is read can do without them (see Run.readHarmOnly).
import type { JournalEntry, Scenario, TimelineEvent } from '../schema/index.ts';
import type { DirectorState } from './director-state.ts';

/** Whether a change or a fault of the time-line still waits for T+0, an alert, a query or a phase. Safeguards of consoles read instruments always. */
export function waitsForInstruments({ timeline, consoles }: Scenario, { events }: DirectorState): boolean {
  if (consoles !== undefined) return true;
  return timeline.some((event, index) => changesWorld(event) && !events[index]!.scheduled && goesByInstruments(event));
}

/** Whether any of it ever does; then entries that change nothing themselves may decide when it comes. */
export const storyGoesByInstruments = ({ timeline, consoles }: Scenario): boolean =>
  consoles !== undefined || timeline.some((event) => changesWorld(event) && goesByInstruments(event));

const changesWorld = ({ change, fault }: TimelineEvent): boolean => change !== undefined || fault !== undefined;

/** What waits for a command is decided by the journal alone. */
function goesByInstruments({ at, when }: TimelineEvent): boolean {
  return when === undefined ? at?.startsWith('T') === true : !('did' in when);
}

/** Entries that change nothing of the world, and on which no command depends; by the beginning of their kind. */
const INERT = [
  'look.',
  'note.',
  'hypothesis.',
  'plan.',
  'comms.',
  'alert.',
  'shell.',
  'incident.',
  'control.',
  'inject.',
  'checklist.',
  'guide.',
  'hint.',
  'people.ask',
  'review.',
];
/** Of those one closes the drill: commands after it are refused. */
const CLOSES = 'review.submit';
/** The rest that does not go by instruments. Everything else has people decide by what theirs show. */
const BY_JOURNAL = ['command.', 'drill.begin', 'role.take', CLOSES];

/** Whether entries of this kind may change the world, or what commands may do. */
export const kindMatters = (kind: string): boolean => kind === CLOSES || !INERT.some((start) => kind.startsWith(start));

/** Whether what these entries do to the world follows from them alone. */
export const goesByJournal = (entries: readonly JournalEntry[]): boolean =>
  entries.every((entry) => !kindMatters(entry.kind) || BY_JOURNAL.some((start) => entry.kind.startsWith(start)));
