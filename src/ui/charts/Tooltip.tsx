// What stands at the cursor: the instant, every series with its value and unit, and what was done or fired there.
import { figureText } from '../theme/index.ts';
import { SeriesKey } from './series-look.tsx';

const ROWS_MAX = 12;

export interface TooltipRow {
  index: number;
  name: string;
  value: number | null;
}

/** @param leftPx of the cursor within the plot; the box stands on the side with more room */
export function Tooltip({
  clock,
  rows,
  notes,
  unit,
  leftPx,
  widthPx,
}: {
  clock: string;
  rows: readonly TooltipRow[];
  notes: readonly string[];
  unit: string;
  leftPx: number;
  widthPx: number;
}) {
  const known = rows.filter(({ value }) => value !== null);
  const shown = [...known].sort((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, ROWS_MAX);
  const side = leftPx > widthPx / 2 ? { right: widthPx - leftPx + 12 } : { left: leftPx + 12 };
  return (
    <div className="chart-tip" style={side} aria-hidden="true">
      <p className="mono">{clock}</p>
      {shown.length > 0 && (
        <table>
          <tbody>
            {shown.map(({ index, name, value }) => (
              <tr key={index}>
                <th scope="row">
                  <SeriesKey index={index} /> {name}
                </th>
                <td className="number">{figureText(value, unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {known.length > ROWS_MAX && <p className="quiet">and {known.length - ROWS_MAX} more</p>}
      {known.length === 0 && <p className="quiet">no sample</p>}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
