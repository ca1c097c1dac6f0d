// The terminal says the same on Node and in Chromium, byte for byte, and says what people look for when they type these lines.
// Pinned: content by pattern, equality between engines. Not pinned: figures that follow from the model.
import { join } from 'node:path';
import { build, preview } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPage } from '../support/browsers.ts';
import { readScenarioFiles } from '../support/scenario-folder.ts';
import { LINES, type Transcript, transcribe } from './transcript.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
let node: Transcript;
beforeAll(async () => {
  node = await transcribe(readScenarioFiles('timeout-cascade'));
}, 180_000);

describe('the terminal on Node', () => {
  it.each(LINES.map((typed, index) => ({ ...typed, index })))('$line', ({ sees, exitCode = 0, index }) => {
    const reply = node.replies[index];
    expect(exitCode === 0 ? reply?.stdout : `${reply?.stdout}${reply?.stderr}`).toMatch(sees);
    expect(reply?.exitCode).toBe(exitCode);
  });

  it('records every line, what it looked at, and what it changed', () => {
    expect(node.kinds.filter((kind) => kind === 'shell.run')).toHaveLength(LINES.length);
    for (const kind of [
      'look.deployments',
      'look.pods',
      'look.logs',
      'look.diff',
      'look.sessions',
      'look.status-page',
      'look.query',
      'look.service',
      'look.artefact',
    ])
      expect(node.kinds).toContain(kind);
    expect(node.kinds.filter((kind) => kind.startsWith('command.'))).toEqual([
      'command.kill-sessions',
      'command.set-config',
      'command.scale',
      'command.rollback',
    ]);
  });

  it('leaves the clock and the dice of its host as they were', () => {
    expect(new Date().getUTCFullYear()).toBeGreaterThan(2024);
    expect(Math.random()).not.toBe(Math.random());
  });
});

describe('the terminal in Chromium', () => {
  it('prints the same bytes and leaves the same run', { timeout: 300_000 }, async () => {
    const root = join(ROOT, 'test/golden/transcript-page');
    const outDir = join(ROOT, '.cache/transcript-page');
    await build({ configFile: false, root, base: './', logLevel: 'error', build: { outDir, emptyOutDir: true, target: 'es2022' } });
    const server = await preview({
      configFile: false,
      root,
      logLevel: 'error',
      build: { outDir },
      preview: { host: '127.0.0.1', port: 0 },
    });
    try {
      const report: { ok: boolean; message?: string; transcript?: Transcript } = JSON.parse(
        await readPage('chromium', server.resolvedUrls?.local[0] ?? '', '#transcript'),
      );
      expect(report.message).toBeUndefined();
      expect(report.transcript?.text).toBe(node.text);
      expect(report.transcript?.hash).toBe(node.hash);
    } finally {
      await server.close();
    }
  });
});
