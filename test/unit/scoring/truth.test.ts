// What a scorecard tells of the truth, once the review is over.
import { describe, expect, test } from 'vitest';
import { score } from '../../../src/scoring/index.ts';
import { believe, journalOf, runOf, STATUS, shop } from './recorded.ts';

const CRITERION = { id: 'acked', title: 'Acked', points: 1, award: [{ points: 1, when: { entry: 'alert.acknowledge' } }] };
const RUBRIC = { categories: [{ id: 'all', title: 'All', criteria: [CRITERION] }] };

describe('a scorecard tells the truth', () => {
  test('cause, spread, deeper causes and notes as the scenario says; rivals with what this run made of them', () => {
    const scenario = shop(RUBRIC, {
      truth: {
        cause: { component: 'payments', kind: 'configuration' },
        detail: 'The timeout is too short.',
        spreads: [{ from: 'payments', to: 'web' }],
        deeper: ['Nobody reviewed it'],
        rivals: [
          { cause: { component: 'provider', kind: 'down' }, named: 'provider', ruledOutBy: ['status provider'] },
          { cause: { component: 'pool', kind: 'too small' }, named: 'pool', ruledOutBy: ['sessions pool', 'metrics Connections'] },
        ],
      },
    });
    scenario.meta.notes = 'Play it twice.';
    const journal = journalOf(
      believe(150, { 'provider down': 0.6 }),
      STATUS(160),
      believe(170, { 'provider down': 0.05, 'payments configuration': 0.9 }),
    );
    expect(score(scenario, runOf(journal)).truth).toEqual({
      quiet: false,
      cause: { component: 'payments', kind: 'configuration' },
      detail: 'The timeout is too short.',
      spreads: [{ from: 'payments', to: 'web' }],
      deeper: ['Nobody reviewed it'],
      rivals: [
        { named: 'provider', ruledOutBy: ['the status page of provider'], ruledOut: true },
        { named: 'pool', ruledOutBy: ['the sessions of pool', 'the metrics “Connections”'], ruledOut: false },
      ],
      notes: 'Play it twice.',
    });
  });

  test('a quiet scenario says so', () => {
    const scenario = shop(RUBRIC, { truth: { quiet: true, detail: 'Traffic is high, within capacity.' } });
    const { truth } = score(scenario, runOf([]));
    expect(truth).toMatchObject({ quiet: true, cause: undefined, detail: 'Traffic is high, within capacity.', spreads: [], rivals: [] });
  });
});
