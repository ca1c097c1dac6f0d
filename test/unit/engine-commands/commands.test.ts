import { describe, expect, it } from 'vitest';
import { EFFECTS } from '../../../src/engine/commands/index.ts';
import { SERVICE_COMMANDS } from '../../../src/schema/index.ts';
import { give, read, SECOND, smallEngine } from '../engine-telemetry/small-world.ts';

const MINUTE = 60 * SECOND;

describe('registry', () => {
  it('has an effect for every command of the services world and no other', () => {
    expect(Object.keys(EFFECTS).sort()).toEqual(SERVICE_COMMANDS.map((command) => command.kind).sort());
  });

  it('refuses arguments of the wrong shape without touching the world', () => {
    const engine = smallEngine();
    const before = engine.hash();
    expect(give(engine, 'command.scale', { service: 'shop', replicas: -1 })).toMatchObject({
      status: 'refused',
      code: 'command/bad-arguments',
    });
    expect(give(engine, 'command.resize-pool', { pool: 'nothing', size: 5 })).toMatchObject({
      status: 'refused',
      code: 'command/unknown-pool',
      reason: expect.stringContaining('shop-pool'),
    });
    expect(engine.hash()).toBe(before);
  });
});

describe('deploy', () => {
  it('brings a version of the history, and says which there are', () => {
    const engine = smallEngine('\ntimeline:\n  - { at: "08:30", change: { deploy: shop, to: 1.0.1 } }\n');
    expect(give(engine, 'command.deploy', { service: 'shop', version: '1.0.1' })).toMatchObject({
      status: 'refused',
      code: 'command/same-version',
    });
    expect(give(engine, 'command.deploy', { service: 'shop', version: '9' })).toMatchObject({
      status: 'refused',
      code: 'command/unknown-version',
      reason: expect.stringContaining('1.0.0, 1.0.1'),
    });
    expect(give(engine, 'command.deploy', { service: 'shop', version: '1.0.0' })).toMatchObject({ status: 'done', untilUs: 60 * SECOND });
    expect(give(engine, 'command.deploy', { service: 'shop', version: '1.0.1' })).toMatchObject({
      status: 'refused',
      code: 'command/rolling',
    });
    engine.runUntil(2 * MINUTE);
    expect(engine.replicas('shop').map((replica) => replica.version)).toEqual(['1.0.0', '1.0.0', '1.0.0']);
  });
});

describe('set', () => {
  it('makes a new revision that replicas read as they start, and a rollback takes it back', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.set-config', { service: 'shop', key: 'bank_timeout', value: '50ms' })).toMatchObject({
      status: 'done',
      untilUs: MINUTE,
    });
    engine.runUntil(2 * MINUTE);
    expect(engine.replicas('shop').map((replica) => replica.version)).toEqual(['1.0.0+1', '1.0.0+1', '1.0.0+1']);
    expect(engine.configOf('shop', '1.0.0+1')).toMatchObject({ bank_timeout: '50ms', retries: '1' });
    expect(engine.deployments()).toMatchObject([
      { from: '1.0.0', to: '1.0.0+1', summary: 'config: bank_timeout=50ms', status: 'complete' },
    ]);
    expect(read(engine, 'http_client_requests_total', { outcome: 'connect_timeout' })).toBeGreaterThan(50);
    expect(engine.facts().filter((fact) => fact.kind === 'config.set')).toMatchObject([{ component: 'shop', detail: 'bank_timeout=50ms' }]);
    give(engine, 'command.rollback', { service: 'shop' });
    engine.runUntil(4 * MINUTE);
    expect(engine.replicas('shop').map((replica) => replica.version)).toEqual(['1.0.0', '1.0.0', '1.0.0']);
  });

  it.each([
    ['no_such_key', '5s', 'command/unknown-key', 'bank_timeout, retries, strict, mode'],
    ['bank_timeout', '5', 'command/wrong-type', 'a duration with a unit'],
    ['bank_timeout', 5, 'command/wrong-type', 'It is 500ms now'],
    ['retries', 'many', 'command/wrong-type', 'a number'],
    ['strict', 'maybe', 'command/wrong-type', 'true or false'],
    ['bank_timeout', '500ms', 'command/no-change', '500ms already'],
  ])('refuses %s=%s with %s', (key, value, code, reason) => {
    const engine = smallEngine();
    expect(give(engine, 'command.set-config', { service: 'shop', key, value })).toMatchObject({
      status: 'refused',
      code,
      reason: expect.stringContaining(reason),
    });
    expect(engine.deployments()).toEqual([]);
  });

  it('takes numbers and flags written as text', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.set-config', { service: 'shop', key: 'retries', value: '3' })).toMatchObject({ status: 'done' });
    expect(engine.configOf('shop', '1.0.0+1')).toMatchObject({ retries: '3' });
    expect(give(engine, 'command.set-config', { service: 'shop', key: 'strict', value: 'false' })).toMatchObject({
      status: 'refused',
      code: 'command/rolling',
    });
  });
});

