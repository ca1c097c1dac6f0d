// Journal scripts and run files: what is refused, where, and why.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalHash, canonicalJson, ENGINE_VERSION, loadScenario, parseRunFile, parseScript } from '../../../src/schema/index.ts';
import { routersText } from '../../support/order-routing-world.ts';
import { INCIDENT, issuesOf, load, marked, QUEUE, SMALLEST } from './support.ts';

const scenario = () => {
  const loaded = loadScenario('timeout-cascade', INCIDENT);
  if (!loaded.ok) throw new Error(`the incident does not load: ${loaded.issues[0]?.code}`);
  return loaded.value;
};
const script = (entry: string) => `version: 1\ntitle: Test\nentries:\n  - { at: T+1s, look: logs, id: first }\n  - ${entry}\n`;

describe('scripts', () => {
  it.each([
    ['‹{ at: T+1m, look: logs, do: restart shop-db }›', 'script/one-thing', /one entry/],
    ['‹{ at: T+1m }›', 'script/one-thing', /one entry/],
    ['{ at: T+1m, look: ‹lgs› }', 'scenario/not-a-look', /Did you mean logs\?/],
    ['{ at: T+1m, look: ‹diff payment-servic› }', 'scenario/unknown-service', /payment-service/],
    ['{ at: T+1m, do: ‹scale shop-db 3› }', 'scenario/unknown-service', /api-gateway|shop/],
    ['{ at: T+1m, do: ‹deploy payment-service 2.5.0› }', 'scenario/unknown-version', /2\.4/],
    ['{ at: T+1m, look: logs, args: ‹{}› }', 'script/args-without-kind', /one text/],
    ['{ at: T+1m, kind: ‹note.facts›, args: {} }', 'shape/wrong-value', /note\.fact/],
    ['{ at: T+1m, kind: note.fact, args: { text: x, status: ‹knwon› } }', 'shape/wrong-value', /Did you mean known\?/],
    ['{ at: T+1m, kind: note.fact, args: { text: x, status: known, ‹when›: now } }', 'shape/unknown-key', /Remove/],
    [
      '{ at: T+1m, kind: hypothesis.pin, args: { cause: { component: shop-db, kind: slow }, look: ‹"#secnd"›, supports: for } }',
      'script/unknown-id',
      /first/,
    ],
    ['{ at: T+1m, look: logs, id: ‹first› }', 'script/duplicate-id', /another/],
    ['{ at: T+1m, look: logs, stops: ‹size› }', 'script/without-console', /Name the console/],
    ['{ at: T+1m, console: ‹desk›, action: send }', 'script/unknown-console', /console/],
    ['{ at: ‹soon›, look: logs }', 'shape/wrong-format', /09:30/],
  ])('%s', (entry, code, hint) => {
    const place = marked(script(entry));
    const issues = issuesOf(parseScript(place.text, 'journals/test.yaml', scenario()));
    expect(issues).toMatchObject([{ code, file: 'journals/test.yaml', line: place.line, column: place.column }]);
    expect(issues[0]?.hint).toMatch(hint);
  });

  it('takes figures and entries that are only known when it is played', () => {
    const text = script(
      '{ at: T+1m, kind: hypothesis.pin, args: { cause: { component: shop-db, kind: slow }, look: "#first", supports: for } }\n  - { at: T+2m, kind: comms.status-update, args: { audience: executive, state: mitigating, impact: { errorRatio: "= up" } } }',
    );
    expect(parseScript(text, 'x.yaml', scenario())).toMatchObject({
      ok: true,
      value: { actor: 'trainee', entries: [{ id: 'first' }, { kind: 'hypothesis.pin' }, {}] },
    });
    const wrong = issuesOf(parseScript(text, 'x.yaml', scenario(), { checkExpr: () => [{ message: 'not today', from: 0 }] }));
    expect(wrong).toMatchObject([{ code: 'scenario/expression', line: 6 }]);
  });

  it('without a scenario still knows commands and looks', () => {
    expect(issuesOf(parseScript(script('{ at: T+1m, do: undo everything }'), 'x.yaml'))).toMatchObject([
      { code: 'script/not-a-command', line: 5 },
    ]);
    expect(issuesOf(parseScript(script('{ at: T+1m, look: everything }'), 'x.yaml'))).toMatchObject([
      { code: 'script/not-a-look', line: 5 },
    ]);
  });

  for (const slug of ['timeout-cascade', 'evening-shift']) {
    it(`reads every journal of ${slug}, and what they name exists`, () => {
      const folder = new URL(`../../../scenarios/${slug}/`, import.meta.url);
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:yaml|md)$/.test(path));
      const files = Object.fromEntries(names.map((path) => [path, readFileSync(new URL(path, folder), 'utf8')]));
      const loaded = loadScenario(slug, files);
      expect(issuesOf(loaded)).toEqual([]);
      const journals = names.filter((path) => path.startsWith('journals/'));
      expect(journals.length).toBeGreaterThan(2);
      for (const path of journals) expect(issuesOf(parseScript(files[path] ?? '', path, loaded.ok ? loaded.value : undefined))).toEqual([]);
    });
  }
});

