// kill-sessions: ends the sessions of a pool that have been open for long, or those whose process ids are named; the requests that hold them fail.
import type { Control } from '../control/control.ts';
import { sessionOfPid } from '../telemetry/sessions.ts';
import { type CommandEffect, done, findPool, isDown, isRefusal, refuse } from './targets.ts';

const OLDER_THAN_US = 5_000_000;

export const killSessions: CommandEffect = (control, args) => {
  const pool = findPool(control, args['pool']);
  if (isRefusal(pool)) return pool;
  const { name, database } = control.world.plan.pools[pool]!;
  const server = control.world.plan.databases[database]!;
  if (isDown(control, database)) return refuse('database-down', `${server.name} does not answer; there are no sessions to end.`);
  const pids = args['pids'] as number[] | undefined;
  const count = pids === undefined ? control.world.killSessions(pool, OLDER_THAN_US) : endNamed(control, pool, pids);
  if (count < 0) return refuse('unknown-session', `No session of ${name} has the process id ${pids?.join(' or ')}.`);
  if (count > 0) control.chronicle.log('database.terminated', { component: server.name }, database, count, 0);
  return done(
    pids === undefined
      ? `Ended ${count} sessions of ${name} older than ${OLDER_THAN_US / 1_000_000} s`
      : `Ended ${count} of ${pids.length} named sessions of ${name}`,
  );
};

/** @returns how many sessions ended, idle ones included; -1 when none of them exists */
function endNamed(control: Control, pool: number, pids: readonly number[]): number {
  const sessions = [...new Set(pids)].map((pid) => sessionOfPid(control.world, pool, pid));
  const known = sessions.filter((session) => session !== undefined);
  if (known.length === 0) return -1;
  const frames = new Set(known.flatMap((session) => (typeof session === 'number' ? [session] : [])));
  const leaked = known.filter((session) => session === 'lost').length;
  const idle = known.filter((session) => session === 'idle').length;
  return control.world.killSessionsOf(pool, frames, leaked) + idle;
}
