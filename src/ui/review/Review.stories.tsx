// The review on real runs: just resolved, half written, submitted, and not open yet.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import Review from './Review.tsx';

interface Args {
  point: StoryPoint;
}
const meta = {
  title: 'Screens/Review',
  args: { point: 'resolved' },
  parameters: { layout: 'fullscreen' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: (_, { loaded, id }) => (
    <Stage key={id} session={(loaded as { session: DrillSession }).session} width="100%" bare>
      <Review />
    </Stage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole('navigation', { name: 'Steps of the review' }, { timeout: 30_000 })).toHaveTextContent(/left/);
  },
};
export const RebuildsTheTimeline: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: '+ The first page' }, { timeout: 30_000 }));
    await userEvent.type(canvas.getByLabelText('Time of 1'), 'T+0');
    await userEvent.click(canvas.getByRole('button', { name: 'Add another' }));
    await userEvent.type(canvas.getByLabelText('Time of 2'), 'soon');
    await userEvent.type(canvas.getByLabelText('What happened, 2'), 'Rolled back');
    await expect(canvas.getByText(/Write a time such as/)).toBeVisible();
    await userEvent.clear(canvas.getByLabelText('Time of 2'));
    await userEvent.type(canvas.getByLabelText('Time of 2'), 'T+4:00');
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await expect(canvas.getByLabelText('What happened, 1')).toHaveValue('Rolled back');
    await waitFor(() =>
      expect(canvas.getByRole('navigation', { name: 'Steps of the review' })).toHaveTextContent(/What happened when.*not recorded yet/),
    );
    await expect(canvas.getByRole('button', { name: 'Record the course of events' })).toBeEnabled();
  },
};
export const AsksOnce: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByLabelText('What went well', {}, { timeout: 30_000 }), 'The diff was read first');
    await userEvent.click(canvas.getByRole('button', { name: 'Submit and open the debrief' }));
    const dialog = within(await screen.findByRole('dialog'));
    await expect(dialog.getByText('Why')).toBeVisible();
    await expect(dialog.getByText(/One text is written and not recorded yet/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Not yet' }));
  },
};
export const Submitted: Story = {
  args: { point: 'scored' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await waitFor(() => expect(canvas.getByText('Open the debrief')).toBeVisible(), { timeout: 30_000 });
    await expect(canvas.getByRole('button', { name: 'Submit and open the debrief' })).toBeDisabled();
  },
};
export const NotYet: Story = {
  args: { point: 'busy' },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('The review comes after the incident', {}, { timeout: 30_000 })).toBeVisible();
  },
};
