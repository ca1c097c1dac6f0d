// The command line as a process of its own: exit codes, workers of `prove`, a pipe that closes early, and an interrupt.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProofReport } from '../../../src/proof/index.ts';
import { ENGINE_VERSION, ProofStampSchema } from '../../../src/schema/index.ts';
import { writeFolder } from './tiny.ts';

/** As `npm run faultline` starts it, from the bundle. */
const LAUNCHER = fileURLToPath(new URL('../../../src/cli/launch.mjs', import.meta.url));

let place: ReturnType<typeof writeFolder>;
beforeAll(async () => {
  place = writeFolder();
  // The first start bundles what has changed; those below begin side by side.
  expect(await start('list', '--json').ended).toMatchObject({ code: 0 });
});
afterAll(() => place.remove());

interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}
function start(...argv: string[]): { ended: Promise<Ended>; process: ReturnType<typeof spawn> } {
  const child = spawn(process.execPath, [LAUNCHER, ...argv], { cwd: place.parent, stdio: ['ignore', 'pipe', 'pipe'] });
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
  it('proves seeds in several processes, joins them in order, and stamps what was proved', async () => {
    const result = await start('prove', 'tiny', '--jobs', '2', '--json', '--stamp').ended;
    expect(result.err).toBe('');
    const report = JSON.parse(result.out) as ProofReport;
    const stamp = ProofStampSchema.parse(JSON.parse(readFileSync(join(place.parent, 'tiny', 'expected', 'proof.json'), 'utf8')));
    expect(stamp).toMatchObject({ scenarioHash: report.scenario.hash, engineVersion: ENGINE_VERSION, seeds: 2, proved: true });
    expect(stamp.claims.map(({ id }) => id)).toEqual(report.claims.map(({ claim }) => claim));
    expect(report.claims.filter((claim) => !claim.ok)).toEqual([]);
    expect(report).toMatchObject({ ok: true, seeds: ['proof-1', 'proof-2'] });
    expect(result.code).toBe(0);
  });
  it('stamps no part of a proof', async () => {
    const result = await start('prove', 'tiny', '--seeds', '1', '--stamp').ended;
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining('2 seeds') });
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
