/**
 * Build, dev server and the three Vitest projects: `node`, `browser` (Chromium), `storybook` (stories and their accessibility).
 * The app builds with relative addresses, so `dist/` works from any folder and, after the first visit, without a network.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './test/support/browser.ts';
import { browserPackages } from './test/support/browser-packages.ts';

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

const browser = async () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  viewport: { width: 1280, height: 800 },
  provider: playwright({ launchOptions: { executablePath: await findChromium(), args: chromiumArgs } }),
  instances: [{ browser: 'chromium' as const }],
});

/** Storybook's plugin refuses to start without a single story, so the project exists once there is one. */
const hasStories = () =>
  readdirSync(new URL('./src/ui', import.meta.url), { recursive: true, encoding: 'utf8' }).some((path) => path.endsWith('.stories.tsx'));

const vitestProjects = async () => [
  {
    extends: true as const,
    test: {
      name: 'node',
      environment: 'node',
      include: ['test/**/*.test.ts'],
      exclude: ['test/browser/**', '**/*.browser.test.*'],
    },
  },
  {
    extends: true as const,
    test: { name: 'browser', include: ['test/browser/**/*.browser.test.{ts,tsx}'], browser: await browser() },
  },
  ...(hasStories()
    ? [
        {
          extends: true as const,
          plugins: [storybookTest({ configDir: fileURLToPath(new URL('./.storybook', import.meta.url)) })],
          test: { name: 'storybook', browser: await browser() },
        },
      ]
    : []),
];

export default defineConfig(async () => ({
  base: './',
  plugins: [react(), ...(underVitest || underStorybook ? [] : [offline])],
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
