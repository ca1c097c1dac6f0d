// zod's verdict on a file, said the way an author can use: where, what was found, what was expected, what to try.
import type { z } from 'zod';
import type { InputIssue, ParseResult } from '../issues.ts';
import { parseDurationUs } from '../units.ts';
import { LIMITS } from './limits.ts';
import { didYouMean, nearest } from './suggest.ts';
import type { Path, Source } from './yaml.ts';

/** Parses what was read by a schema; every issue at once, in the order of the text. */
export function parseShape<T>(source: Source, schema: z.ZodType<T, unknown>): ParseResult<T> {
  const parsed = schema.safeParse(source.value, { error: expectation });
  if (parsed.success) return { ok: true, value: parsed.data };
  // Finding a place costs a walk of the text: beyond the limit nobody reads on.
  const issues = parsed.error.issues.slice(0, LIMITS.issues).flatMap((issue) => shapeIssues(source, issue));
  return { ok: false, issues: capped(inOrder(issues), parsed.error.issues.length - LIMITS.issues) };
}

/** What is wrong with the shape of a value, without the value. */
export function shapeIssuesOf(source: Source, schema: z.ZodType): InputIssue[] {
  const parsed = parseShape(source, schema);
  return parsed.ok ? [] : parsed.issues;
}

/** What a schema that says nothing itself expects here; becomes the message of the issue. */
function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected as string] ?? `a ${issue.expected}`;
    case 'too_big':
      return `${amountOf(issue.origin)} of at most ${issue.maximum}${unitOf(issue.origin)}${issue.inclusive === false ? ' (not that itself)' : ''}`;
    case 'too_small':
      return `${amountOf(issue.origin)} of ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `${String(issue.values[0])}` : `one of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return keysOf(issue.inst).join(', ');
    case 'invalid_key':
      return (issue.issues[0] as z.core.$ZodIssue | undefined)?.message ?? 'another key';
    case 'invalid_format':
      return issue.format === 'datetime'
        ? 'a time in UTC such as 2024-01-15T09:20:00Z'
        : `a text in the form ${issue.pattern ?? issue.format}`;
    default:
      return 'another value';
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map of keys and values',
  record: 'a map of names and values',
  array: 'a list',
};
const amountOf = (origin: string): string => (origin === 'string' ? 'a text' : origin === 'array' ? 'a list' : 'a number');
const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' ? ' items' : '');

function keysOf(schema: unknown): string[] {
  const def = (schema as z.core.$ZodType | undefined)?._zod.def as { shape?: Record<string, unknown> } | undefined;
  return Object.keys(def?.shape ?? {});
}

