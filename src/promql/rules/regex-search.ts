/** Unanchored search and replacement, as Go's regexp has them, on top of the anchored machine: the pattern is put between two groups that take the rest. */
import { compileRegex, expandReplacement, type Regex } from '../regex/regex.ts';

const REPLACEMENTS_MAX = 1000;

/** The pattern somewhere in the text; dot does not match a newline, as in Go. `skip` asks for at least one character before it. */
function searcher(pattern: string, skip: boolean): Regex {
  // By itself first: a pattern such as `a)(b` must not close our groups.
  compileRegex(pattern);
  return compileRegex(`((?s:.${skip ? '+' : '*'}?))((?-s:${pattern}))((?s:.*))`);
}

/** @throws RegexError for a pattern that RE2 refuses */
export function matchesSomewhere(pattern: string, text: string): boolean {
  return searcher(pattern, false).test(text);
}

/** Replaces every match, `$1` and `${name}` standing for groups. After 1,000 replacements the rest stays as it is. @throws RegexError */
export function replaceAll(pattern: string, replacement: string, text: string): string {
  const first = searcher(pattern, false);
  const next = searcher(pattern, true);
  const names = new Map([...first.groupNames].map(([name, index]) => [name, index - 2]));
  let out = '';
  let copied = 0;
  let from = 0;
  let lastEnd = -1;
  for (let count = 0; count < REPLACEMENTS_MAX && from <= text.length; count++) {
    // One character more on the left, so that ^ and \b know what came before.
    const start = from === 0 ? 0 : from - charLengthBefore(text, from);
    const groups = (from === 0 ? first : next).exec(text.slice(start));
    if (groups === undefined) {
      break;
    }
    const at = start + (groups[1] as string).length;
    const end = at + (groups[2] as string).length;
    if (end > at || at !== lastEnd) {
      out += text.slice(copied, at) + expandReplacement(replacement, groups.slice(2), names);
      copied = end;
    }
    lastEnd = end;
    from = end > from ? end : from + Math.max(1, charLengthAt(text, from));
  }
  return out + text.slice(copied);
}

function charLengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function charLengthBefore(text: string, at: number): number {
  return at > 1 && charLengthAt(text, at - 2) === 2 ? 2 : 1;
}
