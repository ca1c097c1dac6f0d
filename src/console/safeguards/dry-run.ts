// A dry run: it is run without effect first, which may take a while, and shows what would change.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, isDue, safeguardChart, saying, shown } from './safeguard.ts';

const chart = setup({ types: {} as { context: ChartContext; input: ChartContext; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'dryRun',
  context: ({ input }) => input,
  initial: 'beginning',
  states: {
    beginning: { always: [{ guard: ({ context }) => context.dueUs === undefined, target: 'showing' }, { target: 'running' }] },
    running: {
      on: {
        time: { guard: isDue, target: 'showing', actions: chart.assign({ dueUs: undefined }) },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `given up after ${span}`)) },
      },
    },
    showing: {
      on: {
        proceed: { target: 'proceeded', actions: chart.assign(saying((span) => `went on after ${span}`)) },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const dryRun = safeguardChart<'dryRun', ChartContext>({
  kind: 'dryRun',
  machine,
  begin: (meeting) => {
    const { takes } = meeting.safeguard;
    return { ...shown(meeting), dueUs: takes === undefined ? undefined : meeting.nowUs + meeting.delayUs(takes, 'takes') };
  },
  asks: (state, _context, { safeguard, figures }) =>
    state === 'running'
      ? { title: 'Dry run', says: 'Running without effect.', answers: ['back'], button: 'Give up' }
      : {
          title: 'Dry run',
          says: 'Nothing has changed yet. This would:',
          figures: figures(safeguard.dryRun),
          answers: ['proceed', 'back'],
          button: 'Do it',
        },
});
