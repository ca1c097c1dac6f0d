// How the response was led, what hints cost, and stated probabilities beside what was so.
import { describe, expect, it } from 'vitest';
import { score } from '../../../src/scoring/index.ts';
import { believe, type Draft, journalOf, judge, RESOLVE, type Run, rubricOf, runOf, S, shop, UPDATE } from './recorded.ts';

const ANY = rubricOf({ entry: 'review.submit' });
const ACK: Draft = [130, 'alert.acknowledge', { alert: 'ErrorsHigh' }];
const DECLARE = (atS: number, severity: string): Draft => [atS, 'incident.declare', { severity }];
const cardOf = (drafts: Draft[], run: Run = {}) => score(shop(ANY), runOf(journalOf(...drafts), run));

describe('severity', () => {
  // 20 of money a second are 72,000 an hour: SEV-1 while broken; SEV-4 once it is over.
  it('is held against the matrix at that instant', () => {
    const severity = (...drafts: Draft[]) => cardOf(drafts).command.severities;
    expect(severity(DECLARE(200, 'SEV-1'))).toMatchObject([
      { declared: 'SEV-1', advised: 'SEV-1', verdict: 'fits', because: expect.stringContaining('72,000') },
    ]);
    expect(severity(DECLARE(200, 'SEV-3'))).toMatchObject([{ declared: 'SEV-3', advised: 'SEV-1', verdict: 'too low' }]);
    expect(severity(DECLARE(800, 'SEV-1'))).toMatchObject([{ advised: 'SEV-4', verdict: 'too high' }]);
  });
  it('that the matrix reaches a little later was foreseen', () => {
    expect(cardOf([DECLARE(50, 'SEV-1')]).command.severities).toMatchObject([
      { declared: 'SEV-1', advised: 'SEV-4', verdict: 'fits', because: 'the matrix said SEV-4 then and SEV-1 1 minute later' },
    ]);
  });
});

describe('targets', () => {
  it('are those of the declared severity, from T+0', () => {
    const { targets } = cardOf([ACK, DECLARE(200, 'SEV-1'), [300, 'role.take', { role: 'commander' }], UPDATE(1780)]).command;
    expect(targets.map(({ what, byUs, doneAtUs, verdict }) => [what, byUs / S, doneAtUs! / S, verdict])).toEqual([
      ['acknowledge', 400, 130, 'met'],
      ['declare', 700, 200, 'met'],
      ['commander', 700, 300, 'met'],
      ['first update', 1900, 1780, 'met'],
    ]);
  });
  it('are missed when late or never, open when the drill ended before, and follow the matrix when nothing was declared', () => {
    const verdicts = (drafts: Draft[], run: Run = {}) => cardOf(drafts, run).command.targets.map(({ verdict }) => verdict);
    expect(verdicts([[500, 'alert.acknowledge', { alert: 'ErrorsHigh' }]])).toEqual(['missed', 'missed', 'missed', 'open']);
    expect(verdicts([], { nowS: 300, healsAtS: 300 })).toEqual(['open', 'open', 'open', 'open']);
    expect(verdicts([ACK], { tPlusZeroS: undefined })).toEqual([]);
  });
});

describe('roles and the end', () => {
  it('names who held a role first, and when', () => {
    const { roles } = cardOf([
      [90, 'drill.begin', { level: 'expert', timed: true, role: 'commander' }],
      [150, 'role.hand-over', { role: 'scribe', to: 'ann' }],
      [160, 'role.take', { role: 'scribe' }],
    ]).command;
    expect(roles.map(({ role, holder, atUs }) => [role, holder, atUs])).toEqual([
      ['commander', 'trainee', 90 * S],
      ['technical lead', undefined, undefined],
      ['communications', undefined, undefined],
      ['scribe', 'ann', 150 * S],
    ]);
    expect(roles.flatMap(({ evidence }) => evidence.map((each) => ('text' in each ? each.text : '')))).toEqual([
      'began the drill as commander',
      'handed the role of scribe to ann',
    ]);
  });
  it('names a declaration that came too early with its moment', () => {
    const { premature } = cardOf([RESOLVE(300), RESOLVE(600)]).command;
    expect(premature).toMatchObject([{ atUs: 300 * S, because: 'users were hurt for 3.3 minutes more' }]);
    expect(premature[0]!.evidence).toContainEqual({ kind: 'span', fromUs: 60 * S, toUs: 500 * S, text: 'users were hurt' });
  });
});

