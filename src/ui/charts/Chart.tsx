// A time series chart (uPlot) with its table twin. Time is story time; a gap is a gap, never a zero.
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { Button } from '../theme/index.ts';
import { token, watchTheme } from '../theme/use-theme.ts';
import { ChartTable } from './ChartTable.tsx';
import './charts.css';
import { align, type PlotSeries } from './align.ts';
import { plotOptions } from './plot-options.ts';

export interface ChartMark {
  atMs: number;
  label: string;
}
interface Props {
  title: string;
  unit: string;
  series: readonly PlotSeries[];
  threshold?: number | undefined;
  marks?: readonly ChartMark[] | undefined;
  fromMs?: number | undefined;
  toMs?: number | undefined;
  height?: number;
  problem?: string | undefined;
}

const NO_MARKS: readonly ChartMark[] = [];

/** Redrawn only when what it shows has changed: the view around it is new four times a second. */
export const Chart = memo(function Chart({ title, unit, series, threshold, marks = NO_MARKS, fromMs, toMs, height = 150, problem }: Props) {
  const [asTable, setAsTable] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const data = useMemo(() => align(series), [series]);
  const live = useRef({ marks, threshold, fromMs, toMs });
  live.current = { marks, threshold, fromMs, toMs };
  const shape = series.map((one) => one.name).join('\n');

  useEffect(() => {
    const element = host.current;
    if (element === null || asTable) return;
    let drawn: uPlot | undefined;
    const draw = () => {
      drawn?.destroy();
      drawn = new uPlot(
        plotOptions({
          names: shape === '' ? [] : shape.split('\n'),
          unit,
          width: Math.max(120, element.clientWidth),
          height,
          live: () => live.current,
          colour: token,
        }),
        [[]],
        element,
      );
      plot.current = drawn;
    };
    draw();
    const resize = new ResizeObserver(() => drawn?.setSize({ width: Math.max(120, element.clientWidth), height }));
    resize.observe(element);
    const unwatch = watchTheme(() => {
      draw();
      drawn?.setData(dataRef.current);
    });
    return () => {
      resize.disconnect();
      unwatch();
      drawn?.destroy();
      plot.current = undefined;
    };
  }, [shape, unit, height, asTable]);

  const dataRef = useRef(data);
  dataRef.current = data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the plot is drawn again when its range, marks or size change
  useEffect(() => {
    if (!asTable) plot.current?.setData(data);
  }, [data, asTable, shape, marks, fromMs, toMs, unit, height]);

  const values = series.some((one) => one.values.some((value) => value !== null));
  return (
    <figure className="chart">
      <figcaption className="row-between">
        <h3>{title}</h3>
        <Button
          size="small"
          kind="quiet"
          onPress={() => setAsTable(!asTable)}
          aria-pressed={asTable}
          aria-label={`${title} as ${asTable ? 'a chart' : 'a table'}`}
        >
          {asTable ? 'Chart' : 'Table'}
        </Button>
      </figcaption>
      {problem !== undefined && <p className="empty">{problem}</p>}
      {problem === undefined && asTable && <ChartTable title={title} unit={unit} series={series} />}
      {problem === undefined && !asTable && (
        <>
          <div ref={host} className="chart-plot" style={{ minHeight: height }} aria-hidden="true" />
          {!values && <p className="chart-empty small quiet">No samples in this range.</p>}
          <ChartTable title={title} unit={unit} series={series} summaryOnly />
        </>
      )}
    </figure>
  );
});
