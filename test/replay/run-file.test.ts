// Run files (src/authority/README.md, A8): one that was made verifies, and every altered one fails with the right reason.
import { beforeAll, describe, expect, it } from 'vitest';
import { replay, verifyRun } from '../../src/authority/index.ts';
import { ENGINE_VERSION, type RunFile, RunFileSchema } from '../../src/schema/index.ts';
import { Drill, draft, MIN, S } from '../support/drills.ts';
import { smallScenario } from '../support/worlds.ts';

const scenario = smallScenario();
let run: RunFile;
let t0: number;
beforeAll(() => {
  const drill = new Drill(scenario).paged();
  t0 = drill.t0;
  drill.at(t0 + 10 * S);
  drill.authority.append(draft('alert.acknowledge', { alert: 'WebErrors' }), { recordedAt: '2026-01-01T00:00:00Z' });
  drill.add('people.ask', { person: 'bank-contact', about: 'bank' });
  drill.at(t0 + 30 * S + 1).add('command.rollback', { service: 'payments' });
  drill.add('command.rollback', { service: 'nowhere' });
  drill.at(t0 + 4 * MIN).add('incident.resolve', { summary: 'fixed' });
  run = drill.at(9 * MIN + 7).authority.runFile();
});
const altered = (change: (file: RunFile) => void): RunFile => {
  const file = structuredClone(run);
  change(file);
  return file;
};

describe('run files', () => {
  it('A8 verify, also after being written and read', () => {
    expect(verifyRun(scenario, run)).toEqual({ ok: true });
    expect(run).toMatchObject({
      format: 'faultline-run',
      engineVersion: ENGINE_VERSION,
      seed: 'test-1',
      untilUs: 9 * MIN + 7,
      scenario: { slug: 'small-shop', hash: scenario.hash },
    });
    expect(run.checkpoints.map(({ atUs }) => atUs)).toEqual(Array.from({ length: 18 }, (_, index) => (index + 1) * 30 * S));
    const read = RunFileSchema.parse(JSON.parse(JSON.stringify(run)));
    expect(read).toEqual(run);
    expect(verifyRun(scenario, read)).toEqual({ ok: true });
  });

  it('A8 wall times do not matter', () => {
    expect(
      verifyRun(
        scenario,
        altered((file) => file.journal.forEach((entry) => void (entry.recordedAt = '1999-01-01T00:00:00Z'))),
      ),
    ).toEqual({ ok: true });
  });

  it('A8 a replay of the same inputs is compared as it is; of others another one is made', () => {
    const replayed = replay(scenario, run.seed, run.journal, run.untilUs);
    const steps = (file: RunFile): { ok: boolean; replays: boolean } => {
      let replays = false;
      const { ok } = verifyRun(scenario, file, () => void (replays = true), replayed);
      return { ok, replays };
    };
    expect(steps(structuredClone(run))).toEqual({ ok: true, replays: false });
    expect(steps(altered((file) => void (file.checkpoints[3]!.hash = '0123456789abcdef')))).toEqual({ ok: false, replays: false });
    expect(steps(altered((file) => void (file.resultHash = '0123456789abcdef')))).toEqual({ ok: false, replays: false });
    expect(steps(altered((file) => void (file.journal[4]!.args = { summary: 'Fixed' })))).toEqual({ ok: false, replays: true });
    expect(steps(altered((file) => void (file.seed = 'test-2')))).toEqual({ ok: false, replays: true });
  });

  it('A8 a run without entries verifies', () => {
    const idle = replay(scenario, 'idle', [], 2 * MIN).runFile();
    expect(verifyRun(scenario, idle)).toEqual({ ok: true });
  });

  it.each<[string, (file: RunFile) => void, RegExp]>([
    ['another engine', (file) => void (file.engineVersion = '0.9.0'), /engine 0\.9\.0/],
    ['another scenario', (file) => void (file.scenario.hash = '0123456789abcdef'), /another version of the scenario/],
    ['a gap in the numbers', (file) => void (file.journal[2]!.seq = 9), /out of order at entry 9/],
    ['times that go back', (file) => void (file.journal[4]!.atUs = 0), /out of order at entry 5/],
    ['an entry after the end', (file) => void (file.untilUs = 5 * MIN), /out of order|checkpoint/],
    ['an end beyond the scenario', (file) => void (file.untilUs = 99 * MIN), /./],
    ['a missing checkpoint', (file) => void file.checkpoints.pop(), /checkpoint/],
    ['an entry of another kind', (file) => void ((file.journal[1] as { kind: string }).kind = 'people.bribe'), /no drill accepts/],
    ['another result', (file) => void (file.resultHash = '0123456789abcdef'), /result differs/],
  ])('A8 refuses %s', (_, change, reason) => {
    expect(verifyRun(scenario, altered(change))).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  it.each<[string, (file: RunFile) => void, () => { atUs: number; seq: number }]>([
    ['another seed', (file) => void (file.seed = 'test-2'), () => ({ atUs: 30 * S, seq: 0 })],
    [
      'a word in a note',
      (file) => void (file.journal[4]!.args = { summary: 'Fixed' }),
      () => ({ atUs: (Math.floor((t0 + 4 * MIN) / (30 * S)) + 1) * 30 * S, seq: 5 }),
    ],
    [
      'a command moved by a microsecond',
      (file) => [2, 3].forEach((index) => void (file.journal[index]!.atUs += 1)),
      () => ({ atUs: (Math.floor((t0 + 30 * S) / (30 * S)) + 1) * 30 * S, seq: 4 }),
    ],
    ['a checkpoint', (file) => void (file.checkpoints[3]!.hash = '0123456789abcdef'), () => ({ atUs: 2 * MIN, seq: 0 })],
  ])('A8 names the first difference after altering %s', (_, change, where) => {
    const found = verifyRun(scenario, altered(change));
    expect(found).toMatchObject({ ok: false, firstDifference: where() });
  });
});
