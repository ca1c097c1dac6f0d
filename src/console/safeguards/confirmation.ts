// A confirmation that shows what will happen, as figures and sentences.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, safeguardChart, saying, shown } from './safeguard.ts';

const chart = setup({ types: {} as { context: ChartContext; input: ChartContext; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'confirmation',
  context: ({ input }) => input,
  initial: 'showing',
  states: {
    showing: {
      on: {
        proceed: { target: 'proceeded', actions: chart.assign(saying((span) => `confirmed after ${span}`)) },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const confirmation = safeguardChart<'confirmation', ChartContext>({
  kind: 'confirmation',
  machine,
  begin: (meeting) => shown(meeting),
  asks: (_state, _context, { safeguard, figures, text }) => ({
    title: text(safeguard.confirmation),
    says: '',
    figures: figures(safeguard.shows),
    answers: ['proceed', 'back'],
    button: safeguard.button,
  }),
});
