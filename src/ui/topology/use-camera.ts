// The camera of a map and the hands on it: wheel, drag, two fingers. Keys and buttons call the same few moves.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Point } from './layout.ts';
import { type Camera, clampCamera, fitCamera, isWhole, panBy, reveal, type Size, ZOOM_STEP, zoomAt } from './viewport.ts';

export interface CameraMoves {
  camera: Camera;
  whole: boolean;
  /** @param factor over 1 comes nearer; `at` (on the screen) stays where it is, else the middle does */
  zoom: (factor: number, at?: Point) => void;
  pan: (dx: number, dy: number) => void;
  showAll: () => void;
  /** Brings a component into sight; with `near`, near enough to read. */
  show: (node: Point, near?: boolean) => void;
}

/** Wheels report pixels, lines or pages; this much of a pixel is one factor of e. */
const WHEEL_PX = 400;
const WHEEL_LINE_PX = 16;
/** A press that moves less than this is a press. */
const DRAG_PX = 4;

/** @param stage what is dragged and wheeled over */
export function useCamera(stage: React.RefObject<HTMLElement | null>, map: Size, screen: Size): CameraMoves {
  // undefined: the whole map, whatever the size becomes.
  const [held, setHeld] = useState<Camera | undefined>(undefined);
  const bounds = useRef({ map, screen });
  bounds.current = { map, screen };
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are compared by content
  const camera = useMemo(
    () => (held === undefined ? fitCamera(map, screen) : clampCamera(held, map, screen)),
    [held, map.width, map.height, screen.width, screen.height],
  );
  const move = useCallback((change: (camera: Camera, map: Size, screen: Size) => Camera) => {
    setHeld((old) => {
      const { map: world, screen: window } = bounds.current;
      const next = change(old ?? fitCamera(world, window), world, window);
      return isWhole(next, world, window) ? undefined : next;
    });
  }, []);
  const moves = useMemo(
    () => ({
      zoom: (factor: number, at?: Point) =>
        move((old, world, window) => zoomAt(old, at ?? { x: window.width / 2, y: window.height / 2 }, factor, world, window)),
      pan: (dx: number, dy: number) => move((old, world, window) => panBy(old, dx, dy, world, window)),
      showAll: () => setHeld(undefined),
      show: (node: Point, near = false) => move((old, world, window) => reveal(old, node, world, window, near)),
    }),
    [move],
  );
  const latest = useRef(camera);
  latest.current = camera;

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const place = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
      const box = element.getBoundingClientRect();
      return { x: clientX - box.left, y: clientY - box.top };
    };
    const onWheel = (event: WheelEvent) => {
      const { map: world, screen: window } = bounds.current;
      // At the whole map the wheel goes on to the page, which lies behind.
      if (event.deltaY > 0 && !event.ctrlKey && isWhole(latest.current, world, window)) return;
      event.preventDefault();
      const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : WHEEL_LINE_PX);
      moves.zoom(Math.exp(-px / (event.ctrlKey ? WHEEL_PX / 4 : WHEEL_PX)), place(event));
    };
    const down = new Map<number, Point>();
    let dragged = false;
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (down.size === 0) dragged = false;
      down.set(event.pointerId, place(event));
    };
    const onMove = (event: PointerEvent) => {
      const before = down.get(event.pointerId);
      if (before === undefined) return;
      const now = place(event);
      const [dx, dy] = [now.x - before.x, now.y - before.y];
      if (!dragged && down.size === 1 && Math.hypot(dx, dy) < DRAG_PX) return;
      if (!dragged) element.setPointerCapture(event.pointerId);
      dragged = true;
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
      down.set(event.pointerId, now);
      if (other === undefined) return moves.pan(dx, dy);
      const apart = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
      moves.zoom(apart(now) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    };
    const onUp = (event: PointerEvent) => void down.delete(event.pointerId);
    // What was dragged was not pressed.
    const onClick = (event: MouseEvent) => {
      if (!dragged) return;
      dragged = false;
      event.stopPropagation();
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    element.addEventListener('click', onClick, { capture: true });
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
      element.removeEventListener('click', onClick, { capture: true });
    };
  }, [stage, moves]);

  return { camera, whole: held === undefined, ...moves };
}

/** The move a key stands for; undefined when it stands for none. */
export function cameraKey(key: string, moves: CameraMoves): (() => void) | undefined {
  if (key === '+' || key === '=') return () => moves.zoom(ZOOM_STEP);
  if (key === '-' || key === '_' || key === '−') return () => moves.zoom(1 / ZOOM_STEP);
  return key === '0' ? moves.showAll : undefined;
}
