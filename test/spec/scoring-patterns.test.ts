// The numbered rules P1–P12 of src/scoring/README.md, each with a journal that meets it and one that misses it.
import { describe, expect, it } from 'vitest';
import {
  believe,
  DEPLOYMENTS,
  DIFF,
  idleRun,
  judge,
  pin,
  RESOLVE,
  RESTART,
  ROLLBACK,
  SESSIONS,
  STATUS,
  UPDATE,
  verdict,
} from '../unit/scoring/recorded.ts';

const WITHIN_3M = { of: 'T+0', to: '3m' };

describe('P1 look', () => {
  it('matches by words, fewer words naming more', () => {
    expect(verdict({ look: 'diff payments' }, [DIFF(120)])).toBe('met');
    expect(verdict({ look: 'diff' }, [DIFF(120)])).toBe('met');
    expect(verdict({ look: 'any' }, [DIFF(120)])).toBe('met');
    expect(verdict({ look: 'diff web' }, [DIFF(120)])).toBe('unmet');
    expect(verdict({ look: ['logs', 'deployments'] }, [DEPLOYMENTS(120)])).toBe('met');
    expect(verdict({ look: 'evidence' }, [STATUS(120)])).toBe('unmet');
    expect(verdict({ look: 'rival' }, [STATUS(120)])).toBe('met');
  });
  it('finds logs by service or by word', () => {
    expect(verdict({ look: 'logs payments' }, [[120, 'look.logs', { service: 'payments' }]])).toBe('met');
    expect(verdict({ look: 'logs "timeout"' }, [[120, 'look.logs', { query: 'Connection Timeout' }]])).toBe('met');
    expect(verdict({ look: 'logs payments' }, [[120, 'look.logs', {}]])).toBe('unmet');
  });
  it('takes a query for the panel whose metrics it reads', () => {
    const query = (expr: string) => verdict({ look: 'metrics Connections' }, [[120, 'look.query', { expr }]]);
    expect(query('max by (pool) (db_client_connection_count{state="used"})')).toBe('met');
    expect(query('rate(up[5m])')).toBe('unmet');
  });
  it('counts from T+0 inside its window', () => {
    expect(verdict({ look: 'any', within: WITHIN_3M }, [DIFF(280)])).toBe('met');
    expect(verdict({ look: 'any', within: WITHIN_3M }, [DIFF(281)])).toBe('unmet');
    expect(verdict({ look: 'any', within: WITHIN_3M }, [DIFF(99)])).toBe('unmet');
    expect(verdict({ look: 'any', within: { of: 'broken', to: '30s' } }, [DIFF(90)])).toBe('met');
  });
});

describe('P2 do', () => {
  it('matches by words, stars and lists of the truth', () => {
    expect(verdict({ do: 'rollback payments' }, [ROLLBACK(200)])).toBe('met');
    expect(verdict({ do: 'rollback web' }, [ROLLBACK(200)])).toBe('unmet');
    expect(verdict({ do: '*' }, [ROLLBACK(200)])).toBe('met');
    expect(verdict({ do: 'rollback' }, [ROLLBACK(200)])).toBe('met');
    expect(verdict({ do: 'remedy' }, [ROLLBACK(200)])).toBe('met');
    expect(verdict({ do: 'harmful' }, [ROLLBACK(200)])).toBe('unmet');
    expect(verdict({ do: 'harmful' }, [RESTART(200)])).toBe('met');
    expect(verdict({ do: 'scale * 0' }, [[200, 'command.scale', { service: 'payments', replicas: 0 }]])).toBe('met');
    expect(verdict({ do: 'scale * 0' }, [[200, 'command.scale', { service: 'payments', replicas: 10 }]])).toBe('unmet');
  });
  it('reads settings as values, durations as spans', () => {
    const set = (value: string) => [200, 'command.set-config', { service: 'payments', key: 'timeout', value }] as const;
    expect(verdict({ do: 'set payments timeout=5000ms' }, [[...set('5s')]])).toBe('met');
    expect(verdict({ do: 'set payments timeout=*' }, [[...set('7s')]])).toBe('met');
    expect(verdict({ do: 'set payments timeout=5000ms' }, [[...set('4s')]])).toBe('unmet');
  });
  it('narrows by outcome; a refused command is still one that was given', () => {
    const refused = { outcomes: { 1: { status: 'refused', code: 'x', reason: 'no' } as const } };
    expect(verdict({ do: 'rollback', outcome: 'done' }, [ROLLBACK(200)], refused)).toBe('unmet');
    expect(verdict({ do: 'rollback' }, [ROLLBACK(200)], refused)).toBe('met');
  });
});

