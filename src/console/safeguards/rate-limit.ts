// At most so many sent attempts of one person in so long. One more is held back until the oldest of them is that long ago.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, isDue, safeguardChart, saying, shown, spanText } from './safeguard.ts';

const chart = setup({ types: {} as { context: ChartContext; input: ChartContext; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'rateLimit',
  context: ({ input }) => input,
  initial: 'counting',
  states: {
    counting: { always: [{ guard: ({ context }) => context.dueUs === undefined, target: 'passed' }, { target: 'held' }] },
    held: {
      on: {
        time: { guard: isDue, target: 'passed', actions: chart.assign(saying((span) => `held back for ${span}`)) },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `given up after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const rateLimit = safeguardChart<'rateLimit', ChartContext>({
  kind: 'rateLimit',
  machine,
  begin: (meeting) => {
    const { rateLimit: most, per } = meeting.safeguard;
    const recent = meeting.sentAtUs.filter((sentAtUs) => sentAtUs > meeting.nowUs - per);
    const blocking = recent.at(-most);
    return { ...shown(meeting, `${recent.length} of ${most} used`), dueUs: blocking === undefined ? undefined : blocking + per };
  },
  asks: (_state, _context, { safeguard }) => ({
    title: 'Too many in a short time',
    says: `At most ${safeguard.rateLimit} in ${spanText(safeguard.per)}. This one is held back.`,
    answers: ['back'],
    button: 'Give up',
  }),
});
