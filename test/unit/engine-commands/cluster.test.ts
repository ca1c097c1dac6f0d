// Machines and what the orchestrator reports: where pods go, what moves them, and in which words it is told.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import type { SimulationEngine } from '../../../src/schema/index.ts';
import { everything, give, SECOND, smallEngine, smallScenario } from '../engine-telemetry/small-world.ts';

const on = (engine: SimulationEngine, service: string): string[] => engine.replicas(service).map(({ node }) => node);
const counts = (engine: SimulationEngine): number[] => engine.nodes().map(({ pods }) => pods);
const reasons = (engine: SimulationEngine, object: string): string[] =>
  engine.clusterEvents().flatMap((event) => (event.object === object ? [event.reason] : []));
const messages = (engine: SimulationEngine, reason: string): string[] =>
  engine.clusterEvents().flatMap((event) => (event.reason === reason ? [event.message] : []));

describe('placement', () => {
  it('spreads pods over at least three nodes, the emptiest first and by name among equals', () => {
    const engine = smallEngine();
    expect(engine.nodes().map(({ node }) => node)).toEqual(['node-1', 'node-2', 'node-3']);
    expect([...on(engine, 'web'), ...on(engine, 'shop')]).toEqual(['node-1', 'node-2', 'node-3', 'node-1', 'node-2']);
    give(engine, 'command.scale', { service: 'shop', replicas: 4 });
    expect(on(engine, 'shop').at(-1)).toBe('node-3');
    expect(counts(engine)).toEqual([2, 2, 2]);
    expect(engine.clusterEvents().map(({ reason }) => reason)).toEqual([
      'SuccessfulCreate',
      'Scheduled',
      'Pulled',
      'Started',
      'ScalingReplicaSet',
    ]);
    const { pod } = engine.replicas('shop').at(-1)!;
    expect(messages(engine, 'Scheduled')).toEqual([`Successfully assigned production/${pod} to node-3`]);
    expect(messages(engine, 'ScalingReplicaSet')[0]).toMatch(/^Scaled up replica set shop-[0-9a-f]{6} to 4 from 3$/);
  });

  it('takes the machines a scenario names', () => {
    const scenario = smallScenario();
    const engine = createEngine({ ...scenario, world: { ...scenario.world, nodes: ['pool-b', 'pool-a'] } }, 'seed');
    expect(on(engine, 'web')).toEqual(['pool-a', 'pool-b']);
    const one = createEngine({ ...scenario, world: { ...scenario.world, nodes: 1 } }, 'seed');
    expect(one.nodes()).toEqual([{ node: 'node-1', schedulable: true, pods: 5 }]);
  });
});

describe('delete-pod', () => {
  it('lets the pod finish and starts another of the same version at once', () => {
    const engine = smallEngine();
    engine.runUntil(20 * SECOND);
    const { pod } = engine.replicas('shop')[0]!;
    const outcome = give(engine, 'command.delete-pod', { pod });
    const fresh = engine.replicas('shop').at(-1)!;
    expect(outcome).toMatchObject({ status: 'done', untilUs: 22 * SECOND, text: `pod "${pod}" deleted; ${fresh.pod} takes its place` });
    expect(engine.replicas('shop').find((replica) => replica.pod === pod)?.status ?? 'gone').toMatch(/^(?:stopping|gone)$/);
    expect(fresh).toMatchObject({ status: 'starting', version: '1.0.0' });
    expect(reasons(engine, `pod/${pod}`)).toEqual(['Killing']);
    engine.runUntil(60 * SECOND);
    expect(engine.replicas('shop').map(({ status }) => status)).toEqual(['ready', 'ready', 'ready']);
    expect(engine.harm().failedRequests).toBe(smallEngineHarmAt60());
  });

  it('refuses a pod that is not there, that ends already, or that a rollout brings up', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.delete-pod', { pod: 'shop-1' })).toMatchObject({
      code: 'command/unknown-pod',
      reason: 'pods "shop-1" not found',
    });
    engine.inject({ slowService: 'shop', factor: 100 });
    engine.runUntil(10 * SECOND);
    const { pod } = engine.replicas('shop')[0]!;
    give(engine, 'command.delete-pod', { pod });
    expect(give(engine, 'command.delete-pod', { pod }).status).toBe('refused');
    give(engine, 'command.set-config', { service: 'shop', key: 'mode', value: 'slow' });
    engine.runUntil(29 * SECOND);
    const fresh = engine.replicas('shop').find(({ version }) => version === '1.0.0+1')!;
    expect(give(engine, 'command.delete-pod', { pod: fresh.pod })).toMatchObject({ code: 'command/rolling' });
  });
});

