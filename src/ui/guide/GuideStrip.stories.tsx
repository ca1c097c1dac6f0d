// The guide on real runs: at its beginning, in the middle, at its end; with hints; and where there is none.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { Pager } from '../panels/Pager.tsx';
import { TopBar } from '../room/TopBar.tsx';
import { type GuidedPoint, guidedDrill } from '../story/guided-drill.ts';
import { realDrill } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { GuideStrip } from './GuideStrip.tsx';
import { closeHelp, openHelp } from './help-store.ts';

interface Args {
  point: GuidedPoint | 'none';
}
const meta = {
  title: 'Room/Guide',
  args: { point: 'begun' },
  loaders: [
    async ({ args: { point } }) => {
      closeHelp();
      return { session: await (point === 'none' ? realDrill('busy') : guidedDrill(point)) };
    },
  ],
  render: (_args, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    return (
      <Stage key={session.id} session={session} width="100%">
        <TopBar />
        <GuideStrip />
        <div style={{ width: 340, background: 'var(--surface)' }}>
          <Pager />
        </div>
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const PATIENT = { timeout: 15_000 };
const strip = async (canvasElement: HTMLElement) => within(await within(canvasElement).findByRole('region', { name: 'Guide' }, PATIENT));

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const guide = await strip(canvasElement);
    await expect(guide.getByText('Step 1 of 4')).toBeVisible();
    await expect(guide.getByRole('button', { name: 'I have read this' })).toBeVisible();
    await userEvent.click(guide.getByRole('button', { name: 'Fold the guide' }));
    await expect(guide.queryByRole('button', { name: 'I have read this' })).toBeNull();
    await userEvent.click(guide.getByRole('button', { name: 'Show the guide' }));
  },
};
export const Busy: Story = {
  args: { point: 'onward' },
  play: async ({ canvasElement }) => {
    const guide = await strip(canvasElement);
    await expect(guide.getByText('Step 3 of 4')).toBeVisible();
    await expect(guide.queryByRole('button', { name: 'I have read this' })).toBeNull();
    await userEvent.click(guide.getByRole('button', { name: 'I am stuck' }));
    await expect(guide.getByText(/Press 5/)).toBeVisible();
  },
};
export const Through: Story = {
  args: { point: 'through' },
  play: async ({ canvasElement }) => {
    await expect((await strip(canvasElement)).getByText(/You have been through every step/)).toBeVisible();
  },
};
export const Empty: Story = {
  args: { point: 'none' },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText('Pager', {}, PATIENT);
    await expect(within(canvasElement).queryByRole('region', { name: 'Guide' })).toBeNull();
  },
};
/** Nothing is wrong with the guide: the incident is failing, and a hint was taken. */
export const Failing: Story = {
  args: { point: 'onward' },
  play: async () => {
    openHelp('hints');
    const help = within(await screen.findByRole('dialog', { name: 'Help' }, PATIENT));
    await expect(help.getByText(/Look at what was deployed/)).toBeVisible();
    await expect(help.getByText(/a hint costs nothing/)).toBeVisible();
    await waitFor(() => expect(help.getByRole('button', { name: 'Take another hint' })).toBeEnabled());
  },
};
