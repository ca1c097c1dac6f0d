// People, updates and hand-over on real runs: nobody asked yet, many asked, answered and refused, drafts filled and checked.
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import type { DrillSession } from '../../host/client/index.ts';
import { Tools } from '../room/Tools.tsx';
import type { ToolId } from '../room/tool-list.ts';
import { realDrill } from '../story/real-drill.ts';
import { Stage } from '../story/Stage.tsx';
import { type StaffedPoint, staffedDrill } from '../story/staffed-drill.ts';
import { Channels } from './Channels.tsx';
import { Pager } from './Pager.tsx';

interface Args {
  point: StaffedPoint | 'quiet' | 'scored';
  part: ToolId | 'channels' | 'pager';
}
const meta = {
  title: 'Room/People',
  args: { point: 'asked', part: 'people' },
  loaders: [
    async ({ args: { point } }) => ({ session: await (point === 'quiet' || point === 'scored' ? realDrill(point) : staffedDrill(point)) }),
  ],
  render: ({ part }, { loaded }) => {
    const session = (loaded as { session: DrillSession }).session;
    const column = part === 'channels' || part === 'pager';
    return (
      <Stage key={`${part} ${session.id}`} session={session} {...(column ? { width: 340 } : { tool: part, width: '100%' })}>
        <div style={{ height: '44rem', display: 'flex', flexDirection: 'column', background: 'var(--surface)' }}>
          {part === 'channels' ? <Channels /> : part === 'pager' ? <Pager /> : <Tools />}
        </div>
      </Stage>
    );
  },
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;
const patient = { timeout: 15_000 };

const sees =
  (text: RegExp): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getAllByText(text).length).toBeGreaterThan(0), patient);
  };

export const Asked: Story = { play: sees(/not answered yet/) };
export const Answered: Story = { args: { point: 'answered' }, play: sees(/Customers are hurt and this cannot be undone/) };
export const NobodyAsked: Story = { args: { point: 'alone' }, play: sees(/Nobody was asked for anything yet/) };
export const SendsSomebody: Story = {
  args: { point: 'alone' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Send Platform engineer to do something' }, patient));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(dialog.getByLabelText('To do'), 'Change configuration: payment-service stripe_connect_timeout');
    await userEvent.clear(dialog.getByRole('textbox', { name: 'value' }));
    await userEvent.type(dialog.getByRole('textbox', { name: 'value' }), '5000ms');
    await expect(dialog.getByText('set payment-service stripe_connect_timeout=5000ms')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Send Platform engineer' })).toBeEnabled();
  },
};
export const CallsTheLadder: Story = {
  args: { point: 'alone' },
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Call Payments engineer…' }, patient));
    const dialog = within(await screen.findByRole('dialog'));
    await expect(dialog.getAllByText(/waits 3 min for an answer/)[0]).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Call the ladder' })).toBeEnabled();
  },
};
export const EscalatesFromThePager: Story = {
  args: { point: 'asked', part: 'pager' },
  play: async ({ canvasElement }) => {
    const buttons = await within(canvasElement).findAllByRole('button', { name: /^Details of / }, patient);
    await userEvent.click(buttons[0]!);
    await userEvent.click((await within(canvasElement).findAllByRole('button', { name: /^Escalate / }))[0]!);
    const dialog = within(await screen.findByRole('dialog'));
    await expect((dialog.getByLabelText('Why: the first thing they read') as HTMLTextAreaElement).value).toMatch(/firing since \d\d:\d\d/);
  },
};
export const ChannelsWaiting: Story = { args: { part: 'channels' }, play: sees(/answers are owed/) };
export const ChannelsAnswered: Story = { args: { part: 'channels', point: 'answered' }, play: sees(/Calling Payments engineer/) };

export const UpdateFilled: Story = {
  args: { part: 'communicate', point: 'alone' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByLabelText('What happened', {}, patient), 'Payments fail.');
    await userEvent.click(canvas.getByRole('button', { name: 'Fill from the template' }));
    await expect(canvas.getByText(/You have already written “What happened”/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Keep mine, fill the rest' }));
    await expect(canvas.getByLabelText('What happened')).toHaveValue('Payments fail.');
    await waitFor(() => expect((canvas.getByLabelText('Next steps') as HTMLTextAreaElement).value).toMatch(/Limit the damage/));
    await userEvent.click(canvas.getByRole('button', { name: 'Take all from the instruments' }));
    await waitFor(() => expect(canvas.getByText(/error ratio of the last minute, at/)).toBeVisible());
    await expect(canvas.getByText(/No time for the next update/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Take it back' }));
    await expect(canvas.getByLabelText('Next steps')).toHaveValue('');
  },
};
export const UpdateSent: Story = { args: { part: 'communicate' }, play: sees(/Update to executive/) };
export const UpdateAnswered: Story = {
  args: { part: 'communicate', point: 'answered' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: /^executive/ }, patient));
    await waitFor(() => expect(canvas.getByText(/How sure are you of that/)).toBeVisible());
  },
};
export const UpdatesEmpty: Story = { args: { part: 'communicate', point: 'quiet' }, play: sees(/No update has been sent/) };
export const UpdatesEnded: Story = { args: { part: 'communicate', point: 'scored' }, play: sees(/Sent to/) };
export const HandOverNote: Story = {
  args: { part: 'communicate', point: 'answered' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: /^hand over/ }, patient));
    await userEvent.click(canvas.getByRole('button', { name: 'Fill from the journal' }));
    await waitFor(() => expect((canvas.getByLabelText('What was tried') as HTMLTextAreaElement).value).toMatch(/rollback payment-service/));
    await expect(canvas.getByText(/of 8$/)).toBeVisible();
  },
};
/** Opens the dialog of deleting a service, which wants a second person. */
async function deleting(canvasElement: HTMLElement) {
  await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Delete a service: payment-service' }, patient));
  const dialog = within(await screen.findByRole('dialog'));
  return { dialog, go: dialog.getByRole('button', { name: 'Delete a service: payment-service' }) };
}
export const SecondPersonNotAsked: Story = {
  args: { part: 'act', point: 'alone' },
  play: async ({ canvasElement }) => {
    const { dialog, go } = await deleting(canvasElement);
    await expect(dialog.getByRole('button', { name: 'Ask Engineering manager to agree' })).toBeEnabled();
    await expect(go).toBeDisabled();
  },
};
export const SecondPersonWaitedFor: Story = {
  args: { part: 'act', point: 'asked' },
  play: async ({ canvasElement }) => {
    const { dialog, go } = await deleting(canvasElement);
    await expect(dialog.getByText('waiting')).toBeVisible();
    await expect(go).toBeDisabled();
  },
};
export const SecondPersonSaidNo: Story = {
  args: { part: 'act', point: 'answered' },
  play: async ({ canvasElement }) => {
    const { dialog, go } = await deleting(canvasElement);
    await expect(dialog.getByText(/Customers are hurt and this cannot be undone/)).toBeVisible();
    await expect(go).toBeDisabled();
  },
};
export const SecondPersonAgreed: Story = {
  args: { part: 'act', point: 'agreed' },
  play: async ({ canvasElement }) => {
    const { dialog, go } = await deleting(canvasElement);
    await expect(dialog.getByText('agreed')).toBeVisible();
    await expect(go).toBeEnabled();
  },
};
