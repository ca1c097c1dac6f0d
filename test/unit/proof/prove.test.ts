// The claims on a small scenario: proved as it is, and each claim refuted by a scenario that breaks exactly it.
import { beforeAll, describe, expect, it } from 'vitest';
import { type ClaimId, type ProofReport, prove } from '../../../src/proof/index.ts';
import { TINY_FILES, tinyScenario } from '../cli/tiny.ts';

const altered = (from: string, to: string): ReturnType<typeof tinyScenario> => {
  const text = TINY_FILES['scenario.yaml']!;
  if (!text.includes(from)) throw new Error(`the scenario no longer holds "${from}"`);
  return tinyScenario({ ...TINY_FILES, 'scenario.yaml': text.replace(from, to) });
};
const proveOne = (scenario: ReturnType<typeof tinyScenario>): ProofReport => prove(scenario, { seeds: ['one'] });
const failed = (report: ProofReport): ClaimId[] => report.claims.filter((claim) => !claim.ok).map((claim) => claim.claim);

describe('a scenario that keeps its promises', () => {
  let report: ProofReport;
  const texts: string[] = [];
  beforeAll(() => {
    report = prove(tinyScenario(), { seeds: ['one', 'two'], onProgress: (_done, text) => texts.push(text) });
  });
  it('is proved, claim by claim', () => {
    expect(
      report.claims.flatMap((claim) =>
        claim.subjects.filter((subject) => !subject.ok).map((subject) => `${claim.claim} ${subject.subject}: ${subject.reason}`),
      ),
    ).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.claims.map((claim) => claim.claim)).toEqual(['P1', 'P2', 'P3', 'P4', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11']);
  });
  it('P8 tries to delete every service and to scale each to zero', () => {
    expect(report.claims.find((claim) => claim.claim === 'P8')!.subjects.map((subject) => subject.subject)).toEqual([
      'delete web',
      'scale web 0',
      'delete pay',
      'scale pay 0',
    ]);
  });
  it('tells its progress', () => {
    expect(texts).toContain('seed two: rollback pay');
  });
});

describe('a scenario that does not', () => {
  it('P1 a baseline outside its bounds', () => {
    expect(failed(proveOne(altered('is: "< 1"', 'is: "5..6"')))).toEqual(['P1']);
  });
  it('P2, P3 a trigger that breaks nothing', () => {
    expect(failed(proveOne(altered('sets: { mode: bad }', 'sets: { mode: fine }')))).toEqual(expect.arrayContaining(['P2', 'P3']));
  });
  it('P3 trouble that goes away alone, unless declared', () => {
    const heals = 'timeline:\n  - at: +3m\n    fault: { stallService: pay, for: 90s }';
    const change = 'timeline:\n  - at: +3m\n    change: { deploy: pay, to: 1.1.0, sets: { mode: bad }, each: 5s }';
    expect(failed(proveOne(altered(change, heals)))).toContain('P3');
  });
  it('P4 a remedy that does not restore', () => {
    expect(failed(proveOne(altered('do: rollback pay, restores', 'do: restart pay, restores')))).toEqual(['P4']);
    expect(failed(proveOne(altered('restores: 2m', 'restores: 1s')))).toEqual(['P4']);
  });
  it('P6 a red herring that is a remedy', () => {
    expect(failed(proveOne(altered('do: restart web', 'do: rollback pay')))).toEqual(['P6']);
  });
  it('P7 a harmful action that helps', () => {
    expect(failed(proveOne(altered('do: delete web', 'do: rollback pay')))).toEqual(['P7']);
  });
  it('P8 a rubric that rewards removing things', () => {
    expect(failed(proveOne(altered('{ acted: with evidence }', '{ do: "*" }')))).toEqual(['P8']);
  });
  it('P9 evidence that shows nothing', () => {
    expect(failed(proveOne(altered('ruledOutBy: [ metrics Errors ]', 'ruledOutBy: [ diff web ]')))).toEqual(['P9']);
  });
  it('P9 a rival that is held against nothing', () => {
    const tiny = tinyScenario();
    const [rival] = tiny.truth.rivals;
    const rivals = [{ ...rival!, cause: { component: 'web', kind: 'leak' as const } }];
    const report = proveOne({ ...tiny, truth: { ...tiny.truth, rivals } });
    expect(failed(report)).toEqual(['P9']);
    expect(report.claims.find((claim) => claim.claim === 'P9')!.subjects.at(-1)!.reason).toContain('compared with nothing');
  });
  it('P9 a rival that traces rule out', () => {
    const tiny = tinyScenario();
    const [rival] = tiny.truth.rivals;
    const rivals = [{ ...rival!, ruledOutBy: ['traces web errors'] }];
    const report = proveOne({ ...tiny, truth: { ...tiny.truth, rivals } });
    expect(failed(report)).toEqual([]);
    expect(report.claims.find((claim) => claim.claim === 'P9')!.subjects.at(-1)!.reason).toContain('of web > pay');
  });
  it('P10 a span that gives it away', () => {
    const query = 'query: { database: shop, takes: { constant: 1ms }, label: select mode from releases }';
    const text = TINY_FILES['scenario.yaml']!.replace('world:', 'world:\n  databases: { shop: { workers: 4 } }')
      .replace('{ mode: good }', '{ mode: good, size: 1 }')
      .replace('charge: [ ', `charge: [ { ${query} }, `);
    const report = proveOne(tinyScenario({ ...TINY_FILES, 'scenario.yaml': text }));
    expect(failed(report)).toEqual(['P10']);
    expect(report.claims.find((claim) => claim.claim === 'P10')!.subjects[0]!.reason).toMatch(/^span .*select mode/);
  });
  it('P11 a reference that fails its own rubric', () => {
    expect(failed(proveOne(altered('of: T+0, to: 6m', 'of: T+0, to: 1m')))).toEqual(['P11']);
  });
  it('P12 a quiet scenario that is not quiet', () => {
    const tiny = tinyScenario();
    expect(failed(proveOne({ ...tiny, truth: { ...tiny.truth, quiet: true } }))).toContain('P12');
  });
});
