// The bar and its dialogs on real runs: quiet, called, busy, acting, without a clock.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { InFlight } from './InFlight.tsx';
import { TopBar } from './TopBar.tsx';

interface Args {
  point: StoryPoint;
}
const meta = {
  title: 'Room/Bar',
  args: { point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: (_args, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    return (
      <Stage key={session.id} session={session} bare>
        <TopBar />
        <InFlight />
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;
const patient = { timeout: 20_000 };

async function dialogOf(canvasElement: HTMLElement, button: string | RegExp) {
  await userEvent.click(await within(canvasElement).findByRole('button', { name: button }, patient));
  return within(await screen.findByRole('dialog', {}, patient));
}

export const Default: Story = {
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText('SEV-1', {}, patient);
    await expect(within(canvasElement).getByText('Error budget used')).toBeVisible();
  },
};
/** Nothing is wrong: no figure has a tone. */
export const Empty: Story = {
  args: { point: 'quiet' },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText('no severity', {}, patient);
    await expect(canvasElement.querySelectorAll('.bar-figure:not([data-tone="plain"])')).toHaveLength(0);
  },
};
export const Busy: Story = {
  args: { point: 'recovering' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const strip = await canvas.findByRole('list', { name: 'Actions in flight' }, patient);
    await expect(within(strip).getByRole('button', { name: 'Watch payment-service' })).toBeVisible();
    await userEvent.click(within(strip).getByRole('button', { name: /^Dismiss rollback/ }));
    await waitFor(() => expect(canvas.queryByRole('list', { name: 'Actions in flight' })).toBeNull());
  },
};
/** Called, and users are hurt: the matrix says how bad it is, and why. */
export const Failing: Story = {
  args: { point: 'paged' },
  play: async ({ canvasElement }) => {
    const dialog = await dialogOf(canvasElement, 'Declare');
    const advice = dialog.getByText(/^The matrix says/);
    await expect(advice).toHaveTextContent(/SEV-\d: .*\d/);
    await expect(dialog.getByText('suggested')).toBeVisible();
    await expect(dialog.getAllByRole('radio')).toHaveLength(4);
  },
};
export const RaiseAndLower: Story = {
  play: async ({ canvasElement }) => {
    const dialog = await dialogOf(canvasElement, 'Change');
    await userEvent.click(dialog.getByRole('radio', { name: /^SEV-3/ }));
    await expect(dialog.getByRole('button', { name: 'Lower to SEV-3' })).toBeEnabled();
    await userEvent.click(dialog.getByRole('radio', { name: /^SEV-1/ }));
    await expect(dialog.getByRole('button', { name: 'Keep SEV-1' })).toBeEnabled();
  },
};
export const Roles: Story = {
  args: { point: 'stepped' },
  play: async ({ canvasElement }) => {
    const dialog = await dialogOf(canvasElement, /^You:/);
    await expect(dialog.getByRole('button', { name: /^Take .*scribe/ })).toBeEnabled();
    await userEvent.click(dialog.getByRole('button', { name: /^Take .*scribe/ }));
    await waitFor(() => expect(dialog.getAllByText('you')).toHaveLength(2), patient);
  },
};
export const CriteriaOfTheEnd: Story = {
  play: async ({ canvasElement }) => {
    const dialog = await dialogOf(canvasElement, 'Finish');
    const criteria = within(dialog.getByRole('list', { name: 'What has to hold' }));
    await expect(criteria.getAllByText('not yet').length).toBeGreaterThan(0);
    await expect(dialog.getByText(/do not hold yet|does not hold yet/)).toBeVisible();
  },
};
export const WithoutAClock: Story = {
  args: { point: 'stepped' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByRole('button', { name: /^Next event/ }, patient);
    await expect(canvas.queryByText(/within$|^Next update/)).toBeNull();
  },
};
