// JSON of a stranger, read with bounds: how long, how deep, how much. Values are read as unknown and asked for by type.

const JSON_LENGTH_MAX = 5_000_000;
const DEPTH_MAX = 60;

export type JsonRead = { ok: true; value: unknown } | { ok: false; found: string; expected: string; offset: number };

/** Nesting is counted before the text is parsed. */
export function readBoundedJson(text: string): JsonRead {
  if (text.length > JSON_LENGTH_MAX)
    return { ok: false, found: `${text.length} characters`, expected: `at most ${JSON_LENGTH_MAX}`, offset: 0 };
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (quoted) {
      if (sign === 92) at++;
      else if (sign === 34) quoted = false;
    } else if (sign === 34) quoted = true;
    else if (sign === 123 || sign === 91) {
      depth++;
      if (depth > DEPTH_MAX) return { ok: false, found: `values nested ${depth} deep`, expected: `at most ${DEPTH_MAX}`, offset: at };
    } else if (sign === 125 || sign === 93) depth--;
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    return { ok: false, found: excerpt(text, offset), expected: 'JSON', offset };
  }
}

/** The rest of one line, cut. */
function excerpt(text: string, offset: number): string {
  const line = text
    .slice(offset)
    .trimStart()
    .split(/[\r\n]/, 1)[0]!;
  return line === '' ? 'the end' : line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

export type Json = Readonly<Record<string, unknown>>;
export const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const mapOf = (value: unknown): Json => (isMap(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Own keys only: `__proto__` in a file is a key like any other. */
export const own = (map: Json, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);
