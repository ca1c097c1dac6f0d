// A command as a person would type it, from the registry's usage line: `rollback <service>` with its arguments filled in.
import type { CommandOption } from '../../schema/index.ts';

export function commandText(option: Pick<CommandOption, 'usage'>, args: Readonly<Record<string, unknown>>): string {
  return option.usage.replace(/ \[[\w-]+\]$/, '').replace(/<([\w-]+)>/g, (whole, name: string) => {
    const value = args[name];
    return value === undefined || value === '' ? whole : String(value);
  });
}

/** A command that can be given in this drill, as an example of how one is written; empty where nothing can be done. */
export function exampleCommand(options: readonly CommandOption[]): string {
  const whole = options.filter(({ targets }) => targets.some(({ asks }) => asks.length === 0));
  const option = whole.find(({ kind }) => kind === 'command.rollback') ?? whole[0];
  const target = option?.targets.find(({ asks }) => asks.length === 0);
  return option === undefined || target === undefined ? '' : commandText(option, target.args);
}

/** What a person typed into a field, as the command's schema wants it: numbers as numbers, the rest as text. */
export function argumentOf(text: string, type: 'number' | 'text' | 'choice'): string | number {
  const number = Number(text);
  return type === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text.trim();
}

export const RISK_WORDS = { look: 'changes nothing', reversible: 'can be undone', irreversible: 'cannot be undone' } as const;
