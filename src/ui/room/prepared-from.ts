// From a command as text to the dialog that gives it: the option, its target, and values for what the target asks. Pure.
import { type CommandOption, parseCommandText } from '../../schema/index.ts';
import type { PreparedAction } from './room-context.tsx';

/** @returns undefined when the text is no command that can be given now */
export function preparedFrom(commands: readonly CommandOption[], text: string): PreparedAction | undefined {
  const command = parseCommandText(text);
  const option = commands.find(({ kind }) => kind === command?.kind);
  if (command === undefined || option === undefined) return undefined;
  const targetIndex = option.targets.findIndex(({ args }) => Object.entries(args).every(([name, value]) => command.args[name] === value));
  const target = option.targets[targetIndex];
  if (target === undefined) return undefined;
  const answers = Object.fromEntries(
    target.asks.flatMap(({ name }) => (command.args[name] === undefined ? [] : [[name, String(command.args[name])]])),
  );
  return { option, targetIndex, answers };
}
