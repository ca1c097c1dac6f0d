// Draws a frame with pixi: boxes with their fill, lines as wide as their flow, dots that move along them. Drawn on demand; text lives in DOM.
// The scene is a function of (frame, size, time of the animation); nothing in it is kept between frames but the objects to draw with.
import 'pixi.js/unsafe-eval';
import { Application, Graphics } from 'pixi.js';
import type { Frame, FrameEdge } from './frame.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './layout.ts';

export interface ScenePalette {
  surface: string;
  raised: string;
  line: string;
  lineStrong: string;
  accent: string;
  ok: string;
  warn: string;
  bad: string;
  change: string;
}

export interface Scene {
  draw(frame: Frame, selected: string | undefined, motionMs: number): void;
  resize(width: number, height: number, scale: number): void;
  setPalette(palette: ScenePalette): void;
  destroy(): void;
}

/** A software WebGL is several times slower than pixi's own canvas renderer. */
function softwareGl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl');
  if (gl === null) return true;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = info === null ? '' : String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|software/i.test(name);
}

export async function createScene(canvas: HTMLCanvasElement, palette: ScenePalette): Promise<Scene> {
  const app = new Application();
  await app.init({
    canvas,
    preference: softwareGl() ? 'canvas' : 'webgl',
    backgroundAlpha: 0,
    antialias: true,
    autoDensity: true,
    resolution: Math.min(2, devicePixelRatio),
    autoStart: false,
    sharedTicker: false,
    width: 300,
    height: 200,
  });
  const edges = new Graphics();
  const dots = new Graphics();
  const boxes = new Graphics();
  app.stage.addChild(edges, dots, boxes);
  let colours = palette;
  return {
    draw(frame, selected, motionMs) {
      edges.clear();
      dots.clear();
      boxes.clear();
      for (const edge of frame.edges) drawEdge(edges, dots, edge, selected, motionMs, colours);
      for (const node of frame.nodes) drawNode(boxes, node, node.id === selected, colours);
      app.render();
    },
    resize(width, height, scale) {
      app.renderer.resize(width, height);
      app.stage.scale.set(scale);
    },
    setPalette(next) {
      colours = next;
    },
    destroy() {
      app.destroy({ removeView: false }, { children: true });
    },
  };
}

function drawEdge(
  lines: Graphics,
  dots: Graphics,
  edge: FrameEdge,
  selected: string | undefined,
  motionMs: number,
  palette: ScenePalette,
): void {
  const [first, ...rest] = edge.points;
  if (first === undefined) return;
  const lit = selected === edge.from || selected === edge.to;
  const width = 1.5 + Math.min(6, Math.log10(1 + edge.ratePerS) * 2);
  const colour = edge.tone === 'bad' ? palette.bad : edge.tone === 'warn' ? palette.warn : lit ? palette.accent : palette.lineStrong;
  lines.moveTo(first.x, first.y);
  for (const point of rest) lines.lineTo(point.x, point.y);
  lines.stroke({ width, color: colour, alpha: lit ? 0.95 : edge.tone === 'bad' ? 0.7 : 0.5, cap: 'round', join: 'round' });
  const end = rest.at(-1);
  const before = rest.at(-2) ?? first;
  if (end !== undefined) {
    const angle = Math.atan2(end.y - before.y, end.x - before.x);
    const size = 5 + width / 2;
    lines
      .poly([
        end.x,
        end.y,
        end.x - size * Math.cos(angle - 0.45),
        end.y - size * Math.sin(angle - 0.45),
        end.x - size * Math.cos(angle + 0.45),
        end.y - size * Math.sin(angle + 0.45),
      ])
      .fill({ color: colour });
  }
  if (motionMs < 0 || edge.ratePerS <= 0) return;
  const length = lengthOf(edge.points);
  const count = Math.max(1, Math.min(14, Math.round((length / 40) * Math.log10(1 + edge.ratePerS))));
  const shift = (motionMs / 3_000) % 1;
  for (let index = 0; index < count; index += 1) {
    const point = alongPath(edge.points, (((index + shift * count) / count) % 1) * length);
    dots.circle(point.x, point.y, 2.2).fill({ color: colour });
  }
}

function drawNode(boxes: Graphics, node: Frame['nodes'][number], selected: boolean, palette: ScenePalette): void {
  const x = node.x - NODE_WIDTH / 2;
  const y = node.y - NODE_HEIGHT / 2;
  const colour =
    node.tone === 'bad' ? palette.bad : node.tone === 'warn' ? palette.warn : node.tone === 'ok' ? palette.ok : palette.lineStrong;
  boxes
    .roundRect(x, y, NODE_WIDTH, NODE_HEIGHT, 8)
    .fill({ color: palette.surface })
    .stroke({
      width: selected ? 2.5 : node.tone === 'bad' ? 2 : 1,
      color: selected ? palette.accent : node.tone === 'bad' || node.tone === 'warn' ? colour : palette.line,
    });
  if (node.fill !== undefined) {
    const width = NODE_WIDTH - 20;
    boxes.roundRect(x + 10, y + NODE_HEIGHT - 11, width, 5, 2.5).fill({ color: palette.line });
    if (node.fill > 0.01) boxes.roundRect(x + 10, y + NODE_HEIGHT - 11, Math.max(5, width * node.fill), 5, 2.5).fill({ color: colour });
  }
  if (node.changed !== undefined)
    boxes
      .poly([x + NODE_WIDTH, y - 8, x + NODE_WIDTH + 8, y, x + NODE_WIDTH, y + 8, x + NODE_WIDTH - 8, y])
      .fill({ color: palette.change });
}

function lengthOf(points: readonly { x: number; y: number }[]): number {
  let total = 0;
  for (let index = 1; index < points.length; index += 1)
    total += Math.hypot((points[index]?.x ?? 0) - (points[index - 1]?.x ?? 0), (points[index]?.y ?? 0) - (points[index - 1]?.y ?? 0));
  return total;
}

function alongPath(points: readonly { x: number; y: number }[], distance: number): { x: number; y: number } {
  let rest = distance;
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1] ?? { x: 0, y: 0 };
    const to = points[index] ?? from;
    const step = Math.hypot(to.x - from.x, to.y - from.y);
    if (rest <= step && step > 0) return { x: from.x + ((to.x - from.x) * rest) / step, y: from.y + ((to.y - from.y) * rest) / step };
    rest -= step;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
