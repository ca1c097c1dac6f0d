// The table twin of a chart: last, least and greatest of each series, and on demand the samples themselves. Doubles as the legend.
import { figureText } from '../theme/index.ts';
import type { PlotSeries } from './align.ts';
import { seriesToken } from './plot-options.ts';

const ROWS_MAX = 24;

export function ChartTable({
  title,
  unit,
  series,
  summaryOnly = false,
}: {
  title: string;
  unit: string;
  series: readonly PlotSeries[];
  summaryOnly?: boolean;
}) {
  const rows = series.map((one) => {
    const known = one.values.filter((value): value is number => value !== null && Number.isFinite(value));
    return {
      name: one.name,
      last: known.at(-1),
      least: known.length > 0 ? Math.min(...known) : undefined,
      greatest: known.length > 0 ? Math.max(...known) : undefined,
    };
  });
  const longest = [...series].sort((a, b) => b.timesMs.length - a.timesMs.length)[0];
  const stride = Math.max(1, Math.ceil((longest?.timesMs.length ?? 0) / ROWS_MAX));
  return (
    <div className="scroll-x chart-table">
      <table>
        <caption className="visually-hidden">{title}: last, least and greatest value of each series</caption>
        <thead>
          <tr>
            <th scope="col">series</th>
            <th scope="col" className="number">
              last
            </th>
            <th scope="col" className="number">
              least
            </th>
            <th scope="col" className="number">
              greatest
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.name}>
              <th scope="row">
                <span className="swatch" style={{ background: `var(--${seriesToken(index)})` }} aria-hidden="true" />
                {row.name}
              </th>
              <td className="number">{figureText(row.last, unit)}</td>
              <td className="number quiet">{figureText(row.least, unit)}</td>
              <td className="number quiet">{figureText(row.greatest, unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!summaryOnly && longest !== undefined && (
        <table>
          <caption className="visually-hidden">{title}: samples</caption>
          <thead>
            <tr>
              <th scope="col">time</th>
              {series.map((one) => (
                <th key={one.name} scope="col" className="number">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {longest.timesMs
              .filter((_, index) => (longest.timesMs.length - 1 - index) % stride === 0)
              .reverse()
              .map((time) => (
                <tr key={time}>
                  <th scope="row" className="mono">
                    {new Date(time).toISOString().slice(11, 19)}
                  </th>
                  {series.map((one) => (
                    <td key={one.name} className="number">
                      {figureText(one.values[one.timesMs.indexOf(time)], unit)}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
