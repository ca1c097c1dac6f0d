// Undo: once the command was given, taking it back is offered for a while. A command or an undo that is refused ends the offer.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, isDue, safeguardChart, saying, shown } from './safeguard.ts';

const chart = setup({ types: {} as { context: ChartContext; input: ChartContext; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'undo',
  context: ({ input }) => input,
  initial: 'offered',
  states: {
    offered: {
      on: {
        time: { guard: isDue, target: 'passed', actions: chart.assign(saying((span) => `offered for ${span}, not used`)) },
        refuse: { target: 'passed', actions: chart.assign({ says: 'nothing to undo: the command was refused', dueUs: undefined }) },
        use: { target: 'using', actions: chart.assign(saying((span) => `undo asked for after ${span}`)) },
      },
    },
    using: {
      on: {
        proceed: {
          target: 'proceeded',
          actions: chart.assign(({ context }) => ({ says: context.says.replace('undo asked for', 'undone') })),
        },
        refuse: {
          target: 'passed',
          actions: chart.assign(({ context, event }) => ({ says: `${context.says}, refused: ${event.text}` })),
        },
      },
    },
    ...ENDS,
  },
});

export const undo = safeguardChart<'undo', ChartContext>({
  kind: 'undo',
  met: 'sent',
  machine,
  begin: (meeting) => ({ ...shown(meeting, 'offered'), dueUs: meeting.nowUs + meeting.safeguard.undo }),
});
