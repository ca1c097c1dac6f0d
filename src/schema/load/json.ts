// JSON text to plain data, bounded in nesting, without keys that reach into prototypes; and where in the text a path was written.
import type { InputIssue, ParseResult } from '../issues.ts';
import { LIMITS } from './limits.ts';
import { FORBIDDEN_KEYS, type Path, type Position, type Source } from './yaml.ts';

/** Reads JSON. A position costs a second pass over the text, so of a large file only the first issues have one. */
export function readJson(text: string, file: string): ParseResult<Source> {
  const issue = (
    code: string,
    offset: number | undefined,
    found: string,
    expected: string,
    hint: string,
  ): { ok: false; issues: InputIssue[] } => ({
    ok: false,
    issues: [
      {
        code,
        file,
        line: undefined,
        column: undefined,
        ...(offset === undefined ? {} : positionAt(text, offset)),
        path: [],
        found,
        expected,
        hint,
      },
    ],
  });
  const tooDeepAt = depthExceededAt(text, LIMITS.depth);
  if (tooDeepAt !== undefined)
    return issue('limit/depth', tooDeepAt, 'deeper nesting', `at most ${LIMITS.depth} levels`, 'This file was not written by Faultline');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const offset = skipValue(text, skipSpace(text, 0)).at;
    return issue(
      'json/syntax',
      Math.min(offset, text.length),
      offset >= text.length ? 'the end of the file' : JSON.stringify(text.slice(offset, offset + 20)),
      'JSON',
      'The file is damaged or was cut short: export it again',
    );
  }
  const forbidden = forbiddenKey(value);
  if (forbidden !== undefined)
    return issue('json/forbidden-key', undefined, forbidden, 'another name', 'This file was not written by Faultline');
  let read = 0;
  const locateWithin = (path: Path): Position | undefined => {
    read += text.length;
    return read <= LIMITS.runFileLength || read === text.length ? locate(text, path) : undefined;
  };
  return { ok: true, value: { file, value, locate: locateWithin } };
}

function depthExceededAt(text: string, limit: number): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = skipString(text, at) - 1;
    else if (code === OPEN_MAP || code === OPEN_LIST) {
      depth += 1;
      if (depth > limit) return at;
    } else if (code === CLOSE_MAP || code === CLOSE_LIST) depth -= 1;
  }
  return undefined;
}
const [QUOTE, BACKSLASH, OPEN_MAP, OPEN_LIST, CLOSE_MAP, CLOSE_LIST] = [34, 92, 123, 91, 125, 93];

function forbiddenKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.includes(key)) return key;
    const inner = forbiddenKey((value as Record<string, unknown>)[key]);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Offset after the string that begins at `at`. */
function skipString(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) !== QUOTE) end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  return end + 1;
}

function skipSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && ' \t\r\n'.includes(text[end] as string)) end += 1;
  return end;
}

/** Goes past one value; when it is not well-formed, `ok` is false and `at` is where it stops making sense. */
function skipValue(text: string, start: number): { ok: boolean; at: number } {
  const open = text[start];
  if (open === '"') {
    const end = skipString(text, start);
    return { ok: end <= text.length, at: end };
  }
  if (open !== '{' && open !== '[') {
    const match = SCALAR.exec(text.slice(start, start + 400));
    return match === null ? { ok: false, at: start } : { ok: true, at: start + match[0].length };
  }
  const close = open === '{' ? '}' : ']';
  let at = skipSpace(text, start + 1);
  if (text[at] === close) return { ok: true, at: at + 1 };
  for (;;) {
    if (open === '{') {
      if (text[at] !== '"') return { ok: false, at };
      at = skipSpace(text, skipString(text, at));
      if (text[at] !== ':') return { ok: false, at };
      at = skipSpace(text, at + 1);
    }
    const value = skipValue(text, at);
    if (!value.ok) return value;
    at = skipSpace(text, value.at);
    if (text[at] === close) return { ok: true, at: at + 1 };
    if (text[at] !== ',') return { ok: false, at };
    at = skipSpace(text, at + 1);
  }
}
const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/;

/** Where the value at `path` begins; the last ancestor that exists when it does not. */
function locate(text: string, path: Path): Position {
  let at = skipSpace(text, 0);
  for (const key of path) {
    const inner = text[at] === '{' ? memberAt(text, at, String(key)) : text[at] === '[' ? itemAt(text, at, Number(key)) : undefined;
    if (inner === undefined) break;
    at = inner;
  }
  return positionAt(text, at);
}

function memberAt(text: string, map: number, wanted: string): number | undefined {
  let at = skipSpace(text, map + 1);
  let found: number | undefined;
  while (text[at] === '"') {
    const end = skipString(text, at);
    const key: unknown = JSON.parse(text.slice(at, end));
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (key === wanted) found = value; // the last one counts, as in JSON.parse
    at = skipSpace(text, skipValue(text, value).at);
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return found;
}

function itemAt(text: string, list: number, index: number): number | undefined {
  let at = skipSpace(text, list + 1);
  for (let i = 0; text[at] !== ']'; i++) {
    if (i === index) return at;
    at = skipSpace(text, skipValue(text, at).at);
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, column: offset - lineStart + 1 };
}
