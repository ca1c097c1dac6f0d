// A log search as text, put together from its parts: for chips that take one away and buttons that add one.
import { type LogStage, wordsOfSearch } from '../../schema/index.ts';

type Field = Extract<LogStage, { on: 'field' }>['field'];

const quoted = (value: string): string =>
  `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;

/** One step as a chip says it. */
export const stageText = (stage: LogStage): string => `${stage.on === 'line' ? '' : `${stage.field} `}${stage.op} ${quoted(stage.value)}`;

/** The search that has exactly these steps; empty for none. */
export function queryText(stages: readonly LogStage[]): string {
  const fields = stages.filter((stage) => stage.on === 'field').map(({ field, op, value }) => `${field}${op}${quoted(value)}`);
  const lines = stages.filter((stage) => stage.on === 'line').map(({ op, value }) => `${op} ${quoted(value)}`);
  return [fields.length > 0 ? `{${fields.join(', ')}}` : '', ...lines].filter((part) => part !== '').join(' ');
}

/** A search with one more step. Plain words become a step each: any case, anywhere in the line. */
export function withField(filter: { text?: string; stages?: readonly LogStage[] }, field: Field, op: '=' | '!=', value: string): string {
  const words = wordsOfSearch(filter.text ?? '').map(
    (word): LogStage => ({ on: 'line', op: '|~', value: `(?i)${word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}` }),
  );
  const others = (filter.stages ?? []).filter((stage) => !(stage.on === 'field' && stage.field === field && stage.value === value));
  return queryText([...words, ...others, { on: 'field', field, op, value }]);
}
