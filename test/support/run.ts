/**
 * The test command: type check, lint, then every Vitest project, in one go even when an early step fails.
 * Ends with one plain line, `tests: N passed, N failed, N skipped`, in which a failed step counts as a failure, and the matching exit code.
 * Arguments are handed to Vitest: `npm test -- --project node`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findChromium } from './browser.ts';
import { TALLY_FILE, type TallyCounts } from './tally.ts';

const require = createRequire(import.meta.url);

/** Runs a tool of a dependency in this terminal. @returns whether it succeeded */
function runTool(name: string, packageName: string, bin: string, args: readonly string[]): boolean {
  process.stdout.write(`\n== ${name}\n`);
  const entry = join(dirname(require.resolve(`${packageName}/package.json`)), bin);
  const { status } = spawnSync(process.execPath, [entry, ...args], {
    stdio: 'inherit',
    env: { ...process.env, FAULTLINE_TALLY: TALLY_FILE, STORYBOOK_DISABLE_TELEMETRY: '1' },
  });
  process.stdout.write(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'}\n`);
  return status === 0;
}

// Found once here, so that the Vitest projects do not each unpack a browser.
process.env['CHROME_PATH'] = await findChromium();
rmSync(TALLY_FILE, { force: true });

const typed = runTool('type check', 'typescript', 'bin/tsc', ['-b']);
const linted = runTool('lint', '@biomejs/biome', 'bin/biome', ['lint', '--diagnostic-level=error', '.']);
const tested = runTool('tests', 'vitest', 'vitest.mjs', ['run', ...process.argv.slice(2)]);

const tally: TallyCounts = existsSync(TALLY_FILE)
  ? (JSON.parse(readFileSync(TALLY_FILE, 'utf8')) as TallyCounts)
  : { passed: 0, failed: 0, skipped: 0 };
// A run that failed without a failing test (a crash, a missed threshold) is a failure of its own.
const brokenSteps = [typed, linted, tested || tally.failed > 0].filter((ok) => !ok).length;
const failed = tally.failed + brokenSteps;
process.stdout.write(`\ntests: ${tally.passed} passed, ${failed} failed, ${tally.skipped} skipped\n`);
process.exitCode = failed === 0 && tested ? 0 : 1;
