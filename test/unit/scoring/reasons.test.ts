// Reasons are words for people: what was missing and what was there, never a pattern, a kind of entry or an operator.
// Pinned: the words for each kind of pattern, and that no card of a shipped rubric shows raw names. Not pinned: which verdicts those cards give.
import { describe, expect, it } from 'vitest';
import { type CriterionResult, ENTRY_KINDS, RubricSchema, type Scenario } from '../../../src/schema/index.ts';
import { score } from '../../../src/scoring/index.ts';
import { shippedScenario } from '../../support/scenario-folder.ts';
import {
  believe,
  DEPLOYMENTS,
  DIFF,
  type Draft,
  idleRun,
  journalOf,
  judge,
  pin,
  RESOLVE,
  RESTART,
  ROLLBACK,
  type Run,
  runOf,
  STATUS,
  shop,
  UPDATE,
  type World,
} from './recorded.ts';

const SURE = believe(200, { 'payments configuration': 0.9 });
const REACHES = { hypothesis: 'truth', reaches: '>= 80 %', pinned: 'for' };
const IN_3M = { of: 'T+0', to: '3m' };
const fact = (atS: number, status: string, replaces?: number): Draft => [atS, 'note.fact', { text: 'x', status, replaces }];
const causes = (args: Record<string, string>): Draft => [600, 'review.causes', { surface: 'a timeout', ...args }];

