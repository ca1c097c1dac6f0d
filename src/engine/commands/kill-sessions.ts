// kill-sessions: ends the sessions of a pool that have been open for long; the requests that hold them fail.
import { type CommandEffect, done, findPool, isDown, isRefusal, refuse } from './targets.ts';

const OLDER_THAN_US = 5_000_000;

export const killSessions: CommandEffect = (control, args) => {
  const pool = findPool(control, args['pool']);
  if (isRefusal(pool)) return pool;
  const { name, database } = control.world.plan.pools[pool]!;
  const server = control.world.plan.databases[database]!;
  if (isDown(control, database)) return refuse('database-down', `${server.name} does not answer; there are no sessions to end.`);
  const count = control.world.killSessions(pool, OLDER_THAN_US);
  if (count > 0) control.chronicle.log('database.terminated', { component: server.name }, database, count, 0);
  return done(`Ended ${count} sessions of ${name} older than ${OLDER_THAN_US / 1_000_000} s`);
};
