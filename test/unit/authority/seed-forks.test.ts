// Forks of one seed share their past and leave out what harm does not depend on: the harm must be that of whole runs, to the last user.
import { beforeAll, describe, expect, it } from 'vitest';
import { Authority, playScript, replay, runFork, SeedForks } from '../../../src/authority/index.ts';
import type { ForkEdit, JournalEntry, Scenario, SimTimeUs, TraceReader } from '../../../src/schema/index.ts';
import { parseScript } from '../../../src/schema/index.ts';
import { MIN, S } from '../../support/drills.ts';
import { smallScenario } from '../../support/worlds.ts';

const curve = (trace: TraceReader) => trace.harmSeries().map(({ usersAffected, revenueLost }) => [usersAffected, revenueLost]);
const zipped = ({ usersAffected, revenueLost }: { usersAffected: number[]; revenueLost: number[] }) =>
  usersAffected.map((users, index) => [users, revenueLost[index]]);

/** Whole runs from zero, with every instrument, as the judge. */
function expectSame(
  scenario: Scenario,
  journal: readonly JournalEntry[],
  edit: ForkEdit,
  untilUs: SimTimeUs,
  forks: SeedForks,
  seed: string,
) {
  const { own, fork } = forks.run(edit, untilUs, true);
  expect(zipped(fork.curve)).toEqual(curve(runFork(scenario, seed, journal, edit, untilUs).authority.trace));
  expect(zipped(own!)).toEqual(curve(replay(scenario, seed, journal, untilUs).trace));
  expect(own!.atUs.at(-1)).toBe(untilUs);
}

describe('forks of one seed', () => {
  let scenario: Scenario;
  let journal: readonly JournalEntry[];
  const untilUs = 9 * MIN;
  beforeAll(() => {
    scenario = smallScenario();
    const script = parseScript(scenario.files['journals/reference.yaml']!, 'reference.yaml');
    if (!script.ok) throw new Error('the reference does not parse');
    journal = playScript(scenario, 'fork', script.value, { untilUs: 12 * MIN }).authority.journal;
  });

  it('hurt as whole runs do, whatever the edit and in whatever order they are asked for', () => {
    const act = journal.find(({ kind }) => kind === 'command.rollback')!.seq;
    const edits: ForkEdit[] = [
      { kind: 'shift', seq: act, byUs: 2 * MIN },
      { kind: 'without', seq: act },
      { kind: 'shift', seq: act, byUs: -30 * S },
      { kind: 'idle' },
      { kind: 'reference' },
      { kind: 'without', seq: 1 },
    ];
    const forks = new SeedForks(scenario, 'other', journal);
    for (const edit of edits) expectSame(scenario, journal, edit, untilUs, forks, 'other');
  });

  it('end earlier or later as asked, with a point at the end itself', () => {
    const forks = new SeedForks(scenario, 'other', journal);
    for (const endUs of [untilUs, 4 * MIN, 6 * MIN + 1]) {
      const { own, fork } = forks.run({ kind: 'idle' }, endUs, true);
      const whole = replay(scenario, 'other', journal, endUs).trace.harm();
      expect([own!.usersAffected.at(-1), own!.revenueLost.at(-1)]).toEqual([whole.usersAffected, whole.revenueLost]);
      expect([own!.atUs.at(-1), fork.curve.atUs.at(-1)]).toEqual([endUs, endUs]);
    }
    expect(forks.run({ kind: 'idle' }, untilUs, false).own).toBeUndefined();
    // What harm does not depend on is left out of these runs, so its fork is the drill's own: up to the end asked for, however much came later.
    const look = journal.find(({ kind }) => kind.startsWith('look.'))!;
    const early = new SeedForks(scenario, 'other', journal).run({ kind: 'without', seq: look.seq }, look.atUs + 1, true);
    expect(early.fork.curve.atUs.at(-1)).toBe(look.atUs + 1);
    expect(early.fork.curve).toEqual(early.own);
  });

  it('keep the instruments as long as a fault of the story waits for them, and no longer', () => {
    const line = "  - { when: { holds: 'sum(up) > 1000' }, page: never }";
    const waiting = smallScenario({
      [line]: [
        line,
        '  - { at: T+1m, fault: { surge: paying, factor: 2, for: 2m } }',
        '  - { when: { firing: WebErrors }, after: 20s, fault: { slowService: web, factor: 3, for: 1m } }',
        '  - { when: { did: rollback payments }, after: 5s, fault: { surge: browsing, factor: 3 } }',
        '  - { when: { told: executive }, after: 10s, fault: { surge: browsing, factor: 2 } }',
        '  - { when: { phase: resolved, for: 10s }, fault: { slowService: payments, factor: 2 } }',
      ].join('\n'),
    });
    const act = journal.find(({ kind }) => kind === 'command.rollback')!.seq;
    const forks = new SeedForks(waiting, 'other', journal);
    for (const edit of [{ kind: 'without', seq: act }, { kind: 'reference' }] satisfies ForkEdit[])
      expectSame(waiting, journal, edit, untilUs, forks, 'other');
    // Without the story's faults the harm is another: the test above would see them missing.
    expect(forks.run({ kind: 'idle' }, untilUs, true).own).not.toEqual(
      new SeedForks(scenario, 'other', journal).run({ kind: 'idle' }, untilUs, true).own,
    );
  });

  it('keep every entry and instrument where people decide by theirs', () => {
    const asked: JournalEntry[] = journal.map((entry) => ({ ...entry, seq: entry.seq + 1 }));
    asked.unshift({
      seq: 1,
      atUs: 0,
      actor: 'trainee',
      role: 'incident commander',
      kind: 'people.delegate',
      args: { person: 'bank-contact', task: 'rollback payments' },
    });
    const renumbered = asked.map((entry) =>
      entry.kind === 'hypothesis.pin' ? { ...entry, args: { ...entry.args, look: entry.args.look + 1 } } : entry,
    );
    expectSame(scenario, renumbered, { kind: 'without', seq: 2 }, untilUs, new SeedForks(scenario, 'other', renumbered), 'other');
  });
});

describe('reading only the harm of a run', () => {
  it('stops the instruments and not the world', () => {
    const scenario = smallScenario();
    const whole = Authority.open(scenario, 'world', { records: false });
    const bare = Authority.open(scenario, 'world', { records: false });
    bare.readHarmOnly();
    for (const authority of [whole, bare]) authority.advanceTo(10 * MIN);
    expect(bare.trace.harm()).toEqual(whole.trace.harm());
    expect(bare.trace.flows()).toEqual(whole.trace.flows());
    expect(bare.trace.alerts()).toEqual([]);
    expect(whole.trace.alerts().length).toBeGreaterThan(0);
    expect(() => Authority.open(scenario, 'world').readHarmOnly()).toThrow(/records/);
  });
});
