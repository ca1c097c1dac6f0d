// The shapes of the map that stand still. Dark cockpit: what is well is drawn in greys; colour is for what is not, and always has a shape of its own.
import type { Graphics } from 'pixi.js';
import type { Tone } from '../theme/index.ts';
import type { Frame, FrameNode } from './frame.ts';
import { NODE_HEIGHT, NODE_WIDTH, type Point, ZONE_REACH } from './layout.ts';
import type { Detail } from './viewport.ts';

export interface ScenePalette {
  surface: string;
  zone: string;
  line: string;
  lineStrong: string;
  flow: string;
  accent: string;
  warn: string;
  bad: string;
  change: string;
}
/** How everything of one picture is drawn. */
export interface Pen {
  palette: ScenePalette;
  detail: Detail;
  selected: string | undefined;
  near: ReadonlySet<string> | undefined;
}

const DIMMED = 0.22;
const RADIUS = 8;
const BAR = { inset: 10, height: 5, bottom: 11, bottomFar: 8 };

const alphaOf = ({ near }: Pen, ...ids: string[]): number => (near === undefined || ids.every((id) => near.has(id)) ? 1 : DIMMED);

function toneColour(palette: ScenePalette, tone: Tone): string {
  return tone === 'bad' ? palette.bad : tone === 'warn' ? palette.warn : tone === 'change' ? palette.change : palette.lineStrong;
}

/** The boxes and ways of the zone, grown until they are one surface. */
export function drawZone(graphics: Graphics, { zone }: Frame, { palette }: Pen): void {
  if (zone === undefined) return;
  const color = palette.zone;
  for (const [first, ...rest] of zone.links) {
    if (first === undefined) continue;
    graphics.moveTo(first.x, first.y);
    for (const point of rest) graphics.lineTo(point.x, point.y);
    graphics.stroke({ width: 2 * ZONE_REACH + 8, color, cap: 'round', join: 'round' });
  }
  for (const { x, y } of zone.nodes)
    graphics
      .roundRect(
        x - NODE_WIDTH / 2 - ZONE_REACH,
        y - NODE_HEIGHT / 2 - ZONE_REACH,
        NODE_WIDTH + 2 * ZONE_REACH,
        NODE_HEIGHT + 2 * ZONE_REACH,
        RADIUS + ZONE_REACH,
      )
      .fill({ color });
}

/** Ways: wider for more flow; dashed where requests fail. */
export function drawWays(graphics: Graphics, frame: Frame, pen: Pen): void {
  const { palette, selected } = pen;
  for (const edge of frame.edges) {
    const { points } = edge.path;
    const [first, ...rest] = points;
    if (first === undefined) continue;
    const lit = selected !== undefined && (selected === edge.from || selected === edge.to);
    const alpha = pen.near === undefined || lit ? 1 : DIMMED;
    const failing = edge.errorRatio > 0 && (edge.tone === 'bad' || edge.tone === 'warn');
    const color = failing ? toneColour(palette, edge.tone) : lit ? palette.accent : palette.lineStrong;
    const width = 1.25 + Math.min(3, Math.log10(1 + edge.ratePerS));
    if (failing) dashes(graphics, points, 9, 6);
    else {
      graphics.moveTo(first.x, first.y);
      for (const point of rest) graphics.lineTo(point.x, point.y);
    }
    graphics.stroke({ width, color, alpha: alpha * (lit ? 0.9 : 0.6), cap: 'butt', join: 'round' });
    drawHead(graphics, points, 5 + width, color, alpha);
  }
}

function drawHead(graphics: Graphics, points: readonly Point[], size: number, color: string, alpha: number): void {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) return;
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const side = (turn: number) => [end.x - size * Math.cos(angle + turn), end.y - size * Math.sin(angle + turn)];
  graphics.poly([end.x, end.y, ...side(-0.45), ...side(0.45)]).fill({ color, alpha });
}

function dashes(graphics: Graphics, points: readonly Point[], on: number, off: number): void {
  let left = on;
  let drawing = true;
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1] ?? { x: 0, y: 0 };
    const to = points[index] ?? from;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    let at = 0;
    while (at < length) {
      const step = Math.min(left, length - at);
      if (drawing)
        graphics
          .moveTo(from.x + ((to.x - from.x) * at) / length, from.y + ((to.y - from.y) * at) / length)
          .lineTo(from.x + ((to.x - from.x) * (at + step)) / length, from.y + ((to.y - from.y) * (at + step)) / length);
      at += step;
      left -= step;
      if (left > 0) continue;
      drawing = !drawing;
      left = drawing ? on : off;
    }
  }
}

export function drawNodes(graphics: Graphics, frame: Frame, pen: Pen): void {
  for (const node of frame.nodes) drawNode(graphics, node, pen);
}

