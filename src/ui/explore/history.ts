// Queries that were run in this drill: its journal tells, newest first, each once.
import type { JournalEntry } from '../../schema/index.ts';

export interface PastQuery {
  expr: string;
  atUs: number;
}

const SHOWN_MAX = 30;

export function pastQueries(journal: readonly JournalEntry[], nowUs: number): PastQuery[] {
  const found = new Map<string, PastQuery>();
  for (const entry of journal) {
    if (entry.kind !== 'look.query' || entry.atUs > nowUs) continue;
    // Entered anew, so that the last time of asking decides the order.
    found.delete(entry.args.expr);
    found.set(entry.args.expr, { expr: entry.args.expr, atUs: entry.atUs });
  }
  return [...found.values()].reverse().slice(0, SHOWN_MAX);
}
