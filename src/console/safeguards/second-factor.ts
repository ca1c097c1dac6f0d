// A second factor: a code of six digits that arrives on another device, or a key that has to be at hand to be touched. Both wait, and both expire.
// A wrong code counts even before the code has arrived; the third one ends the attempt.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, isDue, type Meeting, safeguardChart, saying, shown, spanText } from './safeguard.ts';

const TRIES = 3;
const CODES = 1_000_000;

interface Context extends ChartContext {
  readonly code: string;
  readonly wrong: number;
  readonly expiresUs: number;
}

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } });

const wentBack = { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) } as const;
const wrongCode = [
  {
    guard: ({ context }: { context: Context }) => context.wrong + 1 >= TRIES,
    target: 'stopped',
    actions: chart.assign(saying((span) => `wrong code ${TRIES} times, after ${span}`)),
  },
  {
    actions: chart.assign(({ context }: { context: Context }) => ({
      wrong: context.wrong + 1,
      problem: `That is not the code; ${TRIES - context.wrong - 1} left`,
    })),
  },
] as const;

const machine = chart.createMachine({
  id: 'secondFactor',
  context: ({ input }) => input,
  initial: 'beginning',
  states: {
    beginning: { always: [{ guard: ({ context }) => context.code !== '', target: 'coming' }, { target: 'fetching' }] },
    coming: {
      on: {
        time: {
          guard: isDue,
          target: 'arrived',
          actions: chart.assign(({ event, context }) => ({ dueUs: event.atUs + context.expiresUs })),
        },
        type: [...wrongCode],
        back: wentBack,
      },
    },
    arrived: {
      on: {
        time: { guard: isDue, target: 'stopped', actions: chart.assign(saying((span) => `the code expired, after ${span}`)) },
        type: [
          {
            guard: ({ context, event }) => event.text.replaceAll(' ', '') === context.code,
            target: 'proceeded',
            actions: chart.assign(saying((span) => `code given after ${span}`)),
          },
          ...wrongCode,
        ],
        back: wentBack,
      },
    },
    fetching: {
      on: {
        time: {
          guard: isDue,
          target: 'atHand',
          actions: chart.assign(({ event, context }) => ({ dueUs: event.atUs + context.expiresUs, problem: undefined })),
        },
        press: { actions: chart.assign({ problem: 'The key is not at hand yet' }) },
        back: wentBack,
      },
    },
    atHand: {
      on: {
        time: {
          guard: isDue,
          target: 'stopped',
          actions: chart.assign(saying((span) => `the key was not touched in time, after ${span}`)),
        },
        press: { target: 'proceeded', actions: chart.assign(saying((span) => `key touched after ${span}`)) },
        back: wentBack,
      },
    },
    ...ENDS,
  },
});

/** Six digits, drawn when it is asked for. */
const codeOf = (meeting: Meeting<'secondFactor'>): string =>
  String(Math.min(CODES - 1, Math.floor(meeting.uniform('code') * CODES))).padStart(6, '0');

export const secondFactor = safeguardChart<'secondFactor', Context>({
  kind: 'secondFactor',
  machine,
  begin: (meeting) => ({
    ...shown(meeting),
    code: meeting.safeguard.secondFactor === 'code' ? codeOf(meeting) : '',
    wrong: 0,
    expiresUs: meeting.safeguard.expires,
    dueUs: meeting.nowUs + meeting.delayUs(meeting.safeguard.arrivesIn, 'arrives'),
  }),
  asks: (state, { code, expiresUs }) => {
    const lasts = `valid for ${spanText(expiresUs)}`;
    if (code === '')
      return {
        title: 'Touch your key',
        says: state === 'fetching' ? 'The key is not at hand yet.' : 'The key blinks.',
        answers: ['press', 'back'],
        button: 'Touch the key',
      };
    return {
      title: 'Second factor',
      says: state === 'coming' ? 'A code is on its way to your other device.' : 'Type the code that arrived on your other device.',
      elsewhere: state === 'arrived' ? `${code} (${lasts})` : undefined,
      answers: ['type', 'back'],
      button: 'Confirm',
    };
  },
});