function shapeIssues(source: Source, issue: z.core.$ZodIssue): InputIssue[] {
  const found = valueAt(source.value, issue.path);
  const make = (code: string, path: Path, part: 'key' | 'value', parts: { found: string; expected: string; hint: string }): InputIssue =>
    makeIssue(source, code, path, part, parts);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = issue.message.split(', ').filter((key) => key !== '');
      const unused = known.filter((key) => !(typeof found === 'object' && found !== null && Object.hasOwn(found, key)));
      return issue.keys.slice(0, LIMITS.issues).map((key) =>
        make('shape/unknown-key', [...issue.path, key], 'key', {
          found: `the key ${key.slice(0, 60)}`,
          expected: known.length > 0 ? `only ${known.join(', ')}` : 'no keys',
          hint: nearest(key, unused) !== undefined ? didYouMean(key, unused) : 'Remove it, or put it where it belongs',
        }),
      );
    }
    case 'invalid_key':
      return [
        make('shape/bad-name', issue.path, 'key', {
          found: `the name ${String(issue.path.at(-1)).slice(0, 60)}`,
          expected: issue.message,
          hint: 'Rename it here and wherever it is used',
        }),
      ];
    case 'invalid_union':
      return [
        make(found === undefined ? 'shape/missing-key' : 'shape/no-such-choice', issue.path, 'value', {
          found: describe(found),
          expected: issue.message,
          hint: choiceHint(found, (issue as unknown as { choices?: string[] }).choices ?? []),
        }),
      ];
    case 'invalid_value': {
      if (found === undefined) return [make('shape/missing-key', issue.path, 'value', missing(issue))];
      const values = issue.values.map(String);
      return [
        make('shape/wrong-value', issue.path, 'value', {
          found: describe(found),
          expected: issue.message,
          hint: didYouMean(String(found), values),
        }),
      ];
    }
    case 'too_big':
    case 'too_small':
      return [
        make(issue.origin === 'number' || issue.origin === 'int' ? 'shape/out-of-range' : 'shape/wrong-length', issue.path, 'value', {
          found: issue.origin === 'number' || issue.origin === 'int' ? describe(found) : sizeOf(found),
          expected: issue.message,
          hint: amountHint(issue),
        }),
      ];
    case 'invalid_format':
      return [
        make('shape/wrong-format', issue.path, 'value', {
          found: describe(found),
          expected: issue.message,
          hint: formatHint(found, issue.message),
        }),
      ];
    case 'invalid_type':
      if (found === undefined || found === null) return [make('shape/missing-key', issue.path, 'value', missing(issue))];
      return [
        make('shape/wrong-type', issue.path, 'value', {
          found: describe(found),
          expected: issue.message,
          hint: formatHint(found, issue.message),
        }),
      ];
    default:
      return [
        make('shape/wrong-value', issue.path, 'value', {
          found: describe(found),
          expected: issue.message,
          hint: formatHint(found, issue.message),
        }),
      ];
  }
}

/** One issue at a place of a source. */
export function makeIssue(
  source: Source,
  code: string,
  path: Path,
  part: 'key' | 'value',
  { found, expected, hint }: { found: string; expected: string; hint: string },
): InputIssue {
  const position = source.locate(path, part);
  return {
    code,
    file: source.file,
    line: position?.line,
    column: position?.column,
    path: path.map((key) => (typeof key === 'number' ? key : String(key))),
    found,
    expected,
    hint,
  };
}

function missing(issue: z.core.$ZodIssue): { found: string; expected: string; hint: string } {
  const key = issue.path.at(-1);
  return { found: 'nothing', expected: issue.message, hint: `Add ${typeof key === 'string' ? `${key}: ` : ''}${exampleOf(issue.message)}` };
}

/** Something to write where this is expected, as the reader will find it in the format. */
function exampleOf(expected: string): string {
  if (expected.startsWith('one of ')) return expected.slice('one of '.length).split(', ')[0] ?? '…';
  return EXAMPLES.find(([beginning]) => expected.startsWith(beginning))?.[1] ?? '…';
}
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['a text', '"some text"'],
  ['a number', '1'],
  ['a whole number', '1'],
  ['true or false', 'true'],
  ['a map', '{ name: value }'],
  ['a list', '[item, item]'],
  ['a duration', '5s'],
  ['a percentage', '0.5 %'],
  ['a rate', '10rps'],
  ['an amount', '5 USD'],
  ['a time in UTC', '2024-01-15T09:20:00Z'],
];

/** Which amount would do. */
function amountHint(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const most = issue.code === 'too_big';
  const bound = String(most ? issue.maximum : issue.minimum);
  if (issue.origin === 'string') return most ? `Shorten it to ${bound} characters` : `Write ${bound} or more characters`;
  if (issue.origin === 'array') return most ? `Keep at most ${bound} items` : `List ${bound} or more items`;
  return issue.inclusive === false
    ? `Write a number ${most ? 'less' : 'more'} than ${bound}`
    : `Write ${bound} or ${most ? 'less' : 'more'}`;
}

function choiceHint(found: unknown, choices: readonly string[]): string {
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) {
    for (const key of Object.keys(found)) {
      const near = nearest(key, choices);
      if (near !== undefined) return `Did you mean ${near} instead of ${key}?`;
    }
    return choices.length > 0 ? `Begin with one of ${choices.join(', ')}` : 'See the format’s reference';
  }
  if (typeof found === 'string' && nearest(found, choices) !== undefined) return `Write it as a map: { ${nearest(found, choices)}: … }`;
  return formatHint(found, '');
}

