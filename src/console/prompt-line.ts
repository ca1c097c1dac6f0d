// Lines of a prompt: which of those it knows was typed, and what stood in its placeholders.
import { type Console, type FieldValues, type PromptLine, splitWords } from '../schema/index.ts';

export interface MatchedLine {
  line: PromptLine;
  /** What stood in `<field>` and `<field...>`. */
  values: Record<string, string>;
}

/** The first line of the console that was meant; undefined when it knows none such. Fields of choices take their options only. */
export function promptLine(desk: Console, typed: string): MatchedLine | undefined {
  const words = splitWords(typed)?.map(({ text }) => text);
  if (words === undefined) return undefined;
  for (const line of desk.lines) {
    const values = matchWords(line.types.trim().split(/\s+/), words);
    if (values !== undefined && optionsHold(desk, values)) return { line, values };
  }
  return undefined;
}

function matchWords(wanted: readonly string[], words: readonly string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const rest = /^<([a-z][a-z0-9_]*)\.\.\.>$/.exec(want);
    if (rest !== null) {
      if (words.length <= index) return undefined;
      values[rest[1]!] = words.slice(index).join(' ');
      return values;
    }
    const word = words[index];
    const found = word === undefined ? undefined : matchWord(want, word);
    if (found === undefined) return undefined;
    Object.assign(values, found);
  }
  return words.length === wanted.length ? values : undefined;
}

/** One word with at most one placeholder within: `--host=<host>`. */
function matchWord(want: string, word: string): Record<string, string> | undefined {
  const parts = /^(.*?)<([a-z][a-z0-9_]*)>(.*)$/.exec(want);
  if (parts === null) return want === word ? {} : undefined;
  const [, before = '', name = '', after = ''] = parts;
  const fits = word.length > before.length + after.length && word.startsWith(before) && word.endsWith(after);
  return fits ? { [name]: plainPath(word.slice(before.length, word.length - after.length)) } : undefined;
}

/** A path with a slash at its end is the same path: what safeguards compare must not depend on how it was typed. */
const plainPath = (word: string): string => (/^\/.*[^/]\/+$/.test(word) ? word.replace(/\/+$/, '') : word);

const optionsHold = (desk: Console, values: FieldValues): boolean =>
  Object.entries(values).every(([name, value]) => {
    const options = desk.fields.find((field) => field.name === name)?.options ?? [];
    return options.length === 0 || options.some((option) => option.value === value);
  });

/** What a shell says to a line it does not know. */
export const unknownLine = (typed: string): string => `${typed.trim().split(/\s+/, 1)[0] ?? ''}: command not found`;