function smallEngineHarmAt60(): number {
  const engine = smallEngine();
  engine.runUntil(60 * SECOND);
  return engine.harm().failedRequests;
}

describe('cordon, uncordon, drain', () => {
  it('places nothing on a cordoned node, and says so', () => {
    const engine = smallEngine();
    expect(give(engine, 'command.cordon', { node: 'node-3' })).toEqual({ status: 'done', text: 'node/node-3 cordoned' });
    expect(give(engine, 'command.cordon', { node: 'node-3' })).toMatchObject({ code: 'command/no-change' });
    expect(give(engine, 'command.cordon', { node: 'node-9' })).toMatchObject({
      code: 'command/unknown-node',
      reason: 'There is no node node-9. There are: node-1, node-2, node-3.',
    });
    give(engine, 'command.scale', { service: 'shop', replicas: 6 });
    expect(counts(engine)).toEqual([4, 3, 1]);
    expect(messages(engine, 'NodeNotSchedulable')).toEqual(['Node node-3 status is now: NodeNotSchedulable']);
    give(engine, 'command.uncordon', { node: 'node-3' });
    give(engine, 'command.scale', { service: 'shop', replicas: 8 });
    expect(counts(engine)).toEqual([4, 3, 3]);
  });

  it('keeps pods waiting while no node is open, and starts them when one opens', () => {
    const engine = smallEngine();
    for (const node of ['node-1', 'node-2', 'node-3']) give(engine, 'command.cordon', { node });
    give(engine, 'command.scale', { service: 'shop', replicas: 4 });
    engine.runUntil(30 * SECOND);
    const waiting = engine.replicas('shop').at(-1)!;
    expect(waiting).toMatchObject({ node: '', status: 'starting' });
    expect(messages(engine, 'FailedScheduling')).toEqual(['0/3 nodes are available: 3 node(s) were unschedulable.']);
    expect(engine.logs({ text: waiting.pod, limit: 0 }).matched).toBe(0);
    give(engine, 'command.uncordon', { node: 'node-2' });
    engine.runUntil(31 * SECOND);
    expect(engine.replicas('shop').at(-1)).toMatchObject({ node: 'node-2', status: 'starting' });
    engine.runUntil(33 * SECOND);
    expect(engine.replicas('shop').at(-1)).toMatchObject({ node: 'node-2', status: 'ready' });
  });

  it('a rollout that no node takes fails like one that does not come up', () => {
    const engine = smallEngine();
    for (const node of ['node-1', 'node-2', 'node-3']) give(engine, 'command.cordon', { node });
    give(engine, 'command.set-config', { service: 'shop', key: 'mode', value: 'slow' });
    engine.runUntil(120 * SECOND);
    expect(engine.deployments().at(-1)).toMatchObject({ status: 'failed', replicasDone: 0 });
    expect(engine.replicas('shop').every(({ version, status }) => version === '1.0.0' && status === 'ready')).toBe(true);
  });

  it('drains one pod after another, each after its replacement had time to start', () => {
    const engine = smallEngine();
    engine.runUntil(10 * SECOND);
    const moved = [...engine.replicas('web'), ...engine.replicas('shop')].filter(({ node }) => node === 'node-1');
    expect(moved).toHaveLength(2);
    const outcome = give(engine, 'command.drain', { node: 'node-1' });
    expect(outcome).toMatchObject({ status: 'done', untilUs: (10 + 10 + 2) * SECOND });
    expect(messages(engine, 'Evicted')).toEqual(['Evicted from node node-1']);
    engine.runUntil(19 * SECOND);
    expect(counts(engine)[0]).toBe(1);
    engine.runUntil(60 * SECOND);
    expect(counts(engine)).toEqual([0, 3, 2]);
    expect(
      engine
        .clusterEvents()
        .filter(({ reason }) => reason === 'Evicted')
        .map(({ object, atUs }) => [object, atUs]),
    ).toEqual([
      [`pod/${moved[0]!.pod}`, 10 * SECOND],
      [`pod/${moved[1]!.pod}`, 20 * SECOND],
    ]);
    expect(engine.nodes()[0]).toMatchObject({ schedulable: false });
    expect(engine.harm().failedRequests).toBe(smallEngineHarmAt60());
  });

  it('stops draining when the node is opened again', () => {
    const engine = smallEngine();
    give(engine, 'command.drain', { node: 'node-1' });
    give(engine, 'command.uncordon', { node: 'node-1' });
    engine.runUntil(60 * SECOND);
    expect(messages(engine, 'Evicted')).toHaveLength(1);
  });
});

