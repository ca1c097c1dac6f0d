// The debrief of a real run, and the screens around a drill.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { ErrorScreen } from '../app/ErrorScreen.tsx';
import Briefing from '../briefing/Briefing.tsx';
import { Library } from '../library/Library.tsx';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import Debrief from './Debrief.tsx';

const SCREENS = {
  debrief: () => <Debrief />,
  briefing: () => <Briefing onStart={async () => undefined} />,
  library: () => <Library />,
  stopped: (session: DrillSession) => (
    <ErrorScreen title="This drill stopped" message="more requests in flight than a drill can hold" session={session} />
  ),
};
interface Args {
  screen: keyof typeof SCREENS;
  point: StoryPoint;
}
const meta = {
  title: 'Screens',
  args: { screen: 'debrief', point: 'scored' },
  parameters: { layout: 'fullscreen' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: ({ screen }, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    return (
      <Stage key={screen} session={session} width="100%" bare>
        {SCREENS[screen](session)}
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const DebriefOfRealRun: Story = {
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText('Altogether')).toBeInTheDocument(), { timeout: 60_000 });
    await expect(within(canvasElement).getByRole('region', { name: 'What was the matter' })).toHaveTextContent(
      /payment-service: configuration.*You drew 3 of the 5 true arrows/,
    );
  },
};
export const DebriefComparesMemory: Story = {
  play: async ({ canvasElement }) => {
    const course = await within(canvasElement).findByRole(
      'region',
      { name: 'What happened, and what you remembered' },
      { timeout: 60_000 },
    );
    await expect(course).toHaveTextContent(/You remembered [34] of \d+ main events/);
    await expect(course).toHaveTextContent(/3 min too late/);
    await expect(course).toHaveTextContent(/A colleague looked at the pool/);
  },
};
export const DebriefForkStopped: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Had nobody acted' }, { timeout: 60_000 }));
    const stop = await canvas.findByRole('button', { name: 'Stop' });
    await expect(canvas.getByText(/^Had nobody acted: (starting|\d+ of 20 seeds)/)).toBeVisible();
    await userEvent.click(stop);
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Stop' })).toBeNull(), { timeout: 15_000 });
  },
};
export const DebriefNotYet: Story = {
  args: { point: 'busy' },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/opens when the review is submitted/, {}, { timeout: 30_000 })).toBeVisible();
  },
};
export const BriefingPaged: Story = {
  args: { screen: 'briefing', point: 'paged' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText(/As measured at/)).toBeInTheDocument(), { timeout: 30_000 });
  },
};
export const LibraryDefault: Story = {
  args: { screen: 'library', point: 'paged' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getAllByRole('button', { name: 'Start this drill' }).length).toBeGreaterThan(1), {
      timeout: 30_000,
    });
  },
};
export const Stopped: Story = {
  args: { screen: 'stopped', point: 'paged' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('button', { name: /Download scenario/ })).toBeVisible();
  },
};
