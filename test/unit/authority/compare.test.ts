// Counterfactuals on the same seed, and the runs that scoring compares with.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authority, comparisonRuns, editJournal, playScript, replay, runFork, scoreRun } from '../../../src/authority/index.ts';
import { parseScript, type Scenario } from '../../../src/schema/index.ts';
import { MIN, S } from '../../support/drills.ts';
import { smallScenario } from '../../support/worlds.ts';

describe('forks', () => {
  let scenario: Scenario;
  let played: Authority;
  const untilUs = 12 * MIN;
  beforeAll(() => {
    scenario = smallScenario();
    const script = parseScript(scenario.files['journals/reference.yaml']!, 'reference.yaml');
    if (!script.ok) throw new Error('the reference does not parse');
    played = playScript(scenario, 'fork', script.value, { untilUs }).authority;
  });
  const fork = (edit: Parameters<typeof runFork>[3]) => runFork(scenario, 'fork', played.journal, edit, untilUs);

  it('with the unedited journal give the same harm', () => {
    expect(fork({ kind: 'reference' }).harm.usersAffected).toBe(played.trace.harm().usersAffected);
    expect(fork({ kind: 'without', seq: 999 }).harm).toMatchObject({
      usersAffected: played.trace.harm().usersAffected,
      revenueLost: played.trace.harm().revenueLost,
    });
  });

  it('idle hurts more, and up to the first act just the same', () => {
    const idle = fork({ kind: 'idle' });
    expect(idle.harm.usersAffected).toBeGreaterThan(1.5 * played.trace.harm().usersAffected);
    const actUs = played.journal[4]!.atUs;
    const early = (curve: readonly { atUs: number }[]) => curve.filter(({ atUs }) => atUs <= actUs);
    expect(early(idle.harm.curve)).toEqual(early(fork({ kind: 'reference' }).harm.curve));
  });

  it('without the act hurts like idle; a later act hurts in between', () => {
    const idle = fork({ kind: 'idle' }).harm.usersAffected;
    const without = fork({ kind: 'without', seq: 5 });
    expect(without.harm.usersAffected).toBe(idle);
    const later = fork({ kind: 'shift', seq: 5, byUs: 3 * MIN }).harm.usersAffected;
    expect(later).toBeGreaterThan(played.trace.harm().usersAffected);
    expect(later).toBeLessThan(idle);
  });

  it('renumber what refers to an entry, and leave out what refers to one that is gone', () => {
    const { authority, problems } = fork({ kind: 'without', seq: 1 });
    expect(authority.journal.map((entry) => (entry.kind === 'hypothesis.pin' ? entry.args.look : entry.kind))).toEqual([
      'look.diff',
      'hypothesis.set',
      1,
      'command.rollback',
      'comms.status-update',
      'incident.resolve',
    ]);
    expect(problems).toEqual([]);
    expect(fork({ kind: 'without', seq: 2 }).problems).toEqual([expect.stringMatching(/entry 4 pins look 2/)]);
  });

  it('shifted entries find their new order', () => {
    expect(editJournal(played.journal, { kind: 'shift', seq: 5, byUs: -30 * S }).map(({ seq }) => seq)).toEqual([1, 5, 2, 3, 4, 6, 7]);
  });

  it('comparison runs are idle and reference, and scoring takes them', () => {
    const runs = comparisonRuns(scenario, 'fork', untilUs);
    expect(runs.map(({ label }) => label)).toEqual(['idle', 'reference']);
    const card = scoreRun(played, runs);
    expect(card.measures.harmVsIdle).toBeLessThan(0.7);
    expect(card.measures.harmVsReference).toBeCloseTo(1, 6);
    expect(card.total.points).toBeGreaterThanOrEqual(5);
    const idle = scoreRun(replay(scenario, 'fork', [], untilUs), runs);
    expect(idle.total.points).toBe(0);
  });

  it('a folder without a reference is compared with idle alone', () => {
    const { 'journals/reference.yaml': _, ...files } = scenario.files;
    const bare = { ...scenario, files };
    expect(comparisonRuns(bare, 'fork', untilUs).map(({ label }) => label)).toEqual(['idle']);
    expect(() => runFork(bare, 'fork', [], { kind: 'reference' }, untilUs)).toThrow(/reference/);
  });
});