function drawNode(graphics: Graphics, node: FrameNode, pen: Pen): void {
  const { palette, detail } = pen;
  const alpha = alphaOf(pen, node.id);
  const selected = node.id === pen.selected;
  const [x, y] = [node.x - NODE_WIDTH / 2, node.y - NODE_HEIGHT / 2];
  const troubled = node.tone === 'bad' || node.tone === 'warn';
  const colour = toneColour(palette, node.tone);
  // Opaque under the dimmed outline, so that no way shows through a box.
  graphics.roundRect(x, y, NODE_WIDTH, NODE_HEIGHT, RADIUS).fill({ color: palette.surface });
  if (detail === 'dot') {
    if (node.fill !== undefined && node.fill > 0.02)
      graphics.roundRect(x, y, NODE_WIDTH * node.fill, NODE_HEIGHT, RADIUS).fill({ color: colour, alpha: alpha * 0.55 });
    if (troubled) drawTone(graphics, node, node.tone, 22, colour, alpha);
  } else drawBars(graphics, node, x, y, colour, pen, alpha);
  graphics.roundRect(x, y, NODE_WIDTH, NODE_HEIGHT, RADIUS).stroke({
    width: selected ? 3 : node.tone === 'bad' ? 2.25 : node.tone === 'warn' ? 1.5 : 1,
    color: selected ? palette.accent : troubled ? colour : palette.lineStrong,
    alpha: selected ? 1 : alpha * (troubled ? 1 : 0.7),
  });
}

/** In use as one bar; above it what waits, in pieces: a queue is many. */
function drawBars(graphics: Graphics, node: FrameNode, x: number, y: number, color: string, { palette, detail }: Pen, alpha: number): void {
  const [left, width] = [x + BAR.inset, NODE_WIDTH - 2 * BAR.inset];
  const top = y + NODE_HEIGHT - (detail === 'full' ? BAR.bottom : BAR.bottomFar);
  if (node.fill !== undefined) {
    graphics.roundRect(left, top, width, BAR.height, BAR.height / 2).fill({ color: palette.line, alpha });
    if (node.fill > 0.01)
      graphics.roundRect(left, top, Math.max(BAR.height, width * node.fill), BAR.height, BAR.height / 2).fill({ color, alpha });
  }
  if (node.queue > 0)
    for (let at = 0; at < Math.max(5, width * node.queue); at += 7)
      graphics.rect(left + at, top - 6, 4, 4).fill({ color: palette.warn, alpha });
}

/** The same shapes as `Mark`: a triangle for watch, a square for broken. */
function drawTone(graphics: Graphics, { x, y }: Point, tone: Tone, reach: number, color: string, alpha: number): void {
  if (tone === 'bad') graphics.rect(x - reach, y - reach, 2 * reach, 2 * reach).fill({ color, alpha });
  else graphics.poly([x, y - reach, x + reach, y + reach, x - reach, y + reach]).fill({ color, alpha });
}

const BREAKER = 9;
/** A switch in the way: a ring with the way through it when closed, with a gap when open, half of it when half-open. */
export function drawBreakers(graphics: Graphics, frame: Frame, pen: Pen): void {
  const { palette, selected } = pen;
  for (const edge of frame.edges) {
    const alpha = pen.near === undefined || selected === edge.from || selected === edge.to ? 1 : DIMMED;
    for (const { x, y, state, tone } of edge.breakers) {
      const color = toneColour(palette, tone);
      graphics.circle(x, y, BREAKER).fill({ color: palette.surface }).stroke({ width: 2, color, alpha });
      if (state === 'closed') graphics.rect(x - BREAKER, y - 1.25, 2 * BREAKER, 2.5).fill({ color, alpha });
      else if (state === 'open') {
        graphics
          .moveTo(x - 5, y - 5)
          .lineTo(x + 5, y + 5)
          .stroke({ width: 2.5, color, alpha });
        graphics
          .moveTo(x + 5, y - 5)
          .lineTo(x - 5, y + 5)
          .stroke({ width: 2.5, color, alpha });
      } else if (state === 'half-open') graphics.rect(x - BREAKER + 1, y - 1.5, BREAKER, 3).fill({ color, alpha });
    }
  }
}

/** A diamond at the corner of what was changed. */
export function drawChanges(graphics: Graphics, frame: Frame, pen: Pen): void {
  const reach = pen.detail === 'dot' ? 20 : 9;
  for (const node of frame.nodes) {
    if (node.changed === undefined) continue;
    const [x, y] = [node.x + NODE_WIDTH / 2 - 2, node.y - NODE_HEIGHT / 2 + 2];
    graphics
      .poly([x, y - reach, x + reach, y, x, y + reach, x - reach, y])
      .fill({ color: pen.palette.change, alpha: alphaOf(pen, node.id) })
      .stroke({ width: 2, color: pen.palette.surface });
  }
}
