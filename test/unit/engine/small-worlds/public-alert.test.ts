// The public-alert world: what each command sets going, and what it does not.
import { describe, expect, it } from 'vitest';
import { drawBinomial } from '../../../../src/engine/small-worlds/public-alert/binomial.ts';
import { senseOf } from '../../../../src/engine/small-worlds/public-alert/senses.ts';
import { newStream } from '../../../../src/engine/small-worlds/streams.ts';
import type { SimulationEngine } from '../../../../src/schema/index.ts';
import { act, alertEngine, alertScenario, reading, until } from '../../../support/alert-world.ts';

const alarmed = (engine: SimulationEngine): number => reading(engine, 'public_alert_people', { state: 'alarmed' }) ?? 0;
const unaware = (engine: SimulationEngine): number => reading(engine, 'public_alert_people', { state: 'unaware' }) ?? 0;
const secondsTo = (engine: SimulationEngine, what: string): number | undefined => reading(engine, 'public_alert_seconds_to', { what });

/** The live template goes out after ten seconds. */
function alerted(seed = 'unit', changes: Parameters<typeof alertEngine>[1] = []): SimulationEngine {
  const engine = alertEngine(seed, changes);
  until(engine, 10);
  act(engine, 'send-alert missile');
  return engine;
}

describe('an alert', () => {
  it('alarms those whom it reaches, and they tell others', () => {
    const engine = alerted();
    until(engine, 130);
    expect(alarmed(engine)).toBeGreaterThan(0.4 * 100_000);
    const reassured = reading(engine, 'public_alert_people', { state: 'reassured' }) ?? 0;
    expect(engine.harm().usersAffected).toBe(alarmed(engine) + reassured);
    until(engine, 600);
    expect(unaware(engine)).toBeLessThan(0.2 * 100_000);
  });

  it('from the test template stays inside and is answered in the same words', () => {
    const engine = alertEngine();
    const test = act(engine, 'send-alert drill-missile');
    const live = act(engine, 'send-alert missile');
    expect(test).toEqual({ status: 'done', text: 'DRILL - MISSILE: sent' });
    expect(live).toEqual({ status: 'done', text: 'MISSILE: sent' });
    const quiet = alertEngine();
    act(quiet, 'send-alert drill-missile');
    until(quiet, 600);
    expect(alarmed(quiet)).toBe(0);
    expect(quiet.tables()['menu log']?.rows).toHaveLength(1);
  });

  it('is repeated until it is cancelled; who has heard stays alarmed', () => {
    const repeated = alerted();
    const cancelled = alerted();
    until(cancelled, 200);
    expect(act(cancelled, 'cancel-alert missile')).toMatchObject({ status: 'done' });
    const before = alarmed(cancelled);
    until(cancelled, 890);
    until(repeated, 890);
    expect(reading(repeated, 'public_alert_repetitions_total')).toBe(2);
    expect(reading(cancelled, 'public_alert_repetitions_total')).toBe(0);
    expect(alarmed(cancelled)).toBeGreaterThanOrEqual(before);
    expect(alarmed(repeated)).toBeGreaterThan(alarmed(cancelled));
    expect(secondsTo(cancelled, 'cancellation')).toBe(190);
    expect(act(cancelled, 'cancel-alert missile')).toMatchObject({ status: 'refused', code: 'public-alert/not-sent' });
  });

  it('leaves people alarmed for long when nobody says anything: they calm down by themselves', () => {
    const engine = alerted('unit', [['calms: 40m', 'calms: 10m']]);
    until(engine, 890);
    const before = alarmed(engine);
    until(engine, 910 + 600);
    expect(alarmed(engine) / before).toBeCloseTo(Math.exp(-1), 1);
    expect(engine.harm().usersAffected).toBeGreaterThan(before);
  });
});

describe('words', () => {
  const plan = alertScenario().world.publicAlert;
  if (plan === undefined) throw new Error('no network');
  it.each([
    ['FALSE ALARM. There is no threat.', 'denial'],
    ['Missile inbound! Seek shelter.', 'alarm'],
    ['False alarm. You do not have to seek shelter.', 'denial'],
    ['False alarm? Stay in shelter until we know.', 'unclear'],
    ['We are looking into it.', 'unclear'],
  ])('%s is understood as %s', (text, sense) => expect(senseOf(plan, text)).toBe(sense));
});

