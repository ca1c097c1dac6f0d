/**
 * The lock file installs anywhere: it names no download address, pins what package.json pins, and lost no optional package.
 * npm drops platform packages a registry lacks without a word, and `npm ci` then refuses the lock on other machines.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  version?: string;
  resolved?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
type Packages = Record<string, LockedPackage>;

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')) as unknown;
const { packages } = read('package-lock.json') as { packages: Packages };

/** Node's lookup: the package's own folder first, then each folder above. */
function isLocked(all: Packages, from: string, name: string): boolean {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (all[`${base === '' ? '' : `${base}/`}node_modules/${name}`] !== undefined) return true;
    if (base === '') return false;
  }
}

function droppedOptionals(all: Packages): string[] {
  return Object.entries(all).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(all, path, name))
      .map((name) => `${path} lost ${name}`),
  );
}

it('keeps every optional dependency', () => {
  expect(droppedOptionals(packages)).toEqual([]);
});

it('notices a dropped optional dependency', () => {
  const all: Packages = {
    'node_modules/a': { optionalDependencies: { b: '1.0.0', c: '1.0.0' } },
    'node_modules/a/node_modules/b': { version: '1.0.0' },
  };
  expect(droppedOptionals(all)).toEqual(['node_modules/a lost c']);
});

it('records no download address', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual([]);
});

it('pins every direct dependency exactly', () => {
  const { dependencies, devDependencies } = read('package.json') as LockedPackage;
  const wanted = Object.entries({ ...dependencies, ...devDependencies });
  const loose = wanted.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version);
  expect(wanted.length).toBeGreaterThan(20);
  expect(loose).toEqual([]);
});
