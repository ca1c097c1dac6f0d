// The product as it is shipped: built once by the build command, in a process of its own (a test runner's environment builds for tests), and served on loopback.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { preview } from 'vite';

const ROOT = new URL('../..', import.meta.url).pathname;
const VITE = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
export const OUT_DIR = join(ROOT, '.cache/e2e-site');

export async function serveSite(): Promise<{ url: string; close: () => Promise<void> }> {
  await rm(OUT_DIR, { recursive: true, force: true });
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  await promisify(execFile)(process.execPath, [VITE, 'build', '--outDir', OUT_DIR, '--emptyOutDir', '--manifest', '--logLevel', 'error'], {
    cwd: ROOT,
    env,
  });
  const options = { root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' as const };
  const server = await preview({ ...options, build: { outDir: OUT_DIR }, preview: { host: '127.0.0.1', port: 0 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
