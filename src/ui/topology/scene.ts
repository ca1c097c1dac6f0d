// Draws a frame with pixi: zone, boxes with their fill and queue, ways, dots that move along them, breakers, marks of change. Text lives in DOM.
// What is drawn is a function of (frame, look); what stands still is drawn again only when frame, focus or detail are others.
import 'pixi.js/unsafe-eval';
import { Application, Container, Graphics, type Renderer, RendererType, Sprite, Texture } from 'pixi.js';
import { dotCount, dotDistance, failingDots, pointAt } from './flow.ts';
import type { Frame } from './frame.ts';
import { drawBreakers, drawChanges, drawNodes, drawWays, drawZone, type Pen, type ScenePalette } from './shapes.ts';
import { type Camera, detailOf, pathInSight, type Size, sightOf } from './viewport.ts';

export interface SceneLook {
  camera: Camera;
  selected: string | undefined;
  /** Components that are not dimmed; undefined: none is. */
  near: ReadonlySet<string> | undefined;
  /** Since the dots began to move; 0: at rest, where they still show how dense the flow is. */
  motionMs: number;
}
export interface Scene {
  /** What pixi draws with; `canvas` is also the choice when WebGL is emulated on the processor. */
  readonly renderer: 'webgl' | 'canvas';
  draw(frame: Frame, look: SceneLook): void;
  resize(size: Size): void;
  setPalette(palette: ScenePalette): void;
  destroy(): void;
}

/** Diameter of a dot in the world, and how many pixels its picture has for each. */
const DOT = 6;
const DOT_TEXTURE_SCALE = 4;
/** No more than this move at once, however large the system is. */
const DOTS_MAX = 1_200;

let software: boolean | undefined;

/** A software WebGL is several times slower than pixi's own canvas renderer. Found out once: opening one takes most of a second. */
function softwareGl(): boolean {
  software ??= findSoftwareGl();
  return software;
}

function findSoftwareGl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl');
  if (gl === null) return true;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = info === null ? '' : String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|software/i.test(name);
}

/** @param wanted asks for one renderer; without it the faster one is taken */
export async function createScene(canvas: HTMLCanvasElement, palette: ScenePalette, wanted?: Scene['renderer']): Promise<Scene> {
  const app = new Application<Renderer>();
  await app.init({
    canvas,
    preference: wanted ?? (softwareGl() ? 'canvas' : 'webgl'),
    backgroundAlpha: 0,
    antialias: true,
    autoDensity: true,
    resolution: Math.min(2, devicePixelRatio),
    autoStart: false,
    sharedTicker: false,
    width: 300,
    height: 200,
  });
  const world = new Container();
  const [zone, ways, boxes, marks] = [new Graphics(), new Graphics(), new Graphics(), new Graphics()];
  const dots = new Container();
  world.addChild(zone, ways, dots, boxes, marks);
  app.stage.addChild(world);
  const pool: Sprite[] = [];
  let colours = palette;
  let textures = dotTextures(palette);
  let size: Size = { width: 300, height: 200 };
  let drawn: Pick<SceneLook, 'selected' | 'near'> & { frame: Frame | undefined; detail: string } = {
    frame: undefined,
    detail: '',
    selected: undefined,
    near: undefined,
  };

  const drawStill = (frame: Frame, { selected, near, camera }: SceneLook) => {
    const detail = detailOf(camera.scale);
    if (frame === drawn.frame && detail === drawn.detail && selected === drawn.selected && near === drawn.near) return;
    const pen: Pen = { palette: colours, detail, selected, near };
    for (const graphics of [ways, boxes, marks]) graphics.clear();
    // The largest shape of all, and the same until the map is placed anew.
    if (frame.zone !== drawn.frame?.zone || drawn.frame === undefined) {
      zone.clear();
      drawZone(zone, frame, pen);
    }
    drawWays(ways, frame, pen);
    drawNodes(boxes, frame, pen);
    drawBreakers(marks, frame, pen);
    drawChanges(marks, frame, pen);
    drawn = { frame, detail, selected, near };
  };

  const moveDots = (frame: Frame, { near, selected, camera, motionMs }: SceneLook) => {
    const sight = sightOf(camera, size);
    let used = 0;
    for (const edge of frame.edges) {
      if (near !== undefined && edge.from !== selected && edge.to !== selected) continue;
      if (edge.ratePerS <= 0 || !pathInSight(edge.path.points, sight)) continue;
      const count = Math.min(dotCount(edge.path.length, edge.ratePerS), DOTS_MAX - used);
      const failing = failingDots(count, edge.errorRatio);
      for (let index = 0; index < count; index += 1) {
        const dot = pool[used] ?? newDot(dots, pool);
        const { x, y } = pointAt(edge.path, dotDistance(edge.path, index, count, motionMs));
        dot.texture = failing[index] === true ? textures.failing : textures.fine;
        dot.position.set(x, y);
        dot.visible = true;
        used += 1;
      }
    }
    for (let index = used; index < pool.length; index += 1) (pool[index] as Sprite).visible = false;
  };

  return {
    renderer: app.renderer.type === RendererType.WEBGL ? 'webgl' : 'canvas',
    draw(frame, look) {
      world.scale.set(look.camera.scale);
      world.position.set(look.camera.x, look.camera.y);
      drawStill(frame, look);
      moveDots(frame, look);
      app.render();
    },
    resize(next) {
      size = next;
      app.renderer.resize(Math.max(1, next.width), Math.max(1, next.height));
    },
    setPalette(next) {
      colours = next;
      const old = textures;
      textures = dotTextures(next);
      for (const dot of pool) dot.texture = textures.fine;
      old.fine.destroy(true);
      old.failing.destroy(true);
      drawn = { ...drawn, frame: undefined };
    },
    destroy() {
      app.destroy({ removeView: false }, { children: true, texture: true, textureSource: true });
    },
  };
}

function newDot(parent: Container, pool: Sprite[]): Sprite {
  const dot = new Sprite();
  dot.anchor.set(0.5);
  dot.scale.set(1 / DOT_TEXTURE_SCALE);
  parent.addChild(dot);
  pool.push(dot);
  return dot;
}

/** A round dot for what is answered, a square one for what fails. */
function dotTextures(palette: ScenePalette): { fine: Texture; failing: Texture } {
  const picture = (colour: string, square: boolean): Texture => {
    const canvas = document.createElement('canvas');
    const side = (DOT + 2) * DOT_TEXTURE_SCALE;
    canvas.width = canvas.height = side;
    const context = canvas.getContext('2d');
    if (context !== null) {
      const reach = (DOT * DOT_TEXTURE_SCALE) / 2;
      context.fillStyle = colour;
      context.beginPath();
      if (square) context.rect(side / 2 - reach, side / 2 - reach, 2 * reach, 2 * reach);
      else context.arc(side / 2, side / 2, reach * 0.9, 0, 2 * Math.PI);
      context.fill();
    }
    return Texture.from(canvas);
  };
  return { fine: picture(palette.flow, false), failing: picture(palette.bad, true) };
}
