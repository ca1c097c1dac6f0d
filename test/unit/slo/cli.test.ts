/** `faultline slo` and `faultline import` in process, on the small shop of tests and on files of other tools. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../../../src/cli/index.ts';
import { parseRuleGroups } from '../../../src/promql/index.ts';
import { SMALL_FILES } from '../../support/worlds.ts';

let cwd: string;
async function cli(...argv: string[]) {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    errIsTerminal: false,
    cwd,
  });
  return { code, out, err };
}

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'faultline-slo-'));
  const strict = SMALL_FILES['scenario.yaml']!.replace('objective: 99 %, over: 30d,', 'objective: 99 %, over: 1h, alerts: workbook,');
  for (const [path, text] of Object.entries({ ...SMALL_FILES, 'scenario.yaml': strict })) {
    mkdirSync(dirname(join(cwd, 'shop', path)), { recursive: true });
    writeFileSync(join(cwd, 'shop', path), text);
  }
});

describe('slo report', () => {
  it('tells the month of a drill as JSON, text and Markdown', async () => {
    const json = await cli('slo', 'report', 'shop', '--seed', 'one', '--json');
    expect(json.code).toBe(0);
    const report = JSON.parse(json.out) as { month: string; objectives: { name: string; status: string }[]; incidents: unknown[] };
    expect(report.month).toBe('2024-03');
    expect(report.objectives).toMatchObject([{ name: 'Web answers' }, { name: 'Payments succeed', status: 'missed' }]);
    expect(report.incidents.length).toBeGreaterThan(0);
    const text = await cli('slo', 'report', 'shop', '--seed', 'one', '--month', '2025-12');
    expect(text.out).toContain('Reliability report 2025-12');
    const markdown = await cli('slo', 'report', 'shop', '--seed', 'one', '--markdown');
    expect(markdown.out).toContain('| Payments succeed | 99 % |');
  });

  it('adds up several run files, and refuses those of another scenario', async () => {
    for (const seed of ['one', 'two']) await cli('run', 'shop', '--seed', seed, '--no-score', '--out', `${seed}.run.json`);
    const both = await cli('slo', 'report', 'one.run.json', 'two.run.json', '--scenario', 'shop', '--json');
    expect(both.err + both.out).not.toContain('error');
    const report = JSON.parse(both.out) as { basis: string; incidents: { run: string }[] };
    expect(report.basis).toContain('2 drills');
    expect(new Set(report.incidents.map(({ run }) => run))).toEqual(new Set(['one.run.json', 'two.run.json']));
    const mixed = await cli('slo', 'report', 'shop', 'evening-shift', '--seed', 'one');
    expect(mixed.code).toBe(2);
    expect(mixed.err).toContain('same scenario');
  });

  it.each([
    [['slo', 'report', 'shop', '--month', 'March'], /is no month/],
    [['slo', 'praise', 'shop'], /cannot "praise"/],
    [['slo', 'rules', 'shop', 'shop'], /one scenario/],
    [['import', 'excel', 'x'], /no import from "excel"/],
    [['import', 'grafana', 'missing.json'], /no file/],
  ])('%j is refused', async (argv, message) => {
    const { code, err } = await cli(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('slo rules and export', () => {
  it('prints a rule file that is one', async () => {
    const { out } = await cli('slo', 'rules', 'shop');
    const parsed = parseRuleGroups(parse(out));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    expect(parsed.value.groups.flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'alerting'))).toHaveLength(4);
  });

  it('exports what import reads back', async () => {
    const { out } = await cli('slo', 'export', 'shop');
    writeFileSync(join(cwd, 'slos.yaml'), out);
    const read = await cli('import', 'openslo', 'slos.yaml', '--json');
    const { slos, leftOut } = JSON.parse(read.out) as { slos: { name: string; over: string }[]; leftOut: unknown[] };
    expect(slos.map(({ name, over }) => [name, over])).toEqual([
      ['Web answers', '30d'],
      ['Payments succeed', '1h'],
    ]);
    expect(leftOut).toEqual([]);
  });
});

describe('import', () => {
  it('prints objectives to paste, and says what it left out', async () => {
    const { out } = await cli('slo', 'export', 'shop');
    writeFileSync(join(cwd, 'odd.yaml'), out.replace('sum(business_requests_total{journey="paying"})', 'avg(x_total)'));
    const read = await cli('import', 'openslo', 'odd.yaml');
    expect(read.code).toBe(0);
    expect((parse(read.out) as { slos: unknown[] }).slos).toHaveLength(1);
    expect(read.err).toContain('avg');
  });

  it('prints dashboards to paste, without queries that are no PromQL', async () => {
    const panel = (title: string, expr: string) => ({ type: 'stat', title, targets: [{ expr }] });
    writeFileSync(join(cwd, 'board.json'), JSON.stringify({ title: 'Board', panels: [panel('Up', 'up'), panel('Broken', 'up{')] }));
    const read = await cli('import', 'grafana', 'board.json');
    expect(parse(read.out)).toEqual({
      dashboards: [{ title: 'Board', panels: [{ title: 'Up', unit: 'none', series: [{ expr: 'up', legend: '' }] }] }],
    });
    expect(read.err).toContain('Broken');
  });

  it('refuses what is none, with the place', async () => {
    writeFileSync(join(cwd, 'bad.yaml'), 'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: x }\nspec: { service: x }\n');
    const { code, err } = await cli('import', 'openslo', 'bad.yaml');
    expect(code).toBe(1);
    expect(err).toContain('bad.yaml:4');
  });
});
