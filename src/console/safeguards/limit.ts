// A limit on what one action may touch. It passes by itself or refuses; it never asks.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, safeguardChart, shown } from './safeguard.ts';

interface Context extends ChartContext {
  readonly within: boolean;
}

const machine = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } }).createMachine({
  id: 'limit',
  context: ({ input }) => input,
  initial: 'judging',
  states: {
    judging: { always: [{ guard: ({ context }) => context.within, target: 'passed' }, { target: 'stopped' }] },
    ...ENDS,
  },
});

export const limit = safeguardChart<'limit', Context>({
  kind: 'limit',
  machine,
  begin: (meeting) => {
    const within = meeting.holds(meeting.safeguard.limit);
    return { ...shown(meeting, within ? 'within the limit' : meeting.text(meeting.safeguard.says)), within };
  },
});
