import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import { FaultSchema } from '../../../src/schema/index.ts';
import { give, read, SECOND, smallScenario } from '../engine-telemetry/small-world.ts';

/** The small world with a breaker of its own in every replica. */
function ownBreakers() {
  const scenario = smallScenario();
  scenario.world.breakers['bank'] = { ...scenario.world.breakers['bank']!, scope: 'replica' };
  return createEngine(scenario, 'seed');
}

describe('breakers of single replicas', () => {
  it('are opened together by hand, in replicas that start later too', () => {
    const engine = ownBreakers();
    give(engine, 'command.open-breaker', { breaker: 'bank' });
    give(engine, 'command.scale', { service: 'shop', replicas: 4 });
    engine.runUntil(30 * SECOND);
    expect(read(engine, 'circuit_breaker_state', { service: 'shop' })).toBe(8);
    expect(read(engine, 'provider_requests_total')).toBe(0);
    give(engine, 'command.close-breaker', { breaker: 'bank' });
    engine.runUntil(60 * SECOND);
    expect(read(engine, 'circuit_breaker_state', { service: 'shop' })).toBe(0);
  });

  it('speak in the log of their own pod', () => {
    const engine = ownBreakers();
    engine.inject(FaultSchema.parse({ provider: 'bank', errors: '100 %' }));
    engine.runUntil(20 * SECOND);
    const pods = engine.replicas('shop').map((replica) => replica.pod);
    const lines = engine.logs({ limit: 20, text: 'bank OPEN after 8 failures' }).lines;
    expect(lines.map((line) => line.pod).sort()).toEqual(pods.sort());
  });
});
