// Curves with intervals over seeds: the middle as a line, the middle 90 % as an area. Lines differ by dash as well as by colour, and the table says the same.
import { useState } from 'react';
import { useWidth } from '../progress/use-width.ts';
import { figureText, sincePage, spanText, TableSwitch } from '../theme/index.ts';
import { type BandSeries, roundScale } from './fork-curves.ts';

const HEIGHT = 240;
const LEFT = 62;
const BOTTOM = 26;
const TOP = 8;
const COLOURS = ['--series-6', '--series-1', '--series-2', '--series-3', '--series-4', '--series-5'];
const DASHES = ['', '7 4', '2 3', '10 3 2 3', '4 2', '1 5'];
const TABLE_ROWS = 12;
const TIMES = 4;

export function BandPlot({
  title,
  unit,
  series,
  fromUs,
  toUs,
  max,
  tPlusZeroUs,
}: {
  title: string;
  unit: string;
  series: readonly BandSeries[];
  fromUs: number;
  toUs: number;
  max: number;
  tPlusZeroUs: number | undefined;
}) {
  const [asTable, setAsTable] = useState(false);
  const [host, width] = useWidth();
  const { top, step } = roundScale(max);
  const x = (atUs: number) => LEFT + ((atUs - fromUs) / Math.max(1, toUs - fromUs)) * (width - LEFT - 8);
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const when = (atUs: number) => sincePage(atUs, tPlusZeroUs) ?? spanText(atUs);
  const shown = series.map((one) => ({
    ...one,
    indices: one.atUs.flatMap((atUs, index) => (atUs >= fromUs && atUs <= toUs ? [index] : [])),
  }));
  const path = (one: (typeof shown)[number], values: readonly number[], indices: readonly number[]) =>
    indices.map((index) => `${x(one.atUs[index] ?? 0).toFixed(1)},${y(values[index] ?? 0).toFixed(1)}`).join(' L');
  const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const times = Array.from({ length: TIMES }, (_, index) => fromUs + ((toUs - fromUs) * index) / (TIMES - 1));
  return (
    <figure className="chart band-plot">
      <figcaption className="chart-head">
        <h4>{title}</h4>
        <TableSwitch title={title} asTable={asTable} onChange={setAsTable} />
      </figcaption>
      {asTable ? (
        <BandTable title={title} unit={unit} series={series} fromUs={fromUs} toUs={toUs} when={when} />
      ) : (
        <div ref={host}>
          <svg
            width={width}
            height={HEIGHT}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            role="img"
            aria-label={`${title}: ${series.map(({ name }) => name).join(', ')}`}
          >
            {grid.map((value) => (
              <g key={value}>
                <line className="band-grid" x1={LEFT} x2={width - 8} y1={y(value)} y2={y(value)} />
                <text className="band-text" x={LEFT - 6} y={y(value) + 4} textAnchor="end">
                  {figureText(value, unit)}
                </text>
              </g>
            ))}
            {times.map((atUs, index) => (
              <text
                key={atUs}
                className="band-text"
                x={x(atUs)}
                y={HEIGHT - 8}
                textAnchor={index === 0 ? 'start' : index === times.length - 1 ? 'end' : 'middle'}
              >
                {when(atUs)}
              </text>
            ))}
            {shown.map((one, index) => (
              <path
                key={`area ${one.name}`}
                className="band-area"
                style={{ fill: `var(${COLOURS[index % COLOURS.length]})` }}
                d={`M${path(one, one.band.high, one.indices)} L${path(one, one.band.low, [...one.indices].reverse())} Z`}
              />
            ))}
            {shown.map((one, index) => (
              <path
                key={`line ${one.name}`}
                className="band-line"
                style={{ stroke: `var(${COLOURS[index % COLOURS.length]})` }}
                strokeDasharray={DASHES[index % DASHES.length]}
                d={`M${path(one, one.band.median, one.indices)}`}
              />
            ))}
          </svg>
        </div>
      )}
      <ul className="band-legend small">
        {series.map(({ name }, index) => (
          <li key={name}>
            <svg width="30" height="8" aria-hidden="true">
              <line
                x1="0"
                x2="30"
                y1="4"
                y2="4"
                strokeWidth="2.5"
                style={{ stroke: `var(${COLOURS[index % COLOURS.length]})` }}
                strokeDasharray={DASHES[index % DASHES.length]}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function BandTable({
  title,
  unit,
  series,
  fromUs,
  toUs,
  when,
}: {
  title: string;
  unit: string;
  series: readonly BandSeries[];
  fromUs: number;
  toUs: number;
  when: (atUs: number) => string;
}) {
  const times = Array.from({ length: TABLE_ROWS }, (_, index) => fromUs + ((toUs - fromUs) * (index + 1)) / TABLE_ROWS);
  /** The last point at or before; a curve that ended earlier has nothing to say. */
  const at = (one: BandSeries, atUs: number) => {
    const index = one.atUs.findLastIndex((instant) => instant <= atUs);
    const { median, low, high } = one.band;
    if (index < 0 || (one.atUs.at(-1) ?? 0) < atUs - 60e6) return '–';
    return `${figureText(median[index], unit)} (${figureText(low[index], unit)} to ${figureText(high[index], unit)})`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <div className="scroll-x" role="region" aria-label={`${title}, table`} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{title}: middle, and the middle 90 % of the seeds</caption>
        <thead>
          <tr>
            <th scope="col">when</th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((atUs) => (
            <tr key={atUs}>
              <th scope="row">{when(atUs)}</th>
              {series.map((one) => (
                <td key={one.name} className="number">
                  {at(one, atUs)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
