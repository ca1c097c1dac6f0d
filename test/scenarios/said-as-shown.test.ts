// What is taken over from the instruments and said at once is what the debrief holds it against, also while the figures rise or fall.
import { expect, it } from 'vitest';
import { scoreRun } from '../../src/authority/index.ts';
import { play, shippedScenario } from '../support/scenario-folder.ts';

it('figures taken from the bar are true of that instant', { timeout: 120_000 }, () => {
  const scenario = shippedScenario('timeout-cascade');
  const authority = play(scenario, 'reference', 'said-as-shown', 20 * 60e6);
  const shown: number[] = [];
  for (let atUs = authority.nowUs; atUs < 22 * 60e6; atUs += 5e6) {
    authority.advanceTo(atUs);
    const { errorRatio = 0, usersAffected, revenueLost } = authority.view().impact;
    const ratio = Math.round(errorRatio * 1000) / 1000;
    shown.push(ratio);
    authority.append({
      actor: 'trainee',
      role: 'commander',
      kind: 'comms.status-update',
      args: {
        audience: 'executive',
        state: 'investigating',
        whatHappened: 'Payments fail',
        done: '',
        impact: { text: '', errorRatio: ratio, usersAffected: Math.round(usersAffected), revenueLost: Math.round(revenueLost) },
        unknowns: '',
        nextSteps: '',
      },
    });
  }
  const claims = scoreRun(authority, [])
    .statements.filter(({ text }) => text === 'Payments fail')
    .flatMap((statement) => statement.claims)
    .filter(({ about }) => about !== 'state');
  expect(claims).toHaveLength(3 * shown.length);
  for (const claim of claims) expect(claim, JSON.stringify(claim)).toMatchObject({ verdict: 'true', shown: claim.said });
  expect(Math.max(...shown)).toBeGreaterThan(0.2);
  expect(Math.min(...shown)).toBeLessThan(0.01);
});
