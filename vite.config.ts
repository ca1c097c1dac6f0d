/**
 * Build, dev server and the three Vitest projects: `node`, `browser` (Chromium), `storybook` (stories and their accessibility).
 * The app builds with relative addresses, so `dist/` works from any folder and, after the first visit, without a network.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { parse } from 'yaml';
import { sealText } from './src/host/worker/sealed.ts';
import { ENGINE_VERSION, loadScenario } from './src/schema/index.ts';
import { chromiumArgs, chromiumArgsWithoutGl, findChromium } from './test/support/browser.ts';
import { browserPackages } from './test/support/browser-packages.ts';
import { flatRooms } from './test/support/flat-rooms.ts';

const underVitest = process.env['VITEST'] !== undefined;
const underStorybook = process.argv.some((argument) => argument.includes('storybook'));

const offline = VitePWA({
  registerType: 'autoUpdate',
  workbox: {
    globPatterns: ['**/*.{js,css,html,woff2,svg,yaml,md}'],
    maximumFileSizeToCacheInBytes: 4_000_000,
  },
  manifest: {
    name: 'Faultline',
    short_name: 'Faultline',
    description: 'Practise incident response on a deterministic simulation of failing services.',
    start_url: '.',
    display: 'standalone',
    background_color: '#14213d',
    theme_color: '#14213d',
    icons: [],
  },
});

/**
 * Two ways to import a scenario's files. `?sealed`: packed, so that nobody reads the truth of a drill by accident.
 * `?card`: what a card of the library shows of a scenario file, and nothing else of it.
 */
export const scenarioFiles: Plugin = {
  name: 'scenario-files',
  enforce: 'pre',
  async load(id) {
    const [path = '', query] = id.split('?');
    if (query !== 'sealed' && query !== 'card') return undefined;
    this.addWatchFile(path);
    const text = await readFile(path, 'utf8');
    const card = async () => JSON.stringify({ ...cardPart(text), ...(await proofPart(dirname(path))) });
    return `export default ${JSON.stringify(query === 'sealed' ? await sealText(text) : await card())};`;
  },
};

/** The proof beside a scenario, and what it would have to be of: whether they agree the card says. */
async function proofPart(folder: string): Promise<{ proofStamp?: unknown; now?: { scenarioHash: string; engineVersion: string } }> {
  const stamp = await readFile(join(folder, 'expected/proof.json'), 'utf8').catch(() => undefined);
  if (stamp === undefined) return {};
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ya?ml|md|txt|json)$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => [name.replaceAll('\\', '/'), await readFile(join(folder, name), 'utf8')] as const),
  );
  const loaded = loadScenario(basename(folder), Object.fromEntries(files));
  if (!loaded.ok) return {};
  // What a scenario claims, and how much, tells whether anything is wrong in it: a quiet one has other claims, and fewer.
  const { claims: _claims, ...proofStamp } = JSON.parse(stamp) as Record<string, unknown>;
  return {
    proofStamp,
    now: { scenarioHash: loaded.value.hash, engineVersion: ENGINE_VERSION },
  };
}

function cardPart(text: string): object {
  const {
    meta = {},
    world = {},
    consoles,
  } = parse(text, { maxAliasCount: 0 }) as {
    meta?: Record<string, unknown>;
    world?: Record<string, object>;
    consoles?: unknown;
  };
  const { title, summary, objectives, startsAt, length, difficulty, tags } = meta;
  const names = ['services', 'pools', 'databases', 'providers'].map((part) => [
    part,
    Object.fromEntries(Object.keys(world[part] ?? {}).map((name) => [name, {}])),
  ]);
  return {
    meta: { title, summary, objectives, startsAt, length, difficulty, tags },
    world: Object.fromEntries(names),
    ...(consoles === undefined ? {} : { consoles: {} }),
  };
}

const browser = async (args: string[], contextOptions: { reducedMotion?: 'reduce' } = {}) => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  viewport: { width: 1280, height: 800 },
  provider: playwright({ launchOptions: { executablePath: await findChromium(), args }, contextOptions }),
  instances: [{ browser: 'chromium' as const }],
});

/** Storybook's plugin refuses to start without a single story, so the project exists once there is one. */
const hasStories = () =>
  readdirSync(new URL('./src/ui', import.meta.url), { recursive: true, encoding: 'utf8' }).some((path) => path.endsWith('.stories.tsx'));

const vitestProjects = async () => [
  {
    extends: true as const,
    plugins: [flatRooms()],
    test: {
      name: 'node',
      environment: 'node',
      // Left to itself the runner keeps one of the cores free, which on a machine of two is half of it.
      maxWorkers: '100%',
      // What is tested without a browser keeps no state in its modules, so they are loaded once and not once for each file.
      isolate: false,
      sequence: { groupOrder: 0 },
      include: ['test/**/*.test.ts'],
      exclude: ['test/browser/**', '**/*.browser.test.*'],
    },
  },
  {
    extends: true as const,
    test: {
      name: 'browser',
      include: ['test/browser/**/*.browser.test.{ts,tsx}'],
      browser: await browser(chromiumArgs),
      sequence: { groupOrder: 1 },
    },
  },
  ...(hasStories()
    ? [
        {
          extends: true as const,
          plugins: [storybookTest({ configDir: fileURLToPath(new URL('./.storybook', import.meta.url)) })],
          test: {
            name: 'storybook',
            // Nothing moves that nobody watches.
            browser: await browser(chromiumArgsWithoutGl, { reducedMotion: 'reduce' }),
            maxWorkers: 2,
            sequence: { groupOrder: 2 },
          },
        },
      ]
    : []),
];

export default defineConfig(async () => ({
  base: './',
  plugins: [scenarioFiles, react(), ...(underVitest || underStorybook ? [] : [offline])],
  // `const` at the top level stays `const` in the worker: engines fold the fields of such a constant, which makes the simulator a third faster.
  worker: { format: 'es' as const, rolldownOptions: { output: { topLevelVar: false } } },
  // PGlite finds its wasm beside its own module, which pre-bundling would move away.
  optimizeDeps: { include: [...browserPackages], exclude: ['@electric-sql/pglite'] },
  build: { target: 'es2022', sourcemap: false },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    reporters: ['default', './test/support/tally.ts'],
    coverage: { provider: 'v8' as const, include: ['src/**'], exclude: ['**/*.stories.tsx'], reporter: ['text-summary'] },
    ...(underVitest ? { projects: await vitestProjects() } : {}),
  },
}));
