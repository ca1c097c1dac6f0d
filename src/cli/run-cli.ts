// From a command line to an exit code: finds the command, checks the options, runs it, and says plainly what went wrong.
import { type ArgsDef, parseArgs } from 'citty';
import { COMMANDS } from './commands/index.ts';
import type { CliCommand } from './support/command.ts';
import { commandHelp, generalHelp } from './support/help.ts';
import { type CliIo, EXIT, printJson, UsageError } from './support/io.ts';

/** @returns the exit code: 0 ok, 1 the check failed, 2 usage, 3 limits exceeded */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.out(generalHelp(COMMANDS));
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  try {
    const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (entry === undefined)
      throw new UsageError(`There is no command "${name}".`, `Commands: ${Object.keys(COMMANDS).join(', ')}. Help: faultline --help`);
    const command = await entry.load();
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(commandHelp(command));
      return EXIT.ok;
    }
    return await command.run(readArgs(command, rest), io);
  } catch (error) {
    return await explain(error, io, rest.includes('--json'));
  }
}

/** citty's parser lets unknown options pass; a mistyped one must not be a silent default. */
function readArgs(command: CliCommand, raw: readonly string[]): ReturnType<typeof parseArgs<ArgsDef>> {
  const options = Object.entries(command.args).filter(([, arg]) => arg.type !== 'positional');
  const names = options.map(([name]) => name);
  for (const [index, word] of raw.entries()) {
    if (!word.startsWith('-') || word === '-' || /^-\d/.test(word)) continue;
    const name = word.replace(/^--?(?:no-)?/, '').replace(/=.*$/s, '');
    const option = options.find(([known]) => known === name);
    if (option === undefined)
      throw new UsageError(`${command.name} has no option ${word}.`, `Options: ${names.map((known) => `--${known}`).join(', ')}.`);
    const next = raw[index + 1];
    if (option[1].type === 'string' && !word.includes('=') && (next === undefined || next.startsWith('--')))
      throw new UsageError(`${word} needs a value.`);
  }
  let args: ReturnType<typeof parseArgs<ArgsDef>>;
  try {
    args = parseArgs<ArgsDef>([...raw], command.args);
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? error.message.replaceAll(/\u001B\[\d+m/g, '') : String(error),
      `Help: faultline ${command.name} --help`,
    );
  }
  const positionals = Object.values(command.args).filter((arg) => arg.type === 'positional').length;
  if (command.many !== true && args._.length > positionals)
    throw new UsageError(`${args._[positionals]} is one argument too many.`, `Help: faultline ${command.name} --help`);
  return args;
}

/** Bad input and wrong usage in plain words; a mistake of ours with its stack, so that it can be reported. */
async function explain(error: unknown, io: CliIo, json: boolean): Promise<number> {
  const { formatIssues, InvalidInput } = await import('./support/issues.ts');
  if (error instanceof InvalidInput) {
    if (json) printJson(io, { ok: false, error: error.message, issues: error.issues });
    else io.err(formatIssues(error.issues, error.folder));
    return EXIT.failed;
  }
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof UsageError ? error.hint : '';
  if (json) printJson(io, { ok: false, error: message, ...(hint === '' ? {} : { hint }) });
  if (error instanceof UsageError) {
    if (!json) io.err(`${message}\n${hint === '' ? '' : `${hint}\n`}`);
    return EXIT.usage;
  }
  if (error instanceof Error && error.name === 'RunawayError') {
    if (!json) io.err(`${message}\nThe scenario asks for more than a drill can hold.\n`);
    return EXIT.limits;
  }
  io.err(`This is a mistake of Faultline's, not of yours:\n${error instanceof Error ? error.stack : message}\n`);
  return EXIT.internal;
}
