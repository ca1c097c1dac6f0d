// One figure over the drills, in the order they were finished: a point each, a gap where it never happened, a line for the mean.
import type { DrillResult } from '../../host/client/index.ts';
import { axisSteps, dayText, measureText } from './figures.ts';
import { type Measure, meanOf } from './history.ts';
import { TwinFigure } from './TwinFigure.tsx';
import { useWidth } from './use-width.ts';

const HEIGHT = 220;
const LEFT = 80;
const TOP = 12;
const BOTTOM = 28;
const RIGHT = 12;

export function TrendChart({ results, measure }: { results: readonly DrillResult[]; measure: Measure }) {
  const better = measure.better === 'less' ? 'less is better' : 'more is better';
  return (
    <TwinFigure
      title={measure.title}
      says={`${measure.says}; ${better}`}
      chart={<Drawing results={results} measure={measure} />}
      table={
        <div className="scroll-x">
          <table>
            <thead>
              <tr>
                <th scope="col">finished</th>
                <th scope="col">drill</th>
                <th scope="col" className="number">
                  {measure.title.toLowerCase()}
                </th>
              </tr>
            </thead>
            <tbody>
              {results.map((result) => (
                <tr key={result.id}>
                  <th scope="row">{dayText(result.finishedAt)}</th>
                  <td>{result.title}</td>
                  <td className="number">{measureText(measure.value(result), measure.unit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      }
    />
  );
}

function Drawing({ results, measure }: { results: readonly DrillResult[]; measure: Measure }) {
  const [host, width] = useWidth();
  const values = results.map(measure.value);
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return <p className="empty">It has not happened in a drill yet.</p>;
  const steps = axisSteps(Math.max(...known), measure.unit);
  const top = steps.at(-1) ?? 1;
  const x = (index: number) => LEFT + ((index + 0.5) * (width - LEFT - RIGHT)) / results.length;
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const { mean = 0, count } = meanOf(results, measure);
  const points = values.map((value, index) => (value === undefined ? undefined : { x: x(index), y: y(value), index }));
  const said = `${measure.title} over ${results.length} drills: mean ${measureText(mean, measure.unit)} of ${count}, last ${measureText(known.at(-1), measure.unit)}`;
  return (
    <div ref={host} className="twin-drawing">
      <svg width={width} height={HEIGHT} role="img" aria-label={said}>
        {steps.map((step) => (
          <g key={step}>
            <line className="twin-grid" x1={LEFT} x2={width - RIGHT} y1={y(step)} y2={y(step)} />
            <text className="twin-text" x={LEFT - 8} y={y(step) + 4} textAnchor="end">
              {measureText(step, measure.unit)}
            </text>
          </g>
        ))}
        <line className="twin-mean" x1={LEFT} x2={width - RIGHT} y1={y(mean)} y2={y(mean)} />
        <path className="twin-line" d={pathOf(points)} />
        {points.map((point) => point !== undefined && <circle key={point.index} className="twin-point" cx={point.x} cy={point.y} r="4" />)}
        <text className="twin-text" x={LEFT} y={HEIGHT - 8}>
          {dayText(results[0]?.finishedAt ?? '')}
        </text>
        {results.length > 1 && (
          <text className="twin-text" x={width - RIGHT} y={HEIGHT - 8} textAnchor="end">
            {dayText(results.at(-1)?.finishedAt ?? '')}
          </text>
        )}
      </svg>
      <p className="small quiet">
        Dashed: the mean, {measureText(mean, measure.unit)}
        {count < results.length && `; it never happened in ${results.length - count} of ${results.length} drills`}.
      </p>
    </div>
  );
}

/** Lines between neighbours only: a gap is a gap. */
function pathOf(points: readonly ({ x: number; y: number } | undefined)[]): string {
  return points
    .map((point, index) => (point === undefined ? '' : `${index > 0 && points[index - 1] !== undefined ? 'L' : 'M'}${point.x} ${point.y}`))
    .join('');
}
