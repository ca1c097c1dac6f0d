// Means over drills, groups by tag and by pattern of working, and the best result of a scenario.
import { expect, test } from 'vitest';
import { bestBySlug, byPattern, byTag, MEASURES, meanOf } from '../../../src/ui/progress/history.ts';
import { drillResult } from '../../support/learner.ts';

const MIN = 60_000_000;
const measure = (id: string) => {
  const found = MEASURES.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const { measures } = drillResult();

test('a mean is over the drills in which it happened, and says how many those are', () => {
  const results = [
    drillResult({ measures: { ...measures, timeToMitigateUs: 10 * MIN } }),
    drillResult({ measures: { ...measures, timeToMitigateUs: 20 * MIN } }),
    drillResult({ measures: { ...measures, timeToMitigateUs: undefined } }),
  ];
  expect(meanOf(results, measure('mttr'))).toEqual({ count: 2, mean: 15 * MIN });
  expect(meanOf([], measure('mttr'))).toEqual({ count: 0, mean: undefined });
});

test('the budget is that of the objective that lost most; points are a share', () => {
  const result = drillResult({
    budgets: [
      { name: 'a', spentRatio: 0.1 },
      { name: 'b', spentRatio: 1.4 },
    ],
    points: 65,
    pointsMax: 130,
  });
  expect(measure('budget').value(result)).toBe(1.4);
  expect(measure('budget').value(drillResult({ budgets: [] }))).toBeUndefined();
  expect(measure('points').value(result)).toBe(0.5);
  expect(measure('points').value(drillResult({ pointsMax: 0 }))).toBeUndefined();
});

test('drills by tag count under each, those without a tag are not lost', () => {
  const results = [drillResult({ slug: 'one' }), drillResult({ slug: 'two' }), drillResult({ slug: 'gone' })];
  const tags: Record<string, string[]> = { one: ['database', 'payments'], two: ['database'] };
  const groups = byTag(results, (slug) => tags[slug] ?? []);
  expect(groups.map(({ name, results: inGroup }) => [name, inGroup.length])).toEqual([
    ['database', 2],
    ['no tag', 1],
    ['payments', 1],
  ]);
  expect(byPattern([drillResult({ patterns: [] }), drillResult()]).map(({ name }) => name)).toEqual(['Structured', 'none named']);
});

test('the best result of a scenario is the one with the greatest share, the earlier of two', () => {
  const best = bestBySlug([
    drillResult({ id: 'a', points: 60, pointsMax: 100 }),
    drillResult({ id: 'b', points: 70, pointsMax: 130 }),
    drillResult({ id: 'c', points: 60, pointsMax: 100 }),
    drillResult({ id: 'd', slug: 'other', points: 0, pointsMax: 0 }),
  ]);
  expect(best.get('timeout-cascade')?.id).toBe('a');
  expect(best.get('other')?.id).toBe('d');
});
