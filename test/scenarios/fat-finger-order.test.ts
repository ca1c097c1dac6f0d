// The order of 610,000 shares: history comes out of the model, a better response costs less and a worse one more, the safe terminal catches the slip.
// Pinned: one seed and the bounds below; `faultline prove` holds every claim against twenty.
import { describe, expect, it } from 'vitest';
import { play, reading, shippedScenario } from '../support/scenario-folder.ts';

const SEED = 'order-1';
const scenario = shippedScenario('fat-finger-order');
const { length } = scenario.meta;
const HALF_PAST = 30 * 60e6;
/** Until everybody’s purchases are through, and before settlement. */
const ENOUGH = 50 * 60e6;
const lost = (journal: string): number => play(scenario, journal, SEED, ENOUGH).trace.harm().revenueLost;

describe('the order of 610,000 shares', { timeout: 300_000 }, () => {
  it('what was done that morning gives what was published, from the order book', () => {
    const run = play(scenario, 'historic', SEED, length);
    const figure = (expr: string, atUs = run.nowUs): number => reading(run, expr, atUs);
    const within = (share: number, found: number, published: number): void =>
      expect(Math.abs(found / published - 1), `${found} for ${published}`).toBeLessThanOrEqual(share);
    within(0.01, figure('exchange_highest_price_yen{issue="j-com"}', HALF_PAST - 60e6), 672_000);
    within(0.3, figure('exchange_shares_executed_total{issue="j-com",side="sell"}', HALF_PAST - 39e6), 1822);
    within(0.15, figure('exchange_seconds_to{what="executed"}'), 561);
    within(0.15, figure('exchange_shares_settled_in_cash_total{issue="j-com"}'), 96_236);
    within(0.15, figure('exchange_firm_loss_yen{basis="same day"}'), 27e9);
    within(0.15, figure('exchange_firm_loss_yen{basis="settled"}'), 40.7e9);
    expect(run.trace.balances().filter(({ balanced }) => !balanced)).toEqual([]);
  });

  it('buying at once costs a small part of that; cancelling over and over costs more', () => {
    const historic = lost('historic');
    expect(lost('reference')).toBeLessThan(0.1 * historic);
    expect(lost('panic')).toBeGreaterThan(1.5 * historic);
  });

  it('the telephone is always there, a purchase once something is owed; orders are given at the terminal', () => {
    const run = play(scenario, 'idle', SEED, HALF_PAST);
    const offered = (): string[] => run.view().commands.map(({ kind, targets }) => `${kind} ${targets.map(({ label }) => label).join(', ')}`);
    expect(offered()).toContain('command.buy-back j-com');
    expect(offered().filter((each) => each.startsWith('command.ask-halt'))).toHaveLength(1);
    expect(offered().filter((each) => each.startsWith('command.enter-order'))).toEqual([]);
    expect(run.seek(20 * 60e6).commands.map(({ kind }) => kind)).not.toContain('command.buy-back');
  });

  it('on the safe terminal nothing is sent, and the same desk does its routine', () => {
    const run = play(scenario, 'reference-safe', SEED, length);
    const slip = run.attempts.find((attempt) => attempt.slip === 'exchanged');
    expect(slip).toMatchObject({ by: 'order-clerk', status: 'stopped', stoppedBy: 'no-more-than-exist' });
    expect(slip?.steps.find(({ result }) => result === 'stopped')?.says).toContain('14,500');
    expect(run.attempts.filter(({ status }) => status === 'sent')).toHaveLength(5);
    expect(run.trace.harm().revenueLost).toBe(0);
  });
});
