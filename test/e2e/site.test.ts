// The shipped site in each browser engine: in Chromium a whole drill by hand and everything after it; in the others the main path
// from the library to the debrief, with a reload. What loads at first is weighed here too, because it is the same build.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, missing, openPage } from '../support/browsers.ts';
import { Hands } from './hands.ts';
import { ahead, respond, review } from './reference-response.ts';
import { OUT_DIR, serveSite } from './site.ts';

let site: Awaited<ReturnType<typeof serveSite>>;
beforeAll(async () => {
  site = await serveSite();
}, 180_000);
afterAll(() => site.close());

describe('the shipped site', () => {
  it('loads less than 200 KB of JavaScript, packed, before its first screen', () => {
    type Chunk = { file: string; imports?: string[]; isEntry?: boolean };
    const manifest = JSON.parse(readFileSync(join(OUT_DIR, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
    const needed = new Set<string>();
    const take = (key: string): void => {
      const chunk = manifest[key]!;
      if (needed.has(chunk.file)) return;
      needed.add(chunk.file);
      chunk.imports?.forEach(take);
    };
    for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) take(key);
    const bytes = [...needed].reduce((sum, file) => sum + gzipSync(readFileSync(join(OUT_DIR, file))).length, 0);
    expect(needed.size).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(200_000);
  });

  it.for(ENGINES.filter((engine) => engine !== 'chromium'))(
    'is played from the library to the debrief in %s',
    { timeout: 400_000 },
    async (engine, { skip }) => {
      const reason = missing(engine);
      skip(reason !== undefined, reason);
      const page = await openPage(engine, site.url);
      try {
        const hands = new Hands(page);
        await hands.see('Timeout cascade');
        await page.goto(`${site.url}#/start/timeout-cascade/e2e`);
        await hands.press('Take the page');
        await hands.press('Acknowledge');
        await hands.press('Running: pause the clock');
        await hands.press('Changes');
        await hands.press('Configuration diff of payment-service 2.4.2');
        await hands.see('stripe_connect_timeout: 500ms');
        await hands.press('Roll back payment-service');
        await hands.press('Run the pre-flight check');
        await hands.see('There is a version to go back to');
        await hands.fill('What do I expect, and by when?', 'Errors below 10 % within two minutes');
        await hands.press('Roll back: payment-service');
        await hands.see('rollback payment-service');
        await ahead(hands, 6);
        const time = await hands.text('.bar-time');
        await page.goto(`${site.url}?again${await hands.address()}`);
        await hands.see('You are back where you left');
        expect(await hands.text('.bar-time')).toBe(time);
        await hands.press('Finish');
        await hands.fill('What solved it', 'Rollback to 2.4.1');
        await hands.press('Declare resolved');
        await hands.press('Open the review');
        await hands.press('Submit and open the debrief');
        await hands.press('Submit');
        await hands.see('Altogether', 180_000);
        expect(Number.parseInt(await hands.text('[data-testid="total"]'), 10)).toBeGreaterThan(5);
      } finally {
        await page.close();
      }
    },
  );

  it('an order with price and quantity exchanged goes out on the console as it was, and is caught on the safe one', {
    timeout: 300_000,
  }, async () => {
    const page = await openPage('chromium', site.url);
    try {
      const hands = new Hands(page);
      const order = async (): Promise<void> => {
        await hands.press('Begin your shift');
        await hands.press('Running: pause the clock');
        await hands.pick('SIDE', 'SELL');
        await hands.pick('ISSUE', '2462 J-COM');
        await hands.fill('PRC', '1');
        await hands.fill('QTY', '610000');
        await hands.press('SEND');
      };
      await hands.see('The order of 610,000 shares');
      await page.goto(`${site.url}#/start/fat-finger-order/as-it-was`);
      await order();
      await hands.see('PRICE DEVIATES FROM MARKET');
      await hands.press('CONTINUE');
      await hands.see('Order 1 sent: sell 610,000 j-com at 1');
      await page.goto(`${site.url}#/start/fat-finger-order/safe`);
      await hands.choose('The same work behind safeguards');
      await order();
      await hands.see('610000 shares are more than the');
    } finally {
      await page.close();
    }
  });

  it('the reference response by hand scores as its journal does, and everything after it works', { timeout: 600_000 }, async () => {
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
      await hands.press('T+0:0');
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
});
