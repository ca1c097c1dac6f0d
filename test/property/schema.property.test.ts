// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scenarios refer to configuration in this way.
// Whatever text comes in, a ParseResult comes out: never an exception, never a hang, every issue complete.
// Seeds are pinned; a failing one is printed with its counterexample.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COMMANDS,
  type CommandKindName,
  canonicalHash,
  canonicalJson,
  commandMatches,
  ENTRY_ARGS,
  formatCommand,
  formatDurationUs,
  formatIssue,
  formatLook,
  type InputIssue,
  ISSUE_CODES,
  lookMatches,
  type ParseResult,
  parseCommandText,
  parseDurationUs,
  parseLookText,
  parseRunFile,
  parseScript,
  storyTimeUs,
} from '../../src/schema/index.ts';
import { INCIDENT, load, QUEUE } from '../unit/schema/support.ts';

const SEED = 20240115;

function expectResult(result: ParseResult<unknown>): void {
  if (result.ok) return;
  expect(result.issues.length).toBeGreaterThan(0);
  for (const issue of result.issues) expectIssue(issue);
}
function expectIssue(issue: InputIssue): void {
  expect(Object.hasOwn(ISSUE_CODES, issue.code)).toBe(true);
  expect(issue.found !== '' && issue.expected !== '' && issue.hint !== '').toBe(true);
  if (issue.line !== undefined) expect(issue.line >= 1 && (issue.column ?? 0) >= 1).toBe(true);
  // Long texts of a file do not flood the list of issues.
  expect(formatIssue(issue).length).toBeLessThan(2500);
}

/** Words that mean something to the parsers, so that fuzzing gets past the first check. */
const word = fc.constantFrom(
  'version',
  'world',
  'services',
  'endpoints',
  'compute',
  'retry',
  'steps',
  'hold',
  'call',
  'load',
  'journeys',
  'rate',
  'timeline',
  'at',
  'truth',
  '1',
  '-1',
  '.inf',
  '5ms',
  '10rps',
  '99 %',
  '${config.x}',
  '&a',
  '*a',
  '!!set',
  '<<',
  '? ',
  '- ',
  '[',
  ']',
  '{',
  '}',
  ': ',
  '\n',
  '\n  ',
  '\n    ',
  '|',
  '"',
  "'",
  '#',
  '---',
  '%YAML',
  '\t',
  '__proto__',
  'ü',
  '\u0000',
  '\ud800',
  'T+5m',
  'rollback x',
);
const yamlish = fc.array(word, { maxLength: 60 }).map((words) => words.join(''));

