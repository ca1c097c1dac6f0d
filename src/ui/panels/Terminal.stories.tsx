// The terminal on a real run with the real shell in its thread.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { Tools } from '../room/Tools.tsx';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';

interface Args {
  point: StoryPoint;
}
const meta = {
  title: 'Room/Terminal',
  args: { point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: (_args, { loaded }) => (
    <Stage key={(loaded as { session: DrillSession }).session.id} session={(loaded as { session: DrillSession }).session} tool="terminal">
      <div style={{ height: '34rem', display: 'flex' }}>
        <Tools />
      </div>
    </Stage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

/** Types a line and waits for a word of what it prints. */
const types =
  (line: string, text: RegExp): Story['play'] =>
  async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const input = await canvas.findByLabelText('Terminal input', undefined, { timeout: 15_000 });
    await userEvent.click(input);
    await userEvent.type(input, `${line}{Enter}`);
    await waitFor(() => expect(canvasElement.querySelector('.xterm-rows, .xterm-accessibility')?.textContent).toMatch(text), {
      timeout: 60_000,
    });
  };

export const Default: Story = { play: types('kubectl get pods -l app=payment-service', /payment-service-\w+-\w+\s+1\/1/) };
export const Empty: Story = { args: { point: 'quiet' } };
export const Busy: Story = { play: types('kubectl logs -l app=payment-service --since=2m | grep -c ERROR', /\d{2,}/) };
export const Failing: Story = { play: types('kubectl top pods', /Metrics API not available/) };
