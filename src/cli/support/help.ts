// Help as text: what the program and each command do, their arguments and options, and lines to copy.
import type { ArgDef } from 'citty';
import type { CliCommand } from './command.ts';

export function generalHelp(commands: Readonly<Record<string, { summary: string }>>): string {
  return [
    'Faultline: a deterministic simulator for practising incident response.\n\n',
    'Usage: npm run -s faultline -- <command> [options]\n\n',
    columns(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
    '\nHelp on one: <command> --help. Every command prints JSON with --json.\n',
    'Exit codes: 0 ok, 1 the check failed, 2 wrong usage, 3 the world outgrew its limits, 70 a mistake of the program, 130 interrupted.\n\n',
    'Examples:\n  npm run -s faultline -- run timeout-cascade --journal reference --seed one\n  npm run -s faultline -- score timeout-cascade --journal panic --seed one\n  npm run -s faultline -- prove timeout-cascade\n',
  ].join('');
}

export function commandHelp(command: CliCommand): string {
  const args = Object.entries(command.args);
  const positionals = args.filter(([, arg]) => arg.type === 'positional');
  const options = args.filter(([, arg]) => arg.type !== 'positional');
  const usage = positionals
    .map(([name, arg]) => (arg.required === true ? `<${name}>` : `[${name}]`) + (command.many === true ? '…' : ''))
    .join(' ');
  return [
    `${command.summary}.\n\nUsage: npm run -s faultline -- ${command.name} ${usage}${usage === '' ? '' : ' '}[options]\n`,
    positionals.length === 0 ? '' : `\n${columns(positionals.map(([name, arg]) => [name, arg.description ?? '']))}`,
    `\nOptions:\n${columns(options.map(([name, arg]) => [optionText(name, arg), descriptionText(arg)]))}`,
    `\nExamples:\n${command.examples.map((example) => `  ${example}\n`).join('')}`,
  ].join('');
}

/** An option that is on by default is told by how to turn it off. */
function optionText(name: string, arg: ArgDef): string {
  const flag = name.length === 1 ? `-${name}` : `--${name}`;
  if (arg.type === 'boolean') return arg.default === true ? `--no-${name}` : flag;
  return `${flag} ${arg.valueHint ?? 'TEXT'}`;
}

function descriptionText(arg: ArgDef): string {
  if (arg.type === 'boolean' && arg.default === true) return arg.negativeDescription ?? '';
  return `${arg.description ?? ''}${typeof arg.default === 'string' ? `; default ${arg.default}` : ''}`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}
