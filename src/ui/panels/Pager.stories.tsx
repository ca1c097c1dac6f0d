// The pager on real runs: groups, a storm over, silences and what they hold back, and what receivers were told.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { Pager } from './Pager.tsx';

interface Args {
  point: StoryPoint;
}
const meta = {
  title: 'Room/Pager',
  args: { point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: (_args, { loaded }) => (
    <Stage key={(loaded as { session: DrillSession }).session.id} session={(loaded as { session: DrillSession }).session} width={340}>
      <div style={{ height: '44rem', display: 'flex', flexDirection: 'column', background: 'var(--surface)' }}>
        <Pager />
      </div>
    </Stage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;
const patient = { timeout: 15_000 };

export const Groups: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const checks = within((await canvas.findByText('JourneyFails', {}, patient)).closest('li') as HTMLElement);
    await expect(checks.getByText('2 firing')).toBeVisible();
    await userEvent.click(checks.getByRole('button', { name: 'Details of JourneyFails' }));
    await waitFor(() => expect(checks.getAllByText(/sign-in/).length).toBeGreaterThan(0), patient);
  },
};
export const Notifications: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: /^▸ Notifications/ }, patient));
    await waitFor(() => expect(canvas.getAllByText('to on-call').length).toBeGreaterThan(4));
  },
};
export const HeldBackBySilence: Story = {
  args: { point: 'paged' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Details of DatabasePoolExhausted' }, patient));
    await userEvent.click(await canvas.findByRole('button', { name: /^Silence DatabasePoolExhausted/ }, patient));
    const dialog = within(await screen.findByRole('dialog'));
    await expect(dialog.getByRole('status')).toHaveTextContent(/It would hold back 1 of/);
    await userEvent.type(dialog.getByRole('textbox', { name: 'Why' }), 'Known, being worked on');
    await userEvent.click(dialog.getByRole('button', { name: 'Silence' }));
    await userEvent.click(await canvas.findByRole('button', { name: /^▸ Silences \(1\)/ }, patient));
    await expect(canvas.getByText('Known, being worked on')).toBeVisible();
    await userEvent.click(await canvas.findByRole('button', { name: /^▸ Held back \(1\)/ }, patient));
    await waitFor(() => expect(canvas.getByText('silence')).toBeVisible());
    await userEvent.click(canvas.getByRole('button', { name: /^End silence/ }));
    await waitFor(() => expect(canvas.getByText('expired')).toBeVisible());
  },
};
export const Ended: Story = {
  args: { point: 'scored' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await waitFor(() => expect(canvas.getAllByText('resolved').length).toBeGreaterThan(3), patient);
  },
};
export const Quiet: Story = {
  args: { point: 'quiet' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByRole('status')).toHaveTextContent('nothing firing'), patient);
  },
};
