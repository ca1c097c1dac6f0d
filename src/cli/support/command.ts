// The shape of one command of the command line. Heavy rooms are imported inside `run`, so that `--help` starts at once.
import type { ArgsDef, ParsedArgs } from 'citty';
import type { CliIo } from './io.ts';

export interface CliCommand<T extends ArgsDef = ArgsDef> {
  name: string;
  summary: string;
  /** Lines a person can copy. */
  examples: readonly string[];
  args: T;
  /** Whether more than the declared positionals may follow; they arrive in `args._`. */
  many?: boolean;
  /** @returns exit code */
  run(args: ParsedArgs<T>, io: CliIo): Promise<number>;
}

/** The registry does not know each command's options; `run` gets what the parser made of exactly these. */
export const defineCliCommand = <const T extends ArgsDef>(command: CliCommand<T>): CliCommand => command as unknown as CliCommand;

export const JSON_ARG = { type: 'boolean', description: 'Print the result as JSON', default: false } as const;
export const PROGRESS_ARG = {
  type: 'boolean',
  description: 'Show progress on stderr also when it is no terminal',
  default: false,
} as const;
export const SEED_ARG = {
  type: 'string',
  description: 'Seed of the run: letters, digits, - and _; one is drawn and named when left out',
  valueHint: 'SEED',
} as const;
export const JOURNAL_ARG = {
  type: 'string',
  description: 'A journal of the scenario (reference, panic, idle, …) or a script file; default: nobody acts',
  valueHint: 'NAME|FILE',
} as const;
export const UNTIL_ARG = {
  type: 'string',
  description: 'When the run ends, from its start: 45m; default: the script’s end or the scenario’s length',
  valueHint: 'TIME',
} as const;
export const CONSOLES_ARG = {
  type: 'string',
  description: 'Which consoles are played, in a scenario that has some; default: those the journal begins with, else the dangerous ones',
  valueHint: 'dangerous|safe',
} as const;
