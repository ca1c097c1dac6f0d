// The map as pixels, by properties rather than by stored pictures: colours at places that the frame names, for both of pixi's renderers.
// Also measures how long a picture of 150 components takes; the figures are reported, never asserted, because they are the machine's.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { DrillView } from '../../src/schema/index.ts';
import { bigSystem } from '../../src/ui/story/big-system.ts';
import { dotCount, dotDistance, pointAt } from '../../src/ui/topology/flow.ts';
import { type Frame, frameOf } from '../../src/ui/topology/frame.ts';
import { NODE_HEIGHT, NODE_WIDTH, type Point, placeTopology } from '../../src/ui/topology/layout.ts';
import { createScene, type Scene, type SceneLook } from '../../src/ui/topology/scene.ts';
import type { ScenePalette } from '../../src/ui/topology/shapes.ts';
import { type Camera, fitCamera, toScreen, zoomAt } from '../../src/ui/topology/viewport.ts';

/** Colours that are far from each other, so that a blend of two is none of them. */
const PALETTE: ScenePalette = {
  surface: '#202020',
  zone: '#000080',
  line: '#606060',
  lineStrong: '#b0b0b0',
  flow: '#ffffff',
  accent: '#00ffff',
  warn: '#ffff00',
  bad: '#ff0000',
  change: '#ff00ff',
};
const SIZE = { width: 900, height: 420 };

const gauge = (component: string, kind: DrillView['gauges'][number]['kind'], change: Partial<DrillView['gauges'][number]> = {}) => ({
  component,
  kind,
  inFlight: 0,
  waiting: 0,
  capacity: 10,
  ratePerS: 100,
  errorRatio: 0,
  state: '',
  version: '1.0.0',
  ...change,
});
/** Only what the map reads. */
const view = {
  nowUs: 600e6,
  impact: { usersAffected: 0, errorRatio: 0 },
  deployments: [{ atUs: 500e6, service: 'front', from: '1.0.0', to: '1.0.1' }],
  topology: {
    nodes: [
      { id: 'users', kind: 'users', label: 'users' },
      { id: 'front', kind: 'service', label: 'front' },
      { id: 'pool', kind: 'pool', label: 'pool' },
      { id: 'bank', kind: 'provider', label: 'bank' },
    ],
    edges: [
      { from: 'users', to: 'front' },
      { from: 'front', to: 'pool' },
      { from: 'front', to: 'bank' },
    ],
    zones: ['one'],
    breakers: [{ name: 'guard', from: 'front', to: 'bank' }],
  },
  gauges: [
    gauge('front', 'service'),
    gauge('pool', 'pool', { inFlight: 10, waiting: 30 }),
    gauge('bank', 'provider', { capacity: 0, errorRatio: 1 }),
    gauge('guard', 'breaker', { state: 'open' }),
  ],
} as unknown as DrillView;

const placed = placeTopology(view.topology, 'LR');
const frame = frameOf(view, placed);
const camera = fitCamera(placed, SIZE);
const still: SceneLook = { camera, selected: undefined, near: undefined, motionMs: 0 };
const place = (id: string): Point => frame.nodes.find((node) => node.id === id) ?? { x: Number.NaN, y: Number.NaN };

let scene: Scene | undefined;
let canvas: HTMLCanvasElement;
async function begin(renderer: Scene['renderer']): Promise<Scene> {
  canvas = document.createElement('canvas');
  document.body.append(canvas);
  scene = await createScene(canvas, PALETTE, renderer);
  scene.resize(SIZE);
  return scene;
}
beforeAll(() => page.viewport(1000, 600));
afterEach(() => {
  scene?.destroy();
  scene = undefined;
  document.body.replaceChildren();
});

/** The picture that was just drawn, at places of the world. Read in the same turn: WebGL keeps nothing longer. */
function pixels(at: Camera = camera): { at: (point: Point) => string; count: (colour: string) => number } {
  const copy = document.createElement('canvas');
  copy.width = SIZE.width;
  copy.height = SIZE.height;
  const context = copy.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2d context');
  context.drawImage(canvas, 0, 0, SIZE.width, SIZE.height);
  const { data } = context.getImageData(0, 0, SIZE.width, SIZE.height);
  const hex = (offset: number) =>
    data[offset + 3] === 0
      ? 'nothing'
      : `#${[0, 1, 2].map((channel) => (data[offset + channel] ?? 0).toString(16).padStart(2, '0')).join('')}`;
  return {
    at: (point) => {
      const { x, y } = toScreen(at, point);
      return hex((Math.round(y) * SIZE.width + Math.round(x)) * 4);
    },
    count: (colour) => {
      let found = 0;
      for (let offset = 0; offset < data.length; offset += 4) if (hex(offset) === colour) found += 1;
      return found;
    },
  };
}
const way = (to: string): Frame['edges'][number] => {
  const found = frame.edges.find((edge) => edge.to === to);
  if (found === undefined) throw new Error(`no way to ${to}`);
  return found;
};

