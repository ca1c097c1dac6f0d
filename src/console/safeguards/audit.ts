// An audit trail: once an attempt is over, sent or stopped, it is written down where others read it.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, safeguardChart, shown } from './safeguard.ts';

const machine = setup({ types: {} as { context: ChartContext; input: ChartContext; events: ChartEvent } }).createMachine({
  id: 'audit',
  context: ({ input }) => input,
  initial: 'written',
  states: { written: { always: 'passed' }, ...ENDS },
});

export const audit = safeguardChart<'audit', ChartContext>({
  kind: 'audit',
  met: 'ended',
  machine,
  begin: (meeting) => shown(meeting, `written to ${meeting.safeguard.audit}: ${meeting.attempt.status}`),
});
