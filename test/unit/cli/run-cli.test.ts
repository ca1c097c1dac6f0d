// The command line in process: help, mistakes, and each command on a small scenario. What an interrupt and a real process do is in process.test.ts.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/index.ts';
import { TINY_FILES, writeFolder } from './tiny.ts';

let place: ReturnType<typeof writeFolder>;
beforeAll(() => {
  place = writeFolder();
});
afterAll(() => place.remove());

async function cli(...argv: string[]): Promise<{ code: number; out: string; err: string; json: () => Record<string, unknown> }> {
  let out = '';
  let err = '';
  const code = await runCli(argv, { out: (text) => (out += text), err: (text) => (err += text), errIsTerminal: false, cwd: place.parent });
  return { code, out, err, json: () => JSON.parse(out) as Record<string, unknown> };
}

describe('shell', () => {
  it('runs its lines with the clock paused, so that its looks are no glance', async () => {
    const { code, err } = await cli('shell', 'tiny', '--seed', 'one', '--at', '+10s', '--save', 'paused.run.json', 'kubectl get pods');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { journal } = JSON.parse(readFileSync(join(place.parent, 'paused.run.json'), 'utf8')) as { journal: { kind: string }[] };
    expect(journal.map(({ kind }) => kind)).toEqual(['control.pause', 'shell.run', 'look.pods']);
  });
  it('writes an option of one letter with one dash', async () => {
    expect((await cli('shell', '--help')).out).toContain('  -c LINE ');
  });
});

describe('help and mistakes', () => {
  it('names every command, and each command its options and examples', async () => {
    const help = await cli('--help');
    expect(help.code).toBe(0);
    expect(help.out).toMatch(/Exit codes: .*, 70 a mistake/);
    for (const name of ['list', 'validate', 'prove', 'run', 'replay', 'score', 'query', 'export', 'schema', 'promtest', 'rules', 'bench']) {
      expect(help.out).toContain(`  ${name}`);
      const own = await cli(name, '--help');
      expect(own.code).toBe(0);
      expect(own.out).toMatch(/Options:\n[\s\S]*--json[\s\S]*Examples:\n {2}npm run -s faultline -- /);
    }
  });
  it('K1, K3 refuses what does not exist and says what does', async () => {
    expect(await cli()).toMatchObject({ code: 2 });
    expect(await cli('prvoe')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Commands: list, validate') });
    expect(await cli('run', 'tiny', '--sede', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('--seed') });
    expect(await cli('run', 'tiny', '--seed')).toMatchObject({ code: 2, err: expect.stringContaining('needs a value') });
    expect(await cli('run')).toMatchObject({ code: 2, err: expect.stringContaining('SCENARIO') });
    expect(await cli('run', 'no-such-scenario')).toMatchObject({ code: 2, err: expect.stringContaining('timeout-cascade') });
    expect(await cli('run', 'tiny', '--seed', 'a b')).toMatchObject({ code: 2, err: expect.stringContaining('no seed') });
    expect(await cli('run', 'tiny', '--journal', 'nobody-wrote-this')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Journals: idle, reference'),
    });
    expect(await cli('run', 'tiny', '--consoles', 'safe')).toMatchObject({ code: 2, err: expect.stringContaining('no consoles') });
    expect(await cli('run', 'tiny', '--until', '3 minutes')).toMatchObject({ code: 2 });
    expect(await cli('run', 'tiny', 'tiny')).toMatchObject({ code: 2, err: expect.stringContaining('too many') });
    expect(await cli('schema', 'universe')).toMatchObject({ code: 2, err: expect.stringContaining('scenario, rubric, script, run') });
  });
  it('K2 says it as JSON when asked', async () => {
    expect((await cli('run', 'no-such-scenario', '--json')).json()).toMatchObject({
      ok: false,
      hint: expect.stringContaining('timeout-cascade'),
    });
  });
});

