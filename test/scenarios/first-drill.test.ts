// The guided first drill: its guide leads from the page to the debrief, and its score tells responses apart.
// Pinned: the course of the guide, bounds of the scores, the world's figures that the texts name. Not pinned: single criteria.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authority, comparisonRuns, scoreRun } from '../../src/authority/index.ts';
import type { Scorecard } from '../../src/schema/index.ts';
import { play, reading, shippedScenario } from '../support/scenario-folder.ts';

const SEEDS = ['first-1', 'first-2', 'first-3'];
const M = 60_000_000;
const scenario = shippedScenario('first-drill');

describe('the world', () => {
  let run: Authority;
  beforeAll(() => {
    run = play(scenario, 'idle', SEEDS[0]!, 12 * M);
  });
  it('is well before the release, and a beginner has minutes, not seconds, until the page', () => {
    expect(reading(run, 'job:http_error_ratio:rate1m{service="web"}', 4.9 * M)).toBeLessThan(0.005);
    expect(reading(run, 'job:http_error_ratio:rate1m{service="web"}', 7 * M)).toBeGreaterThan(0.3);
    expect(run.tPlusZeroUs).toBeGreaterThan(5.5 * M);
    expect(run.tPlusZeroUs).toBeLessThan(8 * M);
  });
  it('is as the architecture says: prices stays fast, the catalogue gives up', () => {
    const p95 = (service: string) =>
      reading(
        run,
        `histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{service="${service}"}[1m])))`,
        12 * M,
      );
    expect(p95('prices')).toBeLessThan(0.25);
    expect(reading(run, 'job:http_error_ratio:rate1m{service="catalogue"}', 12 * M)).toBeGreaterThan(0.9);
    expect(reading(run, 'job:http_error_ratio:rate1m{service="prices"}', 12 * M)).toBe(0);
  });
  it('suggests the severity that the guide speaks of', () => {
    expect(run.seek(9 * M).severityAdvice?.severity).toBe('SEV-2');
  });
});

describe.each(SEEDS)('the guide, seed %s', (seed) => {
  let run: Authority;
  beforeAll(() => {
    run = play(scenario, 'reference', seed, 20 * M);
  });
  const stepAt = (afterUs: number) => run.seek(run.tPlusZeroUs! + afterUs).guide!.current;

  it('has ten to fourteen steps, each with a text and somewhere to point at', () => {
    const { steps } = run.view().guide!;
    expect(steps.length).toBeGreaterThanOrEqual(10);
    expect(steps.length).toBeLessThanOrEqual(14);
    for (const step of steps) expect([step.shows, step.text.length > 80]).toEqual([expect.any(String), true]);
  });
  it('moves on with what the reference does and is through at the end', () => {
    const instants = [0, 20, 40, 60, 75, 120, 160, 200, 235, 260, 290].map((seconds) => stepAt(seconds * 1_000_000));
    expect(instants).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(stepAt(7.2 * M)).toBe(12);
    expect(stepAt(7.8 * M)).toBe(13);
    expect(run.view().guide!.current).toBe(14);
  });
  it('every criterion of the end is met when the reference says that it is over', () => {
    const view = run.seek(run.tPlusZeroUs! + 7.4 * M);
    expect(view.resolution.map(({ says, met }) => [says, met])).toEqual(view.resolution.map(({ says }) => [says, true]));
    expect(view.resolution.length).toBeGreaterThanOrEqual(5);
  });
});

describe('the score', { timeout: 120_000 }, () => {
  const found = new Map<string, Scorecard[]>();
  beforeAll(() => {
    for (const seed of SEEDS.slice(0, 2)) {
      const comparisons = comparisonRuns(scenario, seed, scenario.meta.length);
      for (const journal of ['reference', 'idle', 'panic'])
        found.set(journal, [...(found.get(journal) ?? []), scoreRun(play(scenario, journal, seed, scenario.meta.length), comparisons)]);
    }
  });
  const points = (journal: string) => found.get(journal)!.map(({ total }) => [total.points, total.pointsMax]);

  it('gives the reference all points', () => {
    for (const pair of points('reference')) expect(pair).toEqual([50, 50]);
  });
  it('gives nothing for doing nothing, and nothing for panic, which it names', () => {
    for (const [own] of [...points('idle'), ...points('panic')]) expect(own).toBe(0);
    for (const card of found.get('panic')!) expect(card.patterns.map(({ id }) => id)).toContain('panic');
  });
});
