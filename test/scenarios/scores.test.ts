// What the rubrics reward (STYLE 7, laws for scenarios): a structured response, not action for its own sake and not looking at everything.
// Pinned: the bounds below on two seeds. Not pinned: single criteria, whose rules are tested in test/spec.
import { describe, expect, it } from 'vitest';
import { comparisonRuns, scoreRun } from '../../src/authority/index.ts';
import type { Scorecard } from '../../src/schema/index.ts';
import { play, shippedScenario } from '../support/scenario-folder.ts';

const SEEDS = ['score-1', 'score-2'];

function cards(slug: string, journals: readonly string[]): Map<string, Scorecard[]> {
  const scenario = shippedScenario(slug);
  const found = new Map<string, Scorecard[]>(journals.map((journal) => [journal, []]));
  for (const seed of SEEDS) {
    const comparisons = comparisonRuns(scenario, seed, scenario.meta.length);
    for (const journal of journals) found.get(journal)!.push(scoreRun(play(scenario, journal, seed, scenario.meta.length), comparisons));
  }
  return found;
}

describe('timeout cascade', { timeout: 300_000 }, () => {
  const found = cards('timeout-cascade', ['reference', 'panic', 'idle', 'everything', 'blame-provider', 'raise-pool', 'open-breaker']);
  const points = (journal: string): number[] => found.get(journal)!.map((card) => card.total.points);

  it('offers 130 points in the categories of the document', () => {
    const card = found.get('reference')![0]!;
    expect(card.total.pointsMax).toBe(130);
    expect(card.categories.map((category) => category.pointsMax)).toEqual([25, 25, 25, 25, 30]);
  });
  it('gives the reference response at least 110', () => {
    for (const score of points('reference')) expect(score).toBeGreaterThanOrEqual(110);
  });
  it('gives panic at most 40 and names it', () => {
    for (const score of points('panic')) expect(score).toBeLessThanOrEqual(40);
    for (const card of found.get('panic')!) expect(card.patterns.map((pattern) => pattern.id)).toContain('panic');
  });
  it('gives doing nothing at most 15', () => {
    for (const score of points('idle')) expect(score).toBeLessThanOrEqual(15);
  });
  it('gives looking at everything and running every command less than 60', () => {
    for (const score of points('everything')) expect(score).toBeLessThan(60);
  });
  it('says why: every criterion has a reason, and every point has evidence', () => {
    for (const card of [...found.values()].flat())
      for (const criterion of card.categories.flatMap((category) => category.criteria)) {
        expect(criterion.because, criterion.id).not.toBe('');
        if (criterion.points > 0) expect(criterion.evidence.length, criterion.id).toBeGreaterThan(0);
      }
  });
  it('counts a valid mitigation: opening the breaker hurts less than blaming the provider', () => {
    found.get('open-breaker')!.forEach((card, index) => {
      expect(card.measures.harmVsIdle!).toBeLessThan(found.get('blame-provider')![index]!.measures.harmVsIdle!);
    });
  });
  it('sees that a larger pool restores nothing', () => {
    for (const card of found.get('raise-pool')!) expect(card.measures.timeToMitigateUs).toBeUndefined();
  });
});

describe('quiet shift', { timeout: 300_000 }, () => {
  const found = cards('evening-shift', ['reference', 'panic', 'idle']);
  it('rewards looking and leaving alone', () => {
    for (const card of found.get('reference')!) expect(card.total.points).toBeGreaterThanOrEqual(0.85 * card.total.pointsMax);
  });
  it('rewards neither silence nor action on a healthy system', () => {
    for (const card of found.get('idle')!) expect(card.total.points).toBeLessThanOrEqual(0.15 * card.total.pointsMax);
    for (const card of found.get('panic')!) expect(card.total.points).toBeLessThanOrEqual(0.15 * card.total.pointsMax);
  });
});
