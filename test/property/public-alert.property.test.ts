/** The public-alert world whatever people do in it: nobody is lost, calls balance, snapshots are exact, and how a run is cut does not matter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, alertEngine } from '../support/alert-world.ts';
import { LONG } from '../support/small-worlds.ts';

const SETTINGS = { numRuns: LONG ? 200 : 15, seed: LONG ? Number(process.env['FAULTLINE_SEED'] ?? 1) : 20180113 };

const command = fc.constantFrom(
  'send-alert missile',
  'send-alert drill-missile',
  'send-alert retraction',
  'cancel-alert missile',
  'send-correction wireless False alarm',
  'post-statement feed False alarm',
  'post-statement feed Stay in shelter',
  'ask-authority federal-agency',
  'ask-authority supervisor',
  'tell-party police',
  'tell-party governor',
  'staff-phones 0',
  'staff-phones 2',
);
const steps = fc.array(fc.record({ waitsS: fc.integer({ min: 1, max: 200 }), does: command }), { minLength: 1, maxLength: 14 });
const CROWDED = [['alarmed: 0.2 %', 'alarmed: 3 %']] as const;

describe('public-alert world', () => {
  it('keeps every person and every call', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5 }), steps, (seed, list) => {
        const engine = alertEngine(seed, CROWDED);
        let atS = 0;
        for (const { waitsS, does } of list) {
          act(engine, does);
          atS += waitsS;
          engine.runUntil(atS * 1_000_000);
          for (const { what, balanced, detail } of engine.balances()) expect(balanced, `${what}: ${detail}`).toBe(true);
        }
        const { usersAffected, userMinutes } = engine.harm();
        expect(usersAffected).toBeLessThanOrEqual(100_000);
        expect(userMinutes).toBeLessThanOrEqual((usersAffected * atS) / 60);
      }),
      SETTINGS,
    );
  });

  it('continues from a snapshot and in pieces to the byte', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 900 }), (list, cutS) => {
        const whole = alertEngine('cut', CROWDED);
        const cut = alertEngine('cut', CROWDED);
        for (const engine of [whole, cut]) for (const { does } of list) act(engine, does);
        cut.runUntil(cutS * 1_000_000 + 137);
        const twin = cut.fork();
        cut.runUntil(1_000_000_000);
        twin.runUntil(1_000_000_000);
        whole.runUntil(1_000_000_000);
        expect(cut.hash()).toBe(whole.hash());
        expect(twin.hash()).toBe(whole.hash());
        expect(twin.tables()).toEqual(whole.tables());
      }),
      SETTINGS,
    );
  });
});
