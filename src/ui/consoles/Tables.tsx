// Tables of the world on a console: an order book, servers with their versions, backups. A share is drawn as a bar with its figure.
import type { WorldTable } from '../../schema/index.ts';
import { figureText, percentText, ToneShape } from '../theme/index.ts';

type Column = WorldTable['columns'][number];

export function Tables({ tables }: { tables: readonly WorldTable[] }) {
  return tables.map((table) => <Table key={table.title} table={table} />);
}

function Table({ table: { title, columns, rows, empty } }: { table: WorldTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <div className="console-table" role="group" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={isFigure(column, rows) ? 'number' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{empty}</td>
            </tr>
          )}
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own, only an order
            <tr key={index} data-alarming={row.alarming === true || undefined}>
              {columns.map((column, at) => (
                <td key={column.key} className={isFigure(column, rows) ? 'number' : undefined}>
                  {at === 0 && row.alarming === true && (
                    <>
                      <ToneShape tone="bad" /> <span className="visually-hidden">alarming: </span>
                    </>
                  )}
                  <Cell value={row.cells[column.key]} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ value, column }: { value: string | number | undefined; column: Column }) {
  if (typeof value !== 'number') return value ?? '–';
  if (column.unit !== 'ratio') return cellText(value, column);
  return (
    <span className="console-share">
      <span className="console-share-track" aria-hidden="true">
        <span style={{ width: `${Math.min(1, Math.max(0, value)) * 100}%` }} />
      </span>
      <span className="console-share-text">{percentText(value)}</span>
    </span>
  );
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
/** Counts and money in full: on a console every digit matters. */
function cellText(value: number, { unit }: Column): string {
  return unit === 'seconds' || unit === 'bytes' || unit === 'per second' ? figureText(value, unit) : whole.format(value);
}

/** A world may write its figures out, with their dashes: what reads as a number in every row stands to the right. */
const WRITTEN = /^[−–+-]?(?:[\d,.]+(?: ?%)?)?$/;

function isFigure({ key, unit = 'none' }: Column, rows: WorldTable['rows']): boolean {
  const cells = rows.map((row) => row.cells[key] ?? '').filter((value) => value !== '');
  return unit !== 'none' || (cells.length > 0 && cells.every((value) => typeof value === 'number' || WRITTEN.test(value)));
}