describe('P3 entry', () => {
  const cases: [string, unknown, Parameters<typeof verdict>[1], string][] = [
    [
      'a filled field',
      { entry: 'plan.step', has: ['ifItFails'] },
      [[150, 'plan.step', { command: 'x', expects: 'y', ifItFails: 'z' }]],
      'met',
    ],
    [
      'a blank field',
      { entry: 'plan.step', has: ['ifItFails'] },
      [[150, 'plan.step', { command: 'x', expects: 'y', ifItFails: '  ' }]],
      'unmet',
    ],
    ['a value', { entry: 'note.fact', has: ['status=unknown'] }, [[150, 'note.fact', { text: 'x', status: 'unknown' }]], 'met'],
    ['another value', { entry: 'note.fact', has: ['status = unknown'] }, [[150, 'note.fact', { text: 'x', status: 'known' }]], 'unmet'],
    ['a bound in percent', { entry: 'comms.status-update', has: ['confidence <= 95 %'] }, [UPDATE(150, { confidence: 0.95 })], 'met'],
    ['a bound not kept', { entry: 'comms.status-update', has: ['confidence <= 95 %'] }, [UPDATE(150, { confidence: 1 })], 'unmet'],
    [
      'a number of words',
      { entry: 'review.reflection', has: ['wentWell >= 3 words'] },
      [[600, 'review.reflection', { wentWell: 'we kept calm' }]],
      'met',
    ],
    [
      'too few words',
      { entry: 'review.reflection', has: ['wentWell >= 3 words'] },
      [[600, 'review.reflection', { wentWell: 'calm' }]],
      'unmet',
    ],
    [
      'a list in order',
      { entry: 'plan.priorities', has: ['order=contain,diagnose,fix'] },
      [[150, 'plan.priorities', { order: ['contain', 'communicate', 'diagnose', 'fix'] }]],
      'met',
    ],
    [
      'a list out of order',
      { entry: 'plan.priorities', has: ['order=contain,diagnose,fix'] },
      [[150, 'plan.priorities', { order: ['fix', 'contain', 'diagnose'] }]],
      'unmet',
    ],
    ['one of the words', { entry: 'review.*', says: ['STAGING'] }, [[600, 'review.causes', { surface: 'no staging test' }]], 'met'],
    ['none of the words', { entry: 'review.*', says: ['staging'] }, [[600, 'review.causes', { surface: 'a typo' }]], 'unmet'],
    [
      'an arrow',
      { entry: 'note.cascade', says: ['payments > pool'] },
      [[150, 'note.cascade', { edges: [{ from: 'payments', to: 'pool' }] }]],
      'met',
    ],
    [
      'the arrow turned round',
      { entry: 'note.cascade', says: ['payments > pool'] },
      [[150, 'note.cascade', { edges: [{ from: 'pool', to: 'payments' }] }]],
      'unmet',
    ],
  ];
  it.each(cases)('%s', (_name, when, drafts, expected) => {
    expect(verdict(when, drafts)).toBe(expected);
  });
});

describe('P4 message', () => {
  it('goes to the named audience, with its fields, in time', () => {
    const wanted = { message: 'executive', has: ['confidence', 'unknowns', 'eta range'], within: { of: 'T+0', to: '8m' } };
    const full = { confidence: 0.9, unknowns: 'why', eta: { fromMinutes: 5, toMinutes: 10 } };
    expect(verdict(wanted, [UPDATE(400, full)])).toBe('met');
    expect(verdict(wanted, [UPDATE(400, { ...full, eta: { fromMinutes: 5, toMinutes: 5 } })])).toBe('unmet');
    expect(verdict(wanted, [UPDATE(400, { ...full, audience: 'support' })])).toBe('unmet');
    expect(verdict({ ...wanted, message: 'any' }, [UPDATE(400, { ...full, audience: 'support' })])).toBe('met');
    expect(verdict(wanted, [UPDATE(600, full)])).toBe('unmet');
  });
  it('agrees with the truth of its instant, and must state what has to agree', () => {
    const wanted = { message: 'executive', agrees: { errorRatio: '10 %', users: '30 %', revenue: '10 %' } };
    // At 400 s: 40 % of requests failed in the last minute, 3,400 users hurt, 6,800 lost.
    const stated = (impact: Record<string, unknown>) => verdict(wanted, [UPDATE(400, { impact })]);
    expect(stated({ errorRatio: 0.45, usersAffected: 3000, revenueLost: 7000 })).toBe('met');
    expect(stated({ errorRatio: 0.55, usersAffected: 3000, revenueLost: 7000 })).toBe('unmet');
    expect(stated({ errorRatio: 0.45, usersAffected: 2000, revenueLost: 7000 })).toBe('unmet');
    expect(stated({ errorRatio: 0.45, usersAffected: 3000 })).toBe('unmet');
    expect(judge(wanted, [UPDATE(400, { impact: { errorRatio: 0.05, usersAffected: 3000, revenueLost: 7000 } })]).because).toContain(
      'stated 5 %, was 40 %',
    );
  });
  it('holds an announced time against what happened', () => {
    const wanted = { message: 'executive', has: ['eta true'] };
    expect(verdict(wanted, [UPDATE(380, { eta: { fromMinutes: 1, toMinutes: 3 } })])).toBe('met');
    expect(verdict(wanted, [UPDATE(380, { eta: { fromMinutes: 4, toMinutes: 9 } })])).toBe('unmet');
    expect(verdict(wanted, [UPDATE(380)])).toBe('unmet');
  });
});

