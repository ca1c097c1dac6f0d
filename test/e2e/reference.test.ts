// A whole drill by hand on the shipped site: the reference response, its debrief, a fork in time, the post-mortem,
// the exported run, a reload, the replay of an instant, and the same run opened from its file.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage } from '../support/browsers.ts';
import { Hands } from './hands.ts';
import { respond, review } from './reference-response.ts';
import { serveSite } from './site.ts';

let site: Awaited<ReturnType<typeof serveSite>>;
beforeAll(async () => {
  site = await serveSite();
}, 180_000);
afterAll(() => site.close());

test('the reference response by hand scores as its journal does, and everything after it works', { timeout: 600_000 }, async () => {
  const page = await openPage('chromium', site.url);
  try {
    const hands = new Hands(page);
    await hands.see('Timeout cascade');
    await page.goto(`${site.url}#/start/timeout-cascade/by-hand`);
    await hands.press('Take the page');
    await respond(hands);
    await review(hands);
    await hands.see('Altogether', 180_000);
    // The journal of the reference has all 130 points.
    const points = Number.parseInt(await hands.text('[data-testid="total"]'), 10);
    expect(points).toBeGreaterThanOrEqual(125);
    const run = await hands.download('Export run file');
    expect(run).toContain('by-hand');

    await hands.press('Without it');
    await hands.see('Put aside', 180_000);
    expect(await hands.text('[aria-label="Forks"]')).toMatch(/users/);

    await hands.press('Write the post-mortem');
    await hands.see('Post-mortem: ', 180_000);
    await hands.fill('Lessons', 'Timeouts are measured before they are changed.');
    await hands.see('Saved on this device');
    expect(await hands.download('Save Markdown')).toContain('Timeouts are measured before they are changed.');
    expect(await hands.download('Save page')).toContain('<!doctype html>');

    await page.goto(`${site.url}?again${await hands.address()}`);
    await hands.holds('Lessons', 'Timeouts are measured before they are changed.');
    await hands.press('Back to the debrief');
    await hands.see('Altogether', 180_000);
    expect(Number.parseInt(await hands.text('[data-testid="total"]'), 10)).toBe(points);
    await hands.press('T+0:01 look: diff payment-service');
    await hands.see('Looking back at');
    expect(await hands.text('.bar-time')).toMatch(/^09:34/);
    await hands.press('Back to the debrief');
    await hands.see('Altogether');

    await page.goto(site.url);
    await hands.give('Run file', 'by-hand.json', run);
    await hands.see('somebody else’s run', 180_000);
    await hands.see('verified: runs again to the same hashes', 180_000);
    expect(Number.parseInt(await hands.text('[data-testid="total"]'), 10)).toBe(points);
  } finally {
    await page.close();
  }
});
