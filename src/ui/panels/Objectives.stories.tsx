// Objectives and synthetic checks, fed by real runs: quiet, just paged, in the middle of it, and afterwards.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { Tools } from '../room/Tools.tsx';
import type { ToolId } from '../room/tool-list.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';

interface Args {
  tool: ToolId;
  point: StoryPoint;
}
const meta = {
  title: 'Room/Objectives and checks',
  args: { tool: 'slos', point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: ({ tool }, { loaded }) => (
    <Stage
      key={`${tool} ${(loaded as { session: DrillSession }).session.id}`}
      session={(loaded as { session: DrillSession }).session}
      tool={tool}
    >
      <div style={{ height: '44rem', display: 'flex' }}>
        <Tools />
      </div>
    </Stage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const sees =
  (text: RegExp): Story['play'] =>
  async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getAllByText(text).length).toBeGreaterThan(0), { timeout: 15_000 });
  };

export const SlosBusy: Story = { play: sees(/too fast/) };
export const SlosQuiet: Story = { args: { point: 'quiet' }, play: sees(/Budget healthy/) };
export const SlosMonth: Story = {
  args: { point: 'recovering' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Month’s report' }, { timeout: 15_000 }));
    await waitFor(() => expect(canvas.getByText(/Reliability report 2024-01/)).toBeVisible(), { timeout: 15_000 });
    await expect(canvas.getByText('Recommendations')).toBeVisible();
  },
};

export const ChecksBusy: Story = {
  args: { tool: 'checks' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const check = within(await canvas.findByRole('region', { name: 'sign-in' }, { timeout: 15_000 }));
    await waitFor(() => expect(check.getByText(/in a row/)).toBeVisible(), { timeout: 15_000 });
    const runs = check.getAllByRole('button');
    await expect(check.getByText('HTTP 504')).toBeVisible();
    await userEvent.click(runs[0] as HTMLElement);
    await waitFor(() => expect(check.queryByText('HTTP 504')).toBeNull());
    await expect(runs[0]).toHaveAttribute('aria-pressed', 'true');
  },
};
export const ChecksQuiet: Story = { args: { tool: 'checks', point: 'quiet' }, play: sees(/none of the last \d+ runs failed/) };
