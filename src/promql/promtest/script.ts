/**
 * Reads Prometheus' test scripts (promql/promqltest): `load`, `clear`, `eval instant`, `eval range` and their expectations.
 * Written from the format's description.
 */
import { addHistograms, subtractHistograms } from '../histogram/native-histogram.ts';
import { readNumber } from '../number-text.ts';
import { durationSeconds } from '../syntax/lexer.ts';
import { parseSelectorOnly } from '../syntax/parser.ts';
import type { Labels, NativeHistogram } from '../types.ts';
import { parseHistogram } from './histogram-literal.ts';

/** One place in a described series. */
export type ScriptValue =
  | { kind: 'float'; value: number }
  | { kind: 'missing' }
  | { kind: 'stale' }
  | { kind: 'histogram'; histogram: NativeHistogram };

export interface ScriptSeries {
  labels: Labels;
  values: ScriptValue[];
}

export interface Expectation {
  what: 'ordered' | 'fail' | 'warn' | 'no_warn' | 'info' | 'no_info';
  match?: { how: 'msg' | 'regex'; text: string };
}

export interface LoadCommand {
  kind: 'load';
  line: number;
  stepMs: number;
  /** Also turns classic histograms into native ones with custom buckets. */
  withNativeHistograms: boolean;
  series: ScriptSeries[];
}

export interface EvalCommand {
  kind: 'instant' | 'range';
  line: number;
  expr: string;
  startMs: number;
  endMs: number;
  stepMs: number;
  expectations: Expectation[];
  scalar?: number;
  text?: string;
  /** The grid of an expected range vector, for an instant evaluation of one. */
  rangeVector?: { startMs: number; stepMs: number };
  series: ScriptSeries[];
}

export type ScriptCommand = LoadCommand | EvalCommand | { kind: 'clear'; line: number };

/** A script that cannot be read, with the line it fails at. */
export class ScriptProblem extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const SERIES_LENGTH_MAX = 1_000_000;
/** Of all series that are loaded together: a line of a few characters can ask for a million. */
export const LOAD_VALUES_MAX = 2_000_000;

export function parseScript(text: string): ScriptCommand[] {
  const lines = text.split('\n').map((line) => (line.trim().startsWith('#') ? '' : line.trim()));
  const commands: ScriptCommand[] = [];
  let at = 0;
  const block = (): string[] => {
    const found: string[] = [];
    while (at < lines.length && lines[at] !== '') {
      found.push(lines[at] as string);
      at += 1;
    }
    return found;
  };
  while (at < lines.length) {
    const line = lines[at] as string;
    at += 1;
    if (line === '') {
      continue;
    }
    const word = line.split(/\s/, 1)[0]?.toLowerCase() ?? '';
    if (word === 'clear') {
      commands.push({ kind: 'clear', line: at });
    } else if (word === 'load' || word === 'load_with_nhcb') {
      commands.push(parseLoad(line, at, block()));
    } else if (word.startsWith('eval')) {
      const number = at;
      const command = parseEvalLine(line, number);
      // A scalar or a message ends the expectations, so the next line may be a command without a blank line between.
      while (at < lines.length && lines[at] !== '') {
        at += 1;
        if (addExpectation(command, lines[at - 1] as string, at)) {
          break;
        }
      }
      commands.push(command);
    } else {
      throw new ScriptProblem(at, `invalid command "${line}"`);
    }
  }
  return commands;
}

function durationMs(text: string, line: number): number {
  const negative = text.startsWith('-');
  const body = negative ? text.slice(1) : text;
  const seconds = body === '0' ? 0 : durationSeconds(body);
  if (seconds === undefined) {
    throw new ScriptProblem(line, `not a duration: "${text}"`);
  }
  return (negative ? -1 : 1) * Math.round(seconds * 1000);
}

