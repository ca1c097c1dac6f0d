// Training mode with a watermark, which ends by itself. While it lasts an attempt goes out marked; once it has ended it has to be begun anew, so that
// nobody is in training without knowing it.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, safeguardChart, saying, shown, spanText } from './safeguard.ts';

interface Context extends ChartContext {
  readonly training: boolean;
}

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'watermark',
  context: ({ input }) => input,
  initial: 'looking',
  states: {
    looking: { always: [{ guard: ({ context }) => context.training, target: 'passed' }, { target: 'expired' }] },
    expired: {
      on: {
        press: { target: 'proceeded', actions: chart.assign(saying((span) => `training begun anew after ${span}`)) },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

export const watermark = safeguardChart<'watermark', Context>({
  kind: 'watermark',
  machine,
  begin: (meeting) => {
    const training = (meeting.session.expiresAtUs ?? 0) > meeting.nowUs;
    return { ...shown(meeting, training ? `marked ${meeting.safeguard.watermark}` : ''), training };
  },
  asks: (_state, _context, { safeguard }) => ({
    title: 'Training has ended',
    says: `${safeguard.watermark} ends by itself after ${spanText(safeguard.expires)}. Begin it anew to go on.`,
    answers: ['press', 'back'],
    button: 'Begin training',
  }),
  leaves: ({ training }, { safeguard, nowUs }) => (training ? {} : { expiresAtUs: nowUs + safeguard.expires }),
});
