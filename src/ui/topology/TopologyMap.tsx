// The map: a picture, and over it what people read and press. The labels are buttons: it works by keyboard and by name, and without the picture.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DrillView } from '../../schema/index.ts';
import { Notice } from '../theme/index.ts';
import { frameOf, structureOf } from './frame.ts';
import { LARGE_FROM, placeTopology } from './layout.ts';
import { MapBar } from './MapBar.tsx';
import { NodeLabel } from './NodeLabel.tsx';
import { isArrow, neighbourhood, stepTo } from './neighbours.ts';
import { cameraKey, useCamera } from './use-camera.ts';
import { useScene } from './use-scene.ts';
import { detailOf } from './viewport.ts';
import './topology.css';

interface Props {
  view: DrillView;
  selected: string | undefined;
  /** undefined: nothing is selected any more. */
  onSelect: (id: string | undefined) => void;
  /** false in stories and tests, and while looking back: the dots stand still. */
  motion?: boolean;
  /** Who calls whom and nothing else: for the briefing. */
  structureOnly?: boolean;
}

const NARROW_PX = 620;
/** A map as high as it likes, up to here; a large system is zoomed instead. */
const HEIGHT_PX = { min: 180, max: 900, maxLarge: 600 };

export function TopologyMap({ view, selected, onSelect, motion = true, structureOnly = false }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(stage);
  const direction = width > 0 && width < NARROW_PX ? 'TB' : 'LR';
  const shape = JSON.stringify(view.topology);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the topology is compared by content, a view is new four times a second
  const placed = useMemo(() => placeTopology(view.topology, direction), [shape, direction]);
  const frame = useMemo(() => {
    const full = frameOf(view, placed);
    return structureOnly ? structureOf(full) : full;
  }, [view, placed, structureOnly]);
  const heightMax = frame.nodes.length >= LARGE_FROM ? HEIGHT_PX.maxLarge : HEIGHT_PX.max;
  const height = Math.round(Math.max(HEIGHT_PX.min, Math.min(heightMax, placed.height * Math.min(1.15, width / placed.width))));
  const moves = useCamera(stage, placed, { width, height });
  const { camera, show } = moves;
  const known = placed.nodes.some(({ id }) => id === selected) ? selected : undefined;
  const near = useMemo(() => (known === undefined ? undefined : neighbourhood(known, placed.edges)), [known, placed]);
  const [walked, setWalked] = useState<string | undefined>(undefined);
  const current = walked ?? known ?? frame.nodes[0]?.id;
  const detail = detailOf(camera.scale);
  const { problem } = useScene(canvas, {
    frame,
    look: { camera, selected: known, near },
    size: { width, height },
    moving: motion && !view.paused && !structureOnly,
  });

  const choose = useCallback((id: string) => onSelect(id === known ? undefined : id), [onSelect, known]);
  const onFocus = useCallback(
    (id: string) => {
      setWalked(id);
      const place = placed.nodes.find((node) => node.id === id);
      if (place !== undefined) show(place);
    },
    [placed, show],
  );
  const focusOn = (id: string) =>
    stage.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target instanceof HTMLElement ? event.target.dataset['node'] : undefined;
    const next = at !== undefined && isArrow(event.key) ? stepTo(at, event.key, placed) : undefined;
    const answer =
      next !== undefined
        ? () => focusOn(next)
        : at !== undefined && isArrow(event.key)
          ? () => undefined
          : event.key === 'Escape' && known !== undefined
            ? () => onSelect(undefined)
            : cameraKey(event.key, moves);
    if (answer === undefined) return;
    answer();
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="map-frame">
      {!structureOnly && (
        <MapBar
          nodes={frame.nodes}
          moves={moves}
          onFind={(id) => {
            const place = placed.nodes.find((node) => node.id === id);
            if (place !== undefined) show(place, true);
            onSelect(id);
            focusOn(id);
          }}
        />
      )}
      {problem !== undefined && (
        <Notice tone="warn" title="The picture cannot be drawn in this browser.">
          <p className="small">Names, states and the table below say the same. ({problem})</p>
        </Notice>
      )}
      <div
        ref={stage}
        className="map"
        role="group"
        aria-label="Map of the system: arrow keys go from component to component, plus, minus and 0 zoom, Escape ends the focus"
        data-detail={detail}
        data-whole={moves.whole}
        data-direction={direction}
        style={{ height, '--map-scale': camera.scale } as React.CSSProperties}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus; the labels over it carry everything */}
        <canvas ref={canvas} aria-hidden="true" />
        <div className="map-labels" style={{ transform: `translate(${camera.x}px, ${camera.y}px) scale(${camera.scale})` }}>
          {frame.zone !== undefined && (
            <span className="map-zone" style={{ left: frame.zone.labelAt.x, top: frame.zone.labelAt.y }}>
              <span className="visually-hidden">runs in </span>
              {frame.zone.label}
            </span>
          )}
          {frame.nodes.map((node) => (
            <NodeLabel
              key={node.id}
              node={node}
              selected={node.id === known}
              dimmed={near !== undefined && !near.has(node.id)}
              current={node.id === current}
              calls={callsOf(node.id, placed.edges)}
              onSelect={choose}
              onFocus={onFocus}
            />
          ))}
          {frame.edges.flatMap((edge) =>
            edge.breakers.map(({ name, state, tone, x, y }) => (
              <span
                key={`${edge.from} ${edge.to} ${name}`}
                className="map-breaker"
                data-tone={tone}
                data-dimmed={near !== undefined && known !== edge.from && known !== edge.to}
                style={{ left: x, top: y }}
              >
                <span className="visually-hidden">
                  breaker {name} from {edge.from} to {edge.to}:{' '}
                </span>
                {state}
              </span>
            )),
          )}
        </div>
      </div>
    </div>
  );
}

const callsOf = (id: string, edges: readonly { from: string; to: string }[]): string =>
  edges
    .filter(({ from }) => from === id)
    .map(({ to }) => to)
    .join(', ');

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    setWidth(box.clientWidth);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
