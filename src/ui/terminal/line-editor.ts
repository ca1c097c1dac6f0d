// One line being typed: keys in, what to do out. Editing as readline does it; it draws nothing and runs nothing.

export type Effect =
  | { kind: 'redraw' }
  | { kind: 'submit'; line: string }
  | { kind: 'interrupt' }
  | { kind: 'complete' }
  | { kind: 'clear' }
  | { kind: 'end' };

const SEQUENCE = /^\u001b(?:\[[0-9;]*[A-Za-z~]|O[A-Z]|[bfd\u007f])/;

export class LineEditor {
  text = '';
  /** Characters before the cursor. */
  cursor = 0;
  /** What Ctrl-R looks for; undefined while nobody searches. */
  search: string | undefined;
  #history: string[];
  /** Line of the history that is shown; its length means the one being typed. */
  #at: number;
  #typed = '';

  /** @param history oldest first */
  constructor(history: readonly string[] = []) {
    this.#history = [...history];
    this.#at = this.#history.length;
  }

  /** Takes keys, or a pasted text; each line break submits. */
  feed(data: string): Effect[] {
    const effects: Effect[] = [];
    let rest = data.replaceAll('\r\n', '\r').replaceAll('\n', '\r');
    while (rest !== '') {
      const key = SEQUENCE.exec(rest)?.[0] ?? rest[0] ?? '';
      rest = rest.slice(key.length);
      const effect = this.#key(key);
      if (effect !== undefined) effects.push(effect);
    }
    return effects;
  }

  /** Replaces the word that begins at `from` and ends at the cursor. */
  replace(from: number, word: string): void {
    this.text = this.text.slice(0, from) + word + this.text.slice(this.cursor);
    this.cursor = from + word.length;
  }

  #key(key: string): Effect | undefined {
    if (this.search !== undefined && this.#searching(key)) return { kind: 'redraw' };
    switch (key) {
      case '\r':
        return this.#submit();
      case '\t':
        return { kind: 'complete' };
      case '\u0003':
        this.#reset();
        return { kind: 'interrupt' };
      case '\u0004':
        if (this.text === '') return { kind: 'end' };
        this.#cut(this.cursor, this.cursor + 1);
        break;
      case '\u000c':
        return { kind: 'clear' };
      case '\u0012':
        this.search = '';
        break;
      case '\u007f':
      case '\b':
        if (this.cursor > 0) this.#cut(this.cursor - 1, this.cursor);
        break;
      case '\u001b[3~':
        this.#cut(this.cursor, this.cursor + 1);
        break;
      case '\u001b[D':
        this.cursor = Math.max(0, this.cursor - 1);
        break;
      case '\u001b[C':
        this.cursor = Math.min(this.text.length, this.cursor + 1);
        break;
      case '\u001b[1;5D':
      case '\u001bb':
        this.cursor = this.#wordBefore();
        break;
      case '\u001b[1;5C':
      case '\u001bf':
        this.cursor += /^\s*\S*/.exec(this.text.slice(this.cursor))?.[0].length ?? 0;
        break;
      case '\u0001':
      case '\u001b[H':
      case '\u001bOH':
        this.cursor = 0;
        break;
      case '\u0005':
      case '\u001b[F':
      case '\u001bOF':
        this.cursor = this.text.length;
        break;
      case '\u0015':
        this.#cut(0, this.cursor);
        break;
      case '\u000b':
        this.#cut(this.cursor, this.text.length);
        break;
      case '\u0017':
      case '\u001b\u007f':
        this.#cut(this.#wordBefore(), this.cursor);
        break;
      case '\u001b[A':
      case '\u0010':
        this.#show(this.#at - 1);
        break;
      case '\u001b[B':
      case '\u000e':
        this.#show(this.#at + 1);
        break;
      default:
        if (key < ' ') return undefined;
        this.text = this.text.slice(0, this.cursor) + key + this.text.slice(this.cursor);
        this.cursor += key.length;
    }
    return { kind: 'redraw' };
  }

  #submit(): Effect {
    const line = this.text;
    if (line.trim() !== '' && this.#history.at(-1) !== line) this.#history.push(line);
    this.#reset();
    return { kind: 'submit', line };
  }

  #reset(): void {
    this.text = '';
    this.cursor = 0;
    this.search = undefined;
    this.#typed = '';
    this.#at = this.#history.length;
  }

  #cut(from: number, to: number): void {
    this.text = this.text.slice(0, from) + this.text.slice(to);
    this.cursor = from;
  }

  #wordBefore(): number {
    return this.cursor - (/\S*\s*$/.exec(this.text.slice(0, this.cursor))?.[0].length ?? 0);
  }

  #show(at: number): void {
    if (at < 0 || at > this.#history.length) return;
    if (this.#at === this.#history.length) this.#typed = this.text;
    this.#at = at;
    this.text = this.#history[at] ?? this.#typed;
    this.cursor = this.text.length;
  }

  /** @returns whether the key belonged to the search; any other ends it and counts as usual */
  #searching(key: string): boolean {
    if (key === '\u0012') this.#find(this.#at - 1);
    else if (key === '\u007f') {
      this.search = (this.search ?? '').slice(0, -1);
      this.#find(this.#history.length - 1);
    } else if (key >= ' ' && !key.startsWith('\u001b') && key !== '\u007f') {
      this.search += key;
      this.#find(this.#history.length - 1);
    } else {
      this.search = undefined;
      return key.startsWith('\u001b') && key.length === 1;
    }
    return true;
  }

  #find(from: number): void {
    for (let at = from; at >= 0; at--) {
      const line = this.#history[at] ?? '';
      if (!line.includes(this.search ?? '')) continue;
      this.#at = at;
      this.text = line;
      this.cursor = line.length;
      return;
    }
  }
}
