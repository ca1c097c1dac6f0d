// Pages in each browser engine, driven by what is evaluated in them. Engines that are not installed are reported, not faked.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, firefox } from 'playwright';
import { Builder, Capabilities } from 'selenium-webdriver';
import { chromiumArgs, findChromium } from './browser.ts';

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

/** A page in some engine. `run` evaluates the body of a function whose argument is called `input`, and gives what it returns. */
export interface OpenPage {
  run<T>(body: string, input?: unknown): Promise<T>;
  goto(url: string): Promise<void>;
  close(): Promise<void>;
}

export async function openPage(engine: Engine, url: string): Promise<OpenPage> {
  const page = await (engine === 'webkit' ? openWithWebKit() : openWithPlaywright(engine));
  await page.goto(url);
  return page;
}

/** Asks until there is an answer. @returns what `body` returned when it was neither null nor undefined nor false */
export async function waitFor<T>(page: OpenPage, body: string, input: unknown, what: string, timeoutMs = 120_000): Promise<T> {
  const untilMs = performance.now() + timeoutMs;
  while (performance.now() < untilMs) {
    const answer = await page.run<T | null | undefined | false>(body, input);
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await sleep(100);
  }
  throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
}

/** @returns the text content of the element matching `selector` */
export async function readPage(engine: Engine, url: string, selector: string): Promise<string> {
  const page = await openPage(engine, url);
  try {
    return await waitFor<string>(page, 'return document.querySelector(input)?.textContent ?? null;', selector, `${selector} on ${url}`);
  } finally {
    await page.close();
  }
}

async function openWithPlaywright(engine: 'chromium' | 'firefox'): Promise<OpenPage> {
  const browser =
    engine === 'chromium'
      ? await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs })
      : await firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX! });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  return {
    run: (body, input) => page.evaluate(([code, value]) => new Function('input', code as string)(value), [body, input]),
    goto: async (url) => {
      await page.goto(url);
    },
    close: () => browser.close(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function openWithWebKit(): Promise<OpenPage> {
  const port = await freePort();
  const driver = spawn(XVFB, ['-a', '-s', '-screen 0 1440x900x24', WEBKIT_DRIVER, `--port=${port}`, '--host=127.0.0.1'], {
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
    return {
      run: (body, input) => session.executeScript(`const [input] = arguments; ${body}`, input ?? null),
      goto: (url) => session.get(url),
      close: async () => {
        await session.quit().finally(() => endGroup(driver));
      },
    };
  } catch (error) {
    endGroup(driver);
    throw error;
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
