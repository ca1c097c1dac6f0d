// Any journal, however time is sliced: replay gives the same, a prefix gives a prefix (src/authority/README.md, A4–A7).
// Random journals on the small shop; a failing case prints its seed and the shrunk journal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Authority, replay, verifyRun } from '../../src/authority/index.ts';
import type { EntryDraft, JournalEntry } from '../../src/schema/index.ts';
import { draft, MIN, S } from '../support/drills.ts';
import { staffedScenario } from '../support/staffed-world.ts';

const scenario = staffedScenario();
const END_US = 7 * MIN;

const service = fc.constantFrom('web', 'payments', 'nowhere');
const cause = fc.record({ component: fc.constantFrom('web', 'payments', 'bank'), kind: fc.constantFrom('configuration', 'down') });
const anyDraft: fc.Arbitrary<EntryDraft> = fc.oneof(
  service.map((name) => draft('command.rollback', { service: name })),
  service.map((name) => draft('command.restart', { target: name })),
  fc.record({ service, replicas: fc.integer({ min: 0, max: 6 }) }).map((args) => draft('command.scale', args)),
  fc.integer({ min: 1, max: 60 }).map((size) => draft('command.resize-pool', { pool: 'ledger-pool', size })),
  fc.constantFrom(
    draft('command.open-breaker', { breaker: 'bank-breaker' }),
    draft('command.close-breaker', { breaker: 'bank-breaker' }),
    draft('command.kill-sessions', { pool: 'ledger-pool' }),
    draft('command.kill-sessions', { pool: 'ledger-pool', pids: [20_010, 19_999] }),
    draft('command.cordon', { node: 'node-1' }),
    draft('command.uncordon', { node: 'node-1' }),
    draft('command.drain', { node: 'node-2' }),
    draft('command.delete-pod', { pod: 'web-1' }),
  ),
  fc.constantFrom('2s', '10ms', 'soon').map((value) => draft('command.set-config', { service: 'payments', key: 'bank_timeout', value })),
  fc.constantFrom(
    draft('look.logs'),
    draft('look.deployments'),
    draft('look.pods'),
    draft('look.events'),
    draft('look.metrics', { panel: 'Front' }),
    draft('look.diff', { service: 'payments' }),
  ),
  fc
    .array(fc.record({ cause, probability: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 3 })
    .map((beliefs) => draft('hypothesis.set', { beliefs })),
  fc.integer({ min: 0, max: 20 }).chain((look) => cause.map((named) => draft('hypothesis.pin', { cause: named, look, supports: 'for' }))),
  fc
    .record({
      person: fc.constantFrom('owner', 'boss', 'ghost'),
      task: fc.constantFrom('rollback payments', 'delete web', 'restart ledger'),
    })
    .map((args) => draft('people.delegate', args)),
  fc.constantFrom('owner', 'boss').map((person) => draft('approval.request', { person, command: 'delete web' })),
  fc.constantFrom('communications', 'technical lead', 'commander').map((role) => draft('role.hand-over', { role, to: 'owner' })),
  fc.constantFrom(
    draft('people.escalate'),
    draft('people.escalate', { to: 'boss' }),
    draft('role.take', { role: 'commander' }),
    draft('hint.take'),
    draft('checklist.tick', { item: 'watch' }),
    draft('guide.read', { step: 0 }),
    draft('command.delete', { service: 'web' }),
  ),
  fc.constantFrom('bank', 'weather').map((about) => draft('people.ask', { person: 'bank-contact', about })),
  fc
    .integer({ min: 0, max: 3 })
    .map((nextUpdateMinutes) => draft('comms.status-update', { audience: 'executive', state: 'investigating', nextUpdateMinutes })),
  fc.constantFrom(
    draft('incident.declare', { severity: 'SEV-1' }),
    draft('incident.resolve'),
    draft('incident.stand-down'),
    draft('alert.acknowledge', { alert: 'WebErrors' }),
    draft('review.causes', { surface: 'x' }),
  ),
);
const anyJournal = fc
  .array(fc.record({ atUs: fc.integer({ min: 0, max: END_US }), draft: anyDraft }), { maxLength: 12 })
  .map((acts) => [...acts].sort((a, b) => a.atUs - b.atUs));
const anySlices = fc.array(fc.integer({ min: 0, max: END_US }), { maxLength: 25 });

/** Plays at the given times, also stopping at every slice on the way. */
function play(acts: readonly { atUs: number; draft: EntryDraft }[], slices: readonly number[] = [], untilUs = END_US): Authority {
  const authority = Authority.open(scenario, 'property');
  const stops = [...slices.map((atUs) => ({ atUs, draft: undefined })), ...acts]
    .filter(({ atUs }) => atUs <= untilUs)
    .sort((a, b) => a.atUs - b.atUs);
  for (const stop of stops) {
    authority.advanceTo(stop.atUs);
    if (stop.draft !== undefined) authority.append(stop.draft);
    else authority.view();
  }
  authority.advanceTo(untilUs);
  return authority;
}
const RUNS = { numRuns: 12, seed: 20240301 };

describe('any journal', () => {
  it('A4 gives the same run however time is sliced and watched', () => {
    fc.assert(
      fc.property(anyJournal, anySlices, (acts, slices) => {
        const whole = play(acts);
        const sliced = play(acts, slices);
        expect(sliced.checkpoints).toEqual(whole.checkpoints);
        expect(sliced.hash()).toBe(whole.hash());
        expect(sliced.view()).toEqual(whole.view());
      }),
      RUNS,
    );
  });

  it('A5 replayed gives the same hash, outcomes and looks, and its run file verifies', () => {
    fc.assert(
      fc.property(anyJournal, (acts) => {
        const played = play(acts);
        const again = replay(scenario, 'property', JSON.parse(JSON.stringify(played.journal)) as JournalEntry[], END_US);
        expect(again.hash()).toBe(played.hash());
        expect([...again.outcomes]).toEqual([...played.outcomes]);
        for (const { seq } of played.journal) expect(again.lookOf(seq)).toEqual(played.lookOf(seq));
        expect(verifyRun(scenario, played.runFile())).toEqual({ ok: true });
      }),
      { ...RUNS, numRuns: 6 },
    );
  });

  it('A6 cut short gives the beginning of the run', () => {
    fc.assert(
      fc.property(anyJournal, fc.integer({ min: 0, max: END_US }), (acts, cutUs) => {
        const whole = play(acts);
        const prefix = play(acts, [], cutUs);
        const { length } = prefix.journal;
        expect(whole.journal.slice(0, length)).toEqual(prefix.journal);
        expect(whole.checkpoints.slice(0, prefix.checkpoints.length).filter(({ atUs }) => atUs < cutUs)).toEqual(
          prefix.checkpoints.filter(({ atUs }) => atUs < cutUs),
        );
        expect(whole.trace.harmSeries().filter(({ atUs }) => atUs <= cutUs)).toEqual(prefix.trace.harmSeries());
        expect(whole.trace.facts().filter(({ atUs }) => atUs < cutUs)).toEqual(prefix.trace.facts().filter(({ atUs }) => atUs < cutUs));
        expect(whole.trace.logs({ toUs: cutUs - 1, limit: 1e6 })).toEqual(prefix.trace.logs({ toUs: cutUs - 1, limit: 1e6 }));
        expect(
          whole
            .view()
            .messages.filter(({ atUs }) => atUs < cutUs)
            .map(({ text }) => text),
        ).toEqual(
          prefix
            .view()
            .messages.filter(({ atUs }) => atUs < cutUs)
            .map(({ text }) => text),
        );
      }),
      RUNS,
    );
  });

  it('A7 any instant sought is what was seen there', () => {
    fc.assert(
      fc.property(anyJournal, fc.integer({ min: 0, max: END_US }), (acts, atUs) => {
        const live = play(acts);
        const hash = live.hash();
        expect(live.seek(atUs)).toEqual(play(acts, [], atUs).view());
        expect(live.hash()).toBe(hash);
      }),
      { ...RUNS, numRuns: 8 },
    );
  });

  it('A5 another seed gives another run', () => {
    const hash = (seed: string) => {
      const authority = Authority.open(scenario, seed);
      authority.advanceTo(30 * S);
      return authority.hash();
    };
    expect(hash('a')).not.toBe(hash('b'));
  });
});
