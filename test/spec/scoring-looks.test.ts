// The numbered rules L1–L5 of src/scoring/README.md: which looks count as evidence.
import { describe, expect, it } from 'vitest';
import { believe, DEPLOYMENTS, DIFF, type Draft, judge, pin, ROLLBACK, SESSIONS, STATUS, verdict } from '../unit/scoring/recorded.ts';

const bearing = (look: string): unknown => ({ look, bears: true });
const SHOTGUN: Draft[] = [
  DIFF(150),
  DEPLOYMENTS(151),
  STATUS(152),
  SESSIONS(153),
  [154, 'look.artefact', { artefact: 'plan' }],
  [155, 'look.logs', {}],
];

describe('L1, L2 a look bears on the truth or on a live rival', () => {
  it('by what the truth lists', () => {
    expect(verdict(bearing('diff'), [DIFF(150)])).toBe('met');
    expect(verdict(bearing('diff'), [[150, 'look.diff', { service: 'web' }]])).toBe('unmet');
    expect(verdict(bearing('metrics'), [[150, 'look.metrics', { panel: 'Connections' }]])).toBe('met');
    expect(verdict(bearing('metrics'), [[150, 'look.metrics', { panel: 'Weather' }]])).toBe('unmet');
  });
});

describe('L3 a rival lives', () => {
  it('while it is given 10 %', () => {
    expect(verdict(bearing('status'), [believe(140, { 'provider down': 0.3 }), STATUS(150)])).toBe('met');
    expect(verdict(bearing('status'), [believe(120, { 'provider down': 0.3 }), believe(140, { 'provider down': 0.02 }), STATUS(150)])).toBe(
      'unmet',
    );
  });
  it('never taken seriously, until the first look that speaks about it', () => {
    const twice = { count: bearing('any'), is: '>= 2' };
    expect(verdict(twice, [SESSIONS(150), [170, 'look.metrics', { panel: 'Connections' }]])).toBe('unmet');
    expect(verdict(twice, [believe(140, { 'pool too small': 0.4 }), SESSIONS(150), [170, 'look.metrics', { panel: 'Connections' }]])).toBe(
      'met',
    );
  });
});

