// Which commands are given on a console of the scenario, and so nowhere else.
import { type Command, parseVerb, type Scenario } from '../schema/index.ts';

/** The console whose actions give this kind of command; undefined when none does, and it is given as any other. */
export function consoleGiving({ consoles = {} }: Scenario, kind: Command['kind']): { id: string; title: string } | undefined {
  for (const [id, { title, actions }] of Object.entries(consoles)) {
    if (actions.some((action) => [action.do, action.undo].some((text) => text !== undefined && parseVerb(text) === kind)))
      return { id, title };
  }
  return undefined;
}
