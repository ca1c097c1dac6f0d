// Canonical JSON and its hash: equal values give equal text whatever the order of their keys.
import { hashHex, hashInit, hashText } from '../math/index.ts';
import { assert } from './issues.ts';

/** JSON with keys in code-unit order and no spaces; keys whose value is undefined are left out. @throws InvariantError on functions, symbols, bigints, NaN and infinities */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    assert(Number.isFinite(value), 'only finite numbers have a canonical form', { value });
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`;
  assert(typeof value === 'object', 'only plain data has a canonical form', { type: typeof value });
  const entries = Object.keys(value)
    .sort()
    .filter((key) => (value as Record<string, unknown>)[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`);
  return `{${entries.join(',')}}`;
}

/** 16 hexadecimal digits that depend on the content only, not on the order of keys. Detects differences; does not resist an adversary. */
export function canonicalHash(value: unknown): string {
  const hash = hashInit(0);
  hashText(hash, canonicalJson(value));
  return hashHex(hash);
}
