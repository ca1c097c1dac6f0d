// The session table of a pool, as `pg_stat_activity` would show it: one row a connection, those in use longest held first, then the idle ones.
import type { SessionRow } from '../../schema/index.ts';
import { DOING, FRAME, type LiveWorld, POOL, REPLICA, SERVICE } from '../world/index.ts';

const PID_FIRST = 20_000;

export function sessionsOf(world: LiveWorld, pool: string): SessionRow[] {
  const plan = world.plan.pools.find(({ name }) => name === pool);
  if (plan === undefined) return [];
  const { I, replicaBase } = world;
  const held = world.sessionsOf(plan.index).map(({ frame, doing, sinceUs, label }): SessionRow => {
    const replica = I[frame + FRAME.replica]!;
    const service = world.plan.services[I[I[replicaBase + replica + REPLICA.service]! + SERVICE.index]!]!;
    const queries = doing === DOING.query || doing === DOING.databaseWait;
    return {
      pid: PID_FIRST + (frame >>> 5),
      pool,
      application: service.name,
      state: queries ? 'active' : 'idle in transaction',
      sinceUs,
      waitEvent: doing === DOING.databaseWait ? 'Scheduler' : queries ? '' : 'ClientRead',
      query: label,
    };
  });
  const row = (i: number, state: SessionRow['state'], waitEvent: string): SessionRow => ({
    pid: PID_FIRST - 1 - i,
    pool,
    application: '',
    state,
    sinceUs: 0,
    waitEvent,
    query: '',
  });
  const leaked = Array.from({ length: I[plan.offset + POOL.leaked]! }, (_, i) => row(i, 'idle in transaction', 'ClientRead'));
  const idle = Array.from({ length: Math.max(0, I[plan.offset + POOL.size]! - I[plan.offset + POOL.inUse]!) }, (_, i) =>
    row(leaked.length + i, 'idle', 'ClientRead'),
  );
  return [...held, ...leaked, ...idle];
}
