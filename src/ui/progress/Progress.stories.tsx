// The own history: the result of a real drill, and the same one told as if it had been played often.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { type DrillStore, memoryStore } from '../../host/client/index.ts';
import { brokenStore, PageStage, realResult, silentStore } from '../story/PageStage.tsx';
import { realDrill } from '../story/real-drill.ts';
import ProgressScreen from './ProgressScreen.tsx';

const DAY_MS = 86_400_000;

/** `times` drills: the real result on later and later days, a little faster each time, so that a trend is to be seen. */
async function storeWith(times: number): Promise<DrillStore> {
  const store = memoryStore();
  const result = await realResult(await realDrill('scored'));
  const faster = (us: number | undefined, index: number) => (us === undefined ? undefined : Math.round(us * (1 - index / (2 * times))));
  for (let index = 0; index < times; index += 1)
    await store.putResult({
      ...result,
      id: `${result.id}-${index}`,
      finishedAt: new Date(Date.parse(result.finishedAt) + index * DAY_MS).toISOString(),
      measures: {
        ...result.measures,
        timeToAcknowledgeUs: faster(result.measures.timeToAcknowledgeUs, index),
        timeToMitigateUs: index % 5 === 3 ? undefined : faster(result.measures.timeToMitigateUs, index),
      },
    });
  return store;
}

interface Args {
  store: 'empty' | 'one' | 'many' | 'broken' | 'silent';
}
const STORES: Record<Args['store'], () => Promise<DrillStore> | DrillStore> = {
  empty: memoryStore,
  one: () => storeWith(1),
  many: () => storeWith(24),
  broken: brokenStore,
  silent: silentStore,
};

const meta = {
  title: 'Screens/Progress',
  args: { store: 'one' },
  parameters: { layout: 'fullscreen' },
  loaders: [async ({ args }) => ({ store: await STORES[args.store]() })],
  render: (_, { loaded }) => (
    <PageStage store={(loaded as { store: DrillStore }).store}>
      <ProgressScreen />
    </PageStage>
  ),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const screen = within(canvasElement);
    await waitFor(() => expect(screen.getByText('Do you know what you know?')).toBeVisible(), { timeout: 30_000 });
    await expect(screen.getByRole('img', { name: /Calibration: of/ })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Table: Stated and so' }));
    await expect(screen.getByRole('rowheader', { name: '70 to 80 %' })).toBeVisible();
  },
};
export const Busy: Story = {
  args: { store: 'many' },
  play: async ({ canvasElement }) => {
    const screen = within(canvasElement);
    await waitFor(() => expect(screen.getByRole('img', { name: /Time to acknowledge over 24 drills/ })).toBeVisible(), { timeout: 30_000 });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'Time to mitigate');
    await expect(screen.getByText(/never happened in 5 of 24 drills/)).toBeVisible();
  },
};
export const Empty: Story = {
  args: { store: 'empty' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText('Nothing is scored yet')).toBeVisible());
  },
};
export const Loading: Story = {
  args: { store: 'silent' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('Reading your history…')).toBeVisible();
  },
};
export const Failing: Story = {
  args: { store: 'broken' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByRole('alert')).toHaveTextContent('Your history could not be read'));
  },
};
export const DeletedAndBack: Story = {
  play: async ({ canvasElement }) => {
    const screen = within(canvasElement);
    const page = within(document.body);
    await waitFor(() => expect(screen.getByText('Every drill')).toBeVisible(), { timeout: 30_000 });
    await userEvent.click(screen.getByRole('button', { name: 'Delete all my data' }));
    await userEvent.click(await page.findByRole('button', { name: 'Delete everything' }));
    await waitFor(() => expect(screen.getByText('Nothing is scored yet')).toBeVisible());
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getByText('Every drill')).toBeVisible());
  },
};
