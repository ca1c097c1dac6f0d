// The life cycle of a drill as a statechart (DESIGN D17). It moves only by journal entries and by what the instruments
// said at rule instants, through xstate's pure transition function: no actor, no timer, no clock. The rules P1–P8 are in README.md.
import { initialTransition, setup, transition } from 'xstate';
import { assert, type Phase, type SimTimeUs } from '../schema/index.ts';

/** What can move a phase. `entry.*` come from the journal, `world.*` from the run. */
export type PhaseEvent =
  | { type: 'world.joined' }
  | { type: 'world.healthy' }
  | { type: 'world.broken' }
  | { type: 'world.time-up' }
  | { type: 'entry.working' }
  | { type: 'entry.engaged' }
  | { type: 'entry.changed' }
  | { type: 'entry.closed' }
  | { type: 'entry.closed-early' }
  | { type: 'entry.reviewed' }
  | { type: 'entry.submitted' };

/** Plain data, so that a keyframe can hold it. */
export interface PhaseState {
  readonly phase: Phase;
  readonly sinceUs: SimTimeUs;
}

const machine = setup({ types: { events: {} as PhaseEvent } }).createMachine({
  id: 'drill',
  initial: 'briefing',
  on: { 'world.time-up': '.review', 'entry.submitted': '.scored' },
  states: {
    briefing: {
      on: {
        'world.joined': 'detection',
        'entry.working': 'detection',
        'entry.engaged': 'response',
        'entry.changed': 'mitigation',
        'entry.closed': 'resolved',
      },
    },
    detection: { on: { 'entry.engaged': 'response', 'entry.changed': 'mitigation', 'entry.closed': 'resolved' } },
    response: { on: { 'entry.changed': 'mitigation', 'entry.closed': 'resolved' } },
    mitigation: { on: { 'world.healthy': 'monitoring', 'entry.closed': 'resolved' } },
    monitoring: { on: { 'world.broken': 'mitigation', 'entry.closed': 'resolved' } },
    resolved: { on: { 'world.broken': 'response', 'entry.reviewed': 'review' } },
    review: {},
    // Taken here, so that they do not reach the root: nothing leads out.
    scored: { on: { 'world.time-up': {}, 'entry.submitted': {} } },
  },
});

export function initialPhase(): PhaseState {
  const [snapshot] = initialTransition(machine);
  return { phase: snapshot.value as Phase, sinceUs: 0 };
}

/** Where each event leads from each phase, asked of the chart once: readings arrive at every rule instant. */
const known = new Map<string, Phase>();

function nextPhase(phase: Phase, type: PhaseEvent['type']): Phase {
  const key = `${phase} ${type}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const [next, effects] = transition(machine, machine.resolveState({ value: phase }), { type });
  assert(effects.length === 0, 'phases have no effects', { phase, type });
  known.set(key, next.value as Phase);
  return next.value as Phase;
}

/** @returns the same object when the event moves nothing */
export function advancePhase(state: PhaseState, event: PhaseEvent, atUs: SimTimeUs): PhaseState {
  const phase = nextPhase(state.phase, event.type);
  return phase === state.phase ? state : { phase, sinceUs: atUs };
}

/** The incident is over, one way or another, and looking back may begin. */
export const isOver = (phase: Phase): boolean => phase === 'resolved' || phase === 'review' || phase === 'scored';
