// Opens a page in one browser engine and returns the text of an element once it is there. Engines that are not installed are reported, not faked.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, firefox } from 'playwright';
import { Builder, Capabilities } from 'selenium-webdriver';
import { chromiumArgs, findChromium } from '../support/browser.ts';

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof ENGINES)[number];

const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';
const MINI_BROWSER = ['/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser'].find(
  existsSync,
);
const XVFB = '/usr/bin/xvfb-run';

/** Why an engine cannot be used on this machine; undefined when it can. */
export function missing(engine: Engine): string | undefined {
  if (engine === 'firefox' && FIREFOX === undefined) return 'firefox-esr is not installed';
  if (engine === 'webkit' && (!existsSync(WEBKIT_DRIVER) || MINI_BROWSER === undefined || !existsSync(XVFB)))
    return 'webkit2gtk-driver and xvfb are not installed';
  return undefined;
}

/** @returns the text content of the element matching `selector` */
export async function readPage(engine: Engine, url: string, selector: string): Promise<string> {
  return engine === 'webkit' ? readWithWebKit(url, selector) : readWithPlaywright(engine, url, selector);
}

async function readWithPlaywright(engine: 'chromium' | 'firefox', url: string, selector: string): Promise<string> {
  const browser =
    engine === 'chromium'
      ? await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs })
      : await firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX! });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const element = await page.waitForSelector(selector, { timeout: 120_000, state: 'attached' });
    return (await element.textContent()) ?? '';
  } finally {
    await browser.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function readWithWebKit(url: string, selector: string): Promise<string> {
  const port = await freePort();
  const driver = spawn(XVFB, ['-a', '-s', '-screen 0 1280x900x24', WEBKIT_DRIVER, `--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  try {
    await listening(port);
    const capabilities = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
    });
    const session = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
    try {
      await session.get(url);
      for (let tries = 0; tries < 600; tries++) {
        const text: unknown = await session.executeScript(
          `return document.querySelector(${JSON.stringify(selector)})?.textContent ?? null`,
        );
        if (typeof text === 'string') return text;
        await sleep(200);
      }
      throw new Error(`no ${selector} on ${url} within two minutes`);
    } finally {
      await session.quit();
    }
  } finally {
    endGroup(driver);
  }
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answered = await fetch(`http://127.0.0.1:${port}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await sleep(100);
  }
  throw new Error('the WebKit driver did not start');
}

/** Ends the driver with the display and the browser it started. */
function endGroup(process_: ChildProcess): void {
  if (process_.pid !== undefined) process.kill(-process_.pid);
}