describe('restart', () => {
  it('replaces the processes of a service one after another, with what they had in work', () => {
    const engine = smallEngine();
    engine.runUntil(MINUTE);
    const before = engine.replicas('shop').map((replica) => replica.pod);
    expect(give(engine, 'command.restart', { target: 'shop' })).toMatchObject({ status: 'done', untilUs: 2 * MINUTE });
    expect(give(engine, 'command.restart', { target: 'shop' })).toMatchObject({ status: 'refused', code: 'command/rolling' });
    engine.runUntil(MINUTE + SECOND);
    expect(engine.replicas('shop').map((replica) => replica.status)).toEqual(['ready', 'ready', 'starting']);
    engine.runUntil(3 * MINUTE);
    expect(engine.replicas('shop').map((replica) => replica.status)).toEqual(['ready', 'ready', 'ready']);
    expect(engine.replicas('shop').some((replica) => before.includes(replica.pod))).toBe(false);
    expect(engine.deployments()).toEqual([]);
    expect(read(engine, 'http_client_requests_total', { service: 'web', outcome: 'error' })).toBeGreaterThan(0);
  });

  it('takes a database away until it is back', () => {
    const engine = smallEngine();
    engine.runUntil(MINUTE);
    expect(give(engine, 'command.restart', { target: 'db' })).toMatchObject({ status: 'done', untilUs: 65 * SECOND });
    expect(give(engine, 'command.restart', { target: 'db' })).toMatchObject({ status: 'refused', code: 'command/restarting' });
    expect(give(engine, 'command.kill-sessions', { pool: 'shop-pool' })).toMatchObject({
      status: 'refused',
      code: 'command/database-down',
    });
    const failed = engine.harm().failedRequests;
    engine.runUntil(64 * SECOND);
    expect(engine.gauges().find((gauge) => gauge.component === 'db')!.state).toBe('restarting');
    engine.runUntil(90 * SECOND);
    expect(engine.facts().filter((fact) => fact.kind === 'database.restarted')).toMatchObject([{ atUs: 65 * SECOND, component: 'db' }]);
    expect(engine.harm().failedRequests - failed).toBeGreaterThan(30);
    expect(engine.gauges().find((gauge) => gauge.component === 'shop')!.errorRatio).toBe(0);
  });

  it('names services and databases when it knows neither, and needs replicas', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.restart', { target: 'bank' })).toMatchObject({
      status: 'refused',
      code: 'command/unknown-target',
      reason: expect.stringContaining('web, shop, db'),
    });
    give(engine, 'command.scale', { service: 'shop', replicas: 0 });
    engine.runUntil(MINUTE);
    expect(give(engine, 'command.restart', { target: 'shop' })).toMatchObject({ status: 'refused', code: 'command/no-replicas' });
  });
});

describe('scale', () => {
  it('adds replicas that serve once they have started, takes the newest away, and goes down to none', () => {
    const engine = smallEngine();
    engine.runUntil(MINUTE);
    const before = engine.replicas('shop').map((replica) => replica.pod);
    expect(give(engine, 'command.scale', { service: 'shop', replicas: 5 })).toMatchObject({ status: 'done', untilUs: 62 * SECOND });
    engine.runUntil(65 * SECOND);
    expect(read(engine, 'kube_deployment_replicas_ready', { service: 'shop' })).toBe(5);
    expect(read(engine, 'kube_deployment_replicas', { service: 'shop' })).toBe(5);
    give(engine, 'command.scale', { service: 'shop', replicas: 2 });
    engine.runUntil(100 * SECOND);
    expect(engine.replicas('shop').map((replica) => replica.pod)).toEqual(before.slice(0, 2));
    give(engine, 'command.scale', { service: 'shop', replicas: 0 });
    engine.runUntil(140 * SECOND);
    expect(engine.replicas('shop')).toEqual([]);
    expect(read(engine, 'http_client_requests_total', { service: 'web', outcome: 'refused' })).toBeGreaterThan(100);
  });

  it('refuses what changes nothing, what is too much, and a service whose rollout runs', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.scale', { service: 'shop', replicas: 3 })).toMatchObject({ status: 'refused', code: 'command/no-change' });
    expect(give(engine, 'command.scale', { service: 'shop', replicas: 400 })).toMatchObject({ status: 'refused', code: 'command/limit' });
    give(engine, 'command.restart', { target: 'shop' });
    expect(give(engine, 'command.scale', { service: 'shop', replicas: 4 })).toMatchObject({ status: 'refused', code: 'command/rolling' });
  });
});

