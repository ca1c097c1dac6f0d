/**
 * The test command: type check beside lint, then every Vitest project, in one go even when an early step fails.
 * Ends with one plain line, `tests: N passed, N failed, N skipped`, in which a failed step counts as a failure, and the matching exit code.
 * Arguments are handed to Vitest: `npm test -- --project node`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findChromium } from './browser.ts';
import { TALLY_FILE, type TallyCounts } from './tally.ts';

const require = createRequire(import.meta.url);

/**
 * Runs a tool of a dependency in this terminal; what one that runs `beside` another writes is kept until it has ended, so that it stays together.
 * @returns whether it succeeded
 */
async function runTool(name: string, packageName: string, bin: string, args: readonly string[], beside = false): Promise<boolean> {
  const title = `\n== ${name}\n`;
  if (!beside) process.stdout.write(title);
  const entry = join(dirname(require.resolve(`${packageName}/package.json`)), bin);
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: beside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, FAULTLINE_TALLY: TALLY_FILE, STORYBOOK_DISABLE_TELEMETRY: '1' },
  });
  const kept: Buffer[] = [];
  child.stdout?.on('data', (data: Buffer) => kept.push(data));
  child.stderr?.on('data', (data: Buffer) => kept.push(data));
  const status = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  if (beside) process.stdout.write(`${title}${Buffer.concat(kept)}`);
  process.stdout.write(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'}\n`);
  return status === 0;
}

// Found once here, so that the Vitest projects do not each unpack a browser.
process.env['CHROME_PATH'] = await findChromium();
rmSync(TALLY_FILE, { force: true });

const terminal = process.stdout.isTTY;
const [typed, linted] = await Promise.all([
  runTool('type check', 'typescript', 'bin/tsc', ['-b', ...(terminal ? ['--pretty'] : [])], true),
  runTool('lint', '@biomejs/biome', 'bin/biome', ['lint', '--diagnostic-level=error', ...(terminal ? ['--colors=force'] : []), '.'], true),
]);
const tested = await runTool('tests', 'vitest', 'vitest.mjs', ['run', ...process.argv.slice(2)]);

const tally: TallyCounts = existsSync(TALLY_FILE)
  ? (JSON.parse(readFileSync(TALLY_FILE, 'utf8')) as TallyCounts)
  : { passed: 0, failed: 0, skipped: 0 };
// A run that failed without a failing test (a crash, a missed threshold) is a failure of its own.
const brokenSteps = [typed, linted, tested || tally.failed > 0].filter((ok) => !ok).length;
const failed = tally.failed + brokenSteps;
process.stdout.write(`\ntests: ${tally.passed} passed, ${failed} failed, ${tally.skipped} skipped\n`);
process.exitCode = failed === 0 && tested ? 0 : 1;
