// What the director remembers, as immutable plain data: a keyframe keeps a reference and a fork starts from it.
import { type AlertingState, EMPTY_ALERTING } from '../alerting/index.ts';
import { EMPTY_STORY, type StoryState } from '../drill/index.ts';
import type { EntryArgs, JournalEntry, Outcome, Scenario, SimTimeUs } from '../schema/index.ts';
import { type DeskState, initialDesk } from './console-state.ts';
import type { BrokenSpans } from './health.ts';

/** Something that will be said or done at a known instant. */
export type DueAct =
  | { kind: 'event'; index: number }
  | { kind: 'answer'; request: number }
  | { kind: 'reaction'; person: string; update: EntryArgs<'comms.status-update'> }
  | { kind: 'reminder'; expectation: number }
  | { kind: 'call-timeout'; request: number }
  | { kind: 'duty'; role: 'commander' | 'technical lead'; sinceUs: SimTimeUs }
  | { kind: 'plain-update'; expectation: number }
  /** A routine task is handed over. */
  | { kind: 'task'; index: number }
  /** A person of the scenario begins a slip, unless somebody has made it. */
  | { kind: 'slip'; index: number }
  /** That person answers the safeguard in front of them. */
  | { kind: 'slip-answer'; index: number };
/**
 * A command that a person carried out because the trainee asked for it, or that was given on a console. `seq` of the entry is that of the request, or of the
 * press of the button; 0 for people of the scenario.
 */
export interface Deed {
  readonly entry: JournalEntry;
  readonly outcome: Outcome;
  /** Given on a console and no answer to the incident: routine work, a slip, anything before T+0. */
  readonly apart?: true;
}
export interface Due {
  readonly atUs: SimTimeUs;
  /** Order of scheduling, which decides between acts of the same instant. */
  readonly order: number;
  readonly act: DueAct;
}
/** One event of the time-line: waiting for its condition or for T+0, or scheduled (for good). */
export interface EventState {
  readonly scheduled: boolean;
  /** Since when its condition holds without a break. */
  readonly sinceUs: SimTimeUs | undefined;
}
export interface DirectorState {
  readonly story: StoryState;
  readonly events: readonly EventState[];
  /** Ascending by (atUs, order). */
  readonly due: readonly Due[];
  readonly nextOrder: number;
  readonly alerting: AlertingState;
  readonly brokenSpans: BrokenSpans;
  /** What people carried out, oldest first. */
  readonly deeds: readonly Deed[];
  /** Undefined in a scenario without consoles. */
  readonly consoles: DeskState | undefined;
}

export function initialDirectorState(scenario: Scenario): DirectorState {
  return {
    story: EMPTY_STORY,
    events: Array.from(scenario.timeline, () => ({ scheduled: false, sinceUs: undefined })),
    due: [],
    nextOrder: 0,
    alerting: EMPTY_ALERTING,
    brokenSpans: [],
    deeds: [],
    consoles: initialDesk(scenario),
  };
}

export function withDue(state: DirectorState, atUs: SimTimeUs, act: DueAct): DirectorState {
  const added: Due = { atUs, order: state.nextOrder, act };
  const at = state.due.findIndex((other) => other.atUs > atUs);
  const due = at < 0 ? [...state.due, added] : [...state.due.slice(0, at), added, ...state.due.slice(at)];
  return { ...state, due, nextOrder: state.nextOrder + 1 };
}
