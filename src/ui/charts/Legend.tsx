// Which line is which, and its figures: at the cursor while somebody points, else the last; least and greatest of what is shown.
// A press hides a series and shows it again.
import { figureText } from '../theme/index.ts';
import type { PlotSeries } from './align.ts';
import { SeriesKey } from './series-look.tsx';
import type { Stretch } from './zoom.ts';

interface Props {
  title: string;
  unit: string;
  series: readonly PlotSeries[];
  shown: Stretch;
  hidden: ReadonlySet<string>;
  onToggle: (name: string) => void;
  /** Values at the cursor, one for each series; undefined while nobody points. */
  at: { text: string; values: readonly (number | null)[] } | undefined;
}

export function Legend({ title, unit, series, shown, hidden, onToggle, at }: Props) {
  return (
    <div className="scroll-x chart-legend">
      <table>
        <caption className="visually-hidden">{title}: last, least and greatest value of each series</caption>
        <thead>
          <tr>
            <th scope="col">series</th>
            <th scope="col" className="number">
              {at?.text ?? 'last'}
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
          {series.map((one, index) => {
            const known = one.values.filter((value, at): value is number => {
              const atMs = one.timesMs[at] ?? 0;
              return value !== null && Number.isFinite(value) && atMs >= shown.fromMs && atMs <= shown.toMs;
            });
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two series may have the same name
              <tr key={`${index} ${one.name}`}>
                <th scope="row">
                  <button
                    type="button"
                    className="legend-name"
                    aria-pressed={!hidden.has(one.name)}
                    title={hidden.has(one.name) ? 'Show this series' : 'Hide this series'}
                    onClick={() => onToggle(one.name)}
                  >
                    <SeriesKey index={index} />
                    <span>{one.name}</span>
                  </button>
                </th>
                <td className="number">{figureText(at === undefined ? known.at(-1) : at.values[index], unit)}</td>
                <td className="number quiet">{figureText(least(known), unit)}</td>
                <td className="number quiet">{figureText(greatest(known), unit)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const least = (values: readonly number[]): number | undefined =>
  values.reduce<number | undefined>((found, value) => (found === undefined || value < found ? value : found), undefined);
const greatest = (values: readonly number[]): number | undefined =>
  values.reduce<number | undefined>((found, value) => (found === undefined || value > found ? value : found), undefined);
