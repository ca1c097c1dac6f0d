// The session table of a pool, as `pg_stat_activity` would show it: one row a connection, those in use longest held first, then the idle ones.
import type { SessionRow } from '../../schema/index.ts';
import { DOING, FRAME, FRAME_WORDS, type LiveWorld, POOL, REPLICA, SERVICE } from '../world/index.ts';

const PID_FIRST = 20_000;

/** What the process id stands for: the frame that holds the session, a lost or an idle one; undefined when there is none of that pool. */
export function sessionOfPid(world: LiveWorld, pool: number, pid: number): number | 'lost' | 'idle' | undefined {
  if (pid >= PID_FIRST) {
    const frame = (pid - PID_FIRST) * FRAME_WORDS;
    return world.sessionsOf(pool).some((session) => session.frame === frame) ? frame : undefined;
  }
  const { offset } = world.plan.pools[pool]!;
  const place = PID_FIRST - 1 - pid;
  const leaked = world.I[offset + POOL.leaked]!;
  if (place < leaked) return 'lost';
  return place < leaked + world.I[offset + POOL.size]! - world.I[offset + POOL.inUse]! ? 'idle' : undefined;
}

export function sessionsOf(world: LiveWorld, pool: string): SessionRow[] {
  const plan = world.plan.pools.find(({ name }) => name === pool);
  if (plan === undefined) return [];
  const { I, replicaBase } = world;
  const held = world.sessionsOf(plan.index).map(({ frame, doing, sinceUs, label }): SessionRow => {
    const replica = I[frame + FRAME.replica]!;
    const service = world.plan.services[I[I[replicaBase + replica + REPLICA.service]! + SERVICE.index]!]!;
    const queries = doing === DOING.query || doing === DOING.databaseWait;
    return {
      pid: PID_FIRST + frame / FRAME_WORDS,
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
