// Charts of a real run: one series, none, many, and a query that cannot be answered. The table twin says the same.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { realDrill } from '../story/real-drill.ts';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/controls.css';
import { legendText } from '../theme/index.ts';
import type { PlotSeries } from './align.ts';
import { Chart } from './Chart.tsx';

interface Args {
  title: string;
  expr: string;
  legend: string;
  unit: string;
  threshold: number | undefined;
}
const MINUTE_US = 60e6;
const meta = {
  title: 'Room/Charts',
  args: {
    title: 'API error ratio',
    expr: 'sum(rate(http_server_requests_total{service="api-gateway",http_response_status_code=~"5.."}[30s])) / sum(rate(http_server_requests_total{service="api-gateway"}[30s]))',
    legend: 'errors',
    unit: 'ratio',
    threshold: 0.05,
  },
  loaders: [
    async ({ args: { expr, legend } }) => {
      const session = await realDrill('busy');
      const { nowUs } = session.getState().live;
      const { series, error } = await session.chart(expr, nowUs - 10 * MINUTE_US, nowUs, 10e6);
      const named = series.map(({ labels, timesMs, values }) => ({ name: legendText(legend, labels), timesMs, values }));
      return { series: named, problem: error };
    },
  ],
  render: ({ title, unit, threshold }, { loaded }) => {
    const { series, problem } = loaded as { series: PlotSeries[]; problem: string | undefined };
    return (
      <main style={{ width: 640, maxWidth: '100%', padding: '1rem', background: 'var(--bg)' }}>
        <Chart title={title} unit={unit} threshold={threshold} series={series} problem={problem} />
      </main>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const chart = await within(canvasElement).findByRole('slider', { name: 'API error ratio: time' });
    chart.focus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect(chart).toHaveAttribute('aria-valuetext', expect.stringMatching(/errors .*%/));
  },
};
export const Empty: Story = {
  args: { title: 'Nothing is scraped', expr: 'no_such_metric', threshold: undefined },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('.chart-empty')).toBeVisible());
  },
};
export const Busy: Story = {
  globals: { theme: 'light' },
  args: {
    title: 'Requests by pod',
    expr: 'sum by (pod) (rate(http_server_requests_total[30s]))',
    legend: '{{pod}}',
    unit: 'per second',
    threshold: undefined,
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('.legend-name').length).toBeGreaterThan(6));
  },
};
export const Failing: Story = {
  args: { title: 'A query that cannot be answered', expr: 'rate(http_server_requests_total', threshold: undefined },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent(/./);
  },
};
