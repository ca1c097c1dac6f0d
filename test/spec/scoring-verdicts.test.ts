// The numbered rules C1–C8 of src/scoring/README.md: from findings to a scorecard.
import { describe, expect, it } from 'vitest';
import type { Scorecard } from '../../src/schema/index.ts';
import { score } from '../../src/scoring/index.ts';
import {
  believe,
  DIFF,
  type Draft,
  idleRun,
  journalOf,
  judge,
  RESOLVE,
  RESTART,
  ROLLBACK,
  type Run,
  runOf,
  S,
  STATUS,
  shop,
  UPDATE,
  verdict,
  type World,
} from '../unit/scoring/recorded.ts';

const card = (rubric: unknown, drafts: Draft[], run: Run & World = {}): Scorecard =>
  score(shop(rubric, run), runOf(journalOf(...drafts), run));
const NO_POINTS = {
  categories: [
    { id: 'one', title: 'One', criteria: [{ id: 'it', title: 'It', points: 10, award: [{ points: 10, when: { look: 'any' } }] }] },
  ],
};
const criterion = (extra: Record<string, unknown>): unknown => ({
  categories: [{ id: 'one', title: 'One', criteria: [{ id: 'it', title: 'It', points: 10, ...extra }] }],
});
const only = (rubric: unknown, drafts: Draft[], run: Run & World = {}) => card(rubric, drafts, run).categories[0]!.criteria[0]!;

describe('C1 awards', () => {
  const graded = criterion({
    award: [
      { points: 10, when: { look: 'diff' } },
      { points: 4, when: { look: 'status' }, because: 'saw the status page only' },
    ],
  });
  it('the first that holds is given', () => {
    expect(only(graded, [STATUS(140), DIFF(150)])).toMatchObject({ verdict: 'met', points: 10 });
    expect(only(graded, [STATUS(140)])).toMatchObject({
      verdict: 'partly',
      points: 4,
      because: 'saw the status page only; full points needed a look at a diff',
    });
    expect(only(graded, [])).toMatchObject({ verdict: 'unmet', points: 0 });
  });
  it('evidence names entries and absences', () => {
    expect(only(graded, [STATUS(140)]).evidence).toEqual([{ kind: 'entry', seq: 1, atUs: 140 * S, text: 'look: status provider' }]);
    expect(only(graded, []).evidence[0]!.kind).toBe('absence');
  });
});

describe('C2 a drill that ended early is undetermined, not failed', () => {
  it('while it may still happen', () => {
    expect(verdict({ look: 'diff' }, [], { nowS: 400 })).toBe('undetermined');
    expect(verdict({ look: 'diff' }, [], { nowS: 1800 })).toBe('unmet');
    expect(verdict({ look: 'diff' }, [[390, 'review.submit', {}]], { nowS: 400 })).toBe('unmet');
    expect(verdict({ look: 'diff', within: { of: 'T+0', to: '3m' } }, [], { nowS: 200 })).toBe('undetermined');
    expect(verdict({ look: 'diff', within: { of: 'T+0', to: '3m' } }, [], { nowS: 400 })).toBe('unmet');
    expect(verdict({ look: 'diff', within: { of: 'T+0', to: '3m' } }, [], { nowS: 400, tPlusZeroS: undefined })).toBe('undetermined');
  });
  it('for patterns made of patterns, absences, counts and measures too', () => {
    const early = { nowS: 400 };
    expect(verdict({ order: [{ look: 'diff' }, { do: '*' }] }, [DIFF(150)], early)).toBe('undetermined');
    expect(verdict({ all: [{ look: 'diff' }, { do: '*' }] }, [DIFF(150)], early)).toBe('undetermined');
    expect(verdict({ all: [{ look: 'diff', within: { of: 'T+0', to: '1m' } }, { do: '*' }] }, [], early)).toBe('unmet');
    expect(verdict({ absent: { do: 'restart' } }, [], early)).toBe('undetermined');
    expect(verdict({ absent: { do: 'restart' } }, [RESTART(200)], early)).toBe('unmet');
    expect(verdict({ count: { look: 'any' }, is: '>= 2' }, [DIFF(150)], early)).toBe('undetermined');
    expect(verdict({ measure: 'brier', is: '<= 0.5' }, [], early)).toBe('undetermined');
    expect(verdict({ acted: 'with evidence' }, [], early)).toBe('undetermined');
  });
});

describe('C3 requires', () => {
  it('must hold, whoever judges', () => {
    const guarded = criterion({ requires: { look: 'diff' }, award: [{ points: 10, when: { do: 'rollback' } }] });
    expect(only(guarded, [DIFF(150), ROLLBACK(200)]).verdict).toBe('met');
    expect(only(guarded, [ROLLBACK(200)])).toMatchObject({ verdict: 'unmet', points: 0 });
    expect(only(guarded, [ROLLBACK(200)], { nowS: 400 }).verdict).toBe('undetermined');
  });
});

