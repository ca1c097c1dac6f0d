// What is left of a file when everything misshapen is taken out, so that names and times in the rest can be checked at once with its shape.
// Positions and paths still speak of the text as it was written.
import type { z } from 'zod';
import type { Path, Source } from './yaml.ts';

export interface Salvaged<T> {
  value: T;
  source: Source;
  /** Keys and names that were taken out with what they stood for: nobody should be told that these do not exist. */
  removed: readonly string[];
  /** The path in the file of something at `path` in what is left. */
  original(path: Path): (string | number)[];
}

/** Each round takes out what the one before left incomplete; misshapen parts seldom lie this deep. */
const ROUNDS_MAX = 8;

/** The largest well-formed rest that removing can reach; undefined when nothing is left. */
export function salvage<T>(source: Source, schema: z.ZodType<T, unknown>): Salvaged<T> | undefined {
  /** For each list, where its items were in the file. */
  const places = new WeakMap<object, number[]>();
  const root = copy(source.value, places);
  const removed: string[] = [];
  const original = (path: Path): (string | number)[] => {
    let at: unknown = root;
    return path.map((key) => {
      const place = Array.isArray(at) ? (places.get(at)?.[Number(key)] ?? Number(key)) : String(key);
      at = typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<PropertyKey, unknown>)[key] : undefined;
      return place;
    });
  };
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const parsed = schema.safeParse(root);
    if (parsed.success) {
      return {
        value: parsed.data,
        source: { file: source.file, value: root, locate: (path, part) => source.locate(original(path), part) },
        removed,
        original,
      };
    }
    const wrong = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
    );
    if (!takeOut(root, wrong, removed, places)) return undefined;
  }
  return undefined;
}

function copy(value: unknown, places: WeakMap<object, number[]>): unknown {
  if (Array.isArray(value)) {
    const list = value.map((item) => copy(item, places));
    places.set(list, [...list.keys()]);
    return list;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner, places)]));
}

/** Removes what is at the paths, or what lacks something there; false when that is everything. */
function takeOut(root: unknown, paths: readonly Path[], removed: string[], places: WeakMap<object, number[]>): boolean {
  const doomed = new Map<object, Set<string>>();
  for (const path of paths) {
    let container: unknown = root;
    let found: { in: object; key: string } | undefined;
    for (const key of path) {
      if (typeof container !== 'object' || container === null || !Object.hasOwn(container, key)) break;
      found = { in: container, key: String(key) };
      container = (container as Record<PropertyKey, unknown>)[key];
    }
    if (found === undefined) return false;
    doomed.set(found.in, (doomed.get(found.in) ?? new Set()).add(found.key));
  }
  for (const [container, keys] of doomed) {
    for (const key of keys) removed.push(...namesOf(key, (container as Record<string, unknown>)[key]));
    if (Array.isArray(container)) {
      const kept = [...container.keys()].filter((index) => !keys.has(String(index)));
      places.set(
        container,
        kept.map((index) => places.get(container)?.[index] ?? index),
      );
      container.splice(0, container.length, ...kept.map((index) => container[index] as unknown));
    } else for (const key of keys) delete (container as Record<string, unknown>)[key];
  }
  return true;
}

function namesOf(key: string, value: unknown): string[] {
  const names = /^\d+$/.test(key) ? [] : [key];
  if (typeof value === 'object' && value !== null) {
    const { name, title } = value as { name?: unknown; title?: unknown };
    for (const text of [name, title]) if (typeof text === 'string') names.push(text);
    for (const [innerKey, inner] of Object.entries(value)) if (typeof inner === 'object') names.push(...namesOf(innerKey, inner));
  }
  return names;
}