describe('validate', () => {
  it('names what is wrong with rules and routes beside a misshapen scenario', async () => {
    const bad = writeFolder({
      ...TINY_FILES,
      'scenario.yaml': TINY_FILES['scenario.yaml']!.replace('rate: 10rps, revenue', 'rate: ten, revenue').replace(
        '  rules: rules.yaml\n',
        '  rules: rules.yaml\n  alertmanager: am.yaml\n',
      ),
      'rules.yaml':
        'groups:\n  - name: g\n    rules:\n      - { record: a:b, expr: rate(up) }\n      - { record: a:c, expr: up, for: 1m }\n',
      'am.yaml': 'route: { receiver: nobody }\nreceivers: [ { name: on-call } ]\n',
    });
    try {
      const result = await cli('validate', bad.folder);
      expect(result.code).toBe(1);
      expect(result.out).toMatch(/scenario\.yaml:\d+:\d+: \S+ at load\.journeys\.0\.rate/);
      expect(result.out).toMatch(/rules\.yaml:5:\d+: /);
      expect(result.out).toMatch(/am\.yaml:1:\d+: .* at route\.receiver/);
      expect(result.out.match(/groups\.0\.rules\.0\.expr/g)).toHaveLength(1);
    } finally {
      bad.remove();
    }
  });
  it('passes a good folder and names its hash', async () => {
    const result = await cli('validate', 'tiny', '--json');
    expect(result.code).toBe(0);
    expect(result.json()).toMatchObject({
      ok: true,
      scenarios: [{ scenario: 'tiny', ok: true, issues: [], hash: expect.stringMatching(/^[0-9a-f]{16}$/) }],
    });
  });
  it('names every problem with file, line and column', async () => {
    const bad = writeFolder({
      ...TINY_FILES,
      'scenario.yaml': TINY_FILES['scenario.yaml']!.replace('call: pay/charge', 'call: pays/charge').replace(
        'rate: 10rps, revenue',
        'rate: ten, revenue',
      ),
      'journals/reference.yaml': 'version: 1\ntitle: x\nentries: [ { at: T+20s, loook: deployments } ]\n',
    });
    try {
      const result = await cli('validate', bad.folder);
      expect(result.code).toBe(1);
      expect(result.out).toMatch(/scenario\.yaml:\d+:\d+: /);
      expect(result.out).toMatch(/journals\/reference\.yaml:3:\d+: /);
      expect(result.out).toMatch(/ {4}found .*\n {4}expected .*/);
    } finally {
      bad.remove();
    }
  });
  it('K5 refuses a link that leads out, and a folder that is too large', async () => {
    const odd = writeFolder();
    try {
      writeFileSync(join(odd.parent, 'secret.md'), 'not yours');
      symlinkSync(join(odd.parent, 'secret.md'), join(odd.folder, 'notes.md'));
      expect(await cli('validate', odd.folder)).toMatchObject({ code: 2, err: expect.stringContaining('leads out') });
    } finally {
      odd.remove();
    }
    const large = writeFolder();
    try {
      mkdirSync(join(large.folder, 'notes'));
      for (let index = 0; index < 201; index += 1) writeFileSync(join(large.folder, 'notes', `${index}.md`), 'x');
      expect(await cli('validate', large.folder)).toMatchObject({ code: 2, err: expect.stringContaining('too large') });
    } finally {
      large.remove();
    }
  });
});