describe('run files', () => {
  const entry = (seq: number, atUs: number) => ({
    seq,
    atUs,
    actor: 'trainee',
    role: 'incident commander',
    kind: 'command.restart',
    args: { target: 'shop-db' },
  });
  const run = {
    format: 'faultline-run',
    version: 1,
    engineVersion: ENGINE_VERSION,
    scenario: { slug: 'x', title: 'X', hash: '0123456789abcdef' },
    seed: 'seed-1',
    untilUs: 60_000_000,
    journal: [entry(1, 1_000_000), entry(2, 1_000_000), entry(3, 2_000_000)] as unknown[],
    checkpoints: [{ atUs: 0, seq: 0, hash: '0123456789abcdef' }],
    resultHash: '0123456789abcdef',
  };
  const text = (changes: object) => JSON.stringify({ ...run, ...changes }, null, 1);

  it('is read as it was written', () => {
    expect(parseRunFile(JSON.stringify(run))).toEqual({ ok: true, value: run });
  });

  it.each<[string, object, string, (string | number)[], RegExp]>([
    ['another program’s file', { format: 'har' }, 'run/no-run-file', ['format'], /export/],
    ['another format version', { version: 2 }, 'run/version', ['version'], /release/],
    ['another engine', { engineVersion: '0.9.0' }, 'run/engine-version', ['engineVersion'], /release that wrote it/],
    ['a missing entry', { journal: [entry(1, 0), entry(3, 5)] }, 'run/seq', ['journal', 1, 'seq'], /removed/],
    ['a journal that begins at 0', { journal: [entry(0, 0)] }, 'shape/out-of-range', ['journal', 0, 'seq'], /more/],
    ['time going back', { journal: [entry(1, 5), entry(2, 4)] }, 'run/out-of-order', ['journal', 1, 'atUs'], /order/],
    ['an entry after the end', { journal: [entry(1, 60_000_001)] }, 'run/beyond-end', ['journal', 0, 'atUs'], /ended/],
    [
      'checkpoints out of order',
      { checkpoints: [{ ...run.checkpoints[0], atUs: 5 }, ...run.checkpoints] },
      'run/out-of-order',
      ['checkpoints', 1, 'atUs'],
      /order/,
    ],
    ['an unknown kind', { journal: [{ ...entry(1, 0), kind: 'command.reboot' }] }, 'shape/no-such-choice', ['journal', 0], /./],
    [
      'wrong arguments',
      { journal: [{ ...entry(1, 0), args: { target: 'Shop' } }] },
      'shape/wrong-format',
      ['journal', 0, 'args', 'target'],
      /lower-case/,
    ],
    ['a hash of something else', { resultHash: 'xyz' }, 'shape/wrong-format', ['resultHash'], /./],
    ['an additional key', { score: 130 }, 'shape/unknown-key', ['score'], /Remove/],
    [
      '20,001 entries',
      { journal: Array.from({ length: 20_001 }, (_, i) => entry(i + 1, i)) },
      'shape/wrong-length',
      ['journal'],
      /at most/,
    ],
  ])('%s', (_, changes, code, path, hint) => {
    const issues = issuesOf(parseRunFile(text(changes), 'a.json'));
    expect(issues).toMatchObject([{ code, path, file: 'a.json' }]);
    expect(issues[0]?.line).toBeGreaterThan(0);
    expect(issues[0]?.hint).toMatch(hint);
  });

  it('points at the very entry', () => {
    const written = text({ journal: [entry(1, 5), entry(2, 4)] });
    const line = written.split('\n').findIndex((each) => each.includes('"atUs": 4')) + 1;
    expect(issuesOf(parseRunFile(written))).toMatchObject([{ line, column: 12 }]);
    expect(issuesOf(parseRunFile('{\n "format": "faultline-run",\n "version" 1\n}'))).toMatchObject([
      { code: 'json/syntax', line: 3, column: 12 },
    ]);
  });
});

