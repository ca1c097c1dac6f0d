import { describe, expect, it } from 'vitest';
import type { SimulationEngine } from '../../../src/schema/index.ts';
import { give, read, SECOND, smallEngine } from '../engine-telemetry/small-world.ts';

const deploy = (more: string) => `
timeline:
  - at: "09:01"
    change: { deploy: shop, to: 1.1.0, summary: quicker, each: 10s, sets: { bank_timeout: 50ms }, ${more} }
`;
const versions = (engine: SimulationEngine) => engine.replicas('shop').map(({ version, status }) => `${version} ${status}`);
const instants = (engine: SimulationEngine, kind: string) =>
  engine
    .facts()
    .filter((fact) => fact.kind === kind)
    .map((fact) => fact.atUs / SECOND);

describe('rolling deployment', () => {
  it('swaps replica i at start + (i + 1) × each, without a gap, and is complete after the last', () => {
    const engine = smallEngine(deploy(''));
    engine.runUntil(68 * SECOND + 1);
    expect(versions(engine)).toEqual(['1.0.0 ready', '1.0.0 ready', '1.0.0 ready', '1.1.0 starting']);
    expect(engine.deployments()).toMatchObject([
      { from: '1.0.0', to: '1.1.0', status: 'rolling out', replicasDone: 0, replicasTotal: 3, atUs: 60 * SECOND, summary: 'quicker' },
    ]);
    engine.runUntil(200 * SECOND);
    expect(instants(engine, 'rollout.replica')).toEqual([70, 80, 90]);
    expect(instants(engine, 'rollout.finished')).toEqual([90]);
    expect(versions(engine)).toEqual(['1.1.0 ready', '1.1.0 ready', '1.1.0 ready']);
    expect(engine.deployments()).toMatchObject([{ status: 'complete', replicasDone: 3 }]);
    expect(
      Math.min(
        ...(engine.series.select(
          [
            { name: '__name__', op: '=', value: 'kube_deployment_replicas_ready' },
            { name: 'service', op: '=', value: 'shop' },
          ],
          0,
          1e15,
        )[0]!.values as Float64Array),
      ),
    ).toBe(3);
  });

  it('gives new pods new names, and old ones end with a staleness mark', () => {
    const engine = smallEngine(deploy(''));
    engine.runUntil(59 * SECOND);
    const before = engine.replicas('shop').map((replica) => replica.pod);
    engine.runUntil(150 * SECOND);
    const after = engine.replicas('shop').map((replica) => replica.pod);
    expect(new Set([...before, ...after]).size).toBe(6);
    const [old] = engine.series.select(
      [
        { name: '__name__', op: '=', value: 'up' },
        { name: 'pod', op: '=', value: before[0]! },
      ],
      0,
      1e15,
    );
    expect(old!.stale![old!.length - 1]).toBe(1);
    expect(old!.timesMs[old!.length - 1]! / 1000 - 1705309200).toBeLessThan(110);
    expect(after[0]).toMatch(/^shop-[0-9a-f]{6}-[a-z0-9]{5}$/);
  });

  it('shows the configuration of each version in file order', () => {
    const engine = smallEngine(deploy(''));
    expect(engine.configOf('shop', '1.1.0')).toBeUndefined();
    engine.runUntil(60 * SECOND);
    expect(Object.entries(engine.configOf('shop', '1.0.0')!)).toEqual([
      ['bank_timeout', '500ms'],
      ['retries', '1'],
      ['strict', 'true'],
      ['mode', 'fast'],
    ]);
    expect(engine.configOf('shop', '1.1.0')).toMatchObject({ bank_timeout: '50ms' });
    expect(engine.configOf('nobody', '1')).toBeUndefined();
  });

  it('changes what new replicas do: a short timeout cuts calls off', () => {
    const engine = smallEngine(deploy(''));
    engine.runUntil(60 * SECOND);
    const before = read(engine, 'http_client_requests_total', { outcome: 'connect_timeout' });
    engine.runUntil(150 * SECOND);
    expect(before).toBe(0);
    expect(read(engine, 'http_client_requests_total', { outcome: 'connect_timeout' })).toBeGreaterThan(50);
  });

  it('stops as failed when a replica does not come up twice; the old one goes on serving', () => {
    const engine = smallEngine(deploy('fails: 100 %'));
    engine.runUntil(200 * SECOND);
    expect(engine.deployments()).toMatchObject([{ status: 'failed', replicasDone: 0 }]);
    expect(instants(engine, 'rollout.failed')).toEqual([80]);
    expect(versions(engine)).toEqual(['1.0.0 ready', '1.0.0 ready', '1.0.0 ready']);
    expect(engine.logs({ limit: 10, text: 'readiness probe failed' }).matched).toBe(2);
  });
});