describe('L4 looking at everything at once is not considering', () => {
  it('a shotgun shows nothing', () => {
    expect(verdict(bearing('any'), SHOTGUN)).toBe('unmet');
    expect(verdict(bearing('any'), SHOTGUN.slice(0, 4))).toBe('met');
    expect(verdict({ acted: 'with evidence' }, [...SHOTGUN, ROLLBACK(200)])).toBe('unmet');
  });
  it('is none while the clock is paused, and looks made then make no shotgun of others', () => {
    const pause = (atS: number): Draft => [atS, 'control.pause', {}];
    const resume = (atS: number): Draft => [atS, 'control.resume', {}];
    const still = SHOTGUN.map(([, kind, args]): Draft => [150, kind, args]);
    const act = { acted: 'with evidence' };
    expect(verdict(act, [...still, ROLLBACK(200)])).toBe('unmet');
    expect(verdict(act, [pause(150), ...still, resume(150), ROLLBACK(200)])).toBe('met');
    expect(verdict(act, [pause(150), ...still, ROLLBACK(150)])).toBe('met');
    expect(verdict(act, [pause(140), resume(150), ...still, ROLLBACK(200)])).toBe('unmet');
    // The browser opens with the clock standing: its journal begins with the resume.
    expect(verdict(act, [...still, resume(150), ROLLBACK(200)])).toBe('met');
    expect(verdict(act, [...still, resume(151), ROLLBACK(200)])).toBe('unmet');
    const others = still.slice(2);
    expect(verdict(bearing('diff'), [pause(145), ...others, resume(145), DIFF(150)])).toBe('met');
  });
  it('the reason names the looks that were taken as one glance', () => {
    const glance = 'looks within 20 seconds of each other were taken as one glance';
    const named = 'the diff of payments, the deployments, the status page of provider, the sessions of pool and 2 more';
    expect(judge({ acted: 'with evidence' }, [...SHOTGUN, ROLLBACK(200)]).because).toContain(`${glance} (${named}): pin one`);
    expect(judge(bearing('diff'), SHOTGUN).because).toBe(
      `looked at the diff of payments, but ${glance} (the diff of payments): pin one to make it count`,
    );
    for (const measure of ['evidence looks', 'rivals ruled out']) expect(judge({ measure, is: '>= 1' }, SHOTGUN).because).toContain(glance);
    expect(judge({ measure: 'blind actions', is: '<= 0' }, [...SHOTGUN, ROLLBACK(200)]).because).toContain(glance);
    expect(judge({ acted: 'with evidence' }, [DIFF(150), ROLLBACK(200)]).because).not.toContain(glance);
  });
  it('the same looks at a reader’s pace do count', () => {
    expect(
      verdict({ acted: 'with evidence' }, [
        ...SHOTGUN.map(([, kind, args], index): Draft => [150 + 10 * index, kind, args]),
        ROLLBACK(300),
      ]),
    ).toBe('met');
  });
  it('a pin or a change of mind about what it speaks of saves one look', () => {
    expect(verdict(bearing('diff'), [...SHOTGUN, pin(170, 'payments configuration', 1, 'for')])).toBe('met');
    expect(verdict(bearing('status'), [...SHOTGUN, pin(170, 'payments configuration', 1, 'for')])).toBe('unmet');
    expect(verdict(bearing('diff'), [...SHOTGUN, believe(200, { 'payments configuration': 0.7 })])).toBe('met');
    expect(verdict(bearing('diff'), [...SHOTGUN, believe(200, { 'provider down': 0.7 })])).toBe('unmet');
    expect(verdict(bearing('diff'), [...SHOTGUN, believe(400, { 'payments configuration': 0.7 })])).toBe('unmet');
  });
  it('rules out no rival', () => {
    const doubt = believe(140, { 'provider down': 0.3 });
    const sure = believe(500, { 'payments configuration': 0.9 });
    expect(verdict({ measure: 'rivals ruled out', is: '>= 1' }, [doubt, ...SHOTGUN, sure])).toBe('unmet');
    expect(verdict({ measure: 'rivals ruled out', is: '>= 1' }, [doubt, STATUS(152), sure])).toBe('met');
    expect(verdict({ measure: 'rivals ruled out', is: '>= 1' }, [doubt, STATUS(152), pin(160, 'provider down', 2, 'against'), sure])).toBe(
      'met',
    );
  });
});

describe('L5 evidence before action', () => {
  it('needs as many looks as the scenario knows, at most two', () => {
    const truth = { cause: { component: 'payments', kind: 'configuration' }, evidence: ['diff payments'] };
    expect(verdict({ acted: 'with evidence' }, [DIFF(150), ROLLBACK(200)], { truth })).toBe('met');
    expect(verdict({ acted: 'with evidence' }, [STATUS(150), ROLLBACK(200)], { truth })).toBe('unmet');
    expect(verdict({ acted: 'with evidence' }, [STATUS(150), DIFF(160), ROLLBACK(200)], { truth: {} })).toBe('met');
    expect(verdict({ acted: 'with evidence' }, [STATUS(150), ROLLBACK(200)], { truth: {} })).toBe('unmet');
  });
  it('a command right after another without a look between is blind', () => {
    const one = { measure: 'blind actions', is: '<= 0' };
    const scale: Draft = [230, 'command.scale', { service: 'web', replicas: 2 }];
    expect(verdict(one, [DIFF(150), STATUS(160), ROLLBACK(200), scale])).toBe('unmet');
    expect(verdict(one, [DIFF(150), STATUS(160), ROLLBACK(200), [215, 'look.logs', {}], scale])).toBe('met');
  });
});
