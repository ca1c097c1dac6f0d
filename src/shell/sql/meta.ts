// Backslash commands of psql that mean something here.
import type { PsqlRequest } from '../../terminal/index.ts';
import { formatResult, type Layout } from './format.ts';

const TEXT = 25;
const VIEWS = ['pg_locks', 'pg_stat_activity', 'pg_stat_database', 'pg_stat_replication'];

/** @returns what it prints; undefined for \q. `\t`, `\a` and `\x` change the layout. */
export function metaCommand(text: string, { database, user }: PsqlRequest, layout: Layout): { stdout: string; stderr: string } | undefined {
  const say = (stdout: string): { stdout: string; stderr: string } => ({ stdout, stderr: '' });
  const [command = '', ...words] = text.replace(/;$/, '').split(/\s+/);
  const list = (title: string, columns: string[], rows: string[][]): { stdout: string; stderr: string } =>
    say(`${title}\n${formatResult({ columns: columns.map((name) => ({ name, type: TEXT })), rows }, layout)}`);
  switch (command.replace(/\+$/, '')) {
    case '\\q':
      return undefined;
    case '\\l':
      return list('List of databases', ['Name', 'Owner'], [[database, 'postgres']]);
    case '\\d':
      if (words.length > 0 && VIEWS.includes((words[0] ?? '').replace('pg_catalog.', '')))
        return say(`View "pg_catalog.${words[0]}": select * from ${words[0]} limit 0 names its columns\n`);
      return words.length > 0 ? say(`Did not find any relation named "${words[0]}".\n`) : say('Did not find any relations.\n');
    case '\\dt':
    case '\\dv':
    case '\\di':
    case '\\dn':
      return say('Did not find any relations.\n');
    case '\\du':
      return list('List of roles', ['Role name'], [[user]]);
    case '\\conninfo':
      return say(`You are connected to database "${database}" as user "${user}" on host "${database}" at port "5432".\n`);
    case '\\x':
      layout.expanded = words[0] === undefined ? !layout.expanded : words[0] !== 'off';
      return say(`Expanded display is ${layout.expanded ? 'on' : 'off'}.\n`);
    case '\\t':
      layout.tuplesOnly = !layout.tuplesOnly;
      return say(`Tuples only is ${layout.tuplesOnly ? 'on' : 'off'}.\n`);
    case '\\a':
      layout.unaligned = !layout.unaligned;
      return say(`Output format is ${layout.unaligned ? 'unaligned' : 'aligned'}.\n`);
    case '\\pset':
    case '\\set':
    case '\\timing':
      return say('');
    case '\\?':
      return say('  \\l databases   \\d \\dt \\dv relations   \\x expanded   \\t tuples only   \\a unaligned   \\conninfo   \\q quit\n');
    default:
      return { stdout: '', stderr: `invalid command ${command}\nTry \\? for help.\n` };
  }
}