describe('delete', () => {
  it('takes a service away for good', () => {
    const engine = smallEngine();
    engine.runUntil(MINUTE);
    expect(give(engine, 'command.delete', { service: 'shop' })).toMatchObject({ status: 'done' });
    engine.runUntil(70 * SECOND);
    expect(engine.replicas('shop')).toEqual([]);
    expect(engine.gauges().find((gauge) => gauge.component === 'shop')!.state).toBe('deleted');
    const [ready] = engine.series.select(
      [
        { name: '__name__', op: '=', value: 'kube_deployment_replicas_ready' },
        { name: 'service', op: '=', value: 'shop' },
      ],
      0,
      1e15,
    );
    expect(ready!.stale![ready!.length - 1]).toBe(1);
    for (const [kind, args] of [
      ['command.delete', {}],
      ['command.rollback', {}],
      ['command.scale', { replicas: 2 }],
    ] as const) {
      expect(give(engine, kind, { service: 'shop', ...args })).toMatchObject({ status: 'refused', code: 'command/deleted' });
    }
  });
});

describe('pools and sessions', () => {
  it('resizes a pool both ways', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.resize-pool', { pool: 'shop-pool', size: 2 })).toMatchObject({ status: 'done' });
    expect(give(engine, 'command.resize-pool', { pool: 'shop-pool', size: 2 })).toMatchObject({
      status: 'refused',
      code: 'command/no-change',
    });
    engine.runUntil(MINUTE);
    expect(read(engine, 'db_client_connection_max')).toBe(2);
    expect(engine.facts().filter((fact) => fact.kind === 'pool.exhausted')).toMatchObject([{ component: 'shop-pool', detail: '2 of 2' }]);
    give(engine, 'command.resize-pool', { pool: 'shop-pool', size: 20 });
    engine.runUntil(2 * MINUTE);
    expect(engine.facts().filter((fact) => fact.kind === 'pool.recovered')).toHaveLength(1);
    expect(engine.sessions('shop-pool')).toHaveLength(20);
    expect(engine.sessions('no-pool')).toEqual([]);
  });

  it('ends only sessions that have been open for long', () => {
    const engine = smallEngine('\ntimeline:\n  - { at: "09:01", fault: { provider: bank, reply: 60s } }\n');
    engine.runUntil(59 * SECOND);
    expect(give(engine, 'command.kill-sessions', { pool: 'shop-pool' })).toEqual({
      status: 'done',
      text: 'Ended 0 sessions of shop-pool older than 5 s',
    });
    engine.runUntil(80 * SECOND);
    expect(engine.sessions('shop-pool').map((row) => row.state)).toEqual(Array(8).fill('idle in transaction'));
    expect(give(engine, 'command.kill-sessions', { pool: 'shop-pool' })).toEqual({
      status: 'done',
      text: 'Ended 8 sessions of shop-pool older than 5 s',
    });
    engine.runUntil(81 * SECOND);
    expect(engine.logs({ limit: 5, service: 'db' }).lines.map((line) => line.message)).toEqual([
      'Terminated 8 sessions due to administrator command',
    ]);
  });
});

describe('breakers', () => {
  it('is held open by hand until it is given back', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.close-breaker', { breaker: 'bank' })).toMatchObject({ status: 'refused', code: 'command/not-forced' });
    expect(give(engine, 'command.open-breaker', { breaker: 'bankk' })).toMatchObject({
      status: 'refused',
      code: 'command/unknown-breaker',
      reason: expect.stringContaining('There are: bank.'),
    });
    expect(give(engine, 'command.open-breaker', { breaker: 'bank' })).toMatchObject({ status: 'done' });
    expect(give(engine, 'command.open-breaker', { breaker: 'bank' })).toMatchObject({ status: 'refused', code: 'command/no-change' });
    engine.runUntil(MINUTE);
    expect(read(engine, 'circuit_breaker_state')).toBe(2);
    expect(read(engine, 'http_client_requests_total', { outcome: 'breaker_open' })).toBeGreaterThan(300);
    expect(read(engine, 'http_client_requests_total', { service: 'shop', outcome: 'ok' })).toBe(0);
    expect(engine.logs({ limit: 1, service: 'shop', text: 'circuit breaker bank', level: 'error' }).lines[0]!.message).toBe(
      'Circuit breaker bank OPEN (forced by operator)',
    );
    expect(give(engine, 'command.close-breaker', { breaker: 'bank' })).toMatchObject({ status: 'done' });
    engine.runUntil(2 * MINUTE);
    expect(read(engine, 'circuit_breaker_state')).toBe(0);
    expect(read(engine, 'http_client_requests_total', { service: 'shop', outcome: 'ok' })).toBeGreaterThan(300);
  });
});