describe('hints', () => {
  const HINT: Draft = [200, 'hint.take', {}];
  const rubric = { ...(rubricOf({ entry: 'alert.acknowledge' }) as object), hintCost: 3 };
  const total = (timed: boolean) =>
    score(shop(rubric), runOf(journalOf([90, 'drill.begin', { level: 'beginner', timed }], ACK, HINT, HINT)));
  it('cost what the rubric says against the clock, and nothing without one; both are recorded', () => {
    const timed = total(true);
    expect(timed.total).toEqual({ points: 4, pointsMax: 10 });
    expect(timed.deductions).toMatchObject([{ id: 'hints', points: 6, evidence: [{ seq: 3 }, { seq: 4 }] }]);
    expect([timed.level, timed.timed, timed.measures.hintsTaken]).toEqual(['beginner', true, 2]);
    const untimed = total(false);
    expect(untimed.total.points).toBe(10);
    expect(untimed.deductions).toMatchObject([{ id: 'hints', points: 0, evidence: [{ seq: 3 }, { seq: 4 }] }]);
  });
  it('that were refused cost nothing', () => {
    const refused = { 2: { status: 'refused', code: 'drill/no-hint', reason: 'none' } } as const;
    const card = score(shop(rubric), runOf(journalOf(ACK, HINT), { outcomes: refused }));
    expect([card.total.points, card.deductions]).toEqual([10, []]);
  });
});

describe('measures that a rubric can ask for', () => {
  const held = (measure: string, is: string, ...drafts: Draft[]) => judge({ measure, is }, drafts);
  it('count and share as they say, with reasons', () => {
    const note = { situation: 'a', tried: 'b', strategy: 'c' };
    const handOver: Draft = [200, 'role.hand-over', { role: 'commander', to: 'ann', note }];
    expect(held('hand-over completeness', '>= 50 %', handOver).verdict).toBe('met');
    expect(held('hand-over completeness', '>= 80 %', handOver).because).toContain(
      'held 50 % of what it should, without people, nextSteps, openQuestions',
    );
    expect(held('hand-over completeness', '>= 50 %').verdict).toBe('unmet');
    expect(held('severity misjudged', '< 1', DECLARE(200, 'SEV-1')).verdict).toBe('met');
    expect(held('severity misjudged', '< 1', DECLARE(200, 'SEV-4')).because).toContain('SEV-4 was declared where the matrix said SEV-1');
    expect(held('roles held', '>= 1', [150, 'role.take', { role: 'commander' }]).verdict).toBe('met');
    expect(held('targets missed', '< 1', DECLARE(200, 'SEV-1')).because).toContain('commander');
    expect(held('false statements', '< 1', UPDATE(200, { state: 'resolved' })).because).toContain('1 claim was wrong');
    expect(held('hints taken', '< 1', [200, 'hint.take', {}]).verdict).toBe('unmet');
  });
});

describe('calibration', () => {
  it('gives every stated probability at each revision, and what was left for something else', () => {
    const { calibration, measures } = cardOf([
      believe(150, { 'provider down': 0.6 }),
      believe(250, { 'payments configuration': 0.7, 'provider down': 0.3 }),
      believe(280, { 'payments configuration': 0.4, 'provider down': 0.5 }),
      believe(300, { 'payments code change': 0.9 }),
    ]);
    expect(calibration.map(({ atUs, probability, cameTrue }) => [atUs / S, Math.round(probability * 100), cameTrue])).toEqual([
      [150, 60, false],
      [150, 40, true],
      [250, 70, true],
      [250, 30, false],
      [250, 0, false],
      [280, 40, true],
      [280, 50, false],
      [280, 10, false],
      [300, 90, true],
      [300, 10, false],
    ]);
    expect(measures.timeToTrueCauseUs).toBe(200 * S);
    expect(cardOf([believe(150, { 'provider down': 0.6 })]).measures.timeToTrueCauseUs).toBeUndefined();
  });
});
