/**
 * The direction of imports, the purity of the rooms that must be deterministic, and the shape of the repository.
 * The table is `support/architecture/rooms.ts`. The second half proves that each rule fires on a source that breaks it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { edgeViolations, roomOf, type Violation } from './support/architecture/edges.ts';
import { purityViolations } from './support/architecture/purity.ts';
import { EXCEPTIONS, type Exception, ROOMS } from './support/architecture/rooms.ts';
import {
  allReferenceViolations,
  LONG_FILES,
  lengthViolations,
  listFiles,
  machineViolations,
  referenceViolations,
  topLevelViolations,
} from './support/architecture/tree.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = listFiles(ROOT);
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const code = files.filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.endsWith('.d.ts'));
const source = code.filter((file) => file.startsWith('src/'));

/** Violations that no exception covers, and exceptions that cover nothing, as lines to read. */
function report(violations: readonly Violation[], exceptions: readonly Exception[] = EXCEPTIONS, rules: readonly string[] = []): string[] {
  const covers = (exception: Exception, { rule, file, message }: Violation) =>
    exception.rule === rule && exception.file === file && message.includes(exception.message);
  const uncovered = violations.filter((violation) => !exceptions.some((exception) => covers(exception, violation)));
  const unneeded = exceptions.filter(
    (exception) => rules.includes(exception.rule) && !violations.some((violation) => covers(exception, violation)),
  );
  return [
    ...uncovered.map(({ rule, file, line, message }) => `${file}:${line} [${rule}] ${message}`),
    ...unneeded.map(({ rule, file, message }) => `${file} [${rule}] exception '${message}' is not needed any more: remove it`),
  ];
}

describe('the repository', () => {
  it('imports only downwards, through public surfaces, and only the packages of its room', () => {
    const violations = source.flatMap((file) => edgeViolations(file, read(file)));
    expect(source.length).toBeGreaterThan(10);
    expect(report(violations, EXCEPTIONS, ['room', 'edge', 'deep', 'npm', 'computed'])).toEqual([]);
  });

  it('keeps the pure rooms free of clock, entropy, locale, host and inexact arithmetic', () => {
    const pureFiles = source.filter((file) => ROOMS[roomOf(file) ?? '']?.pure === true);
    const violations = pureFiles.flatMap((file) => purityViolations(file, read(file)));
    expect(pureFiles.length).toBeGreaterThan(7);
    expect(report(violations, EXCEPTIONS, ['purity'])).toEqual([]);
  });

  it('gives every room of the table a folder with index, README and compiler references that agree', () => {
    const missing = Object.keys(ROOMS).flatMap((room) =>
      ['index.ts', 'README.md', 'tsconfig.json'].map((name) => `src/${room}/${name}`).filter((file) => !files.includes(file)),
    );
    expect(missing).toEqual([]);
    expect(report(allReferenceViolations(ROOT), EXCEPTIONS, ['references'])).toEqual([]);
  });

  it('keeps files short enough to read', () => {
    const listedButGone = Object.keys(LONG_FILES).filter((file) => !code.includes(file));
    expect(listedButGone).toEqual([]);
    expect(
      report(
        code.flatMap((file) => lengthViolations(file, read(file))),
        EXCEPTIONS,
        ['length'],
      ),
    ).toEqual([]);
  });

  it('keeps its top level', () => {
    expect(report(topLevelViolations(files), EXCEPTIONS, ['top-level'])).toEqual([]);
  });

  it('names no place of the machine it was written on', () => {
    expect(
      report(
        files.flatMap((file) => machineViolations(file, read(file))),
        EXCEPTIONS,
        ['machine'],
      ),
    ).toEqual([]);
  });
});

const rulesOf = (violations: readonly Violation[]) => violations.map(({ rule }) => rule);

