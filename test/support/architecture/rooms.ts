/** The rooms of `src/`, lowest first, and what each may use. The one place to change an arrow; the rooms' `tsconfig.json` must agree. */

export interface Room {
  /** Rooms whose `index.ts` this one may import. */
  mayImport: readonly string[];
  /** npm packages it may import; `node:` stands for every Node built-in. */
  npm: readonly string[];
  /** Same bytes on every JavaScript engine: no clock, no entropy, no locale, no built-in whose last bit differs. */
  pure: boolean;
}

const pure = (mayImport: readonly string[], npm: readonly string[] = []): Room => ({ mayImport, npm, pure: true });
const impure = (mayImport: readonly string[], npm: readonly string[] = []): Room => ({ mayImport, npm, pure: false });

export const ROOMS: Readonly<Record<string, Room>> = {
  math: pure([]),
  schema: pure(['math'], ['zod', 'yaml']),
  promql: pure(['math', 'schema'], ['zod']),
  slo: pure(['math', 'schema', 'promql']),
  engine: pure(['math', 'schema', 'promql', 'slo'], ['seedrandom']),
  alerting: pure(['math', 'schema', 'promql']),
  console: pure(['schema'], ['xstate']),
  drill: pure(['schema', 'promql', 'slo'], ['xstate', 'immer']),
  scoring: pure(['math', 'schema', 'drill']),
  terminal: pure(['math', 'schema', 'promql']),
  authority: pure(['math', 'schema', 'promql', 'slo', 'engine', 'alerting', 'console', 'drill', 'scoring', 'terminal']),
  proof: impure(['math', 'schema', 'promql', 'authority']),
  interchange: impure(['schema'], ['yaml', 'zod']),
  shell: impure(['schema', 'terminal'], ['just-bash', '@electric-sql/pglite', 'seedrandom']),
  'host/worker': impure(['schema', 'authority']),
  'host/shell': impure(['schema', 'shell'], ['comlink']),
  'host/client': impure(['schema'], ['comlink', 'idb']),
  ui: impure(
    ['schema', 'host/client', 'interchange'],
    [
      '@codemirror/autocomplete',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/state',
      '@codemirror/view',
      '@dagrejs/dagre',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
      '@lezer/highlight',
      '@prometheus-io/codemirror-promql',
      '@tanstack/react-virtual',
      '@xterm/addon-fit',
      '@xterm/xterm',
      'codemirror',
      'diff',
      'flexlayout-react',
      'lucide-react',
      'markdown-it',
      'pixi.js',
      'react',
      'react-aria-components',
      'react-dom',
      'ts-fsrs',
      'uplot',
      'wouter',
      'xstate',
      'yaml',
    ],
  ),
  cli: impure(
    ['math', 'schema', 'promql', 'slo', 'alerting', 'terminal', 'authority', 'proof', 'interchange', 'shell'],
    ['citty', 'zod', 'node:'],
  ),
};

/** `src/main.tsx`, the composition root: besides these it starts the worker of `host/worker` by address. */
export const MAIN: Room = impure(['ui', 'host/client'], ['react', 'react-dom']);
export const MAIN_FILE = 'src/main.tsx';
export const WORKER_ROOMS: readonly string[] = ['host/worker', 'host/shell'];

/** Stories and their helpers: they run the real worker, as main does, and may name Storybook. */
export const STORY_FILES = /\.stories\.tsx?$|^src\/ui\/story\//;
export const STORY_NPM: readonly string[] = ['@storybook/react-vite', 'storybook'];

/** Rooms that may read data (`scenarios/`, `assets/`), which is not code. */
export const DATA_READERS: readonly string[] = ['ui', 'host/client', 'cli', MAIN_FILE];

export const TOP_LEVEL: readonly string[] = [
  'LICENSE',
  'README.md',
  'assets',
  'index.html',
  'package-lock.json',
  'package.json',
  'scenarios',
  'src',
  'test',
  'tsconfig.json',
  'vite.config.ts',
];

/** A rule broken on purpose, for now. The test fails on an exception that nothing needs any more. */
export interface Exception {
  rule: string;
  file: string;
  /** Part of the message, so that a second offence in the same file is still reported. */
  message: string;
  why: string;
}

const LAUNCHER = 'src/cli/launch.mjs';
const LAUNCHER_WHY = 'bundles the command line from the repository and starts it; it is no part of the program it builds';

export const EXCEPTIONS: readonly Exception[] = [
  { rule: 'edge', file: LAUNCHER, message: "reaches out of the rooms to '../../'", why: LAUNCHER_WHY },
  { rule: 'npm', file: LAUNCHER, message: "'vite'", why: LAUNCHER_WHY },
  { rule: 'computed', file: LAUNCHER, message: 'computed import', why: LAUNCHER_WHY },
];
