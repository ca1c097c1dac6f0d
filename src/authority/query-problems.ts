// What is wrong with a query that somebody is still writing: every mistake with its place in the text.
import { readLogSearch } from '../drill/index.ts';
import { parseExpr } from '../promql/index.ts';
import type { QueryProblem } from '../schema/index.ts';

export function promqlProblems(text: string): QueryProblem[] {
  const read = parseExpr(text);
  if (read.ok) return [];
  return read.issues.map(({ from, to, message, hint }) => ({ from, to, message, ...(hint !== undefined && { hint }) }));
}

export function logProblems(text: string): QueryProblem[] {
  const read = readLogSearch(text);
  return read.ok ? [] : [read.problem];
}
