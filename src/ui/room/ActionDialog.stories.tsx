// The dialog before an action, on a real run: plain, with a confirmation, with a name to type, and with a plan.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { Tools } from './Tools.tsx';

interface Args {
  point: StoryPoint;
}
const meta = {
  title: 'Room/Action dialog',
  args: { point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: (_args, { loaded }) => (
    <Stage key={(loaded as { session: DrillSession }).session.id} session={(loaded as { session: DrillSession }).session} tool="act">
      <div style={{ height: '40rem', display: 'flex' }}>
        <Tools />
      </div>
    </Stage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

/** Opens the dialog of an action. */
async function opened(canvasElement: HTMLElement, action: RegExp) {
  await userEvent.click(await within(canvasElement).findByRole('button', { name: action }, { timeout: 15_000 }));
  return within(await screen.findByRole('dialog', {}, { timeout: 15_000 }));
}

export const Unguarded: Story = {
  play: async ({ canvasElement }) => {
    const dialog = await opened(canvasElement, /^Roll back.*: payment-service/);
    await expect(dialog.queryByRole('note')).toBeNull();
    await userEvent.click(dialog.getByRole('button', { name: 'Run the pre-flight check' }));
    await waitFor(() => expect(dialog.getByText(/Pre-flight: 2\.4\.2 → 2\.4\.1/)).toBeVisible(), { timeout: 15_000 });
    await expect(dialog.getByRole('button', { name: 'Roll back: payment-service 2.4.2 → 2.4.1' })).toBeEnabled();
  },
};
export const AsksConfirmation: Story = {
  play: async ({ canvasElement }) => {
    const dialog = await opened(canvasElement, /^Restart.*: shop-db/);
    const go = dialog.getByRole('button', { name: 'Restart: shop-db' });
    await expect(dialog.getByRole('note')).toHaveTextContent(/loses its connections/);
    await expect(go).toBeDisabled();
    await userEvent.click(dialog.getByRole('checkbox', { name: /Yes, I mean it/ }));
    await waitFor(() => expect(go).toBeEnabled());
  },
};
export const AsksForTheName: Story = {
  play: async ({ canvasElement }) => {
    const dialog = await opened(canvasElement, /^Scale: payment-service$/);
    await userEvent.clear(dialog.getByRole('textbox', { name: 'replicas' }));
    await userEvent.type(dialog.getByRole('textbox', { name: 'replicas' }), '0');
    const go = dialog.getByRole('button', { name: 'Scale: payment-service' });
    const name = dialog.getByRole('textbox', { name: 'Type payment-service to go on' });
    await userEvent.type(name, 'payment');
    await expect(go).toBeDisabled();
    await userEvent.type(name, '-service');
    await waitFor(() => expect(go).toBeEnabled());
  },
};
export const WithAPlan: Story = {
  args: { point: 'paged' },
  play: async ({ canvasElement }) => {
    const dialog = await opened(canvasElement, /^Scale.*: user-service/);
    await userEvent.clear(dialog.getByRole('textbox', { name: 'replicas' }));
    await userEvent.type(dialog.getByRole('textbox', { name: 'replicas' }), '0');
    await expect(dialog.getByRole('note')).toHaveTextContent(/No pod is left/);
    await userEvent.type(dialog.getByRole('textbox', { name: 'What do I do if it fails?' }), 'Scale it back');
  },
};