describe('blue-green deployment', () => {
  const blueGreen = (more = '') => deploy(`strategy: blue-green, switchesAfter: 30s${more}`);

  it('starts a whole set beside the old one and switches all traffic at once', () => {
    const engine = smallEngine(blueGreen());
    engine.runUntil(89 * SECOND);
    expect(versions(engine)).toEqual([...Array(3).fill('1.0.0 ready'), ...Array(3).fill('1.1.0 starting')]);
    engine.runUntil(125 * SECOND);
    expect(instants(engine, 'rollout.replica')).toEqual([90, 90, 90]);
    expect(versions(engine)).toEqual(Array(3).fill('1.1.0 ready'));
  });

  it('delays the switch for a second try, then fails and leaves the old set serving', () => {
    const engine = smallEngine(blueGreen(', fails: 100 %'));
    engine.runUntil(150 * SECOND);
    expect(instants(engine, 'rollout.failed')).toEqual([92]);
    expect(versions(engine)).toEqual(Array(3).fill('1.0.0 ready'));
  });

  it('is cut short by a rollback before the switch', () => {
    const engine = smallEngine(blueGreen());
    engine.runUntil(89 * SECOND);
    expect(give(engine, 'command.rollback', { service: 'shop' })).toMatchObject({ status: 'done', untilUs: 89 * SECOND });
    engine.runUntil(150 * SECOND);
    expect(versions(engine)).toEqual(Array(3).fill('1.0.0 ready'));
    expect(engine.deployments()).toMatchObject([
      { to: '1.1.0', status: 'failed' },
      { to: '1.0.0', status: 'complete' },
    ]);
  });
});

describe('rollback', () => {
  it('goes back to the version before, at the pace of the change, and back again', () => {
    const engine = smallEngine(deploy(''));
    engine.runUntil(150 * SECOND);
    expect(give(engine, 'command.rollback', { service: 'shop' })).toMatchObject({ status: 'done', untilUs: 180 * SECOND });
    expect(give(engine, 'command.rollback', { service: 'shop' })).toMatchObject({ status: 'refused', code: 'command/rolling' });
    engine.runUntil(250 * SECOND);
    expect(versions(engine)).toEqual(Array(3).fill('1.0.0 ready'));
    expect(engine.deployments()).toMatchObject([{ to: '1.1.0' }, { from: '1.1.0', to: '1.0.0', status: 'complete' }]);
    give(engine, 'command.rollback', { service: 'shop' });
    engine.runUntil(350 * SECOND);
    expect(versions(engine)).toEqual(Array(3).fill('1.1.0 ready'));
  });

  it('turns a deployment round that is half done', () => {
    const engine = smallEngine(deploy(''));
    engine.runUntil(75 * SECOND);
    expect(give(engine, 'command.rollback', { service: 'shop' })).toMatchObject({ status: 'done', untilUs: 85 * SECOND });
    engine.runUntil(150 * SECOND);
    expect(versions(engine)).toEqual(Array(3).fill('1.0.0 ready'));
    expect(engine.deployments()).toMatchObject([
      { status: 'failed', replicasDone: 1 },
      { status: 'complete', replicasTotal: 1 },
    ]);
  });

  it('can fail too', () => {
    const engine = smallEngine(deploy('rollbackFails: 100 %'));
    engine.runUntil(150 * SECOND);
    give(engine, 'command.rollback', { service: 'shop' });
    engine.runUntil(250 * SECOND);
    expect(engine.deployments()[1]).toMatchObject({ status: 'failed' });
    expect(versions(engine)).toEqual(Array(3).fill('1.1.0 ready'));
  });

  it('is refused where there is no version before, and for a service that does not exist', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.rollback', { service: 'shop' })).toMatchObject({ status: 'refused', code: 'command/no-previous-version' });
    expect(give(engine, 'command.rollback', { service: 'shopp' })).toMatchObject({
      status: 'refused',
      code: 'command/unknown-service',
      reason: expect.stringContaining('web, shop'),
    });
  });

  it('knows deployments from before the start', () => {
    const engine = smallEngine('\ntimeline:\n  - { at: "08:30", change: { deploy: shop, to: 1.0.1, sets: { retries: 2 } } }\n');
    expect(engine.deployments()).toMatchObject([{ atUs: -1800 * SECOND, from: '1.0.0', to: '1.0.1', status: 'complete', replicasDone: 3 }]);
    expect(versions(engine)).toEqual(Array(3).fill('1.0.1 ready'));
    expect(give(engine, 'command.rollback', { service: 'shop' })).toMatchObject({ status: 'done' });
    engine.runUntil(100 * SECOND);
    expect(versions(engine)).toEqual(Array(3).fill('1.0.0 ready'));
  });
});

describe('pause and resume', () => {
  it('finishes the replacement under way, waits, and goes on', () => {
    const engine = smallEngine(deploy(''));
    expect(give(engine, 'command.pause-rollout', { service: 'shop' })).toMatchObject({ status: 'refused', code: 'command/not-rolling' });
    engine.runUntil(79 * SECOND);
    expect(give(engine, 'command.pause-rollout', { service: 'shop' })).toMatchObject({ status: 'done' });
    expect(give(engine, 'command.pause-rollout', { service: 'shop' })).toMatchObject({ status: 'refused', code: 'command/paused' });
    engine.runUntil(140 * SECOND);
    expect(instants(engine, 'rollout.replica')).toEqual([70, 80]);
    expect(engine.deployments()).toMatchObject([{ status: 'paused', replicasDone: 2 }]);
    expect(give(engine, 'command.resume-rollout', { service: 'shop' })).toMatchObject({ status: 'done' });
    expect(give(engine, 'command.resume-rollout', { service: 'shop' })).toMatchObject({ status: 'refused', code: 'command/not-paused' });
    engine.runUntil(200 * SECOND);
    expect(instants(engine, 'rollout.finished')).toEqual([142]);
    expect(give(engine, 'command.resume-rollout', { service: 'shop' })).toMatchObject({ status: 'refused', code: 'command/not-rolling' });
  });
});