describe('C4 judged criteria', () => {
  const judged = (by: string, extra: Record<string, unknown> = {}): unknown =>
    criterion({ judged: { by, question: 'How?', anchors: { 10: 'well', 5: 'so so', 0: 'badly' } }, ...extra });
  const assess = (points: number, role?: string): Draft => [900, 'review.self-assessment', { criterion: 'it', points }, role];
  it('take the highest anchor not above the assessment', () => {
    expect(only(judged('self'), [assess(10)])).toMatchObject({ verdict: 'met', points: 10, by: 'self' });
    expect(only(judged('self'), [assess(9)])).toMatchObject({ verdict: 'partly', points: 5, because: 'so so' });
    expect(only(judged('self'), [assess(100)]).points).toBe(10);
    expect(only(judged('self'), [assess(4)]).verdict).toBe('unmet');
  });
  it('listen to those who may judge, to the last of them', () => {
    expect(only(judged('instructor'), [assess(10)])).toMatchObject({ by: 'pending', verdict: 'undetermined', points: 0 });
    expect(only(judged('instructor'), [assess(10, 'instructor')])).toMatchObject({ by: 'instructor', points: 10 });
    expect(
      only(judged('self or instructor'), [assess(10), [950, 'review.self-assessment', { criterion: 'it', points: 5 }, 'instructor']]),
    ).toMatchObject({ by: 'instructor', points: 5 });
  });
  it('are bounded by requires and by awards', () => {
    expect(only(judged('self', { requires: { look: 'diff' } }), [assess(10)])).toMatchObject({
      verdict: 'unmet',
      points: 0,
      by: 'machine',
    });
    expect(only(judged('self', { award: [{ points: 5, when: { look: 'diff' } }] }), [DIFF(150), assess(10)]).points).toBe(5);
  });
  it('are reported apart from the machine’s', () => {
    const both = {
      categories: [
        {
          id: 'a',
          title: 'A',
          criteria: [
            { id: 'm', title: 'M', points: 4, award: [{ points: 4, when: { look: 'diff' } }] },
            { id: 'it', title: 'It', points: 10, judged: { by: 'self', question: '?', anchors: { 10: 'well' } } },
          ],
        },
      ],
    };
    expect(card(both, [DIFF(150)])).toMatchObject({
      machine: { points: 4, pointsMax: 4 },
      judged: { points: 0, pointsMax: 10, pending: 1 },
      total: { points: 4, pointsMax: 14 },
    });
    expect(card(both, [DIFF(150), assess(10)])).toMatchObject({ judged: { points: 10, pending: 0 }, total: { points: 14, pointsMax: 14 } });
  });
});

describe('C5, C6 deductions', () => {
  const charged = (each: unknown, atMost = 7): unknown => ({
    ...(NO_POINTS as object),
    deductions: [{ id: 'harm', title: 'Harm', points: 3, each, atMost }],
  });
  it('charge each match up to the limit, and never below zero', () => {
    expect(card(charged({ do: 'harmful' }), [DIFF(150), RESTART(200)])).toMatchObject({
      deductions: [{ points: 3 }],
      machine: { points: 7 },
      total: { points: 7 },
    });
    expect(card(charged({ do: 'harmful' }), [DIFF(150), RESTART(200), RESTART(300), RESTART(400)]).deductions[0]!.points).toBe(7);
    expect(card(charged({ measure: 'harmful actions', is: '>= 1' }), [DIFF(150), RESTART(200), RESTART(300)]).deductions[0]!.points).toBe(
      6,
    );
    expect(card(charged({ do: 'harmful' }), [DIFF(150), ROLLBACK(200)]).deductions).toEqual([]);
    expect(card(charged({ do: 'harmful' }), [RESTART(200)])).toMatchObject({ machine: { points: 0 }, total: { points: 0 } });
  });
  it('spare a refused command', () => {
    expect(
      card(charged({ do: 'harmful' }), [RESTART(200)], { outcomes: { 1: { status: 'refused', code: 'x', reason: 'no' } } }).deductions,
    ).toEqual([]);
  });
});

describe('C0 refused entries', () => {
  const refused = { status: 'refused', code: 'x', reason: 'no' } as const;
  it('are not read: no belief, no message, no assessment', () => {
    const both = believe(200, { 'payments configuration': 1, 'provider down': 1 });
    const reached = { hypothesis: 'truth', reaches: '>= 90 %' };
    expect(judge(reached, [both]).verdict).toBe('met');
    expect(judge(reached, [both], { outcomes: { 1: refused } }).verdict).toBe('unmet');
    expect(judge({ message: 'executive' }, [UPDATE(200)], { outcomes: { 1: refused } }).verdict).toBe('unmet');
    expect(card(NO_POINTS, [both], { outcomes: { 1: refused } }).beliefs).toEqual([]);
  });
});

