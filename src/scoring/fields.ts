// The small language of `has` and `says`: which fields an entry must carry, and which words it must use.
// `confidence` (filled in), `eta range`, `status = unknown`, `confidence <= 95 %`, `order = contain, diagnose, fix` (in that order), `wentWell >= 5 words`.
import { compare } from './compare.ts';

type Fields = Readonly<Record<string, unknown>>;

const CONDITION = /^([a-zA-Z.]+) ?(<=|>=|<|>|=) ?(.+)$/;
const NUMBER = /^(-?\d+(?:\.\d+)?)( ?%| words)?$/;

/** Whether the fields meet one `has` item; false for an item that cannot be read. */
export function hasField(fields: Fields, item: string): boolean {
  if (item === 'eta range' || item === 'eta as range') {
    const from = at(fields, 'eta.fromMinutes');
    const to = at(fields, 'eta.toMinutes');
    return typeof from === 'number' && typeof to === 'number' && to > from;
  }
  const condition = CONDITION.exec(item);
  if (condition === null) return filled(at(fields, item));
  const [, path, operator, wanted] = condition as unknown as [string, string, string, string];
  return meets(at(fields, path), operator, wanted.trim());
}

function meets(value: unknown, operator: string, wanted: string): boolean {
  if (Array.isArray(value) && operator === '=')
    return inOrder(
      value,
      wanted.split(',').map((part) => part.trim()),
    );
  const bound = NUMBER.exec(wanted);
  if (bound !== null && bound[2] === ' words') return typeof value === 'string' && compare(wordCount(value), operator, Number(bound[1]));
  if (bound !== null && typeof value === 'number') return compare(value, operator, Number(bound[1]) / (bound[2] === undefined ? 1 : 100));
  return operator === '=' && typeof value !== 'object' && String(value).toLowerCase() === wanted.toLowerCase();
}

/** Whether the wanted words occur in the list in that order, others between them allowed. */
function inOrder(list: readonly unknown[], wanted: readonly string[]): boolean {
  let next = 0;
  for (const item of list) if (item === wanted[next]) next += 1;
  return next === wanted.length;
}

const wordCount = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

function at(fields: Fields, path: string): unknown {
  let value: unknown = fields;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Fields)[part];
  }
  return value;
}

/** A number, a truth value, a text that is not blank, a list or group with something in it. */
function filled(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.values(value).some(filled);
  return true;
}

/** Whether any text anywhere in the fields contains one of the words, letter case aside. An arrow of a cascade reads `from > to`. */
export function says(fields: unknown, words: readonly string[]): boolean {
  if (typeof fields === 'string') {
    const text = fields.toLowerCase();
    return words.some((word) => text.includes(word.toLowerCase()));
  }
  if (typeof fields !== 'object' || fields === null) return false;
  const { from, to } = fields as { from?: unknown; to?: unknown };
  if (typeof from === 'string' && typeof to === 'string' && says(`${from} > ${to}`, words)) return true;
  return Object.values(fields).some((value) => says(value, words));
}