describe('what is written by hand', () => {
  it('takes agreeing and typing; the first denial is on a feed, the correction on a channel that interrupts', () => {
    const engine = alerted();
    const text = 'False alarm. There is no threat.';
    act(engine, `post-statement feed ${text}`);
    act(engine, `send-correction wireless ${text} Repeat.`);
    until(engine, 400);
    const typing = (characters: number): number => (60 * characters) / 200;
    expect(secondsTo(engine, 'denial')).toBeCloseTo(60 + typing(text.length), 3);
    expect(secondsTo(engine, 'correction')).toBeCloseTo(240 + typing(text.length + ' Repeat.'.length), 3);
    expect(engine.tables()['statements']?.rows).toHaveLength(3);
  });

  it('a correction ends the alarm of most, a feed that of few', () => {
    const feed = alerted();
    const both = alerted();
    act(feed, 'post-statement feed False alarm');
    act(both, 'post-statement feed False alarm');
    act(both, 'send-correction wireless There is no threat');
    until(feed, 500);
    until(both, 500);
    expect(alarmed(both)).toBeLessThan(0.7 * alarmed(feed));
  });

  it('a text that is agreed on is only typed for the next channel, without a hand before', () => {
    const engine = alerted();
    act(engine, 'post-statement feed False alarm');
    act(engine, 'send-correction wireless False alarm');
    until(engine, 15);
    expect(reading(engine, 'public_alert_hands_free')).toBe(1);
    until(engine, 120);
    const typing = (60 * 'False alarm'.length) / 200;
    expect(secondsTo(engine, 'correction')).toBeCloseTo(60 + 2 * typing, 3);
  });

  it('an unclear text calms nobody', () => {
    const nobodyCalls = [['alarmed: 0.2 %', 'alarmed: 0 %']] as const;
    const silent = alerted('unit', nobodyCalls);
    const unclear = alerted('unit', nobodyCalls);
    act(unclear, 'send-correction wireless We are looking into it');
    until(silent, 450);
    until(unclear, 450);
    expect(secondsTo(unclear, 'correction')).toBeUndefined();
    expect(reading(unclear, 'public_alert_people', { state: 'reassured' })).toBe(0);
    expect(reading(silent, 'public_alert_people', { state: 'reassured' })).toBe(0);
  });

  it('goes only where it belongs', () => {
    const engine = alerted();
    expect(act(engine, 'send-correction feed False alarm')).toMatchObject({ code: 'public-alert/does-not-interrupt' });
    expect(act(engine, 'post-statement wireless False alarm')).toMatchObject({ code: 'public-alert/interrupts' });
    expect(act(engine, 'post-statement press False alarm')).toMatchObject({ code: 'public-alert/no-channel' });
  });

  it('that contradicts what was said is counted, and later denials are believed less', () => {
    const plain = alerted();
    const muddled = alerted();
    act(muddled, 'post-statement feed False alarm');
    until(muddled, 80);
    act(muddled, 'post-statement feed Stay in shelter');
    until(muddled, 160);
    expect(reading(muddled, 'public_alert_contradictions_total')).toBe(1);
    for (const engine of [plain, muddled]) {
      until(engine, 160);
      act(engine, 'send-alert retraction');
      until(engine, 300);
    }
    expect(alarmed(muddled)).toBeGreaterThan(1.2 * alarmed(plain));
    expect(secondsTo(plain, 'correction')).toBe(150);
  });
});

describe('leave that nobody needs to ask for', () => {
  it('holds corrections back until the answer is there', () => {
    const engine = alerted();
    act(engine, 'ask-authority federal-agency');
    const outcome = act(engine, 'send-correction wireless False alarm');
    expect(outcome).toMatchObject({ status: 'done', text: expect.stringContaining('for the answer whether it may be sent') });
    until(engine, 1200);
    const typing = (60 * 'False alarm'.length) / 200;
    expect(secondsTo(engine, 'correction')).toBeGreaterThan(240 + 120 + typing - 0.01);
    expect(reading(engine, 'public_alert_party_answered_seconds', { party: 'federal-agency' })).toBeGreaterThanOrEqual(120);
    expect(JSON.stringify(engine.tables()['warning point'])).toContain('You need no leave of ours.');
  });

  it('is asked only of those who have a say', () => {
    expect(act(alerted(), 'ask-authority police')).toMatchObject({ status: 'refused', code: 'public-alert/no-say' });
  });

  it('a call needs a free line of a congested agency', () => {
    const engine = alerted('unit', [['alarmed: 0.2 %', 'alarmed: 20 %']]);
    until(engine, 120);
    act(engine, 'ask-authority federal-agency');
    until(engine, 150);
    expect(reading(engine, 'phone_lines_taken', { line: 'ours' })).toBe(6);
    const row = engine.tables()['warning point']?.rows[0];
    expect(Number(row?.cells['busy'])).toBeGreaterThan(0);
  });
});

