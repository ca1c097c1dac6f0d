// Input made to hurt: it is refused with a limit or an error, and never hangs, crashes or reaches into a prototype.
// There are no timings here: each case would take minutes or all memory if its limit were gone, and the runner stops that.
import { describe, expect, it } from 'vitest';
import { LIMITS, loadScenario, parseRunFile, parseScript } from '../../../src/schema/index.ts';
import { issuesOf, load, QUEUE, SMALLEST } from './support.ts';

const repeated = (count: number, text: string): string => text.repeat(count);
const lines = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('\n');

describe('hostile YAML', () => {
  const cases: [what: string, text: string, code: string][] = [
    ['10 MB', repeated(10_000_000, 'a'), 'limit/folder-size'],
    ['more than 1 MB in one file', repeated(LIMITS.yamlLength + 1, '#'), 'limit/file-size'],
    ['lists in lists', repeated(200_000, '['), 'limit/depth'],
    ['maps in maps', repeated(30_000, '{a: '), 'limit/depth'],
    ['hyphens', repeated(100_000, '- '), 'limit/depth'],
    ['question marks', repeated(100_000, '? '), 'limit/depth'],
    ['indentation', lines(500, (i) => `${' '.repeat(i)}a:`), 'limit/depth'],
    ['many values', `[${repeated(490_000, '1,')}]`, 'limit/nodes'],
    ['many keys', lines(100_000, (i) => `k${i}:`), 'limit/nodes'],
    ['many documents', repeated(200_000, '---\n'), 'limit/nodes'],
    ['an error at every character', repeated(20_000, '[]'), 'yaml/syntax'],
    ['wrong escapes', `"${repeated(400_000, '\\x')}"`, 'yaml/syntax'],
    [
      'aliases that explode',
      [
        'a: &a [x, x, x, x, x, x, x, x, x, x]',
        ...[...'bcdefghij'].map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[i]}`).join(', ')}]`),
      ].join('\n'),
      'limit/nodes',
    ],
    ['an alias within its anchor', 'a: &a [*a]', 'limit/depth'],
    ['a number of 900,000 digits', `version: ${repeated(900_000, '9')}`, 'yaml/not-finite'],
    ['a number beyond all numbers', 'version: 1e999999', 'yaml/not-finite'],
    ['a merge-key bomb', 'a: &a { x: 1 }\nb: &b { <<: *a, <<: *a }\nc: { <<: [*b, *b] }', 'yaml/merge-key'],
    ['two documents', `${SMALLEST}---\n${SMALLEST}`, 'yaml/several-documents'],
    ['nothing', '', 'shape/missing-key'],
    ['a text', 'hello', 'shape/wrong-type'],
    ['zero bytes', repeated(100_000, '\0'), 'shape/wrong-type'],
    ['20,000 unknown keys in one map', `version: 1\nmeta:\n${lines(20_000, (i) => ` k${i}: 1`)}`, 'shape/unknown-key'],
    [
      'one error for each of 6,000 steps',
      `version: 1\nworld: { services: { a: { endpoints: { ${Array.from({ length: 2000 }, (_, i) => `e${i}: [{ compute: 5 }, { compute: 5 }, { compute: 5 }]`).join(', ')} } } } }`,
      'shape/no-such-choice',
    ],
    // A union that tried every branch would take 3^11 parses of the innermost step.
    [
      'branches within branches',
      `version: 1\nworld: { services: { a: { replicas: 1, concurrency: 1, endpoints: { x: [ ${repeated(11, '{ if: { config: a, is: 1 }, steps: [ ')}{ compute: 5 }${repeated(11, ' ] }')} ] } } } }`,
      'shape/no-such-choice',
    ],
  ];
  for (const [what, text, code] of cases) {
    it(`${code}: ${what}`, () => {
      const issues = issuesOf(load(text));
      expect(issues.map((issue) => issue.code)).toContain(code);
      expect(issues.length).toBeLessThanOrEqual(LIMITS.issues + 1);
    });
  }

  it('counts the issues beyond the limit', () => {
    const issues = issuesOf(load(`version: 1\nmeta:\n${lines(300, (i) => ` k${i}: 1`)}\n${lines(300, (i) => `x${i}: 1`)}`));
    expect(issues).toHaveLength(LIMITS.issues + 1);
    expect(issues.at(-1)).toMatchObject({ code: 'limit/issues' });
  });

  it('leaves the prototypes of everything alone', () => {
    load('__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }');
    parseScript('version: 1\ntitle: x\nentries: [ { at: +1s, kind: note.fact, args: { __proto__: { polluted: 1 } } } ]', 'x.yaml');
    parseRunFile('{"__proto__":{"polluted":1},"format":"faultline-run"}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('hostile folders', () => {
  it('refuses too many files', () => {
    const files = Object.fromEntries(Array.from({ length: LIMITS.files + 1 }, (_, i) => [`f${i}.md`, '']));
    expect(issuesOf(loadScenario('x', files))).toMatchObject([{ code: 'limit/files' }]);
  });
  it('refuses too much text in all files', () => {
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`f${i}.md`, 'a'.repeat(900_000)]));
    expect(issuesOf(loadScenario('x', { ...files, 'scenario.yaml': SMALLEST }))).toMatchObject([{ code: 'limit/folder-size' }]);
  });
  it('finds no file by the name of an inherited property', () => {
    const text = QUEUE.replace('load:\n', 'rubric: toString\nobservability: { rules: constructor }\nload:\n');
    expect(issuesOf(load(text)).filter(({ code }) => code === 'scenario/missing-file')).toHaveLength(2);
  });
  it('says that there is no scenario', () => {
    expect(issuesOf(loadScenario('x', { 'scenario.yml': SMALLEST }))).toMatchObject([
      { code: 'scenario/no-file', hint: 'Did you mean scenario.yml?' },
    ]);
  });
});

describe('hostile run files', () => {
  const cases: [what: string, text: string, code: string][] = [
    ['20 MB and one', ' '.repeat(LIMITS.runFileLength + 1), 'limit/file-size'],
    ['lists in lists', repeated(5_000_000, '['), 'limit/depth'],
    ['lists in lists behind a quote', `{"a":"\\"","b":${repeated(100, '[')}`, 'limit/depth'],
    ['cut short', '{"format":"faultline-run","version":1', 'json/syntax'],
    ['an unclosed text', '{"format":"faultl', 'json/syntax'],
    ['nothing', '', 'json/syntax'],
    ['a forbidden key', '{"format":"faultline-run","journal":[{"__proto__":{}}]}', 'json/forbidden-key'],
    ['something else', '[1, 2]', 'run/no-run-file'],
    ['null', 'null', 'run/no-run-file'],
  ];
  for (const [what, text, code] of cases) {
    it(`${code}: ${what}`, () => {
      expect(issuesOf(parseRunFile(text)).map((issue) => issue.code)).toEqual([code]);
    });
  }
});
