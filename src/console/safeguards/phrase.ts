// A phrase that has to be typed exactly. What it is was settled when it was shown; spaces around it do not count.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, safeguardChart, saying, shown } from './safeguard.ts';

interface Context extends ChartContext {
  readonly phrase: string;
  readonly tries: number;
}

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'phrase',
  context: ({ input }) => input,
  initial: 'asking',
  states: {
    asking: {
      on: {
        type: [
          {
            guard: ({ context, event }) => event.text.trim() === context.phrase,
            target: 'proceeded',
            actions: chart.assign(saying((span) => `typed after ${span}`)),
          },
          { actions: chart.assign(({ context }) => ({ problem: 'That is not the phrase', tries: context.tries + 1 })) },
        ],
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const phrase = safeguardChart<'phrase', Context>({
  kind: 'phrase',
  machine,
  begin: (meeting) => ({ ...shown(meeting), phrase: meeting.text(meeting.safeguard.phrase).trim(), tries: 0 }),
  asks: (_state, context) => ({
    title: 'Type to confirm',
    says: 'Type this exactly:',
    phrase: context.phrase,
    answers: ['type', 'back'],
    button: 'Confirm',
  }),
});
