// What a person can be sent to do, as choices: their patterns over the commands that can be given now. Pure.
import { type CommandOption, commandMatches, formatCommand, parseCommandText } from '../../schema/index.ts';

export interface Duty {
  option: CommandOption;
  target: CommandOption['targets'][number];
  /** Values that the person's own words name, such as the 8 of `scale payment-service 8`. */
  answers: Readonly<Record<string, string>>;
}

/** Targets that some of the patterns could mean; whether a finished command is one of them says `doesIt`. */
export function dutiesOf(patterns: readonly string[], commands: readonly CommandOption[]): Duty[] {
  return commands.flatMap((option) =>
    option.targets.flatMap((target) => {
      const pattern = patterns.find((each) => couldMean(each, option, target));
      if (pattern === undefined) return [];
      const named = parseCommandText(pattern);
      const answers = target.asks.flatMap(({ name }) => {
        const value = named?.args[name];
        return value === undefined || String(value).includes('*') ? [] : [[name, String(value)]];
      });
      return [{ option, target, answers: Object.fromEntries(answers) as Record<string, string> }];
    }),
  );
}

export const doesIt = (patterns: readonly string[], command: { kind: string; args: Readonly<Record<string, unknown>> }): boolean =>
  patterns.some((pattern) => commandMatches(pattern, command));

/** Compares without the values that are still to be asked: they are the last word, or what follows its `=`. */
function couldMean(pattern: string, option: CommandOption, target: CommandOption['targets'][number]): boolean {
  const asked = Object.fromEntries(target.asks.map(({ name }) => [name, 'x']));
  const command = { kind: option.kind, args: { ...target.args, ...asked } };
  if (target.asks.length === 0) return commandMatches(pattern, command);
  const words = pattern.trim().split(/\s+/);
  if (words.length === formatCommand(command).split(/\s+/).length)
    words.push((words.pop() ?? '').replace(/^([^=]+=).*$|^[^=]*$/, (_whole, key: string | undefined) => `${key ?? ''}*`));
  return commandMatches(words.join(' '), command);
}
