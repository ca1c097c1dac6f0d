// How a plot looks and answers the pointer: axes with units, dashes as well as colours, drag to zoom, double click to go back.
import uPlot from 'uplot';
import { figureText } from '../theme/index.ts';
import { type Drawn, drawBehind, drawOver } from './plot-draw.ts';
import { dashOf, seriesToken } from './series-look.tsx';

interface Wanted {
  names: readonly string[];
  hidden: ReadonlySet<string>;
  unit: string;
  width: number;
  height: number;
  live: () => Drawn & { fromMs: number | undefined; toMs: number | undefined };
  colour: (token: string) => string;
  /** Pointed at a sample, or away. */
  onPoint: (index: number | undefined) => void;
  onZoom: (fromMs: number, toMs: number) => void;
  onReset: () => void;
}

/** Half of a label of the time axis: the last one would be cut at the edge. */
const RIGHT_PX = 26;
/** A drag shorter than this is a click. */
const DRAG_PX_MIN = 6;

export function plotOptions({ names, hidden, unit, width, height, live, colour, onPoint, onZoom, onReset }: Wanted): uPlot.Options {
  const axis = {
    stroke: colour('text-3'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { stroke: colour('line'), width: 1, size: 4 },
    font: '11px "Inter Variable", system-ui, sans-serif',
  };
  const clock = (seconds: number, ticks: number[]): string =>
    new Date(seconds * 1000).toISOString().slice(11, (ticks[1] ?? 0) - (ticks[0] ?? 0) < 60 ? 19 : 16);
  return {
    width,
    height,
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 6 },
      drag: { x: true, y: false, setScale: false, dist: DRAG_PX_MIN },
      bind: {
        dblclick: () => () => {
          onReset();
          return null;
        },
      },
    },
    padding: [8, RIGHT_PX, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: {
        time: true,
        range: (_, min, max) => {
          const { fromMs, toMs } = live();
          return [fromMs === undefined ? min : fromMs / 1000, toMs === undefined ? max : toMs / 1000];
        },
      },
      y: {
        range: (_, min, max) => {
          const { threshold, exemplars } = live();
          const low = Math.min(0, min ?? 0);
          const high = Math.max(max ?? 1, threshold ?? 0, ...exemplars.map(({ value }) => value));
          return [low, high === low ? low + 1 : high * 1.08];
        },
      },
    },
    axes: [
      { ...axis, size: 28, space: 52, values: (_, ticks) => ticks.map((tick) => clock(tick, ticks)) },
      { ...axis, size: 58, space: 28, values: (_, ticks) => ticks.map((tick) => figureText(tick, unit)) },
    ],
    series: [
      {},
      ...names.map((name, index) => ({
        label: name,
        show: !hidden.has(name),
        stroke: colour(seriesToken(index)),
        width: 1.75,
        dash: dashOf(index),
        points: { show: false },
        spanGaps: false,
      })),
    ],
    hooks: {
      setCursor: [(plot) => onPoint((plot.cursor.left ?? -1) < 0 ? undefined : (plot.cursor.idx ?? undefined))],
      setSelect: [
        (plot) => {
          const { left, width: dragged } = plot.select;
          if (dragged < DRAG_PX_MIN) return;
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          onZoom(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + dragged, 'x') * 1000);
        },
      ],
      drawAxes: [(plot) => drawBehind(plot, live())],
      draw: [(plot) => drawOver(plot, live())],
    },
  };
}
