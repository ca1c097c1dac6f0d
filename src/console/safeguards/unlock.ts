// A lock that is held open for a while to unlock, then stays open for a while. Let go too early, and it has to be held again.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, isDue, safeguardChart, saying, shown, spanText } from './safeguard.ts';

interface Context extends ChartContext {
  readonly open: boolean;
  readonly holdsUs: number;
}

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'unlock',
  context: ({ input }) => input,
  initial: 'trying',
  states: {
    trying: { always: [{ guard: ({ context }) => context.open, target: 'passed' }, { target: 'locked' }] },
    locked: {
      on: {
        press: {
          target: 'holding',
          actions: chart.assign(({ context, event }) => ({ dueUs: event.atUs + context.holdsUs, problem: undefined })),
        },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `left locked after ${span}`)) },
      },
    },
    holding: {
      on: {
        time: { guard: isDue, target: 'proceeded', actions: chart.assign(saying((span) => `unlocked after ${span}`)) },
        release: {
          target: 'locked',
          actions: chart.assign(({ context, event }) => ({
            dueUs: undefined,
            problem: `Let go after ${spanText(context.holdsUs - ((context.dueUs ?? event.atUs) - event.atUs))}: hold for ${spanText(context.holdsUs)}`,
          })),
        },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `left locked after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const unlock = safeguardChart<'unlock', Context>({
  kind: 'unlock',
  machine,
  begin: (meeting) => {
    const open = (meeting.session.unlockedUntilUs[meeting.safeguard.name] ?? 0) > meeting.nowUs;
    return { ...shown(meeting, open ? 'still unlocked' : ''), open, holdsUs: meeting.safeguard.holds };
  },
  asks: (state, { holdsUs }, { safeguard }) => ({
    title: safeguard.unlock,
    says: `Locked. Hold for ${spanText(holdsUs)} to unlock; it locks itself again after ${spanText(safeguard.stays)}.`,
    answers: state === 'holding' ? ['release', 'back'] : ['press', 'back'],
    button: 'Hold to unlock',
  }),
  // Still unlocked from before, it locks when it would have.
  leaves: ({ open }, { safeguard, session, nowUs }) =>
    open ? {} : { unlockedUntilUs: { ...session.unlockedUntilUs, [safeguard.name]: nowUs + safeguard.stays } },
});
