// look.console and look.table: what a console, or a system of a small world, shows now.
import { type Look, unknownName } from './look.ts';

export const lookConsole: Look<'look.console'> = ({ consoles }, args) => {
  const found = consoles.find(({ id }) => id === args.console);
  if (found === undefined)
    return unknownName(
      'console',
      args.console,
      consoles.map(({ id }) => id),
    );
  const { title, readouts, tables } = found;
  return { kind: 'console', title, readouts, tables };
};

export const lookTable: Look<'look.table'> = ({ trace, shownTable }, { table }) => {
  const tables = trace.tables();
  const found = Object.hasOwn(tables, table) ? tables[table] : undefined;
  return found === undefined ? unknownName('table', table, Object.keys(tables)) : { kind: 'table', table: shownTable(found) };
};