describe('the import rules fail when they should', () => {
  const bad: [string, string, string, string][] = [
    ['an upward import', 'src/schema/a.ts', "import { x } from '../engine/index.ts';", 'edge'],
    ['an upward type import', 'src/engine/kernel/a.ts', "import type { X } from '../../authority/index.ts';", 'edge'],
    ['an upward re-export', 'src/drill/a.ts', "export { x } from '../engine/index.ts';", 'edge'],
    ['an upward star re-export', 'src/drill/a.ts', "export * from '../engine/index.ts';", 'edge'],
    ['an upward dynamic import', 'src/ui/a.ts', "void import('../authority/index.ts');", 'edge'],
    ['an upward import in a type', 'src/ui/a.ts', "export type X = import('../authority/index.ts').X;", 'edge'],
    ['a room reached only through another', 'src/proof/a.ts', "import { x } from '../drill/index.ts';", 'edge'],
    ['a worker of another room', 'src/ui/a.ts', "new Worker(new URL('../host/worker/entry.ts', import.meta.url));", 'edge'],
    [
      'a worker of another room, behind a choice',
      'src/ui/a.ts',
      "new URL(x ? './a.ts' : '../host/worker/entry.ts', import.meta.url);",
      'edge',
    ],
    ['a glob into another room', 'src/cli/a.ts', "import.meta.glob('../engine/*.ts');", 'edge'],
    ['a path out of src', 'src/engine/a.ts', "import '../../test/support/x.ts';", 'edge'],
    ['scenario data in a pure room', 'src/engine/a.ts', "import x from '../../scenarios/a/scenario.yaml?raw';", 'edge'],
    ['an upward path from the root', 'src/ui/a.ts', "import '/src/engine/index.ts';", 'edge'],
    ['a deep import', 'src/engine/a.ts', "import { x } from '../schema/units.ts';", 'deep'],
    ['a deep import from main', 'src/main.tsx', "import { App } from './ui/app/App.tsx';", 'deep'],
    ['the worker imported, not started', 'src/main.tsx', "import './host/worker/entry.ts';", 'edge'],
    ['a foreign package', 'src/engine/a.ts', "import { z } from 'zod';", 'npm'],
    ['a foreign scoped package', 'src/engine/a.ts', "import { parser } from '@prometheus-io/lezer-promql';", 'npm'],
    ['Node in a room for browsers', 'src/schema/a.ts', "import { readFileSync } from 'node:fs';", 'npm'],
    ['a required package', 'src/engine/a.ts', "const z = require('zod');", 'npm'],
    ['Storybook outside a story', 'src/ui/a.tsx', "import type { Meta } from '@storybook/react-vite';", 'npm'],
    ['a computed import', 'src/ui/a.ts', 'export const load = (name: string) => import(name);', 'computed'],
    ['a file outside every room', 'src/util/a.ts', 'export {};', 'room'],
  ];
  it.each(bad)('%s', (_title, file, text, rule) => expect(rulesOf(edgeViolations(file, text))).toEqual([rule]));

  const good: [string, string, string][] = [
    ['a public import of a lower room', 'src/engine/world/a.ts', "import { x } from '../../schema/index.ts';"],
    ['an import inside the room', 'src/engine/world/a.ts', "import { x } from '../kernel/queue.ts';"],
    ['an allowed package, deeply', 'src/engine/a.ts', "import alea from 'seedrandom/lib/alea.js';"],
    ['Node in the command line', 'src/cli/a.ts', "import { readFileSync } from 'node:fs';"],
    ['the worker started by main', 'src/main.tsx', "new Worker(new URL('./host/worker/entry.ts', import.meta.url), { type: 'module' });"],
    ['scenario data read by main', 'src/main.tsx', "import.meta.glob('../scenarios/**/*', { query: '?raw', import: 'default' });"],
    ['scenario data by a path from the root', 'src/main.tsx', "import.meta.glob('/scenarios/**/*', { query: '?raw' });"],
    ['the worker started by a story', 'src/ui/story/a.ts', "new Worker(new URL('../../host/worker/entry.ts', import.meta.url));"],
    ['Storybook in a story', 'src/ui/a.stories.tsx', "import type { Meta } from '@storybook/react-vite';"],
    ['a comment that mentions an import', 'src/engine/a.ts', "// import x from '../ui/index.ts'\nexport {};"],
  ];
  it.each(good)('but allows %s', (_title, file, text) => expect(edgeViolations(file, text)).toEqual([]));
});

