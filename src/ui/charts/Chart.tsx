// A time series chart (uPlot) with its table twin. Time is story time; a gap is a gap, never a zero.
// Drag or + and − zoom, double click or Esc goes back; arrow keys move the cross-hair, which charts of a group share.
import { memo, type ReactNode, useMemo, useState } from 'react';
import 'uplot/dist/uPlot.min.css';
import { Button, TableSwitch } from '../theme/index.ts';
import { align, type PlotSeries } from './align.ts';
import { useChartGroup } from './ChartGroup.tsx';
import './charts.css';
import { useCursor } from './cursor-store.ts';
import { Legend } from './Legend.tsx';
import { Plot } from './Plot.tsx';
import type { ChartBand, ChartExemplar, ChartMark } from './plot-draw.ts';
import { SampleTable } from './SampleTable.tsx';
import { thinned } from './thinned.ts';
import { nearestIndex, type Stretch } from './zoom.ts';

interface Props {
  title: string;
  unit: string;
  series: readonly PlotSeries[];
  threshold?: number | undefined;
  marks?: readonly ChartMark[] | undefined;
  bands?: readonly ChartBand[] | undefined;
  exemplars?: readonly ChartExemplar[] | undefined;
  onExemplar?: ((traceId: string) => void) | undefined;
  /** What is shown while nobody zoomed; without it, whatever has samples. */
  fromMs?: number | undefined;
  toMs?: number | undefined;
  height?: number;
  loading?: boolean;
  problem?: string | undefined;
  /** Buttons beside the title. */
  children?: ReactNode;
}

const NO_MARKS: readonly ChartMark[] = [];
const NO_BANDS: readonly ChartBand[] = [];
const NO_EXEMPLARS: readonly ChartExemplar[] = [];
const EXEMPLARS_LISTED = 4;
/** More would hide the lines. */
const EXEMPLARS_DRAWN = 60;

/** Redrawn only when what it shows has changed: the view around it is new four times a second. */
export const Chart = memo(function Chart({
  title,
  unit,
  series,
  threshold,
  marks = NO_MARKS,
  bands = NO_BANDS,
  exemplars = NO_EXEMPLARS,
  onExemplar,
  fromMs,
  toMs,
  height = 150,
  loading = false,
  problem,
  children,
}: Props) {
  const [asTable, setAsTable] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set());
  const group = useChartGroup();
  const data = useMemo(() => align(series), [series]);
  const times = data[0];
  const full = useMemo<Stretch>(
    () => ({ fromMs: fromMs ?? (times[0] ?? 0) * 1000, toMs: toMs ?? (times[times.length - 1] ?? 0) * 1000 }),
    [fromMs, toMs, times],
  );
  const shown = group.zoom ?? full;
  const cursorMs = useCursor(group.cursor);
  const cursorAt = cursorMs === undefined ? -1 : nearestIndex(times, cursorMs / 1000);
  const at =
    cursorAt < 0
      ? undefined
      : {
          text: new Date((times[cursorAt] ?? 0) * 1000).toISOString().slice(11, 19),
          values: data.slice(1).map((column) => column[cursorAt] ?? null),
        };
  const inView = useMemo(
    () => exemplars.filter(({ atMs }) => atMs >= shown.fromMs && atMs <= shown.toMs),
    [exemplars, shown.fromMs, shown.toMs],
  );
  const dots = useMemo(() => thinned(inView, shown, EXEMPLARS_DRAWN), [inView, shown]);
  const slowest = useMemo(() => [...inView].sort((a, b) => b.value - a.value).slice(0, EXEMPLARS_LISTED), [inView]);
  const toggle = (name: string) =>
    setHidden((old) => {
      const next = new Set(old);
      if (!next.delete(name)) next.add(name);
      return next;
    });
  const values = series.some((one) => one.values.some((value) => value !== null));
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <h3>{title}</h3>
        <div className="row-fixed">
          {group.zoom !== undefined && !group.shared && (
            <Button size="small" kind="quiet" onPress={() => group.setZoom(undefined)} aria-label={`${title}: back to the whole range`}>
              Reset zoom
            </Button>
          )}
          {children}
          <TableSwitch title={title} asTable={asTable} onChange={setAsTable} />
        </div>
      </figcaption>
      {problem !== undefined && (
        <p className="chart-problem small" role="alert">
          {problem}
        </p>
      )}
      {problem === undefined && asTable && <SampleTable title={title} unit={unit} series={series} shown={shown} />}
      {problem === undefined && !asTable && (
        <>
          <Plot
            title={title}
            unit={unit}
            names={series.map(({ name }) => name)}
            data={data}
            hidden={hidden}
            threshold={threshold}
            marks={marks}
            bands={bands}
            exemplars={dots}
            onExemplar={onExemplar}
            full={full}
            shown={shown}
            group={group}
            height={height}
            note={values ? undefined : loading ? 'Loading…' : 'No samples in this range.'}
          />
          {onExemplar !== undefined && slowest.length > 0 && (
            <p className="chart-exemplars small">
              <span className="quiet">Kept traces, slowest:</span>
              {slowest.map(({ traceId, label }) => (
                <Button key={traceId} kind="link" onPress={() => onExemplar(traceId)}>
                  {label}
                </Button>
              ))}
            </p>
          )}
          {series.length > 0 && (
            <Legend title={title} unit={unit} series={series} shown={shown} hidden={hidden} onToggle={toggle} at={at} />
          )}
        </>
      )}
    </figure>
  );
});
