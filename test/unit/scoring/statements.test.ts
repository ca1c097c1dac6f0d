// What was said beside what was so: figures, state, confidence, times, promises; and hand-over notes.
import { describe, expect, it } from 'vitest';
import type { StatementClaim } from '../../../src/schema/index.ts';
import { score } from '../../../src/scoring/index.ts';
import { believe, type Draft, harmCurve, journalOf, RESOLVE, ROLLBACK, type Run, rubricOf, runOf, S, shop, UPDATE } from './recorded.ts';

const ANY = rubricOf({ entry: 'review.submit' });
// Broken from 60 s to 500 s: 40 % of requests fail, 10 users and 20 of money a second.
function claimsOf(drafts: Draft[], run: Run = {}): Record<string, StatementClaim> {
  const card = score(shop(ANY), runOf(journalOf(...drafts), run));
  const [statement] = card.statements.slice(-1);
  return Object.fromEntries(statement!.claims.map((claim) => [claim.about, claim]));
}
const said = (impact: Record<string, unknown>, atS = 260): StatementClaim[] =>
  Object.values(claimsOf([UPDATE(atS, { impact })])).filter(({ about }) => about !== 'state');

describe('figures', () => {
  it('S1 S2 are true within a hair, near within reason, and wrong beyond', () => {
    // At 260 s 200 s of trouble: 2,000 users, 4,000 of money.
    for (const [impact, verdict, was] of [
      [{ errorRatio: 0.4 }, 'true', '40 %'],
      [{ errorRatio: 0.5 }, 'near', '40 %'],
      [{ errorRatio: 0.1 }, 'wrong', '40 %'],
      [{ usersAffected: 2100 }, 'true', '2,000'],
      [{ usersAffected: 2500 }, 'near', '2,000'],
      [{ usersAffected: 500 }, 'wrong', '2,000'],
      [{ revenueLost: 4000 }, 'true', '4,000'],
      [{ revenueLost: 9000 }, 'wrong', '4,000'],
    ] as const)
      expect(said(impact), JSON.stringify(impact)).toMatchObject([{ verdict, was }]);
    expect(said({ usersAffected: 500 })[0]!.because).toBe('1,500 less than it was');
    expect(said({ errorRatio: 0 }, 800)).toMatchObject([{ verdict: 'true', was: '0 %' }]);
  });

  it('S3 what instruments showed wrongly is told as such', () => {
    const journal = journalOf(UPDATE(260, { impact: { errorRatio: 0.4 } }));
    const input = runOf(journal);
    // The world saw every second request fail twice as often as the series say.
    const worse = harmCurve(1800, 500).map((point) => ({ ...point, failedRequests: point.failedRequests * 2 }));
    const card = score(shop(ANY), { ...input, trace: { ...input.trace, harmSeries: () => worse } });
    expect(card.statements[0]!.claims.find(({ about }) => about === 'error ratio')).toMatchObject({
      said: '40 %',
      shown: '40 %',
      was: '80 %',
      verdict: 'wrong',
      because: 'the instruments showed it, and they were wrong',
    });
  });
});

describe('states', () => {
  const state = (drafts: Draft[], run: Run = {}) => claimsOf(drafts, run)['state'];
  it('S4 resolved and monitoring are held against health, then and later', () => {
    expect(state([UPDATE(300, { state: 'resolved' })])).toMatchObject({
      verdict: 'wrong',
      because: 'users were hurt for 3.3 minutes more',
    });
    expect(state([UPDATE(450, { state: 'monitoring' })])).toMatchObject({ verdict: 'near', because: 'users were well 50 seconds later' });
    expect(state([UPDATE(600, { state: 'resolved' })])).toMatchObject({ verdict: 'true' });
    const relapse = {
      brokenSpans: [
        { fromUs: 60 * S, toUs: 500 * S },
        { fromUs: 700 * S, toUs: 900 * S },
      ],
    };
    expect(state([UPDATE(600, { state: 'resolved' })], relapse)).toMatchObject({
      verdict: 'wrong',
      because: 'users were hurt again 1.7 minutes later',
    });
    expect(state([RESOLVE(300)])).toMatchObject({ said: 'it is over', verdict: 'wrong', was: 'users were hurt' });
    expect(state([RESOLVE(600)])).toMatchObject({ verdict: 'true', was: 'users were well' });
  });
  it('S4 mitigating is held against acts, identified against beliefs, investigating against health', () => {
    expect(state([UPDATE(200, { state: 'mitigating' })])).toMatchObject({ verdict: 'wrong' });
    expect(state([ROLLBACK(180), UPDATE(200, { state: 'mitigating' })])).toMatchObject({ verdict: 'true' });
    const card = score(shop(ANY), runOf(journalOf(UPDATE(200, { state: 'mitigating' }), ROLLBACK(260))));
    expect(card.statements[0]!.claims[0]).toMatchObject({ verdict: 'near', because: 'the first action came 1 minute later' });
    expect(state([believe(150, { 'payments configuration': 0.7 }), UPDATE(200, { state: 'identified' })])).toMatchObject({
      verdict: 'true',
    });
    expect(state([believe(150, { 'provider down': 0.7 }), UPDATE(200, { state: 'identified' })])).toMatchObject({ verdict: 'wrong' });
    expect(state([UPDATE(200, { state: 'identified' })])).toMatchObject({ verdict: 'near' });
    expect(state([UPDATE(200)])).toMatchObject({ verdict: 'true' });
    expect(state([UPDATE(700)])).toMatchObject({ verdict: 'near', because: 'users were well again already' });
  });
});

