// The drawing itself: components as buttons, edges as arrows behind them. The list below it says the same in words.
import { useEffect, useId, useRef, useState } from 'react';
import { CascadeNode, type NodeHandlers } from './CascadeNode.tsx';
import { type Edge, placeCascade } from './cascade-drawing.ts';

const ROW_PX = 68;
const NODE_PX = 36;

export function CascadePicture({ edges, readOnly, ...handlers }: NodeHandlers & { edges: readonly Edge[]; readOnly: boolean }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(300);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const places = new Map(placeCascade(edges).map((place) => [place.id, place]));
  const rows = Math.max(...[...places.values()].map(({ row }) => row)) + 1;
  const centre = (name: string) => {
    const { row, column, columns } = places.get(name) ?? { row: 0, column: 0, columns: 1 };
    return { x: ((column + 0.5) / columns) * width, y: row * ROW_PX + NODE_PX / 2 };
  };
  return (
    <div className="cascade-picture" ref={box} style={{ height: (rows - 1) * ROW_PX + NODE_PX }}>
      <svg width={width} height={(rows - 1) * ROW_PX + NODE_PX} aria-hidden="true">
        <defs>
          <marker id={`${id}-arrow`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
            <path d="M0 0 8 4 0 8Z" fill="var(--accent)" />
          </marker>
        </defs>
        {edges.map((edge) => (
          <path
            key={`${edge.from} ${edge.to}`}
            d={pathOf(centre(edge.from), centre(edge.to))}
            markerEnd={`url(#${id}-arrow)`}
            className="cascade-edge"
          />
        ))}
      </svg>
      {[...places.values()].map(({ id: name, column, columns, row }) => {
        const style = { left: `${(column / columns) * 100}%`, width: `${100 / columns}%`, top: row * ROW_PX, height: NODE_PX };
        return (
          <div key={name} className="cascade-place" style={style}>
            {readOnly ? <span className="cascade-node">{name}</span> : <CascadeNode name={name} className="cascade-node" {...handlers} />}
          </div>
        );
      })}
    </div>
  );
}

interface Point {
  x: number;
  y: number;
}

/** From the lower edge of the one to the upper edge of the other; what leads back up goes round the side. */
function pathOf(from: Point, to: Point): string {
  const half = NODE_PX / 2;
  if (to.y > from.y) {
    const [top, bottom] = [from.y + half, to.y - half - 2];
    const bend = (bottom - top) / 2;
    return `M${from.x} ${top} C${from.x} ${top + bend} ${to.x} ${bottom - bend} ${to.x} ${bottom}`;
  }
  const aside = Math.max(from.x, to.x) + 90;
  return `M${from.x + 20} ${from.y + half} C${aside} ${from.y + half + 24} ${aside} ${to.y - half - 24} ${to.x + 20} ${to.y - half - 2}`;
}
