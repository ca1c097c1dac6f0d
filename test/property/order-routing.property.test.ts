// Whatever is done to the order routers, shares and cash balance at every instant, counters never fall, and steps do not matter.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { give, MINUTE_US, routers } from '../support/order-routing-world.ts';
import { LONG } from '../support/small-worlds.ts';

const SETTINGS = { numRuns: LONG ? 200 : 20, seed: LONG ? Number(process.env['FAULTLINE_SEED'] ?? 1) : 20120801 };

const server = fc.constantFrom('router-1', 'router-2', 'router-3');
const command = fc.oneof(
  fc.constantFrom(
    'release 2.0',
    'release 1.0',
    'set-flag retail on',
    'set-flag retail off',
    'kill-switch all',
    'release-kill-switch all',
    'stop-unwind',
  ),
  fc.tuple(fc.constantFrom('stop-server', 'start-server', 'pause-install', 'resume-install'), server).map((words) => words.join(' ')),
  fc.tuple(server, fc.constantFrom('1.0', '2.0')).map(([name, version]) => `deploy-server ${name} ${version}`),
  fc.integer({ min: 1, max: 100 }).map((percent) => `unwind ${percent / 100}`),
);
const deeds = fc.array(fc.record({ afterUs: fc.integer({ min: 0, max: 4 * MINUTE_US }), command }), { minLength: 1, maxLength: 14 });

it('shares and cash balance, and cutting the time anywhere changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 6 }), deeds, (seed, done) => {
      const [whole, cut] = [routers(seed), routers(seed)];
      let atUs = 0;
      let orders = 0;
      for (const { afterUs, command } of done) {
        const halfUs = atUs + Math.floor(afterUs / 3);
        atUs += afterUs;
        cut.runUntil(halfUs);
        for (const engine of [whole, cut]) engine.runUntil(atUs);
        expect(give(cut, command)).toEqual(give(whole, command));
        for (const engine of [whole, cut])
          expect(engine.balances()).toSatisfy(
            (balances: { balanced: boolean }[]) => balances.length === 2 && balances.every(({ balanced }) => balanced),
          );
        const { requests } = whole.harm();
        expect(requests).toBeGreaterThanOrEqual(orders);
        orders = requests;
      }
      for (const engine of [whole, cut]) engine.runUntil(atUs + 5 * MINUTE_US);
      expect(cut.hash()).toBe(whole.hash());
    }),
    SETTINGS,
  );
});
