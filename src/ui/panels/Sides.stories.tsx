// The columns beside the tools and the bar above them: pager, channels, notebook, figures.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import Notebook from '../notebook/Notebook.tsx';
import { InFlight } from '../room/InFlight.tsx';
import { TopBar } from '../room/TopBar.tsx';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { Channels } from './Channels.tsx';
import { Pager } from './Pager.tsx';

const PARTS = { pager: Pager, channels: Channels, notebook: Notebook, bar: TopBar, inFlight: InFlight };
interface Args {
  part: keyof typeof PARTS;
  point: StoryPoint;
}
const meta = {
  title: 'Room/Columns',
  args: { part: 'pager', point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: ({ part }, { loaded }) => {
    const Part = PARTS[part];
    const column = part !== 'bar' && part !== 'inFlight';
    return (
      <Stage
        key={`${part} ${(loaded as { session: DrillSession }).session.id}`}
        session={(loaded as { session: DrillSession }).session}
        width={column ? 340 : '100%'}
      >
        <div style={column ? { height: '40rem', display: 'flex', flexDirection: 'column', background: 'var(--surface)' } : {}}>
          <Part />
        </div>
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const sees =
  (text: RegExp): Story['play'] =>
  async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getAllByText(text).length).toBeGreaterThan(0), { timeout: 15_000 });
  };

export const PagerBusy: Story = { play: sees(/ApiErrorsHigh/) };
export const PagerEmpty: Story = { args: { point: 'quiet' }, play: sees(/Pager/) };
export const PagerDetails: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Details of ApiErrorsHigh' }));
    await waitFor(() => expect(canvas.getAllByText('Labels').length).toBeGreaterThan(0));
  },
};
export const ChannelsBusy: Story = { args: { part: 'channels' }, play: sees(/Support is flooded/) };
export const NotebookBusy: Story = { args: { part: 'notebook' }, play: sees(/payment-service/) };
export const NotebookEmpty: Story = { args: { part: 'notebook', point: 'quiet' }, play: sees(/What could it be/) };
export const NotebookTimeline: Story = {
  args: { part: 'notebook' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('tab', { name: 'Timeline' }));
    await waitFor(() => expect(canvasElement.querySelectorAll('.timeline > li').length).toBeGreaterThan(3));
  },
};
export const BarBusy: Story = { args: { part: 'bar' }, play: sees(/Users affected/) };
export const RollbackInFlight: Story = {
  args: { part: 'inFlight', point: 'recovering' },
  play: sees(/rollback|Roll back|payment-service/),
};
