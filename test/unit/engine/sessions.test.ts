// The session table: who holds a connection, what they wait for, and the query they ran last, as pg_stat_activity shows it.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import { shippedScenario } from '../../support/scenario-folder.ts';
import { everySecondText as everySecond, SECOND_US, serviceText as service, worldOf as world } from '../../support/small-worlds.ts';

const TWO_POOLS =
  'databases: { db: { workers: 4 }, other: { workers: 4 } }\npools: { pool: { database: db, size: 2, acquireTimeout: 1s }, outer: { database: other, size: 2, acquireTimeout: 1s } }\n';
const query = (label: string, database = 'db') => `{ query: { database: ${database}, takes: 1ms, label: "${label}" } }`;

describe('the last query of a session', () => {
  const labelWhile = (steps: string, config = ''): string[] => {
    const w = world(service('a', `[ ${steps} ]`, config), everySecond('a'), TWO_POOLS);
    w.runUntil(1.5 * SECOND_US);
    return w.plan.pools.flatMap((_, pool) => w.sessionsOf(pool).map(({ label }) => label));
  };

  it('is the one before, while its holder does something else', () => {
    expect(labelWhile(`{ hold: pool, steps: [ ${query('one')}, ${query('two')}, { sleep: 1s }, ${query('three')} ] }`)).toEqual(['two']);
  });

  it('is none when it was run before the connection was taken', () => {
    expect(labelWhile(`${query('before')}, { hold: pool, steps: [ { sleep: 1s } ] }`)).toEqual(['']);
  });

  it('is the one of its own database when two connections are held', () => {
    const steps = `{ hold: outer, steps: [ ${query('first', 'other')}, { hold: pool, steps: [ ${query('second')}, { sleep: 1s } ] } ] }`;
    expect(labelWhile(steps)).toEqual(['second', 'first']);
  });

  it('is not one of the branch that was not taken', () => {
    const steps = `{ hold: pool, steps: [ ${query('always')}, { if: { config: mode, is: slow }, steps: [ ${query('slow')} ], else: [ { sleep: 1s } ] } ] }`;
    expect(labelWhile(steps, '    config: { mode: fast }\n')).toEqual(['always']);
  });
});

it('in the timeout cascade payments sit idle in transaction on the row they inserted', () => {
  const engine = createEngine(shippedScenario('timeout-cascade'), 'sessions');
  engine.runUntil(13 * 60 * SECOND_US);
  const idle = engine.sessions('shop-db-pool').filter(({ state }) => state === 'idle in transaction');
  const payments = idle.filter(({ application }) => application === 'payment-service');
  expect(payments.length).toBeGreaterThan(25);
  for (const { query: text } of payments) expect(text).toMatch(/^insert into payments /);
});
