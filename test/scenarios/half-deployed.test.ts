// Half deployed: the published figures of 1 August 2012 come out of the historic journal, and what is done about it makes the difference it should.
// Pinned: figures within the tolerance that the scenario states, and the order of harm. Not pinned: the rates that were set so that they come out.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authority, playScript } from '../../src/authority/index.ts';
import { parseScript, storyTimeUs } from '../../src/schema/index.ts';
import { play, reading, shippedScenario } from '../support/scenario-folder.ts';

const SEED = 'half-1';
const scenario = shippedScenario('half-deployed');
const runs = new Map<string, Authority>();
const run = (journal: string): Authority => runs.get(journal)!;
const at = (journal: string, expr: string, time: string): number => reading(run(journal), expr, storyTimeUs(time, scenario.startsAtMs)!);
const now = (journal: string, expr: string): number => reading(run(journal), expr, run(journal).nowUs);
const loss = (journal: string): number => run(journal).trace.harm().revenueLost;

beforeAll(() => {
  for (const journal of ['historic', 'reference', 'panic', 'idle-safe', 'reference-safe', 'prevented'])
    runs.set(journal, play(scenario, journal, SEED, scenario.meta.length));
  const historic = parseScript(scenario.files['journals/historic.yaml']!, 'historic.yaml');
  if (!historic.ok) throw new Error('the journal is a script');
  const entries = historic.value.entries.filter(({ action }) => action !== 'roll-back');
  runs.set('not taken back', playScript(scenario, SEED, { ...historic.value, entries }, { untilUs: 160 * 60_000_000 }).authority);
}, 300_000);

describe('what the real people did', () => {
  for (const { name, value, at: time, published, tolerance } of scenario.historic ?? [])
    it(`${name}: ${published}`, () => {
      const found = time === undefined ? now('historic', value) : at('historic', value, time);
      expect(Math.abs(found / published - 1)).toBeLessThanOrEqual(tolerance);
    });
  it('taking the new code back made it worse: half of the executions and a quarter of the loss come from that step', () => {
    const executions = 'sum(routing_executions_total{source="servers"})';
    expect(at('not taken back', executions, '09:42')).toBe(at('historic', executions, '09:42'));
    expect(at('not taken back', executions, '10:15')).toBeLessThan(0.65 * at('historic', executions, '10:15'));
    expect(at('not taken back', 'routing_loss_dollars', '10:15')).toBeLessThan(0.8 * at('historic', 'routing_loss_dollars', '10:15'));
  });
});

describe('other responses', () => {
  it('the reference loses less than a twentieth of what history lost, and no customer is refused', () => {
    expect(loss('reference')).toBeLessThan(loss('historic') / 20);
    expect(run('reference').trace.harm().usersAffected).toBe(0);
  });
  it('panic loses more than history', () => {
    expect(loss('panic')).toBeGreaterThan(1.2 * loss('historic'));
  });
  it('the safe console catches the declaration, and nothing happens at the opening', () => {
    for (const journal of ['idle-safe', 'reference-safe']) {
      const slip = run(journal).attempts.find((attempt) => attempt.by === 'deployment-engineer');
      expect(slip).toMatchObject({ status: 'stopped', slip: 'declared-complete' });
      expect(run(journal).tPlusZeroUs).toBeUndefined();
      expect(loss(journal)).toBe(0);
    }
    expect(now('reference-safe', 'sum(routing_server_info{version="7.4.0"})')).toBe(8);
    expect(now('reference-safe', 'max(routing_flag)')).toBe(1);
  });
  it('who reads the mails prevents it on the dangerous console too', () => {
    expect(now('prevented', 'routing_mails_total')).toBeGreaterThan(5);
    expect(now('prevented', 'routing_mails_total')).toBeLessThan(40);
    expect(run('prevented').tPlusZeroUs).toBeUndefined();
    expect(loss('prevented')).toBe(0);
  });
  it('the kill switch is there on the safe console only', () => {
    const pressed = (consoles: string): Authority => {
      const text = `version: 1
title: Switch
entries:
  - { at: "07:38:01", kind: drill.begin, args: { level: expert, timed: true, consoles: ${consoles} } }
  - { at: "07:41", console: deployment, action: kill-switch }
`;
      const script = parseScript(text, 'switch.yaml');
      if (!script.ok) throw new Error('the script is one');
      return playScript(scenario, SEED, script.value, { untilUs: 5 * 60_000_000 }).authority;
    };
    const [dangerous, safe] = [pressed('dangerous'), pressed('safe')];
    expect(dangerous.attempts[0]).toMatchObject({ status: 'stopped', stoppedBy: 'no-such-switch' });
    expect(reading(dangerous, 'routing_kill_switch', dangerous.nowUs)).toBe(0);
    expect(safe.attempts[0]).toMatchObject({ status: 'sent' });
    expect(reading(safe, 'routing_kill_switch', safe.nowUs)).toBe(1);
  });
  it('shares and cash balance in all of them', () => {
    for (const [journal, { trace }] of runs)
      expect(
        trace.balances().map(({ balanced }) => balanced),
        journal,
      ).toEqual([true, true]);
  });
});
