// Telephone lines of the public-alert world against Erlang's formulae (A. K. Erlang, 1917; Kleinrock, Queueing Systems, vol. 1).
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/index.ts';
import type { SimulationEngine } from '../../src/schema/index.ts';
import { scenarioOf } from '../support/small-worlds.ts';

const HOURS = 20;

/** Calls come by themselves, nobody is impatient and nobody dials again. */
function linesOf(lines: number, answering: number, talks: string, callsPerMinute: number): SimulationEngine {
  const line = `{ title: Lines, lines: ${lines}, answering: ${answering}, talks: ${talks}, brief: ${talks}, patience: 30d, redials: 0 %, ordinary: ${callsPerMinute}, informedBy: [nobody] }`;
  const world = `publicAlert:\n  areas: { here: { title: Here, people: 10 } }\n  parties: { nobody: { title: Nobody, answersIn: 1s } }\n  lines:\n    lines: ${line}`;
  const engine = createEngine(scenarioOf(world, 'journeys: []'), 'erlang');
  engine.runUntil(HOURS * 3_600_000_000);
  return engine;
}

function valuesOf(engine: SimulationEngine, name: string, labels: Readonly<Record<string, string>> = {}): number[] {
  const matchers = Object.entries({ __name__: name, ...labels }).map(([key, value]) => ({ name: key, op: '=' as const, value }));
  return engine.series.select(matchers, 0, Number.MAX_SAFE_INTEGER).flatMap(({ values, length }) => Array.from(values).slice(0, length));
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const total = (engine: SimulationEngine, result: string): number => valuesOf(engine, 'phone_calls_total', { result }).at(-1) ?? 0;

function blockedShare(engine: SimulationEngine): number {
  const blocked = total(engine, 'blocked');
  return blocked / (blocked + total(engine, 'answered'));
}
const within = (found: number, expected: number, tolerance: number): void => {
  expect(Math.abs(found - expected) / expected, `${found}, theory ${expected}`).toBeLessThan(tolerance);
};

/** Erlang's loss formula by its recursion: the share of calls that find c lines taken, at a erlangs. */
function erlangB(c: number, a: number): number {
  let blocked = 1;
  for (let n = 1; n <= c; n++) blocked = (a * blocked) / (n + a * blocked);
  return blocked;
}

describe('telephone lines', () => {
  it('M/M/5/5 at four erlangs loses what Erlang B says', () => {
    within(blockedShare(linesOf(5, 5, '2s', 120)), erlangB(5, 4), 0.03);
  });

  it('M/M/3 at two erlangs lets wait what Erlang C says', () => {
    const engine = linesOf(10_000, 3, '2s', 60);
    expect(total(engine, 'blocked')).toBe(0);
    const waits = erlangB(3, 2) / (1 - (2 / 3) * (1 - erlangB(3, 2)));
    expect(waits).toBeCloseTo(0.4444, 3);
    within(mean(valuesOf(engine, 'phone_calls_waiting')), (waits * (2 / 3)) / (1 - 2 / 3), 0.06);
  });

  it('M/M/3/8 at two and a half erlangs turns away what the birth-and-death chain says', () => {
    const weights = [1];
    for (let n = 1; n <= 8; n++) weights.push(((weights[n - 1] ?? 0) * 2.5) / Math.min(n, 3));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const engine = linesOf(8, 3, '2500ms', 60);
    within(blockedShare(engine), (weights[8] ?? 0) / sum, 0.05);
    const waiting = weights.reduce((all, weight, n) => all + weight * Math.max(0, n - 3), 0) / sum;
    within(mean(valuesOf(engine, 'phone_calls_waiting')), waiting, 0.05);
  });
});