describe('hashes', () => {
  it('does not see the order of keys, and sees everything else', () => {
    expect(canonicalJson({ b: [1, { d: -0, c: 'é' }], a: undefined, aa: null })).toBe('{"aa":null,"b":[1,{"c":"é","d":0}]}');
    expect(canonicalHash({ a: 1, b: { c: 2, d: 3 } })).toBe(canonicalHash({ b: { d: 3, c: 2 }, a: 1 }));
    expect(new Set([{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, { b: 1 }, {}, [], '', 0].map(canonicalHash)).size).toBe(9);
    expect(canonicalHash({ a: 1, b: [true, null, 'text'] })).toMatch(/^[0-9a-f]{16}$/);
    expect(() => canonicalHash({ a: Number.POSITIVE_INFINITY })).toThrow();
  });

  const hashOf = (yaml: string, others: Record<string, string> = {}) => {
    const loaded = loadScenario('x', { 'scenario.yaml': yaml, ...others });
    if (!loaded.ok) throw new Error(loaded.issues[0]?.code);
    return loaded.value.hash;
  };
  it('of a scenario ignores comments, layout, units and the order of keys that mean nothing', () => {
    const hash = hashOf(QUEUE);
    expect(hashOf(`# a comment\n${QUEUE}`)).toBe(hash);
    expect(hashOf(QUEUE.replace('length: 1h30m', 'length: 90m'))).toBe(hash);
    expect(
      hashOf(QUEUE.replace('{ factor: 3', '{ factor: 3').replace('size: 10, acquireTimeout: 1s', 'acquireTimeout: 1000ms, size: 10')),
    ).toBe(hash);
    expect(hashOf(QUEUE, { 'journals/reference.yaml': 'anything', 'expected/x.json': '{}' })).toBe(hash);
  });
  it('of a scenario sees what changes behaviour or score', () => {
    const others = [
      QUEUE.replace('size: 10', 'size: 11'),
      QUEUE.replace('tries: 2, fast: true', 'fast: true, tries: 2'),
      QUEUE.replace('label: select 1', 'label: select 2'),
      `${QUEUE}proof: { seeds: 3 }\n`,
    ];
    expect(new Set([QUEUE, ...others].map((text) => hashOf(text))).size).toBe(5);
    const incident = loadScenario('x', INCIDENT);
    const changed = loadScenario('x', { ...INCIDENT, 'notes/v2.4.2.md': 'other notes' });
    const rubric = loadScenario('x', { ...INCIDENT, 'rubric.yaml': (INCIDENT['rubric.yaml'] ?? '').replace('atMost: 30', 'atMost: 35') });
    const hashes = [incident, changed, rubric].map((loaded) => (loaded.ok ? loaded.value.hash : loaded.issues));
    expect(new Set(hashes).size).toBe(3);
    expect(hashes.every((hash) => typeof hash === 'string')).toBe(true);
  });
  it('of a scenario sees its small worlds and their order', () => {
    const text = routersText();
    const others = [
      text.replace('stocks: 20', 'stocks: 21'),
      text.replace('"1.0": test code, "2.0": new code', '"2.0": new code, "1.0": test code'),
      text.replace('router-1: "2.0", router-2: "2.0"', 'router-2: "2.0", router-1: "2.0"'),
    ];
    expect(new Set([text, ...others].map((each) => hashOf(each))).size).toBe(4);
    expect(hashOf(text.replace('stocks: 20\n      price', 'stocks: 20 # a comment\n      price'))).toBe(hashOf(text));
  });
  it('stays what it was', () => {
    expect(load(SMALLEST)).toMatchObject({
      ok: true,
      value: {
        hash: expect.stringMatching(/^[0-9a-f]{16}$/),
        startsAtMs: 1_705_310_400_000,
        slug: 'test',
        rubric: undefined,
        rules: undefined,
      },
    });
    expect(canonicalHash({ format: 'faultline', version: 1 })).toBe(canonicalHash(JSON.parse('{"version":1,"format":"faultline"}')));
  });
});
