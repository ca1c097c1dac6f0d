// The briefing of a drill that begins with a page is among the screens; here are the quiet one, what its choices send, and a start that fails.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { DrillSession, memoryStore } from '../../host/client/index.ts';
import { Stage } from '../story/Stage.tsx';
import { storyScenarios, storyWorker } from '../story/story-drill.ts';
import Briefing from './Briefing.tsx';

/** A drill of its own for each story: beginning it changes it. */
async function freshDrill(): Promise<DrillSession> {
  const bundle = await storyScenarios.bundle('evening-shift');
  if (bundle === undefined) throw new Error('The scenario evening-shift is missing');
  return DrillSession.open({ worker: storyWorker(), store: memoryStore(), bundle, id: `story-${crypto.randomUUID()}`, seed: 'story' });
}

interface Args {
  fails: boolean;
}
const meta = {
  title: 'Screens/Briefing',
  args: { fails: false },
  parameters: { layout: 'fullscreen' },
  loaders: [async () => ({ session: await freshDrill() })],
  render: ({ fails }, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    const onStart = () => (fails ? Promise.reject(new Error('The thread of the drill does not answer')) : Promise.resolve());
    return (
      <Stage session={session} width="100%" bare>
        <Briefing onStart={onStart} />
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

/** At the top and at the bottom. */
const begins = (screen: ReturnType<typeof within>) => screen.findAllByRole('button', { name: 'Begin your shift' }, { timeout: 15_000 });

/** By keyboard: expert, step by step, technical lead. */
export const Quiet: Story = {
  play: async ({ canvasElement, loaded }) => {
    const screen = within(canvasElement);
    await waitFor(() => expect(screen.getByText(/As measured at/)).toBeVisible(), { timeout: 30_000 });
    await waitFor(() => expect(screen.getByRole('radio', { name: /^Beginner/ })).toBeChecked());
    screen.getByRole('radio', { name: /^Beginner/ }).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    screen.getByRole('radio', { name: /^Commander/ }).focus();
    await userEvent.keyboard('{ArrowDown}');
    screen.getByRole('radio', { name: /^Against the clock/ }).focus();
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.click((await begins(screen))[0]!);
    const { journal } = (loaded as { session: DrillSession }).session;
    await waitFor(() =>
      expect(journal[0]).toMatchObject({ kind: 'drill.begin', args: { level: 'expert', timed: false, role: 'technical lead' } }),
    );
  },
};
export const Failing: Story = {
  args: { fails: true },
  play: async ({ canvasElement }) => {
    const screen = within(canvasElement);
    await userEvent.click((await begins(screen)).at(-1)!);
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('does not answer'));
    for (const button of await begins(screen)) await expect(button).toBeEnabled();
  },
};
