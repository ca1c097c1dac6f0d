// Colour and banner that say where one is. It stops nobody; what it showed at the moment of acting is remembered.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, safeguardChart, shown } from './safeguard.ts';

const machine = setup({ types: {} as { context: ChartContext; input: ChartContext; events: ChartEvent } }).createMachine({
  id: 'environment',
  context: ({ input }) => input,
  initial: 'shown',
  states: { shown: { always: 'passed' }, ...ENDS },
});

export const environment = safeguardChart<'environment', ChartContext>({
  kind: 'environment',
  machine,
  begin: (meeting) => shown(meeting, `${meeting.text(meeting.safeguard.environment)} in ${meeting.safeguard.colour}`),
});
