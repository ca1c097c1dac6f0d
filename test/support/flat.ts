// The simulator as one flat module. The test runner gives every imported name a look-up of its own, which makes long runs three times slower;
// the same sources in one bundle run as they do for users. Only speed differs.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

async function bundle(): Promise<typeof import('./flat-entry.ts')> {
  const cache = join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'flat-'));
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: join(ROOT, 'test/support/flat-entry.ts'),
        target: 'node20',
        outDir,
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'flat.mjs', topLevelVar: false } },
      },
    });
    return await import(/* @vite-ignore */ pathToFileURL(join(outDir, 'flat.mjs')).href);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

export const { Authority, comparisonRuns, evaluateInstant, loadScenario, parseDurationUs, parseExpr, parseScript, playScript, scoreRun } =
  await bundle();
