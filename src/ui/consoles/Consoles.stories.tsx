// The four kinds of consoles, each as it was and safe, written by hand; what they send; on a phone and while looking back; the routine work.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import type { EntryDraft } from '../../schema/index.ts';
import { DeskStage } from '../story/DeskStage.tsx';
import { asking, attempt, DESK_NOW_US, DESK_STARTS_MS, DESKS, orderDesk, prompt, ROUTINE } from '../story/desks.ts';
import { Routine } from './Routine.tsx';

interface Args {
  kind: keyof typeof DESKS;
  readOnly: boolean;
  width: number;
  onSend: (draft: EntryDraft) => void;
}
const meta = {
  title: 'Consoles/Kinds',
  args: { kind: 'form', readOnly: false, width: 900, onSend: fn() },
  render: ({ kind, readOnly, width, onSend }) => (
    <main style={{ width, maxWidth: '100%', display: 'grid', gap: '1rem' }}>
      {(['dangerous', 'safe'] as const).map((variant) => (
        <DeskStage
          key={variant}
          view={{ ...DESKS[kind](variant), title: `${DESKS[kind](variant).title}, ${variant}` }}
          onSend={onSend}
          desk={{ readOnly, takesFocus: false }}
        />
      ))}
    </main>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const dangerous = (canvasElement: HTMLElement) => within(within(canvasElement).getByRole('region', { name: /, dangerous$/ }));

/** Filled in when a field is left, and before the button counts. */
export const TradingTerminal: Story = {
  play: async ({ canvasElement, args }) => {
    const desk = dangerous(canvasElement);
    await userEvent.clear(desk.getByLabelText(/^Quantity/));
    await userEvent.type(desk.getByLabelText(/^Quantity/), '1');
    await userEvent.tab();
    await expect(args.onSend).toHaveBeenCalledWith({ kind: 'console.fill', args: { console: 'order-desk', values: { quantity: '1' } } });
    await userEvent.click(desk.getByRole('button', { name: 'Send order' }));
    await waitFor(() =>
      expect(args.onSend).toHaveBeenLastCalledWith({ kind: 'console.submit', args: { console: 'order-desk', action: 'send' } }),
    );
  },
};
/** As it was, live and test stand in one list; apart, only those of the open screen do, and going over is an entry. */
export const AgencyMenu: Story = {
  args: { kind: 'menu' },
  play: async ({ canvasElement, args }) => {
    await expect(dangerous(canvasElement).getAllByRole('option')).toHaveLength(6);
    const safe = within(within(canvasElement).getByRole('region', { name: /, safe$/ }));
    await expect(safe.getAllByRole('option')).toHaveLength(3);
    await userEvent.click(safe.getByRole('button', { name: 'Go over to live' }));
    await expect(args.onSend).toHaveBeenCalledWith({
      kind: 'console.answer',
      args: { console: 'alert-menu', safeguard: 'screens', answer: 'switch', text: 'live' },
    });
  },
};
/** History and completion by keys; the line is an entry. */
export const Shell: Story = {
  args: { kind: 'prompt' },
  play: async ({ canvasElement, args }) => {
    const line = dangerous(canvasElement).getByRole('textbox');
    await userEvent.click(line);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    await expect(line).toHaveValue('replication');
    await userEvent.clear(line);
    await userEvent.keyboard('rm{Tab}/srv/old{Enter}');
    await expect(args.onSend).toHaveBeenCalledWith({ kind: 'console.line', args: { console: 'shell', line: 'rm -rf /srv/old' } });
    await waitFor(() => expect(line).toHaveValue(''));
  },
};
export const Pipeline: Story = { args: { kind: 'progress' } };
export const OnAPhone: Story = { args: { width: 358 } };
export const LookingBack: Story = {
  args: { kind: 'menu', readOnly: true },
  play: async ({ canvasElement }) => {
    for (const button of within(canvasElement).getAllByRole('button')) await expect(button).toBeDisabled();
    for (const choice of within(canvasElement).getAllByRole('combobox')) await expect(choice).toBeDisabled();
  },
};
/** What was sent can be taken back for a while. */
export const Undo: Story = {
  render: ({ onSend }) => {
    const view = orderDesk('dangerous');
    const sent = attempt(2, view.id, { endedAtUs: DESK_NOW_US - 3_000_000, undoUntilUs: DESK_NOW_US + 7_000_000 });
    return (
      <main style={{ width: 900, maxWidth: '100%' }}>
        <DeskStage view={{ ...view, attempts: [...view.attempts, sent] }} onSend={onSend} />
      </main>
    );
  },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Undo Send order' }));
    await expect(args.onSend).toHaveBeenCalledWith({ kind: 'console.undo', args: { console: 'order-desk', attempt: 2 } });
  },
};
/** While a safeguard asks, nothing behind it can be pressed; Escape goes back. */
export const Asking: Story = {
  render: ({ onSend }) => (
    <main style={{ width: 900, maxWidth: '100%' }}>
      <DeskStage
        view={asking(orderDesk('dangerous'), prompt('warning', { says: 'The price is far from the market.', button: 'OK' }))}
        onSend={onSend}
      />
    </main>
  ),
  play: async ({ canvasElement, args }) => {
    const box = within(canvasElement).getByRole('alertdialog', { name: 'Warning' });
    await waitFor(() => expect(within(box).getByRole('button', { name: 'OK' })).toHaveFocus());
    await expect(canvasElement.querySelector('.console-body')).toHaveAttribute('inert');
    await userEvent.keyboard('{Escape}');
    const answered = (answer: string) => ({
      kind: 'console.answer',
      args: { console: 'order-desk', safeguard: 'the-warning', answer, text: '' },
    });
    await expect(args.onSend).toHaveBeenLastCalledWith(answered('back'));
    await userEvent.keyboard('{Enter}');
    await expect(args.onSend).toHaveBeenLastCalledWith(answered('proceed'));
  },
};
export const RoutineWork: Story = {
  render: () => (
    <main style={{ width: 280 }}>
      <Routine
        tasks={ROUTINE}
        consoles={[orderDesk('safe')]}
        nowUs={DESK_NOW_US}
        startsAtMs={DESK_STARTS_MS}
        timed
        shown={undefined}
        onOpen={() => undefined}
      />
    </main>
  ),
};