describe('C7 moments', () => {
  const drafts = [believe(110, { 'provider down': 0.6 }), STATUS(290), believe(300, { 'payments configuration': 0.9 })];
  it('are the largest swing, the costliest minute and the longest fixation', () => {
    const moments = card(NO_POINTS, drafts).moments;
    expect(moments.map((moment) => [moment.kind, moment.fromUs / S, moment.toUs / S])).toEqual([
      ['belief swing', 110, 300],
      ['costliest minute', 60, 120],
      ['longest fixation', 110, 300],
    ]);
    expect(moments[2]!.text).toContain('provider down');
    expect(moments[0]!.visible).toEqual([
      'alert ErrorsHigh was firing',
      '33.3 % of users’ requests failed',
      expect.stringContaining('beliefs'),
      'look: status provider',
      expect.stringContaining('beliefs'),
    ]);
  });
  it('without a wrong belief, the longest stretch without anything new', () => {
    const fixation = card(NO_POINTS, [DIFF(150)]).moments.find((moment) => moment.kind === 'longest fixation');
    expect([fixation!.fromUs / S, fixation!.toUs / S]).toEqual([150, 500]);
    expect(card(NO_POINTS, [], { tPlusZeroS: undefined, brokenSpans: [], hurtPerS: 0 }).moments).toEqual([]);
  });
});

describe('C8 measures', () => {
  it('count from T+0', () => {
    const drafts: Draft[] = [[115, 'alert.acknowledge', { alert: 'ErrorsHigh' }], DIFF(150), ROLLBACK(340), RESOLVE(560)];
    expect(card(NO_POINTS, drafts, { comparisons: [idleRun()] }).measures).toMatchObject({
      timeToAcknowledgeUs: 15 * S,
      timeToFirstActionUs: 240 * S,
      timeToMitigateUs: 400 * S,
      timeToResolveUs: 460 * S,
      falselyResolved: false,
      usersAffected: 4400,
      revenueLost: 8800,
      rivalsTotal: 2,
      harmfulActions: 0,
      blindActions: 1,
    });
    expect(card(NO_POINTS, drafts, { comparisons: [idleRun()] }).measures.harmVsIdle).toBeCloseTo(4400 / 17400, 9);
  });
  it('name a false declaration, and leave undefined what never happened', () => {
    expect(card(NO_POINTS, [RESOLVE(300), RESOLVE(560)]).measures).toMatchObject({
      falselyResolved: true,
      timeToResolveUs: 460 * S,
      timeToFirstActionUs: undefined,
      brierTimeWeighted: undefined,
    });
    expect(card(NO_POINTS, [], { healsAtS: 1800 }).measures.timeToMitigateUs).toBeUndefined();
    expect(card(NO_POINTS, [[300, 'incident.stand-down', { reason: 'nothing there' }]]).measures.falselyResolved).toBe(true);
  });
  it('weight the Brier score by time, knowing nothing before the first statement', () => {
    // 100–200 s: 1; 200–560 s: 0.1² = 0.01 (right at 90 %), until the true declaration.
    const measures = card(NO_POINTS, [believe(200, { 'payments configuration': 0.9 }), RESOLVE(560)]).measures;
    expect(measures.brierTimeWeighted).toBeCloseTo((100 * 1 + 360 * 0.01) / 460, 9);
    expect(measures.brierFinal).toBeCloseTo(0.01, 9);
    expect(card(NO_POINTS, [believe(100, { 'provider down': 1 })]).measures.brierTimeWeighted).toBeCloseTo(2, 9);
  });
});

describe('patterns of responding', () => {
  it('are named with evidence when they hold', () => {
    const named = {
      ...(NO_POINTS as object),
      patterns: [
        { id: 'panic', title: 'Panic', says: 'Restarts first.', when: { all: [{ do: 'restart' }, { acted: 'without evidence' }] } },
      ],
    };
    expect(card(named, [RESTART(130)]).patterns).toMatchObject([{ id: 'panic', evidence: [{ kind: 'entry', seq: 1 }] }]);
    expect(card(named, [DIFF(120), STATUS(140), RESTART(200)]).patterns).toEqual([]);
  });
});

describe('the scorecard', () => {
  it('is a function of its input: twice the same, the input untouched', () => {
    const drafts = [believe(110, { 'provider down': 0.6 }), DIFF(150), UPDATE(200), ROLLBACK(300)];
    const input = runOf(journalOf(...drafts));
    const before = JSON.stringify(input.journal);
    expect(score(shop(NO_POINTS), input)).toEqual(score(shop(NO_POINTS), input));
    expect(JSON.stringify(input.journal)).toBe(before);
  });
});
