// The rooms that need no host as one flat module, for the tests that run on Node. The test runner gives every imported name a look-up of its
// own, and engines cannot fold a constant of another module: long runs take two to three times as long that way. In one bundle the same
// sources run as they do for users. Every file of these rooms is taken from it, so there is one of each class however deep a test looks.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import type {} from 'vitest/node';
import { ROOMS } from './architecture/rooms.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, '.cache/flat');
/** Applications and hosts stay as they are: they name files, threads and pages. */
const FLAT_ROOMS = Object.keys(ROOMS).filter((room) => ROOMS[room]?.pure || ['proof', 'interchange', 'shell'].includes(room));
const ENTRY = 'virtual:flat-rooms';
/** Bundles that are kept, the newest first: other runs may have begun with other sources. */
const KEPT = 8;

interface Flat {
  /** The bundle: one namespace for each file, `file0`, `file1`, … */
  bundle: string;
  /** The namespace of each file and the names in it, by the file's path. */
  files: Record<string, { namespace: string; names: string[] }>;
}

/** Bundled at the first file that is asked for, and again only after a source has changed; not at all where sources are watched or measured. */
export function flatRooms(): Plugin {
  let asTheyAre = false;
  let flat: Promise<Flat | undefined> | undefined;
  return {
    name: 'flat-rooms',
    enforce: 'pre',
    configureVitest({ vitest }) {
      asTheyAre = vitest.config.watch || vitest.config.coverage.enabled;
    },
    async load(id) {
      if (asTheyAre || !id.startsWith(ROOT) || !FLAT_ROOMS.some((room) => id.startsWith(join(ROOT, 'src', room, '/')))) return undefined;
      // A file that cannot be bundled fails the tests that need it, by its name, and not all of them.
      flat ??= flatSources().catch((error: unknown) => void this.warn(`rooms are not flat: ${error}`));
      const { bundle = '', files = {} } = (await flat) ?? {};
      const file = files[id.slice(ROOT.length)];
      if (file === undefined) return undefined;
      return `import { ${file.namespace} as flat } from ${JSON.stringify(pathToFileURL(bundle).href)};
export const { ${file.names.join(', ')} } = flat;`;
    },
  };
}

async function flatSources(): Promise<Flat> {
  const paths = FLAT_ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, 'src', room), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `src/${room}/${path.replaceAll('\\', '/')}`),
  ).sort();
  const hash = createHash('sha256');
  for (const path of [...paths, 'package-lock.json', 'test/support/flat-rooms.ts'])
    hash.update(path).update(readFileSync(join(ROOT, path)));
  const folder = join(CACHE, hash.digest('hex').slice(0, 16));
  if (!existsSync(folder)) await bundleInto(folder, paths);
  return { bundle: join(folder, 'rooms.mjs'), files: JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as Flat['files'] };
}

/** Builds beside the folder and moves there at the end, so that two that start at once never see half of it. */
async function bundleInto(folder: string, paths: readonly string[]): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, 'new-'));
  const entry = paths.map((path, index) => `export * as file${index} from ${JSON.stringify(join(ROOT, path))};`).join('\n');
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === ENTRY ? ENTRY : undefined),
          load: (id) => (id === ENTRY ? entry : undefined),
        },
      ],
      build: {
        ssr: true,
        target: 'node20',
        outDir: fresh,
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          input: ENTRY,
          checks: { bundlerTimings: false },
          output: { format: 'es', entryFileNames: 'rooms.mjs', codeSplitting: false, topLevelVar: false },
        },
      },
    });
    const rooms = (await import(/* @vite-ignore */ pathToFileURL(join(fresh, 'rooms.mjs')).href)) as Record<string, object>;
    const names = (namespace: string) => ({ namespace, names: Object.keys(rooms[namespace] ?? {}) });
    writeFileSync(join(fresh, 'files.json'), JSON.stringify(Object.fromEntries(paths.map((path, index) => [path, names(`file${index}`)]))));
    renameSync(fresh, folder);
    const age = (name: string) => statSync(join(CACHE, name)).mtimeMs;
    const old = readdirSync(CACHE)
      .sort((a, b) => age(b) - age(a))
      .slice(KEPT);
    for (const name of old) rmSync(join(CACHE, name), { recursive: true, force: true });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // else another run was faster, with the same sources
  }
}
