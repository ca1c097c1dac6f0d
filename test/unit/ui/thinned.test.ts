// Dots of kept traces: few, spread over time, and never without the slowest.
import { expect, test } from 'vitest';
import { thinned } from '../../../src/ui/charts/thinned.ts';

const dots = Array.from({ length: 600 }, (_, index) => ({ atMs: index * 1000, value: index === 123 ? 9 : (index * 7) % 5 }));

test('of many, the slowest of each part of the time', () => {
  const kept = thinned(dots, { fromMs: 0, toMs: 600_000 }, 60);
  expect(kept).toHaveLength(60);
  expect(kept).toContain(dots[123]);
  const times = kept.map(({ atMs }) => atMs);
  for (const [index, time] of times.slice(1).entries()) expect(time - (times[index] ?? 0)).toBeLessThan(20_000);
});

test('a crowd in a short part of a long time stays small', () => {
  expect(thinned(dots, { fromMs: -5_400_000, toMs: 600_000 }, 60)).toHaveLength(6);
});

test('none, one at the very end, all at one instant', () => {
  expect(thinned([], { fromMs: 0, toMs: 1 }, 60)).toEqual([]);
  expect(thinned([{ atMs: 7, value: 1 }], { fromMs: 0, toMs: 7 }, 60)).toHaveLength(1);
  expect(thinned(dots, { fromMs: 5, toMs: 5 }, 60)).toEqual([{ atMs: 123_000, value: 9 }]);
});