/** Units are the mistake people make most: show the right way to write the very number they wrote. */
function formatHint(found: unknown, expected: string): string {
  if (typeof found === 'number' && found < 0) return 'It cannot be negative';
  const number =
    typeof found === 'number' ? found : typeof found === 'string' && /^\d{1,12}(?:\.\d{1,6})?$/.test(found) ? Number(found) : undefined;
  if (number !== undefined) {
    if (expected.startsWith('a duration')) return `Add the unit: ${number}ms, ${number}s or ${number}m`;
    if (expected.startsWith('a percentage')) return `Write a percentage: ${number > 1 ? number : Number((number * 100).toFixed(6))} %`;
    if (expected.startsWith('a rate')) return `Add the unit: ${number}rps or ${number}rpm`;
    if (expected.startsWith('an amount')) return `Add the currency: ${number} USD`;
    if (typeof found === 'number' && expected.startsWith('a text')) return `Put it in quotes: "${number}"`;
  }
  if (typeof found === 'boolean' && expected.startsWith('a text')) return `Put it in quotes: "${found}"`;
  if (typeof found === 'string') {
    if (found.startsWith('-')) return 'It cannot be negative';
    if (
      expected.startsWith('a duration') &&
      /^[\d.]+ ?\w+$/.test(found) &&
      parseDurationUs(found) === undefined &&
      !/^\d+[smhd]$/.test(found)
    )
      return 'Units are us, ms, s, m, h and d, written without a space: 250ms, 5s, 3m';
    if (expected.startsWith('a percentage')) return 'Write a percentage such as 0.5 %';
    if (/^(?:a|an) (?:number|whole number)/.test(expected) && /^".*"$/.test(found) === false)
      return 'Write a plain number, without quotes or unit';
    if (expected.startsWith('a list')) return `Put it in brackets: [${found.slice(0, 30)}]`;
  }
  if (expected.startsWith('a list') && typeof found === 'object') return 'Begin each item with a hyphen';
  if (expected.startsWith('a map') && Array.isArray(found)) return 'Remove the hyphens: this is a map of names, not a list';
  return expected === '' ? 'See the format’s reference' : `Write ${expected}`;
}

/** A value in a few words. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return `"${value.slice(0, 60).replace(/[\u0000-\u001f\u007f]/g, ' ')}${value.length > 60 ? '…' : ''}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') {
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty map' : `a map with ${keys.slice(0, 4).join(', ').slice(0, 60)}${keys.length > 4 ? ', …' : ''}`;
  }
  return String(value);
}
const sizeOf = (value: unknown): string =>
  typeof value === 'string' ? `${value.length} characters` : Array.isArray(value) ? `${value.length} items` : describe(value);

/** The value at a path of plain data; undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}

/** Issues in the order of the text, as someone fixing them would read it. */
export function inOrder(issues: readonly InputIssue[]): InputIssue[] {
  return issues
    .map((issue, index) => ({ issue, index }))
    .sort((a, b) => (a.issue.line ?? 0) - (b.issue.line ?? 0) || (a.issue.column ?? 0) - (b.issue.column ?? 0) || a.index - b.index)
    .map(({ issue }) => issue);
}

/** At most LIMITS.issues of them, and a last one that counts the rest with those left out before. */
export function capped(issues: InputIssue[], leftOut = 0): InputIssue[] {
  const more = Math.max(0, issues.length - LIMITS.issues) + Math.max(0, leftOut);
  const first = issues[0];
  if (more <= 0 || first === undefined) return issues;
  return [
    ...issues.slice(0, LIMITS.issues),
    {
      code: 'limit/issues',
      file: first.file,
      line: undefined,
      column: undefined,
      path: [],
      found: `${more} more issues`,
      expected: 'none',
      hint: 'Fix the first ones and try again',
    },
  ];
}
