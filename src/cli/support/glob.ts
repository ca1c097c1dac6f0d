// Paths with `*`, `?` and `[…]` in their segments, as Go's filepath.Glob has them: what exists, in order; a path without them stands for itself.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

const FOUND_MAX = 1_000;

/** Files below `folder` that match. An absolute pattern stays absolute. */
export function globFiles(folder: string, pattern: string): string[] {
  const whole = resolve(folder, pattern);
  const [first = '', ...segments] = whole.split(sep);
  let paths = [first === '' ? sep : first];
  for (const segment of segments) {
    const test = segmentTest(segment);
    paths = paths.flatMap((path) => (test === undefined ? [join(path, segment)].filter((one) => existsSync(one)) : entries(path, test)));
  }
  return paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true).slice(0, FOUND_MAX);
}

function entries(folder: string, test: RegExp): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => test.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** A test for names, or undefined when the segment has no special characters. */
function segmentTest(segment: string): RegExp | undefined {
  if (!/[*?[]/.test(segment)) return undefined;
  const source = segment.replace(/\[[^\]]+\]|[\s\S]/g, (part) => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.length > 1 ? part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\') : part.replace(/[.+^${}()|[\]\\]/, '\\$&');
  });
  return new RegExp(`^${source}$`);
}
