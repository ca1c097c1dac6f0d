// The bar of looking back, on a real run that was scored and on one that goes on.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { useSessionState } from '../app/session-context.tsx';
import Changes from '../panels/Changes.tsx';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { ReplayBar } from './ReplayBar.tsx';

interface Args {
  point: StoryPoint;
  /** Seconds before the end of the run. */
  beforeEndS: number;
}
const meta = {
  title: 'Room/Looking back',
  args: { point: 'scored', beforeEndS: 300 },
  loaders: [
    async ({ args }) => {
      const session = await realDrill(args.point);
      await session.seek(Math.max(0, session.getState().live.nowUs - args.beforeEndS * 1e6));
      return { session };
    },
  ],
  render: (_, { loaded, id }) => (
    <Stage key={id} session={(loaded as { session: DrillSession }).session} width="100%">
      <Bar />
      <Changes />
    </Stage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

function Bar() {
  const { replayAtUs } = useSessionState();
  return replayAtUs === undefined ? <p className="empty">In the present</p> : <ReplayBar atUs={replayAtUs} />;
}

const bar = (canvasElement: HTMLElement) => within(within(canvasElement).getByRole('region', { name: 'Looking back' }));

export const ShowsWhatWasLookedAt: Story = {
  play: async ({ canvasElement }) => {
    await expect(bar(canvasElement).getByRole('button', { name: 'Back to the debrief' })).toBeVisible();
    // The history of deployments was looked at before that instant, so it is there again.
    await expect(await within(canvasElement).findByText('2.4.2', { exact: false }, { timeout: 15_000 })).toBeVisible();
  },
};
export const StepsEntryByEntry: Story = {
  play: async ({ canvasElement }) => {
    const slider = bar(canvasElement).getByRole('slider', { name: 'Instant' });
    const before = slider.getAttribute('aria-valuetext');
    await userEvent.click(bar(canvasElement).getByRole('button', { name: 'Entry before' }));
    await waitFor(() => expect(slider.getAttribute('aria-valuetext')).not.toBe(before), { timeout: 15_000 });
  },
};
export const BeforeAnythingWasLookedAt: Story = {
  args: { beforeEndS: 1e6 },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/had not been looked at by then/, {}, { timeout: 15_000 })).toBeVisible();
  },
};
export const InADrillThatGoesOn: Story = {
  args: { point: 'busy', beforeEndS: 60 },
  play: async ({ canvasElement }) => {
    await userEvent.click(bar(canvasElement).getByRole('button', { name: 'Back to the present' }));
    await waitFor(() => expect(within(canvasElement).getByText('In the present')).toBeVisible(), { timeout: 15_000 });
  },
};
