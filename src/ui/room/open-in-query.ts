// The way from expressions to Query, one below the other.
import type { ToolId } from './tool-list.ts';

/** Between the expressions in the target of Query; no expression has it. */
export const QUERY_SEPARATOR = '\u0000';

export function openInQuery(go: (tool: ToolId, target?: string) => void, exprs: readonly string[]): void {
  go('query', exprs.join(QUERY_SEPARATOR));
}
