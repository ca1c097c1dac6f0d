// The post-mortem of a real run: filled in, blaming somebody, in a browser that does not save, and not open yet.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { type DrillSession, memoryStore } from '../../host/client/index.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import PostMortemScreen from './PostMortemScreen.tsx';

interface Args {
  point: StoryPoint;
  full: boolean;
}
/** A disk that takes nothing. */
const fullStore = { ...memoryStore(), putPostMortem: () => Promise.reject(new Error('the disk is full')) };
const meta = {
  title: 'Screens/Post-mortem',
  args: { point: 'scored', full: false },
  parameters: { layout: 'fullscreen' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: ({ full }, { loaded, id }) => (
    <Stage key={id} session={(loaded as { session: DrillSession }).session} width="100%" bare {...(full ? { store: fullStore } : {})}>
      <PostMortemScreen />
    </Stage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const summary = (canvasElement: HTMLElement) => within(canvasElement).findByRole('textbox', { name: 'Summary' }, { timeout: 60_000 });

export const FilledIn: Story = {
  play: async ({ canvasElement }) => {
    const field = await summary(canvasElement);
    await expect((field as HTMLTextAreaElement).value).toMatch(/users were affected/);
    await expect(within(canvasElement).getByText('nothing blames a person')).toBeVisible();
  },
};
export const BlamesSomebody: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const field = await summary(canvasElement);
    await userEvent.clear(field);
    await userEvent.type(field, 'The developer forgot to test.');
    await expect(await canvas.findByText('one phrase may blame a person')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: /^Use instead of/ }));
    await expect(field).toHaveValue('Nothing reminded anybody to test.');
    await userEvent.click(canvas.getByRole('button', { name: 'Undo' }));
    await expect(field).toHaveValue('The developer forgot to test.');
    await waitFor(() => expect(canvas.getByText('Saved on this device')).toBeVisible(), { timeout: 5_000 });
  },
};
export const NotSaved: Story = {
  args: { full: true },
  play: async ({ canvasElement }) => {
    await userEvent.type(await summary(canvasElement), ' More.');
    await expect(await within(canvasElement).findByText(/could not be saved: the disk is full/, {}, { timeout: 5_000 })).toBeVisible();
  },
};
export const NotYet: Story = {
  args: { point: 'busy' },
  play: async ({ canvasElement }) => {
    await expect(
      await within(canvasElement).findByText('The post-mortem is written after the debrief', {}, { timeout: 30_000 }),
    ).toBeVisible();
  },
};