describe('P5 hypothesis', () => {
  it('reaches a share when the cause is named, other names of the truth included', () => {
    expect(
      verdict({ hypothesis: 'truth', reaches: '>= 80 %' }, [believe(200, { 'payments configuration': 0.5, 'payments code change': 0.3 })]),
    ).toBe('met');
    expect(verdict({ hypothesis: 'truth', reaches: '>= 80 %' }, [believe(200, { 'payments configuration': 0.5 })])).toBe('unmet');
    expect(
      verdict({ hypothesis: { component: 'pool', kind: 'too small' }, reaches: '< 20 %' }, [
        believe(200, { 'payments configuration': 0.5 }),
      ]),
    ).toBe('unmet');
  });
  it('falls only from something higher', () => {
    const wanted = { hypothesis: { component: 'pool', kind: 'too small' }, falls: '< 20 %' };
    expect(verdict(wanted, [believe(150, { 'pool too small': 0.6 }), believe(200, { 'payments configuration': 0.9 })])).toBe('met');
    expect(verdict(wanted, [believe(150, { 'pool too small': 0.6 }), believe(200, { 'pool too small': 0.3 })])).toBe('unmet');
    expect(verdict(wanted, [believe(200, { 'payments configuration': 0.9 })])).toBe('unmet');
  });
  it('takes each rival on its own, and another fault of the same component for it', () => {
    expect(verdict({ hypothesis: 'rival', reaches: '>= 50 %' }, [believe(200, { 'provider slow': 0.5 })])).toBe('met');
    expect(verdict({ hypothesis: 'rival', reaches: '>= 50 %' }, [believe(200, { 'provider down': 0.3, 'pool too small': 0.3 })])).toBe(
      'unmet',
    );
  });
  it('wants pins that point at looks which speak about the truth or a rival', () => {
    const wanted = { hypothesis: 'truth', reaches: '>= 80 %', pinned: 'for' };
    const sure = believe(200, { 'payments configuration': 0.9 });
    expect(verdict(wanted, [DIFF(150), pin(160, 'payments configuration', 1, 'for'), sure])).toBe('met');
    expect(verdict(wanted, [DIFF(150), pin(160, 'payments configuration', 1, 'against'), sure])).toBe('unmet');
    expect(verdict(wanted, [[150, 'look.artefact', { artefact: 'plan' }], pin(160, 'payments configuration', 1, 'for'), sure])).toBe(
      'unmet',
    );
    expect(verdict(wanted, [sure])).toBe('unmet');
  });
  it('comes before something else, if that ever happens', () => {
    const wanted = { hypothesis: 'truth', reaches: '>= 80 %', before: { do: '*' } };
    const sure = believe(200, { 'payments configuration': 0.9 });
    expect(verdict(wanted, [sure, ROLLBACK(210)])).toBe('met');
    expect(verdict(wanted, [sure])).toBe('met');
    expect(verdict(wanted, [ROLLBACK(190), sure])).toBe('unmet');
  });
});

