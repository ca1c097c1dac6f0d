// Commands as people type them, from the usage of each kind in COMMANDS: `scale payment-service 8`, `set payment-service key=value`.
import { COMMANDS, type Command, type CommandKind } from '../commands/index.ts';
import type { Guard } from '../scenario/scenario.ts';
import type { ConfigValue } from '../scenario/world.ts';
import { parseDurationUs } from '../units.ts';
import { globMatches } from './words.ts';

/** Words of a usage: literal ones, and the arguments within others. */
interface Usage {
  command: CommandKind;
  verb: string;
  /** Each later word is one argument, or `<key>=<value>`. */
  words: string[][];
  /** Words that have to be there; a last one in brackets may be missing. */
  wordsMin: number;
}
const USAGES: readonly Usage[] = COMMANDS.map((command) => {
  const [verb = '', ...rest] = command.usage.split(' ');
  const words = rest.map((word) => [...word.matchAll(/[<[]([a-z]+)[>\]]/g)].map((match) => match[1] ?? ''));
  return { command, verb, words, wordsMin: rest.filter((word) => !word.startsWith('[')).length };
});

/** The words that begin a command: `rollback`, `scale`, … */
export const COMMAND_VERBS: readonly string[] = USAGES.map(({ verb }) => verb);

/** The kind of command that a line begins with, whatever follows; undefined when it is none. */
export const parseVerb = (text: string): Command['kind'] | undefined =>
  USAGES.find(({ verb }) => verb === text.trim().split(/\s+/, 1)[0])?.command.kind as Command['kind'] | undefined;

/** The command a line means; undefined when it is none. The last argument takes the rest of the line. */
export function parseCommandText(text: string): Command | undefined {
  const [verb = ''] = text.trim().split(/\s+/, 1);
  const usage = USAGES.find((each) => each.verb === verb);
  if (usage === undefined) return undefined;
  const rest = text.trim().slice(verb.length).trim();
  const parts = splitRest(rest, usage.words.length);
  if (parts.length < usage.wordsMin || parts.length > usage.words.length) return undefined;
  const args: Record<string, unknown> = {};
  for (const [index, part] of parts.entries()) {
    const names = usage.words[index] ?? [];
    const [first = '', second] = names;
    if (second === undefined) args[first] = argument(first, part);
    else {
      const equals = part.indexOf('=');
      if (equals < 1) return undefined;
      args[first] = part.slice(0, equals);
      args[second] = configValue(part.slice(equals + 1));
    }
  }
  const parsed = usage.command.args.safeParse(args);
  return parsed.success ? ({ kind: usage.command.kind, args: parsed.data } as Command) : undefined;
}

/** How a person would type the command; parseCommandText takes it back. */
export function formatCommand(command: { kind: string; args: Readonly<Record<string, unknown>> }): string {
  const usage = USAGES.find((each) => each.command.kind === command.kind);
  if (usage === undefined) return command.kind;
  const given = usage.words.filter(([first = ''], index) => index < usage.wordsMin || command.args[first] !== undefined);
  const words = given.map(([first = '', second]) =>
    second === undefined
      ? String(command.args[first])
      : `${String(command.args[first])}=${formatConfigValue(command.args[second] as ConfigValue)}`,
  );
  return [usage.verb, ...words].join(' ');
}

/**
 * Whether a command (or a journal entry with one) is what the pattern says. Words are compared one by one, `*` fills any part of a word,
 * a last word `*` and words left out at the end match anything, and durations match by length: `5s` is `5000ms`.
 */
export function commandMatches(pattern: string, entry: { kind: string; args: Readonly<Record<string, unknown>> }): boolean {
  if (!USAGES.some((each) => each.command.kind === entry.kind)) return false;
  return wordsMatch(pattern.trim().split(/\s+/), formatCommand(entry).split(/\s+/));
}

/** The guard that stands before a command: the first whose pattern matches. */
export function guardOf(guards: readonly Guard[], command: { kind: string; args: Readonly<Record<string, unknown>> }): Guard | undefined {
  return guards.find((guard) => commandMatches(guard.do, command));
}

/** Whether a text could ever match a command: its verb exists and it has no more words than the usage. */
export function isCommandPattern(text: string): boolean {
  const [verb = '', ...rest] = text.trim().split(/\s+/);
  return USAGES.some((usage) => globMatches(verb, usage.verb) && (rest.length <= usage.words.length || usage.words.at(-1)?.length === 2));
}

function wordsMatch(pattern: readonly string[], words: readonly string[]): boolean {
  return pattern.every((wanted, index) => {
    if (wanted === '*' && index === pattern.length - 1) return true;
    const word = words[index];
    return word !== undefined && (globMatches(wanted, word) || sameSetting(wanted, word));
  });
}

function sameSetting(wanted: string, word: string): boolean {
  const [wantedKey = '', wantedValue = ''] = split(wanted, '=');
  const [key = '', value = ''] = split(word, '=');
  const wantedUs = parseDurationUs(wantedValue);
  return globMatches(wantedKey, key) && wantedUs !== undefined && wantedUs === parseDurationUs(value);
}

function splitRest(rest: string, count: number): string[] {
  const parts: string[] = [];
  let left = rest;
  while (parts.length < count - 1 && left !== '') {
    const [word = ''] = left.split(/\s+/, 1);
    parts.push(word);
    left = left.slice(word.length).trim();
  }
  return left === '' ? parts : [...parts, left];
}

const NUMERIC: ReadonlySet<string> = new Set(['replicas', 'size', 'quantity', 'price', 'rate', 'lines', 'share']);
/** Arguments that count are numbers, `pids` a list of them (`20001,20002`); everything else is text. */
function argument(name: string, part: string): unknown {
  if (name === 'pids') return part.split(/[ ,]+/).map(Number);
  return NUMERIC.has(name) && /^\d{1,12}(?:\.\d{1,6})?$/.test(part) ? Number(part) : part;
}

function configValue(part: string): ConfigValue {
  if (part === 'true' || part === 'false') return part === 'true';
  if (NUMBER.test(part)) return Number(part);
  if (part.startsWith('"')) {
    try {
      const value: unknown = JSON.parse(part);
      if (typeof value === 'string') return value;
    } catch {
      return part;
    }
  }
  return part;
}
const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?(?:e[+-]?\d{1,3})?$/;

function formatConfigValue(value: ConfigValue): string {
  if (typeof value !== 'string') return String(value);
  return configValue(value) === value && value !== '' && value.trim() === value && !/[\r\n]/.test(value) ? value : JSON.stringify(value);
}

const split = (text: string, at: string): string[] =>
  text.includes(at) ? [text.slice(0, text.indexOf(at)), text.slice(text.indexOf(at) + at.length)] : [text];
