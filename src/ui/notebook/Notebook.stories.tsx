// The notebook on real runs: untouched, in the middle of an incident, just paged, and after the fix; every page of it.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { Tools } from '../room/Tools.tsx';
import { realDrill, type StoryPoint } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import Notebook from './Notebook.tsx';

interface Args {
  point: StoryPoint;
}
const meta = {
  title: 'Room/Notebook',
  args: { point: 'busy' },
  loaders: [async ({ args }) => ({ session: await realDrill(args.point) })],
  render: (_args, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    return (
      <Stage key={session.id} session={session} width={340}>
        <div style={{ height: '46rem', display: 'flex', flexDirection: 'column', background: 'var(--surface)' }}>
          <Notebook />
        </div>
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const PATIENT = { timeout: 15_000 };
async function page(canvasElement: HTMLElement, name: string) {
  const canvas = within(canvasElement);
  await userEvent.click(await canvas.findByRole('tab', { name }, PATIENT));
  return within(await canvas.findByRole('tabpanel', { name }));
}

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const hypotheses = await page(canvasElement, 'Hypotheses');
    await expect(hypotheses.getByRole('slider', { name: 'payment-service: configuration' })).toHaveValue('70');
    await userEvent.click(hypotheses.getByText(/70 %$/, { selector: 'summary' }));
    await expect(hypotheses.getAllByText('It was deployed just before')[0]).toBeVisible();
  },
};
export const SharesMakeRoom: Story = {
  play: async ({ canvasElement }) => {
    const hypotheses = await page(canvasElement, 'Hypotheses');
    const share = hypotheses.getByRole('textbox', { name: 'payments.stripe.example: down, percent' });
    await userEvent.clear(share);
    await userEvent.type(share, '60{Enter}');
    await waitFor(() => expect(hypotheses.getByRole('slider', { name: 'payment-service: configuration' })).toHaveValue('40'));
    await expect(hypotheses.getByRole('button', { name: 'Record these beliefs' })).toBeVisible();
    await userEvent.click(hypotheses.getByRole('button', { name: 'Undo' }));
  },
};
export const Empty: Story = {
  args: { point: 'quiet' },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/What could it be/, {}, PATIENT)).toBeVisible();
    const timeline = await page(canvasElement, 'Timeline');
    await expect(timeline.getByText('Nothing happened yet.')).toBeVisible();
  },
};
export const Busy: Story = {
  play: async ({ canvasElement }) => {
    const facts = await page(canvasElement, 'Facts');
    await userEvent.click(facts.getByRole('button', { name: 'Now known: Whether the provider is healthy' }));
    const found = facts.getByRole('textbox', { name: 'What is known now' });
    await userEvent.clear(found);
    await userEvent.type(found, 'The provider is healthy');
    await userEvent.click(facts.getByRole('button', { name: 'Write down as known' }));
    await waitFor(() => expect(within(facts.getByRole('region', { name: 'Known' })).getByText(/The provider is healthy/)).toBeVisible());
    await userEvent.click(facts.getByRole('button', { name: 'Edit: The provider is healthy' }));
    await userEvent.clear(facts.getByRole('textbox', { name: 'Reword' }));
    await userEvent.type(facts.getByRole('textbox', { name: 'Reword' }), 'Whether the provider is healthy');
    await userEvent.click(facts.getByRole('button', { name: 'Save' }));
    await userEvent.click(await facts.findByRole('button', { name: 'Take back: Whether the provider is healthy' }));
    await userEvent.type(facts.getByRole('textbox', { name: 'Note' }), 'Whether the provider is healthy');
    await userEvent.selectOptions(facts.getByRole('combobox', { name: 'This is' }), 'unknown');
    await userEvent.click(facts.getByRole('button', { name: 'Write down' }));
    await waitFor(() => expect(facts.getByRole('button', { name: 'Now known: Whether the provider is healthy' })).toBeVisible());
  },
};
export const Failing: Story = {
  args: { point: 'paged' },
  play: async ({ canvasElement }) => {
    const checklist = await page(canvasElement, 'Checklist');
    await expect(checklist.getByRole('region', { name: 'Detection' })).toBeVisible();
  },
};
export const Planned: Story = {
  args: { point: 'recovering' },
  play: async ({ canvasElement }) => {
    const plan = await page(canvasElement, 'Plan');
    await expect(plan.getByText(/Carried out at T\+/)).toBeVisible();
  },
};
export const CascadeByKeys: Story = {
  play: async ({ canvasElement }) => {
    const cascade = await page(canvasElement, 'Cascade');
    const edges = () => within(cascade.getByRole('list', { name: 'Edges' })).getAllByRole('listitem');
    const before = edges().length;
    cascade.getByRole('button', { name: 'api-gateway' }).focus();
    await userEvent.keyboard('{Enter}');
    await expect(cascade.getByText(/api-gateway hurts/)).toBeVisible();
    cascade.getByRole('button', { name: 'payment-service' }).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(edges()).toHaveLength(before + 1));
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(edges()).toHaveLength(before));
  },
};
export const CascadeByPointer: Story = {
  play: async ({ canvasElement }) => {
    const cascade = await page(canvasElement, 'Cascade');
    const edges = () => within(cascade.getByRole('list', { name: 'Edges' })).getAllByRole('listitem');
    const before = edges().length;
    const [from, to] = [cascade.getByRole('button', { name: 'user-service' }), cascade.getByRole('button', { name: 'payment-service' })];
    const at = to.getBoundingClientRect();
    await userEvent.pointer([
      { keys: '[MouseLeft>]', target: from },
      { target: to, coords: { clientX: at.x + at.width / 2, clientY: at.y + at.height / 2 } },
      { keys: '[/MouseLeft]', target: to, coords: { clientX: at.x + at.width / 2, clientY: at.y + at.height / 2 } },
    ]);
    await waitFor(() => expect(edges()).toHaveLength(before + 1));
    await userEvent.click(cascade.getByRole('button', { name: 'Remove user-service to payment-service' }));
    await waitFor(() => expect(edges()).toHaveLength(before));
  },
};
export const Log: Story = {
  play: async ({ canvasElement }) => {
    const timeline = await page(canvasElement, 'Timeline');
    const lines = () => canvasElement.querySelectorAll('.timeline > li').length;
    const usual = lines();
    await userEvent.click(timeline.getByText('Filter'));
    await userEvent.click(timeline.getByRole('button', { name: /^Looks/ }));
    await waitFor(() => expect(lines()).toBeGreaterThan(usual));
    await userEvent.type(timeline.getByRole('textbox', { name: 'Only lines with' }), 'SEV-1');
    await waitFor(() => expect(lines()).toBe(1));
    await userEvent.click(timeline.getByText('As text'));
    await expect(timeline.getByRole('region', { name: 'Log as text' })).toHaveTextContent(/\[\d\d:\d\d\] \[[^\]]+\] Declared SEV-1/);
  },
};
/** What was looked at first is pinned to a hypothesis that nobody has named before. */
export const PinNamesAHypothesis: Story = {
  args: { point: 'recovering' },
  render: (_args, { loaded }) => {
    const { session } = loaded as { session: DrillSession };
    return (
      <Stage key={session.id} session={session} width="100%" tool="changes">
        <div style={{ height: '46rem', display: 'flex' }}>
          <Tools />
        </div>
        <Notebook />
      </Stage>
    );
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const pin = await canvas.findByRole('button', { name: 'Pin' }, PATIENT);
    await waitFor(() => expect(pin).toBeEnabled(), PATIENT);
    await userEvent.click(pin);
    const dialog = within(await screen.findByRole('dialog', {}, PATIENT));
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'Hypothesis' }), 'another');
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'Component' }), 'shop-db');
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'It speaks' }), 'against');
    await userEvent.type(dialog.getByRole('textbox', { name: 'What in it says so' }), 'nothing of it was deployed');
    await userEvent.click(dialog.getByRole('button', { name: 'Pin as evidence' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), PATIENT);
    await expect(await canvas.findByText(/nothing of it was deployed/, {}, PATIENT)).toBeVisible();
  },
};
