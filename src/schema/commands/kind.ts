// What is said of a kind of command, and what comes of one.
import type { z } from 'zod';

/** look: changes nothing; reversible: can be undone by another command; irreversible: something is lost. */
export type CommandRisk = 'look' | 'reversible' | 'irreversible';

export interface CommandKind {
  kind: string;
  /** The words a person types: `rollback payment-service`. `<…>` are arguments in order. */
  usage: string;
  title: string;
  risk: CommandRisk;
  /** Which roles may give it; empty means any. */
  roles: readonly string[];
  effect: string;
  undo: string;
  args: z.ZodType<Record<string, unknown>, unknown>;
}