describe('run, replay, score', () => {
  it('runs a journal, writes a run file and verifies it', async () => {
    const run = await cli('run', 'tiny', '--journal', 'reference', '--seed', 'one', '--out', 'tiny.run.json', '--json');
    expect(run.err).toBe('');
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({
      seed: 'one',
      entries: 4,
      problems: [],
      commands: [{ text: expect.stringContaining('rollback pay'), outcome: 'done' }],
      alerts: [{ alert: 'Errors' }],
      score: { total: { points: 10, pointsMax: 10 } },
    });
    expect(run.json()['tPlusZeroUs']).toBeGreaterThan(180e6);
    expect(readdirSync(place.parent).filter((name) => name.endsWith('.tmp'))).toEqual([]);

    expect(await cli('replay', 'tiny.run.json', '--scenario', 'tiny')).toMatchObject({ code: 0, out: expect.stringContaining('verified') });
    expect(await cli('replay', 'tiny.run.json', '--scenario', 'tiny', '--progress')).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^ *\d+ % {2}replaying tiny, seed one$/m),
    });
    const score = await cli('score', 'tiny.run.json', '--scenario', 'tiny');
    expect(score.code).toBe(0);
    expect(score.out).toContain('Total                   10 of 10');
    expect(score.out).toContain('look: diff pay');
  });
  it('asks for the folder of a run’s scenario when it is none of the project', async () => {
    const file = JSON.parse(readFileSync(join(place.parent, 'tiny.run.json'), 'utf8')) as { scenario: { slug: string } };
    file.scenario.slug = 'somewhere-else';
    writeFileSync(join(place.parent, 'elsewhere.run.json'), JSON.stringify(file));
    expect(await cli('score', 'elsewhere.run.json')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/somewhere-else[\s\S]*--scenario FOLDER/),
    });
  });
  it('replay names the first difference of an altered journal, and refuses another content of the scenario', async () => {
    const file = JSON.parse(readFileSync(join(place.parent, 'tiny.run.json'), 'utf8')) as {
      journal: { atUs: number }[];
      scenario: { hash: string };
    };
    file.journal[2]!.atUs -= 10_000_000;
    writeFileSync(join(place.parent, 'altered.run.json'), JSON.stringify(file));
    const altered = await cli('replay', 'altered.run.json', '--scenario', 'tiny', '--json');
    expect(altered.code).toBe(1);
    expect(altered.json()).toMatchObject({ ok: false, firstDifference: { atUs: expect.any(Number), seq: expect.any(Number) } });

    file.scenario.hash = '0000000000000000';
    writeFileSync(join(place.parent, 'other.run.json'), JSON.stringify(file));
    expect(await cli('replay', 'other.run.json', '--scenario', 'tiny')).toMatchObject({
      code: 2,
      err: expect.stringContaining('another content'),
    });
  });
  it('tells what is wrong with a file that is no run file', async () => {
    writeFileSync(join(place.parent, 'half.run.json'), '{"format": "faultline-run", ');
    expect(await cli('replay', 'half.run.json')).toMatchObject({ code: 1, err: expect.stringMatching(/half\.run\.json:1:\d+: /) });
    writeFileSync(join(place.parent, 'odd.run.json'), '{"format": "faultline-run", "version": 1}');
    expect(await cli('replay', 'odd.run.json')).toMatchObject({ code: 1, err: expect.stringMatching(/odd\.run\.json:1:\d+: [\s\S]*seed/) });
    expect(await cli('replay', 'nowhere.run.json')).toMatchObject({ code: 2 });
  });
  it('prints the same keys whether a thing happened or not', async () => {
    const idle = await cli('run', 'tiny', '--seed', 'one', '--until', '30s', '--no-score', '--json');
    expect(idle.json()).toMatchObject({ tPlusZeroUs: null, score: null, runFile: null, phase: 'briefing' });
  });
  it('draws a seed when none is given, and names it', async () => {
    const run = await cli('run', 'tiny', '--until', '30s', '--no-score');
    expect(run.out).toMatch(/seed [0-9a-f]{10} \(drawn; repeat with --seed [0-9a-f]{10}\)/);
  });
  it('K1 a world that outgrows its limits ends with 3', async () => {
    const flood = writeFolder({
      'scenario.yaml': `version: 1
meta: { title: Flood, summary: Nobody is ever answered, startsAt: 2024-01-15T09:00:00Z, length: 30m, difficulty: 1 }
world: { services: { web: { replicas: 50, concurrency: 1, queue: 390000, endpoints: { get: [ { compute: 100s } ] } } } }
load: { users: 5000, journeys: [ { name: all, does: web/get, rate: 5000rps } ] }
`,
    });
    try {
      expect(await cli('run', flood.folder, '--seed', 'one', '--no-score')).toMatchObject({
        code: 3,
        err: expect.stringContaining('in flight'),
      });
    } finally {
      flood.remove();
    }
  });
  it('K4 leaves nothing behind when it cannot write', async () => {
    expect(await cli('run', 'tiny', '--seed', 'one', '--until', '30s', '--no-score', '--out', 'nowhere/x.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Cannot write'),
    });
    expect(existsSync(join(place.parent, 'nowhere'))).toBe(false);
  });
});