const CASES: [reason: string, when: unknown, drafts: Draft[], run?: Run & World][] = [
  ['no look at the diff of payments', { look: 'diff payments' }, [DEPLOYMENTS(150)]],
  ['looked at the diff of payments and the deployments', { look: ['diff', 'deployments'] }, [DIFF(150), DEPLOYMENTS(160)]],
  ['looked at the diff of payments, but not within 3 minutes of the first page', { look: 'diff', within: IN_3M }, [DIFF(400)]],
  ['no rollback of payments', { do: 'rollback payments', outcome: 'done' }, []],
  [
    'gave “rollback payments”, but the outcome was not “done”',
    { do: 'rollback', outcome: 'done' },
    [ROLLBACK(200)],
    { outcomes: { 1: { status: 'refused', code: 'x', reason: 'no' } } },
  ],
  ['no change of timeout of payments', { do: 'set payments timeout=*' }, []],
  ['nothing was written down as known', { entry: 'note.fact', has: ['status=known'] }, []],
  ['1 fact written down, but none as known', { entry: 'note.fact', has: ['status = known'] }, [fact(150, 'unknown')]],
  ['no reflection that says what went well and what went badly', { entry: 'review.reflection', has: ['wentWell', 'wentBadly'] }, []],
  ['1 analysis of causes, but none that says the deeper cause', { entry: 'review.causes', has: ['surface', 'deeper'] }, [causes({})]],
  [
    '1 plan, but none that says what to do if the action fails',
    { entry: 'plan.step', has: ['expects', 'ifItFails'] },
    [[150, 'plan.step', { command: 'x', expects: 'y' }]],
  ],
  ['no priorities were set in the order contain, fix', { entry: 'plan.priorities', has: ['order=contain,fix'] }, []],
  ['no drawing of the cascade that mentions the arrow from a to b', { entry: 'note.cascade', says: ['a > b'] }, []],
  [
    'no status update to the executive with a range for the time to repair that says how confident it is',
    { message: 'executive', has: ['confidence', 'eta range'] },
    [],
  ],
  ['1 status update to the executive, but none that says what is unknown', { message: 'executive', has: ['unknowns'] }, [UPDATE(200)]],
  ['no belief in the true cause was ever stated', REACHES, []],
  ['belief in the true cause never reached 80 %; its highest was 40 %', REACHES, [believe(200, { 'payments configuration': 0.4 })]],
  ['belief in the true cause reached 80 %, but without evidence pinned for it', REACHES, [SURE]],
  ['belief in the true cause reached 80 % on pinned evidence', REACHES, [DIFF(150), pin(160, 'payments configuration', 1, 'for'), SURE]],
  [
    'belief in the true cause reached 80 %, but not before a command',
    { hypothesis: 'truth', reaches: '>= 80 %', before: { do: '*' } },
    [ROLLBACK(150), SURE],
  ],
  ['no look at a diff before a rollback', { order: [{ look: 'diff' }, { do: 'rollback' }] }, [ROLLBACK(140), DIFF(150)]],
  ['no look at a diff after a rollback', { order: [{ do: 'rollback' }, { look: 'diff' }] }, [DIFF(140), ROLLBACK(150)]],
  [
    'belief in “provider down” never fell below 20 %; its lowest was 60 %',
    { hypothesis: { component: 'provider', kind: 'down' }, falls: '< 20 %' },
    [believe(150, { 'provider down': 0.6 })],
  ],
  [
    '2 action items that say who owns it, at least 3 needed',
    { count: { entry: 'review.action-item', has: ['owner'] }, is: '>= 3' },
    [600, 610].map((atS): Draft => [atS, 'review.action-item', { text: 'x', priority: 'P1', owner: 'y' }]),
  ],
  [
    'no analysis of causes that says the deeper cause, nor one that mentions “review”',
    {
      all: [
        { entry: 'review.causes', has: ['deeper'] },
        { entry: 'review.causes', says: ['review'] },
      ],
    },
    [],
  ],
  [
    'the confidence was 90 % on average and 0 % came true, a gap of 90 %, at most 25 % allowed',
    { measure: 'calibration gap', is: '<= 0.25' },
    [believe(110, { 'provider down': 0.9 })],
  ],
  ['no look at a diff; no look at the deployments', { any: [{ look: 'diff' }, { look: 'deployments' }] }, []],
  ['no command was given', { absent: { do: '*' } }, []],
  [
    'gave a stand-down that says why',
    { entry: 'incident.stand-down', has: ['reason'] },
    [[300, 'incident.stand-down', { reason: 'all is well' }]],
  ],
  ['no restart', { absent: { do: 'restart' } }, []],
  ['gave “restart db”', { absent: { do: 'restart' } }, [RESTART(200)]],
  [
    '1 fact written down as known, at least 2 needed',
    { count: { entry: 'note.fact', has: ['status=known'] }, is: '>= 2' },
    [fact(150, 'known')],
  ],
  ['nothing was written down, at least 2 needed', { count: { entry: 'note.fact' }, is: '>= 2' }, []],
  [
    '1 fact written down as known, at least 2 needed',
    { count: { entry: 'note.fact', has: ['status=known'] }, is: '>= 2' },
    [fact(150, 'known'), fact(160, 'known', 1)],
  ],
  [
    '1 fact written down, but none as unknown',
    { entry: 'note.fact', has: ['status=unknown'] },
    [fact(150, 'unknown'), fact(160, 'unknown', 1), fact(170, 'withdrawn', 2), fact(180, 'known')],
  ],
  [
    'wrote down a fact as unknown; wrote down a fact as known',
    {
      all: [
        { entry: 'note.fact', has: ['status=unknown'] },
        { entry: 'note.fact', has: ['status=known'] },
      ],
    },
    [fact(150, 'unknown'), fact(160, 'known', 1)],
  ],
  ['the end was never declared', { resolved: IN_3M, truly: true }, []],
  ['declared the end while the trouble was not over', { resolved: { of: 'T+0', to: '10m' }, truly: true }, [RESOLVE(300)]],
  ['no command that changes anything was given', { acted: 'with evidence' }, []],
  [
    'only 1 look that bears on a live explanation before the first command, “rollback payments”',
    { acted: 'with evidence' },
    [DIFF(150), ROLLBACK(200)],
  ],
  ['1 command did harm, none allowed', { measure: 'harmful actions', is: '<= 0' }, [RESTART(200)]],
  ['no command did harm', { measure: 'harmful actions', is: '<= 0' }, []],
  [
    '1 update came late or not at all, none allowed',
    { measure: 'updates late', is: '<= 0' },
    [],
    { timeline: [{ at: 'T+5m', expects: { update: 'executive', within: '3m' } }] },
  ],
  [
    'harm was 25.3 % of that with nobody acting, at most 20 % allowed',
    { measure: 'harm vs idle', is: '<= 20 %' },
    [],
    { comparisons: [idleRun()] },
  ],
];