describe.each(['canvas', 'webgl'] as const)('%s', (renderer) => {
  test('boxes, fill, queue, zone, change and breaker are where the frame says', async () => {
    const drawing = await begin(renderer);
    expect(drawing.renderer).toBe(renderer);
    drawing.draw(frame, still);
    const seen = pixels();
    expect(seen.at(place('front'))).toBe(PALETTE.surface);
    const pool = place('pool');
    expect(seen.at({ x: pool.x + NODE_WIDTH / 2 - 14, y: pool.y + NODE_HEIGHT / 2 - 8.5 })).toBe(PALETTE.bad);
    expect(seen.at({ x: pool.x - NODE_WIDTH / 2 + 12, y: pool.y + NODE_HEIGHT / 2 - 15 })).toBe(PALETTE.warn);
    const front = place('front');
    expect(seen.at({ x: front.x + NODE_WIDTH / 2 - 14, y: front.y + NODE_HEIGHT / 2 - 8.5 })).toBe(PALETTE.line);
    expect(seen.at({ x: front.x, y: front.y - NODE_HEIGHT / 2 - 8 })).toBe(PALETTE.zone);
    expect(seen.at({ x: place('users').x, y: place('users').y - NODE_HEIGHT / 2 - 8 })).toBe('nothing');
    expect(seen.at({ x: place('bank').x, y: place('bank').y - NODE_HEIGHT / 2 - 8 })).toBe('nothing');
    expect(seen.at({ x: front.x + NODE_WIDTH / 2 - 2, y: front.y - NODE_HEIGHT / 2 + 2 })).toBe(PALETTE.change);
    const [guard] = way('bank').breakers;
    expect(seen.at(guard ?? { x: 0, y: 0 })).toBe(PALETTE.bad);
    expect(seen.at({ x: (guard?.x ?? 0) - 5.5, y: guard?.y ?? 0 })).toBe(PALETTE.surface);
  });

  test('dots are dense where much flows, squares where it fails, and move only when told', async () => {
    const drawing = await begin(renderer);
    drawing.draw(frame, still);
    const { path, ratePerS } = way('front');
    const count = dotCount(path.length, ratePerS);
    expect(count).toBeGreaterThan(1);
    for (let index = 0; index < count; index += 1)
      expect(pixels().at(pointAt(path, dotDistance(path, index, count, 0)))).toBe(PALETTE.flow);
    const fine = pixels().count(PALETTE.flow);
    drawing.draw(frame, { ...still, motionMs: 400 });
    expect(pixels().at(pointAt(path, dotDistance(path, 0, count, 400)))).toBe(PALETTE.flow);
    drawing.draw(frame, still);
    expect(pixels().count(PALETTE.flow)).toBe(fine);
    const idle = { ...frame, edges: frame.edges.map((edge) => ({ ...edge, ratePerS: 0 })) };
    drawing.draw(idle, still);
    expect(pixels().count(PALETTE.flow)).toBe(0);
  });

  test('a focus dims what is no neighbour and outlines what is selected', async () => {
    const drawing = await begin(renderer);
    const outline = ({ x, y }: Point) => ({ x: x - 20, y: y - NODE_HEIGHT / 2 });
    drawing.draw(frame, still);
    const before = pixels().at(outline(place('users')));
    drawing.draw(frame, { ...still, selected: 'pool', near: new Set(['pool', 'front']) });
    expect(pixels().at(outline(place('pool')))).toBe(PALETTE.accent);
    expect(pixels().at(outline(place('users')))).not.toBe(before);
    drawing.draw(frame, still);
    expect(pixels().at(outline(place('users')))).toBe(before);
  });

  test('zoom moves everything alike; another palette repaints it', async () => {
    const drawing = await begin(renderer);
    const at = toScreen(camera, place('front'));
    const near = zoomAt(camera, at, 2, placed, SIZE);
    drawing.draw(frame, { ...still, camera: near });
    expect(pixels(near).at(place('front'))).toBe(PALETTE.surface);
    const pool = place('pool');
    expect(pixels(near).at({ x: pool.x - NODE_WIDTH / 2 + 20, y: pool.y + NODE_HEIGHT / 2 - 8.5 })).toBe(PALETTE.bad);
    drawing.setPalette({ ...PALETTE, surface: '#00ff00' });
    drawing.draw(frame, still);
    expect(pixels().at(place('front'))).toBe('#00ff00');
  });
});

test('150 components: from afar states are shapes, and every picture is drawn', async (context) => {
  const large = bigSystem(view);
  const map = placeTopology(large.topology, 'LR');
  const whole = frameOf(large, map);
  for (const renderer of ['canvas', 'webgl'] as const) {
    const drawing = await begin(renderer);
    const far = fitCamera(map, SIZE);
    drawing.draw(whole, { ...still, camera: far });
    const bad = whole.nodes.find(({ tone }) => tone === 'bad');
    // A shape of a few pixels has soft edges: mostly red is red.
    expect(pixels(far).at(bad ?? { x: 0, y: 0 })).toMatch(/^#[c-f].[0-3].[0-3].$/);
    const beganMs = performance.now();
    const frames = renderer === 'canvas' ? 20 : 3;
    for (let index = 1; index <= frames; index += 1) drawing.draw(whole, { ...still, camera: far, motionMs: index * 16 });
    const drawMs = (performance.now() - beganMs) / frames;
    const zoomBeganMs = performance.now();
    for (let index = 1; index <= frames; index += 1) drawing.draw({ ...whole }, { ...still, camera: far, motionMs: index * 16 });
    const redrawMs = (performance.now() - zoomBeganMs) / frames;
    await context.annotate(
      `${renderer}: ${drawMs.toFixed(1)} ms a frame while dots move, ${redrawMs.toFixed(1)} ms when all is drawn anew`,
    );
    drawing.destroy();
    scene = undefined;
  }
});
