// Starts the command line from a bundle, built again whenever a source is newer. JavaScript engines run one flat module two to three times
// as fast as the same code in a hundred modules, and a bundle starts at once. Plain JavaScript, because Node starts it as it is.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, '.cache');
const bundle = join(cache, 'cli');
const entry = join(bundle, 'main.js');

/** Newest change of anything the bundle is made from, in milliseconds. */
function newestSourceMs() {
  let newest = statSync(join(root, 'package-lock.json')).mtimeMs;
  for (const path of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (/^(?:ui|host)\b/.test(path) || !/\.(?:ts|mjs)$/.test(path)) continue;
    newest = Math.max(newest, statSync(join(root, 'src', path)).mtimeMs);
  }
  return newest;
}

/** Builds beside the old bundle and puts it in place at the end, so that two that start at once never see half of one. */
async function rebuild() {
  const { build } = await import('vite');
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'cli-'));
  try {
    await bundleInto(build, fresh, 'prove-worker', 'src/cli/support/prove-worker.ts');
    await bundleInto(build, fresh, 'bench-worker', 'src/cli/support/bench-worker.ts');
    await bundleInto(build, fresh, 'main', 'src/cli/main.ts');
    rmSync(bundle, { recursive: true, force: true });
    renameSync(fresh, bundle);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(entry)) throw error; // else another start was faster, with the same sources
  }
}

/** Each entry is one file: a name imported from another chunk costs as much as one from another module. */
async function bundleInto(build, outDir, name, source) {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { [name]: join(root, source) },
        checks: { bundlerTimings: false }, // else a slow machine is told about it in the middle of a command's output
        // `const` at the top level stays `const`: engines fold its fields, those of a `var` they load each time.
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false, topLevelVar: false },
      },
    },
  });
}

if (!existsSync(entry) || statSync(entry).mtimeMs < newestSourceMs()) await rebuild();
await import(entry);
