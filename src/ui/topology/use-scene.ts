// Keeps one pixi scene alive on a canvas and draws it: on every change, and in between while the dots move.
import { useEffect, useRef, useState } from 'react';
import { token, watchTheme } from '../theme/use-theme.ts';
import type { Frame } from './frame.ts';
import type { Scene, SceneLook } from './scene.ts';
import type { ScenePalette } from './shapes.ts';
import type { Size } from './viewport.ts';

/** The page keeps at least two thirds of the time, however slowly the picture is drawn. */
const PAGE_SHARE = 2;
const FRAME_MS_EMULATED = 50;

const paletteNow = (): ScenePalette => ({
  surface: token('surface'),
  zone: token('zone'),
  line: token('line'),
  lineStrong: token('line-strong'),
  flow: token('text-2'),
  accent: token('accent'),
  warn: token('warn'),
  bad: token('bad'),
  change: token('change'),
});

export interface Drawn {
  frame: Frame;
  look: Omit<SceneLook, 'motionMs'>;
  size: Size;
  moving: boolean;
}

/** @returns a problem when nothing can be drawn here: labels and table still say everything */
export function useScene(canvas: React.RefObject<HTMLCanvasElement | null>, drawn: Drawn): { problem: string | undefined } {
  const scene = useRef<Scene | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const latest = useRef(drawn);
  latest.current = drawn;
  const draw = useRef<() => void>(() => undefined);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let gone = false;
    let animation = 0;
    let nextMs = 0;
    let lastMs = 0;
    let motionMs = 0;
    let shown: Size = { width: 0, height: 0 };
    let unwatch: () => void = () => undefined;
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const paint = () => {
      const { frame, look, size } = latest.current;
      if (scene.current === undefined || size.width === 0) return;
      if (size.width !== shown.width || size.height !== shown.height) {
        scene.current.resize(size);
        shown = size;
      }
      scene.current.draw(frame, { ...look, motionMs });
    };
    const step = (nowMs: number) => {
      animation = requestAnimationFrame(step);
      const passedMs = nowMs - lastMs;
      lastMs = nowMs;
      if (!latest.current.moving || still.matches || scene.current === undefined) return;
      motionMs += Math.min(passedMs, 100);
      if (nowMs < nextMs) return;
      const beganMs = performance.now();
      paint();
      const tookMs = performance.now() - beganMs;
      nextMs = nowMs + Math.max(scene.current.renderer === 'canvas' ? FRAME_MS_EMULATED - 5 : 0, tookMs > 5 ? tookMs * PAGE_SHARE : 0);
    };
    // Never destroyed before init has resolved: StrictMode mounts twice, and pixi cannot stop half-way.
    void import('./scene.ts')
      .then(({ createScene }) => createScene(element, paletteNow()))
      .then((made) => {
        if (gone) return made.destroy();
        scene.current = made;
        draw.current = paint;
        unwatch = watchTheme(() => {
          made.setPalette(paletteNow());
          paint();
        });
        paint();
        element.dataset['drawn'] = made.renderer;
        animation = requestAnimationFrame(step);
      })
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
    return () => {
      gone = true;
      cancelAnimationFrame(animation);
      unwatch();
      draw.current = () => undefined;
      scene.current?.destroy();
      scene.current = undefined;
    };
  }, [canvas]);

  // A new view, size, camera or selection is drawn at once, also at rest.
  const { frame, look, size } = drawn;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is read when it is drawn
  useEffect(() => draw.current(), [frame, look.camera, look.near, look.selected, size.width, size.height]);

  return { problem };
}
