// The false alert: the published times come out of the deeds of that morning, other responses do better and worse, and the safe console stops the slip.
import { describe, expect, it } from 'vitest';
import type { Authority } from '../../src/authority/index.ts';
import { play, reading, shippedScenario } from '../support/scenario-folder.ts';

const scenario = shippedScenario('false-alert');
const END = scenario.meta.length;
const M = 60_000_000;
const SEED = 'false-alert-1';
const played = new Map<string, Authority>();
/** Each journal is played once. */
const run = (journal: string): Authority => {
  const known = played.get(journal) ?? play(scenario, journal, SEED, END);
  played.set(journal, known);
  return known;
};
const minutesTo = (journal: string, what: string): number => reading(run(journal), `public_alert_seconds_to{what="${what}"} / 60`, END);

describe('what was done that morning', () => {
  it('comes to the published figures, within 15 %', () => {
    for (const { name, value, published, tolerance } of scenario.historic ?? []) {
      const found = reading(run('historic'), value, END);
      expect(Math.abs(found - published) / published, `${name}: ${found}`).toBeLessThanOrEqual(tolerance);
      expect(tolerance).toBeLessThanOrEqual(0.15);
    }
  });

  it('begins with the officer, who sends the live template two minutes after the drill', () => {
    const sent = run('historic').attempts.filter(({ slip }) => slip !== undefined);
    expect(sent.map(({ by, status, command }) => [by, status, command])).toEqual([
      ['warning-officer', 'sent', 'send-alert pacom-cdw-state'],
    ]);
    expect(sent[0]?.steps.map(({ safeguard, result }) => [safeguard, result])).toContainEqual(['are-you-sure', 'proceeded']);
  });

  it('wakes everybody at once', () => {
    const { tPlusZeroUs } = run('historic');
    expect(tPlusZeroUs).toBeGreaterThan(12 * M);
    expect(tPlusZeroUs).toBeLessThan(12.5 * M);
  });
});

describe('responses', () => {
  it('deny in minutes what took a quarter of an hour, and correct in a third of the time', () => {
    expect(minutesTo('reference', 'denial')).toBeLessThan(4);
    expect(minutesTo('reference', 'correction')).toBeLessThan(13);
    expect(run('reference').trace.harm().userMinutes).toBeLessThan(0.5 * run('historic').trace.harm().userMinutes);
  });

  it('that ask, contradict and only stop leave people worse off than that morning, and better than silence', () => {
    const harm = (journal: string): number => run(journal).trace.harm().userMinutes;
    expect(harm('panic')).toBeGreaterThan(1.3 * harm('historic'));
    expect(harm('idle')).toBeGreaterThan(harm('panic'));
    expect(reading(run('panic'), 'public_alert_contradictions_total', END)).toBeGreaterThanOrEqual(2);
  });

  it('lose nobody', () => {
    for (const journal of ['idle', 'historic', 'reference', 'panic', 'reference-safe']) {
      for (const { what, balanced, detail } of run(journal).trace.balances()) expect(balanced, `${journal}, ${what}: ${detail}`).toBe(true);
    }
  });
});

describe('the safe console', () => {
  it('stops the live template, and nobody outside is alarmed', () => {
    const tried = run('reference-safe').attempts.filter(({ slip }) => slip !== undefined);
    expect(tried.length).toBeGreaterThan(0);
    expect(tried.every(({ status }) => status === 'stopped')).toBe(true);
    expect(run('reference-safe').trace.harm().usersAffected).toBe(0);
  });

  it('lets the tests of the shift through', () => {
    expect(reading(run('reference-safe'), 'sum(public_alert_sent_total{sense="test"})', END)).toBe(4);
  });
});
