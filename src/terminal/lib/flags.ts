// Command lines as Go's pflag and getopt read them: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-it`, and `--` to end them.
import { ProgramExit } from '../program.ts';

/** Long and short spellings by name; `value` takes one, `bool` may. Names of one letter are short. */
export type FlagSpec = Readonly<Record<string, 'bool' | 'value'>>;
export interface Flags {
  /** Every value given, in order, by the name in the spec; `true` for a switch. */
  all(name: string): string[];
  /** The last one. */
  value(...names: string[]): string | undefined;
  has(...names: string[]): boolean;
  rest: string[];
}

interface FlagWords {
  unknown(flag: string): string;
  missing(flag: string): string;
  exitCode?: number;
}
const GO_WORDS = (program: string): FlagWords => ({
  unknown: (flag) =>
    `error: unknown ${flag.startsWith('--') ? `flag: ${flag}` : `shorthand flag: '${flag.slice(1, 2)}' in ${flag}`}\nSee '${program} --help' for usage.`,
  missing: (flag) => `error: flag needs an argument: ${flag}\nSee '${program} --help' for usage.`,
});

/** @throws ProgramExit in the program's own words */
export function parseFlags(program: string, args: readonly string[], spec: FlagSpec, words: FlagWords = GO_WORDS(program)): Flags {
  const found: { name: string; value: string }[] = [];
  const rest: string[] = [];
  const fail = (text: string): never => {
    throw new ProgramExit(text, words.exitCode ?? 1);
  };
  const kindOf = (name: string): 'bool' | 'value' | undefined => (Object.hasOwn(spec, name) ? spec[name] : undefined);
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    const next = (flag: string): string => {
      i += 1;
      return args[i] ?? fail(words.missing(flag));
    };
    if (word === '--') {
      rest.push(...args.slice(i + 1));
      break;
    }
    if (word.startsWith('--') && word.length > 2) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
      const kind = kindOf(name) ?? fail(words.unknown(word));
      found.push({ name, value: equals >= 0 ? word.slice(equals + 1) : kind === 'value' ? next(`--${name}`) : 'true' });
    } else if (word.startsWith('-') && word.length > 1 && !/^-\d/.test(word)) {
      for (let at = 1; at < word.length; at++) {
        const name = word[at]!;
        const kind = kindOf(name) ?? fail(words.unknown(word));
        if (kind === 'bool') {
          found.push({ name, value: 'true' });
          continue;
        }
        const joined = word.slice(at + 1).replace(/^=/, '');
        found.push({ name, value: joined === '' ? next(`-${name}`) : joined });
        break;
      }
    } else rest.push(word);
  }
  const all = (name: string): string[] => found.filter((flag) => flag.name === name).map((flag) => flag.value);
  return {
    all,
    value: (...names) => found.findLast((flag) => names.includes(flag.name))?.value,
    has: (...names) => found.some((flag) => names.includes(flag.name) && flag.value !== 'false'),
    rest,
  };
}
