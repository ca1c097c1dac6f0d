// What the room publishes: JSON Schemas, the catalogue of codes, the fixtures that must stay readable, the words of an issue.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  formatDurationUs,
  formatIssue,
  ISSUE_CODES,
  parseDurationUs,
  rubricJsonSchema,
  runFileJsonSchema,
  scenarioJsonSchema,
  scriptJsonSchema,
} from '../../../src/schema/index.ts';
import { issuesOf, load } from './support.ts';

const root = new URL('../../../', import.meta.url);
const filesOf = (folder: string, pattern: RegExp): string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter((path) => pattern.test(path));
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

describe('JSON Schemas', () => {
  const schemas = { scenarioJsonSchema, rubricJsonSchema, scriptJsonSchema, runFileJsonSchema };
  for (const [name, schema] of Object.entries(schemas)) {
    it(`${name} is a draft-7 schema with a name, whose references lead somewhere`, () => {
      const json = schema();
      expect(json).toMatchObject({
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: expect.stringMatching(/^urn:faultline:schema:[a-z]+:1$/),
        title: expect.stringContaining('Faultline'),
        type: 'object',
        additionalProperties: false,
      });
      const text = JSON.stringify(json);
      for (const [, definition] of text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g))
        expect(Object.keys(json['definitions'] as object)).toContain(definition);
    });
  }
  it('steps contain steps, and no default is written in base units', () => {
    const steps = Object.entries(scenarioJsonSchema()['definitions'] as Record<string, unknown>).find(([, each]) =>
      JSON.stringify(each).includes('"hold"'),
    );
    expect(JSON.stringify(steps?.[1]).includes(`#/definitions/${steps?.[0]}`)).toBe(true);
    expect(/"default":\d{7}/.test(JSON.stringify(scenarioJsonSchema()))).toBe(false);
  });
});

describe('the catalogue', () => {
  it('lists every code that the room can report, and no other', () => {
    const source = filesOf('src/schema', /\.ts$/)
      .filter((path) => path !== 'catalogue.ts')
      .map((path) => read(`src/schema/${path}`))
      .join('\n');
    const used = new Set(
      [...source.matchAll(/['"`]((?:limit|yaml|json|shape|scenario|rubric|script|run|learner)\/[a-z]+(?:-[a-z]+)*)['"`]/g)].map(
        ([, code]) => code,
      ),
    );
    // Put together from the kind of thing that is unknown.
    for (const noun of ['service', 'pool', 'breaker', 'alert', 'panel', 'provider', 'artefact', 'node', 'issue', 'machine', 'server'])
      used.add(`scenario/unknown-${noun}`);
    for (const key of ['action', 'stops']) used.add(`script/unknown-${key}`);
    expect([...used].sort()).toEqual(Object.keys(ISSUE_CODES).sort());
  });
});

describe('fixtures', () => {
  const fixtures = filesOf('test/compat', /\.yaml$/);
  for (const name of fixtures.filter((path) => path.endsWith('.good.yaml'))) {
    it(`${name} loads`, () => {
      expect(issuesOf(load(read(`test/compat/${name}`)))).toEqual([]);
    });
  }
  for (const name of fixtures.filter((path) => path.endsWith('.bad.yaml'))) {
    it(`${name} is refused for exactly the reasons it names`, () => {
      const text = read(`test/compat/${name}`);
      const expected = [...text.matchAll(/^# expect (\S+) (\S+)$/gm)].map(([, place, code]) => `${place} ${code}`);
      expect(expected.length).toBeGreaterThan(0);
      expect(issuesOf(load(text)).map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual(expected);
    });
  }
});

describe('words', () => {
  it('writes an issue with its place, and what to try', () => {
    const issue = {
      code: 'shape/unknown-key',
      file: 'scenario.yaml',
      line: 12,
      column: 5,
      path: ['load', 'rat'],
      found: 'the key rat',
      expected: 'only rate',
      hint: 'Did you mean rate?',
    };
    const rest = '    found     the key rat\n    expected  only rate\n    hint      Did you mean rate?';
    expect(formatIssue(issue)).toBe(`scenario.yaml:12:5: shape/unknown-key at load.rat\n${rest}`);
    expect(formatIssue({ ...issue, line: undefined, column: undefined, path: [] }, 'mine')).toBe(
      `mine/scenario.yaml: shape/unknown-key\n${rest}`,
    );
    expect(formatIssue({ ...issue, file: '', line: undefined, column: undefined, hint: '' })).toBe(
      'shape/unknown-key at load.rat\n    found     the key rat\n    expected  only rate',
    );
  });
  it('keeps durations exact', () => {
    const texts = ['0s', '1us', '999us', '1ms', '250ms', '1s', '1m30s', '1h', '23h59m59s999ms999us', '31d'];
    expect(texts.map((text) => formatDurationUs(parseDurationUs(text) ?? Number.NaN))).toEqual(texts);
    expect(['1.8s', '0.0005ms', '1e3s', '-1s', '5', 's', '', '32d', '1s '].map(parseDurationUs)).toEqual([
      1_800_000,
      1,
      ...Array(7).fill(undefined),
    ]);
  });
});
