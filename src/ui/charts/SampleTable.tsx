// The table twin of a chart: every sample that is shown, by time. Sorted by any column; copied as CSV with full precision.
import { useMemo, useState } from 'react';
import { Button, figureText } from '../theme/index.ts';
import { align, type PlotSeries } from './align.ts';
import { toCsv } from './csv.ts';
import type { Stretch } from './zoom.ts';

/** More rows than this are for the CSV. */
const ROWS_MAX = 400;

interface Order {
  /** 0 is the time, then the series in turn. */
  column: number;
  descending: boolean;
}

export function SampleTable({
  title,
  unit,
  series,
  shown,
}: {
  title: string;
  unit: string;
  series: readonly PlotSeries[];
  shown: Stretch | undefined;
}) {
  const [order, setOrder] = useState<Order>({ column: 0, descending: true });
  const [said, setSaid] = useState('');
  const rows = useMemo(() => {
    const [times = [], ...columns] = align(series);
    const all = Array.from(times, (time, index) => [time * 1000, ...columns.map((column) => column[index] ?? null)]);
    const within = shown === undefined ? all : all.filter(([time]) => (time ?? 0) >= shown.fromMs && (time ?? 0) <= shown.toMs);
    const sign = order.descending ? -1 : 1;
    // Unknown values last, whichever way round.
    return within.sort((a, b) => {
      const [left, right] = [a[order.column] ?? null, b[order.column] ?? null];
      if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
      return sign * (left - right);
    });
  }, [series, shown, order]);
  const copy = async () => {
    const csv = toCsv(
      ['time', ...series.map((one) => one.name)],
      rows.map(([time, ...values]) => [new Date(time ?? 0).toISOString(), ...values]),
    );
    try {
      await navigator.clipboard.writeText(csv);
      setSaid(`${rows.length} rows copied`);
    } catch {
      setSaid('The browser did not allow to copy');
    }
  };
  const head = (name: string, column: number, number: boolean) => {
    const active = order.column === column;
    const direction = order.descending ? 'descending' : 'ascending';
    return (
      <th key={column} scope="col" className={number ? 'number' : undefined} aria-sort={active ? direction : 'none'}>
        <button type="button" className="sort-button" onClick={() => setOrder({ column, descending: active ? !order.descending : true })}>
          {name}
          <span aria-hidden="true">{active ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
        </button>
      </th>
    );
  };
  return (
    <div className="stack-tight">
      <div className="row-between">
        <span className="small quiet" role="status">
          {said || `${rows.length} rows${rows.length > ROWS_MAX ? `, the first ${ROWS_MAX} shown` : ''}`}
        </span>
        <Button size="small" onPress={() => void copy()}>
          Copy as CSV
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="sample-table" aria-label={`${title}: samples`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {head('time', 0, false)}
              {series.map((one, index) => head(one.name, index + 1, true))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_MAX).map(([time, ...values]) => (
              <tr key={time}>
                <th scope="row" className="mono">
                  {new Date(time ?? 0).toISOString().slice(11, 19)}
                </th>
                {values.map((value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the index is the series
                  <td key={index} className="number">
                    {figureText(value, unit)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
