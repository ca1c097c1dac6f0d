// A PostgreSQL of one's own (PGlite) whose statistics views show the sessions of the drill. Loaded on first use; nothing of it enters a run
// but the looks that filled it and the pids it was asked to end.
import type { PGlite } from '@electric-sql/pglite';
import type { SessionRow } from '../../schema/index.ts';
import type { SqlResult } from './format.ts';
import { CONNECTION, SETUP } from './setup.ts';

export interface Moment {
  /** Instant as PostgreSQL reads it, such as `2024-01-15 09:31:02+00`. */
  now: string;
  database: string;
  user: string;
  sessions: readonly (Omit<SessionRow, 'sinceUs'> & { since: string | null })[];
}
export interface SqlError {
  severity: string;
  message: string;
  /** Character of the statement, from 1. */
  position: number | undefined;
  hint: string | undefined;
  detail: string | undefined;
}

export class SqlServer {
  readonly #db: PGlite;
  private constructor(db: PGlite) {
    this.#db = db;
  }

  static async start(): Promise<SqlServer> {
    const { PGlite } = await import('@electric-sql/pglite');
    const db = await PGlite.create();
    await db.exec(SETUP);
    await db.exec(CONNECTION);
    return new SqlServer(db);
  }

  /** A new connection as far as one can tell, whatever the one before left open or set, and what the statistics show to it. */
  async show(moment: Moment): Promise<void> {
    for (const statement of ['rollback', 'reset role', 'discard all', CONNECTION]) await this.#db.exec(statement);
    await this.#db.query('select sim.show($1, $2, $3, $4)', [moment.now, moment.database, moment.user, JSON.stringify(moment.sessions)]);
    await this.#db.exec('set role oncall');
  }

  /** One statement, as the unprivileged role. A mistake in it is a value. */
  async run(sql: string): Promise<{ results: (SqlResult & { command: string })[] } | { error: SqlError }> {
    try {
      const results = await this.#db.exec(sql, { rowMode: 'array', parsers: AS_TEXT });
      return {
        results: results.map((result) => ({
          columns: result.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })),
          rows: result.rows as unknown as (string | null)[][],
          command: commandOf(sql),
        })),
      };
    } catch (error) {
      return { error: errorOf(error) };
    }
  }

  /** Pids that statements asked to end since `show`, in order. */
  async terminated(): Promise<number[]> {
    // A signal is sent whatever becomes of the transaction; of one that failed, commit makes an end.
    await this.#db.exec('commit');
    await this.#db.exec('reset role');
    const { rows } = await this.#db.query<{ pid: number }>('select pid from sim.signal order by n');
    await this.#db.exec('set role oncall');
    return rows.map(({ pid }) => pid);
  }
}

const asText = (value: string): string => value;
/** Everything that PGlite would make a value of stays the text that PostgreSQL sent. */
const AS_TEXT = Object.fromEntries(
  [
    16, 17, 18, 20, 21, 23, 26, 114, 700, 701, 1000, 1005, 1007, 1009, 1015, 1016, 1021, 1022, 1082, 1114, 1115, 1182, 1184, 1185, 1231,
    3802,
  ].map((type) => [type, asText]),
);

const commandOf = (sql: string): string => (/^\s*(\w+)/.exec(sql)?.[1] ?? '').toUpperCase();

function errorOf(error: unknown): SqlError {
  const known = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (name: string): string | undefined => (typeof known[name] === 'string' ? known[name] : undefined);
  const position = text('position');
  return {
    severity: text('severity') ?? 'ERROR',
    message: text('message') ?? String(error),
    position: position === undefined ? undefined : Number(position),
    hint: text('hint'),
    detail: text('detail'),
  };
}
