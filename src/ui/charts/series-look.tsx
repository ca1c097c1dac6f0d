// How series are told apart: colour, dashes and the shape of their markers, so that colour is never needed.

const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [10, 3, 2, 3], [1, 2], [12, 4]];
type Shape = 'circle' | 'square' | 'up' | 'diamond' | 'down' | 'cross';
const SHAPES: readonly Shape[] = ['circle', 'square', 'up', 'diamond', 'down', 'cross'];
const COLOURS = 6;

export const seriesToken = (index: number): string => `series-${(index % COLOURS) + 1}`;
export const dashOf = (index: number): number[] => [...(DASHES[index % DASHES.length] ?? [])];
/** From the seventh series on, colours come again with another shape. */
const shapeOf = (index: number): Shape => SHAPES[(index + Math.floor(index / COLOURS)) % SHAPES.length] ?? 'circle';

/** An SVG path of the marker around (x, y); canvas draws the same through Path2D. */
export function markerPath(index: number, x: number, y: number, r: number): string {
  switch (shapeOf(index)) {
    case 'circle':
      return `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
    case 'square':
      return `M${x - r},${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`;
    case 'up':
      return `M${x},${y - r}L${x + r},${y + r}L${x - r},${y + r}Z`;
    case 'down':
      return `M${x},${y + r}L${x + r},${y - r}L${x - r},${y - r}Z`;
    case 'diamond':
      return `M${x},${y - r * 1.2}L${x + r * 1.2},${y}L${x},${y + r * 1.2}L${x - r * 1.2},${y}Z`;
    case 'cross':
      return `M${x - r},${y - r}L${x + r},${y + r}M${x + r},${y - r}L${x - r},${y + r}`;
  }
}

/** The line of a series as its legend shows it. */
export function SeriesKey({ index }: { index: number }) {
  const colour = `var(--${seriesToken(index)})`;
  return (
    <svg className="series-key" width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">
      <path d="M0,6H26" stroke={colour} strokeWidth="2" strokeDasharray={dashOf(index).join(' ')} fill="none" />
      <path d={markerPath(index, 13, 6, 3.5)} fill={colour} stroke={colour} strokeWidth="1.5" />
    </svg>
  );
}
