// Scenario files as a build carries them: nothing of the truth can be read in them, and the worker finds the same scenario.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sealText, unsealFiles } from '../../../src/host/worker/sealed.ts';
import { loadScenario } from '../../../src/schema/index.ts';
import { scenarioFiles } from '../../../vite.config.ts';

const FOLDER = new URL('../../../scenarios/timeout-cascade/', import.meta.url);
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:ya?ml|md|txt)$/.test(path));
const files = Object.fromEntries(paths.map((path) => [path, readFileSync(new URL(path, FOLDER), 'utf8')]));

const asBuilt = async (path: string, query: string): Promise<string> => {
  const load = scenarioFiles.load as (this: { addWatchFile(path: string): void }, id: string) => Promise<string>;
  const code = await load.call({ addWatchFile: () => undefined }, `${new URL(path, FOLDER).pathname}?${query}`);
  return JSON.parse(/^export default (.*);$/s.exec(code)?.[1] ?? 'null') as string;
};

describe('sealed scenario files', () => {
  it('open to the same scenario', async () => {
    const sealed = Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await asBuilt(path, 'sealed')] as const)));
    const [before, after] = [loadScenario('timeout-cascade', files), loadScenario('timeout-cascade', await unsealFiles(sealed))];
    expect(after.ok && before.ok && after.value.hash).toBe(before.ok && before.value.hash);
  });

  it('show no line of the file, nor do cards show more than what a library says', async () => {
    const truth = files['scenario.yaml']!.split('\ntruth:')[1]!;
    const words = truth.match(/[a-z-]{9,}/g)!;
    const card = await asBuilt('scenario.yaml', 'card');
    const sealed = await asBuilt('scenario.yaml', 'sealed');
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word) => sealed.includes(word))).toEqual([]);
    const { proofStamp: _proof, now: _now, ...shown } = JSON.parse(card) as Record<string, unknown>;
    expect(Object.keys(shown)).toEqual(['meta', 'world']);
    expect(card).not.toMatch(/truth|notes|timeline|configuration|2\.4\.2/);
  });

  it.each(['first-drill', 'evening-shift'])('the card of %s says that it is proved, not what or how much it claims', async (slug) => {
    const { proofStamp, now } = JSON.parse(await asBuilt(`../${slug}/scenario.yaml`, 'card')) as Record<'proofStamp' | 'now', object>;
    expect(Object.keys(proofStamp).sort()).toEqual(['engineVersion', 'format', 'proved', 'scenarioHash', 'seeds', 'version']);
    expect(now).toEqual({ scenarioHash: expect.stringMatching(/^[0-9a-f]{16}$/), engineVersion: expect.any(String) });
  });

  it('are refused when damaged or too large, and files that were never sealed stay', async () => {
    const bomb = await sealText('a'.repeat(6_000_000));
    await expect(unsealFiles({ 'a.yaml': bomb })).rejects.toThrow(/a\.yaml cannot be unpacked: more than 5000000 bytes/);
    await expect(unsealFiles({ 'b.yaml': 'sealed:1:%%%' })).rejects.toThrow(/b\.yaml cannot be unpacked/);
    expect(await unsealFiles({ 'c.yaml': 'version: 1' })).toEqual({ 'c.yaml': 'version: 1' });
  });
});
