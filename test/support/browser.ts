/**
 * Finds a Chromium without asking anyone: $CHROME_PATH, the system's, else the one inside the npm package @sparticuz/chromium.
 * Guarantees that the test command needs no system package.
 */
import { existsSync } from 'node:fs';

const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];

/** Flags that keep a headless browser quiet and sandbox-free (containers run as root). */
const quietArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/** Draws WebGL in software. */
const softwareGlArgs = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

export const chromiumArgs: string[] = [...quietArgs, ...softwareGlArgs];

/**
 * Without WebGL the page itself is drawn without it too, which takes far less of a processor.
 * The map is drawn on a canvas either way: it chooses that where WebGL would be software.
 */
export const chromiumArgsWithoutGl: string[] = [...quietArgs, '--disable-gpu'];

/**
 * @returns path of an executable Chromium; unpacks the npm one (about 2 s, once) when nothing else is installed
 * @throws Error when $CHROME_PATH is set but names no file
 */
export async function findChromium(): Promise<string> {
  const asked = process.env['CHROME_PATH'];
  if (asked !== undefined && asked !== '') {
    if (!existsSync(asked)) throw new Error(`CHROME_PATH names no file: ${asked}. Unset it to use the bundled Chromium.`);
    return asked;
  }
  const installed = SYSTEM_PATHS.find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
