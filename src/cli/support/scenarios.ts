// Scenario folders on disk: those of the project by slug, any other by path. Reading is bounded and never leaves the folder.
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from './io.ts';

/** `scenarios/` beside the nearest package.json above this file, whether it runs from source or from a bundle. */
function projectScenarios(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || folder === dirname(folder)) return join(folder, 'scenarios');
  }
}
const PROJECT_SCENARIOS = projectScenarios();
/** Files that can be part of a scenario; others in the folder are not read. */
const TEXT_FILES = new Set(['.yaml', '.yml', '.md', '.txt', '.json', '.diff', '.log', '.csv']);
const FILES_MAX = 200;
const FILE_BYTES_MAX = 4_000_000;
const FOLDER_BYTES_MAX = 20_000_000;

export interface ScenarioFolder {
  slug: string;
  path: string;
  files: Record<string, string>;
}

/** Slugs of the project’s scenarios, in order. */
export function listSlugs(): string[] {
  return readdirSync(PROJECT_SCENARIOS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(PROJECT_SCENARIOS, entry.name, 'scenario.yaml')))
    .map((entry) => entry.name)
    .sort();
}

/** Reads a scenario by slug, or by the path of its folder or of its scenario.yaml. @throws UsageError when there is none or it is too large */
export function readScenarioFolder(name: string, cwd: string): ScenarioFolder {
  const path = findFolder(name, cwd);
  return { slug: slugOf(path), path, files: readFiles(path) };
}

function findFolder(name: string, cwd: string): string {
  if (/^[a-z0-9][a-z0-9.-]*$/.test(name) && existsSync(join(PROJECT_SCENARIOS, name, 'scenario.yaml')))
    return join(PROJECT_SCENARIOS, name);
  const path = resolve(cwd, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() && basename(path) === 'scenario.yaml') return resolve(path, '..');
  if (stats?.isDirectory() && existsSync(join(path, 'scenario.yaml'))) return path;
  if (stats?.isDirectory()) throw new UsageError(`${name} holds no scenario.yaml.`);
  throw new UsageError(`There is no scenario "${name}".`, `Scenarios: ${listSlugs().join(', ')}. Or name a folder with a scenario.yaml.`);
}

const slugOf = (path: string): string =>
  basename(path)
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z]+/, '') || 'scenario';

function readFiles(folder: string): Record<string, string> {
  const root = realpathSync(folder);
  const files: Record<string, string> = {};
  let bytes = 0;
  for (const path of walk(root, root)) {
    const { size } = statSync(path);
    bytes += size;
    if (size > FILE_BYTES_MAX) throw new UsageError(`${relative(root, path)} has ${size} bytes; at most ${FILE_BYTES_MAX} are read.`);
    if (Object.keys(files).length >= FILES_MAX || bytes > FOLDER_BYTES_MAX)
      throw new UsageError(`${folder} is too large for a scenario: at most ${FILES_MAX} files and ${FOLDER_BYTES_MAX} bytes.`);
    files[relative(root, path).split(sep).join('/')] = readFileSync(path, 'utf8');
  }
  return files;
}

/** Text files below a folder in order of name. @throws UsageError at a link that leads out of it, or when there are too many entries */
function walk(folder: string, root: string, depth = 0): string[] {
  const entries = readdirSync(folder).sort();
  if (entries.length > 10 * FILES_MAX || depth > 8) throw new UsageError(`${folder} is too large or too deep for a scenario.`);
  return entries.flatMap((name) => {
    const path = join(folder, name);
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) {
      if (!(existsSync(path) && realpathSync(path).startsWith(root + sep)))
        throw new UsageError(`${relative(root, path)} is a link that leads out of the scenario’s folder.`);
      return statSync(path).isFile() && TEXT_FILES.has(extname(name)) ? [path] : [];
    }
    if (stats.isDirectory()) return name.startsWith('.') ? [] : walk(path, root, depth + 1);
    return stats.isFile() && TEXT_FILES.has(extname(name)) ? [path] : [];
  });
}
