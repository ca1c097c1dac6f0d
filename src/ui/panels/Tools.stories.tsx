// The tools of the centre, fed by real runs: quiet, just paged, in the middle of it, and failing.
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
  title: 'Room/Tools',
  args: { tool: 'dashboards', point: 'busy' },
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

export const DashboardsBusy: Story = { play: sees(/error ratio/) };
export const DashboardsQuiet: Story = { args: { point: 'quiet' }, play: sees(/Range/) };
export const DashboardsZoomed: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const [chart] = await canvas.findAllByRole('slider', { name: /: time$/ }, { timeout: 15_000 });
    await waitFor(() => expect(canvas.getAllByText(/error ratio/).length).toBeGreaterThan(1), { timeout: 15_000 });
    chart?.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}+');
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Reset zoom' })).toBeVisible());
  },
};
export const DashboardsAsTable: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'API error ratio as a table' }, { timeout: 15_000 }));
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Copy as CSV' })).toBeVisible());
  },
};
export const DashboardsOfAComponent: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.selectOptions(await canvas.findByLabelText('Golden signals of'), 'user-service');
    await userEvent.click(canvas.getByText('Mark firing alerts'));
    await waitFor(() => expect(canvas.getByText('user-service: latency')).toBeVisible(), { timeout: 15_000 });
  },
};
export const LogsBusy: Story = { args: { tool: 'logs' }, play: sees(/lines match/) };
export const LogsEmpty: Story = {
  args: { tool: 'logs' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByLabelText('Search in lines'), 'no line says this{Enter}');
    await waitFor(() => expect(canvas.getByText(/No line matches/)).toBeVisible(), { timeout: 15_000 });
  },
};
export const LogsFlooded: Story = { args: { tool: 'logs', point: 'flooded' }, play: sees(/1\d\d,\d{3} lines match/) };
export const LogsInFull: Story = {
  args: { tool: 'logs' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const log = await canvas.findByRole('log', {}, { timeout: 15_000 });
    await waitFor(() => expect(within(log).getAllByRole('button')[0]).toBeEnabled(), { timeout: 15_000 });
    await userEvent.click(within(log).getAllByRole('button')[0] as HTMLElement);
    await waitFor(() => expect(canvas.getByText('template')).toBeVisible());
  },
};
export const LogsMistaken: Story = {
  args: { tool: 'logs' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByLabelText('Search in lines'), '{{service="payment-service", colour="red"}');
    await waitFor(() => expect(canvas.getByText(/there is no field “colour”/)).toBeVisible(), { timeout: 15_000 });
  },
};
export const QueryDefault: Story = { args: { tool: 'query' }, play: sees(/requests per second by service/) };
export const QueryBusy: Story = {
  args: { tool: 'query' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByText('requests per second by service'));
    await waitFor(() => expect(canvas.getAllByText(/service="api-gateway"/).length).toBeGreaterThan(0), { timeout: 15_000 });
  },
};
export const QueryFailing: Story = {
  args: { tool: 'query' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('textbox', { name: 'PromQL expression A' }, { timeout: 15_000 }));
    await userEvent.keyboard('rate(up{Enter}');
    await waitFor(() => expect(canvas.getByRole('alert')).toBeVisible(), { timeout: 15_000 });
  },
};
export const QueryAsTable: Story = {
  args: { tool: 'query' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Table' }));
    await userEvent.click(canvas.getByText('the three busiest endpoints'));
    await waitFor(() => expect(canvas.getByRole('columnheader', { name: 'http_route' })).toBeVisible(), { timeout: 15_000 });
  },
};
export const QueryTwo: Story = {
  args: { tool: 'query' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByText('requests per second by service'));
    await userEvent.click(canvas.getByRole('button', { name: 'Another query' }));
    await userEvent.click(canvas.getByText('Queries to begin with'));
    await userEvent.click(canvas.getByText('the three busiest endpoints'));
    await waitFor(() => expect(canvas.getAllByRole('slider', { name: /: time$/ })).toHaveLength(2), { timeout: 15_000 });
  },
};
export const ChangesDefault: Story = {
  args: { tool: 'changes' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Configuration diff of payment-service 2.4.2' }, { timeout: 15_000 }));
    await waitFor(() => expect(canvas.getAllByText(/500ms/).length).toBeGreaterThan(0), { timeout: 15_000 });
  },
};
export const ProvidersDefault: Story = { args: { tool: 'providers' }, play: sees(/operational/) };
export const SessionsBusy: Story = { args: { tool: 'sessions' }, play: sees(/idle in transaction/) };
export const ServicesDefault: Story = { args: { tool: 'services' }, play: sees(/Configuration/) };
export const DocumentsDefault: Story = {
  args: { tool: 'documents' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByText(/connection pool exhausted/));
    await waitFor(() => expect(canvasElement.querySelector('.markdown')).not.toBeNull(), { timeout: 15_000 });
  },
};
export const ActDefault: Story = { args: { tool: 'act' }, play: sees(/Roll back/) };
export const CommunicateBusy: Story = {
  args: { tool: 'communicate' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const users = await canvas.findByLabelText('Users affected');
    await userEvent.click(await canvas.findByText('Take all from the instruments'));
    await waitFor(() => expect(users).not.toHaveValue(''));
  },
};
export const MapBusy: Story = { args: { tool: 'map' }, play: sees(/failing|full/) };
export const MapQuiet: Story = { args: { tool: 'map', point: 'quiet' }, play: sees(/fine/) };
