// The trace tool on real runs: a search in the middle of an incident, the calls between services, one trace, and a search without result.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { Tools } from '../room/Tools.tsx';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';

const meta = {
  title: 'Room/Traces',
  args: { point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: (_, { loaded }) => (
    <Stage session={(loaded as { session: DrillSession }).session} tool="traces">
      <div style={{ height: '44rem', display: 'flex' }}>
        <Tools />
      </div>
    </Stage>
  ),
} satisfies Meta<{ point: StoryPoint }>;
export default meta;
type Story = StoryObj<{ point: StoryPoint }>;
const patient = { timeout: 15_000 };

export const SearchBusy: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await waitFor(() => expect(canvas.getByText(/kept traces match/)).toBeVisible(), patient);
    expect(canvas.getAllByRole('button', { name: /^Open trace/ }).length).toBeGreaterThan(3);
  },
};
export const CallsBetweenServices: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Calls between services' }, patient));
    // One row for each pair: the gateway calls both services.
    const rows = (await canvas.findAllByRole('cell', { name: 'api-gateway' }, patient)).map((cell) => cell.closest('tr')?.textContent);
    expect(rows.some((row) => /user-service/.test(row ?? ''))).toBe(true);
    expect(rows.some((row) => /payment-service/.test(row ?? ''))).toBe(true);
  },
};
export const OneTrace: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.selectOptions(await canvas.findByLabelText('Service that takes part'), 'payment-service');
    await userEvent.click((await canvas.findAllByRole('button', { name: /^Open trace/ }, patient))[0] as HTMLElement);
    const rows = await canvas.findAllByRole('treeitem', {}, patient);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.some((row) => /shop-db-pool/.test(row.textContent ?? ''))).toBe(true);
    rows[0]?.focus();
    await userEvent.keyboard('{Home}{ArrowLeft}');
    await waitFor(() => expect(canvas.getAllByRole('treeitem')).toHaveLength(1));
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    await waitFor(() => expect(canvas.getAllByRole('treeitem')[1]).toHaveAttribute('aria-selected', 'true'));
  },
};
export const NothingFound: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByLabelText('Part of a span’s name'), 'no such span{Enter}');
    await waitFor(() => expect(canvas.getByText(/No kept trace matches/)).toBeVisible(), patient);
  },
};