describe('arbitrary input', () => {
  it('as text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), yamlish), (text) => {
        expectResult(load(text));
        expectResult(parseScript(text, 'x.yaml'));
        expectResult(parseRunFile(text));
      }),
      { seed: SEED, numRuns: 250 },
    );
  });
  it('as JSON values', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expectResult(load(text));
        expectResult(parseScript(text, 'x.yaml'));
        expectResult(parseRunFile(text));
        expectResult(parseRunFile(text.replace(/^\{/, '{"format":"faultline-run","version":1,')));
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('a valid file with a few mutations', () => {
  /** Cuts, repeats, swaps or inserts parts of a text at places given as shares of its length. */
  const share = fc.double({ min: 0, max: 0.999, noNaN: true });
  const mutations = fc.array(
    fc.record({
      at: share,
      length: fc.integer({ min: 0, max: 40 }),
      kind: fc.constantFrom('cut', 'repeat', 'insert', 'digit'),
      text: yamlish,
    }),
    { minLength: 1, maxLength: 4 },
  );
  const mutate = (text: string, list: readonly { at: number; length: number; kind: string; text: string }[]): string =>
    list.reduce((current, mutation) => {
      const at = Math.floor(mutation.at * current.length);
      const part = current.slice(at, at + mutation.length);
      const middle =
        mutation.kind === 'cut'
          ? ''
          : mutation.kind === 'repeat'
            ? part + part
            : mutation.kind === 'insert'
              ? mutation.text + part
              : part.replace(/\d/g, '9');
      return current.slice(0, at) + middle + current.slice(at + mutation.length);
    }, text);

  it('as a scenario', () => {
    fc.assert(
      fc.property(mutations, (list) => expectResult(load(mutate(QUEUE, list)))),
      { seed: SEED, numRuns: 150 },
    );
  });
  it('as a rubric, rules or run file', () => {
    const incident = INCIDENT['rubric.yaml'] ?? '';
    const run = JSON.stringify({
      format: 'faultline-run',
      version: 1,
      engineVersion: '1.0.0',
      scenario: { slug: 'x', title: 'x', hash: '0'.repeat(16) },
      seed: 's',
      untilUs: 10,
      journal: [{ seq: 1, atUs: 1, actor: 'a', role: 'b', kind: 'note.fact', args: { text: 'x', status: 'known' } }],
      checkpoints: [],
      resultHash: '0'.repeat(16),
    });
    expect(parseRunFile(run).ok).toBe(true);
    fc.assert(
      fc.property(mutations, (list) => {
        expectResult(load(`${QUEUE}rubric:\n${mutate(incident, list).replace(/^/gm, '  ')}`));
        expectResult(parseRunFile(mutate(run, list)));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
  it('one value replaced by another', () => {
    const values = fc.constantFrom(
      '-1',
      '0',
      '1e308',
      '99999999999999999999',
      '.nan',
      'null',
      '""',
      '[]',
      '{}',
      'true',
      '-5ms',
      '0ms',
      '31d',
      '1000000',
      '[[[[]]]]',
      '"a\\u0000b"',
      'constructor',
      'toString',
    );
    const places = [...QUEUE.matchAll(/: ([a-z0-9.%][a-zA-Z0-9. %/-]*)(?=[,\n }])/g)].map((match) => ({
      at: (match.index ?? 0) + 2,
      length: (match[1] ?? '').length,
    }));
    expect(places.length).toBeGreaterThan(60);
    fc.assert(
      fc.property(fc.constantFrom(...places), values, ({ at, length }, value) =>
        expectResult(load(QUEUE.slice(0, at) + value + QUEUE.slice(at + length))),
      ),
      { seed: SEED, numRuns: 250 },
    );
  });
});

describe('helpers round-trip', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/);
  const configValue = fc.oneof(
    fc.boolean(),
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.string({ maxLength: 40 }),
    fc.constantFrom('3', 'true', '5000ms', ' a', 'a ', '', '"x"', 'a\nb', '1e3', '-0'),
  );
  const args: Record<CommandKindName, fc.Arbitrary<Record<string, unknown>>> = Object.fromEntries(
    COMMANDS.map(({ kind, usage }) => {
      const of: Record<string, fc.Arbitrary<unknown>> = {
        version: fc.stringMatching(/^[0-9a-z.-]{1,10}$/),
        key: fc.stringMatching(/^[a-z][a-z0-9_.]{0,10}$/),
        value: configValue,
        replicas: fc.integer({ min: 0, max: 500 }),
        size: fc.integer({ min: 1, max: 100_000 }),
        side: fc.constantFrom('buy', 'sell'),
        quantity: fc.integer({ min: 1, max: 1_000_000 }),
        price: fc.integer({ min: 1, max: 1_000_000 }),
        rate: fc.integer({ min: 1, max: 100_000 }),
        lines: fc.integer({ min: 0, max: 100 }),
        share: fc.constantFrom(0.01, 0.5, 1),
        state: fc.constantFrom('on', 'off'),
        path: fc.stringMatching(/^(\/[a-z0-9._-]{1,8}){1,4}$/),
        text: fc.stringMatching(/^[A-Za-z]{1,10}( [a-z.,!]{1,8}){0,5}$/),
      };
      return [
        kind,
        fc.record(Object.fromEntries([...usage.matchAll(/<([a-z]+)>/g)].map(([, argument = '']) => [argument, of[argument] ?? name]))),
      ];
    }),
  ) as never;

  it('commands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COMMANDS.map(({ kind }) => kind)).chain((kind) => args[kind].map((given) => ({ kind, args: given }))),
        (command) => {
          const text = formatCommand(command);
          expect(parseCommandText(text)).toEqual(command);
          expect(commandMatches('*', command)).toBe(true);
          if (!text.includes('*')) expect(commandMatches(text, command)).toBe(true);
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
  });
  it('looks', () => {
    const logs = fc
      .record(
        {
          query: fc.string({ maxLength: 30 }),
          service: fc.option(name, { nil: undefined }),
          level: fc.option(fc.constantFrom('error', 'warn'), { nil: undefined }),
        },
        { requiredKeys: ['query'] },
      )
      .map((given) => ({ kind: 'look.logs', args: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }));
    const named = fc
      .constantFrom(
        ['look.status-page', 'provider'],
        ['look.sessions', 'pool'],
        ['look.service', 'service'],
        ['look.preflight', 'service'],
        ['look.artefact', 'artefact'],
        ['look.diff', 'service'],
      )
      .chain(([kind = '', argument = '']) => name.map((value) => ({ kind, args: { [argument]: value } })));
    fc.assert(
      fc.property(fc.oneof(logs, named), (look) => {
        expect(ENTRY_ARGS[look.kind as 'look.logs'].safeParse(look.args).success).toBe(true);
        expect(parseLookText(formatLook(look))).toEqual(look);
        expect(lookMatches('any look', look)).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
  it('durations and story times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31 * 86_400_000_000 }), (us) => {
        expect(parseDurationUs(formatDurationUs(us))).toBe(us);
        expect(storyTimeUs(`+${formatDurationUs(us)}`, 0)).toBe(us);
        expect(storyTimeUs(`T-${formatDurationUs(us)}`, 0, us)).toBe(0);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
  it('hashes do not see the order of keys', () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, shuffled(inner)]),
            )
          : value;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.jsonValue({ maxDepth: 2 }), (value, other) => {
        expect(canonicalHash(shuffled(value))).toBe(canonicalHash(value));
        if (canonicalJson(value) !== canonicalJson(other)) expect(canonicalHash(value)).not.toBe(canonicalHash(other));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
