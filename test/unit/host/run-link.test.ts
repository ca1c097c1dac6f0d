// A run as a link: there and back unchanged, and every way a link can be wrong is said in words.
import { expect, test } from 'vitest';
import { LINK_LENGTH_MAX, packRun, unpackRun } from '../../../src/host/client/index.ts';
import { ENGINE_VERSION, type RunFile } from '../../../src/schema/index.ts';
import { savedDrill } from '../../support/learner.ts';

const { journal, untilUs, seed } = savedDrill();
const RUN: RunFile = {
  format: 'faultline-run',
  version: 1,
  engineVersion: ENGINE_VERSION,
  scenario: { slug: 'timeout-cascade', title: 'Timeout cascade', hash: '0123456789abcdef' },
  seed,
  untilUs,
  journal,
  checkpoints: [{ atUs: 60_000_000, seq: 0, hash: 'fedcba9876543210' }],
  resultHash: '00000000deadbeef',
};

async function gzip(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url');
}
const problemOf = async (packed: string) => {
  const parsed = await unpackRun(packed);
  return parsed.ok ? 'none' : parsed.problems.join('\n');
};

test('a run comes back as it was, without the wall times of its entries', async () => {
  const packed = await packRun(RUN);
  expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
  const parsed = await unpackRun(packed ?? '');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  expect(parsed.run).toEqual({ ...RUN, journal: journal.map(({ recordedAt: _, ...entry }) => entry) });
});

test('a run too large for a link is not made into one', async () => {
  let random = 7;
  const noise = () => {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return random.toString(16).padStart(16, '0').slice(-16);
  };
  const checkpoints = Array.from({ length: 5_000 }, (_, index) => ({ atUs: index, seq: 0, hash: noise() }));
  expect(await packRun({ ...RUN, checkpoints })).toBeUndefined();
});

test('a link that was cut, changed, too long or hostile is refused with its reason', async () => {
  const packed = (await packRun(RUN)) ?? '';
  expect(await problemOf(packed.slice(0, -20))).toContain('cut short');
  expect(await problemOf(`${packed} `)).toContain('characters that no run has');
  expect(await problemOf('A'.repeat(LINK_LENGTH_MAX + 1))).toContain('Ask for the run file');
  expect(await problemOf(await gzip(' '.repeat(3_000_000)))).toContain('more than 2 MB');
  expect(await problemOf(await gzip('{"format":"other"}'))).toContain('faultline-run');
  expect(await problemOf(await gzip(JSON.stringify({ ...RUN, engineVersion: '0.0.1' })))).toContain('0.0.1');
  expect(await problemOf(await gzip(JSON.stringify(RUN).replace('"seed"', '"__proto__"')))).toContain('__proto__');
});
