/**
 * The filters of a log search as one test, compiled once: cheap fields first, rendered text last, and a field's verdict remembered.
 * Regular expressions are RE2's (through `promql`): anchored for fields, unanchored for lines.
 */
import { type LabelMatcher, matcherPredicate } from '../../promql/index.ts';
import { type LogFilter, type LogStage, wordsOfSearch } from '../../schema/index.ts';
import type { LogRecord, LogRenderer } from './log-store.ts';
import { LEVELS } from './log-templates.ts';

type LineStage = Extract<LogStage, { on: 'line' }>;
type FieldStage = Extract<LogStage, { on: 'field' }>;
export type LogTest = (record: LogRecord) => boolean;

/** @throws RegexError for a pattern that RE2 would refuse */
export function logTest(filter: LogFilter, renderer: LogRenderer): LogTest {
  const tests: LogTest[] = [];
  const { level, service } = filter;
  if (level !== undefined) {
    const number = LEVELS.indexOf(level);
    tests.push((record) => renderer.levelOf(record.template) === number);
  }
  if (service !== undefined) tests.push(fieldTest({ on: 'field', field: 'service', op: '=', value: service }, renderer));
  const stages = filter.stages ?? [];
  const fields = stages.filter((stage) => stage.on === 'field');
  for (const stage of fields) tests.push(fieldTest(stage, renderer));
  const lines = stages.filter((stage) => stage.on === 'line').map(lineTest);
  const words = wordsOfSearch(filter.text?.toLowerCase() ?? '');
  if (words.length > 0)
    lines.unshift((line) => {
      const lower = line.toLowerCase();
      return words.every((word) => lower.includes(word));
    });
  if (lines.length > 0)
    tests.push((record) => {
      const line = renderer.textOf(record);
      return lines.every((test) => test(line));
    });
  return (record) => tests.every((test) => test(record));
}

function valueTest({ op, value }: Pick<FieldStage, 'op' | 'value'>): (text: string) => boolean {
  const matchers: LabelMatcher[] = [{ name: 'value', op, value }];
  const predicate = matcherPredicate(matchers);
  return (text) => predicate({ value: text });
}

function fieldTest(stage: FieldStage, renderer: LogRenderer): LogTest {
  const test = valueTest(stage);
  switch (stage.field) {
    case 'level':
      return remembered(
        (record) => renderer.levelOf(record.template),
        (record) => test(LEVELS[renderer.levelOf(record.template)]!),
      );
    case 'template':
      return remembered(
        (record) => record.template,
        (record) => test(renderer.templateOf(record.template)),
      );
    case 'service':
      return remembered(
        (record) => record.source,
        (record) => test(renderer.serviceOf(record.source)),
      );
    case 'pod':
      return remembered(
        (record) => record.source,
        (record) => test(renderer.podOf(record.source)),
      );
    case 'request_id':
      return (record) => test(renderer.requestIdOf(record.request));
    case 'trace_id': {
      if (stage.op !== '=' || stage.value.length !== 32) return (record) => test(renderer.traceIdOf(record.request));
      const first = Number.parseInt(stage.value.slice(0, 8), 16);
      return (record) => record.request !== 0 && renderer.traceWordOf(record.request) === first && test(renderer.traceIdOf(record.request));
    }
  }
}

/** A test whose verdict depends on a small number in the record alone. */
function remembered(keyOf: (record: LogRecord) => number, test: LogTest): LogTest {
  const verdicts: (boolean | undefined)[] = [];
  return (record) => (verdicts[keyOf(record)] ??= test(record));
}

function lineTest({ op, value }: LineStage): (line: string) => boolean {
  switch (op) {
    case '|=':
      return (line) => line.includes(value);
    case '!=':
      return (line) => !line.includes(value);
    default: {
      const find = searcher(value);
      return op === '|~' ? find : (line) => !find(line);
    }
  }
}

/**
 * Whether a pattern is found anywhere in a line. RE2's machine takes microseconds a line; a plain pattern means the same to the platform's
 * engine, which is a hundred times as fast, and cannot make it hang: at most two repetitions, none of a group or inside one.
 */
function searcher(pattern: string): (line: string) => boolean {
  const exact = valueTest({ op: '=~', value: `(?s:.*)(?:${pattern})(?s:.*)` });
  // Each piece of the pattern alone is checked too, so that `a)(b` is refused and not completed by the group around it.
  valueTest({ op: '=~', value: pattern });
  if (!PLAIN.test(pattern) || (pattern.match(/[*+]/g)?.length ?? 0) > 2) return exact;
  const insensitive = pattern.startsWith('(?i)');
  const regex = new RegExp(insensitive ? pattern.slice(4) : pattern, insensitive ? 'i' : '');
  return (line) => regex.test(line);
}

/** Letters, digits, spaces and signs without a meaning; escaped signs, `\d`, `\w`, `.`, simple classes, each with `?`, `*` or `+`; groups of words; alternatives; anchors. */
const PLAIN =
  /^(?:\(\?i\))?\^?(?:(?:[A-Za-z0-9 _:;,/=%@#&'"<>~!-]|\\[.$^*+?()[\]{}|/-]|\\[dw]|\.|\[[A-Za-z0-9 _-]+\])[?*+]?|\((?:\?:)?[A-Za-z0-9 _:;,/=%@#&'"<>~|-]+\)|\|(?!$))+\$?$/;
