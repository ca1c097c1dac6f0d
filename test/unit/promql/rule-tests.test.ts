/**
 * Unit tests of rules: the same verdicts as promtool. `agree`, `wrong` and `broken` were run by promtool 2.42 too, with these outcomes;
 * `newer` holds what 3.x decides otherwise, with the reason beside each line.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type RuleGroups, type RuleTestRecord, readRuleFile, readRuleTestFile, runRuleTests } from '../../../src/promql/index.ts';

const read = (name: string): string => readFileSync(new URL(`rule-tests/${name}`, import.meta.url), 'utf8');

function rules(name: string): RuleGroups {
  const parsed = readRuleFile(read(name), name);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  return parsed.value;
}

function run(name: string, ...ruleFiles: string[]): RuleTestRecord[] {
  const parsed = readRuleTestFile(read(`${name}.test.yaml`), `${name}.test.yaml`);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  return runRuleTests(parsed.value, ruleFiles.map(rules));
}

describe('verdicts on unit tests of rules', () => {
  it.each([
    ['agree', 'alerts.yaml', 19],
    ['newer', 'newer.yaml', 11],
    ['histograms', 'histograms.yaml', 5],
  ])('%s: everything holds', (name, file, count) => {
    const records = run(name, file);
    expect(records.filter((record) => !record.pass)).toEqual([]);
    expect(records).toHaveLength(count);
  });

  it('wrong: nothing holds, and it is said why', () => {
    const records = run('wrong', 'alerts.yaml');
    expect(records).toHaveLength(12);
    expect(records.filter((record) => record.pass)).toEqual([]);
    expect(records.find(({ what }) => what === 'up[5m]')?.error).toBe('rule result is not a vector or scalar');
    expect(records.find(({ what, line }) => what === 'up' && line === 17)).toMatchObject({
      atMs: 60_000,
      expected: ['up{instance="x", job="a"} 1'],
      got: ['up{instance="x", job="a"} 0'],
    });
  });

  it('broken: a rule that fails ends its test and no other', () => {
    expect(run('broken', 'broken.yaml').map(({ group, kind, what, pass, error }) => [group, kind, what, pass, error])).toEqual([
      ['broken', 'rule', 'same', false, 'vector contains metrics with the same labelset after applying rule labels'],
      ['whole', 'expr', 'a', true, ''],
    ]);
  });

  it('names every problem of a test file with its place', () => {
    const text = [
      'rule_files: [a.yaml]',
      'evaluation_interval: 1 minute',
      'group_eval_order: [a, a]',
      'tests:',
      '  - input_series:',
      "      - { series: 'up{a=', values: '1' }",
      "      - { series: up, values: '1 two' }",
      '    alert_rule_test:',
      '      - { eval_time: 5m }',
      '    promql_expr_test:',
      '      - { expr: sum(, exp_samples: [{ value: many }] }',
    ].join('\n');
    const parsed = readRuleTestFile(text, 't.yaml');
    expect(parsed.ok ? [] : parsed.issues.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['rules/duration', 2, 22],
      ['rule-test/group-order', 3, 23],
      ['rule-test/series', 6, 9],
      ['rule-test/series', 7, 9],
      ['rule-test/alertname', 9, 9],
      ['rule-test/value', 11, 46],
      ['promql/syntax', 11, 17],
    ]);
    const many = Array.from({ length: 5 }, (_, i) => `{ series: s${i}, values: 0x900000 }`).join(', ');
    const huge = readRuleTestFile(`tests: [{ input_series: [${many}] }]`, 't.yaml');
    expect(huge.ok ? [] : huge.issues.map(({ code, path, expected }) => [code, path.join('.'), expected])).toEqual([
      ['rule-test/series', 'tests.0.input_series.2', 'at most 2000000 values in all series of the file'],
    ]);
    const unknown = readRuleTestFile('tests: [{ nam: x }]', 't.yaml');
    expect(unknown.ok ? [] : unknown.issues.map(({ code, line, column, found }) => [code, line, column, found])).toEqual([
      ['rule-test/unknown-key', 1, 11, 'the key nam'],
    ]);
  });
});

describe('rule files as Prometheus reads YAML', () => {
  it('takes scalars as they are written, fills in merge keys and places problems', () => {
    const text = [
      'x: &page { severity: 1.0, team: yes }',
      'groups:',
      '  - name: g',
      '    limit: 5',
      '    rules:',
      '      - { alert: A, expr: 1, labels: { <<: *page, team: core } }',
    ];
    const bad = readRuleFile(text.join('\n'), 'r.yaml');
    expect(bad.ok ? [] : bad.issues.map(({ code, line, column }) => [code, line, column])).toEqual([['rules/unknown-key', 1, 1]]);
    const anchored = text.slice(1).join('\n').replace('rules:', 'labels: &page { severity: 1.0, team: yes }\n    rules:');
    const good = readRuleFile(anchored, 'r.yaml');
    const [rule] = good.ok ? (good.value.groups[0]?.rules ?? []) : [];
    expect(rule?.kind === 'alerting' ? Object.entries(rule.labels).map(([name, { text }]) => [name, text]) : good).toEqual([
      ['severity', '1.0'],
      ['team', 'core'],
    ]);
    expect(good.ok && good.value.groups[0]?.limit).toBe(5);
  });

  it('says what else is wrong beside an unknown key', () => {
    const parsed = readRuleFile('groups:\n  - name: g\n    rules:\n      - { alert: A, expr: sum(, severity: page }', 'r.yaml');
    expect(parsed.ok ? [] : parsed.issues.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['rules/unknown-key', 4, 33],
      ['promql/syntax', 4, 27],
    ]);
  });
});
