// psql: backslash commands, statements one after another, and what they print. Ending sessions is one command for each pool.
import type { ShellPort } from '../../schema/index.ts';
import { answerSteps, endSessions, type ProgramResult, type PsqlRequest, psqlSessions, sqlTime } from '../../terminal/index.ts';
import { formatResult, type Layout } from './format.ts';
import { metaCommand } from './meta.ts';
import type { SqlError, SqlServer } from './server.ts';
import { statementsOf } from './statements.ts';

/** @param texts what -c, -f or standard input say @param server started by whoever asks first */
export async function runPsql(
  request: PsqlRequest,
  texts: readonly string[],
  port: ShellPort,
  server: () => Promise<SqlServer>,
  stdin: string,
): Promise<ProgramResult> {
  const view = await port.view();
  const rows = await answerSteps(psqlSessions(request, texts), port);
  const sql = await server();
  const time = (us: number): string => sqlTime(view.scenario.startsAtMs + us / 1000);
  await sql.show({
    now: time(view.nowUs),
    database: request.database,
    user: request.user,
    sessions: rows.map(({ sinceUs, ...row }) => ({ ...row, since: row.state === 'idle' ? null : time(sinceUs) })),
  });
  const layout: Layout = {
    tuplesOnly: request.tuplesOnly,
    unaligned: request.unaligned,
    expanded: request.expanded,
    separator: request.separator,
  };
  let stdout = '';
  let stderr = '';
  let failed = false;
  for (const { kind, text } of texts.flatMap(statementsOf)) {
    if (kind === 'meta') {
      const said = metaCommand(text, request, layout);
      if (said === undefined) break;
      stdout += said.stdout;
      stderr += said.stderr;
      continue;
    }
    const ran = await sql.run(text);
    if ('error' in ran) {
      stderr += errorText(ran.error, text);
      failed = true;
      if (request.stopsWith !== undefined) break;
      continue;
    }
    for (const result of ran.results)
      stdout += result.columns.length > 0 ? formatResult(result, layout) : request.quiet ? '' : `${result.command}\n`;
  }
  stderr += await answerSteps(endSessions({ view, stdin }, rows, await sql.terminated()), port);
  return { stdout, stderr, exitCode: failed ? (request.stopsWith ?? 0) : 0 };
}

/** `ERROR:  …` with the line it is in and a caret below the character. */
function errorText({ severity, message, position, hint, detail }: SqlError, sql: string): string {
  const lines = [`${severity}:  ${message}`];
  if (position !== undefined) {
    const before = sql.slice(0, position - 1);
    const number = before.split('\n').length;
    const start = before.lastIndexOf('\n') + 1;
    const label = `LINE ${number}: `;
    lines.push(label + (sql.slice(start).split('\n', 1)[0] ?? ''), `${' '.repeat(label.length + position - 1 - start)}^`);
  }
  if (detail !== undefined) lines.push(`DETAIL:  ${detail}`);
  if (hint !== undefined) lines.push(`HINT:  ${hint}`);
  return `${lines.join('\n')}\n`;
}