describe('what was promised', () => {
  it('S5 confidence is held against the explanation that led', () => {
    const sure = (cause: string, confidence: number) =>
      claimsOf([believe(150, { [cause]: 0.8 }), UPDATE(200, { confidence })])['confidence'];
    expect(sure('payments configuration', 0.9)).toMatchObject({ verdict: 'true' });
    expect(sure('provider down', 0.9)).toMatchObject({ verdict: 'wrong', because: 'more sure than the evidence allowed' });
    expect(sure('provider down', 0.3)).toMatchObject({ verdict: 'true' });
    expect(claimsOf([UPDATE(200, { confidence: 0.9 })])['confidence']).toMatchObject({ verdict: 'open' });
    expect(claimsOf([believe(150, { 'provider down': 0.3 }), UPDATE(200, { confidence: 0.9 })])['confidence']).toMatchObject({
      verdict: 'open',
    });
    const over = (atS: number) =>
      claimsOf([believe(150, { 'provider down': 0.8 }), UPDATE(atS, { state: 'resolved', confidence: 0.9 })])['confidence'];
    expect([over(600), over(300)]).toMatchObject([{ verdict: 'true' }, { verdict: 'wrong' }]);
  });
  it('S6 a time to repair is held against when users were well again', () => {
    const eta = (fromMinutes: number, toMinutes: number, run: Run = {}) =>
      claimsOf([UPDATE(260, { eta: { fromMinutes, toMinutes } })], run)['eta'];
    expect(eta(3, 6)).toMatchObject({ verdict: 'true', said: 'in 3 to 6 minutes', was: '4 minutes later' });
    expect(eta(5, 10)).toMatchObject({ verdict: 'near', because: '1 minute sooner than said' });
    expect(eta(0, 1)).toMatchObject({ verdict: 'wrong', because: '3 minutes later than said' });
    expect(eta(3, 6, { healsAtS: 1800, brokenSpans: [{ fromUs: 60 * S, toUs: 1801 * S }] })).toMatchObject({
      verdict: 'wrong',
      was: 'never, in this drill',
    });
    expect(eta(3, 60, { healsAtS: 1800, brokenSpans: [{ fromUs: 60 * S, toUs: 1801 * S }] })).toMatchObject({ verdict: 'open' });
  });
  it('S7 the next update is owed to the same audience, until the end is declared', () => {
    const next = (...later: Draft[]) =>
      score(shop(ANY), runOf(journalOf(UPDATE(200, { nextUpdateMinutes: 5 }), ...later))).statements[0]!.claims.find(
        ({ about }) => about === 'next update',
      );
    expect(next(UPDATE(480))).toMatchObject({ verdict: 'true' });
    expect(next(UPDATE(590))).toMatchObject({ verdict: 'near' });
    expect(next(UPDATE(900))).toMatchObject({ verdict: 'wrong', because: '6.7 minutes later than promised' });
    expect(next(UPDATE(480, { audience: 'support' }))).toMatchObject({ verdict: 'wrong', was: 'no update came' });
    expect(next(RESOLVE(450))).toMatchObject({ verdict: 'true', was: 'the end was declared' });
  });
});

describe('hand-overs', () => {
  it('S8 are held against the declared severity where the note names one', () => {
    const card = score(
      shop(ANY),
      runOf(
        journalOf(
          [120, 'incident.declare', { severity: 'SEV-2' }],
          [200, 'role.hand-over', { role: 'commander', to: 'ann', note: { situation: 'SEV-1 since 10:00', nextSteps: 'roll back' } }],
        ),
      ),
    );
    expect(card.statements).toMatchObject([
      { kind: 'hand-over', to: 'ann', claims: [{ about: 'severity', said: 'SEV-1', was: 'SEV-2', verdict: 'wrong' }] },
    ]);
    expect(card.command.handOvers).toMatchObject([
      { role: 'commander', to: 'ann', filled: ['situation', 'nextSteps'], missing: ['tried', 'strategy', 'people', 'openQuestions'] },
    ]);
  });
});
