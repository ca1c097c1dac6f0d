// A text for psql, cut into statements and backslash commands.

interface Statement {
  kind: 'sql' | 'meta';
  text: string;
}

/** Statements end at `;` outside quotes, dollar quotes and comments; a backslash command ends with its line. */
export function statementsOf(text: string): Statement[] {
  const found: Statement[] = [];
  let start = 0;
  let i = 0;
  const flush = (end: number): void => {
    const sql = text.slice(start, end).trim();
    if (sql.replace(/--[^\n]*/g, '').trim() !== '') found.push({ kind: 'sql', text: sql });
  };
  while (i < text.length) {
    const char = text[i]!;
    if (char === "'" || char === '"') i = endOf(text, char, i + 1);
    else if (char === '-' && text[i + 1] === '-') i = endOf(text, '\n', i);
    else if (char === '$') {
      const tag = /^\$\w*\$/.exec(text.slice(i))?.[0];
      i = tag === undefined ? i + 1 : endOf(text, tag, i + tag.length);
    } else if (char === ';') {
      flush(i);
      i += 1;
      start = i;
    } else if (char === '\\') {
      flush(i);
      const end = endOf(text, '\n', i);
      found.push({ kind: 'meta', text: text.slice(i, end).trim() });
      i = end;
      start = end;
    } else i += 1;
  }
  flush(text.length);
  return found;
}

/** Just behind the next `mark`, or the end. */
function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}