describe('P6 order, P7 all and any', () => {
  it('takes each in turn', () => {
    const wanted = { order: [{ look: 'diff' }, { do: 'rollback' }, { look: 'metrics' }] };
    const metrics = [300, 'look.metrics', { panel: 'Connections' }] as const;
    expect(verdict(wanted, [DIFF(150), ROLLBACK(200), [...metrics]])).toBe('met');
    expect(verdict(wanted, [ROLLBACK(140), DIFF(150), [...metrics]])).toBe('unmet');
    expect(
      judge(wanted, [DIFF(150), ROLLBACK(200), [...metrics]]).evidence.map((piece) => (piece.kind === 'entry' ? piece.seq : 0)),
    ).toEqual([1, 2, 3]);
  });
  it('tells entries of the same instant by their number', () => {
    expect(verdict({ order: [{ look: 'diff' }, { do: 'rollback' }] }, [DIFF(200), ROLLBACK(200)])).toBe('met');
    expect(verdict({ order: [{ look: 'diff' }, { do: 'rollback' }] }, [ROLLBACK(200), DIFF(200)])).toBe('unmet');
  });
  it('wants all, or any', () => {
    expect(verdict({ all: [{ look: 'diff' }, { do: 'rollback' }] }, [ROLLBACK(140), DIFF(150)])).toBe('met');
    expect(verdict({ all: [{ look: 'diff' }, { do: 'rollback' }] }, [DIFF(150)])).toBe('unmet');
    expect(verdict({ any: [{ look: 'diff' }, { do: 'rollback' }] }, [DIFF(150)])).toBe('met');
    expect(verdict({ any: [{ look: 'diff' }, { do: 'rollback' }] }, [STATUS(150)])).toBe('unmet');
  });
  it('an all inside an order holds from the instant its last part matched', () => {
    const wanted = { order: [{ all: [{ look: 'diff' }, { look: 'status' }] }, { do: 'rollback' }] };
    expect(verdict(wanted, [DIFF(150), STATUS(160), ROLLBACK(200)])).toBe('met');
    expect(verdict(wanted, [DIFF(150), ROLLBACK(155), STATUS(160)])).toBe('unmet');
  });
});

describe('P8 absent', () => {
  it('nothing matched, in the window or before something else', () => {
    expect(verdict({ absent: { do: 'restart' } }, [ROLLBACK(200)])).toBe('met');
    expect(verdict({ absent: { do: 'restart' } }, [RESTART(200)])).toBe('unmet');
    expect(verdict({ absent: { do: '*' }, before: { look: 'any' } }, [DIFF(150), ROLLBACK(200)])).toBe('met');
    expect(verdict({ absent: { do: '*' }, before: { look: 'any' } }, [ROLLBACK(140), DIFF(150)])).toBe('unmet');
    expect(verdict({ absent: { do: 'restart' }, within: WITHIN_3M }, [RESTART(400)])).toBe('met');
  });
  it('gives no credit to who never came to it', () => {
    expect(verdict({ absent: { do: 'restart' }, before: { look: 'any' } }, [])).toBe('unmet');
  });
});

describe('P9 count', () => {
  it('counts different things once', () => {
    expect(verdict({ count: { look: 'any' }, is: '>= 2' }, [DIFF(150), STATUS(160)])).toBe('met');
    expect(verdict({ count: { look: 'any' }, is: '>= 2' }, [DIFF(150), DIFF(160)])).toBe('unmet');
    expect(verdict({ count: { do: 'restart' }, is: '< 1' }, [])).toBe('met');
    expect(
      verdict({ count: { entry: 'note.fact' }, is: '>= 2' }, [
        [150, 'note.fact', { text: 'a', status: 'known' }],
        [160, 'note.fact', { text: 'b', status: 'known' }],
      ]),
    ).toBe('met');
  });
});

describe('P10 resolved', () => {
  it('is the declaration, and truly when the world agrees from then on', () => {
    const wanted = { resolved: { of: 'T+0', to: '10m' }, truly: true };
    expect(verdict(wanted, [RESOLVE(520)])).toBe('met');
    expect(verdict(wanted, [RESOLVE(480)])).toBe('unmet');
    expect(verdict({ ...wanted, truly: false }, [RESOLVE(480)])).toBe('met');
    expect(verdict(wanted, [RESOLVE(720)])).toBe('unmet');
    expect(verdict(wanted, [])).toBe('unmet');
    expect(
      verdict(wanted, [RESOLVE(520)], {
        brokenSpans: [
          { fromUs: 60e6, toUs: 500e6 },
          { fromUs: 600e6, toUs: 700e6 },
        ],
      }),
    ).toBe('unmet');
    expect(verdict(wanted, [RESOLVE(520)], { brokenSpans: [] })).toBe('unmet');
  });
});

