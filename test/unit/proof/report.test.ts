// How results of seeds become a report: tolerance, subjects, order of claims.
import { describe, expect, it } from 'vitest';
import { joinResults, proofSeeds, type SeedResult } from '../../../src/proof/index.ts';
import { tinyScenario } from '../cli/tiny.ts';

const scenario = tinyScenario();
const result = (seed: string, ok: boolean, subject = 'rollback pay'): SeedResult => ({
  seed,
  tPlusZeroUs: 0,
  findings: [{ claim: 'P4', subject, ok, reason: ok ? 'fine' : `broke on ${seed}` }],
});

describe('joining the results of seeds', () => {
  it('a claim holds when every subject holds on every seed', () => {
    const report = joinResults(scenario, [result('a', true), result('b', true)]);
    expect(report).toMatchObject({
      ok: true,
      seeds: ['a', 'b'],
      claims: [{ claim: 'P4', ok: true, subjects: [{ passed: 2, seeds: 2, reason: 'fine', failedSeeds: [] }] }],
    });
  });
  it('names the seeds that failed and the first reason', () => {
    const report = joinResults(scenario, [result('a', true), result('b', false), result('c', false)]);
    expect(report.ok).toBe(false);
    expect(report.claims[0]!.subjects[0]).toMatchObject({ ok: false, passed: 1, reason: 'broke on b', failedSeeds: ['b', 'c'] });
  });
  it('allows the tolerance for each subject on its own', () => {
    const tolerant = { ...scenario, proof: { ...scenario.proof, tolerance: 0.5 } };
    expect(joinResults(tolerant, [result('a', true), result('b', false)]).ok).toBe(true);
    expect(joinResults(tolerant, [result('a', false, 'other'), result('b', false, 'other'), result('a', true), result('b', true)]).ok).toBe(
      false,
    );
  });
  it('nothing checked is nothing proved', () => {
    expect(joinResults(scenario, [{ seed: 'a', tPlusZeroUs: 0, findings: [] }]).ok).toBe(false);
  });
});

describe('seeds of a proof', () => {
  it('are split into shards without gap or overlap', () => {
    const shards = [1, 2, 3].flatMap((index) => proofSeeds(10, { index, count: 3 }));
    expect([...shards].sort()).toEqual([...proofSeeds(10)].sort());
    expect(proofSeeds(3)).toEqual(['proof-1', 'proof-2', 'proof-3']);
  });
});