describe('kill-sessions by process id', () => {
  it('ends the sessions that are named and no others', () => {
    const engine = smallEngine();
    engine.inject({ slowDatabase: 'db', factor: 2000 });
    engine.runUntil(20 * SECOND);
    const held = engine.sessions('shop-pool').filter(({ state }) => state === 'active');
    expect(held.length).toBe(8);
    const outcome = give(engine, 'command.kill-sessions', { pool: 'shop-pool', pids: [held[0]!.pid, held[3]!.pid, 1] });
    expect(outcome).toMatchObject({ status: 'done', text: 'Ended 2 of 3 named sessions of shop-pool' });
    // Both requests fail, and two that wait get their connections.
    const before = new Map(held.map(({ pid, sinceUs }) => [pid, sinceUs]));
    const kept = engine.sessions('shop-pool').filter(({ pid, sinceUs }) => before.get(pid) === sinceUs);
    expect(kept).toHaveLength(6);
    expect(give(engine, 'command.kill-sessions', { pool: 'shop-pool', pids: [1] })).toMatchObject({ code: 'command/unknown-session' });
  });

  it('gives back a lost connection', () => {
    const engine = smallEngine();
    engine.inject({ leakConnections: 'shop-pool', rate: 1 });
    engine.runUntil(30 * SECOND);
    const lost = engine.sessions('shop-pool').filter(({ state, application }) => state === 'idle in transaction' && application === '');
    expect(lost.length).toBeGreaterThan(1);
    give(engine, 'command.kill-sessions', { pool: 'shop-pool', pids: [lost[0]!.pid] });
    const left = engine.sessions('shop-pool').filter(({ state, application }) => state === 'idle in transaction' && application === '');
    expect(left).toHaveLength(lost.length - 1);
  });
});

describe('events of the cluster', () => {
  it('a rollout: scaled up and down by replica set, created, killed', () => {
    const engine = smallEngine();
    give(engine, 'command.set-config', { service: 'shop', key: 'mode', value: 'slow' });
    engine.runUntil(120 * SECOND);
    const scaled = messages(engine, 'ScalingReplicaSet').map((text) => text.replace(/shop-[0-9a-f]{6}/, 'rs'));
    expect(scaled).toEqual([
      'Scaled up replica set rs to 1 from 0',
      'Scaled down replica set rs to 2 from 3',
      'Scaled up replica set rs to 2 from 1',
      'Scaled down replica set rs to 1 from 2',
      'Scaled up replica set rs to 3 from 2',
      'Scaled down replica set rs to 0 from 1',
    ]);
    expect(messages(engine, 'Killing')).toEqual(Array(3).fill('Stopping container shop'));
  });

  it('a crash shows as a container that is restarted, and no event names a fault or its parameters', () => {
    const engine = smallEngine('', 'leak');
    engine.inject({ slowService: 'shop', factor: 3 });
    engine.inject({ provider: 'bank', errors: 0.5 });
    engine.inject({ crashReplicas: 'shop', count: 1, restarts: true });
    engine.inject({ failScrapes: 'shop', ratio: 1 });
    engine.runUntil(60 * SECOND);
    expect(engine.clusterEvents()[0]).toMatchObject({ type: 'Warning', reason: 'BackOff' });
    const text = JSON.stringify(engine.clusterEvents());
    expect(text).not.toMatch(/\bfault|crash|slow|bank|scrape|139/i);
  });

  it('keeps at most the newest thousand, and E5: snapshots and forks keep them and the nodes', () => {
    const run = (engine: SimulationEngine): void => {
      for (let round = 0; round < 66; round++) {
        give(engine, 'command.scale', { service: 'shop', replicas: round % 2 === 0 ? 9 : 3 });
        engine.runUntil(engine.nowUs + 4 * SECOND);
      }
    };
    const whole = smallEngine();
    give(whole, 'command.drain', { node: 'node-2' });
    const cut = smallEngine();
    give(cut, 'command.drain', { node: 'node-2' });
    const twin = cut.fork();
    cut.restore(cut.snapshot());
    for (const engine of [whole, cut, twin]) run(engine);
    expect(whole.clusterEvents()).toHaveLength(1000);
    expect(cut.clusterEvents()).toEqual(whole.clusterEvents());
    expect(twin.nodes()).toEqual(whole.nodes());
    expect(everything(twin)).toEqual(everything(whole));
  });
});