function parseLoad(header: string, line: number, body: readonly string[]): LoadCommand {
  const match = /^load(_with_nhcb)?\s+(\S+)$/i.exec(header);
  if (match === null) {
    throw new ScriptProblem(line, 'invalid load command: expected load <step>');
  }
  const byKey = new Map<string, ScriptSeries>();
  let valueCount = 0;
  body.forEach((text, i) => {
    const series = parseSeries(text, line + 1 + i);
    valueCount += series.values.length;
    if (valueCount > LOAD_VALUES_MAX) {
      throw new ScriptProblem(line + 1 + i, `more than ${LOAD_VALUES_MAX} values are loaded`);
    }
    byKey.set(JSON.stringify(Object.entries(series.labels).sort()), series);
  });
  return {
    kind: 'load',
    line,
    stepMs: durationMs(match[2] as string, line),
    withNativeHistograms: match[1] !== undefined,
    series: [...byKey.values()],
  };
}

function parseEvalLine(text: string, line: number): EvalCommand {
  const instant = /^eval(?:_(fail|warn|ordered|info))?\s+instant\s+(?:at\s+(\S+)\s+)?(.+)$/.exec(text);
  if (instant !== null) {
    const atMs = instant[2] === undefined ? 0 : durationMs(instant[2], line);
    const expr = instant[3] as string;
    return { kind: 'instant', line, expr, startMs: atMs, endMs: atMs, stepMs: 0, expectations: expectationOf(instant[1]), series: [] };
  }
  const range = /^eval(?:_(fail|warn|info))?\s+range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)\s+(.+)$/.exec(text);
  if (range === null) {
    throw new ScriptProblem(
      line,
      'invalid evaluation command: expected eval instant [at <time>] <expr> or eval range from <time> to <time> step <step> <expr>',
    );
  }
  const [startMs, endMs, stepMs] = [2, 3, 4].map((i) => durationMs(range[i] as string, line)) as [number, number, number];
  return { kind: 'range', line, expr: range[5] as string, startMs, endMs, stepMs, expectations: expectationOf(range[1]), series: [] };
}

function expectationOf(suffix: string | undefined): Expectation[] {
  return suffix === undefined ? [] : [{ what: suffix as Expectation['what'] }];
}

/** Reads one line below an evaluation. Returns whether it is the last one. */
function addExpectation(command: EvalCommand, text: string, line: number): boolean {
  const message = /^expected_fail_(message|regexp)\s+(.*)$/.exec(text);
  if (message !== null) {
    command.expectations.push({
      what: 'fail',
      match: { how: message[1] === 'message' ? 'msg' : 'regex', text: (message[2] as string).trim() },
    });
    return true;
  }
  if (/^expect\s/.test(text)) {
    addExpectLine(command, text, line);
    return false;
  }
  const scalar = readNumber(text);
  if (scalar !== undefined) {
    command.scalar = scalar;
    return true;
  }
  command.series.push(parseSeries(text, line));
  return false;
}

function addExpectLine(command: EvalCommand, text: string, line: number): void {
  const string = /^expect\s+string\s+(.+)$/.exec(text);
  if (string !== null) {
    command.text = unquoted(string[1] as string);
    return;
  }
  const grid = /^expect\s+range\s+vector\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)$/.exec(text);
  if (grid !== null) {
    command.rangeVector = { startMs: durationMs(grid[1] as string, line), stepMs: durationMs(grid[3] as string, line) };
    return;
  }
  const match = /^expect\s+(ordered|fail|warn|no_warn|info|no_info)(?:\s+(regex|msg):(.+))?$/.exec(text);
  if (match === null) {
    throw new ScriptProblem(line, `invalid expect statement "${text}"`);
  }
  const what = match[1] as Expectation['what'];
  command.expectations.push(
    match[2] === undefined ? { what } : { what, match: { how: match[2] as 'regex' | 'msg', text: (match[3] as string).trim() } },
  );
}

