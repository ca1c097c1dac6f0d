// The whole drill by hand in a real browser, on the real scenario in its real worker: library to debrief, with a reload in between.
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
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

/** What a reload does to a page: everything in memory is gone, the address and the storage stay. */
async function reload(): Promise<void> {
  window.dispatchEvent(new Event('pagehide'));
  root?.unmount();
  for (const worker of workers.splice(0)) worker.terminate();
  document.body.replaceChildren();
  await show();
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const press = (name: string | RegExp) => button(name).first().click();
const tool = (name: string) => page.getByRole('tab', { name, exact: true }).click();
const see = (text: string | RegExp, timeout = 15_000) => expect.element(page.getByText(text).first(), { timeout }).toBeVisible();
const storyTime = () => document.querySelector('.bar-time')?.textContent ?? '';

async function ahead(minutes: number): Promise<void> {
  for (let index = 0; index < minutes; index += 1) {
    const before = storyTime();
    await press('One minute ahead');
    await expect.poll(storyTime, { timeout: 20_000 }).not.toBe(before);
  }
}

async function begin(title: string, seed: string): Promise<void> {
  await show(`/start/${title}/${seed}`);
  await expect.element(button(/Take the page|Begin your shift/), { timeout: 60_000 }).toBeVisible();
}

beforeAll(() => page.viewport(1440, 900));
afterEach(() => {
  root?.unmount();
  for (const worker of workers.splice(0)) worker.terminate();
  document.body.replaceChildren();
  location.hash = '';
});

describe('the timeout cascade in the browser', () => {
  test('from the library to the debrief', async () => {
    await show('/');
    await see('Timeout cascade');
    await page.getByRole('article', { name: 'Timeout cascade' }).getByRole('button', { name: 'Start this drill' }).click();
    await expect.element(button('Take the page'), { timeout: 60_000 }).toBeVisible();
    await see(/As measured at/);
    await press('Take the page');

    await expect.element(page.getByRole('heading', { name: 'Pager' })).toBeVisible();
    await press(/^Acknowledge/);
    await see('acknowledged');
    await press('Running: pause the clock');

    await tool('Changes');
    await press('Configuration diff of payment-service 2.4.2');
    await see('stripe_connect_timeout: 500ms');

    await page.getByLabelText('Component').selectOptions('payment-service');
    await page.getByLabelText('Kind of fault').selectOptions('configuration');
    await press('Add hypothesis');
    await press('Record these beliefs');
    await see(/Last recorded/);
    await page.getByRole('region', { name: 'Configuration diff of payment-service' }).getByRole('button', { name: 'Pin' }).click();
    await press('Pin as evidence');
    await expect.poll(() => document.querySelectorAll('.belief .mark').length).toBe(1);

    await press('Roll back payment-service');
    await press('Run the pre-flight check');
    await see('There is a version to go back to');
    await page.getByLabelText('What do I expect, and by when?').fill('Errors below 10 % within two minutes');
    await page.getByLabelText('What do I do if it fails?').fill('Open the breaker');
    await press(/^Roll back: payment-service/);
    await expect.element(page.getByRole('list', { name: 'Actions in flight' })).toBeVisible();

    await tool('Communicate');
    await page.getByLabelText('What happened').fill('A release shortened two timeouts; it is being rolled back.');
    await press('Take all from the instruments');
    await expect.element(page.getByLabelText('Users affected', { exact: true })).not.toHaveValue('');
    await press('Send to executive');
    await expect.poll(() => document.querySelectorAll('.communicate .card').length).toBe(1);

    await ahead(6);
    await see('nothing firing');

    const time = storyTime();
    await reload();
    await see(/You are back where you left/, 60_000);
    expect(storyTime()).toBe(time);
    await see('payment-service configuration');
    // The map still knows what was looked at, and shows the newest change.
    await see('2.4.2 → 2.4.1');

    await press('Finish');
    await page.getByLabelText('What solved it').fill('Rollback to 2.4.1');
    await press('Declare resolved');
    await press('Open the review');
    await press(/^Run ahead to/);
    await expect.element(button(/v2.4.2/), { timeout: 60_000 }).toBeVisible();
    await page.getByLabelText('On the surface: what broke').fill('Timeouts shorter than the provider needs to connect');
    await press('Submit and open the debrief');
    await press('Submit');

    await see('Altogether', 90_000);
    const points = Number.parseInt(document.querySelector('[data-testid="total"]')?.textContent ?? '', 10);
    expect(points).toBeGreaterThan(10);
    await see('Verified before the rollback');

    await page
      .getByRole('button', { name: /look: diff payment-service/ })
      .first()
      .click();
    await see(/Looking back at/, 30_000);
    expect(storyTime()).not.toBe(time);
    await press('Back to the debrief');
    await see('Altogether');
  }, 240_000);

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
  }, 120_000);

  test('on a phone one column at a time, and nothing wider than the screen', async () => {
    await page.viewport(390, 844);
    await begin('evening-shift', 'phone');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await press('Begin your shift');
    await expect.element(page.getByRole('heading', { name: 'Pager' })).toBeVisible();
    for (const pane of ['Channels', 'Tools', 'Notebook']) {
      await page.getByRole('navigation', { name: 'Columns of the room' }).getByRole('button', { name: pane }).click();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    }
    await see(/What could it be/);
    await page.viewport(1440, 900);
  }, 120_000);

  test('an address that names no drill says so and leads back', async () => {
    await show('/drill/nothing');
    await see(/not saved in this browser/);
    await see('To the library');
  });
});
