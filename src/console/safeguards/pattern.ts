// Recognises dangerous commands by words with globs, anywhere in the line or in the values, and refuses them or asks once more.
import { setup } from 'xstate';
import { globMatches } from '../../schema/index.ts';
import { type ChartContext, type ChartEvent, ENDS, type Meeting, safeguardChart, saying, shown } from './safeguard.ts';

interface Context extends ChartContext {
  readonly found: string | undefined;
  readonly refuses: boolean;
}

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } });

const machine = chart.createMachine({
  id: 'pattern',
  context: ({ input }) => input,
  initial: 'reading',
  states: {
    reading: {
      always: [
        { guard: ({ context }) => context.found === undefined, target: 'passed' },
        { guard: ({ context }) => context.refuses, target: 'stopped' },
        { target: 'asking' },
      ],
    },
    asking: {
      on: {
        proceed: { target: 'proceeded', actions: chart.assign(saying((span) => `went on after ${span}`)) },
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** The first of the patterns that occurs. */
function foundIn({ safeguard, console: desk, attempt }: Meeting<'pattern'>): string | undefined {
  const entered = Object.values(attempt.values).join(' ');
  const read = plain(desk.kind === 'prompt' && attempt.line !== '' ? attempt.line : entered);
  return safeguard.pattern
    .split('|')
    .map(plain)
    .find((each) => each !== '' && globMatches(`*${each}*`, read));
}

export const pattern = safeguardChart<'pattern', Context>({
  kind: 'pattern',
  machine,
  begin: (meeting) => {
    const found = foundIn(meeting);
    const refuses = meeting.safeguard.asks === 'refuses';
    const says = found === undefined ? 'nothing dangerous recognised' : refuses ? `refused: ${meeting.text(meeting.safeguard.says)}` : '';
    return { ...shown(meeting, says), found, refuses };
  },
  asks: (_state, { found = '' }, { safeguard, text }) => ({
    title: `Dangerous: ${found}`,
    says: text(safeguard.says),
    answers: ['proceed', 'back'],
    button: 'Go on',
  }),
});
