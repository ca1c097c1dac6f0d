/** The shape of the repository: top level, compiler references, file length, and no trace of the machine it was written on. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { Violation } from './edges.ts';
import { MAIN, ROOMS, type Room, TOP_LEVEL } from './rooms.ts';

export const FILE_LINES_MAX = 500;

/** Tables and catalogues may be longer; each needs a reason. The test fails on entries that are not needed. */
export const LONG_FILES: Readonly<Record<string, string>> = {};

/** What `.gitignore` keeps out of the repository. */
const IGNORED = new Set([
  '.git',
  'node_modules',
  'dist',
  'dist-storybook',
  'storybook-static',
  '.cache',
  'coverage',
  '.vitest-attachments',
  '__screenshots__',
]);
const TEXT =
  /\.(tsx?|jsx?|mjs|cjs|json|jsonc|yaml|yml|md|html|css|svg|txt|test|log|prom|snap|sh)$|(^|\/)(\.[a-z]+rc|\.gitignore|LICENSE|run)$/;

/** @returns every file of the repository as a path from its root, sorted */
export function listFiles(root: string, folder = ''): string[] {
  return readdirSync(posix.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !IGNORED.has(name) && !/\.(local|log)$/.test(name))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? listFiles(root, path) : [path];
    })
    .sort();
}

export function topLevelViolations(files: readonly string[]): Violation[] {
  const entries = new Set(files.map((file) => file.split('/')[0] as string));
  return [...entries]
    .filter((entry) => !entry.startsWith('.') && !TOP_LEVEL.includes(entry))
    .map((file) => ({ rule: 'top-level', file, line: 1, message: `the top level holds only ${TOP_LEVEL.join(', ')} and dotfiles` }));
}

export function lengthViolations(file: string, text: string, longFiles: Readonly<Record<string, string>> = LONG_FILES): Violation[] {
  const lineCount = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lineCount > FILE_LINES_MAX && longFiles[file] === undefined) {
    return [
      { rule: 'length', file, line: FILE_LINES_MAX + 1, message: `${lineCount} lines; past ${FILE_LINES_MAX} look for a second noun` },
    ];
  }
  if (lineCount <= FILE_LINES_MAX && longFiles[file] !== undefined) {
    return [{ rule: 'length', file, line: 1, message: 'is listed as a long file but is not; remove it from LONG_FILES' }];
  }
  return [];
}

/** Folders of a workplace. An address or a longer relative path that merely contains such a word is fine. */
const MACHINE_PATH = /(?<![\w.@*{}:-])\/(work|tmp|root|home|Users)\/[\w.-]/;
/** Where packages were downloaded from is the business of whoever installs them. */
const DOWNLOAD_HOST = /https?:\/\/[^\s/"']*(registry|artifactory|nexus|mirror|proxy)[^\s/"']*\//;

export function machineViolations(file: string, text: string): Violation[] {
  if (!TEXT.test(file)) return [];
  return text.split('\n').flatMap((content, index) => {
    const found = MACHINE_PATH.exec(content) ?? DOWNLOAD_HOST.exec(content);
    return found === null ? [] : [{ rule: 'machine', file, line: index + 1, message: `names a place of one machine: ${found[0]}` }];
  });
}

/** @param config  the text of the room's `tsconfig.json`, plain JSON */
export function referenceViolations(file: string, room: Room, config: string): Violation[] {
  const folder = posix.dirname(file);
  const { references = [] } = JSON.parse(config) as { references?: { path: string }[] };
  const found = references.map(({ path }) => posix.join(folder, path).replace(/^src\//, '')).sort();
  const expected = [...room.mayImport].sort();
  if (found.join() === expected.join()) return [];
  return [
    {
      rule: 'references',
      file,
      line: 1,
      message: `references ${found.join(', ') || 'nothing'}; the table says ${expected.join(', ') || 'nothing'}`,
    },
  ];
}

export function allReferenceViolations(root: string): Violation[] {
  const rooms = Object.entries(ROOMS).map(([name, room]) => [`src/${name}/tsconfig.json`, room] as const);
  return [...rooms, ['src/tsconfig.json', MAIN] as const].flatMap(([file, room]) =>
    referenceViolations(file, room, readFileSync(posix.join(root, file), 'utf8')),
  );
}
