// Honest determinism: the same scenario, seed and journal give the same bytes on Node, Chromium, Firefox and WebKit.
// Pinned: result hashes in cases.json. A changed hash needs a sentence there saying why. Not pinned: how long a run takes.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, missing, readPage } from '../support/browsers.ts';
import { type GoldenCase, type GoldenResult, goldenRun } from './golden-run.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const cases: GoldenCase[] = JSON.parse(readFileSync(join(ROOT, 'test/golden/cases.json'), 'utf8'));

function readFolder(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    if (statSync(path).isFile()) files[relative(folder, path)] = readFileSync(path, 'utf8');
  }
  return files;
}

const onNode = new Map<GoldenCase, GoldenResult>();
const nodeResult = (golden: GoldenCase): GoldenResult => {
  const known = onNode.get(golden) ?? goldenRun(golden, readFolder(join(ROOT, 'scenarios', golden.slug)));
  onNode.set(golden, known);
  return known;
};

describe('golden runs on Node', () => {
  it.each(cases)('$slug with $journal under seed $seed ends with its recorded hash', (golden) => {
    expect(
      nodeResult(golden).hash,
      'the run changed; if that is meant, record the new hash in test/golden/cases.json and say why there',
    ).toBe(golden.hash);
  });
});

describe('the same bytes in every browser engine', () => {
  let url = '';
  let close = async (): Promise<void> => {};
  beforeAll(async () => {
    const root = join(ROOT, 'test/golden/page');
    const outDir = join(ROOT, '.cache/golden-page');
    await build({ configFile: false, root, base: './', logLevel: 'error', build: { outDir, emptyOutDir: true, target: 'es2022' } });
    const server = await preview({
      configFile: false,
      root,
      logLevel: 'error',
      build: { outDir },
      preview: { host: '127.0.0.1', port: 0 },
    });
    url = server.resolvedUrls?.local[0] ?? '';
    close = () => server.close();
  }, 60_000);
  afterAll(() => close());

  it.for(ENGINES)('%s', { timeout: 180_000 }, async (engine, { skip }) => {
    const reason = missing(engine);
    skip(reason !== undefined, reason);
    const report: { ok: boolean; message?: string; results?: GoldenResult[] } = JSON.parse(await readPage(engine, url, '#golden'));
    expect(report.message).toBeUndefined();
    expect(report.results).toEqual(cases.map(nodeResult));
  });
});
