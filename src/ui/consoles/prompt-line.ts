// Editing one line at a prompt: history, completion and the cuts that hands are used to. The field itself does the rest. Pure.

export interface Line {
  text: string;
  /** Characters before the cursor. */
  cursor: number;
  /** How many lines back the one is that is shown; 0 is the one being typed. */
  back: number;
  /** What was typed before the history was looked through. */
  typed: string;
}

export const EMPTY_LINE: Line = { text: '', cursor: 0, back: 0, typed: '' };

/** What was typed at a prompt, oldest first, without blanks and repeats. */
export const historyOf = (lines: readonly string[]): string[] =>
  lines.filter((line, index) => line.trim() !== '' && line !== lines[index - 1]);

const whole = (text: string, line: Line): Line => ({ ...line, text, cursor: text.length });

/**
 * @param key as in KeyboardEvent.key; `ctrl` says whether Ctrl was down
 * @param known what can be typed, for Tab
 * @returns undefined where the field's own editing does it, or the key is somebody else's
 */
export function edited(line: Line, key: string, ctrl: boolean, history: readonly string[], known: readonly string[]): Line | undefined {
  if (ctrl) return cut(line, key.toLowerCase());
  if (key === 'ArrowUp') return shown(line, line.back + 1, history);
  if (key === 'ArrowDown') return shown(line, line.back - 1, history);
  if (key === 'Tab') return completed(line, known);
  return undefined;
}

function cut(line: Line, key: string): Line | undefined {
  const before = line.text.slice(0, line.cursor);
  const after = line.text.slice(line.cursor);
  if (key === 'u') return { ...line, text: after, cursor: 0 };
  if (key === 'k') return { ...line, text: before };
  if (key === 'a') return { ...line, cursor: 0 };
  if (key === 'e') return { ...line, cursor: line.text.length };
  return undefined;
}

function shown(line: Line, back: number, history: readonly string[]): Line | undefined {
  if (back < 0 || back > history.length) return undefined;
  const typed = line.back === 0 ? line.text : line.typed;
  return { ...whole(back === 0 ? typed : (history[history.length - back] ?? ''), line), back, typed };
}

/** As far as all that fits agrees, up to the first placeholder. Nothing to add leaves the key alone, so that Tab still leaves the field. */
function completed(line: Line, known: readonly string[]): Line | undefined {
  if (line.text === '' || line.cursor !== line.text.length) return undefined;
  const fits = known.map((one) => one.split('<', 1)[0] ?? '').filter((one) => one.startsWith(line.text));
  const [first = ''] = fits;
  let end = first.length;
  for (const one of fits) while (!one.startsWith(first.slice(0, end))) end -= 1;
  return end > line.text.length ? whole(first.slice(0, end), line) : undefined;
}
