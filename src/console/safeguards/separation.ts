// Test and live are physically apart: what stands on another screen can only be done there, and going over takes a while.
import { setup } from 'xstate';
import { groupOf } from '../separations.ts';
import { type ChartContext, type ChartEvent, ENDS, isDue, safeguardChart, saying, shown } from './safeguard.ts';

interface Context extends ChartContext {
  readonly open: string;
  readonly wanted: string;
  readonly switchingUs: number;
}

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'separation',
  context: ({ input }) => input,
  initial: 'looking',
  states: {
    looking: { always: [{ guard: ({ context }) => context.open === context.wanted, target: 'passed' }, { target: 'apart' }] },
    apart: {
      on: {
        switch: [
          {
            guard: ({ context, event }) => event.text === context.wanted || event.text === '',
            target: 'going',
            actions: chart.assign(({ context, event }) => ({ dueUs: event.atUs + context.switchingUs, problem: undefined })),
          },
          { actions: chart.assign(({ context }) => ({ problem: `This stands on the screen ${context.wanted}` })) },
        ],
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    going: {
      on: {
        time: {
          guard: isDue,
          target: 'proceeded',
          actions: chart.assign(({ context, event }) =>
            saying((span) => `went over to ${context.wanted} after ${span}`)({ context, event }),
          ),
        },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const separation = safeguardChart<'separation', Context>({
  kind: 'separation',
  machine,
  begin: (meeting) => {
    const { separation: field, starts, switching } = meeting.safeguard;
    const open = meeting.session.group ?? starts;
    const wanted = groupOf(meeting.console, field, meeting.attempt.values[field] ?? '') ?? open;
    return { ...shown(meeting, open === wanted ? `on the screen ${open}` : ''), open, wanted, switchingUs: switching };
  },
  asks: (state, { open, wanted }) => ({
    title: `This stands on the screen ${wanted}`,
    says: state === 'going' ? `On the way to ${wanted}.` : `You are at the screen ${open}. Nothing here reaches ${wanted}.`,
    answers: state === 'going' ? ['back'] : ['switch', 'back'],
    button: `Go over to ${wanted}`,
  }),
  leaves: ({ wanted }) => ({ group: wanted, switchingUntilUs: undefined }),
});
