// What the engine refuses, in words: steps that nest beyond a frame's room, more endpoints than the arena is meant for, rules that are none.
import { describe, expect, it } from 'vitest';
import { compileIssues } from '../../../src/engine/index.ts';
import { scenarioOf } from '../../support/small-worlds.ts';

const scenario = (steps: string) =>
  scenarioOf(
    `databases: { db: { workers: 1 } }\npools:\n${['p1', 'p2', 'p3'].map((name) => `  ${name}: { database: db, size: 1, acquireTimeout: 1s }`).join('\n')}\nbreakers: { b1: { failures: 5 }, b2: { failures: 5 } }\nservices:\n  a:\n    replicas: 1\n    concurrency: 1\n    endpoints: { do: ${steps} }`,
    'users: 1\njourneys: [ { name: j, does: a/do, rate: 1rps } ]',
  );
const nest = (open: (i: number) => string, depth: number): string =>
  [...Array.from({ length: depth }, (_, i) => `[ { ${open(i + 1)}`), '[ { sleep: 1ms } ]', ' } ]'.repeat(depth)].join('');
const codes = (steps: string) => compileIssues(scenario(steps)).map((issue) => issue.code);

describe('compileIssues', () => {
  it('lets through what a frame has room for', () => {
    expect(codes(nest((i) => `hold: p${i}, steps: `, 2))).toEqual([]);
    expect(codes('[ { sleep: 1ms } ]')).toEqual([]);
  });

  it('names pools and breakers that nest too deeply', () => {
    expect(codes(nest((i) => `hold: p${i}, steps: `, 3))).toEqual(['world/nested-holds']);
    expect(codes(nest((i) => `breaker: b${i}, steps: `, 2))).toEqual(['world/nested-breakers']);
  });

  it.each<[string, unknown, string]>([
    ['a duration', { groups: [{ name: 'a', rules: [{ alert: 'X', expr: 'up', for: 'banana' }] }] }, 'rules/duration'],
    ['an unknown key', { groups: [{ name: 'a', rules: [{ alert: 'X', expr: 'up', severity: 1 }] }] }, 'rules/unknown-key'],
    ['something else altogether', [1], 'rules/shape'],
  ])('names mistakes in the rule file: %s', (_, rules, code) => {
    const ruled = { ...scenario('[ { sleep: 1ms } ]'), rules };
    ruled.observability = { ...ruled.observability, rules: 'rules.yaml' };
    expect(compileIssues(ruled)).toMatchObject([{ code, file: 'rules.yaml' }]);
  });

  it('names a world with too many endpoints', () => {
    const wide = scenario('[ { sleep: 1ms } ]');
    wide.world.services['a']!.endpoints = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`e${i}`, []]));
    expect(compileIssues(wide)).toMatchObject([{ code: 'world/too-many-endpoints', found: '2001 endpoints' }]);
  });
});
