// psql, as far as it is the drill's: which server, which statements, and which looks the statements amount to. The SQL itself runs in the shell.
import type { SessionRow } from '../schema/index.ts';
import { type FlagSpec, parseFlags } from './lib/flags.ts';
import { act, look, named, ok, type Program, type ProgramCall, ProgramExit, type Steps } from './program.ts';

const SPEC: FlagSpec = {
  ...{
    h: 'value',
    host: 'value',
    p: 'value',
    port: 'value',
    U: 'value',
    username: 'value',
    d: 'value',
    dbname: 'value',
    c: 'value',
    command: 'value',
  },
  ...{
    f: 'value',
    file: 'value',
    v: 'value',
    set: 'value',
    P: 'value',
    F: 'value',
    t: 'bool',
    'tuples-only': 'bool',
    A: 'bool',
    'no-align': 'bool',
  },
  ...{
    x: 'bool',
    expanded: 'bool',
    q: 'bool',
    quiet: 'bool',
    X: 'bool',
    'no-psqlrc': 'bool',
    w: 'bool',
    'no-password': 'bool',
    W: 'bool',
    l: 'bool',
    list: 'bool',
    '1': 'bool',
  },
};

export interface PsqlRequest {
  database: string;
  pools: readonly string[];
  user: string;
  /** What -c and standard input say, in order; a file is the shell's to read. */
  texts: readonly string[];
  file: string | undefined;
  /** Exit code with which the first mistake ends it; undefined for a file or a pipe, which goes on and ends well. */
  stopsWith: number | undefined;
  tuplesOnly: boolean;
  unaligned: boolean;
  expanded: boolean;
  quiet: boolean;
  separator: string;
}

/** Reads the command line. @throws ProgramExit in psql's words for a server or database that is none */
export function psqlRequest({ args, stdin, view }: Pick<ProgramCall, 'args' | 'stdin' | 'view'>): PsqlRequest {
  const flags = parseFlags('psql', args, SPEC, {
    unknown: (flag) => `psql: unrecognized option '${flag}'\npsql: hint: Try "psql --help" for more information.`,
    missing: (flag) => `psql: option requires an argument -- '${flag}'\npsql: hint: Try "psql --help" for more information.`,
  });
  const databases = named(view, 'database');
  const pools = named(view, 'pool');
  const behind = (pool: string): string | undefined =>
    view.topology.edges.find((edge) => edge.from === pool && databases.includes(edge.to))?.to;
  const host = flags.value('h', 'host')?.replace(/\.production(\.svc(\.cluster\.local)?)?$/, '');
  const server = host === undefined ? databases[0] : databases.includes(host) ? host : behind(host);
  if (server === undefined)
    throw new ProgramExit(
      host === undefined
        ? 'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?'
        : `psql: error: could not translate host name "${host}" to address: Name or service not known`,
      2,
    );
  const database = flags.value('d', 'dbname') ?? flags.rest[0] ?? server;
  if (![server, server.replaceAll('-', '_'), 'postgres'].includes(database))
    throw new ProgramExit(
      `psql: error: connection to server at "${server}", port 5432 failed: FATAL:  database "${database}" does not exist`,
      2,
    );
  const commands = [...flags.all('c'), ...flags.all('command')];
  const file = flags.value('f', 'file');
  const stops = [...flags.all('v'), ...flags.all('set')].some((set) => /^ON_ERROR_STOP(=(1|on|true))?$/.test(set));
  return {
    database: server,
    pools: pools.filter((pool) => behind(pool) === server),
    user: flags.value('U', 'username') ?? flags.rest[1] ?? 'oncall',
    texts: flags.has('l', 'list') ? ['\\l'] : commands.length > 0 || file !== undefined ? commands : [stdin],
    file,
    stopsWith: commands.length > 0 ? 1 : stops ? 3 : undefined,
    tuplesOnly: flags.has('t', 'tuples-only'),
    unaligned: flags.has('A', 'no-align'),
    expanded: flags.has('x', 'expanded'),
    quiet: flags.has('q', 'quiet'),
    separator: flags.value('F') ?? '|',
  };
}

const SESSIONS = /\bpg_stat_activity\b|\bpg_terminate_backend\b|\bpg_cancel_backend\b|\bpg_locks\b|\bpg_stat_database\b/i;

/** The sessions that statements ask about: one look for each pool of the server, none when they ask about something else. */
export function* psqlSessions(request: PsqlRequest, texts: readonly string[]): Steps<SessionRow[]> {
  if (!texts.some((sql) => SESSIONS.test(sql))) return [];
  const rows: SessionRow[] = [];
  for (const pool of request.pools) rows.push(...(yield* look('look.sessions', { pool })).rows);
  return rows;
}

/** Ends the sessions a statement named: one command for each pool. @returns what psql warns of */
export function* endSessions(
  call: Pick<ProgramCall, 'view' | 'stdin'>,
  sessions: readonly SessionRow[],
  pids: readonly number[],
): Steps<string> {
  let warnings = '';
  for (const pool of new Set(sessions.map((row) => row.pool))) {
    const own = [...new Set(pids)].filter((pid) => sessions.some((row) => row.pool === pool && row.pid === pid));
    if (own.length === 0) continue;
    const outcome = yield* act(call, { kind: 'command.kill-sessions', args: { pool, pids: own } });
    if (outcome?.status === 'refused') warnings += `WARNING:  ${outcome.reason}\n`;
  }
  return warnings;
}

/** Without the shell's SQL: a script looks, and what it found is in the journal. */
export const psql: Program = {
  name: 'psql',
  summary: 'SQL over the sessions of a database: pg_stat_activity and friends',
  example: `psql -h {database} -c "select state, wait_event, count(*) from pg_stat_activity group by 1, 2 order by 3 desc"`,
  *run(call) {
    if (call.args.includes('--help')) return ok('Usage: psql [-h HOST] [-U USER] [-d DBNAME] [-c COMMAND] [-f FILE] [-t] [-A] [-x]');
    const request = psqlRequest(call);
    if (request.texts.some((sql) => /\bpg_(terminate|cancel)_backend\b/i.test(sql)))
      throw new ProgramExit('psql: error: only a shell runs SQL; in a script write do: kill-sessions <pool>');
    yield* psqlSessions(request, request.texts);
    return ok('');
  },
};
