// The product as it is shipped: built once, served on loopback.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, preview } from 'vite';

const ROOT = new URL('../..', import.meta.url).pathname;
export const OUT_DIR = join(ROOT, '.cache/e2e-site');

export async function serveSite(): Promise<{ url: string; close: () => Promise<void> }> {
  await rm(OUT_DIR, { recursive: true, force: true });
  const options = { root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' as const };
  await build({ ...options, build: { outDir: OUT_DIR, emptyOutDir: true, manifest: true } });
  const server = await preview({ ...options, build: { outDir: OUT_DIR }, preview: { host: '127.0.0.1', port: 0 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
