// The table that sets the dangerous console against the safe one, written by hand in the shape that scoring gives.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import type { ConsoleDebrief } from '../../schema/index.ts';
import { attempt, DESK_NOW_US, DESK_STARTS_MS } from '../story/desks.ts';
import { ConsolesCompared } from './ConsolesCompared.tsx';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/controls.css';
import './debrief.css';

const SLIP = { title: 'Quantity and price exchanged', by: 'trader-2', atUs: DESK_NOW_US };
const harm = { usersAffected: 0, userMinutes: 0, revenueLost: 40_700_000_000, currency: 'JPY' };
const CONSOLES: ConsoleDebrief = {
  reports: [
    {
      run: 'This drill',
      variant: 'dangerous',
      slips: [{ ...SLIP, by: 'you', caughtBy: undefined, seconds: 0.4 }],
      routineSeconds: 18.2,
      routineDone: 3,
      routineTotal: 4,
      harm: { ...harm, revenueLost: 9_400_000_000 },
    },
    {
      run: 'Nobody acting, dangerous console',
      variant: 'dangerous',
      slips: [{ ...SLIP, caughtBy: undefined, seconds: 1.1 }],
      routineSeconds: 18.2,
      routineDone: 0,
      routineTotal: 4,
      harm,
    },
    {
      run: 'Nobody acting, safe console',
      variant: 'safe',
      slips: [{ ...SLIP, caughtBy: { safeguard: 'shares', kind: 'limit', says: 'more than the company has' }, seconds: 2 }],
      routineSeconds: 27.9,
      routineDone: 0,
      routineTotal: 4,
      harm: { ...harm, revenueLost: 0 },
    },
  ],
  own: [
    {
      ...attempt(1, 'order-desk', {
        command: 'enter-order sell 2462 610000 1',
        steps: [
          {
            safeguard: 'far-price',
            kind: 'warning',
            shownAtUs: DESK_NOW_US,
            answeredAtUs: DESK_NOW_US + 300_000,
            result: 'proceeded',
            says: 'dismissed after 0.3 s',
          },
        ],
      }),
      slip: 'exchanged',
    },
    { ...attempt(2, 'order-desk'), slip: undefined },
  ],
};

const meta = {
  title: 'Consoles/Debrief',
  component: ConsolesCompared,
  args: { consoles: CONSOLES, view: { people: [{ id: 'trader-2', name: 'Trader at desk 2' }], scenario: { startsAtMs: DESK_STARTS_MS } } },
  render: (args) => (
    <main className="debrief">
      <ConsolesCompared {...args} />
    </main>
  ),
} satisfies Meta<typeof ConsolesCompared>;
export default meta;
type Story = StoryObj<typeof meta>;

export const DangerousAgainstSafe: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByText('1.5 times as long')).toBeVisible();
    await expect(canvas.getByText('caught by the limit')).toBeVisible();
    await expect(canvas.getByText('too soon to have been read')).toBeVisible();
  },
};
