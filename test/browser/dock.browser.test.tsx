// The docked room by keyboard alone, on a real run: what a mouse can do to the layout keys can too, and what stands in front is looked at once.
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { DrillSession } from '../../src/host/client/index.ts';
import { LAYOUT_KEY } from '../../src/ui/room/dock/layout-store.ts';
import Room from '../../src/ui/room/Room.tsx';
import { realDrill } from '../../src/ui/story/real-drill.ts';
import { Stage } from '../../src/ui/story/Stage.tsx';

let root: Root | undefined;

async function show(): Promise<DrillSession> {
  const session = await realDrill('busy');
  const element = document.createElement('div');
  document.body.append(element);
  root = createRoot(element);
  root.render(
    <Stage session={session} bare>
      <Room />
    </Stage>,
  );
  await expect.element(tab('Map'), patient).toBeVisible();
  return session;
}

function leave(): void {
  root?.unmount();
  document.body.replaceChildren();
}

const patient = { timeout: 30_000 };
const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const front = () =>
  [...document.querySelectorAll<HTMLElement>('.flexlayout__tab_button[aria-selected="true"]')]
    .filter((each) => each.offsetParent !== null)
    .map(({ textContent }) => textContent);
const isThere = (name: string) => [...document.querySelectorAll('.flexlayout__tab_button')].some(({ textContent }) => textContent === name);
const looksAt = (session: DrillSession, kind: string) => session.journal.filter((entry) => entry.kind === kind).length;

/** Types into the palette and takes what it finds first. */
async function command(words: string): Promise<void> {
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('combobox', { name: /Search looks/ })).toHaveFocus();
  await userEvent.keyboard(`${words}{Enter}`);
  await expect.poll(() => document.querySelector('.palette')).toBeNull();
}

beforeAll(async () => {
  await page.viewport(1440, 900);
  localStorage.removeItem(LAYOUT_KEY);
});
afterEach(() => {
  leave();
  localStorage.removeItem(LAYOUT_KEY);
});

test('tools stand beside each other, come forward, close, cover all and come back after a reload, by keys alone', async () => {
  const session = await show();
  expect(front().slice(2)).toEqual(['Map', 'Notebook']);

  await command('show checks beside');
  await expect.poll(() => front().slice(2), patient).toEqual(['Map', 'Checks', 'Notebook']);
  await expect.poll(() => looksAt(session, 'look.checks'), patient).toBe(1);

  // A key brings a tool forward in its own set, with the focus on its tab; what stands beside it stays and is not looked at again.
  await userEvent.keyboard('5');
  await expect.poll(() => front().slice(2)).toEqual(['Changes', 'Checks', 'Notebook']);
  await expect.element(tab('Changes')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}{Enter}');
  await expect.poll(() => front()[2]).not.toBe('Changes');
  expect(looksAt(session, 'look.checks')).toBe(1);

  await command('maximise checks');
  await expect.poll(() => front(), patient).toEqual(['Checks']);
  expect(looksAt(session, 'look.checks')).toBe(1);
  await command('restore the layout');
  await expect.poll(() => front().length).toBe(5);

  const arranged = front().length;
  leave();
  await show();
  await expect.poll(() => front().length).toBe(arranged);
  expect(front()).toContain('Map');

  await command('close checks');
  await expect.poll(() => isThere('Checks')).toBe(false);
  // Asked for, it opens again in the main set.
  await userEvent.keyboard('k');
  await expect.poll(() => front().slice(2), patient).toEqual(['Checks', 'Notebook']);

  await command('layout: scribe');
  await expect.poll(() => front()[0]).toBe('Channels');
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('reset layout{Enter}');
  await command('layout: solo');
  await command('reset layout');
  await expect.poll(() => front().slice(1)).toEqual(['Channels', 'Map', 'Notebook']);
}, 180_000);

test('a tab closes with Ctrl and Delete, a border moves with arrow keys, F6 goes from set to set', async () => {
  await show();
  (tab('Map').element() as HTMLElement).focus();
  await userEvent.keyboard('{Control>}{Delete}{/Control}');
  await expect.poll(() => isThere('Map')).toBe(false);
  const main = () => document.querySelector('[data-layout-path="/ts1"]')?.getBoundingClientRect().width ?? 0;
  const width = main();
  (document.querySelector('.dock [role="separator"][aria-orientation="vertical"]') as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.poll(main).toBeGreaterThan(width);
  (tab('Logs').element() as HTMLElement).focus();
  await userEvent.keyboard('{F6}');
  await expect.poll(() => document.activeElement?.textContent).toBe('Notebook');
}, 120_000);

test('on a narrow screen there is nothing to dock, and the palette offers none of it', async () => {
  await page.viewport(1024, 768);
  await show();
  expect(document.querySelector('.dock')).toBeNull();
  expect(document.querySelector('.room-body')).not.toBeNull();
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('beside');
  await expect.element(page.getByText('Nothing is called that here.')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await page.viewport(1440, 900);
}, 120_000);
