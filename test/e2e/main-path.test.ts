// The shipped site in each browser engine: from the library through a drill to its debrief, and back after a reload.
// What loads at first is weighed here too, because it is the same build.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, missing, openPage } from '../support/browsers.ts';
import { Hands } from './hands.ts';
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

  it.for(ENGINES)('is played from the library to the debrief in %s', { timeout: 400_000 }, async (engine, { skip }) => {
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
      for (let minute = 0; minute < 6; minute += 1) {
        const before = await hands.text('.bar-time');
        await hands.press('One minute ahead');
        await expect.poll(() => hands.text('.bar-time'), { timeout: 30_000 }).not.toBe(before);
      }
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
  });
});