describe('query and export', () => {
  it('answers an instant and a range as Prometheus does', async () => {
    const instant = await cli('query', 'tiny', 'job:errors:ratio', '--seed', 'one', '--at', 'T+1m');
    expect(instant.code).toBe(0);
    const { data } = instant.json() as { data: { resultType: string; result: { value: [number, string] }[] } };
    expect(data.resultType).toBe('vector');
    expect(Number(data.result[0]!.value[1])).toBeGreaterThan(0.4);
    const range = await cli('query', 'tiny.run.json', 'sum(up)', '--from', '+1m', '--to', '+2m', '--step', '30s', '--scenario', 'tiny');
    expect((range.json() as { data: { result: { values: unknown[] }[] } }).data.result[0]!.values).toHaveLength(3);
  });
  it('refuses a bad expression at its column and a time beyond the run', async () => {
    expect(await cli('query', 'tiny', 'sum(', '--seed', 'one')).toMatchObject({ code: 1, err: expect.stringMatching(/expression:1:\d/) });
    expect(await cli('query', 'tiny', 'up', '--seed', 'one', '--at', '+5h')).toMatchObject({ code: 2 });
    expect(await cli('query', 'tiny', 'up', '--seed', 'one', '--from', '+1m', '--step', '1ms')).toMatchObject({
      code: 2,
      err: expect.stringContaining('11,000'),
    });
  });
  it('exports OpenMetrics to a file or to standard output', async () => {
    const text = await cli('export', '--openmetrics', 'tiny.run.json', '--scenario', 'tiny');
    expect(text.out.endsWith('# EOF\n')).toBe(true);
    expect(text.out).toContain('# TYPE http_server_requests counter\n');
    expect((await cli('export', '--openmetrics', 'tiny.run.json', '--scenario', 'tiny', '--out', 'tiny.om', '--json')).json()).toEqual({
      files: [{ file: 'tiny.om', format: 'openmetrics', characters: text.out.length }],
    });
    expect(readFileSync(join(place.parent, 'tiny.om'), 'utf8')).toBe(text.out);
    expect(await cli('export', 'tiny.run.json')).toMatchObject({ code: 2 });
  });
  it('exports traces and logs of the same run', async () => {
    const written = await cli(
      ...['export', 'tiny.run.json', '--scenario', 'tiny', '--otlp-traces', 'tiny.otlp.json', '--logs-jsonl', 'tiny.jsonl', '--json'],
    );
    expect(written.json()).toMatchObject({ files: [{ format: 'otlp-traces' }, { format: 'logs-jsonl' }] });
    const spans = JSON.parse(readFileSync(join(place.parent, 'tiny.otlp.json'), 'utf8')).resourceSpans.flatMap(
      ({ scopeSpans }: { scopeSpans: { spans: { traceId: string; kind: number; status: { code?: number } }[] }[] }) => scopeSpans[0]!.spans,
    );
    const logs = readFileSync(join(place.parent, 'tiny.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { time: string; level: string; service: string; trace_id: string });
    expect(spans.some((span: { kind: number; status: { code?: number } }) => span.kind === 2 && span.status.code === 2)).toBe(true);
    expect(logs.some((line) => line.level === 'error' && line.service === 'pay')).toBe(true);
    expect(logs.every((line) => /^2024-01-15T09:\d\d:\d\d\.\d{6}Z$/.test(line.time))).toBe(true);
    // A line about a failed request leads to its trace.
    const ids = new Set(spans.map((span: { traceId: string }) => span.traceId));
    expect(logs.some((line) => line.level === 'error' && ids.has(line.trace_id))).toBe(true);
  });
});

describe('export to OpenTelemetry', () => {
  it('writes series and log lines of a run as OTLP JSON', async () => {
    const written = await cli(
      ...['export', 'tiny.run.json', '--scenario', 'tiny', '--otlp-metrics', 'metrics.json', '--otlp-logs', 'logs.json', '--json'],
    );
    expect(written.json()).toMatchObject({ files: [{ format: 'otlp-metrics' }, { format: 'otlp-logs' }] });
    const { resourceMetrics } = JSON.parse(readFileSync(join(place.parent, 'metrics.json'), 'utf8'));
    const kinds = resourceMetrics.flatMap(({ scopeMetrics }: { scopeMetrics: { metrics: object[] }[] }) =>
      scopeMetrics[0]!.metrics.map((metric) => ['sum', 'gauge', 'histogram'].find((kind) => kind in metric)),
    );
    expect(new Set(kinds)).toEqual(new Set(['sum', 'gauge', 'histogram']));
    const { resourceLogs } = JSON.parse(readFileSync(join(place.parent, 'logs.json'), 'utf8'));
    expect(JSON.stringify(resourceLogs)).toContain('"severityText":"ERROR"');
  });
});

describe('rules', () => {
  const folder = fileURLToPath(new URL('../promql/rule-tests/', import.meta.url));
  it('checks rule files and says every problem with its place', async () => {
    writeFileSync(
      join(place.parent, 'bad.yaml'),
      'groups:\n  - name: g\n    rules:\n      - { alert: A, expr: sum( }\n      - { record: r }\n',
    );
    const good = await cli('rules', 'check', `${folder}alerts.yaml`, '--json');
    expect(good).toMatchObject({ code: 0 });
    expect(good.json()).toMatchObject({ ok: true, files: [{ groups: 4, alerting: 4, recording: 3, duplicates: [], issues: [] }] });
    const bad = await cli('rules', 'check', `${folder}alerts.yaml`, 'bad.yaml');
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('7 rules in 4 groups, 4 alerting, 3 recording\n');
    expect(bad.out).toContain('bad.yaml:5:9: rules/shape at groups.0.rules.1.expr\n');
  });
  it('runs unit tests of rules, with wildcards among the rule files', async () => {
    const good = await cli('rules', 'test', `${folder}agree.test.yaml`);
    expect(good).toMatchObject({ code: 0 });
    expect(good.out).toContain('19 expectations met\n');
    expect(good.err).toContain('no file matches nosuch-*.yaml');
    const wrong = await cli('rules', 'test', `${folder}wrong.test.yaml`, '--json');
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.json()).toMatchObject({ ok: false, files: [{ ok: false, records: { length: 12 } }] });
    const rules = 'groups: [{ name: g, rules: [{ record: twice, expr: 2 * one }] }]\n';
    const test =
      'rule_files: ["some-?.y*ml"]\ntests: [{ input_series: [{ series: one, values: 1 }], promql_expr_test: [{ expr: twice, exp_samples: [{ labels: twice, value: 3 }] }] }]\n';
    writeFileSync(join(place.parent, 'some-1.yaml'), rules);
    writeFileSync(join(place.parent, 'some.test.yaml'), test);
    const own = await cli('rules', 'test', 'some.test.yaml');
    expect(own.code).toBe(1);
    expect(own.out).toContain('some.test.yaml:2: test 1, expr twice at 0s\n      expected  twice 3\n      got       twice 2\n');
  });
  it('refuses what it cannot do', async () => {
    expect(await cli('rules', 'lint', 'x.yaml')).toMatchObject({ code: 2 });
    expect(await cli('rules', 'check', 'nosuch.yaml')).toMatchObject({ code: 2 });
  });
});

describe('schema, list, promtest', () => {
  it('prints a JSON Schema for each format', async () => {
    for (const format of ['scenario', 'rubric', 'script', 'run']) {
      expect((await cli('schema', format)).json()).toMatchObject({
        $schema: expect.stringContaining('json-schema.org'),
        type: 'object',
        additionalProperties: false,
      });
    }
    const schema = (await cli('schema', 'scenario')).json() as { properties: Record<string, unknown> };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['meta', 'world', 'load', 'timeline', 'truth', 'proof']));
  });
  it('lists the scenarios with their journals', async () => {
    expect((await cli('list', '--json')).json()).toMatchObject({
      scenarios: expect.arrayContaining([
        expect.objectContaining({ slug: 'timeout-cascade', journals: expect.arrayContaining(['reference', 'panic', 'idle']) }),
      ]),
    });
  });
  it('runs a test script and fails when it fails', async () => {
    writeFileSync(join(place.parent, 'good.test'), 'load 1m\n  m 1 2 3\n\neval instant at 2m m\n  m 3\n');
    writeFileSync(join(place.parent, 'bad.test'), 'load 1m\n  m 1 2 3\n\neval instant at 2m m\n  m 4\n');
    expect((await cli('promtest', 'good.test', '--json')).json()).toMatchObject({
      all: { passed: 1, all: 1 },
      floats: { passed: 1, all: 1 },
    });
    expect(await cli('promtest', 'good.test', 'bad.test')).toMatchObject({ code: 1, out: expect.stringContaining('1 of 2 evaluations') });
    expect(await cli('promtest')).toMatchObject({ code: 2 });
    const folder = await cli('promtest', '.');
    expect(folder).toMatchObject({ code: 1, out: expect.stringMatching(/^bad\.test: [\s\S]*\ngood\.test: 1 of 1\n/) });
    expect(await cli('promtest', 'tiny')).toMatchObject({ code: 2, err: expect.stringContaining('has no .test files') });
  });
});
