// A second person's agreement to a command: whom one can ask, and what came of asking. The drill decides; this reads its requests. Pure.
import { commandMatches, type DrillView, formatCommand, parseCommandText, type RequestView } from '../../schema/index.ts';

interface Given {
  kind: string;
  args: Readonly<Record<string, unknown>>;
}

/** Those who agree to such a command as the second one. */
export const approversOf = (people: DrillView['people'], command: Given): DrillView['people'] =>
  people.filter(({ approves }) => approves.some((pattern) => commandMatches(pattern, command)));

/** The last time that somebody was asked for exactly this command. */
export function approvalOf(requests: readonly RequestView[], command: Given): RequestView | undefined {
  const text = formatCommand(command);
  return requests.findLast(({ kind, about }) => kind === 'approval' && sameCommand(about, text));
}

function sameCommand(about: string, text: string): boolean {
  if (about === text) return true;
  const parsed = parseCommandText(about);
  return parsed !== undefined && formatCommand(parsed) === text;
}
