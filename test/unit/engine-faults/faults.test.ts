import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../../src/engine/index.ts';
import { type Fault, FaultSchema, type SimulationEngine } from '../../../src/schema/index.ts';
import { give, read, SECOND, smallEngine } from '../engine-telemetry/small-world.ts';

const MINUTE = 60 * SECOND;
const SMALL_WORLDS = ['exchange', 'publicAlert', 'hosts', 'orderRouting'];
const parse = (fault: Record<string, unknown>): Fault => FaultSchema.parse(fault);
const facts = (engine: SimulationEngine) =>
  engine
    .facts()
    .filter((fact) => fact.kind.startsWith('fault.'))
    .map((fact) => [fact.kind, fact.component, fact.detail, fact.atUs / SECOND]);
/** Mean seconds of an answer of a service between two instants. */
function meanS(engine: SimulationEngine, service: string, fromUs: number, toUs: number): number {
  const at = (name: string): number => read(engine, `http_server_request_duration_seconds_${name}`, { service });
  engine.runUntil(fromUs);
  const [sum, count] = [at('sum'), at('count')];
  engine.runUntil(toUs);
  return (at('sum') - sum) / (at('count') - count);
}

describe('faults', () => {
  it('has a kind for every fault of the schema, each with a description', () => {
    // Faults of the small worlds are theirs.
    const keys = FaultSchema.options.map((option) => Object.keys(option.shape)[0]).filter((key) => !SMALL_WORLDS.includes(key ?? ''));
    expect(FAULTS.map((fault) => fault.key).sort()).toEqual(keys.sort());
    for (const fault of FAULTS) expect(fault.description.length).toBeGreaterThan(20);
  });

  it('slowService multiplies compute times, also with itself, and ends', () => {
    const engine = smallEngine();
    const normal = meanS(engine, 'web', 0, MINUTE);
    engine.inject(parse({ slowService: 'web', factor: 10, for: '60s' }));
    engine.inject(parse({ slowService: 'web', factor: 2, for: '30s' }));
    const both = meanS(engine, 'web', MINUTE, 85 * SECOND);
    const one = meanS(engine, 'web', 95 * SECOND, 115 * SECOND);
    const after = meanS(engine, 'web', 130 * SECOND, 190 * SECOND);
    // Two requests of three compute for 10 ms; the third only waits for the shop.
    expect((both - normal) / 0.00667).toBeGreaterThan(15);
    expect((one - normal) / 0.00667).toBeGreaterThan(7);
    expect((one - normal) / 0.00667).toBeLessThan(11);
    expect(Math.abs(after - normal)).toBeLessThan(0.01);
    expect(facts(engine)).toEqual([
      ['fault.began', 'web', 'slowService', 60],
      ['fault.began', 'web', 'slowService', 60],
      ['fault.ended', 'web', 'slowService', 90],
      ['fault.ended', 'web', 'slowService', 120],
    ]);
  });

  it('stallService lets nothing end until it is over', () => {
    const engine = smallEngine('\ntimeline:\n  - { at: "09:01", fault: { stallService: web, for: 10s } }\n');
    engine.runUntil(MINUTE + SECOND);
    const done = () => engine.flows().find((flow) => flow.name === 'web/browse')!.completed;
    const before = done();
    engine.runUntil(69 * SECOND);
    expect(done()).toBe(before);
    engine.runUntil(80 * SECOND);
    expect(done() - before).toBeGreaterThan(150);
  });

  it('crashReplicas loses work in them; new ones start, or not', () => {
    const engine = smallEngine();
    engine.runUntil(MINUTE);
    const before = engine.replicas('shop').map((replica) => replica.pod);
    engine.inject(parse({ crashReplicas: 'shop', count: 2 }));
    expect(engine.replicas('shop').map((replica) => replica.status)).toEqual(['ready', 'starting', 'starting']);
    engine.runUntil(70 * SECOND);
    expect(engine.replicas('shop').map((replica) => replica.status)).toEqual(['ready', 'ready', 'ready']);
    expect(engine.replicas('shop')[0]!.pod).toBe(before[2]);
    expect(engine.logs({ limit: 9, text: 'exited with code' }).matched).toBe(2);
    engine.inject(parse({ crashReplicas: 'shop', count: 500, restarts: false }));
    engine.runUntil(80 * SECOND);
    expect(engine.replicas('shop')).toEqual([]);
    expect(read(engine, 'kube_deployment_replicas', { service: 'shop' })).toBe(3);
    expect(read(engine, 'kube_deployment_replicas_ready', { service: 'shop' })).toBe(0);
    expect(give(engine, 'command.scale', { service: 'shop', replicas: 3 })).toMatchObject({ status: 'done' });
    engine.runUntil(90 * SECOND);
    expect(engine.replicas('shop')).toHaveLength(3);
  });

  it('provider takes other times and errors, and is itself again afterwards', () => {
    const engine = smallEngine();
    engine.runUntil(MINUTE);
    engine.inject(parse({ provider: 'bank', errors: '100 %', for: '20s' }));
    engine.runUntil(80 * SECOND);
    expect(read(engine, 'provider_requests_total', { outcome: 'error' })).toBeGreaterThan(5);
    expect(engine.facts().some((fact) => fact.kind === 'breaker.opened')).toBe(true);
    expect(engine.logs({ limit: 1, service: 'shop', text: 'OPEN after 8 failures' }).matched).toBe(1);
    expect(engine.logs({ limit: 1, service: 'shop', text: 'failures "OPEN after" 8' }).matched).toBe(1);
    expect(engine.logs({ limit: 1, service: 'shop', text: '"failures OPEN"' }).matched).toBe(0);
    engine.runUntil(2 * MINUTE);
    expect(read(engine, 'circuit_breaker_state')).toBe(0);
    engine.inject(parse({ provider: 'bank', connect: '5s' }));
    engine.runUntil(130 * SECOND);
    expect(read(engine, 'provider_requests_total', { outcome: 'connect_timeout' })).toBeGreaterThan(5);
    expect(engine.logs({ limit: 1, text: 'Connection timeout to bank after 500 ms (attempt 2)' }).matched).toBeGreaterThan(0);
    expect(engine.facts().filter((fact) => fact.kind === 'provider.first-timeout')).toMatchObject([{ component: 'shop', detail: 'bank' }]);
  });

  it('slowDatabase makes queries slower, then no more', () => {
    const engine = smallEngine();
    engine.runUntil(MINUTE);
    engine.inject(parse({ slowDatabase: 'db', factor: 50, for: '30s' }));
    const slow = meanS(engine, 'shop', 65 * SECOND, 85 * SECOND);
    const after = meanS(engine, 'shop', 2 * MINUTE, 3 * MINUTE);
    expect(slow - after).toBeGreaterThan(0.1);
    expect(after).toBeLessThan(0.2);
  });

  it('leakConnections takes a connection at a time; ending sessions brings them back', () => {
    const engine = smallEngine();
    engine.inject(parse({ leakConnections: 'shop-pool', rate: '6rpm', for: '65s' }));
    engine.runUntil(100 * SECOND);
    expect(engine.sessions('shop-pool').filter((row) => row.application === '' && row.state === 'idle in transaction')).toHaveLength(6);
    expect(read(engine, 'db_client_connection_count', { state: 'used' })).toBeGreaterThanOrEqual(6);
    give(engine, 'command.kill-sessions', { pool: 'shop-pool' });
    expect(engine.sessions('shop-pool').filter((row) => row.application === '' && row.state === 'idle in transaction')).toHaveLength(0);
  });

  it('leakConnections at a furious rate empties the pool and costs no time', () => {
    const engine = smallEngine();
    engine.inject(parse({ leakConnections: 'shop-pool', rate: '999999999rps' }));
    engine.runUntil(30 * SECOND);
    expect(engine.sessions('shop-pool').filter((row) => row.application === '')).toHaveLength(8);
    expect(read(engine, 'db_client_connection_count', { state: 'used' })).toBe(8);
  });

  it('surge multiplies arrivals along a ramp, for one journey or all', () => {
    const engine = smallEngine('\ntimeline:\n  - { at: "09:02", fault: { surge: browsing, factor: 3, ramp: 60s, for: 120s } }\n');
    const perS = (fromUs: number, toUs: number, journey: string) => {
      engine.runUntil(fromUs);
      const before = engine.flows().find((flow) => flow.name === journey)!.arrived;
      engine.runUntil(toUs);
      return ((engine.flows().find((flow) => flow.name === journey)!.arrived - before) / (toUs - fromUs)) * SECOND;
    };
    const normal = perS(0, 2 * MINUTE, 'browsing');
    const rising = perS(2 * MINUTE, 3 * MINUTE, 'browsing');
    const high = perS(3 * MINUTE, 4 * MINUTE, 'browsing');
    const after = perS(4 * MINUTE, 6 * MINUTE, 'browsing');
    expect(Math.abs(normal - 20)).toBeLessThan(2);
    expect(Math.abs(rising - 40)).toBeLessThan(4);
    expect(Math.abs(high - 60)).toBeLessThan(5);
    expect(Math.abs(after - 20)).toBeLessThan(2);
    expect(Math.abs(engine.flows().find((flow) => flow.name === 'buying')!.arrived / 360 - 10)).toBeLessThan(1);
  });
});
