// The drawn part of a chart: keeps one uPlot alive, moves its cursor with the group, and answers pointer and keys.
// To assistive technology it is a slider over time that says the values; the table twin says the rest.
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { figureText } from '../theme/index.ts';
import { token, watchTheme } from '../theme/use-theme.ts';
import type { ChartGroupValue } from './ChartGroup.tsx';
import { useCursor } from './cursor-store.ts';
import type { ChartBand, ChartExemplar, ChartMark } from './plot-draw.ts';
import { plotOptions } from './plot-options.ts';
import { Tooltip } from './Tooltip.tsx';
import { fitted, moved, nearestIndex, type Stretch, widened, zoomedAround } from './zoom.ts';

interface Props {
  title: string;
  unit: string;
  names: readonly string[];
  data: uPlot.AlignedData;
  hidden: ReadonlySet<string>;
  threshold: number | undefined;
  marks: readonly ChartMark[];
  bands: readonly ChartBand[];
  exemplars: readonly ChartExemplar[];
  onExemplar: ((traceId: string) => void) | undefined;
  full: Stretch;
  shown: Stretch;
  group: ChartGroupValue;
  height: number;
  /** Why there is nothing to see. */
  note: string | undefined;
}

const WIDTH_PX_MIN = 120;
const EXEMPLAR_REACH_PX = 10;
/** Marks this near to the cursor are told in its box. */
const MARK_REACH_PX = 8;
const clock = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);

