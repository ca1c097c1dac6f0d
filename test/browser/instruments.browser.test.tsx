// Charts, Explore and logs in a real browser on a real run: zoom and back, completion while typing, 100,000 lines to scroll.
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Tools } from '../../src/ui/room/Tools.tsx';
import { realDrill, type StoryPoint } from '../../src/ui/story/real-drill.ts';
import { Stage } from '../../src/ui/story/Stage.tsx';

let root: Root | undefined;

async function show(tool: NonNullable<Parameters<typeof Stage>[0]['tool']>, point: StoryPoint): Promise<void> {
  const session = await realDrill(point);
  const element = document.createElement('div');
  document.body.append(element);
  root = createRoot(element);
  root.render(
    <Stage session={session} tool={tool} width={1000}>
      <div style={{ height: '44rem', display: 'flex' }}>
        <Tools />
      </div>
    </Stage>,
  );
}

const within = { timeout: 30_000 };
const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeAll(() => page.viewport(1200, 800));
afterEach(() => {
  root?.unmount();
  document.body.replaceChildren();
});

test('a chart zooms by keys for all charts of its dashboard, and Escape goes back', async () => {
  await show('dashboards', 'busy');
  const charts = page.getByRole('slider', { name: /: time$/ });
  await expect.element(charts.first(), within).toBeVisible();
  await expect.poll(() => document.querySelectorAll('.legend-name').length, within).toBeGreaterThan(2);
  const spans = () =>
    [...document.querySelectorAll('.chart-plot')].map(
      (plot) => Number(plot.getAttribute('aria-valuemax')) - Number(plot.getAttribute('aria-valuemin')),
    );
  const whole = spans();
  (charts.first().element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
  await expect.element(charts.first()).toHaveAttribute('aria-valuetext', expect.stringMatching(/^\d\d:\d\d:\d\d: \w/));
  // The same instant stands in every legend.
  const clock = (charts.first().element().getAttribute('aria-valuetext') ?? '').slice(0, 8);
  expect([...document.querySelectorAll('.chart-legend thead th:nth-child(2)')].every((head) => head.textContent === clock)).toBe(true);
  await userEvent.keyboard('+');
  await expect.element(button('Reset zoom')).toBeVisible();
  expect(spans()).toEqual(whole.map((span) => Math.round(span / 2)));
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.body.textContent?.includes('Reset zoom')).toBe(false);
  expect(spans()).toEqual(whole);
}, 120_000);

test('a drag over a chart zooms to what was dragged over', async () => {
  await show('dashboards', 'busy');
  await expect.poll(() => document.querySelectorAll('.legend-name').length, within).toBeGreaterThan(2);
  const plot = document.querySelector('.chart-plot') as HTMLElement;
  const over = plot.querySelector('.u-over') as HTMLElement;
  const [from, to] = [Number(plot.getAttribute('aria-valuemin')), Number(plot.getAttribute('aria-valuemax'))];
  const box = over.getBoundingClientRect();
  const mouse = (type: string, share: number, target: EventTarget = over) =>
    target.dispatchEvent(
      new MouseEvent(type, { bubbles: true, button: 0, movementX: 20, clientX: box.left + box.width * share, clientY: box.top + 30 }),
    );
  mouse('mouseenter', 0.5);
  mouse('mousemove', 0.5);
  mouse('mousedown', 0.5);
  mouse('mousemove', 0.6);
  await new Promise(requestAnimationFrame);
  mouse('mousemove', 0.75);
  await new Promise(requestAnimationFrame);
  mouse('mouseup', 0.75, document);
  await expect.element(button('Reset zoom'), within).toBeVisible();
  const zoomed = document.querySelector('.chart-plot') as HTMLElement;
  const span = to - from;
  expect(Number(zoomed.getAttribute('aria-valuemin'))).toBeCloseTo(from + span / 2, -Math.log10(span / 50));
  expect(Number(zoomed.getAttribute('aria-valuemax'))).toBeCloseTo(from + span * 0.75, -Math.log10(span / 50));
}, 120_000);

test('while a query is typed, metrics are offered with their help, then labels and values; Ctrl with Enter runs it', async () => {
  await show('query', 'busy');
  const editor = page.getByRole('textbox', { name: 'PromQL expression A' });
  await expect.element(editor, within).toBeVisible();
  await editor.click();
  const option = (name: RegExp) => page.getByRole('option', { name });
  await userEvent.keyboard('db_client_connection_c');
  await expect.element(option(/db_client_connection_count/).first(), within).toBeVisible();
  await expect.element(page.getByText('Connections of a pool, by state').first(), within).toBeVisible();
  await userEvent.keyboard('{Tab}');
  await editor.click();
  await userEvent.keyboard('{Control>}a{/Control}db_client_connection_count{{');
  await expect.element(option(/^pool/).first(), within).toBeVisible();
  await userEvent.keyboard('pool="');
  await expect.element(option(/shop-db-pool/).first(), within).toBeVisible();
  await userEvent.keyboard('{Escape}{Control>}a{/Control}db_client_connection_count');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText(/state="used"/).first(), within).toBeVisible();
}, 120_000);

test('100,000 lines: any place of the list shows its lines, and only those in sight exist', async () => {
  await show('logs', 'flooded');
  await expect.element(page.getByText(/1\d\d,\d{3} lines match/), { timeout: 60_000 }).toBeVisible();
  const list = document.querySelector('.log-lines') as HTMLElement;
  const texts = () => [...document.querySelectorAll('.log-line .log-text')].map((text) => text.textContent ?? '');
  for (const share of [0.5, 0.999, 0]) {
    list.scrollTop = (list.scrollHeight - list.clientHeight) * share;
    await expect.poll(() => texts().length > 10 && texts().every((text) => text !== '…'), within).toBe(true);
    expect(document.querySelectorAll('.log-row').length).toBeLessThan(120);
  }
  expect(list.scrollHeight).toBeGreaterThan(100_000 * 26);
}, 180_000);
