// The library with nothing of one's own, with much, while it waits and when something cannot be read; and a run that came by link.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { type DrillStore, memoryStore, packRun } from '../../host/client/index.ts';
import { scenarioSource } from '../app/scenario-source.ts';
import { brokenStore, PageStage, realResult, silentStore } from '../story/PageStage.tsx';
import { realDrill } from '../story/real-drill.ts';
import { Library } from './Library.tsx';
import RunLink from './RunLink.tsx';

/** Saved drills as the sessions of real ones save them, again and again. */
async function muchPlayed(): Promise<DrillStore> {
  const store = memoryStore();
  const scored = await realDrill('scored');
  const busy = await realDrill('busy');
  await store.putResult(await realResult(scored));
  const now = '2026-01-10T10:00:00.000Z';
  for (let index = 0; index < 9; index += 1) {
    const session = index === 2 ? busy : scored;
    const { live } = session.getState();
    await store.put({
      version: 1,
      id: `${session.id}-${index}`,
      slug: session.bundle.slug,
      scenarioHash: live.scenario.hash,
      title: live.scenario.title,
      seed: session.seed,
      journal: [...session.journal],
      untilUs: live.nowUs,
      phase: live.phase,
      createdAt: now,
      updatedAt: now,
      score: index === 2 ? undefined : { points: 60 + index, pointsMax: 130 },
    });
  }
  return store;
}

const noScenarios = scenarioSource({});
interface Args {
  store: () => Promise<DrillStore> | DrillStore;
  scenarios?: 'none' | 'unreadable';
  link?: 'whole' | 'cut';
}

const meta = {
  title: 'Screens/Library',
  args: { store: memoryStore },
  parameters: { layout: 'fullscreen' },
  loaders: [
    async ({ args }) => ({
      store: await args.store(),
      packed: args.link === undefined ? undefined : ((await packRun(await (await realDrill('scored')).exportRun())) ?? ''),
    }),
  ],
  render: ({ scenarios, link }, { loaded }) => {
    const { store, packed } = loaded as { store: DrillStore; packed: string | undefined };
    const services =
      scenarios === 'none'
        ? { scenarios: noScenarios }
        : scenarios === 'unreadable'
          ? { scenarios: { ...noScenarios, cards: () => Promise.reject(new Error('The scenarios are not in this build')) } }
          : {};
    return (
      <PageStage store={store} services={services}>
        {packed === undefined ? <Library /> : <RunLink packed={link === 'cut' ? packed.slice(0, 200) : packed} />}
      </PageStage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const screen = within(canvasElement);
    await waitFor(() => expect(screen.getByRole('article', { name: 'Timeout cascade' })).toBeVisible(), { timeout: 15_000 });
    await userEvent.type(screen.getByRole('textbox', { name: 'Search' }), 'stripe');
    await waitFor(() => expect(screen.queryByRole('article', { name: 'Evening shift' })).toBeNull());
    await userEvent.click(screen.getByRole('checkbox', { name: 'Proved only' }));
    await waitFor(() => expect(screen.getByText('No drill fits.')).toBeVisible());
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(screen.getByRole('article', { name: 'Evening shift' })).toBeVisible());
  },
};
export const Busy: Story = {
  args: { store: muchPlayed },
  play: async ({ canvasElement }) => {
    const screen = within(canvasElement);
    await waitFor(() => expect(screen.getByText('Show all 9')).toBeVisible(), { timeout: 30_000 });
    await expect(screen.getAllByRole('button', { name: /^(Continue|Go on)/ })).toHaveLength(1);
    await expect(screen.getByText(/Best so far/)).toBeVisible();
  },
};
export const Empty: Story = {
  args: { scenarios: 'none' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText(/carries no scenarios/)).toBeVisible());
  },
};
export const Loading: Story = { args: { store: silentStore } };
export const Failing: Story = {
  args: { store: brokenStore, scenarios: 'unreadable' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByRole('alert')).toBeVisible());
  },
};
/** Played again and verified: the address is then that of its debrief, and this page has done its work. */
export const ByLink: Story = {
  args: { link: 'whole' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText('Comparing the hashes')).toBeVisible(), { timeout: 60_000 });
  },
};
export const ByDamagedLink: Story = {
  args: { link: 'cut' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByRole('alert')).toHaveTextContent('cut short'), { timeout: 30_000 });
  },
};
