// On the safe console every slip is stopped; work, a word to those who have to know and a look back score by a rubric of their own, doing nothing does not.
import { describe, expect, it } from 'vitest';
import { scoreRun } from '../../src/authority/index.ts';
import { rubricOf } from '../../src/schema/index.ts';
import { play, shippedScenario } from '../support/scenario-folder.ts';

const HIGH = 110 / 130;
const LOW = 15 / 130;

describe.for(['fat-finger-order', 'false-alert', 'wrong-host', 'half-deployed'])('%s on the safe console', (slug) => {
  const scenario = shippedScenario(slug);
  const points = (journal: string) => {
    const run = play(scenario, journal, 'safe-1', scenario.meta.length);
    const { total } = scoreRun(run, []);
    return { run, share: total.points / total.pointsMax };
  };

  it('has a rubric of its own', () => {
    expect(rubricOf(scenario, 'safe')).not.toBe(rubricOf(scenario, 'dangerous'));
    expect(rubricOf(scenario, 'safe')?.categories.map(({ id }) => id)).toContain('near-miss');
  });

  it('stops the slip, and the reference scores high', () => {
    const { run, share } = points('reference-safe');
    expect(run.attempts.filter(({ slip, status }) => slip !== undefined && status !== 'stopped')).toEqual([]);
    expect(run.attempts.filter(({ slip }) => slip !== undefined).length).toBeGreaterThan(0);
    expect(share).toBeGreaterThanOrEqual(HIGH);
  });

  it('gives nothing for doing nothing', () => {
    expect(points('idle-safe').share).toBeLessThanOrEqual(LOW);
  });
});
