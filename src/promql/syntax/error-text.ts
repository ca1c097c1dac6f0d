// What is wrong with an expression, as Prometheus prints it: `1:12: parse error: …`, line and column counted from one, then our hint.
import type { PromqlIssue } from '../types.ts';

/** @param text the expression the offsets of the issues are in */
export function parseErrorText(text: string, issues: readonly PromqlIssue[]): string {
  return issues
    .map(({ from, message, hint }) => {
      const lines = text.slice(0, from).split('\n');
      const place = `${lines.length}:${lines.at(-1)!.length + 1}`;
      return `${place}: parse error: ${message}${hint === undefined ? '' : ` (${hint})`}`;
    })
    .join('; ');
}
