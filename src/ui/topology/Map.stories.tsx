// The map on real runs: quiet, paged, in the middle of it; looking back; and a generated system of 150 components.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fireEvent, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { useView } from '../app/session-context.tsx';
import { bigSystem } from '../story/big-system.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import MapPanel from './MapPanel.tsx';
import { TopologyMap } from './TopologyMap.tsx';

interface Args {
  point: StoryPoint;
  /** The drill's own system, or a generated one of 150 components. */
  system: 'own' | 'large';
}
const meta = {
  title: 'Room/Map',
  args: { point: 'busy', system: 'own' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: ({ system }, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    return (
      <Stage key={`${system} ${session.id}`} session={session} tool="map">
        <div style={{ padding: '1rem' }}>{system === 'own' ? <MapPanel /> : <Large />}</div>
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;
const patient = { timeout: 45_000 };

function Large() {
  const view = useView();
  const [large] = useState(() => bigSystem(view));
  const [selected, setSelected] = useState<string | undefined>(undefined);
  return <TopologyMap view={large} selected={selected} onSelect={setSelected} />;
}

const drawn = (element: HTMLElement) =>
  waitFor(() => expect(element.querySelector<HTMLElement>('.map canvas')?.dataset['drawn']).toMatch(/webgl|canvas/), patient);
const node = (element: HTMLElement, id: string) => {
  const found = element.querySelector<HTMLElement>(`[data-node="${id}"]`);
  if (found === null) throw new Error(`The map has no ${id}`);
  return found;
};

export const Default: Story = {
  args: { point: 'paged' },
  play: async ({ canvasElement }) => {
    await drawn(canvasElement);
    await expect(node(canvasElement, 'payment-service')).toHaveTextContent(/2\.4\.2.*, service, calls shop-db-pool/);
    await expect(canvasElement).not.toHaveTextContent('changed recently');
  },
};
export const Empty: Story = {
  args: { point: 'quiet' },
  play: async ({ canvasElement }) => {
    await drawn(canvasElement);
    await expect(node(canvasElement, 'storefront')).toHaveTextContent(/fine/);
    await expect(within(canvasElement).getByText('breaker parcel: closed')).toBeVisible();
  },
};
export const Busy: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await drawn(canvasElement);
    await expect(node(canvasElement, 'payment-service')).toHaveTextContent(/changed recently: 2\.4\.1 → 2\.4\.2/);
    await userEvent.click(node(canvasElement, 'shop-db-pool'));
    await expect(canvas.getByRole('region', { name: 'About shop-db-pool' })).toBeVisible();
    await expect(node(canvasElement, 'users')).toHaveAttribute('data-dimmed', 'true');
    await userEvent.keyboard('{ArrowRight}');
    await expect(node(canvasElement, 'shop-db')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect(node(canvasElement, 'users')).toHaveAttribute('data-dimmed', 'false');
  },
};
export const Failing: Story = {
  globals: { theme: 'contrast' },
  play: async ({ canvasElement }) => {
    await drawn(canvasElement);
    await expect(canvasElement.querySelectorAll('.map-node[data-tone="bad"]').length).toBeGreaterThan(1);
    await userEvent.click(within(canvasElement).getByText('What the shapes mean'));
    await expect(within(canvasElement).getByText(/breaker half-open/)).toBeVisible();
  },
};
export const LookingBack: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const slider = await canvas.findByRole('slider', { name: /As of/ }, patient);
    await waitFor(() => expect(node(canvasElement, 'users')).toHaveTextContent('hurt'));
    fireEvent.change(slider, { target: { value: '60000000' } });
    await waitFor(() => expect(node(canvasElement, 'users')).toHaveTextContent('fine'), patient);
    await expect(canvas.getByText(/Shown as it was at/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Back to now' }));
    await waitFor(() => expect(node(canvasElement, 'users')).toHaveTextContent('hurt'), patient);
  },
};
export const Large150: Story = {
  args: { system: 'large' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await drawn(canvasElement);
    await expect(canvasElement.querySelectorAll('.map-node')).toHaveLength(150);
    const map = canvas.getByRole('group', { name: /^Map of the system/ });
    await expect(map).toHaveAttribute('data-detail', 'dot');
    await userEvent.type(canvas.getByRole('combobox', { name: 'Find a component' }), 'service-4-17{Enter}');
    await waitFor(() => expect(node(canvasElement, 'service-4-17')).toHaveFocus());
    await expect(map).toHaveAttribute('data-detail', 'full');
    await userEvent.keyboard('0');
    await expect(map).toHaveAttribute('data-detail', 'dot');
  },
};
