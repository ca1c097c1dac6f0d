// A package that the dev server meets late reloads the page: every one that a page or its worker imports is named beforehand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { browserPackages } from '../../support/browser-packages.ts';

const SRC = join(import.meta.dirname, '../../../src');
const NOT_IN_PAGES = /^(cli|proof|bench)\//;
/** Storybook brings its own; style sheets are no modules. */
const NOT_MODULES = /^(@storybook\/|storybook\/)|\.css$/;
/** Finds its wasm beside its own module, so it is served as it is. */
const NOT_BUNDLED = '@electric-sql/pglite';

test('every package that pages import is known to the dev server from the start, and no other', () => {
  const imported = new Set<string>(['react/jsx-dev-runtime']);
  for (const path of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(path) || NOT_IN_PAGES.test(path)) continue;
    const text = readFileSync(join(SRC, path), 'utf8').replaceAll(/^(import|export) type [^;]*;/gm, '');
    for (const match of text.matchAll(/ from '([^.'][^']*)';$|^import '([^.'][^']*)';$|import\('([^.'][^']*)'\)/gm)) {
      const name = match[1] ?? match[2] ?? match[3] ?? '';
      if (!NOT_MODULES.test(name) && name !== NOT_BUNDLED) imported.add(name);
    }
  }
  expect([...browserPackages].sort()).toEqual([...imported].sort());
});
