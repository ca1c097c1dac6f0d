// Where the map is looked at from: pure arithmetic of zoom and pan. Screen = world × scale + offset, in CSS pixels.
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './layout.ts';

export interface Camera {
  scale: number;
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}
/** What a label has room to say: everything, its name, or nothing but the shape of its state. */
export type Detail = 'full' | 'name' | 'dot';

const FIT_MAX = 1.15;
const SCALE_MAX = 2.5;
/** Below these a line of 12 px can no longer be read, then not even a name drawn larger. */
const FULL_FROM = 0.68;
const NAME_FROM = 0.4;
/** Kept around a component that is brought into sight. */
const MARGIN_PX = 16;
export const ZOOM_STEP = 1.3;

/** The whole map, centred. */
export function fitCamera(map: Size, screen: Size): Camera {
  if (map.width <= 0 || map.height <= 0 || screen.width <= 0 || screen.height <= 0) return { scale: 1, x: 0, y: 0 };
  const scale = Math.min(FIT_MAX, screen.width / map.width, screen.height / map.height);
  return { scale, x: (screen.width - map.width * scale) / 2, y: (screen.height - map.height * scale) / 2 };
}

/** Never smaller than the whole map, never so far aside that the map is out of sight. */
export function clampCamera(camera: Camera, map: Size, screen: Size): Camera {
  const fit = fitCamera(map, screen);
  const scale = Math.max(fit.scale, Math.min(SCALE_MAX, camera.scale));
  const axis = (offset: number, extent: number, room: number): number =>
    extent * scale <= room ? (room - extent * scale) / 2 : Math.max(room - extent * scale, Math.min(0, offset));
  return { scale, x: axis(camera.x, map.width, screen.width), y: axis(camera.y, map.height, screen.height) };
}

/** What is under `at` (screen) stays under it. */
export function zoomAt(camera: Camera, at: Point, factor: number, map: Size, screen: Size): Camera {
  const scale = Math.max(fitCamera(map, screen).scale, Math.min(SCALE_MAX, camera.scale * factor));
  const ratio = scale / camera.scale;
  return clampCamera({ scale, x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio }, map, screen);
}

export const panBy = (camera: Camera, dx: number, dy: number, map: Size, screen: Size): Camera =>
  clampCamera({ ...camera, x: camera.x + dx, y: camera.y + dy }, map, screen);

export const isWhole = (camera: Camera, map: Size, screen: Size): boolean => camera.scale <= fitCamera(map, screen).scale * 1.001;

/** The smallest move that brings a component into sight; asked to come near, it does so until everything can be read. */
export function reveal(camera: Camera, node: Point, map: Size, screen: Size, comeNear = false): Camera {
  const far = comeNear && detailOf(camera.scale) !== 'full';
  const near = far ? zoomAt(camera, toScreen(camera, node), 1 / camera.scale, map, screen) : camera;
  const axis = (centre: number, half: number, offset: number, room: number): number => {
    const low = (centre - half) * near.scale + offset - MARGIN_PX;
    const high = (centre + half) * near.scale + offset + MARGIN_PX;
    if (low < 0) return offset - low;
    return high > room ? offset - (high - room) : offset;
  };
  return clampCamera(
    { scale: near.scale, x: axis(node.x, NODE_WIDTH / 2, near.x, screen.width), y: axis(node.y, NODE_HEIGHT / 2, near.y, screen.height) },
    map,
    screen,
  );
}

export const toScreen = (camera: Camera, point: Point): Point => ({
  x: point.x * camera.scale + camera.x,
  y: point.y * camera.scale + camera.y,
});

export function detailOf(scale: number): Detail {
  return scale >= FULL_FROM ? 'full' : scale >= NAME_FROM ? 'name' : 'dot';
}

/** The part of the world on the screen. */
export interface Sight {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
export const sightOf = (camera: Camera, screen: Size): Sight => ({
  left: -camera.x / camera.scale,
  top: -camera.y / camera.scale,
  right: (screen.width - camera.x) / camera.scale,
  bottom: (screen.height - camera.y) / camera.scale,
});

/** False when no part of a way can be seen; may be true for one that passes by a corner. */
export function pathInSight(points: readonly Point[], sight: Sight): boolean {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return right >= sight.left && left <= sight.right && bottom >= sight.top && top <= sight.bottom;
}
