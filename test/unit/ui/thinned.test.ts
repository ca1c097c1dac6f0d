// Dots of kept traces: few, spread over time, and never without the slowest.
import { expect, test } from 'vitest';
import { thinned } from '../../../src/ui/charts/thinned.ts';

const dots = Array.from({ length: 600 }, (_, index) => ({ atMs: index * 1000, value: index === 123 ? 9 : (index * 7) % 5 }));

test('few stay as they are', () => {
  expect(thinned(dots.slice(0, 60), 60)).toEqual(dots.slice(0, 60));
  expect(thinned([], 60)).toEqual([]);
});

test('of many, the slowest of each stretch of time', () => {
  const kept = thinned(dots, 60);
  expect(kept).toHaveLength(60);
  expect(kept).toContain(dots[123]);
  const times = kept.map(({ atMs }) => atMs);
  for (const [index, time] of times.slice(1).entries()) expect(time - (times[index] ?? 0)).toBeLessThan(20_000);
});

test('all at one instant: the slowest', () => {
  expect(
    thinned(
      dots.map((dot) => ({ ...dot, atMs: 5 })),
      60,
    ),
  ).toEqual([{ atMs: 5, value: 9 }]);
});
