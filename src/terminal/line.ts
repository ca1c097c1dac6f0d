// A typed line as a script runs it: pipelines of words, of which the first program of the terminal counts and the filters after it do not.
import { PROGRAMS } from './programs.ts';

/** The programs of a line, one a pipeline, with their words; undefined when a quote is not closed. */
export function programsOfLine(line: string): string[][] | undefined {
  const pipelines = splitLine(line);
  return pipelines?.flatMap((commands) => {
    const program = commands.find(([name]) => PROGRAMS.some((program) => program.name === name));
    return program === undefined ? [] : [program];
  });
}

/** Pipelines (between `;`, `&&`, `||`, newlines) of commands (between `|`) of words. Redirections are dropped. */
function splitLine(line: string): string[][][] | undefined {
  const pipelines: string[][][] = [[[]]];
  let word = '';
  let inWord = false;
  const commands = (): string[][] => pipelines[pipelines.length - 1]!;
  const endWord = (): void => {
    if (inWord) commands()[commands().length - 1]!.push(word);
    word = '';
    inWord = false;
  };
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (char === "'") {
      const end = line.indexOf("'", i + 1);
      if (end < 0) return undefined;
      word += line.slice(i + 1, end);
      inWord = true;
      i = end;
    } else if (char === '"') {
      let end = i + 1;
      for (; end < line.length && line[end] !== '"'; end++) {
        if (line[end] === '\\' && /["\\$`]/.test(line[end + 1] ?? '')) end += 1;
        word += line[end];
      }
      if (end >= line.length) return undefined;
      inWord = true;
      i = end;
    } else if (char === '\\') {
      word += line[++i] ?? '';
      inWord = true;
    } else if (/[ \t]/.test(char)) endWord();
    else if (char === '\n' || char === ';' || char === '|' || (char === '&' && line[i + 1] === '&')) {
      endWord();
      const doubled = line[i + 1] === char && char !== ';' && char !== '\n';
      if (doubled) i += 1;
      if (char === '|' && !doubled) commands().push([]);
      else pipelines.push([[]]);
    } else {
      word += char;
      inWord = true;
    }
  }
  endWord();
  return pipelines.map((each) => each.map(withoutRedirections).filter((words) => words.length > 0)).filter((each) => each.length > 0);
}

function withoutRedirections(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const found = /^(?:\d?>>?|<)(.*)$/.exec(words[i]!);
    if (found === null) kept.push(words[i]!);
    else if (found[1] === '') i += 1;
  }
  return kept;
}
