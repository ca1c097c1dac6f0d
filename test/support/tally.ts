/**
 * Vitest reporter: prints the closing line that CI reads, `tests: N passed, N failed, N skipped`.
 * Under the test command (`run.ts`) it writes the counts to a file instead, so that the line comes last and covers every step.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestModule } from 'vitest/node';

export interface TallyCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Where the counts go when the environment variable FAULTLINE_TALLY names this file. */
export const TALLY_FILE = fileURLToPath(new URL('../../.cache/tally.json', import.meta.url));

export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tally: TallyCounts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      tally.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed') tally[state] += 1;
        else tally.skipped += 1;
      }
    }
    const file = process.env['FAULTLINE_TALLY'];
    if (file !== undefined) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(tally));
      return;
    }
    // After the default reporter's own summary, which is printed in the same turn.
    setTimeout(() => {
      process.stdout.write(`\ntests: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped\n`);
    }, 0);
  }
}
