// The panels that show what is there: changes, services, sessions, providers, documents. Quiet, in the middle of it, and after the rollback.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import type { ToolId } from '../room/tool-list.ts';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import Changes from './Changes.tsx';
import Checks from './Checks.tsx';
import Dashboards from './Dashboards.tsx';
import Documents from './Documents.tsx';
import Providers from './Providers.tsx';
import Services from './Services.tsx';
import Sessions from './Sessions.tsx';
import Slos from './Slos.tsx';

const PANELS = {
  changes: Changes,
  checks: Checks,
  dashboards: Dashboards,
  documents: Documents,
  providers: Providers,
  services: Services,
  sessions: Sessions,
  slos: Slos,
} satisfies Partial<Record<ToolId, () => React.ReactNode>>;
interface Args {
  tool: keyof typeof PANELS;
  point: StoryPoint;
}
const meta = {
  title: 'Room/Inventory',
  args: { tool: 'changes', point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: ({ tool }, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    const Panel = PANELS[tool];
    return (
      <Stage key={`${tool} ${session.id}`} session={session} tool={tool}>
        <div style={{ padding: '1rem' }}>
          <Panel />
        </div>
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const sees =
  (text: RegExp): Story['play'] =>
  async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getAllByText(text).length).toBeGreaterThan(0), { timeout: 15_000 });
  };
/** Chooses a service, then waits for a text. */
const chooses =
  (name: string, text: RegExp): Story['play'] =>
  async (context) => {
    await userEvent.click(await within(context.canvasElement).findByRole('button', { name }, { timeout: 15_000 }));
    await sees(text)?.(context);
  };

export const ChangesQuiet: Story = { args: { point: 'quiet' }, play: sees(/storefront/) };
export const ChangesAfterRollback: Story = { args: { point: 'recovering' }, play: sees(/2\.4\.1/) };
export const ServicesQuiet: Story = { args: { tool: 'services', point: 'quiet' }, play: sees(/catalogue_timeout/) };
export const ServicesBusy: Story = { args: { tool: 'services' }, play: chooses('payment-service', /500ms/) };
export const ServicesRollingBack: Story = { args: { tool: 'services', point: 'recovering' }, play: chooses('payment-service', /2\.4\.1/) };
export const SessionsQuiet: Story = { args: { tool: 'sessions', point: 'quiet' }, play: sees(/catalogue-pool/) };
export const ProvidersQuiet: Story = { args: { tool: 'providers', point: 'quiet' }, play: sees(/operational/) };
export const DocumentsQuiet: Story = { args: { tool: 'documents', point: 'quiet' }, play: sees(/Choose a document/) };
export const DashboardsFailing: Story = {
  args: { tool: 'dashboards' },
  globals: { theme: 'light' },
  play: sees(/error ratio/),
};
export const ChecksFailing: Story = { args: { tool: 'checks' }, globals: { theme: 'contrast-light' }, play: sees(/in a row/) };
export const SlosRecovering: Story = { args: { tool: 'slos', point: 'recovering' }, globals: { theme: 'contrast' }, play: sees(/Budget/) };
