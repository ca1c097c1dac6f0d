// What is drawn besides the lines: bands of firing alerts, threshold, marks of changes, markers of series, dots of kept traces.
import type uPlot from 'uplot';
import { markerPath, seriesToken } from './series-look.tsx';

export interface ChartMark {
  atMs: number;
  label: string;
  /** A diamond for a deployment, a triangle for a command of one's own. */
  kind?: 'deployment' | 'command';
}
export interface ChartBand {
  fromMs: number;
  toMs: number;
  label: string;
}
/** A kept trace behind a point of a latency chart. */
export interface ChartExemplar {
  atMs: number;
  value: number;
  traceId: string;
  label: string;
  error: boolean;
}
export interface Drawn {
  marks: readonly ChartMark[];
  bands: readonly ChartBand[];
  exemplars: readonly ChartExemplar[];
  threshold: number | undefined;
  colour: (token: string) => string;
}

const MARKER_EVERY_PX = 90;
const MARKER_EDGE_PX = 6;

/** @param edgePx what may reach beyond the sides, so that a marker at the very end is whole */
function clipped(plot: uPlot, edgePx: number, draw: (ctx: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = plot;
  const edge = edgePx * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left - edge, 0, bbox.width + 2 * edge, bbox.top + bbox.height + edge);
  ctx.clip();
  ctx.lineWidth = devicePixelRatio;
  draw(ctx);
  ctx.restore();
}

/** Bands that overlap as one, so that the shade does not add up. */
function merged(bands: readonly ChartBand[]): { fromMs: number; toMs: number }[] {
  const found: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of [...bands].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = found.at(-1);
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else found.push({ fromMs, toMs });
  }
  return found;
}

/** Behind the lines. */
export function drawBehind(plot: uPlot, { bands, threshold, colour }: Drawn): void {
  const { bbox } = plot;
  clipped(plot, 0, (ctx) => {
    ctx.fillStyle = ctx.strokeStyle = colour('bad');
    const strip = 3 * devicePixelRatio;
    for (const { fromMs, toMs } of merged(bands)) {
      const left = plot.valToPos(fromMs / 1000, 'x', true);
      const width = Math.max(2, plot.valToPos(toMs / 1000, 'x', true) - left);
      ctx.globalAlpha = 0.12;
      ctx.fillRect(left, bbox.top, width, bbox.height);
      ctx.globalAlpha = 1;
      ctx.fillRect(left, bbox.top + bbox.height - strip, width, strip);
    }
    // Where each of them began, once the shade is there already.
    for (const { fromMs } of bands)
      ctx.fillRect(plot.valToPos(fromMs / 1000, 'x', true), bbox.top + bbox.height - 3 * strip, devicePixelRatio, 3 * strip);
    if (threshold === undefined) return;
    const y = Math.round(plot.valToPos(threshold, 'y', true));
    ctx.strokeStyle = colour('warn');
    ctx.setLineDash([4, 4]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  });
}

/** Over the lines. */
export function drawOver(plot: uPlot, drawn: Drawn): void {
  clipped(plot, 0, (ctx) => drawMarks(plot, ctx, drawn));
  clipped(plot, MARKER_EDGE_PX, (ctx) => {
    drawMarkers(plot, ctx, drawn.colour);
    for (const exemplar of drawn.exemplars) {
      const x = plot.valToPos(exemplar.atMs / 1000, 'x', true);
      const y = plot.valToPos(exemplar.value, 'y', true);
      const dot = new Path2D(markerPath(3, x, y, 3.5 * devicePixelRatio));
      ctx.fillStyle = colour(drawn, exemplar);
      ctx.strokeStyle = drawn.colour('surface');
      ctx.fill(dot);
      ctx.stroke(dot);
    }
  });
}

const colour = (drawn: Drawn, { error }: ChartExemplar): string => drawn.colour(error ? 'bad' : 'change');

/** One marker now and then along each line, at a sample; a sample without neighbours gets one in any case. */
function drawMarkers(plot: uPlot, ctx: CanvasRenderingContext2D, colour: (token: string) => string): void {
  const times = plot.data[0] ?? [];
  const { min = 0, max = 0 } = plot.scales['x'] ?? {};
  const spacing = ((max - min) * MARKER_EVERY_PX * devicePixelRatio) / Math.max(1, plot.bbox.width);
  plot.series.slice(1).forEach((series, index) => {
    const values = plot.data[index + 1] ?? [];
    if (series.show === false || spacing <= 0) return;
    ctx.fillStyle = ctx.strokeStyle = colour(seriesToken(index));
    let last = Number.NaN;
    for (let at = 0; at < times.length; at += 1) {
      const value = values[at];
      const time = times[at] as number;
      if (value === null || value === undefined || time < min || time > max) continue;
      // By the clock, so that markers stay on their samples while time goes on; shifted, so that series do not mark the same instant.
      const place = Math.floor(time / spacing + index / 6);
      const alone = (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
      if (place === last && !alone) continue;
      const first = Number.isNaN(last);
      last = place;
      if (first && !alone) continue;
      const path = new Path2D(markerPath(index, plot.valToPos(time, 'x', true), plot.valToPos(value, 'y', true), 3 * devicePixelRatio));
      ctx.fill(path);
      ctx.stroke(path);
    }
  });
}

function drawMarks(plot: uPlot, ctx: CanvasRenderingContext2D, { marks, colour }: Drawn): void {
  const { bbox } = plot;
  const size = 4 * devicePixelRatio;
  for (const mark of marks) {
    const x = Math.round(plot.valToPos(mark.atMs / 1000, 'x', true));
    ctx.strokeStyle = ctx.fillStyle = colour(mark.kind === 'command' ? 'accent' : 'change');
    ctx.setLineDash(mark.kind === 'command' ? [2 * devicePixelRatio, 3 * devicePixelRatio] : []);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.beginPath();
    if (mark.kind === 'command') {
      ctx.moveTo(x - size, bbox.top - size);
      ctx.lineTo(x + size, bbox.top - size);
    } else {
      ctx.moveTo(x, bbox.top - size);
      ctx.lineTo(x + size, bbox.top);
    }
    ctx.lineTo(x, bbox.top + size);
    if (mark.kind !== 'command') ctx.lineTo(x - size, bbox.top);
    ctx.fill();
  }
}
