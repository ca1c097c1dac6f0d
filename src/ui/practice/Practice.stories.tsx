// The daily review, with the lesson of a real drill among its cards.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { type DrillStore, freshCard, memoryStore } from '../../host/client/index.ts';
import { brokenStore, PageStage, silentStore } from '../story/PageStage.tsx';
import { realDrill } from '../story/real-drill.ts';
import PracticeScreen from './PracticeScreen.tsx';

async function storeWith(count: number): Promise<DrillStore> {
  const store = memoryStore();
  const session = await realDrill('scored');
  const { title } = session.getState().live.scenario;
  const lessons = session.journal.flatMap((entry) => (entry.kind === 'review.lesson' ? [entry.args] : []));
  const cards = Array.from({ length: count }, (_, index) =>
    freshCard(
      {
        id: `${session.id}/lesson/${index}`,
        kind: 'lesson',
        question: `What did “${title}” teach you${index === 0 ? '' : `, for the ${index + 1}th time`}?`,
        answer: lessons[0]?.text ?? '',
        from: { drillId: session.id, slug: session.bundle.slug, title },
      },
      '2026-01-10T10:00:00.000Z',
    ),
  );
  await store.putCards(cards);
  return store;
}

interface Args {
  store: 'empty' | 'three' | 'many' | 'broken' | 'silent';
}
const STORES: Record<Args['store'], () => Promise<DrillStore> | DrillStore> = {
  empty: memoryStore,
  three: () => storeWith(3),
  many: () => storeWith(45),
  broken: brokenStore,
  silent: silentStore,
};

const meta = {
  title: 'Screens/Daily review',
  args: { store: 'three' },
  parameters: { layout: 'fullscreen' },
  loaders: [async ({ args }) => ({ store: await STORES[args.store]() })],
  render: (_, { loaded }) => (
    <PageStage store={(loaded as { store: DrillStore }).store}>
      <PracticeScreen />
    </PageStage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

/** By keyboard alone: space, an answer, back again, and on to the end. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    const screen = within(canvasElement);
    await waitFor(() => expect(screen.getByText('1 of 3')).toBeVisible(), { timeout: 30_000 });
    await userEvent.keyboard(' ');
    await waitFor(() => expect(screen.getByText(/A full pool is a symptom/)).toBeVisible());
    await userEvent.keyboard('3');
    await waitFor(() => expect(screen.getByText('2 of 3')).toBeVisible());
    await userEvent.keyboard('u');
    await waitFor(() => expect(screen.getByText('1 of 3')).toBeVisible());
    for (const answer of ['4', '4', '4']) {
      await waitFor(() => expect(screen.getByRole('button', { name: /Show the answer/ })).toBeVisible());
      await userEvent.keyboard(' ');
      await waitFor(() => expect(screen.getByRole('button', { name: /Easy/ })).toBeVisible());
      await userEvent.keyboard(answer);
    }
    await waitFor(() => expect(screen.getByText('That is all for now')).toBeVisible());
  },
};
export const Shown: Story = {
  play: async ({ canvasElement }) => {
    const screen = within(canvasElement);
    await userEvent.click(await screen.findByRole('button', { name: /Show the answer/ }, { timeout: 30_000 }));
    await expect(screen.getByRole('button', { name: /Again 1 1 min/ })).toBeVisible();
    await expect(screen.getByRole('button', { name: /Good 3 10 min/ })).toBeVisible();
  },
};
export const Busy: Story = {
  args: { store: 'many' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText('1 of 20')).toBeVisible(), { timeout: 30_000 });
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'All cards (45)' }));
  },
};
export const Empty: Story = {
  args: { store: 'empty' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText('No cards yet')).toBeVisible());
  },
};
export const Loading: Story = {
  args: { store: 'silent' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('Reading your cards…')).toBeVisible();
  },
};
export const Failing: Story = {
  args: { store: 'broken' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByRole('alert')).toHaveTextContent('Your cards could not be read'));
  },
};
