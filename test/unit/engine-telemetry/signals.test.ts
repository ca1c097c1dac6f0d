// The golden signals of what services depend on, and of the machines: from the world's counters, per instant.
import { describe, expect, it } from 'vitest';
import { give, read, SECOND, smallEngine } from './small-world.ts';

describe('databases', () => {
  it('show how long operations took as callers saw it, waiting for a worker included', () => {
    const engine = smallEngine();
    engine.runUntil(60 * SECOND);
    const count = read(engine, 'db_client_operation_duration_seconds_count', { database: 'db' });
    const mean = read(engine, 'db_client_operation_duration_seconds_sum', { database: 'db' }) / count;
    expect(count).toBe(read(engine, 'db_server_queries_total') - read(engine, 'db_server_active_queries'));
    expect(mean).toBeGreaterThan(0.0035);
    expect(mean).toBeLessThan(0.0045);
    engine.inject({ slowDatabase: 'db', factor: 100 });
    engine.runUntil(180 * SECOND);
    const later = read(engine, 'db_client_operation_duration_seconds_count', { database: 'db' }) - count;
    const slow = (read(engine, 'db_client_operation_duration_seconds_sum', { database: 'db' }) - mean * count) / later;
    expect(slow).toBeGreaterThan(0.4);
    expect(read(engine, 'db_client_operation_duration_seconds_bucket', { database: 'db', le: '+Inf' })).toBe(count + later);
  });

  it('show whether they are up and how often they were restarted', () => {
    const engine = smallEngine();
    engine.runUntil(7 * SECOND);
    give(engine, 'command.restart', { target: 'db' });
    engine.runUntil(10 * SECOND);
    expect([read(engine, 'db_server_up'), read(engine, 'db_server_restarts_total')]).toEqual([0, 1]);
    engine.runUntil(15 * SECOND);
    expect(read(engine, 'db_server_up')).toBe(1);
  });
});

describe('providers', () => {
  it('show calls under way and how long they took, those given up included', () => {
    const engine = smallEngine();
    engine.inject({ provider: 'bank', connect: { constant: 2 * SECOND } });
    engine.runUntil(60 * SECOND);
    const count = read(engine, 'provider_request_duration_seconds_count', { provider: 'bank' });
    // Every call that the breaker lets through is given up after the 500 ms that the configuration allows.
    expect(count).toBeGreaterThan(20);
    expect(read(engine, 'provider_request_duration_seconds_bucket', { provider: 'bank', le: '0.25' })).toBe(0);
    expect(read(engine, 'provider_request_duration_seconds_sum')).toBeCloseTo(count * 0.5, 6);
    expect(read(engine, 'provider_requests_total')).toBe(count);
    const slow = smallEngine();
    slow.inject({ provider: 'bank', reply: { constant: 3 * SECOND } });
    slow.runUntil(30 * SECOND);
    expect(read(slow, 'provider_active_requests')).toBe(read(slow, 'db_client_connection_count', { state: 'used' }));
  });
});

describe('machines', () => {
  it('show which node a pod is on and which are closed', () => {
    const engine = smallEngine();
    give(engine, 'command.cordon', { node: 'node-2' });
    engine.runUntil(5 * SECOND);
    expect(read(engine, 'kube_node_spec_unschedulable', { node: 'node-2' })).toBe(1);
    expect(read(engine, 'kube_node_spec_unschedulable')).toBe(1);
    expect(read(engine, 'kube_pod_info')).toBe(5);
    const [first] = engine.replicas('shop');
    expect(read(engine, 'kube_pod_info', { pod: first!.pod, node: first!.node })).toBe(1);
  });
});