describe('the purity rules fail when they should', () => {
  const bad = [
    'export const t = Date.now();',
    'export const t = new Date(0);',
    'export const shorthand = { Date };',
    'export const y = 2 ** 0.5;',
    'let y = 2; y **= 3;',
    'export const x = Math.random();',
    'export const x = Math.exp(1);',
    "export const x = Math['exp'](1);",
    'export const { exp } = Math;',
    'export const m = Math;',
    "export const o = 'a'.localeCompare('b');",
    "export const o = 'a'['localeCompare']('b');",
    'export const { localeCompare } = String.prototype;',
    'export const s = (1).toLocaleString();',
    'export const f = new Intl.NumberFormat();',
    'export const w = new WeakRef({});',
    'export const c = crypto.randomUUID();',
    'export const p = performance.now();',
    'setTimeout(() => {}, 0);',
    'console.log(1);',
    'export const g = globalThis;',
    'export const u = import.meta.url;',
    'export const f = (Date: () => number) => 1;',
  ];
  it.each(bad)('%s', (text) => expect(rulesOf(purityViolations('src/engine/a.ts', text))).toContain('purity'));

  const good = [
    'export const x = Math.sqrt(Math.abs(-2)) * Math.PI;',
    'export const o = { Date: 1, performance: 2 }; export const d = o.Date + o.performance;',
    'export interface Clock { performance: number; console(): void }',
    "// Date.now() and Math.random() in prose\nexport const text = 'new Date()';",
  ];
  it.each(good)('but allows %s', (text) => expect(purityViolations('src/engine/a.ts', text)).toEqual([]));
});

describe('the other rules fail when they should', () => {
  const at = (...parts: string[]) => `/${parts.join('/')}`;

  it('a file one line too long, and a listed file that is short', () => {
    expect(lengthViolations('src/ui/a.ts', '\n'.repeat(500))).toEqual([]);
    expect(rulesOf(lengthViolations('src/ui/a.ts', '\n'.repeat(501)))).toEqual(['length']);
    expect(lengthViolations('src/ui/a.ts', '\n'.repeat(501), { 'src/ui/a.ts': 'a table' })).toEqual([]);
    expect(rulesOf(lengthViolations('src/ui/a.ts', '\n', { 'src/ui/a.ts': 'a table' }))).toEqual(['length']);
  });

  it('an unknown entry at the top, but not a dotfile', () => {
    expect(rulesOf(topLevelViolations(['scripts/a.ts', 'src/a.ts', '.ci/run']))).toEqual(['top-level']);
  });

  it('a path of one machine or a download address, but not an address that contains such a word', () => {
    expect(rulesOf(machineViolations('a.md', `see ${at('tmp', 'x.txt')}`))).toEqual(['machine']);
    expect(rulesOf(machineViolations('a.ts', `const x = '${at('root', '.cache')}'`))).toEqual(['machine']);
    expect(rulesOf(machineViolations('a.json', `"${['https:/', 'registry.example.org', 'x.tgz'].join('/')}"`))).toEqual(['machine']);
    expect(machineViolations('a.md', `https://example.org${at('home', 'x')} and ..${at('work', 'x')}`)).toEqual([]);
  });

  it('compiler references that differ from the table', () => {
    const room = { mayImport: ['math'], npm: [], pure: true };
    expect(referenceViolations('src/a/tsconfig.json', room, '{"references":[{"path":"../math"}]}')).toEqual([]);
    expect(rulesOf(referenceViolations('src/a/tsconfig.json', room, '{"references":[{"path":"../math"},{"path":"../ui"}]}'))).toEqual([
      'references',
    ]);
    expect(rulesOf(referenceViolations('src/a/tsconfig.json', room, '{}'))).toEqual(['references']);
  });

  it('an exception that covers its violation and nothing else, and one that nothing needs', () => {
    const violations = edgeViolations('src/schema/a.ts', "import '../engine/index.ts';\nimport 'immer';");
    const exception = { rule: 'edge', file: 'src/schema/a.ts', message: 'may not import engine', why: 'test' };
    expect(report(violations, [exception], ['edge'])).toEqual([expect.stringContaining('[npm]')]);
    expect(report([], [exception], ['edge'])).toEqual([expect.stringContaining('not needed any more')]);
  });

  it('a source that does not parse', () => {
    expect(() => edgeViolations('src/engine/a.ts', 'import {')).toThrow('does not parse');
  });
});
