// Every kind of safeguard in the states that matter, grouped by what they do. Written by hand; how they come about is in the tests of the console room.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, fn, userEvent, waitFor, within } from 'storybook/test';
import type { ConsoleView, EntryDraft, SafeguardPrompt } from '../../schema/index.ts';
import { DeskStage } from '../story/DeskStage.tsx';
import { alertMenu, asking, DESK_NOW_US, DESKS, MINUTE, orderDesk, prompt } from '../story/desks.ts';

interface Args {
  prompts: Record<string, SafeguardPrompt>;
  kind: keyof typeof DESKS;
  onSend: (draft: EntryDraft) => void;
}
/** Only the safeguard: the console behind it has nothing to show. */
const bare = (view: ConsoleView): ConsoleView => ({
  ...view,
  fields: [],
  readouts: [],
  tables: [],
  attempts: [],
  audit: undefined,
  environment: undefined,
  watermark: undefined,
  separation: undefined,
  screen: [],
});
const meta = {
  title: 'Consoles/Safeguards',
  args: { prompts: {}, kind: 'form', onSend: fn() },
  render: ({ prompts, kind, onSend }) => (
    <main
      style={{ display: 'grid', gap: '1rem', gridTemplateColumns: 'repeat(auto-fill, minmax(min(26rem, 100%), 1fr))', alignItems: 'start' }}
    >
      {Object.entries(prompts).map(([name, asks]) => (
        <DeskStage
          key={name}
          view={asking({ ...bare(DESKS[kind]('safe')), title: name }, asks)}
          onSend={onSend}
          desk={{ takesFocus: Object.keys(prompts).length === 1 }}
        />
      ))}
    </main>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const soon = DESK_NOW_US + 8_000_000;
const FIGURES = [
  { label: 'Shares', text: '610,000, 42 times all there are', alarming: true },
  { label: 'Price', text: '1 JPY, market 672,000 JPY', alarming: true },
  { label: 'Side', text: 'sell', alarming: false },
];
const answered = (kind: string, answer: string, text = '') => ({
  kind: 'console.answer',
  args: expect.objectContaining({ safeguard: `the-${kind.toLowerCase()}`, answer, text }),
});

export const Asks: Story = {
  args: {
    prompts: {
      'Warning, as always': prompt('warning', { says: 'The price is far from the market.', button: 'OK' }),
      'Confirmation with nothing in it': prompt('confirmation', { title: 'Are you sure that you want to send this alert?', button: 'Yes' }),
      'Confirmation that shows what will happen': prompt('confirmation', { title: 'Send this order?', figures: FIGURES, button: 'Send' }),
      'Dry run, running': prompt('dryRun', { answers: ['back'], untilUs: soon }),
      'Dry run, what would change': prompt('dryRun', {
        figures: [
          { label: 'router-8', text: '1.4 → 2.0', alarming: false },
          { label: 'flag 10', text: 'old test → retail', alarming: true },
        ],
        button: 'Deploy',
      }),
    },
  },
};
export const Refuses: Story = {
  args: {
    prompts: {
      'Check of the entries': prompt('check', {
        answers: ['back'],
        says: 'Quantity: 1 to 100,000 shares',
        problem: 'The quantity is more than 100,000.',
      }),
      Limit: prompt('limit', { answers: ['back'], says: 'At most 500 million JPY in one order. This one is worth 409,920 million.' }),
      'Pattern that refuses': prompt('pattern', { answers: ['back'], says: 'Deleting a data directory on a primary.' }),
      'Pattern that asks': prompt('pattern', { says: 'This removes everything below /var/lib.', button: 'Run it anyway' }),
      'Rate limit': prompt('rateLimit', { answers: ['back'], says: 'At most 3 alerts in 10 min.', untilUs: DESK_NOW_US + 4 * MINUTE }),
    },
    kind: 'prompt',
  },
};
export const Waits: Story = {
  args: {
    prompts: {
      'Second factor, on its way': prompt('secondFactor', { answers: ['back', 'type'], untilUs: soon }),
      'Second factor, wrong code': prompt('secondFactor', {
        answers: ['back', 'type'],
        elsewhere: '482 113',
        untilUs: soon,
        problem: 'That is not the code.',
      }),
      'Second factor, a key': prompt('secondFactor', { answers: ['back', 'press'] }),
      'Second person, waiting': prompt('secondPerson', { answers: ['back'], says: 'Asked: shift supervisor', figures: FIGURES }),
      'Second person, denied': prompt('secondPerson', {
        answers: ['back'],
        elsewhere: 'Shift supervisor: denied. “That is more than the company has.”',
      }),
      'Unlock, locked': prompt('unlock', { answers: ['press', 'back'], title: 'Live alerts are locked', button: 'Hold to unlock' }),
      'Unlock, held': prompt('unlock', { answers: ['release', 'back'], title: 'Live alerts are locked', untilUs: soon }),
      Countdown: prompt('countdown', { answers: ['back'], says: 'Goes to 1.4 million people.', untilUs: soon }),
    },
    kind: 'menu',
  },
};
export const Writes: Story = {
  args: {
    prompts: {
      'Typed confirmation': prompt('phrase', { answers: ['type', 'back'], phrase: 'SELL 610000 AT 1' }),
      'Typed confirmation, mistyped': prompt('phrase', {
        answers: ['type', 'back'],
        says: 'Type the name of the host to delete 310 GiB on it.',
        phrase: 'db1',
        problem: 'That is not what has to be typed.',
      }),
      'Checklist, open': prompt('checklist', {
        answers: ['tick', 'untick', 'skip', 'back'],
        items: [
          { item: 'All eight servers on one version', required: true, ticked: false, automatic: true },
          { item: 'A second person has read the diff', required: true, ticked: false, automatic: false },
          { item: 'Trading told', required: false, ticked: false, automatic: false },
        ],
      }),
      'Checklist, complete': prompt('checklist', {
        answers: ['untick', 'proceed', 'back'],
        items: [
          { item: 'All eight servers on one version', required: true, ticked: true, automatic: true },
          { item: 'A second person has read the diff', required: true, ticked: true, automatic: false },
        ],
      }),
    },
    kind: 'progress',
  },
  play: async ({ canvasElement, args }) => {
    const list = within(within(canvasElement).getByRole('region', { name: 'Checklist, open' }));
    await expect(list.getByRole('checkbox', { name: /All eight servers/ })).toBeDisabled();
    await userEvent.click(list.getByRole('checkbox', { name: /A second person/ }));
    await expect(args.onSend).toHaveBeenLastCalledWith(answered('checklist', 'tick', 'A second person has read the diff'));
  },
};
/** What stands around a console and asks nothing: banner, watermark, the other screen on its way, the trail. */
export const StandsAround: Story = {
  render: () => (
    <main style={{ display: 'grid', gap: '1rem', width: 900, maxWidth: '100%' }}>
      {(['red', 'amber', 'blue', 'green', 'grey'] as const).map((colour) => (
        <DeskStage
          key={colour}
          view={{
            ...bare(orderDesk('safe')),
            title: colour,
            actions: [],
            environment: { name: 'PRODUCTION', colour, banner: 'Users write here' },
          }}
        />
      ))}
      <DeskStage
        view={{
          ...alertMenu('safe'),
          separation: { safeguard: 'screens', field: 'template', groups: ['test', 'live'], open: 'test', switchingUntilUs: soon },
        }}
      />
      <DeskStage
        view={{ ...bare(orderDesk('safe')), actions: [], attempts: orderDesk('safe').attempts, audit: 'Trail of the dealing room' }}
      />
    </main>
  ),
};

/** Held by Space, and by pressing twice for who cannot hold. */
export const UnlockByKeys: Story = {
  args: { prompts: { Unlock: prompt('unlock', { answers: ['press', 'back'], button: 'Hold to unlock' }) } },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    const hold = canvas.getByRole('button', { name: 'Hold to unlock' });
    await waitFor(() => expect(hold).toHaveFocus());
    fireEvent.keyDown(hold, { key: ' ' });
    fireEvent.keyDown(hold, { key: ' ', repeat: true });
    await expect(args.onSend).toHaveBeenCalledTimes(1);
    await expect(args.onSend).toHaveBeenLastCalledWith(answered('unlock', 'press'));
    fireEvent.keyUp(hold, { key: ' ' });
    await expect(args.onSend).toHaveBeenLastCalledWith(answered('unlock', 'release'));
    await userEvent.click(canvas.getByRole('checkbox', { name: /instead of holding/ }));
    await userEvent.click(canvas.getByRole('button', { name: 'Press to begin' }));
    await expect(args.onSend).toHaveBeenCalledTimes(3);
    await expect(args.onSend).toHaveBeenLastCalledWith(answered('unlock', 'press'));
  },
};
/** By keys alone: the phrase is typed, Enter sends it, and the box with figures does nothing on Enter. */
export const PhraseByKeys: Story = {
  args: { prompts: { Phrase: prompt('phrase', { answers: ['type', 'back'], phrase: 'db1' }) }, kind: 'prompt' },
  play: async ({ canvasElement, args }) => {
    await waitFor(() => expect(within(canvasElement).getByLabelText('Your answer')).toHaveFocus());
    await userEvent.keyboard('db1{Enter}');
    await expect(args.onSend).toHaveBeenLastCalledWith(answered('phrase', 'type', 'db1'));
  },
};
export const FiguresAreReadFirst: Story = {
  args: { prompts: { Confirmation: prompt('confirmation', { figures: FIGURES, button: 'Send' }) } },
  play: async ({ canvasElement, args }) => {
    const box = within(canvasElement).getByRole('alertdialog', { name: 'Confirm' });
    await waitFor(() => expect(box).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    await expect(args.onSend).not.toHaveBeenCalled();
  },
};