describe('hands', () => {
  it('are busy while they write and call; what is left waits', () => {
    const engine = alerted();
    expect(reading(engine, 'public_alert_hands_free')).toBe(2);
    act(engine, 'post-statement feed False alarm');
    act(engine, 'send-correction wireless There is no threat');
    expect(act(engine, 'tell-party supervisor')).toMatchObject({ text: expect.stringContaining('hand free') });
    expect(act(engine, 'staff-phones 2')).toMatchObject({ status: 'refused', code: 'public-alert/no-hands' });
    until(engine, 65);
    expect(reading(engine, 'public_alert_party_told_seconds', { party: 'supervisor' })).toBeUndefined();
    until(engine, 140);
    expect(reading(engine, 'public_alert_party_told_seconds', { party: 'supervisor' })).toBeGreaterThan(100);
  });

  it('a recorded message answers callers without hands', () => {
    const spoken = alerted('unit', [['alarmed: 0.2 %', 'alarmed: 2 %']]);
    const recorded = alerted('unit', [['alarmed: 0.2 %', 'alarmed: 2 %']]);
    act(recorded, 'staff-phones 0');
    expect(reading(recorded, 'public_alert_hands_free')).toBe(2);
    until(spoken, 900);
    until(recorded, 900);
    const answered = (engine: SimulationEngine): number => reading(engine, 'phone_calls_total', { line: 'ours', result: 'answered' }) ?? 0;
    expect(answered(recorded)).toBeGreaterThan(2 * answered(spoken));
    expect(reading(recorded, 'public_alert_people', { state: 'reassured' })).toBeGreaterThan(0);
  });
});

describe('who is told', () => {
  it('publishes after the obstacle, and others carry it on', () => {
    const engine = alerted();
    act(engine, 'tell-party governor');
    until(engine, 10 + 60 + 600 + 1);
    expect(reading(engine, 'public_alert_statements_total', { channel: 'governor-feed', sense: 'denial' })).toBe(1);
    expect(reading(engine, 'public_alert_denial_seconds', { channel: 'governor-feed' })).toBeCloseTo(660, 3);
    expect(secondsTo(engine, 'denial'), 'the agency itself has said nothing').toBeUndefined();
    until(engine, 10 + 60 + 600 + 610);
    expect(reading(engine, 'public_alert_statements_total', { channel: 'press', sense: 'denial' })).toBe(1);
    expect(secondsTo(engine, 'correction')).toBeUndefined();
  });

  it('those who answer emergency calls can be brief once they know', () => {
    const untold = alerted();
    const told = alerted();
    act(told, 'tell-party police');
    until(untold, 900);
    until(told, 900);
    const answered = (engine: SimulationEngine): number =>
      reading(engine, 'phone_calls_total', { line: 'emergency', result: 'answered' }) ?? 0;
    expect(answered(told)).toBeGreaterThan(answered(untold));
    expect(act(told, 'tell-party police')).toMatchObject({ code: 'public-alert/told-already' });
  });

  it('is nobody before an alert is out', () => {
    expect(act(alertEngine(), 'tell-party police')).toMatchObject({ code: 'public-alert/nothing-sent' });
  });

  it('somebody else may publish too', () => {
    const engine = alerted();
    engine.inject({ publicAlert: 'statement', channel: 'press', text: 'It is a false alarm.' });
    until(engine, 30);
    expect(reading(engine, 'public_alert_denial_seconds', { channel: 'press' })).toBe(0);
  });
});

describe('binomial draws', () => {
  it.each([
    [40, 0.1],
    [1_000, 0.004],
    [5_000, 0.2],
    [5_000, 0.97],
  ])('of %i with chance %f have the mean and the variance', (n, p) => {
    const stream = newStream('binomial', `${n} ${p}`);
    const draws = Array.from({ length: 20_000 }, () => drawBinomial(stream, n, p));
    expect(draws.every((value) => Number.isInteger(value) && value >= 0 && value <= n)).toBe(true);
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    const sigma = Math.sqrt(n * p * (1 - p));
    expect(Math.abs(mean - n * p)).toBeLessThan((4 * sigma) / Math.sqrt(draws.length));
    expect(variance / sigma ** 2).toBeCloseTo(1, 1);
  });
});
