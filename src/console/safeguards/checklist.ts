// A checklist. Items with a comparison tick themselves or not at all; all others are ticked by hand. Where it may be skipped, that is remembered.
import { setup } from 'xstate';
import { type ChartContext, type ChartEvent, ENDS, type Meeting, safeguardChart, saying, shown } from './safeguard.ts';

interface Context extends ChartContext {
  readonly items: readonly { readonly item: string; readonly required: boolean; readonly automatic: boolean }[];
  readonly ticked: readonly string[];
  readonly skippable: boolean;
}
/** The items that hold now by themselves. */
interface Facts {
  readonly hold: readonly string[];
}
type Happened = { context: Context; event: ChartEvent<Facts> };

const isTicked = (ticked: readonly string[], hold: readonly string[], { item, automatic }: Context['items'][number]): boolean =>
  (automatic ? hold : ticked).includes(item);
const missing = ({ context, event }: Happened): string[] =>
  context.items.filter((each) => each.required && !isTicked(context.ticked, event.facts.hold, each)).map(({ item }) => item);
const byHand = ({ context, event }: Happened): boolean => context.items.some(({ item, automatic }) => item === event.text && !automatic);

const chart = setup({ types: {} as { context: Context; input: Context; events: ChartEvent<Facts> } });

const machine = chart.createMachine({
  id: 'checklist',
  context: ({ input }) => input,
  initial: 'open',
  states: {
    open: {
      on: {
        tick: [
          {
            guard: byHand,
            actions: chart.assign(({ context, event }) => ({
              ticked: [...context.ticked.filter((item) => item !== event.text), event.text],
              problem: undefined,
            })),
          },
          { actions: chart.assign({ problem: 'That item cannot be ticked by hand' }) },
        ],
        untick: {
          guard: byHand,
          actions: chart.assign(({ context, event }) => ({
            ticked: context.ticked.filter((item) => item !== event.text),
            problem: undefined,
          })),
        },
        proceed: [
          {
            guard: (happened) => missing(happened).length === 0,
            target: 'proceeded',
            actions: chart.assign(saying((span) => `complete after ${span}`)),
          },
          { actions: chart.assign((happened) => ({ problem: `Not ticked: ${missing(happened).join('; ')}` })) },
        ],
        skip: [
          {
            guard: ({ context }) => context.skippable,
            target: 'proceeded',
            actions: chart.assign((happened) =>
              saying((span) => `skipped after ${span}, without: ${missing(happened).join('; ') || 'nothing'}`)(happened),
            ),
          },
          { actions: chart.assign({ problem: 'This list cannot be skipped' }) },
        ],
        back: { target: 'stopped', actions: chart.assign(saying((span) => `went back after ${span}`)) },
      },
    },
    ...ENDS,
  },
});

const holding = ({ safeguard, holds }: Meeting<'checklist'>): string[] =>
  safeguard.checklist.filter((each) => each.holds !== undefined && holds(each.holds)).map(({ item }) => item);

export const checklist = safeguardChart<'checklist', Context, Facts>({
  kind: 'checklist',
  machine,
  begin: (meeting) => ({
    ...shown(meeting),
    items: meeting.safeguard.checklist.map(({ item, required, holds }) => ({ item, required, automatic: holds !== undefined })),
    ticked: [],
    skippable: meeting.safeguard.skippable,
  }),
  facts: (meeting) => ({ hold: holding(meeting) }),
  asks: (_state, { items, ticked, skippable }, meeting) => {
    const hold = holding(meeting);
    return {
      title: 'Checklist',
      says: '',
      items: items.map((each) => ({ ...each, ticked: isTicked(ticked, hold, each) })),
      answers: skippable ? ['tick', 'untick', 'proceed', 'skip', 'back'] : ['tick', 'untick', 'proceed', 'back'],
      button: 'Continue',
    };
  },
});
