// What zooming a chart does to the stretch of time it shows.
import { expect, test } from 'vitest';
import { fitted, moved, nearestIndex, widened, zoomedAround } from '../../../src/ui/charts/zoom.ts';

const FULL = { fromMs: 0, toMs: 900_000 };

test('the instant zoomed around keeps its place', () => {
  const closer = zoomedAround(FULL, 600_000, 0.5);
  expect(closer).toEqual({ fromMs: 300_000, toMs: 750_000 });
  expect((600_000 - closer.fromMs) / (closer.toMs - closer.fromMs)).toBeCloseTo(600 / 900);
});

test('a drag from right to left, or one too short, still is a stretch', () => {
  expect(fitted({ fromMs: 80_000, toMs: 20_000 })).toEqual({ fromMs: 20_000, toMs: 80_000 });
  expect(fitted({ fromMs: 50_000, toMs: 51_000 })).toEqual({ fromMs: 45_500, toMs: 55_500 });
});

test('wider and wider ends with the whole range', () => {
  expect(widened({ fromMs: 100_000, toMs: 300_000 }, 200_000, FULL)).toEqual({ fromMs: 0, toMs: 400_000 });
  expect(widened({ fromMs: 100_000, toMs: 600_000 }, 300_000, FULL)).toBeUndefined();
});

test('moving stays within the limits', () => {
  expect(moved({ fromMs: 100_000, toMs: 300_000 }, 0.5)).toEqual({ fromMs: 200_000, toMs: 400_000 });
  expect(moved({ fromMs: 100_000, toMs: 300_000 }, -2, FULL)).toEqual({ fromMs: 0, toMs: 200_000 });
});

test('the nearest sample, from either side', () => {
  const times = [10, 20, 40];
  expect([0, 14, 16, 31, 99].map((at) => nearestIndex(times, at))).toEqual([0, 0, 1, 2, 2]);
  expect(nearestIndex([], 5)).toBe(-1);
});
