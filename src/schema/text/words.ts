// Words of a typed line: separated by spaces, "quoted" when they hold some; and patterns over them with *.

/** A word and whether it was quoted. */
export interface Word {
  text: string;
  quoted: boolean;
}

/** Splits a line at spaces; a part in double quotes (JSON escapes) stays together. Undefined when a quote is not closed. */
export function splitWords(line: string): Word[] | undefined {
  const words: Word[] = [];
  const pattern = /\s*(?:("(?:[^"\\]|\\.)*")(?=\s|$)|([^\s"]\S*))/y;
  let at = 0;
  while (line.slice(at).trim() !== '') {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match === null) return undefined;
    const text = match[1] === undefined ? match[2] : unquote(match[1]);
    if (text === undefined) return undefined;
    words.push({ text, quoted: match[1] !== undefined });
    at = pattern.lastIndex;
  }
  return words;
}

/** The text of a double-quoted part; undefined when it is not well-formed. */
export function unquote(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether `*` in the pattern can be filled so that it equals the text; without backtracking beyond the last star. */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p;
      p += 1;
      resume = t;
    } else if (p < pattern.length && pattern[p] === text[t]) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      t = resume;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
