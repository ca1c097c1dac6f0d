// A countdown: it happens when it has run out, and can be cancelled until then.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, isDue, safeguardChart, saying, shown, spanText } from './safeguard.ts';

const chart = setup({ types: {} as { context: ChartContext; input: ChartContext; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'countdown',
  context: ({ input }) => input,
  initial: 'counting',
  states: {
    counting: {
      on: {
        time: { guard: isDue, target: 'passed', actions: chart.assign(saying((span) => `ran out after ${span}`)) },
        back: {
          target: 'stopped',
          actions: chart.assign(({ context, event }) => {
            const left = spanText((context.dueUs ?? event.atUs) - event.atUs);
            return saying((span) => `cancelled after ${span}, with ${left} left`)({ context, event });
          }),
        },
      },
    },
    ...ENDS,
  },
});

export const countdown = safeguardChart<'countdown', ChartContext>({
  kind: 'countdown',
  machine,
  begin: (meeting) => ({ ...shown(meeting), dueUs: meeting.nowUs + meeting.safeguard.countdown }),
  asks: (_state, _context, { safeguard, text }) => ({
    title: 'Counting down',
    says: text(safeguard.says),
    answers: ['back'],
    button: 'Cancel',
  }),
});
