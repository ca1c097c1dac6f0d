// The whole room on real runs: docked for each role, maximised, stepped without a clock, over.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { LAYOUT_KEY } from './dock/layout-store.ts';
import Room from './Room.tsx';

interface Args {
  point: StoryPoint;
}
const meta = {
  title: 'Room/Whole room',
  args: { point: 'busy' },
  loaders: [
    async ({ args }) => {
      localStorage.removeItem(LAYOUT_KEY);
      return { session: await realDrill(args.point) };
    },
  ],
  render: (_args, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    return (
      <Stage key={session.id} session={session} bare dialogs={false}>
        <Room />
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;
const patient = { timeout: 20_000 };

const front = (canvasElement: HTMLElement) =>
  [...canvasElement.querySelectorAll('.flexlayout__tab_button[aria-selected="true"]')].map((tab) => tab.textContent);

async function choose(canvasElement: HTMLElement, preset: string) {
  await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Layout' }, patient));
  await userEvent.click(await screen.findByRole('menuitemradio', { name: new RegExp(`^${preset}`) }));
}

export const Default: Story = {
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(front(canvasElement)).toHaveLength(4), patient);
    await expect(front(canvasElement).slice(1)).toEqual(['Channels', 'Map', 'Notebook']);
  },
};
export const Empty: Story = {
  args: { point: 'quiet' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(front(canvasElement)).toEqual(['Pager', 'Channels', 'Map', 'Notebook']), patient);
  },
};
export const Busy: Story = {
  play: async ({ canvasElement }) => {
    await choose(canvasElement, 'Technical lead');
    await waitFor(() => expect(front(canvasElement).slice(1)).toEqual(['Map', 'Query', 'Notebook']), patient);
    const sets = canvasElement.querySelectorAll('[role="tablist"][aria-label="Evidence"] [role="tab"]');
    await expect([...sets].map((tab) => tab.textContent)).toContain('Terminal');
  },
};
export const Failing: Story = {
  args: { point: 'paged' },
  play: async ({ canvasElement }) => {
    await choose(canvasElement, 'Commander');
    await waitFor(() => expect(front(canvasElement).slice(1)).toEqual(['Channels', 'Map', 'Notebook', 'Communicate']), patient);
    await expect(front(canvasElement)[0]).toMatch(/^Pager \(\d\)$/);
  },
};
export const Communications: Story = {
  play: async ({ canvasElement }) => {
    await choose(canvasElement, 'Communications');
    await waitFor(() => expect(front(canvasElement)).toContain('Communicate'), patient);
  },
};
export const Scribe: Story = {
  play: async ({ canvasElement }) => {
    await choose(canvasElement, 'Scribe');
    await waitFor(() => expect(front(canvasElement).slice(0, 1)).toEqual(['Channels']), patient);
  },
};
export const Maximised: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click((await canvas.findAllByRole('button', { name: 'Maximise' }, patient)).at(-1) as HTMLElement);
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Restore' })).toHaveAttribute('aria-pressed', 'true'));
    await expect(canvas.getByRole('tab', { name: 'Notebook' })).toBeVisible();
    await expect(canvas.queryByRole('tab', { name: 'Map' })).toBeNull();
  },
};
export const SteppedWithoutAClock: Story = {
  args: { point: 'stepped' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const time = async () => (await waitFor(() => canvasElement.querySelector('.bar-time') as HTMLElement, patient)).textContent;
    await expect(canvas.queryByRole('button', { name: /pause the clock/ })).toBeNull();
    const before = await time();
    await userEvent.click(await canvas.findByRole('button', { name: /^\+10 s/ }, patient));
    await waitFor(async () => expect(await time()).not.toBe(before), patient);
    await userEvent.click(await canvas.findByRole('button', { name: 'About this drill' }));
    const about = within(await screen.findByRole('dialog', { name: 'About this drill' }));
    await expect(about.getByText('story')).toBeVisible();
    await expect(about.getByText(/µs$/)).toBeVisible();
  },
};
