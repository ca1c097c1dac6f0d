// Flow as dots along a way: how many stand for how much, and where each is. Pure. Density is readable when nothing moves.
import type { Point } from './layout.ts';

/** Dots on 100 px of way: one at 1/s, one and a half more for every tenfold. */
export function dotsPer100Px(ratePerS: number): number {
  return ratePerS <= 0 ? 0 : Math.max(0.6, 1 + 1.5 * Math.log10(ratePerS));
}
const DOTS_MAX = 24;
/** Dots move this fast, whatever the flow: density says how much, never speed. */
const SPEED_PX_PER_S = 42;

/** A way with the distance of each corner from its start. */
export interface Path {
  points: readonly Point[];
  at: readonly number[];
  length: number;
}

export function pathOf(points: readonly Point[]): Path {
  const at: number[] = [];
  let length = 0;
  points.forEach((point, index) => {
    const before = points[index - 1] ?? point;
    length += Math.sqrt((point.x - before.x) ** 2 + (point.y - before.y) ** 2);
    at.push(length);
  });
  return { points, at, length };
}

export function dotCount(length: number, ratePerS: number): number {
  return Math.min(DOTS_MAX, Math.round((length / 100) * dotsPer100Px(ratePerS)));
}

/**
 * Which dots of `count` are drawn as failing: as many as the share says, at least one when anything fails, spread evenly.
 * @param errorRatio 0..1
 */
export function failingDots(count: number, errorRatio: number): boolean[] {
  const failing = errorRatio <= 0 ? 0 : Math.max(1, Math.min(count, Math.round(count * errorRatio)));
  return Array.from({ length: count }, (_, index) => Math.floor(((index + 1) * failing) / count) > Math.floor((index * failing) / count));
}

/** How far along the way dot `index` of `count` is. @param motionMs since the map began to move; 0: at rest */
export function dotDistance(path: Path, index: number, count: number, motionMs: number): number {
  if (count === 0 || path.length === 0) return 0;
  return ((index + 0.5) * (path.length / count) + (motionMs / 1_000) * SPEED_PX_PER_S) % path.length;
}

export function pointAt(path: Path, distance: number): Point {
  const { points, at } = path;
  for (let index = 1; index < points.length; index += 1) {
    const reached = at[index] ?? 0;
    if (distance > reached && index < points.length - 1) continue;
    const from = points[index - 1] ?? { x: 0, y: 0 };
    const to = points[index] ?? from;
    const before = at[index - 1] ?? 0;
    const share = reached > before ? Math.max(0, Math.min(1, (distance - before) / (reached - before))) : 0;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }
  return points[0] ?? { x: 0, y: 0 };
}
