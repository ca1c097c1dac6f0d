// A second person agrees or denies on a screen of their own, after as long as they take. They deny when what they see is wrong and they notice it.
// Whoever began it cannot agree to it.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, isDue, safeguardChart, saying, shown } from './safeguard.ts';

interface Context extends ChartContext {
  readonly person: string;
  readonly own: boolean;
  readonly notices: boolean;
}
/** Whether there is something to deny, as the person sees it when they decide. */
interface Facts {
  readonly wrong: boolean;
}

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent<Facts> } });

const machine = chart.createMachine({
  id: 'secondPerson',
  context: ({ input }) => input,
  initial: 'asking',
  states: {
    asking: { always: [{ guard: ({ context }) => context.own, target: 'stopped' }, { target: 'waiting' }] },
    waiting: {
      on: {
        time: [
          {
            guard: ({ context, event }) => isDue({ context, event }) && context.notices && event.facts.wrong,
            target: 'stopped',
            actions: chart.assign(({ context, event }) =>
              saying((span) => `denied by ${context.person} after ${span}`)({ context, event }),
            ),
          },
          {
            guard: isDue,
            target: 'passed',
            actions: chart.assign(({ context, event }) =>
              saying((span) => `agreed by ${context.person} after ${span}`)({ context, event }),
            ),
          },
        ],
        back: { target: 'stopped', actions: chart.assign(saying((span) => `withdrawn after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const secondPerson = safeguardChart<'secondPerson', Context, Facts>({
  kind: 'secondPerson',
  machine,
  begin: (meeting) => {
    const { secondPerson: id, notices, takes } = meeting.safeguard;
    const person = meeting.nameOf(id);
    const own = meeting.attempt.by === id;
    return {
      ...shown(meeting, own ? `${person} began it and cannot agree to it` : ''),
      person,
      own,
      notices: meeting.uniform('notices') < notices,
      dueUs: own ? undefined : meeting.nowUs + meeting.delayUs(takes, 'takes'),
    };
  },
  facts: ({ safeguard, holds }) => ({ wrong: safeguard.denies !== undefined && holds(safeguard.denies) }),
  asks: (_state, { person }, { safeguard, figures }) => ({
    title: `${person} has to agree`,
    says: `${person} sees this on a screen of their own.`,
    figures: figures(safeguard.sees),
    answers: ['back'],
    button: 'Withdraw',
  }),
});
