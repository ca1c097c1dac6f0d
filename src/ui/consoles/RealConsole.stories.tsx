// A real scenario at its console: the menu as it was, from the choice of a template to what went out, and the same instant looked back at.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { Tools } from '../room/Tools.tsx';
import { Stage } from '../story/Stage.tsx';
import { openStory } from '../story/story-drill.ts';

const meta = {
  title: 'Consoles/Real scenario',
  loaders: [
    async () => {
      const session = await openStory('false-alert', crypto.randomUUID());
      await session.append({ kind: 'drill.begin', args: { level: 'expert', timed: true, consoles: 'dangerous' } });
      return { session };
    },
  ],
  render: (_args, { loaded }) => (
    <Stage session={(loaded as { session: DrillSession }).session} tool="consoles">
      <Tools />
    </Stage>
  ),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** Opening it is a look; the template, the press and the answer are entries; the warning goes by one Enter. */
export const TheWrongTemplate: Story = {
  play: async ({ canvasElement, loaded }) => {
    const { session } = loaded as { session: DrillSession };
    const canvas = within(canvasElement);
    const kinds = () => session.journal.map(({ kind }) => kind);
    await userEvent.selectOptions(await canvas.findByLabelText('Template', {}, { timeout: 30_000 }), 'PACOM (CDW) - STATE ONLY');
    await waitFor(() => expect(kinds()).toEqual(['drill.begin', 'look.console', 'console.fill']), { timeout: 10_000 });
    await userEvent.click(canvas.getByRole('button', { name: 'Send alert' }));
    const box = await canvas.findByRole('alertdialog', {}, { timeout: 10_000 });
    await waitFor(() => expect(within(box).getByRole('button', { name: 'Yes' })).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(kinds().slice(-2)).toEqual(['console.submit', 'console.answer']), { timeout: 10_000 });
    await waitFor(() => expect(canvas.getByRole('table', { name: 'Sent from the menu' })).toHaveTextContent('PACOM'), { timeout: 10_000 });
    await session.seek(0);
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send alert' })).toBeDisabled());
    await expect(canvas.getByRole('table', { name: 'Sent from the menu' })).not.toHaveTextContent('PACOM');
  },
};