describe('P11 acted', () => {
  it('with evidence: two different looks that bear came first', () => {
    expect(verdict({ acted: 'with evidence' }, [DIFF(150), STATUS(170), ROLLBACK(200)])).toBe('met');
    expect(verdict({ acted: 'with evidence' }, [DIFF(150), ROLLBACK(200), STATUS(210)])).toBe('unmet');
    expect(verdict({ acted: 'with evidence' }, [DIFF(150), DIFF(170), ROLLBACK(200)])).toBe('unmet');
    expect(verdict({ acted: 'without evidence' }, [ROLLBACK(200)])).toBe('met');
  });
  it('is neither when nothing was done', () => {
    expect(verdict({ acted: 'with evidence' }, [DIFF(150)])).toBe('unmet');
    expect(verdict({ acted: 'without evidence' }, [DIFF(150)])).toBe('unmet');
  });
});

describe('P12 measure', () => {
  const cases: [string, string, Parameters<typeof verdict>[1], Parameters<typeof verdict>[1]][] = [
    ['brier', '<= 0.5', [believe(110, { 'payments configuration': 0.9 })], [believe(110, { 'provider down': 0.9 })]],
    [
      'brier final',
      '<= 0.1',
      [believe(110, { 'provider down': 0.9 }), believe(300, { 'payments configuration': 0.9 })],
      [believe(110, { 'payments configuration': 0.9 }), believe(300, { 'provider down': 0.9 })],
    ],
    ['calibration gap', '<= 0.25', [believe(110, { 'payments configuration': 0.8 })], [believe(110, { 'provider down': 0.8 })]],
    [
      'belief swings',
      '>= 1',
      [believe(110, { 'provider down': 0.5 }), believe(200, { 'payments configuration': 0.9 })],
      [believe(110, { 'provider down': 0.5 }), believe(200, { 'provider down': 0.55 })],
    ],
    [
      'rivals ruled out',
      '>= 1',
      [believe(110, { 'provider down': 0.5 }), STATUS(150), believe(200, { 'provider down': 0.05 })],
      [believe(110, { 'provider down': 0.5 }), believe(200, { 'provider down': 0.05 })],
    ],
    ['evidence looks', '>= 2', [DIFF(150), SESSIONS(160)], [DIFF(150), [160, 'look.artefact', { artefact: 'x' }]]],
    ['harmful actions', '<= 0', [ROLLBACK(200)], [RESTART(200)]],
    ['blind actions', '<= 0', [DIFF(150), SESSIONS(160), ROLLBACK(200)], [ROLLBACK(200)]],
    ['updates sent', '>= 1', [UPDATE(200)], []],
  ];
  it.each(cases)('%s %s', (measure, is, meets, misses) => {
    expect(verdict({ measure, is }, meets)).toBe('met');
    expect(verdict({ measure, is }, misses)).toBe('unmet');
  });
  it('harm vs idle: the ratio at the same instant', () => {
    // Healed at 500 s: 4,400 users of the 17,400 that nobody acting would have cost.
    expect(verdict({ measure: 'harm vs idle', is: '<= 30 %' }, [], { comparisons: [idleRun()] })).toBe('met');
    expect(verdict({ measure: 'harm vs idle', is: '<= 30 %' }, [], { comparisons: [idleRun()], healsAtS: 1800 })).toBe('unmet');
    expect(verdict({ measure: 'harm vs idle', is: '<= 30 %' }, [])).toBe('unmet');
  });
  it('updates late: asked for and not sent in time', () => {
    const timeline = [{ at: 'T+5m', expects: { update: 'executive', within: '3m' } }];
    expect(verdict({ measure: 'updates late', is: '<= 0' }, [UPDATE(500)], { timeline })).toBe('met');
    expect(verdict({ measure: 'updates late', is: '<= 0' }, [UPDATE(300)], { timeline })).toBe('met');
    expect(verdict({ measure: 'updates late', is: '<= 0' }, [UPDATE(600)], { timeline })).toBe('unmet');
    expect(verdict({ measure: 'updates late', is: '<= 0' }, [UPDATE(500, { audience: 'support' })], { timeline })).toBe('unmet');
  });
  it('harmful: a command after which harm grew faster than with nobody acting', () => {
    const slow = { ...idleRun(), curve: idleRun().curve.map((point) => ({ ...point, usersAffected: point.usersAffected / 3 })) };
    expect(
      verdict({ measure: 'harmful actions', is: '<= 0' }, [[300, 'command.scale', { service: 'web', replicas: 2 }]], {
        comparisons: [slow],
      }),
    ).toBe('unmet');
    expect(
      verdict({ measure: 'harmful actions', is: '<= 0' }, [[300, 'command.scale', { service: 'web', replicas: 2 }]], {
        comparisons: [idleRun()],
      }),
    ).toBe('met');
  });
});
