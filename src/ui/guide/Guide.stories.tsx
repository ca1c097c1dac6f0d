// The help and the explanations on real runs.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { TopBar } from '../room/TopBar.tsx';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { closeHelp, openHelp } from './help-store.ts';

interface Args {
  point: StoryPoint;
}
const meta = {
  title: 'Room/Help',
  args: { point: 'busy' },
  loaders: [
    async ({ args }) => {
      closeHelp();
      return { session: await realDrill(args.point) };
    },
  ],
  render: (_args, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    return (
      <Stage key={session.id} session={session} width="100%">
        <TopBar />
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const dialog = () => screen.findByRole('dialog', { name: 'Help' }, { timeout: 15_000 });

export const Default: Story = {
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: /^Help/ }, { timeout: 15_000 }));
    // A hint is offered, so the help opens there.
    const help = within(await dialog());
    await expect(help.getByRole('tab', { name: 'Hints' })).toHaveAttribute('aria-selected', 'true');
    await userEvent.click(help.getByRole('tab', { name: 'Keys' }));
    await expect(await help.findByText('Palette')).toBeVisible();
  },
};
export const Empty: Story = {
  args: { point: 'quiet' },
  play: async () => {
    openHelp('hints');
    const help = within(await dialog());
    await waitFor(() => expect(help.getByText(/^(No hint is|\d+ hints? (is|are)) offered/)).toBeVisible());
    await expect(help.getByRole('list', { name: 'Hints you have taken' })).toBeEmptyDOMElement();
  },
};
export const Busy: Story = {
  play: async () => {
    openHelp('glossary');
    const help = within(await dialog());
    await userEvent.type(help.getByRole('textbox', { name: 'Search the glossary' }), 'retry');
    await waitFor(() => expect(help.getByText('Retry storm')).toBeVisible());
    await userEvent.type(help.getByRole('textbox', { name: 'Search the glossary' }), 'xyzzy');
    await waitFor(() => expect(help.getByText(/Nothing here is called that/)).toBeVisible());
  },
};
export const Failing: Story = {
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'About Error budget used' }, { timeout: 15_000 }));
    const box = within(await screen.findByRole('dialog', { name: 'Error budget used' }));
    await expect(box.getByText(/Above 100 % the promise is broken/)).toBeVisible();
    await userEvent.click(box.getByRole('button', { name: 'Error budget in the glossary' }));
    await expect(await within(await dialog()).findByRole('textbox', { name: 'Search the glossary' })).toHaveValue('Error budget');
  },
};