function unquoted(text: string): string {
  return /^(["'`]).*\1$/s.test(text) ? text.slice(1, -1).replace(/\\(["'\\])/g, '$1') : text;
}

function parseSeries(text: string, line: number): ScriptSeries {
  let parsed: ReturnType<typeof parseSelectorOnly>;
  try {
    // Only the description is PromQL; what follows has a notation of its own.
    const end = endOfDescription(text);
    parsed = { selector: parseSelectorOnly(text.slice(0, end)).selector, rest: text.slice(end) };
  } catch (problem) {
    throw new ScriptProblem(line, `invalid series "${text}": ${problem instanceof Error ? problem.message : String(problem)}`);
  }
  const labels: Record<string, string> = {};
  for (const { name, op, value } of parsed.selector.matchers) {
    if (op !== '=') {
      throw new ScriptProblem(line, `invalid series "${text}": labels are set with =`);
    }
    if (value !== '') {
      labels[name] = value;
    }
  }
  const values: ScriptValue[] = [];
  for (const item of parsed.rest.match(/\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?(?:x\d+)?|\S+/g) ?? []) {
    addItem(item, values, line);
  }
  return { labels, values };
}

/** Where a series' name and braces end. */
function endOfDescription(text: string): number {
  const name = /^[A-Za-z_:][A-Za-z0-9_:]*\s*/.exec(text)?.[0] ?? '';
  if (text[name.length] !== '{' || text.startsWith('{{', name.length)) {
    return name.length;
  }
  let quoteOpen = '';
  for (let i = name.length + 1; i < text.length; i++) {
    const c = text[i] as string;
    if (quoteOpen !== '') {
      if (c === '\\' && quoteOpen !== '`') {
        i += 1;
      } else if (c === quoteOpen) {
        quoteOpen = '';
      }
    } else if (c === '"' || c === "'" || c === '`') {
      quoteOpen = c;
    } else if (c === '}') {
      return i + 1;
    }
  }
  return text.length;
}

const HISTOGRAM_ITEM = /^(\{\{[^}]*\}\})(?:([+-])(\{\{[^}]*\}\}))?(?:x(\d+))?$/;

/** `{{…}}`, `{{…}}xN`, `{{…}}+{{…}}xN`: a histogram, repeated or growing. */
function addHistogramItem(item: string, add: (count: number, value: (i: number) => ScriptValue) => void, line: number): void {
  const match = HISTOGRAM_ITEM.exec(item);
  const first = match === null ? undefined : parseHistogram(match[1] as string);
  const step = match?.[3] === undefined ? 'none' : parseHistogram(match[3]);
  if (match === null || first === undefined || step === undefined) {
    throw new ScriptProblem(line, `not a histogram: "${item}"`);
  }
  let current = first;
  add(match[4] === undefined ? 1 : Number(match[4]) + 1, (i) => {
    if (i > 0 && step !== 'none') {
      const next = match[2] === '-' ? subtractHistograms(current, step) : addHistograms(current, step);
      if (typeof next === 'string' || current.schema > step.schema) {
        throw new ScriptProblem(line, `histograms do not go together: "${item}"`);
      }
      current = next;
    }
    return { kind: 'histogram', histogram: current };
  });
}

/** No hexadecimal here: `0x10` is eleven zeros. */
const NUMBER = '[+-]?(?:inf|nan|\\d+\\.?\\d*(?:e[+-]?\\d+)?|\\.\\d+(?:e[+-]?\\d+)?)';
const ITEM = new RegExp(`^(${NUMBER})(?:([+-])(${NUMBER}))?(?:x(\\d+))?$`, 'i');

function addItem(item: string, values: ScriptValue[], line: number): void {
  const add = (count: number, value: (i: number) => ScriptValue): void => {
    if (values.length + count > SERIES_LENGTH_MAX) {
      throw new ScriptProblem(line, `series is longer than ${SERIES_LENGTH_MAX} values`);
    }
    for (let i = 0; i < count; i++) {
      values.push(value(i));
    }
  };
  const missing = /^_(?:x(\d+))?$/.exec(item);
  if (missing !== null) {
    add(missing[1] === undefined ? 1 : Number(missing[1]), () => ({ kind: 'missing' }));
    return;
  }
  if (item === 'stale') {
    values.push({ kind: 'stale' });
    return;
  }
  if (item.startsWith('{{')) {
    addHistogramItem(item, add, line);
    return;
  }
  const match = ITEM.exec(item);
  const first = match === null ? undefined : readNumber(match[1] as string);
  if (match === null || first === undefined) {
    throw new ScriptProblem(line, `not a sample value: "${item}"`);
  }
  const step = match[3] === undefined ? 0 : (match[2] === '-' ? -1 : 1) * (readNumber(match[3]) as number);
  let value = first;
  // Added up step by step, as Prometheus does, so that rounding is the same.
  add(match[4] === undefined ? 1 : Number(match[4]) + 1, (i) => {
    value = i === 0 ? first : value + step;
    return { kind: 'float', value };
  });
}
