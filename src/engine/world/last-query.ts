// The query that a held connection ran last, read off the program: nothing is kept for it while a run goes on.
import { INSTRUCTION_WORDS, OP } from '../compile/plan.ts';

/**
 * The newest query to `database` at or before instruction `pc`, no further back than where `pool` was taken.
 * A query later in the body of a retry, which ran in an earlier try, is not seen.
 * @returns its label by number, -1 when the connection was not used yet
 */
export function lastQuery(code: ArrayLike<number>, pc: number, pool: number, database: number): number {
  for (let at = pc; at >= 0; at -= INSTRUCTION_WORDS) {
    const op = code[at]!;
    if (op === OP.query && code[at + 1] === database) return code[at + 3]!;
    if (op === OP.acquire && code[at + 1] === pool) return -1;
    // The end of the other branch of an `if` that we are in: it did not run here.
    if (op === OP.jump && code[at + 1]! > pc) at = conditionOf(code, at);
  }
  return -1;
}

/** The `if` whose first branch ends with the jump at `jump`. */
function conditionOf(code: ArrayLike<number>, jump: number): number {
  let at = jump;
  while (at > 0 && !(code[at] === OP.ifConfig && code[at + 3] === jump + INSTRUCTION_WORDS)) at -= INSTRUCTION_WORDS;
  return at;
}
