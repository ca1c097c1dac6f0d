// A sanity warning. It can be dismissed with one press; some ordinary entries are warned in the same words, which is how people learn to dismiss it.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, safeguardChart, saying, shown } from './safeguard.ts';

interface Context extends ChartContext {
  readonly warns: boolean;
  /** Nothing was wrong; see SafeguardRun.harmless. */
  readonly harmless: boolean;
}

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'warning',
  context: ({ input }) => input,
  initial: 'judging',
  states: {
    judging: { always: [{ guard: ({ context }) => context.warns, target: 'warned' }, { target: 'passed' }] },
    warned: {
      on: {
        proceed: { target: 'proceeded', actions: chart.assign(saying((span) => `dismissed after ${span}`)) },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const warning = safeguardChart<'warning', Context>({
  kind: 'warning',
  machine,
  begin: (meeting) => {
    const { holds, harmless: share } = meeting.safeguard;
    const earnest = meeting.holds(holds);
    const harmless = !earnest && share > 0 && meeting.uniform('harmless') < share;
    return { ...shown(meeting, earnest || harmless ? '' : 'nothing to warn of'), warns: earnest || harmless, harmless };
  },
  asks: (_state, _context, { safeguard, text }) => ({
    title: 'Warning',
    says: text(safeguard.warning),
    answers: ['proceed', 'back'],
    button: safeguard.button,
  }),
});