export function Plot(props: Props) {
  const { title, unit, names, data, hidden, marks, bands, exemplars, threshold, full, shown, group, height, note } = props;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const [pointing, setPointing] = useState(false);
  const [focused, setFocused] = useState(false);
  const cursorMs = useCursor(group.cursor);
  const latest = useRef(props);
  latest.current = props;
  const shape = names.join('\n');
  const hiddenText = [...hidden].join('\n');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts stand for names and hidden series
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const draw = () => {
      plot.current?.destroy();
      const drawn = new uPlot(
        plotOptions({
          names: latest.current.names,
          hidden: latest.current.hidden,
          unit,
          width: Math.max(WIDTH_PX_MIN, element.clientWidth),
          height,
          live: () => ({ ...latest.current, ...latest.current.shown, colour: token }),
          colour: token,
          onPoint: (index) => {
            const time = index === undefined ? undefined : latest.current.data[0][index];
            latest.current.group.cursor.set(time === undefined ? undefined : time * 1000);
          },
          onZoom: (fromMs, toMs) => latest.current.group.setZoom(fitted({ fromMs, toMs })),
          onReset: () => latest.current.group.setZoom(undefined),
        }),
        latest.current.data,
        element,
      );
      drawn.over.addEventListener('mouseenter', () => setPointing(true));
      drawn.over.addEventListener('mouseleave', () => setPointing(false));
      drawn.over.addEventListener('click', (event) => {
        const { onExemplar } = latest.current;
        const hit = onExemplar === undefined ? undefined : exemplarAt(drawn, latest.current.exemplars, event);
        if (hit !== undefined) onExemplar?.(hit.traceId);
      });
      plot.current = drawn;
    };
    draw();
    const resize = new ResizeObserver(() => plot.current?.setSize({ width: Math.max(WIDTH_PX_MIN, element.clientWidth), height }));
    resize.observe(element);
    const unwatch = watchTheme(draw);
    return () => {
      resize.disconnect();
      unwatch();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [shape, hiddenText, unit, height]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the plot is drawn again when anything that it shows has changed
  useEffect(() => {
    plot.current?.setData(data);
  }, [data, threshold, marks, bands, exemplars, shown.fromMs, shown.toMs]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn anew has lost its cursor
  useEffect(() => {
    if (pointing) return;
    const left = cursorMs === undefined ? -10 : (plot.current?.valToPos(cursorMs / 1000, 'x') ?? -10);
    plot.current?.setCursor({ left, top: left < 0 ? -10 : 0 }, false);
  }, [cursorMs, pointing, data, shown.fromMs, shown.toMs, hiddenText]);

  const times = data[0];
  const at = cursorMs === undefined ? -1 : nearestIndex(times, cursorMs / 1000);
  const atMs = at < 0 ? undefined : (times[at] ?? 0) * 1000;
  const rows = names.flatMap((name, index) => (hidden.has(name) ? [] : [{ index, name, value: data[index + 1]?.[at] ?? null }]));
  const reachMs = ((shown.toMs - shown.fromMs) * MARK_REACH_PX) / Math.max(WIDTH_PX_MIN, plot.current?.over.clientWidth ?? 0);
  const notes =
    atMs === undefined
      ? []
      : [
          ...marks.filter((mark) => Math.abs(mark.atMs - atMs) <= reachMs).map(({ label }) => label),
          ...bands.filter((band) => band.fromMs <= atMs && atMs <= band.toMs).map(({ label }) => `firing: ${label}`),
        ];
  const said = rows
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => `${name} ${figureText(value, unit)}`)
    .join(', ');

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const around = atMs ?? (shown.fromMs + shown.toMs) / 2;
    const step = (by: number) => {
      const next = atMs === undefined ? nearestIndex(times, shown.toMs / 1000) : at + by;
      const time = times[Math.max(0, Math.min(times.length - 1, next))];
      if (time !== undefined) group.cursor.set(time * 1000);
    };
    const keys: Record<string, () => void> = {
      ArrowLeft: () => (event.shiftKey ? group.setZoom(moved(shown, -0.5)) : step(-1)),
      ArrowRight: () => (event.shiftKey ? group.setZoom(moved(shown, 0.5)) : step(1)),
      PageDown: () => step(-10),
      PageUp: () => step(10),
      Home: () => group.cursor.set(shown.fromMs),
      End: () => group.cursor.set(shown.toMs),
      '+': () => group.setZoom(zoomedAround(shown, around, 0.5)),
      '=': () => group.setZoom(zoomedAround(shown, around, 0.5)),
      '-': () => group.setZoom(widened(shown, around, full)),
      Escape: () => {
        group.cursor.set(undefined);
        group.setZoom(undefined);
      },
    };
    const answer = keys[event.key];
    if (answer === undefined) return;
    answer();
    event.preventDefault();
    event.stopPropagation();
  };
  const leftPx = atMs === undefined ? 0 : (plot.current?.valToPos(atMs / 1000, 'x') ?? 0) + (plot.current?.over.offsetLeft ?? 0);
  return (
    <div className="chart-body">
      <div
        ref={host}
        className="chart-plot"
        style={{ minHeight: height }}
        role="slider"
        tabIndex={0}
        aria-label={`${title}: time`}
        aria-valuemin={Math.round(shown.fromMs)}
        aria-valuemax={Math.round(shown.toMs)}
        aria-valuenow={Math.round(atMs ?? shown.toMs)}
        aria-valuetext={
          atMs === undefined ? 'Arrow keys move along, plus and minus zoom, Escape resets' : `${clock(atMs)}: ${said || 'no sample'}`
        }
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          group.cursor.set(undefined);
        }}
      />
      {note !== undefined && <p className="chart-empty small quiet">{note}</p>}
      {(pointing || focused) && atMs !== undefined && atMs >= shown.fromMs && atMs <= shown.toMs && (
        <Tooltip clock={clock(atMs)} rows={rows} notes={notes} unit={unit} leftPx={leftPx} widthPx={host.current?.clientWidth ?? 0} />
      )}
    </div>
  );
}

function exemplarAt(plot: uPlot, exemplars: readonly ChartExemplar[], event: MouseEvent): ChartExemplar | undefined {
  const box = plot.over.getBoundingClientRect();
  let found: ChartExemplar | undefined;
  let least = EXEMPLAR_REACH_PX;
  for (const exemplar of exemplars) {
    const dx = plot.valToPos(exemplar.atMs / 1000, 'x') - (event.clientX - box.left);
    const dy = plot.valToPos(exemplar.value, 'y') - (event.clientY - box.top);
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance <= least) {
      found = exemplar;
      least = distance;
    }
  }
  return found;
}