describe('a reason', () => {
  it.each(CASES)('%s', (reason, when, drafts, run) => {
    expect(judge(when, drafts, run).because).toBe(reason);
  });

  const graded = (because: string | undefined): unknown => ({
    categories: [
      {
        id: 'one',
        title: 'One',
        criteria: [
          {
            id: 'it',
            title: 'It',
            points: 5,
            award: [
              { points: 5, when: { all: [{ look: 'diff' }, { count: { entry: 'review.calibration' }, is: '>= 2' }] }, because },
              { points: 2, when: { look: 'any' } },
            ],
          },
        ],
      },
    ],
  });
  const reasonFor = (because: string | undefined, drafts: Draft[], run?: Run): string =>
    score(shop(graded(because)), runOf(journalOf(...drafts), run)).categories[0]!.criteria[0]!.because;
  const calibrated = (atS: number): Draft => [atS, 'review.calibration', { decision: 'rollback', confidence: 0.8, cameTrue: 'yes' }];

  it('of a part names what was given and what full points needed beyond it', () => {
    expect(reasonFor(undefined, [DIFF(150)])).toBe(
      'looked at the diff of payments; full points needed at least 2 decisions compared with their confidence',
    );
    expect(reasonFor(undefined, [STATUS(150)])).toBe(
      'looked at the status page of provider; full points needed a look at a diff, and at least 2 decisions compared with their confidence',
    );
  });
  it('of the whole is the rubric’s own where it gives one', () => {
    const all = [DIFF(150), calibrated(600), calibrated(610)];
    expect(reasonFor('looked and looked back', all)).toBe('looked and looked back');
    expect(reasonFor(undefined, all)).toBe('looked at the diff of payments; 2 decisions compared with their confidence');
  });
  it('of an open verdict says that the drill ended first', () => {
    expect(judge({ look: 'diff' }, [], { nowS: 400 }).because).toBe('no look at a diff; the drill ended before this was decided');
  });
});

const RAW = new RegExp(
  [...ENTRY_KINDS.map((kind) => kind.replaceAll('.', String.raw`\.`)), '[<>]=?', ' = ', 'undefined', 'NaN', '\\[object'].join('|'),
);

/** Journals from empty to full: nothing, commands only, and one of everything filled in once with little in it. */
const JOURNALS: Draft[][] = [
  [],
  [RESTART(130), RESTART(140), ROLLBACK(200), UPDATE(210), RESOLVE(250)],
  [
    [105, 'alert.acknowledge', { alert: 'ErrorsHigh' }],
    fact(110, 'known'),
    fact(115, 'unknown'),
    [118, 'plan.priorities', { order: ['fix', 'contain'] }],
    believe(120, { 'pool too small': 0.5, 'payments configuration': 0.4 }),
    DIFF(150),
    DEPLOYMENTS(160),
    pin(165, 'payments configuration', 6, 'for'),
    believe(170, { 'payments configuration': 0.9 }),
    [180, 'plan.step', { command: 'rollback payments', expects: 'errors fall', confidence: 0.8 }],
    ROLLBACK(200),
    UPDATE(210, { confidence: 0.8, eta: { fromMinutes: 3, toMinutes: 8 } }),
    [520, 'look.metrics', { panel: 'Connections' }],
    RESOLVE(540),
    [545, 'incident.stand-down', { reason: '' }],
    [600, 'review.reflection', { wentWell: 'calm' }],
    causes({ deeper: 'no review' }),
    [610, 'review.lesson', { kind: 'pattern', text: 'x' }],
    [611, 'review.lesson', { kind: 'diagnostic', text: 'x' }],
    [612, 'review.lesson', { kind: 'process', text: 'x' }],
    [615, 'review.action-item', { text: 'x', priority: 'P1' }],
    [616, 'review.action-item', { text: 'y', priority: 'P1' }],
    [620, 'review.calibration', { decision: 'rollback', confidence: 0.8, cameTrue: 'yes' }],
    [630, 'review.submit', {}],
  ],
];

describe.each(['timeout-cascade', 'evening-shift'])('cards of %s', (slug) => {
  const { rubric }: Scenario = shippedScenario(slug);
  it('show no raw names and no operators, in reasons and in evidence of absence', () => {
    const texts: string[] = [];
    for (const drafts of JOURNALS)
      for (const nowS of [1800, 700]) {
        const scenario = { ...shop(rubricStub()), rubric };
        const card = score(scenario, runOf(journalOf(...drafts), { nowS, comparisons: [idleRun()] }));
        texts.push(...card.categories.flatMap((category) => category.criteria).flatMap(textsOf));
      }
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expect(text).not.toMatch(RAW);
  });
});

const textsOf = (criterion: CriterionResult): string[] => [criterion.because, ...criterion.evidence.map((piece) => piece.text)];
const rubricStub = (): unknown =>
  RubricSchema.parse({ categories: [{ id: 'a', title: 'A', criteria: [{ id: 'a', title: 'A', points: 1 }] }] });
