// A typed log search as a filter, or what is wrong with it and where. Regular expressions are tried here: the text alone does not tell.
import { matcherPredicate } from '../promql/index.ts';
import { type LogFilter, type LogStage, parseLogQuery, type QueryProblem } from '../schema/index.ts';

export type LogSearch = { ok: true; filter: Pick<LogFilter, 'text' | 'stages'> } | { ok: false; problem: QueryProblem };

export function readLogSearch(query: string): LogSearch {
  const read = parseLogQuery(query);
  if (!read.ok) return read;
  for (const [i, stage] of read.stages.entries()) {
    const message = regexProblem(stage);
    if (message !== undefined) return { ok: false, problem: { ...read.places[i]!, message } };
  }
  const filter: Pick<LogFilter, 'text' | 'stages'> = {};
  if (read.text !== '') filter.text = read.text;
  if (read.stages.length > 0) filter.stages = read.stages;
  return { ok: true, filter };
}

function regexProblem({ op, value }: LogStage): string | undefined {
  if (!op.includes('~')) return undefined;
  try {
    matcherPredicate([{ name: 'value', op: '=~', value }]);
    return undefined;
  } catch (error) {
    return `not a regular expression as RE2 takes it: ${error instanceof Error ? error.message : String(error)}`;
  }
}
