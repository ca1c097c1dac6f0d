// Goal: whatever a journal holds, scoring judges it within bounds and points only at what exists. Method: random journals against a recorded run.
// Pinned: points within 0 and the maximum, evidence that exists, prefixes that never turn a decided failure into a success out of thin air. Not pinned: the points.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { score } from '../../src/scoring/index.ts';
import {
  believe,
  DEPLOYMENTS,
  DIFF,
  type Draft,
  idleRun,
  journalOf,
  pin,
  RESOLVE,
  RESTART,
  ROLLBACK,
  runOf,
  S,
  SESSIONS,
  STATUS,
  shop,
  UPDATE,
} from '../unit/scoring/recorded.ts';

const RUBRIC = {
  categories: [
    {
      id: 'all',
      title: 'All',
      criteria: [
        { look: 'evidence', bears: true },
        { do: 'rollback payments', outcome: 'done' },
        { entry: 'comms.status-update', has: ['confidence'] },
        { message: 'executive', agrees: { errorRatio: '10 %' } },
        { hypothesis: 'truth', reaches: '>= 80 %', pinned: 'for', before: { do: '*' } },
        { hypothesis: 'rival', falls: '< 10 %' },
        { order: [{ look: 'any' }, { do: '*' }, { resolved: { of: 'T+0', to: '20m' }, truly: true }] },
        { absent: { do: 'harmful' }, before: { look: 'diff' } },
        { count: { look: 'any', bears: true }, is: '>= 2' },
        { acted: 'with evidence' },
        { measure: 'brier', is: '<= 0.5' },
        { measure: 'harm vs idle', is: '<= 50 %' },
        { measure: 'calibration gap', is: '<= 0.2' },
      ].map((when, index) => ({ id: `c${index}`, title: 'C', points: 5, award: [{ points: 5, when }] })),
    },
  ],
  deductions: [{ id: 'harm', title: 'Harm', points: 3, each: { do: 'harmful' }, atMost: 12 }],
};

const ratio = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
const move = fc.oneof(
  fc.constantFrom(DIFF, DEPLOYMENTS, STATUS, SESSIONS, ROLLBACK, RESTART, RESOLVE).map(
    (make) =>
      (atS: number): Draft =>
        make(atS),
  ),
  fc.tuple(ratio, ratio).map(
    ([truth, rival]) =>
      (atS: number): Draft =>
        believe(atS, { 'payments configuration': truth / 2, 'provider down': rival / 2 }),
  ),
  fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('for' as const, 'against' as const)).map(
    ([look, supports]) =>
      (atS: number): Draft =>
        pin(atS, 'payments configuration', look, supports),
  ),
  fc.tuple(ratio, ratio).map(
    ([confidence, errorRatio]) =>
      (atS: number): Draft =>
        UPDATE(atS, { confidence, impact: { errorRatio } }),
  ),
  ratio.map(
    (confidence) =>
      (atS: number): Draft => [atS, 'plan.step', { command: 'rollback payments', expects: 'x', confidence }],
  ),
);
const drafts = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), move), { maxLength: 40 }).map((moves) => {
  let atS = 0;
  return moves.map(([gapS, make]) => make((atS += gapS)));
});

describe('scoring of random journals', () => {
  it('stays within bounds and points at entries that exist, at their instants', () => {
    fc.assert(
      fc.property(drafts, fc.integer({ min: 100, max: 1800 }), (made, healsAtS) => {
        const journal = journalOf(...made.filter(([atS]) => atS <= 1800));
        const card = score(shop(RUBRIC), runOf(journal, { healsAtS, comparisons: [idleRun()] }));
        expect(card.total.points).toBeGreaterThanOrEqual(0);
        expect(card.total.points).toBeLessThanOrEqual(card.total.pointsMax);
        for (const criterion of card.categories[0]!.criteria) {
          expect(criterion.verdict).not.toBe('undetermined'); // the run is over
          expect(criterion.points > 0).toBe(criterion.verdict === 'met' || criterion.verdict === 'partly');
          for (const piece of criterion.evidence)
            if (piece.kind === 'entry') expect(journal[piece.seq - 1]).toMatchObject({ seq: piece.seq, atUs: piece.atUs });
        }
        if (card.measures.brierTimeWeighted !== undefined) expect(card.measures.brierTimeWeighted).toBeLessThanOrEqual(2);
        for (const moment of card.moments) expect(moment.fromUs).toBeLessThanOrEqual(moment.toUs);
      }),
      { seed: 20240115, numRuns: 60 },
    );
  });
  it('a drill cut short decides nothing that the whole drill decides otherwise, but for what can still be undone', () => {
    fc.assert(
      fc.property(drafts, fc.integer({ min: 200, max: 1500 }), (made, cutS) => {
        const journal = journalOf(...made.filter(([atS]) => atS <= 1800));
        const early = score(
          shop(RUBRIC),
          runOf(
            journal.filter((entry) => entry.atUs <= cutS * S),
            { nowS: cutS, healsAtS: 500, comparisons: [idleRun()] },
          ),
        );
        const late = score(shop(RUBRIC), runOf(journal, { healsAtS: 500, comparisons: [idleRun()] }));
        early.categories[0]!.criteria.forEach((criterion, index) => {
          if (criterion.verdict === 'unmet')
            expect(`${criterion.id} ${late.categories[0]!.criteria[index]!.verdict}`).toBe(`${criterion.id} unmet`);
        });
      }),
      { seed: 20240115, numRuns: 60 },
    );
  });
});
