// How a plot looks: axes with units, dashes as well as colours for series, threshold and deployment marks.
import uPlot from 'uplot';
import { figureText } from '../theme/index.ts';

interface Wanted {
  names: readonly string[];
  unit: string;
  width: number;
  height: number;
  live: () => {
    marks: readonly { atMs: number; label: string }[];
    threshold?: number | undefined;
    fromMs?: number | undefined;
    toMs?: number | undefined;
  };
  colour: (token: string) => string;
}

const DASHES: number[][] = [[], [6, 3], [2, 3], [10, 3, 2, 3], [1, 2], [12, 4]];
export const seriesToken = (index: number): string => `series-${(index % 6) + 1}`;

export function plotOptions({ names, unit, width, height, live, colour }: Wanted): uPlot.Options {
  const axis = {
    stroke: colour('text-3'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { stroke: colour('line'), width: 1, size: 4 },
    font: '11px "Inter Variable", system-ui, sans-serif',
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    padding: [8, 8, 0, 0],
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
          const threshold = live().threshold;
          const low = Math.min(0, min ?? 0);
          const high = Math.max(max ?? 1, threshold ?? 0);
          return [low, high === low ? low + 1 : high * 1.08];
        },
      },
    },
    axes: [
      { ...axis, size: 28, space: 60, values: (_, ticks) => ticks.map((tick) => new Date(tick * 1000).toISOString().slice(11, 16)) },
      { ...axis, size: 58, space: 28, values: (_, ticks) => ticks.map((tick) => figureText(tick, unit)) },
    ],
    series: [
      {},
      ...names.map((name, index) => ({
        label: name,
        stroke: colour(seriesToken(index)),
        width: 1.75,
        dash: DASHES[index % DASHES.length] ?? [],
        points: { show: false },
        spanGaps: false,
      })),
    ],
    hooks: {
      draw: [
        (plot) => {
          const { marks, threshold } = live();
          const { ctx, bbox } = plot;
          ctx.save();
          ctx.lineWidth = devicePixelRatio;
          if (threshold !== undefined) {
            const y = Math.round(plot.valToPos(threshold, 'y', true));
            ctx.strokeStyle = colour('warn');
            ctx.setLineDash([4, 4]);
            ctx.beginPath();
            ctx.moveTo(bbox.left, y);
            ctx.lineTo(bbox.left + bbox.width, y);
            ctx.stroke();
          }
          ctx.strokeStyle = colour('change');
          ctx.fillStyle = colour('change');
          ctx.setLineDash([]);
          for (const mark of marks) {
            const x = Math.round(plot.valToPos(mark.atMs / 1000, 'x', true));
            if (x < bbox.left || x > bbox.left + bbox.width) continue;
            ctx.beginPath();
            ctx.moveTo(x, bbox.top);
            ctx.lineTo(x, bbox.top + bbox.height);
            ctx.stroke();
            const size = 4 * devicePixelRatio;
            ctx.beginPath();
            ctx.moveTo(x, bbox.top - size);
            ctx.lineTo(x + size, bbox.top);
            ctx.lineTo(x, bbox.top + size);
            ctx.lineTo(x - size, bbox.top);
            ctx.fill();
          }
          ctx.restore();
        },
      ],
    },
  };
}
