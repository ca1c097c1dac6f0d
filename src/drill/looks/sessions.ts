// look.sessions: the session table of a connection pool's database, as `pg_stat_activity` shows it.
import { type Look, unknownName } from './look.ts';

export const lookSessions: Look<'look.sessions'> = ({ scenario, trace }, { pool }) =>
  Object.hasOwn(scenario.world.pools, pool)
    ? { kind: 'sessions', pool, rows: trace.sessions(pool).map((row) => ({ ...row })) }
    : unknownName('connection pool', pool, Object.keys(scenario.world.pools));
