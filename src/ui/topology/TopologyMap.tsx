// Mounts the scene and lays readable labels over it. The labels are buttons: the map works by keyboard and by name.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DrillView } from '../../schema/index.ts';
import { ToneShape } from '../theme/index.ts';
import { token, watchTheme } from '../theme/use-theme.ts';
import { type Frame, frameOf, structureOf } from './frame.ts';
import { NODE_HEIGHT, NODE_WIDTH, placeTopology } from './layout.ts';
import type { Scene, ScenePalette } from './scene.ts';
import './topology.css';

interface Props {
  view: DrillView;
  selected: string | undefined;
  onSelect: (id: string) => void;
  /** false in stories and tests: what moves is never part of what is compared. */
  motion?: boolean;
  /** Who calls whom and nothing else: for the briefing. */
  structureOnly?: boolean;
}

const FRAME_MS = 50;
const SCALE_MAX = 1.15;

const paletteNow = (): ScenePalette => ({
  surface: token('surface'),
  raised: token('raised'),
  line: token('line'),
  lineStrong: token('line-strong'),
  accent: token('accent'),
  ok: token('ok'),
  warn: token('warn'),
  bad: token('bad'),
  change: token('change'),
});

export function TopologyMap({ view, selected, onSelect, motion = true, structureOnly = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<Scene | undefined>(undefined);
  const [width, setWidth] = useState(0);
  const direction = width > 0 && width < 620 ? 'TB' : 'LR';
  const shape = JSON.stringify(view.topology);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the topology is compared by content, a view is new four times a second
  const placed = useMemo(() => placeTopology(view.topology, direction), [shape, direction]);
  const frame = structureOnly ? structureOf(frameOf(view, placed)) : frameOf(view, placed);
  const scale = width === 0 ? 1 : Math.min(SCALE_MAX, width / placed.width);
  const height = placed.height * scale;
  const current = useRef<{ frame: Frame; selected: string | undefined; running: boolean }>({ frame, selected, running: false });
  current.current = { frame, selected, running: motion && !view.paused };

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let gone = false;
    let animation = 0;
    let lastMs = 0;
    let unwatch: () => void = () => undefined;
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    // Never destroyed before init has resolved: StrictMode mounts twice, and pixi cannot stop half-way.
    const ready = import('./scene.ts').then(({ createScene }) => createScene(element, paletteNow()));
    const step = (nowMs: number) => {
      animation = requestAnimationFrame(step);
      const { frame: now, selected: chosen, running } = current.current;
      if (!running || still.matches || nowMs - lastMs < FRAME_MS) return;
      lastMs = nowMs;
      scene.current?.draw(now, chosen, nowMs);
    };
    void ready.then((made) => {
      if (gone) return made.destroy();
      scene.current = made;
      unwatch = watchTheme(() => {
        made.setPalette(paletteNow());
        made.draw(current.current.frame, current.current.selected, -1);
      });
      element.dispatchEvent(new Event('scene-ready'));
      animation = requestAnimationFrame(step);
    });
    return () => {
      gone = true;
      cancelAnimationFrame(animation);
      unwatch();
      scene.current?.destroy();
      scene.current = undefined;
    };
  }, []);

  useEffect(() => {
    const draw = () => {
      if (width === 0) return;
      scene.current?.resize(width, Math.max(1, height), scale);
      scene.current?.draw(current.current.frame, current.current.selected, -1);
    };
    draw();
    const element = canvas.current;
    element?.addEventListener('scene-ready', draw);
    return () => element?.removeEventListener('scene-ready', draw);
  }, [width, height, scale]);

  useEffect(() => {
    // While it moves, the animation draws; at rest a new view draws once.
    if (!current.current.running || matchMedia('(prefers-reduced-motion: reduce)').matches) scene.current?.draw(frame, selected, -1);
  });

  return (
    <div ref={box} className="map" style={{ height }}>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus; the labels over it carry everything */}
      <canvas ref={canvas} aria-hidden="true" />
      {frame.nodes.map((node) => (
        <button
          key={node.id}
          type="button"
          className="map-node"
          data-tone={node.tone}
          aria-pressed={node.id === selected}
          onClick={() => onSelect(node.id)}
          style={{
            left: (node.x - NODE_WIDTH / 2) * scale,
            top: (node.y - NODE_HEIGHT / 2) * scale,
            width: NODE_WIDTH,
            height: NODE_HEIGHT,
            transform: `scale(${scale})`,
          }}
        >
          <span className="map-name">{node.label}</span>
          <span className="map-state">
            <ToneShape tone={node.tone} /> {node.word}
            {node.version !== '' && <span className="map-version mono">{node.version}</span>}
          </span>
          <span className="map-line">{node.line}</span>
          {node.changed !== undefined && <span className="visually-hidden">changed recently: {node.changed}</span>}
        </button>
      ))}
    </div>
  );
}
