// A drill's screens in a real browser with its real worker: by keyboard, on a phone, magnified, without motion, at a wrong address.
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { openDrillStore } from '../../src/host/client/index.ts';
import { App, scenarioSource } from '../../src/ui/index.ts';

const scenarios = scenarioSource(
  import.meta.glob<string>('/scenarios/{timeout-cascade,evening-shift}/**/*.{yaml,md}', { query: '?raw', import: 'default' }),
);
const workers: Worker[] = [];
let root: Root | undefined;

async function show(address?: string): Promise<void> {
  if (address !== undefined) location.hash = address;
  const element = document.createElement('div');
  element.id = 'root';
  document.body.append(element);
  const startWorker = () => {
    const worker = new Worker(new URL('../../src/host/worker/entry.ts', import.meta.url), { type: 'module' });
    workers.push(worker);
    return worker;
  };
  const startShell = () => {
    const worker = new Worker(new URL('../../src/host/shell/entry.ts', import.meta.url), { type: 'module' });
    workers.push(worker);
    return worker;
  };
  const services = { scenarios, startWorker, startShell, store: await openDrillStore('faultline-test'), storageProblem: undefined };
  root = createRoot(element);
  root.render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  );
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const press = (name: string | RegExp) => button(name).first().click();
const see = (text: string | RegExp, timeout = 15_000) => expect.element(page.getByText(text).first(), { timeout }).toBeVisible();

async function begin(title: string, seed: string): Promise<void> {
  await show(`/start/${title}/${seed}`);
  await expect.element(button(/Take the page|Begin your shift/).first(), { timeout: 60_000 }).toBeVisible();
}

beforeAll(() => page.viewport(1440, 900));
afterEach(() => {
  root?.unmount();
  for (const worker of workers.splice(0)) worker.terminate();
  document.body.replaceChildren();
  location.hash = '';
});

describe('a drill in the browser', () => {
  test('by keyboard: the palette finds and opens an action, keys open tools, Escape gives it up', async () => {
    await begin('evening-shift', 'keys');
    await press('Begin your shift');
    await press('Running: pause the clock');
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(page.getByRole('combobox', { name: /Search looks/ })).toHaveFocus();
    await userEvent.keyboard('roll');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog', { name: 'Roll back' })).toBeVisible();
    await see(/^rollback /);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull();
    await userEvent.keyboard('5');
    await expect.element(page.getByRole('tab', { name: 'Changes' })).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('?');
    await see('What you looked at last, as evidence for or against a hypothesis');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull();
  }, 120_000);

  test('on a phone one column at a time, and nothing wider than the screen', async () => {
    await page.viewport(390, 844);
    await begin('evening-shift', 'phone');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await press('Begin your shift');
    // Nothing fires, but somebody has written.
    await expect.element(page.getByRole('heading', { name: 'Channels' })).toBeVisible();
    for (const pane of ['Pager', 'Channels', 'Tools', 'Notebook']) {
      await page.getByRole('navigation', { name: 'Columns of the room' }).getByRole('button', { name: pane }).click();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    }
    await see(/What could it be/);
    await page.viewport(1440, 900);
  }, 120_000);

  test('magnified to 200 % everything is still there, one column at a time, and nothing is wider than the screen', async () => {
    // A screen of 1440 × 900 magnified twice has this many pixels of its own.
    await page.viewport(720, 450);
    await show('/');
    await see('Evening shift');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(720);
    root?.unmount();
    document.body.replaceChildren();
    await begin('evening-shift', 'zoom');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(720);
    await press(/Take the page|Begin your shift/);
    await press('Running: pause the clock');
    for (const pane of ['Channels', 'Tools', 'Notebook', 'Pager']) {
      await page
        .getByRole('navigation', { name: 'Columns of the room' })
        .getByRole('button', { name: new RegExp(`^${pane}`) })
        .click();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(720);
    }
    await press('Finish');
    const dialog = page.getByRole('dialog', { name: 'Finish' });
    await expect.element(dialog).toBeVisible();
    const last = dialog.getByRole('button', { name: 'Declare resolved' });
    await last.element().scrollIntoView();
    const { top, bottom } = last.element().getBoundingClientRect();
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(450);
    await page.viewport(1440, 900);
  }, 120_000);

  test('whoever asks for less motion sees nothing move', async () => {
    await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
    await begin('timeout-cascade', 'still');
    await press('Take the page');
    await expect.element(page.getByRole('heading', { name: 'Pager' })).toBeVisible();
    await press('Finish');
    await expect.element(page.getByRole('dialog', { name: 'Finish' })).toBeVisible();
    const moving = document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 10);
    expect(moving.map((animation) => (animation.effect as KeyframeEffect).target?.className)).toEqual([]);
    await cdp().send('Emulation.setEmulatedMedia', { features: [] });
  }, 120_000);

  test('an address that names no drill says so and leads back', async () => {
    await show('/drill/nothing');
    await see(/not saved in this browser/);
    await see('To the library');
  });
});
