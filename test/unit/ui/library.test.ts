// What the library shows: filters, systems, lengths, and whether a proof is of the scenario as it is.
import { describe, expect, test } from 'vitest';
import { proofState, scenarioSource } from '../../../src/ui/app/scenario-source.ts';
import { NO_FILTER, shownCards, tagsOf } from '../../../src/ui/library/filters.ts';

const NOW = { scenarioHash: '0123456789abcdef', engineVersion: '1.0.0' };
const STAMP = { ...NOW, format: 'faultline-proof', version: 1, seeds: 20, claims: [{ id: 'P1' }, { id: 'P2' }], proved: true };

const file =
  (change: object, more: object = {}) =>
  async () =>
    JSON.stringify({ meta: { title: 'T', summary: '', difficulty: 2, length: '50m', tags: ['payments'], ...change }, ...more });
const source = scenarioSource({
  '/scenarios/cascade/scenario.yaml': file(
    { title: 'Timeout cascade' },
    { world: { services: { 'api-gateway': {} }, databases: { 'shop-db': {} } }, proofStamp: STAMP, now: NOW },
  ),
  '/scenarios/quiet/scenario.yaml': file({ title: 'Evening shift', difficulty: 1, length: '20m', tags: ['first shift'] }),
  '/scenarios/long/scenario.yaml': file({ title: 'Long night', difficulty: 9, length: '1h30m', tags: [] }),
  '/scenarios/bench/scenario.yaml': file({ tags: ['bench'] }),
});

const shown = async (change: Partial<typeof NO_FILTER>, played: string[] = []) =>
  shownCards(await source.cards(), { ...NO_FILTER, ...change }, new Set(played)).map(({ slug }) => slug);

describe('filters', () => {
  test('nothing chosen shows all but those that only measure the engine', async () => {
    expect(await shown({})).toEqual(['quiet', 'cascade', 'long']);
    expect(tagsOf(await source.cards())).toEqual(['first shift', 'payments']);
  });

  test('every word is looked for, also among the systems', async () => {
    expect(await shown({ text: 'CASCADE timeout' })).toEqual(['cascade']);
    expect(await shown({ text: 'shop-db' })).toEqual(['cascade']);
    expect(await shown({ text: 'shift shop-db' })).toEqual([]);
  });

  test('difficulty, length, tag, played, proved', async () => {
    expect(await shown({ difficulty: '1' })).toEqual(['quiet']);
    expect(await shown({ difficulty: '5' })).toEqual(['long']);
    expect(await shown({ length: 'short' })).toEqual(['quiet']);
    expect(await shown({ length: 'medium' })).toEqual(['cascade']);
    expect(await shown({ length: 'long' })).toEqual(['long']);
    expect(await shown({ tag: 'payments' })).toEqual(['cascade']);
    expect(await shown({ played: 'played' }, ['quiet'])).toEqual(['quiet']);
    expect(await shown({ played: 'new' }, ['quiet'])).toEqual(['cascade', 'long']);
    expect(await shown({ proved: true })).toEqual(['cascade']);
  });
});

test('cards say length and systems', async () => {
  const [quiet, cascade, long] = await source.cards();
  expect([quiet?.lengthMinutes, cascade?.lengthMinutes, long?.lengthMinutes]).toEqual([20, 50, 90]);
  expect(cascade?.systems).toEqual({ services: ['api-gateway'], pools: [], databases: ['shop-db'], providers: [] });
});

describe('a proof', () => {
  test('counts only for the scenario and the engine it was made with', () => {
    expect(proofState(STAMP, NOW)).toEqual({ state: 'proved', seeds: 20 });
    expect(proofState(STAMP, { ...NOW, scenarioHash: 'fedcba9876543210' })).toEqual({ state: 'stale' });
    expect(proofState(STAMP, { ...NOW, engineVersion: '1.0.1' })).toEqual({ state: 'stale' });
    expect(proofState({ ...STAMP, proved: false }, NOW)).toEqual({ state: 'failed' });
  });

  test('that nobody can compare is none', () => {
    expect(proofState(STAMP, undefined)).toEqual({ state: 'none' });
    expect(proofState(undefined, NOW)).toEqual({ state: 'none' });
    expect(proofState('text', NOW)).toEqual({ state: 'none' });
  });
});
