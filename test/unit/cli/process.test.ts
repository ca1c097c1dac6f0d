// The command line as a process of its own: exit codes, workers of `prove`, a pipe that closes early, and an interrupt.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFolder } from './tiny.ts';

const MAIN = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
const LOADER = import.meta.resolve('tsx');

let place: ReturnType<typeof writeFolder>;
beforeAll(() => {
  place = writeFolder();
});
afterAll(() => place.remove());

interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}
function start(...argv: string[]): { ended: Promise<Ended>; process: ReturnType<typeof spawn> } {
  const child = spawn(process.execPath, ['--import', LOADER, MAIN, ...argv], { cwd: place.parent, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<Ended>((resolve) => {
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => (out += String(data)));
    child.stderr.on('data', (data) => (err += String(data)));
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return { ended, process: child };
}

describe('the process', () => {
  it('K1, K2 ends with the code, results on standard output, complaints on standard error', async () => {
    const [good, bad] = await Promise.all([start('validate', 'tiny').ended, start('validate', 'tinny').ended]);
    expect(good).toMatchObject({ code: 0, err: '', out: expect.stringContaining('valid') });
    expect(bad).toMatchObject({ code: 2, out: '', err: expect.stringContaining('tinny') });
  });
  it('proves seeds in several processes and joins them in order', async () => {
    const result = await start('prove', 'tiny', '--seeds', '2', '--jobs', '2', '--json').ended;
    expect(result.err).toBe('');
    const report = JSON.parse(result.out) as { ok: boolean; seeds: string[]; claims: { claim: string; ok: boolean }[] };
    expect(report.claims.filter((claim) => !claim.ok)).toEqual([]);
    expect(report).toMatchObject({ ok: true, seeds: ['proof-1', 'proof-2'] });
    expect(result.code).toBe(0);
  });
  it('K4 an interrupt ends it and leaves no file', async () => {
    const run = start('prove', 'tiny', '--seeds', '500', '--jobs', '2', '--progress');
    await new Promise<void>((resolve) => run.process.stderr!.once('data', () => resolve()));
    run.process.kill('SIGINT');
    const { code } = await run.ended;
    expect(code).toBe(130);
    expect(readdirSync(place.parent)).toEqual(['tiny']);
  });
});
